"""What the tables of the classes lack, compared with a schema, and the steps that add it.

Tables, columns and indexes are only ever added. What no class asks for any more stays, with its values. A new field is
empty in the records that are there, even a required one; a field that is required no longer may be empty from then on.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    inspect,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator, TypeEngine

from store.errors import StorageMismatch
from store.schema import Class, Schema

Here = Mapping[str, Mapping[str, Any]]
"""The columns of one table as the database has them, by name."""

KINDS: dict[type[TypeEngine[Any]], str] = {
    String: "text", Boolean: "yes or no", Integer: "whole numbers", Float: "numbers", DateTime: "moments", JSON: "JSON"
}  # fmt: skip

INDEXES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}
"""Asked directly: SQLAlchemy does not read an index on an expression from SQLite."""


@dataclass(frozen=True)
class Step:
    """One thing to add: what it is, in words, and the doing."""

    sentence: str
    do: Callable[[Connection], None]


def missing(connection: Connection, schema: Schema) -> list[Step]:
    """Return the steps from the tables in the database to those of the schema, in the order to take them.

    Raises:
        StorageMismatch: A table is not one of ours, or a difference cannot be made without harm to what it holds.
    """
    names = [table.name for cls in schema.classes.values() for table in _tables(cls)]
    reflected = inspect(connection).get_multi_columns(filter_names=names)
    found = {name: {column["name"]: column for column in columns} for (_, name), columns in reflected.items()}
    if faults := [fault for cls in schema.classes.values() for fault in _faults(cls, found)]:
        raise StorageMismatch(" ".join(faults))
    indexes = set(connection.scalars(text(INDEXES[connection.dialect.name])))
    return [step for cls in schema.classes.values() for step in _steps(connection, cls, found, indexes)]


def _tables(cls: Class) -> tuple[Table, Table]:
    return cls.table, cls.acl


def _steps(connection: Connection, cls: Class, found: Mapping[str, Here], indexes: set[str]) -> Iterator[Step]:
    if new := [table for table in _tables(cls) if table.name not in found]:
        yield Step(f"{cls.name} gets its table.", lambda c: cls.table.metadata.create_all(c, new, checkfirst=False))
    for table in _tables(cls):
        if table.name in found:
            yield from _changes(cls, table, found[table.name])
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                if _stored_name(connection, index) not in indexes:
                    yield Step(f"{cls.name} gets the index {index.name}.", _indexing(cls, index))


def _changes(cls: Class, table: Table, here: Here) -> Iterator[Step]:
    if names := _required_no_longer(table, here):
        yield Step(f"{cls.name} no longer requires {', '.join(names)}.", _loosening(table.name, here, names))
    for column in table.columns:
        if column.name not in here:
            yield Step(f"{cls.name} gets the column {column.name}.", _adding(column))


def _required_no_longer(table: Table, here: Here) -> list[str]:
    """Return the columns that may not be empty although nobody must fill them: by choice, or the field is gone."""
    filled = {column.name for column in table.columns if not column.nullable}
    return [name for name, column in here.items() if not column["nullable"] and name not in filled]


def _stored_name(connection: Connection, index: Index) -> str:
    """Return the name of the index as the database keeps it: PostgreSQL's are at most 63 characters long."""
    return connection.dialect.identifier_preparer.truncate_and_render_index_name(str(index.name), False)


def _adding(column: Column[Any]) -> Callable[[Connection], None]:
    added = Column(column.name, column.type, nullable=True, comment=column.comment)
    return lambda connection: _operations(connection).add_column(column.table.name, added)


def _indexing(cls: Class, index: Index) -> Callable[[Connection], None]:
    def do(connection: Connection) -> None:
        try:
            index.create(connection)
        except IntegrityError as error:
            raise StorageMismatch(
                f"Several records of {cls.name} share a value that its index {index.name} allows only once."
            ) from error

    return do


def _loosening(table: str, here: Here, names: list[str]) -> Callable[[Connection], None]:
    def do(connection: Connection) -> None:
        for name in names:
            _operations(connection).alter_column(table, name, nullable=True, existing_type=here[name]["type"])

    def do_by_copy(connection: Connection) -> None:
        """SQLite cannot alter a column: the table is copied, and what hangs on it is made again."""
        hanging = "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type IN ('index', 'trigger') AND sql <> ''"
        again = connection.scalars(text(hanging), {"table": table}).all()
        columns = [
            Column(name, column["type"], primary_key=bool(column["primary_key"]), nullable=column["nullable"])
            for name, column in here.items()
        ]
        with _operations(connection).batch_alter_table(
            table, copy_from=Table(table, MetaData(), *columns), recreate="always"
        ) as batch:
            for name in names:
                batch.alter_column(name, nullable=True)
        for sql in again:
            connection.exec_driver_sql(sql)

    return lambda connection: (do_by_copy if connection.dialect.name == "sqlite" else do)(connection)


def _operations(connection: Connection) -> Operations:
    return Operations(MigrationContext.configure(connection))


def _faults(cls: Class, found: Mapping[str, Here]) -> Iterator[str]:
    fields = {name for spec in cls.fields.values() for name in spec.columns}
    for table in _tables(cls):
        here = found.get(table.name, {})
        for column in table.columns if here else ():
            if column.name in here:
                yield from _other_kind(cls, column, here[column.name]["type"])
            elif not column.nullable and column.name not in fields:
                yield f"Its table {table.name} was not made by Parley: it has no column {column.name}."
    yield from _other_targets(cls, found.get(cls.table.name, {}))


def _other_kind(cls: Class, column: Column[Any], stored: TypeEngine[Any]) -> Iterator[str]:
    wanted = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    was, becomes = _kind(stored), _kind(wanted)
    if was != becomes:
        yield f"{cls.name}.{column.name} holds {was} in it, and {becomes} in the program."
    elif isinstance(stored, String) and stored.length and stored.length < (getattr(wanted, "length", None) or 0):
        yield f"{cls.name}.{column.name} holds at most {stored.length} characters in it."


def _kind(stored: TypeEngine[Any]) -> str:
    return next((word for kind, word in KINDS.items() if isinstance(stored, kind)), str(stored))


def _other_targets(cls: Class, here: Here) -> Iterator[str]:
    """Yield the pointers whose values would be lost to view: one column when it names one class, two when several."""
    for spec in cls.fields.values():
        before = [spec.name] if len(spec.targets) > 1 else [f"{spec.name}_class", f"{spec.name}_id"]
        if spec.targets and set(before) <= set(here) and not set(spec.columns) <= set(here):
            yield f"{cls.name}.{spec.name} names records of other classes in it than in the program."
