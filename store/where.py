"""Filters: what a caller asks of a list, as an SQL condition.

`{"stage": "won"}`; with comparisons: `{"amount": {"at_least": 1000, "under": 5000}}`; together: `{"any_of": [{…}, {…}]}`,
`{"all_of": [...]}`, `{"none_of": [...]}`; over a pointer: `{"company": {"matches": {"industry": "Energy"}}}`; by records
that point here: `{"has": {"class": "Activity", "by": "related_to", "where": {…}}}`, and `lacks` for none.
What a filter looks at in another class passes the gate as well: a filter answers nothing about records unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import AwareDatetime, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true

from store.errors import InvalidValues
from store.fields import SYSTEM, Pointer, Spec
from store.schema import Class, Schema

Where = Mapping[str, Any]
Readable = Callable[[Class], ColumnElement[bool]]

MOST_CONDITIONS = 200
"""Conditions in one filter; more is no question that a person asks."""
MOST_VALUES = 1_000
"""Values in one list."""

TOGETHER = ("any_of", "all_of", "none_of")
REVERSE = ("has", "lacks")


def _is(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _is_not(column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
    return column.is_not(None) if value is None else column.is_distinct_from(value)


def _none_of(column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(values))


COMPARISONS: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "is": _is,
    "is_not": _is_not,
    "same": lambda column, value: func.lower(column) == func.lower(value),
    "at_least": lambda column, value: column >= value,
    "at_most": lambda column, value: column <= value,
    "over": lambda column, value: column > value,
    "under": lambda column, value: column < value,
    "one_of": lambda column, values: column.in_(values),
    "none_of": _none_of,
    "contains": lambda column, value: column.icontains(value, autoescape=True),
    "starts_with": lambda column, value: column.istartswith(value, autoescape=True),
    "empty": lambda column, value: column.is_(None) if value else column.is_not(None),
}
LISTS = ("one_of", "none_of")
WORDS = ("contains", "starts_with", "same")


class Filter:
    """Turns filters of one principal into SQL."""

    def __init__(self, schema: Schema, readable: Readable, visible: Callable[[Class], frozenset[str] | None]) -> None:
        self._schema = schema
        self._readable = readable
        self._visible = visible
        self._left = MOST_CONDITIONS

    def condition(self, cls: Class, where: Where) -> ColumnElement[bool]:
        """Return the SQL form of `where`.

        Raises:
            InvalidValues: It names a field that is not there or not visible, or a value of the wrong type.
        """
        return and_(true(), *(self._part(cls, name, wanted) for name, wanted in where.items()))

    def _part(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        self._left -= 1
        if self._left < 0:
            raise InvalidValues(f"The filter has more than {MOST_CONDITIONS} conditions.")
        if name in TOGETHER:
            parts = [self.condition(cls, part) for part in wanted]
            return {"any_of": or_(false(), *parts), "all_of": and_(true(), *parts), "none_of": not_(or_(false(), *parts))}[
                name
            ]
        if name in REVERSE:
            return self._reverse(cls, name, wanted)
        return self._compare(cls, name, wanted)

    def _reverse(self, cls: Class, name: str, wanted: Mapping[str, Any]) -> ColumnElement[bool]:
        """Whether readable records of another class that point here meet a condition."""
        other = self._schema[wanted["class"]]
        pointer = other.fields.get(wanted["by"])
        if pointer is None or cls.name not in pointer.targets:
            raise InvalidValues(f"{other.name}.{wanted['by']} does not point to a {cls.name}.")
        row = other.table
        found = [self._readable(other), self.condition(other, wanted.get("where", {}))]
        if len(pointer.targets) > 1:
            found.append(row.c[pointer.columns[0]] == cls.name)
        target = row.c[pointer.columns[-1]]
        inside = cls.table.c.object_id.in_(select(target).where(*found, target.is_not(None)))
        return inside if name == "has" else not_(inside)

    def _compare(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        visible = self._visible(cls)
        spec = cls.fields.get(name)
        if spec is None and name not in SYSTEM and name != "creator":
            known = ", ".join([field for field, known in cls.fields.items() if not known.secret] + list(SYSTEM))
            raise InvalidValues(f"{cls.name} has no field {name!r}. It has: {known}.")
        if (spec and spec.secret) or (visible is not None and name not in visible):
            raise InvalidValues(f"{cls.name} cannot be searched by {name}.")
        if spec and spec.targets:
            return self._point(cls, spec, wanted)
        kind = spec.type if spec else {**SYSTEM, "creator": str}[name]
        column = cls.table.c[name]
        comparisons = wanted if isinstance(wanted, Mapping) else {"is": wanted}
        return and_(*(COMPARISONS[how](column, _value(name, kind, how, value)) for how, value in _known(comparisons)))

    def _point(self, cls: Class, spec: Spec, wanted: Any) -> ColumnElement[bool]:
        if isinstance(wanted, Pointer) or not isinstance(wanted, Mapping):
            wanted = {"is": wanted}
        return and_(*(self._point_one(cls, spec, how, value) for how, value in wanted.items()))

    def _point_one(self, cls: Class, spec: Spec, how: str, value: Any) -> ColumnElement[bool]:
        identity = cls.table.c[spec.columns[-1]]
        if how == "empty" or value is None:
            return COMPARISONS[how if how in COMPARISONS else "is"](identity, value)
        if how == "matches":
            return self._matches(cls, spec, value)
        pointers = [_pointer(spec, one) for one in (value if how in LISTS else [value])]
        same = or_(false(), *(self._same(cls, spec, pointer) for pointer in pointers))
        if how in ("is", "one_of"):
            return same
        if how in ("is_not", "none_of"):
            return or_(identity.is_(None), not_(same))
        raise InvalidValues(f"{spec.name} names a record and cannot be compared by {how!r}.")

    def _same(self, cls: Class, spec: Spec, pointer: Pointer) -> ColumnElement[bool]:
        parts = zip(spec.columns, pointer[-len(spec.columns) :], strict=True)
        return and_(*(cls.table.c[column] == part for column, part in parts))

    def _matches(self, cls: Class, spec: Spec, where: Where) -> ColumnElement[bool]:
        """Whether the readable record that the field names meets `where`; of two classes, those that have its fields."""
        arms = []
        for target in spec.targets:
            other = self._schema[target]
            if len(spec.targets) > 1 and not set(where) <= {*other.fields, *SYSTEM, *TOGETHER, *REVERSE}:
                continue
            inside = select(other.table.c.object_id).where(self._readable(other), self.condition(other, where))
            arm = cls.table.c[spec.columns[-1]].in_(inside)
            arms.append(and_(cls.table.c[spec.columns[0]] == target, arm) if len(spec.targets) > 1 else arm)
        return or_(false(), *arms)


def _known(comparisons: Mapping[str, Any]) -> list[tuple[str, Any]]:
    for how in comparisons:
        if how not in COMPARISONS:
            raise InvalidValues(f"There is no comparison {how!r}. There are: {', '.join(COMPARISONS)}.")
    return list(comparisons.items())


def _value(name: str, kind: Any, how: str, value: Any) -> Any:
    """Return the value in the type of the column, so that no database has to guess."""
    if how == "empty":
        return bool(value)
    if how in WORDS and kind is not str:
        raise InvalidValues(f"{name} is no text and cannot be compared by {how!r}.")
    if how in LISTS:
        if len(value) > MOST_VALUES:
            raise InvalidValues(f"{name} is compared with more than {MOST_VALUES} values.")
        return [_value(name, kind, "is", one) for one in value]
    if value is None and how in ("is", "is_not"):
        return None
    try:
        return _adapter(kind).validate_python(value)
    except ValidationError as error:
        raise InvalidValues(f"{name} cannot be compared with {value!r}: {error.errors()[0]['msg']}.") from None


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(AwareDatetime if kind is datetime else kind)


def _pointer(spec: Spec, value: Any) -> Pointer:
    if isinstance(value, str) and len(spec.targets) == 1:
        return Pointer(spec.targets[0], value)
    if isinstance(value, tuple | list) and len(value) == len(Pointer._fields):
        return Pointer(*value)
    raise InvalidValues(f"{spec.name} names a {' or '.join(spec.targets)}; {value!r} does not.")
