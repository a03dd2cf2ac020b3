"""Lists and mappings that a field holds, kept as JSON: whether they hold values, as an SQL condition."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class holds(GenericFunction[bool]):  # noqa: N801
    """Whether a list, kept as JSON, has every value of another one; a mapping has itself."""

    type = Boolean()
    inherit_cache = True


@compiles(holds, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"parley_holds({compiler.process(element.clauses, **options)})"


@compiles(holds, "postgresql")
def _postgresql(element: Any, compiler: Any, **options: Any) -> str:
    column, values = (f"({compiler.process(part, **options)})::jsonb" for part in element.clauses)
    # not `@>`, for which a mapping is also in one that has more
    here = f"CASE jsonb_typeof({column}) WHEN 'array' THEN {column} ELSE jsonb_build_array({column}) END"
    wanted, held = (f"SELECT value FROM jsonb_array_elements({several})" for several in (values, here))  # noqa: S608
    return f"({column} IS NOT NULL AND NOT EXISTS ({wanted} EXCEPT {held}))"


def condition(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Return whether the list in a column has all of `values`, or the mapping in it is each of them."""
    return holds(column, literal(json.dumps(list(values)), Text))


def sqlite_holds(kept: str | None, wanted: str) -> bool | None:
    """Return whether a list has all values of another, both as JSON, or a mapping is each of them; SQLite calls it."""
    if kept is None:
        return None
    here = json.loads(kept)
    several = here if isinstance(here, list) else [here]
    return all(any(_same(one, value) for one in several) for value in json.loads(wanted))


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal; `true` is no number, whatever Python says."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
