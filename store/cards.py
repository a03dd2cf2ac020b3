"""Cards: what waits for a person's yes, bound to the calls, the records and their versions."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import RowMapping, Select, insert, select, update

from store.changes import Change
from store.errors import Ambiguous, Candidate, Conflict, InvalidValues, RecordNotFound
from store.principal import Principal
from store.store import Store

State = Literal["open", "approved", "rejected"]
Part = dict[str, list[list[str]]]
"""What was approved of a card, when not all of it: call → records, each as [class, id]."""
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What codes are made of: nothing that looks like another."""
CODE = 4


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
    part: Part | None = None

    @property
    def code(self) -> str:
        """What a person calls it where he has only words, as in "approve K7Q2"."""
        return code_of(self.id)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Everything that will change, call by call."""
        return [row for call in self.calls for row in call.rows]

    def approved(self, call: str) -> tuple[list[Change], list[Change]]:
        """Return the changes of a call that were approved, and those that were not."""
        waiting = next(one for one in self.calls if one.call == call)
        if self.state != "approved":
            return [], waiting.changes
        if self.part is None:
            return waiting.changes, []
        chosen = {(cls, object_id) for cls, object_id in self.part.get(call, [])}
        yes = [change for change in waiting.changes if (change.cls, change.object_id) in chosen]
        return yes, [change for change in waiting.changes if change not in yes]

    @property
    def numbers(self) -> list[int] | None:
        """The rows that were approved, counted from 1, when not all were."""
        if self.part is None:
            return None
        rows = [(call.call, row) for call in self.calls for row in call.rows]
        chosen = {(call, cls.strip("_"), key) for call, records in self.part.items() for cls, key in records}
        return [n for n, (call, row) in enumerate(rows, 1) if (call, row["class"], row["id"]) in chosen]

    def some(self, numbers: Sequence[int]) -> Part | None:
        """Return the part of a card that has only these of its rows, counted from 1; nothing when it is all of them.

        Raises:
            InvalidValues: There is no such row.
        """
        rows = [(call, row) for call in self.calls for row in call.rows]
        if not numbers or not set(numbers) <= set(range(1, len(rows) + 1)):
            raise InvalidValues(f"The changes of this card have the numbers 1 to {len(rows)}; name at least one.")
        if len(set(numbers)) == len(rows):
            return None
        part: Part = {}
        for call, row in (rows[number - 1] for number in sorted(set(numbers))):
            same = [one for one in call.changes if (one.cls.strip("_"), one.object_id) == (row["class"], row["id"])]
            part.setdefault(call.call, []).extend([one.cls, one.object_id] for one in same)
        return part


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
        return card_of(found) if found else None

    def coded(self, principal: Principal, code: str) -> Card:
        """Return the latest card of the principal that has this code.

        Raises:
            RecordNotFound: There is none.
            Ambiguous: Two that are open have it.
        """
        c = self._table.c
        here = (c.user == principal.user, c.id.startswith(_beginning(code)))
        statement = select(self._table).where(*here).order_by(c.created_at.desc()).limit(2)
        with self._store.looking() as connection:
            found = [card_of(row) for row in connection.execute(statement).mappings()]
        if not found:
            raise RecordNotFound("card", code)
        if sum(one.state == "open" for one in found) > 1:
            raise Ambiguous("card", code, [Candidate("card", one.id, f"of run {one.run}") for one in found])
        return found[0]

    def every(self, principal: Principal, limit: int) -> list[Card]:
        """Return the principal's open cards of all threads, the latest first."""
        c = self._table.c
        statement = select(self._table).where(c.user == principal.user, c.state == "open")
        with self._store.looking() as connection:
            rows = connection.execute(statement.order_by(c.created_at.desc(), c.id).limit(limit)).mappings().all()
        return [card_of(row) for row in rows]

    def decide(self, principal: Principal, card: str, state: State, part: Part | None = None) -> Card:
        """Approve or reject a card; only its own user may, and only once. Saying the same twice is saying it once.

        Args:
            part: What is approved of it, if not all.

        Raises:
            RecordNotFound: There is none of this id, or it is another's.
            Conflict: It was decided otherwise before.
        """
        c = self._table.c
        here = (c.id == card, c.user == principal.user, c.state == "open")
        with self._store.writing() as connection:
            values = {"state": state, "part": part, "decided_at": datetime.now(UTC)}
            connection.execute(update(self._table).where(*here).values(values))
        found = self.get(principal, card)
        if found.state != state:
            raise Conflict(f"This card was {found.state} before.")
        if found.part != part:
            raise Conflict("Of this card something else was approved before.")
        return found

    def drop(self, principal: Principal, thread: str) -> None:
        """Reject what waits in a thread."""
        c = self._table.c
        here = (c.user == principal.user, c.thread == thread, c.state == "open")
        with self._store.writing() as connection:
            values = {"state": "rejected", "decided_at": datetime.now(UTC)}
            connection.execute(update(self._table).where(*here).values(values))

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
        return card_of(found)


def code_of(card: str) -> str:
    """Return the code of a card, made from the beginning of its id."""
    number = int(card[: CODE + 1], 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(CODE)))


def _beginning(code: str) -> str:
    """Return how the ids of cards with this code begin; for what is no code, how none does."""
    places = [LETTERS.find(letter) for letter in code.upper()]
    if len(places) != CODE or min(places) < 0:
        return "none"
    return f"{sum(place << 5 * n for n, place in enumerate(reversed(places))):05x}"


def card_of(row: RowMapping) -> Card:
    """Return a row of the table of cards as a card."""
    calls = [CardCall(**{**call, "changes": [Change(**change) for change in call["changes"]]}) for call in row["calls"]]
    kept = ("id", "run", "thread", "door", "user", "state", "reasons", "created_at", "part")
    return Card(calls=calls, **{name: row[name] for name in kept})
