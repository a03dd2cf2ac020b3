"""Feedback: what people think of what the assistant did and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import delete, insert, select

from store.errors import ReadOnly, RecordNotFound
from store.principal import Principal, Rank
from store.store import Store

Verdict = Literal["up", "down"]
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Judged:
    """What one person thinks of one run of his."""

    run: str
    user: str
    at: datetime
    verdict: Verdict
    text: str


class Feedback:
    """The feedback of a workspace. Each speaks of his own runs; admins read all of it."""

    def __init__(self, store: Store) -> None:
        """Take the workspace."""
        self._store = store
        self._table = store.schema.own.feedback

    def give(self, principal: Principal, run: str, verdict: Verdict | None, text: str = "") -> None:
        """Keep what a person thinks of a run, in place of what he thought before; no verdict takes it back.

        Raises:
            RecordNotFound: He has had no such run.
        """
        runs = self._store.schema.own.run.c
        with self._store.writing() as connection:
            if not connection.scalar(select(runs.id).where(runs.id == run, runs.user == principal.user)):
                raise RecordNotFound("run", run[:100])
            connection.execute(delete(self._table).where(self._table.c.run == run))
            if verdict is not None:
                values = {"run": run, "user": principal.user, "at": datetime.now(UTC), "verdict": verdict, "text": text}
                connection.execute(insert(self._table).values(values))

    def verdicts(self, principal: Principal, runs: Sequence[str]) -> dict[str, Verdict]:
        """Return what a person thinks of some of his runs; of those of which he has said it."""
        table = self._table.c
        mine = select(table.run, table.verdict).where(table.user == principal.user, table.run.in_(runs))
        with self._store.looking() as connection:
            return {row[0]: row[1] for row in connection.execute(mine)} if runs else {}

    def latest(self, by: Principal, *, limit: int = 100, offset: int = 0) -> list[Judged]:
        """Return everybody's, the latest first, at most `limit` (1,000).

        Raises:
            ReadOnly: `by` is no admin.
        """
        if by.rank is not Rank.ADMIN:
            raise ReadOnly("Only an admin reads what others think.")
        table: Any = self._table
        page = select(table).order_by(table.c.at.desc(), table.c.run).limit(min(limit, MOST)).offset(offset)
        with self._store.looking() as connection:
            return [Judged(**row) for row in connection.execute(page).mappings()]
