"""Filters: what a caller asks of a list, as an SQL condition.

`{"stage": "won"}`; with comparisons: `{"amount": {"at_least": 1000, "under": 5000}}`; together: `{"any_of": [{…}, …]}`,
`{"all_of": […]}`, `{"none_of": […]}`; over a pointer: `{"company": {"matches": {"industry": "Energy"}}}`; by records
that point here: `{"has": {"class": "Activity", "by": "related_to", "where": {…}}}`, and `lacks` for none.
An empty field meets no comparison but `empty`, `is_not` and `none_of`; a record that meets none of several conditions
meets `none_of` them. What a filter looks at in another class passes the gate as well: a filter answers nothing about
records unseen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from reprlib import repr as short
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true

from store.errors import InvalidValues
from store.fields import SHORT, SYSTEM, Pointer, Spec
from store.schema import Class, Schema
from store.values import check_moment, check_text

Where = Mapping[str, Any]
Readable = Callable[[Class], ColumnElement[bool]]

MOST_CONDITIONS = 200
"""Conditions in one filter; more is no question that a person asks."""
MOST_VALUES = 10_000
"""Values in the lists of one filter."""
DEEPEST = 8
"""Conditions within conditions."""
FARTHEST = 3
"""Pointers followed one after the other; SQLite's parser takes no more when the gate stands at each."""

TOGETHER = ("any_of", "all_of", "none_of")
REVERSE = ("has", "lacks")


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
    "empty": lambda column, value: column.is_(None) if value else column.is_not(None),
}
LISTS = ("one_of", "none_of")
WORDS = ("contains", "starts_with", "same")
OF_POINTERS = ("is", "is_not", "one_of", "none_of", "empty", "matches")


