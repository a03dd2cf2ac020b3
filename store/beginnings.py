"""Whether a text begins with another, as an SQL condition: the same whatever order a database gives to letters."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType


class begins(GenericFunction[Any]):  # noqa: N801
    """Whether a text begins with another, letter by letter; an index in the order of bytes serves it."""

    type = NullType()
    """No Boolean: SQLite has none, SQLAlchemy would compare it with 1 there, and no index would serve it."""
    inherit_cache = True


@compiles(begins, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    column, said = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} >= {said} AND {column} < {said} || char(1114111))"


@compiles(begins, "postgresql")
def _postgresql(element: Any, compiler: Any, **options: Any) -> str:
    column, said = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} ^@ {said})"
