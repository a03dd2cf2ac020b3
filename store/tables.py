"""SQL tables, derived from the classes."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    func,
)
from sqlalchemy import TypeDecorator as Decorator
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.types import TypeEngine

from store.fields import Record, Spec, fields

ID = String(64)
GRANTEE = String(100)


class Moment(Decorator[datetime]):
    """A moment in UTC: aware in Python; stored without zone, so that both databases compare it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: D102
        read = self.impl_instance.dialect_impl(dialect).result_processor(dialect, coltype)
        return _aware if read is None else lambda value: _aware(read(value))


def _aware(value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=UTC) if value else None


MANY = JSON(none_as_null=True)
SQL_TYPES: dict[Any, TypeEngine[Any]] = {
    str: Text(), int: BigInteger(), float: Float(), bool: Boolean(), datetime: Moment(), list: MANY, dict: MANY
}  # fmt: skip


def add_table(cls: type[Record], name: str, metadata: MetaData) -> Table:
    """Add the table of a class to `metadata`, and beside it the table of its ACLs; return the first."""
    table = Table(
        name,
        metadata,
        Column("object_id", ID, primary_key=True),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("creator", ID, nullable=True, index=True, comment="Who made it; not a field. Empty for some imports."),
        Column("has_acl", Boolean, nullable=False, comment="Whether an explicit ACL replaces the default rule."),
        Column("version", Integer, nullable=False, comment="Counts the changes of the record."),
        *(column for spec in fields(cls) for column in _columns(spec)),
    )
    for columns in cls.indexes:
        ordered = [EmptyFirst(table.c[one]) for one in columns]
        gated = [table.c[one] for one in _gated(cls) if one not in columns]
        Index(f"ix_{name}_{'_'.join(columns)}", *ordered, table.c.object_id, *gated)
    shared = table.c.has_acl
    Index(f"ix_{name}_shared", table.c.object_id, sqlite_where=shared, postgresql_where=shared)
    for field in cls.unique:
        Index(f"uq_{name}_{field}", func.lower(table.c[field]), unique=True)
    Table(
        f"{name}_acl",
        metadata,
        Column("object_id", ID, primary_key=True),
        Column("grantee", GRANTEE, primary_key=True, comment="User id, `role:NAME` or `*`."),
        Column("can_read", Boolean, nullable=False),
        Column("can_write", Boolean, nullable=False),
        Index(f"ix_{name}_acl_grantee", "grantee", "object_id"),
    )
    return table


def _gated(cls: type[Record]) -> list[str]:
    """Return the columns by which the gate picks the rows of a list, where the records around them have no say.

    SQLite reads them in the index of the list, and only those of the page in the table: of 100,000 deals, a
    salesperson's next hundred took up to 23 ms without them, and take 2 with them.
    """
    return [] if cls.follows else [*(one for one in cls.owners if one != "object_id"), "creator", "has_acl"]


class EmptyFirst(UnaryExpression[Any]):
    """A column of an index in the order of our lists, where what is empty comes first: on SQLite it does anyway."""

    inherit_cache = True

    def __init__(self, column: Column[Any]) -> None:
        super().__init__(column, modifier=operators.nulls_first_op)


@compiles(EmptyFirst, "sqlite")
def _as_it_is(element: EmptyFirst, compiler: Any, **more: Any) -> str:
    return str(compiler.process(element.element, **more))


def _columns(spec: Spec) -> list[Column[Any]]:
    nullable = not spec.required
    if spec.targets:
        return [Column(name, ID, nullable=nullable, index=name.endswith(spec.columns[-1])) for name in spec.columns]
    since = [Column(spec.since, Moment, nullable=True)] if spec.since else []
    return [*(Column(name, SQL_TYPES[spec.type], nullable=nullable) for name in spec.columns), *since]
