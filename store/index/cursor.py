"""How far the change log and the tables were taken in, and what comes next of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, union, update

from store.schema import Class, Schema

LOG_CURSOR = "log"
CHANGES, RECORDS = 200, 200
"""What is taken in at once: changes, records of a table."""


class Cursor:
    """The one cursor of a workspace's index; whoever adds passages holds its row."""

    def __init__(self, schema: Schema) -> None:
        self._own = schema.own

    def read(self, connection: Connection, *, lock: bool = True) -> RowMapping | None:
        """Return the cursor; with its lock, on PostgreSQL, so that passages are numbered in the order of commits."""
        statement = select(self._own.cursor).where(self._own.cursor.c.name == LOG_CURSOR)
        return connection.execute(statement.with_for_update() if lock else statement).mappings().one_or_none()

    def begin(self, connection: Connection, first: Class | None) -> None:
        """Set it behind the newest change, and before the first class, whose records are gone through."""
        seq = connection.scalar(select(func.max(self._own.change.c.seq))) or 0
        place = {"cls": first.name if first else None, "object_id": ""}
        connection.execute(insert(self._own.cursor).values(name=LOG_CURSOR, seq=seq, **place))

    def move(self, connection: Connection, **place: Any) -> None:
        """Set some of its columns."""
        connection.execute(update(self._own.cursor).values(**place))

    def changes(self, connection: Connection, seq: int, most: int = CHANGES) -> Sequence[RowMapping]:
        """Return the changes after a number, the oldest first."""
        c = self._own.change.c
        statement = select(c.seq, c.cls, c.object_id).where(c.seq > seq).order_by(c.seq).limit(most)
        return connection.execute(statement).mappings().all()

    def next_records(self, connection: Connection, cls: Class, after: str) -> list[str]:
        """Return the ids of the next records of a class, and of the next records that have passages."""
        passage = self._own.passage.c
        one = select(cls.table.c.object_id).where(cls.table.c.object_id > after).order_by(cls.table.c.object_id)
        two = select(passage.object_id).where(passage.cls == cls.name, passage.object_id > after).distinct()
        first = one.limit(RECORDS).subquery()
        second = two.order_by(passage.object_id).limit(RECORDS).subquery()
        both = union(select(first.c.object_id), select(second.c.object_id)).subquery()  # ordered as the database does
        return list(connection.scalars(select(both.c.object_id).order_by(both.c.object_id).limit(RECORDS)))
