"""Programs that make calls by themselves, as over MCP. Nobody hears what people say to them.

So it is not known which words ask for a change, nor where one request ends and the next begins. The calls of a program
are kept together in a thread of its own, as long as it may remember what it has read, and what it changes is counted
over a stretch of time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, update

from store.accounts import Accounts
from store.cards import Card, card_of
from store.principal import Principal
from store.store import Store

SILENCE = timedelta(hours=12)
"""How long a program must be silent to count as one that remembers nothing."""
STRETCH = timedelta(minutes=10)
"""Over how long the records that a program changes are counted, and an answered card answers the same call again."""
NOTED = timedelta(hours=1)
"""How exactly is kept when a program was last heard: a write at each call would be dear."""
MOST_CARDS = 50
"""Cards of a thread among which a call is looked for, the latest."""


class Programs:
    """The programs of all users, each seen by its own only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._own = store.schema.own

    def thread(self, principal: Principal, program: str, name: str, *, now: datetime | None = None) -> str:
        """Return the thread of a program: the one in which it was heard last, or a new one after so much silence.

        Args:
            program: What tells it from the user's other programs; the thread's id begins so.
            name: What people call it.
        """
        now = now or datetime.now(UTC)
        table = self._own.thread
        c = table.c
        here = (c.user == principal.user, c.id.startswith(f"{program}-", autoescape=True), c.updated_at > now - SILENCE)
        latest = select(c.id, c.updated_at).where(*here).order_by(c.updated_at.desc()).limit(1)
        with self._store.looking() as connection:
            found = connection.execute(latest).first()
        if found is not None and found.updated_at > now - NOTED:
            return str(found.id)
        with self._store.writing() as connection:
            Accounts(connection, self._store.schema).get(principal.user, lock=True)  # so that it begins only once
            found = connection.execute(latest).first()
            if found is not None:
                connection.execute(update(table).where(*here[:1], c.id == found.id).values(updated_at=now))
                return str(found.id)
            values = {"user": principal.user, "id": f"{program}-{uuid4().hex[:8]}", "name": name, "read_outside": False}
            connection.execute(insert(table).values(values | {"created_at": now, "updated_at": now}))
        return str(values["id"])

    def mark_outside(self, principal: Principal, thread: str) -> None:
        """Remember that a program has read text from outside: it stays in its context, so for good."""
        table = self._own.thread
        here = (table.c.user == principal.user, table.c.id == thread, table.c.read_outside.is_(False))
        with self._store.looking() as connection:
            if connection.scalar(select(table.c.id).where(*here)) is None:
                return
        with self._store.writing() as connection:
            connection.execute(update(table).where(*here).values(read_outside=True))

    def touched(self, principal: Principal, thread: str, *, now: datetime | None = None) -> frozenset[tuple[str, str]]:
        """Return the records, as (class, id), that a program has changed of late, since the last yes of its user.

        What was taken back does not count, nor what took it back.
        """
        run, change, card = self._own.run.c, self._own.change.c, self._own.card.c
        answered = select(card.decided_at).where(
            card.user == principal.user, card.thread == thread, card.state == "approved"
        )
        with self._store.looking() as connection:
            yes = connection.scalar(answered.order_by(card.decided_at.desc()).limit(1))
            since = max(filter(None, (yes, (now or datetime.now(UTC)) - STRETCH)))
            mine = (run.user == principal.user, run.thread == thread, run.started_at > since)
            stands = (run.undone_by.is_(None), run.undoes.is_(None))
            statement = select(change.cls, change.object_id).where(change.run == run.id, *mine, *stands).distinct()
            return frozenset((row.cls, row.object_id) for row in connection.execute(statement))

    def asked(
        self, principal: Principal, thread: str, tool: str, arguments: Mapping[str, Any], *, now: datetime | None = None
    ) -> Card | None:
        """Return the card that was opened for the same call and is open, or was answered of late and still stands.

        A program that cannot be told how a card was answered calls again: that is no second wish.
        """
        since = (now or datetime.now(UTC)) - STRETCH
        card, run = self._own.card, self._own.run.c
        here = (card.c.user == principal.user, card.c.thread == thread, run.id == card.c.run, run.undone_by.is_(None))
        going_on = (card.c.state == "open") | (card.c.decided_at > since)
        statement = select(card).where(*here, going_on).order_by(card.c.created_at.desc()).limit(MOST_CARDS)
        with self._store.looking() as connection:
            cards = [card_of(row) for row in connection.execute(statement).mappings()]
        same = (one for one in cards if [(call.tool, call.arguments) for call in one.calls] == [(tool, arguments)])
        return next(same, None)
