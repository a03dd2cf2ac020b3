"""Turns of conversations that a client keeps and sends again and again: which thread they are, and how they went.

A client of a chat-completions door sends the whole conversation each time and gives it no name. So it is known by what
its user has said: each turn by a hash of his messages up to there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select, update

from store.accounts import Accounts
from store.errors import InProgress
from store.principal import Principal
from store.store import Store

KEPT = timedelta(days=1)
"""How long the same conversation is the same turn; later it is a new one that began with the same words."""
FRESH = timedelta(minutes=10)
"""How long an answer that only read is given again; and only while nothing has changed."""

FARTHEST = 200
"""Turns among which the latest that was answered is looked for."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a user in a conversation, and its place."""

    key: str
    thread: str
    number: int
    """How many of his messages came before it."""
    answer: dict[str, Any] | None = None
    """How it was answered, as JSON values; nothing when it is still to be answered."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A turn that was found or begun.

    Attributes:
        heard: How many of the user's messages before it its thread remembers.
        before: The turn right before it, if it is the last one that its thread remembers.
    """

    turn: Turn
    heard: int
    before: Turn | None


class Turns:
    """The turns of all users, each seen by its own only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.turn

    def open(self, principal: Principal, said: Sequence[str], name: str = "", *, now: datetime | None = None) -> Opened:
        """Return the turn of the last message: as it was answered before, or begun now and to be answered.

        A conversation that was heard before goes on in its thread, also with another last message; with an earlier
        message changed, or never heard, it begins a thread.

        Args:
            said: The user's messages in the conversation, oldest first; at least one.
            name: What the client calls the conversation, if it says so.

        Raises:
            InProgress: It was begun, and its answer is not known yet.
        """
        now = now or datetime.now(UTC)
        keys = _keys(said, name)
        with self._store.writing() as connection:
            Accounts(connection, self._store.schema).get(principal.user, lock=True)  # so that it begins only once
            before = self._before(connection, principal, keys[:-1])
            last = self._last(connection, principal, before.thread) if before else 0
            if before and before.number < last - 1:
                before = None  # the thread remembers what the client has taken back
            found = self._known(connection, principal, keys[-1], now)
            if found is None:
                found = Turn(keys[-1], before.thread if before else uuid4().hex, len(keys) - 1)
                self._begin(connection, principal, found, now)
            if before is None:
                return Opened(found, 0, None)
            right_before = before.key in keys[-2:-1] and before.number == last
            return Opened(found, before.number + 1, before if right_before else None)

    def finish(self, principal: Principal, turn: Turn, answer: dict[str, Any], *, wrote: bool) -> None:
        """Keep how a turn was answered.

        Args:
            wrote: Whether its run has changed anything, or waits for a yes: then it is not to be repeated.
        """
        change = self._store.schema.own.change.c
        with self._store.writing() as connection:
            seq = None if wrote else connection.scalar(select(func.coalesce(func.max(change.seq), 0)))
            values = {"answer": answer, "seq": seq}
            connection.execute(update(self._table).where(self._here(principal, turn.key)).values(values))

    def drop(self, principal: Principal, turn: Turn) -> None:
        """Forget a turn that was refused and changed nothing, so that it may be tried again."""
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(self._here(principal, turn.key)))

    def _known(self, connection: Connection, principal: Principal, key: str, now: datetime) -> Turn | None:
        """Return a turn that the same conversation is; not one that is out of date."""
        row = self._row(connection, principal, key)
        if row is None or row["at"] <= now - KEPT:
            return None
        if row["answer"] is None:
            raise InProgress("This message is still being answered, or was broken off; look at what it has done.")
        change = self._store.schema.own.change.c
        if row["seq"] is not None:
            newer = connection.scalar(select(change.seq).where(change.seq > row["seq"]).limit(1))
            if newer is not None or row["at"] <= now - FRESH:
                return None
        return _turn(row)

    def _begin(self, connection: Connection, principal: Principal, turn: Turn, now: datetime) -> None:
        values = {"thread": turn.thread, "number": turn.number, "at": now, "answer": None, "seq": None}
        connection.execute(delete(self._table).where(self._here(principal, turn.key)))
        connection.execute(insert(self._table).values(values | {"user": principal.user, "key": turn.key}))

    def _before(self, connection: Connection, principal: Principal, keys: Sequence[str]) -> Turn | None:
        """Return the latest of these turns that was answered: one that was refused stays in the client's memory."""
        c = self._table.c
        here = (c.user == principal.user, c.key.in_(keys[-FARTHEST:]), c.answer.is_not(None))
        row = connection.execute(select(self._table).where(*here).order_by(c.number.desc()).limit(1)).mappings().first()
        return _turn(row) if row is not None else None

    def _row(self, connection: Connection, principal: Principal, key: str) -> RowMapping | None:
        return connection.execute(select(self._table).where(self._here(principal, key))).mappings().first()

    def _last(self, connection: Connection, principal: Principal, thread: str) -> int:
        c = self._table.c
        here = (c.user == principal.user, c.thread == thread)
        return connection.scalar(select(func.coalesce(func.max(c.number), 0)).where(*here)) or 0

    def _here(self, principal: Principal, key: str) -> ColumnElement[bool]:
        return (self._table.c.user == principal.user) & (self._table.c.key == key)


def key_of(said: Sequence[str], name: str = "") -> str:
    """Return what a turn is known by: the last of these messages of a user."""
    return _keys(said, name)[-1]


def _turn(row: RowMapping) -> Turn:
    return Turn(row["key"], row["thread"], row["number"], row["answer"])


def _keys(said: Sequence[str], name: str) -> list[str]:
    """Return the key of each turn: every one is made from the one before."""
    keys, last = [], sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    for text in said:
        last = sha256(f"{last}\n{text.strip()}".encode("utf-8", "surrogatepass")).hexdigest()
        keys.append(last)
    return keys
