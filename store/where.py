"""Filters: what a caller asks of a list, as an SQL condition.

`{"stage": "won"}`; with comparisons: `{"amount": {"at_least": 1000, "under": 5000}}`; together: `{"any_of": [{…}, …]}`,
`{"all_of": […]}`, `{"none_of": […]}`; over a pointer: `{"company": {"matches": {"industry": "Energy"}}}`; by records
that point here: `{"has": {"class": "Activity", "by": "related_to", "where": {…}}}`, and `lacks` for none.
Texts are compared whatever their case by `contains`, `starts_with` and `same`, and as written by `pattern`, a regular
expression. `{"name": {"found_in": {"class": "Contact", "field": "name", "where": {…}}}}` asks for values that readable
records of a class have; `{"tags": {"holds": ["new"]}}` for lists that have all these values, `{"size": {"holds": [{"x":
1}]}}` also for a mapping that is the same; and `{"related_to": {"of_class": "Deal"}}` which class a pointer names.
An empty field meets no comparison but `empty`, `is_not` and `none_of`; a record that meets none of several conditions
meets `none_of` them. What a filter looks at in another class passes the gate as well: a filter answers nothing about
records unseen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from reprlib import repr as short
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true

from store import patterns
from store.comparisons import COMPARISONS, LISTS, MANY, OF_POINTERS, WORDS, asked, held, kind_of, pointer, typed
from store.errors import InvalidValues
from store.fields import SHORT, SYSTEM, Pointer, Spec
from store.schema import Class, Schema

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

BESIDE = ("object_id", "creator")
"""What may be asked of any record, beside its fields and its moments."""
TOGETHER = ("any_of", "all_of", "none_of")
REVERSE = ("has", "lacks")


class Filter:
    """Turns filters of one principal into SQL."""

    def __init__(
        self,
        schema: Schema,
        readable: Readable,
        visible: Callable[[Class], frozenset[str] | None],
        *,
        whole: Class | None = None,
    ) -> None:
        """Take what the gate says of each class: which records may be read, and which fields asked by.

        Args:
            schema: The classes.
            readable: The condition on what may be read.
            visible: The fields that may be asked by, `None` for all.
            whole: A class of which only the principal's own records are listed, so that all fields may be asked by.
        """
        self._schema = schema
        self._readable = readable
        self._seen = visible
        self._whole = whole
        self.has_pattern = False
        """Whether the condition made last may take long."""
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

    def _visible(self, cls: Class) -> frozenset[str] | None:
        return None if cls is self._whole and not self._crossed else self._seen(cls)

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
        spec, visible = other.fields.get(by), self._seen(other)
        if spec is None or cls.name not in spec.targets or (visible is not None and by not in visible):
            raise InvalidValues(f"{other.name}.{by} does not point to a {cls.name}.")
        row = other.table
        found = [self._readable(other), self._across(other, wanted.get("where", {}))]
        if len(spec.targets) > 1:
            found.append(row.c[spec.columns[0]] == cls.name)
        target = row.c[spec.columns[-1]]
        inside = cls.table.c.object_id.in_(select(target).where(*found, target.is_not(None)))
        return inside if name == "has" else not_(inside)

    def _compare(self, cls: Class, name: str, wanted: Any) -> ColumnElement[bool]:
        visible = self._visible(cls)
        spec = cls.fields.get(name)
        if spec is None and name not in (*BESIDE, *cls.moments):
            known = ", ".join([field for field, known in cls.fields.items() if not known.secret] + list(SYSTEM))
            raise InvalidValues(f"{cls.name} has no field {short(name)}. It has: {known}.")
        if (spec and spec.secret) or (visible is not None and name not in visible):
            raise InvalidValues(f"{cls.name} cannot be searched by {name}.")
        comparisons = wanted if isinstance(wanted, Mapping) else {"is": wanted}
        self._spend(len(comparisons) - 1)
        if spec and spec.targets:
            return and_(true(), *(self._point(cls, spec, how, value) for how, value in comparisons.items()))
        kind = kind_of(spec, name)
        column = cls.table.c[name]
        return and_(
            true(),
            *(COMPARISONS[how](column, self._value(name, kind, how, value)) for how, value in asked(comparisons)),
        )

    def _value(self, name: str, kind: Any, how: str, value: Any) -> Any:
        """Return the value in the type of the column, so that no database has to guess."""
        if how == "empty":
            return typed(name, bool, value)
        if (kind in (list, dict)) != (how == "holds") or (how in WORDS and kind is not str) or how == "of_class":
            raise InvalidValues(f"{name} cannot be compared by {how!r}.")
        if how == "found_in":
            return self._values_of(name, kind, value)
        if how == "pattern":
            return self._pattern(name, value)
        if how in MANY:
            check = partial(held, name) if how == "holds" else partial(typed, name, kind)
            return [None if one is None else check(one) for one in self._listed(name, value)]
        if value is None and how in ("is", "is_not"):
            return None
        if how in WORDS and isinstance(value, str) and len(value) > SHORT:
            raise InvalidValues(f"{name} is compared with a text of more than {SHORT:,} characters.")
        return typed(name, kind, value)

    def _pattern(self, name: str, value: Any) -> str:
        text = str(typed(name, str, value))
        self.has_pattern = self.has_pattern or not patterns.is_plain(text)
        return text

    def _values_of(self, name: str, kind: Any, wanted: Any) -> Select[Any]:
        """Return the values that readable records of a class have in a field of the same kind."""
        if not isinstance(wanted, Mapping) or not {"class", "field"} <= wanted.keys() <= {"class", "field", "where"}:
            raise InvalidValues(f"{name} is looked for in a field of a class, and may have a where.")
        other, field = self._schema[str(wanted["class"])], str(wanted["field"])
        spec, visible = other.fields.get(field), self._seen(other)
        known = field in SYSTEM or (spec is not None and not spec.secret and len(spec.targets) < 2)
        if not known or (visible is not None and field not in visible):
            raise InvalidValues(f"{other.name} has no field {short(field)} to look for {name} in.")
        if (spec.targets or spec.type if spec else SYSTEM[field]) != kind:
            raise InvalidValues(f"{name} is never found in {other.name}.{field}: they hold different things.")
        column = other.table.c[field]
        inside = self._readable(other), self._across(other, wanted.get("where", {}))
        return select(column).where(*inside, column.is_not(None))

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
        if how in ("matches", "of_class", "found_in"):
            return self._led(cls, spec, how, value)
        if how == "empty" or (value is None and how in ("is", "is_not")):
            value = typed(spec.name, bool, value) if how == "empty" else None
            return COMPARISONS[how](cls.table.c[spec.columns[-1]], value)
        several = self._listed(spec.name, value) if how in LISTS else [value]
        same = self._same(cls, spec, [pointer(spec, one) for one in several])
        return same if how in ("is", "one_of") else same.is_not(true())

    def _led(self, cls: Class, spec: Spec, how: str, value: Any) -> ColumnElement[bool]:
        """Whether the field names a record of a class, one that meets a condition, or one that others name."""
        if how == "matches":
            return self._matches(cls, spec, value)
        if how == "found_in":
            if len(spec.targets) > 1:
                raise InvalidValues(f"{spec.name} may name several classes and cannot be compared by 'found_in'.")
            return cls.table.c[spec.name].in_(self._values_of(spec.name, spec.targets, value))
        if value not in spec.targets:
            raise InvalidValues(f"{spec.name} never names a {short(value)}.")
        return cls.table.c[spec.columns[0]] == value if len(spec.targets) > 1 else cls.table.c[spec.name].is_not(None)

    def _same(self, cls: Class, spec: Spec, pointers: Sequence[Pointer]) -> ColumnElement[bool]:
        """Whether the field names one of several records."""
        row = cls.table.c
        arms = []
        for target in sorted({one.cls for one in pointers}):
            arm = row[spec.columns[-1]].in_([one.id for one in pointers if one.cls == target])
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
        return name in {*cls.fields, *BESIDE, *cls.moments}
