"""Comparisons of one field with a value: what each means in SQL, and the values that it takes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from reprlib import repr as short
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, func, or_, true

from store import lists, patterns
from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.values import check_json, check_moment, check_text


def _is(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _is_not(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    return column.is_not(None) if value is None else column.is_distinct_from(value)


def _one_of(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    found = column.in_([value for value in values if value is not None])
    return or_(column.is_(None), found) if None in values else found


def _none_of(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    return _one_of(column, values).is_not(true())


COMPARISONS: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "is": _is,
    "is_not": _is_not,
    "same": lambda column, value: func.lower(column) == func.lower(value),
    "at_least": lambda column, value: column >= value,
    "at_most": lambda column, value: column <= value,
    "over": lambda column, value: column > value,
    "under": lambda column, value: column < value,
    "one_of": _one_of,
    "none_of": _none_of,
    "contains": lambda column, value: column.icontains(value, autoescape=True),
    "starts_with": lambda column, value: column.istartswith(value, autoescape=True),
    "pattern": patterns.condition,
    "empty": lambda column, value: column.is_(None) if value else column.is_not(None),
    "found_in": lambda column, values: column.in_(values),
    "holds": lists.condition,
}
LISTS = ("one_of", "none_of")
MANY = (*LISTS, "holds")
"""Comparisons that take a list."""
WORDS = ("contains", "starts_with", "same", "pattern")
OF_POINTERS = ("is", "is_not", "one_of", "none_of", "empty", "matches", "of_class", "found_in")


def asked(comparisons: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what is asked of a field, as comparison and value.

    Raises:
        InvalidValues: There is no such comparison.
    """
    for how in comparisons:
        if how not in COMPARISONS:
            raise InvalidValues(f"There is no comparison {short(how)}. There are: {', '.join(COMPARISONS)}.")
    return list(comparisons.items())


def kind_of(spec: Spec | None, name: str) -> Any:
    """Return the type of a field, or of what stands beside the fields."""
    return spec.type if spec else {"object_id": str, "creator": str}.get(name, datetime)


def held(name: str, value: Any) -> Any:
    """Return a value to look for in a list, or in place of a mapping.

    Raises:
        InvalidValues: It is none that these can hold.
    """
    check_json(name, value)
    return value


def typed(name: str, kind: Any, value: Any) -> Any:
    """Return a value in the type of the field, so that no database has to guess.

    Raises:
        InvalidValues: It cannot be one.
    """
    try:
        found = _adapter(kind).validate_python(value)
    except ValidationError as error:
        raise InvalidValues(f"{name} cannot be compared with {short(value)}: {error.errors()[0]['msg']}.") from None
    if isinstance(found, datetime):
        return check_moment(name, found)
    if isinstance(value, bool) and kind in (int, float):
        raise InvalidValues(f"{name} cannot be compared with {value}: it is no number.")
    return check_text(name, found) if isinstance(found, str) else found


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS.get(kind, kind))


KINDS: dict[Any, Any] = {
    datetime: AwareDatetime,
    float: Annotated[float, Field(allow_inf_nan=False)],
    int: Annotated[int, Field(ge=-(2**63), lt=2**63)],
}


def pointer(spec: Spec, value: Any) -> Pointer:
    """Return a value as what a pointer field holds; an id alone will do where only one class can be meant.

    Raises:
        InvalidValues: It names no record that the field may name.
    """
    match (spec.targets[0], value) if isinstance(value, str) and len(spec.targets) == 1 else value:
        case (str(cls), str(object_id)) if cls in spec.targets:
            return Pointer(cls, check_text(spec.name, object_id))
    raise InvalidValues(f"{spec.name} names a {' or '.join(spec.targets)}; {short(value)} does not.")
