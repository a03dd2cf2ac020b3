"""Lists that a field holds, kept as JSON: whether they hold values, as an SQL condition."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class holds(GenericFunction[bool]):  # noqa: N801
    """Whether a list, kept as JSON, has every value of another one."""

    type = Boolean()
    inherit_cache = True


@compiles(holds, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"parley_holds({compiler.process(element.clauses, **options)})"


@compiles(holds, "postgresql")
def _postgresql(element: Any, compiler: Any, **options: Any) -> str:
    column, values = (compiler.process(part, **options) for part in element.clauses)
    return f"(({column})::jsonb @> ({values})::jsonb)"


def condition(column: ColumnElement[Any], values: Sequence[str | float | bool | None]) -> ColumnElement[bool]:
    """Return whether the list in a column has all of `values`."""
    return holds(column, literal(json.dumps(list(values)), Text))


def sqlite_holds(kept: str | None, wanted: str) -> bool | None:
    """Return whether a list has all values of another, both as JSON; SQLite calls it."""
    if kept is None:
        return None
    here = json.loads(kept)
    return isinstance(here, list) and all(any(_same(one, value) for one in here) for value in json.loads(wanted))


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal; `true` is no number, whatever Python says."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
