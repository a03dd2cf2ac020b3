"""Conversations: threads of a user, their messages, and the runs that answer them. One run at a time in a thread."""

from collections.abc import Mapping
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

from sqlalchemy import RowMapping, Select, case, delete, insert, or_, select, update

from store import leases
from store.errors import InvalidValues, RecordNotFound, ThreadBusy
from store.leases import Leases, Run
from store.principal import Principal
from store.store import Store

LONGEST_NAME = 80
LONGEST_ID = 100
MOST = 200
PATIENCE = 300
"""Seconds that an answer to a card waits for the same answer, which came first."""
GLANCE = 0.05
"""Seconds after which it is looked whether that has ended."""


class Threads:
    """The threads of all users, each seen by its own only. Runs that it begins count as dead when it is gone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._own = store.schema.own
        self._leases = Leases(store)

    def begin(self, principal: Principal, thread: str, text: str, door: str, run: str | None = None) -> Run:
        """Take the thread for a run that answers `text`; the thread is made when it is new.

        Args:
            run: The run that goes on, after a card was answered; by default a new one. Where it goes on already, as
                when it is answered twice at once, this waits for its end.

        Raises:
            ThreadBusy: Another run is answering in it.
            InvalidValues: The thread's name is empty or too long.
        """
        if not 0 < len(thread) <= LONGEST_ID:
            raise InvalidValues(f"The name of a thread has 1 to {LONGEST_ID} characters.")
        patient_until = monotonic() + PATIENCE
        while True:
            try:
                found = self._begin(principal, thread, text, door, run)
            except ThreadBusy:
                if run is None or monotonic() > patient_until or not self._goes_on(principal, thread, run):
                    raise
                sleep(GLANCE)
            else:
                self._leases.hold(principal.user, found)
                return found

    def _begin(self, principal: Principal, thread: str, text: str, door: str, run: str | None) -> Run:
        table = self._own.thread
        here = (table.c.user == principal.user, table.c.id == thread)
        free = or_(table.c.busy_until.is_(None), table.c.busy_until < datetime.now(UTC))
        found = Run(run or uuid4().hex, thread, door, read_outside=False)
        name = " ".join(text.split())[:LONGEST_NAME] or thread
        named = {"name": case((table.c.name == "", name), else_=table.c.name)}
        with self._store.writing() as connection:
            now = datetime.now(UTC)  # later, where others were writing: nobody else could tell that he lives, either
            busy = {"busy_with": found.id, "busy_until": now + leases.LEASE, "updated_at": now}
            ours = (principal.user, thread) in self._leases  # it lives, even if it had no chance to say so
            if ours or not connection.execute(update(table).where(*here, free).values(busy | named)).rowcount:
                if connection.scalar(select(table.c.id).where(*here)):
                    raise ThreadBusy("This thread is still answering the last message; wait a moment.")
                first = {"user": principal.user, "id": thread, "created_at": now, "read_outside": False}
                connection.execute(insert(table).values(first | busy | {"name": name}))
            outside = bool(connection.scalar(select(table.c.read_outside).where(*here)))
            if run is None:
                values = {"id": found.id, "user": principal.user, "thread": thread, "door": door, "started_at": now}
                connection.execute(insert(self._own.run).values(values))
            if text:
                self._say(connection, principal.user, found, "person", text, None)
        return Run(found.id, thread, door, outside)

    def mark_outside(self, principal: Principal, run: Run) -> None:
        """Remember that text from outside has come into the thread's context, for good."""
        table = self._own.thread
        here = (table.c.user == principal.user, table.c.id == run.thread)
        with self._store.writing() as connection:
            connection.execute(update(table).where(*here).values(read_outside=True))

    def finish(self, principal: Principal, run: Run, text: str, card: str | None = None) -> None:
        """Keep what was answered, and let the thread go. A run whose card is open is not finished yet."""
        now = datetime.now(UTC)
        table, runs = self._own.thread, self._own.run
        here = (table.c.user == principal.user, table.c.id == run.thread, table.c.busy_with == run.id)
        self._leases.drop(principal.user, run)
        with self._store.writing() as connection:
            if text:
                self._say(connection, principal.user, run, "assistant", text, card)
            if card is None:
                connection.execute(update(runs).where(runs.c.id == run.id).values(finished_at=now))
            connection.execute(update(table).where(*here).values(busy_with=None, busy_until=None, updated_at=now))

    def create(self, principal: Principal, name: str = "") -> RowMapping:
        """Make a thread and return it, as `get` does; without a name it gets that of its first message."""
        now = datetime.now(UTC)
        values = {"user": principal.user, "id": uuid4().hex, "name": name[: LONGEST_NAME * 2], "read_outside": False}
        with self._store.writing() as connection:
            connection.execute(insert(self._own.thread).values(values | {"created_at": now, "updated_at": now}))
        return self.get(principal, str(values["id"]))

    def get(self, principal: Principal, thread: str) -> RowMapping:
        """Return a thread: `id`, `name`, `created_at`, `updated_at`.

        Raises:
            RecordNotFound: The principal has no such thread.
        """
        with self._store.looking() as connection:
            found = connection.execute(self._shown(principal).where(self._own.thread.c.id == thread)).mappings().first()
        if found is None:
            raise RecordNotFound("thread", thread)
        return found

    def every(self, principal: Principal, text: str = "", *, limit: int = 50, offset: int = 0) -> list[RowMapping]:
        """Return the principal's threads, the latest first: `id`, `name`, `created_at`, `updated_at`.

        Args:
            text: Only threads whose name or messages have this text.
        """
        table, message = self._own.thread.c, self._own.message.c
        statement = self._shown(principal)
        if text:
            said = select(message.thread).where(
                message.user == principal.user, message.text.icontains(text, autoescape=True)
            )
            statement = statement.where(or_(table.name.icontains(text, autoescape=True), table.id.in_(said)))
        statement = (
            statement.order_by(table.updated_at.desc(), table.id).limit(max(0, min(limit, MOST))).offset(max(0, offset))
        )
        with self._store.looking() as connection:
            return list(connection.execute(statement).mappings())

    def messages(
        self, principal: Principal, thread: str, *, limit: int = MOST, before: int | None = None
    ) -> list[RowMapping]:
        """Return the last messages of a thread, oldest first: `seq`, `at`, `author`, `text`, `run`, `card`.

        Args:
            before: Only messages with a smaller `seq`: the page before.
        """
        message = self._own.message.c
        statement = select(message.seq, message.at, message.author, message.text, message.run, message.card)
        statement = statement.where(message.user == principal.user, message.thread == thread)
        if before is not None:
            statement = statement.where(message.seq < before)
        with self._store.looking() as connection:
            found = connection.execute(statement.order_by(message.seq.desc()).limit(max(0, limit))).mappings().all()
        return list(reversed(found))

    def words(self, principal: Principal, thread: str) -> list[str]:
        """Return what the person has said in a thread, oldest first: the last 200 messages."""
        return [row["text"] for row in self.messages(principal, thread) if row["author"] == "person"]

    def rename(self, principal: Principal, thread: str, name: str) -> None:
        """Give a thread another name.

        Raises:
            RecordNotFound: The principal has no such thread.
        """
        self._change(principal, thread, {"name": name[: LONGEST_NAME * 2]})

    def forget(self, principal: Principal, thread: str) -> None:
        """Delete a thread with its messages and feedback, and reject its card.

        What its runs changed stays, and stays in the log.

        Raises:
            RecordNotFound: The principal has no such thread.
            ThreadBusy: It is answering.
        """
        now = datetime.now(UTC)
        table, message, card, turn = self._own.thread, self._own.message, self._own.card, self._own.turn
        run = self._own.run
        with self._store.writing() as connection:
            here = (table.c.user == principal.user, table.c.id == thread)
            free = or_(table.c.busy_until.is_(None), table.c.busy_until < now)
            if not connection.execute(delete(table).where(*here, free)).rowcount:
                if connection.scalar(select(table.c.id).where(*here)):
                    raise ThreadBusy("This thread is still answering; it can be deleted afterwards.")
                raise RecordNotFound("thread", thread)
            connection.execute(delete(message).where(message.c.user == principal.user, message.c.thread == thread))
            connection.execute(delete(turn).where(turn.c.user == principal.user, turn.c.thread == thread))
            runs = select(run.c.id).where(run.c.user == principal.user, run.c.thread == thread)
            connection.execute(delete(self._own.feedback).where(self._own.feedback.c.run.in_(runs)))
            waiting = (card.c.user == principal.user, card.c.thread == thread, card.c.state == "open")
            connection.execute(update(card).where(*waiting).values(state="rejected", decided_at=now))

    def touched(self, run: str) -> frozenset[tuple[str, str]]:
        """Return the records that a run has changed so far, as (class, id)."""
        change = self._own.change.c
        statement = select(change.cls, change.object_id).where(change.run == run).distinct()
        with self._store.looking() as connection:
            return frozenset((row.cls, row.object_id) for row in connection.execute(statement))

    def deny(self, principal: Principal, run: Run, tool: str, code: str, message: str) -> None:
        """Log what the assistant tried and was refused."""
        values = {"at": datetime.now(UTC), "user": principal.user, "door": run.door, "run": run.id or None}
        values |= {"tool": tool[:LONGEST_ID], "code": code, "message": message}
        with self._store.writing() as connection:
            connection.execute(insert(self._own.denial).values(values))

    def _goes_on(self, principal: Principal, thread: str, run: str) -> bool:
        """Whether a run is what a thread is busy with, or was until a moment ago."""
        table = self._own.thread.c
        statement = select(table.busy_with).where(table.user == principal.user, table.id == thread)
        with self._store.looking() as connection:
            return connection.scalar(statement) in (run, None)

    def _shown(self, principal: Principal) -> Select[Any]:
        table = self._own.thread.c
        shown = select(table.id, table.name, table.created_at, table.updated_at)
        return shown.where(table.user == principal.user)

    def _change(self, principal: Principal, thread: str, values: Mapping[str, Any]) -> None:
        table = self._own.thread
        here = (table.c.user == principal.user, table.c.id == thread)
        with self._store.writing() as connection:
            if not connection.execute(update(table).where(*here).values(values)).rowcount:
                raise RecordNotFound("thread", thread)

    def _say(self, connection: Any, user: str, run: Run, author: str, text: str, card: str | None) -> None:
        values = {"user": user, "thread": run.thread, "at": datetime.now(UTC), "author": author, "text": text}
        connection.execute(insert(self._own.message).values(values | {"run": run.id, "card": card}))
