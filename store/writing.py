"""One record is written: its row, its line in the change log, and the index of names.

On PostgreSQL all of it is one statement, since each costs as much on its way as in the database.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Executable, Insert, Update, bindparam, func, insert, literal, select, update

from store import names
from store.changes import Change
from store.log import CHANNEL, Log
from store.prepared import Prepared
from store.schema import Class, Schema

Columns = Mapping[str, Any]
Kept = Callable[[str, Class, Callable[[], Executable]], Prepared]
"""Returns the statement of a kind for a class, which it builds once."""


def add(connection: Connection, schema: Schema, kept: Kept, log: Log, change: Change, row: Columns) -> None:
    """Write a new record."""
    cls, own = schema[change.cls], schema.own
    titles = [(cls.name, change.object_id, names.title(cls, change.after))]
    line, values = log.line(change), {f"row_{name}": value for name, value in row.items()}
    if connection.dialect.name != "postgresql":
        kept("create", cls, lambda: _row(cls)).run(connection, values)
        names.add(connection, schema, titles)
        kept("log", cls, lambda: _line(schema)).run(connection, line)
        return

    def build() -> Insert:
        parts = [_row(cls), *(names.adding(table, connection.dialect.name) for table in (own.naming, own.spelling))]
        return _announced(_line(schema)).add_cte(*(part.cte(f"part_{n}") for n, part in enumerate(parts)))

    kept("create", cls, build).run(connection, values | (names.listed(schema, titles) or {}) | line)


def alter(
    connection: Connection, schema: Schema, kept: Kept, log: Log, change: Change, columns: Columns, version: int
) -> bool:
    """Write columns of a record that has this version; return whether it has."""
    cls = schema[change.cls]
    here = {"row_here": change.object_id, "row_was": version}
    values = {f"row_{name}": value for name, value in columns.items()} | here
    kind = " ".join(sorted(columns))
    if connection.dialect.name != "postgresql":
        if not kept(f"update {kind}", cls, lambda: _changed(cls, columns)).run(connection, values):
            return False
        kept("log", cls, lambda: _line(schema)).run(connection, log.line(change))
        return True

    def build() -> Insert:
        changed = _changed(cls, columns).returning(literal(1)).cte("changed")
        line = [_bound(column, "") for column in _columns(schema)]
        return _announced(insert(schema.own.change).from_select(_names(schema), select(*line).select_from(changed)))

    return bool(kept(f"update {kind}", cls, build).run(connection, values | log.line(change)))


def _row(cls: Class) -> Insert:
    return insert(cls.table).values({column: _bound(column, "row_") for column in cls.table.c})


def _changed(cls: Class, names: Iterable[str]) -> Update:
    table = cls.table
    here = table.c.object_id == bindparam("row_here"), table.c.version == bindparam("row_was")
    return update(table).where(*here).values({name: _bound(table.c[name], "row_") for name in names})


def _line(schema: Schema) -> Insert:
    return insert(schema.own.change).values({column: _bound(column, "") for column in _columns(schema)})


def _columns(schema: Schema) -> list[Column[Any]]:
    return [column for column in schema.own.change.c if column.name != "seq"]


def _names(schema: Schema) -> list[str]:
    return [column.name for column in _columns(schema)]


def _announced(statement: Insert) -> Insert:
    announced: Insert = statement.returning(func.pg_notify(CHANNEL, ""))
    return announced


def _bound(column: Column[Any], prefix: str) -> Any:
    return bindparam(f"{prefix}{column.name}", type_=column.type)
