"""Several values in one parameter of a statement, which stays the same however many there are.

A statement that grows with its values is put together, parsed and forgotten anew each time; this one is kept.
"""

from typing import Any

import orjson
from sqlalchemy import ARRAY, BigInteger, Boolean, ColumnElement, Integer, String, bindparam
from sqlalchemy import TypeDecorator as Decorator
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeEngine


class Texts(Decorator[list[str]]):
    """Texts as one value: an array on PostgreSQL, JSON on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: D102
        return dialect.type_descriptor(ARRAY(String()) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:  # noqa: D102
        return value if dialect.name == "postgresql" else orjson.dumps(value).decode()


class Numbers(Decorator[list[int]]):
    """Whole numbers as one value, likewise."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: D102
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: list[int] | None, dialect: Dialect) -> Any:  # noqa: D102
        return value if dialect.name == "postgresql" else orjson.dumps(value).decode()


class one_of(GenericFunction[bool]):  # noqa: N801 - SQLAlchemy calls a function by its class
    """Whether a column has one of the texts, or the whole numbers, that a parameter of the statement brings."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], parameter: str) -> None:
        kind = Numbers() if isinstance(column.type, Integer) else Texts()
        super().__init__(column, bindparam(parameter, type_=kind))

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """Return this: for SQLite, SQLAlchemy would compare it with 1, and no index would serve it any more."""
        return self


@compiles(one_of, "postgresql")
def _postgresql(element: one_of, compiler: Any, **more: Any) -> str:
    column, values = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(one_of, "sqlite")
def _sqlite(element: one_of, compiler: Any, **more: Any) -> str:
    column, values = (compiler.process(clause, **more) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - parts that SQLAlchemy wrote
