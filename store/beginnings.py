"""Whether a text begins with another, as an SQL condition: the same whatever order a database gives to letters."""

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class begins(GenericFunction[bool]):  # noqa: N801
    """Whether a text begins with another, letter by letter; an index in the order of bytes serves it."""

    type = Boolean()
    inherit_cache = True


@compiles(begins, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    column, said = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} >= {said} AND {column} < {said} || char(1114111))"


@compiles(begins, "postgresql")
def _postgresql(element: Any, compiler: Any, **options: Any) -> str:
    column, said = (compiler.process(part, **options) for part in element.clauses)
    return f"({column} ^@ {said})"
