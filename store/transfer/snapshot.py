"""The workspace as it is at one moment, however long it takes to read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, select

from store.engine import told
from store.grants import Grants
from store.schema import Class, Schema
from store.store import Store

FETCH = 2_000
"""Rows that are held in memory at once."""


@contextmanager
def snapshot(store: Store) -> Iterator[Connection]:
    """Open a transaction that only reads, and that nothing changes under: SQLite's always are so."""
    options: dict[str, Any] = {"yield_per": FETCH}
    if store.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with told(), store.engine.connect().execution_options(**options) as connection, connection.begin():
        store.keep_up(connection)
        yield connection


class Present:
    """Which records there are; asked once for each class that pointers name."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._ids: dict[str, frozenset[str]] = {}

    def has(self, cls: str, object_id: str) -> bool:
        """Whether the record is there."""
        if cls not in self._ids:
            statement = select(self._schema[cls].table.c.object_id)
            self._ids[cls] = frozenset(self._connection.scalars(statement))
        return object_id in self._ids[cls]


def in_order(cls: Class) -> Select[Any]:
    """Return a select of all records, the oldest first."""
    return select(cls.table).order_by(cls.table.c.created_at, cls.table.c.object_id)


def all_grants(connection: Connection, cls: Class) -> dict[str, Grants]:
    """Return the grants of all records of a class that have an explicit ACL, by their ids."""
    row = cls.table.c
    found: dict[str, Grants] = {one: [] for one in connection.scalars(select(row.object_id).where(row.has_acl))}
    acl = cls.acl.c
    for object_id, *grant in connection.execute(select(acl.object_id, acl.grantee, acl.can_read, acl.can_write)):
        if object_id in found:
            found[object_id].append((grant[0], grant[1], grant[2]))
    return {object_id: sorted(grants) for object_id, grants in found.items()}