class Filter:
    """Turns filters of one principal into SQL."""

    def __init__(self, schema: Schema, readable: Readable, visible: Callable[[Class], frozenset[str] | None]) -> None:
        self._schema = schema
        self._readable = readable
        self._visible = visible
        self._conditions_left = MOST_CONDITIONS
        self._values_left = MOST_VALUES
        self._depth = 0
        self._crossed = 0

    def condition(self, cls: Class, where: Where) -> ColumnElement[bool]:
        """Return the SQL form of `where`.

        Raises:
            InvalidValues: It names a field that is not there or not visible, or a value of the wrong type; or it is
                larger than a filter may be.
        """
        if not isinstance(where, Mapping):
            raise InvalidValues(f"A filter says what is asked of each field; {short(where)} does not.")
        self._depth += 1
        if self._depth > DEEPEST or self._crossed > FARTHEST:
            raise InvalidValues(f"The filter is more than {DEEPEST} deep, or follows more than {FARTHEST} pointers.")
        found = and_(true(), *(self._part(cls, name, wanted) for name, wanted in where.items()))
        self._depth -= 1
        return found

    def _across(self, other: Class, where: Any) -> ColumnElement[bool]:
        """Return the SQL form of a filter on the class at the other end of a pointer."""
        self._crossed += 1
        found = self.condition(other, where)
        self._crossed -= 1
        return found

    def _part(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        self._spend(1)
        if name in TOGETHER:
            return self._together(cls, name, wanted)
        if name in REVERSE:
            return self._reverse(cls, name, wanted)
        return self._compare(cls, name, wanted)

    def _spend(self, conditions: int) -> None:
        self._conditions_left -= conditions
        if self._conditions_left < 0:
            raise InvalidValues(f"The filter has more than {MOST_CONDITIONS} conditions.")

    def _together(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        if not isinstance(wanted, list | tuple):
            raise InvalidValues(f"{name} needs a list of conditions; {short(wanted)} is none.")
        parts = [self.condition(cls, part) for part in wanted]
        if name == "all_of":
            return and_(true(), *parts)
        some = or_(false(), *parts)
        return some if name == "any_of" else some.is_not(true())

    def _reverse(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        """Whether readable records of another class that point here meet a condition."""
        if not isinstance(wanted, Mapping) or not {"class", "by"} <= wanted.keys() <= {"class", "by", "where"}:
            raise InvalidValues(f"{name} needs a class, the pointer of it that leads here (by), and may have a where.")
        other, by = self._schema[str(wanted["class"])], str(wanted["by"])
        pointer, visible = other.fields.get(by), self._visible(other)
        if pointer is None or cls.name not in pointer.targets or (visible is not None and by not in visible):
            raise InvalidValues(f"{other.name}.{by} does not point to a {cls.name}.")
        row = other.table
        found = [self._readable(other), self._across(other, wanted.get("where", {}))]
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
            raise InvalidValues(f"{cls.name} has no field {short(name)}. It has: {known}.")
        if (spec and spec.secret) or (visible is not None and name not in visible):
            raise InvalidValues(f"{cls.name} cannot be searched by {name}.")
        comparisons = wanted if isinstance(wanted, Mapping) else {"is": wanted}
        self._spend(len(comparisons) - 1)
        if spec and spec.targets:
            return and_(true(), *(self._point(cls, spec, how, value) for how, value in comparisons.items()))
        kind = spec.type if spec else {**SYSTEM, "creator": str}[name]
        column = cls.table.c[name]
        return and_(
            true(),
            *(COMPARISONS[how](column, self._value(name, kind, how, value)) for how, value in _known(comparisons)),
        )

    def _value(self, name: str, kind: Any, how: str, value: Any) -> Any:
        """Return the value in the type of the column, so that no database has to guess."""
        if how == "empty":
            return _typed(name, bool, value)
        if kind in (list, dict) or (how in WORDS and kind is not str):
            raise InvalidValues(f"{name} cannot be compared by {how!r}.")
        if how in LISTS:
            return [None if one is None else _typed(name, kind, one) for one in self._listed(name, value)]
        if value is None and how in ("is", "is_not"):
            return None
        if how in WORDS and isinstance(value, str) and len(value) > SHORT:
            raise InvalidValues(f"{name} is compared with a text of more than {SHORT:,} characters.")
        return _typed(name, kind, value)

    def _listed(self, name: str, value: Any) -> Iterator[Any]:
        if not isinstance(value, list | tuple | set | frozenset) or isinstance(value, Pointer):
            raise InvalidValues(f"{name} is compared with a list of values; {short(value)} is none.")
        self._values_left -= len(value)
        if self._values_left < 0:
            raise InvalidValues(f"The lists of the filter have more than {MOST_VALUES:,} values.")
        return iter(value)

    def _point(self, cls: Class, spec: Spec, how: str, value: Any) -> ColumnElement[bool]:
        if how not in OF_POINTERS:
            raise InvalidValues(f"{spec.name} names a record and cannot be compared by {short(how)}.")
        if how == "matches":
            return self._matches(cls, spec, value)
        if how == "empty" or (value is None and how in ("is", "is_not")):
            value = _typed(spec.name, bool, value) if how == "empty" else None
            return COMPARISONS[how](cls.table.c[spec.columns[-1]], value)
        several = self._listed(spec.name, value) if how in LISTS else [value]
        same = self._same(cls, spec, [_pointer(spec, one) for one in several])
        return same if how in ("is", "one_of") else same.is_not(true())

    def _same(self, cls: Class, spec: Spec, pointers: Sequence[Pointer]) -> ColumnElement[bool]:
        """Whether the field names one of several records."""
        row = cls.table.c
        arms = []
        for target in sorted({pointer.cls for pointer in pointers}):
            arm = row[spec.columns[-1]].in_([pointer.id for pointer in pointers if pointer.cls == target])
            arms.append(and_(row[spec.columns[0]] == target, arm) if len(spec.targets) > 1 else arm)
        return or_(false(), *arms)

    def _matches(self, cls: Class, spec: Spec, where: Any) -> ColumnElement[bool]:
        """Whether the readable record that the field names meets `where`; a class that lacks its fields has none."""
        targets = [self._schema[target] for target in spec.targets]
        arms = []
        for other in [other for other in targets if self._fits(other, where)] or targets[:1]:
            inside = select(other.table.c.object_id).where(self._readable(other), self._across(other, where))
            arm = cls.table.c[spec.columns[-1]].in_(inside)
            arms.append(and_(cls.table.c[spec.columns[0]] == other.name, arm) if len(spec.targets) > 1 else arm)
        return or_(false(), *arms)

    def _fits(self, cls: Class, where: Any) -> bool:
        """Whether a class has all that a filter names."""
        return isinstance(where, Mapping) and all(self._has(cls, name, wanted) for name, wanted in where.items())

    def _has(self, cls: Class, name: str, wanted: Any) -> bool:
        if name in TOGETHER:
            return isinstance(wanted, list | tuple) and all(self._fits(cls, part) for part in wanted)
        if name in REVERSE:
            pointing = [(other.name, spec.name) for other, spec in self._schema.pointing(cls.name)]
            return isinstance(wanted, Mapping) and (wanted.get("class"), wanted.get("by")) in pointing
        return name in {*cls.fields, *SYSTEM, "creator"}


def _known(comparisons: Mapping[str, Any]) -> list[tuple[str, Any]]:
    for how in comparisons:
        if how not in COMPARISONS:
            raise InvalidValues(f"There is no comparison {short(how)}. There are: {', '.join(COMPARISONS)}.")
    return list(comparisons.items())


def _typed(name: str, kind: Any, value: Any) -> Any:
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


def _pointer(spec: Spec, value: Any) -> Pointer:
    pointer = (spec.targets[0], value) if isinstance(value, str) and len(spec.targets) == 1 else value
    match pointer:
        case (str(cls), str(object_id)) if cls in spec.targets:
            return Pointer(cls, check_text(spec.name, object_id))
    raise InvalidValues(f"{spec.name} names a {' or '.join(spec.targets)}; {short(value)} does not.")
