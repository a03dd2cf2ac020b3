"""Writes and reads the change log."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, select

from store.changes import Change, Origin
from store.fields import Pointer

LOCK = 7_220_041
"""Key of the advisory lock that puts the writers of the log in a row on PostgreSQL."""
LOCKING = select(func.pg_advisory_xact_lock(LOCK))
CHANNEL = "parley_change"
"""Where PostgreSQL announces that the log has grown."""


class Log:
    """The log, as one unit of work writes it.

    On PostgreSQL a sequence gives its numbers before the commit, so a reader could see 7 before 6 and never 6. The
    lock, taken before the first number and held until the commit, makes the order of numbers the order of commits.
    It is taken before the first record is locked, too, so that two units of work never wait for each other.
    SQLite has one writer, and so no such gap.
    """

    def __init__(
        self, connection: Connection, table: Table, user: str, origin: Origin, *, locked: bool = False
    ) -> None:
        self._connection = connection
        self._table = table
        self._fixed = {"user": user, "door": origin.door, "run": origin.run, "call": origin.call}
        self._locked = locked or connection.dialect.name != "postgresql"
        self.changes: list[Change] = []

    def lock(self) -> None:
        """Wait until no other unit of work is writing."""
        if not self._locked:
            self._connection.execute(LOCKING)
            self._locked = True

    def append(self, *changes: Change) -> None:
        """Write changes, in their order."""
        self.lock()
        announced = not self.changes and self._connection.dialect.name == "postgresql"
        self._connection.execute(_adding(self._table, announced=announced), [self.line(one) for one in changes])

    def line(self, change: Change) -> dict[str, Any]:
        """Take note of a change, and return the row that is to be written for it."""
        self.changes.append(change)
        said = {"cls": change.cls, "object_id": change.object_id, "before": change.before, "after": change.after}
        return {**self._fixed, "at": datetime.now(UTC), **said}


@lru_cache(maxsize=20)
def _adding(table: Table, *, announced: bool) -> Any:
    """Return the statement that adds rows; what it announces is heard when the unit of work is kept."""
    return insert(table).returning(func.pg_notify(CHANNEL, "")) if announced else insert(table)


def of_run(connection: Connection, table: Table, run: str) -> Sequence[RowMapping]:
    """Return the rows of one run, oldest first."""
    statement = select(table).where(table.c.run == run).order_by(table.c.seq)
    return connection.execute(statement).mappings().all()


def page(
    connection: Connection,
    table: Table,
    *,
    record: Pointer | None,
    run: str | None,
    user: str | None,
    limit: int,
    before: int | None,
) -> Sequence[RowMapping]:
    """Return rows of the log, newest first."""
    statement = select(table).order_by(table.c.seq.desc()).limit(max(0, limit))
    wanted = {"run": run, "user": user, "cls": record and record.cls, "object_id": record and record.id}
    for name, value in wanted.items():
        if value is not None:
            statement = statement.where(table.c[name] == value)
    if before is not None:
        statement = statement.where(table.c.seq < before)
    return connection.execute(statement).mappings().all()


def newest(connection: Connection, table: Table) -> int:
    """Return the number of the newest row; 0 when there is none."""
    return connection.scalar(select(func.max(table.c.seq))) or 0


def since(connection: Connection, table: Table, seq: int, limit: int) -> Sequence[RowMapping]:
    """Return the rows after a number, oldest first."""
    statement = select(table).where(table.c.seq > seq).order_by(table.c.seq).limit(limit)
    return connection.execute(statement).mappings().all()


def last(connection: Connection, table: Table, cls: str, object_id: str) -> Change:
    """Return the last change of a record that is in the log."""
    statement = select(table.c.before, table.c.after).where(table.c.cls == cls, table.c.object_id == object_id)
    before, after = connection.execute(statement.order_by(table.c.seq.desc()).limit(1)).one()
    return Change(cls, object_id, before, after)


def by_record(rows: Sequence[RowMapping]) -> dict[tuple[str, str], list[RowMapping]]:
    """Return the rows of each record, as (class, object id), in the order in which the records appear."""
    found: dict[tuple[str, str], list[RowMapping]] = {}
    for row in rows:
        found.setdefault((row["cls"], row["object_id"]), []).append(row)
    return found
