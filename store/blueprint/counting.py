"""Counts records before a plan is made: what would be lost, and which values are there. It reads past the gate."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, or_, select

from store.fields import SHORT, Spec
from store.schema import Class

MOST = 50
"""Different values that are told."""


def records(connection: Connection, cls: Class) -> int:
    """Return how many records of a class there are."""
    return connection.scalar(select(func.count()).select_from(cls.table)) or 0


def filled(connection: Connection, cls: Class, spec: Spec) -> int:
    """Return how many records have a value in a field."""
    if not spec.columns:
        return 0
    return connection.scalar(select(func.count(cls.table.c[spec.columns[-1]]))) or 0


def outside(connection: Connection, cls: Class, spec: Spec, values: Sequence[str]) -> dict[str, int]:
    """Return the values of a field that are none of `values`, with the number of records that have each."""
    column = cls.table.c[spec.columns[0]]
    statement = select(column, func.count()).where(column.is_not(None), column.not_in(values))
    return {str(row[0]): row[1] for row in connection.execute(statement.group_by(column).order_by(column).limit(MOST))}


def pointing(connection: Connection, cls: Class, spec: Spec) -> dict[str, int]:
    """Return the classes of the records that a pointer names, with the number of records that name each."""
    if len(spec.targets) == 1:
        found = filled(connection, cls, spec)
        return {spec.targets[0]: found} if found else {}
    return outside(connection, cls, spec, ())


def long(connection: Connection, cls: Class, spec: Spec) -> int:
    """Return how many records have in a text field more than short text may have."""
    column = cls.table.c[spec.name]
    return connection.scalar(select(func.count()).where(func.length(column) > SHORT)) or 0


def twice(connection: Connection, cls: Class, spec: Spec) -> str | None:
    """Return a value that several records have, whatever its case."""
    lower = func.lower(cls.table.c[spec.name])
    statement = select(lower).where(lower.is_not(None)).group_by(lower).having(func.count() > 1).limit(1)
    return connection.scalar(statement)


def empty(connection: Connection, cls: Class, spec: Spec) -> int:
    """Return how many records lack a value in a field; an empty text is none."""
    column = cls.table.c[spec.columns[-1]]
    lacks = or_(column.is_(None), column == "") if spec.type is str else column.is_(None)
    return connection.scalar(select(func.count()).select_from(cls.table).where(lacks)) or 0
