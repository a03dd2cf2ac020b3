"""Cards: what waits for a person's yes, bound to the calls, the records and their versions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import RowMapping, Select, insert, select, update

from store.changes import Change
from store.errors import Conflict, RecordNotFound
from store.principal import Principal
from store.store import Store

State = Literal["open", "approved", "rejected"]


@dataclass(frozen=True, slots=True)
class CardCall:
    """One call that waits: its name within the run, the tool and its arguments, and what it will change."""

    call: str
    tool: str
    arguments: dict[str, Any]
    changes: list[Change]
    rows: list[dict[str, Any]]
    """The changes as a person reads them: class, id, name, what, and fields from → to."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question to the asker: shall these calls be made?"""

    id: str
    run: str
    thread: str
    door: str
    user: str
    state: State
    reasons: list[str]
    calls: list[CardCall]
    created_at: datetime

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Everything that will change, call by call."""
        return [row for call in self.calls for row in call.rows]


class Cards:
    """The cards of all users, each seen by its own only."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.card

    def open(
        self,
        principal: Principal,
        card: str,
        run: str,
        thread: str,
        door: str,
        reasons: Sequence[str],
        calls: Sequence[CardCall],
    ) -> None:
        """Keep a card. The same card again, after a crash, is the same card."""
        where = {"run": run, "user": principal.user, "thread": thread, "door": door}
        values: dict[str, Any] = {"id": card, "state": "open"} | where
        values |= {"created_at": datetime.now(UTC), "reasons": list(reasons), "calls": [asdict(call) for call in calls]}
        with self._store.writing() as connection:
            if connection.scalar(select(self._table.c.id).where(self._table.c.id == card)) is None:
                connection.execute(insert(self._table).values(values))

    def get(self, principal: Principal, card: str) -> Card:
        """Return a card of the principal.

        Raises:
            RecordNotFound: There is none of this id, or it is another's.
        """
        return self._one(principal, card, select(self._table).where(self._table.c.id == card))

    def waiting(self, principal: Principal, thread: str) -> Card | None:
        """Return the open card of a thread, if there is one."""
        c = self._table.c
        here = (c.user == principal.user, c.thread == thread, c.state == "open")
        with self._store.looking() as connection:
            found = (
                connection.execute(select(self._table).where(*here).order_by(c.created_at.desc()).limit(1))
                .mappings()
                .first()
            )
        return _card(found) if found else None

    def decide(self, principal: Principal, card: str, state: State) -> Card:
        """Approve or reject a card; only its own user may, and only once. Saying the same twice is saying it once.

        Raises:
            RecordNotFound: There is none of this id, or it is another's.
            Conflict: It was decided otherwise before.
        """
        c = self._table.c
        here = (c.id == card, c.user == principal.user, c.state == "open")
        with self._store.writing() as connection:
            connection.execute(update(self._table).where(*here).values(state=state, decided_at=datetime.now(UTC)))
        found = self.get(principal, card)
        if found.state != state:
            raise Conflict(f"This card was {found.state} before.")
        return found

    def reject_all(self) -> None:
        """Reject every card that waits, whoever's it is: after a restore nobody remembers what was to go on with it."""
        with self._store.writing() as connection:
            waiting = update(self._table).where(self._table.c.state == "open")
            connection.execute(waiting.values(state="rejected", decided_at=datetime.now(UTC)))

    def close(self, principal: Principal, card: str) -> Card:
        """Reject a card that is open, or approved and not begun; one whose calls have begun is left to be finished."""
        c, call = self._table.c, self._store.schema.own.call.c
        names = [one.call for one in self.get(principal, card).calls]
        begun = select(call.call).where(call.run == c.run, call.call.in_(names)).exists()
        here = (c.id == card, c.user == principal.user, c.state != "rejected", ~begun)
        with self._store.writing() as connection:
            values = {"state": "rejected", "decided_at": datetime.now(UTC)}
            connection.execute(update(self._table).where(*here).values(values))
        return self.get(principal, card)

    def _one(self, principal: Principal, card: str, statement: Select[Any]) -> Card:
        with self._store.looking() as connection:
            found = connection.execute(statement.where(self._table.c.user == principal.user)).mappings().first()
        if found is None:
            raise RecordNotFound("card", card)
        return _card(found)


def _card(row: RowMapping) -> Card:
    calls = [CardCall(**{**call, "changes": [Change(**change) for change in call["changes"]]}) for call in row["calls"]]
    kept = ("id", "run", "thread", "door", "user", "state", "reasons", "created_at")
    return Card(calls=calls, **{name: row[name] for name in kept})
