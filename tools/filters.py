"""Filters as models write them, a list of conditions, made into the store's own."""

from collections.abc import Sequence
from datetime import datetime
from reprlib import repr as short
from typing import Any, Literal, get_args

from pydantic import Field

from store.errors import InvalidValues, RecordNotFound
from store.fields import SHORT, SYSTEM, Pointer, Spec
from store.records import Records
from store.schema import Class
from tools.moments import span
from tools.said import field_named, is_blank, listed
from tools.targets import fitting
from tools.tool import Arguments

Op = Literal["is", "is_not", "contains", "at_least", "at_most", "over", "under", "one_of", "empty", "filled"]
Where = dict[str, Any]

MOST_VALUES = 100
"""Values that a field is compared with in one condition."""
UNLISTED = {"id": "object_id", "creator": "creator"} | {name: name for name in SYSTEM}
UNLISTED |= {"objectId": "object_id", "createdAt": "created_at", "updatedAt": "updated_at"}
"""What every record has beside its fields, by the names that people use."""


class Condition(Arguments):
    """One condition on a field; all conditions must hold."""

    field: str = Field(max_length=200)
    op: Op = "is"
    value: Any = None


def conditions(records: Records, cls: Class, wanted: Sequence[Condition]) -> Where:
    """Return conditions as a filter of the store.

    Raises:
        InvalidValues: A field is not there, or a value does not fit it.
        RecordNotFound: A name leads nowhere.
    """
    return {"all_of": [_condition(records, cls, one.field.split("."), one) for one in wanted]} if wanted else {}


def column(cls: Class, said: str) -> tuple[str, Spec | None]:
    """Return the name of a field, said as in Python or on the wire, with its description if it is the class's own.

    Raises:
        InvalidValues: There is none.
    """
    if spec := field_named(cls, said):
        return spec.name, spec
    if said in UNLISTED:
        return UNLISTED[said], None
    known = ", ".join(spec.name for spec in cls.fields.values() if not spec.secret)
    raise InvalidValues(f"{cls.name.strip('_')} has no field {short(said)}; it has {known}, created_at and updated_at.")


def _condition(records: Records, cls: Class, path: Sequence[str], one: Condition) -> Where:
    field, spec = column(cls, path[0])
    if len(path) == 1:
        return _compare(records, spec, field, one)
    targets = [records.schema[target] for target in spec.targets] if spec else []
    if not targets:
        raise InvalidValues(f"{cls.name.strip('_')}.{field} leads to no other record.")
    able = [target for target in targets if field_named(target, path[1]) or path[1] in UNLISTED] or targets[:1]
    return _any([{field: {"matches": _condition(records, target, path[1:], one)}} for target in able])


def _compare(records: Records, spec: Spec | None, field: str, one: Condition) -> Where:
    values = _values(field, one)
    if one.op in ("empty", "filled"):
        return _equal(records, spec, field, [None]) if one.op == "empty" else _unlike(records, spec, field, [None])
    if one.op in ("is", "one_of"):
        return _equal(records, spec, field, values)
    if one.op == "is_not":
        return _unlike(records, spec, field, values)
    if len(values) != 1 or is_blank(values[0]):
        raise InvalidValues(f"{field}: {one.op} needs one value.")
    if one.op == "contains":
        return _containing(records, spec, field, values[0])
    return _ordered(records, spec, field, one.op, values[0])


def _values(field: str, one: Condition) -> list[Any]:
    values = one.value if isinstance(one.value, list) else [one.value]
    if len(values) > MOST_VALUES:
        raise InvalidValues(f"{field} is compared with at most {MOST_VALUES} values.")
    if any(isinstance(value, str) and len(value) > SHORT for value in values):
        raise InvalidValues(f"{field} is compared with at most {SHORT:,} characters.")
    return values


def _equal(records: Records, spec: Spec | None, field: str, values: Sequence[Any]) -> Where:
    """Return the filter of records that have one of the values; what is blank means an empty field."""
    said = [value for value in values if not is_blank(value)]
    arms = [_one_of(records, spec, field, said)] if said else []
    if len(said) < len(values):
        arms.append({field: {"empty": True}})
        arms += [{field: ""}] if spec and spec.type is str else []
    return _any(arms)


def _any(arms: Sequence[Where]) -> Where:
    return arms[0] if len(arms) == 1 else {"any_of": list(arms)}


def _unlike(records: Records, spec: Spec | None, field: str, values: Sequence[Any]) -> Where:
    return {"none_of": [_equal(records, spec, field, values)]}


def _one_of(records: Records, spec: Spec | None, field: str, values: Sequence[Any]) -> Where:
    if _is_moment(spec, field):
        return _any([{field: _day(records, field, "is", value)} for value in values])
    if field == "creator":
        return {field: {"one_of": [pointer.id for value in values for pointer in _meant(records, ["_User"], value)]}}
    if spec and spec.targets:
        return {field: {"one_of": [pointer for value in values for pointer in _meant(records, spec.targets, value)]}}
    if spec and spec.choices:
        return {field: {"one_of": [listed(spec, str(value)) for value in values]}}
    if spec and spec.type is str:
        return _any([{field: {"same": value}} for value in values])
    return {field: {"one_of": list(values)}}


def _containing(records: Records, spec: Spec | None, field: str, value: Any) -> Where:
    """Return the filter of a part of a text; of a record's name, when the field names a record."""
    if spec is None or not spec.targets:
        return {field: {"contains": value}}
    titles = {records.schema[target].model.title_field for target in spec.targets}
    arms: list[Where] = [{field: {"matches": {title: {"contains": str(value)}}}} for title in sorted(titles)]
    named = [_pointer(one) for one in fitting(records, spec.targets, str(value))]
    return {"any_of": [*arms, {field: {"one_of": named}}]}


def _ordered(records: Records, spec: Spec | None, field: str, op: str, value: Any) -> Where:
    if _is_moment(spec, field):
        return {field: _day(records, field, op, value)}
    if spec is None or spec.targets or spec.choices or spec.type is bool:
        raise InvalidValues(f"{field} cannot be compared by {op}; it can by is, is_not and one_of.")
    return {field: {op: value}}


def _is_moment(spec: Spec | None, field: str) -> bool:
    return (spec.type if spec else SYSTEM.get(field)) is datetime


def _day(records: Records, field: str, op: str, value: Any) -> Where:
    """Return a comparison with a day, which is its 24 hours: at most Friday ends with it, over Friday begins after."""
    first, after = span(field, str(value), records.principal.time_zone)
    if first == after:
        return {op: first}
    return {
        "is": {"at_least": first, "under": after},
        "at_least": {"at_least": first},
        "at_most": {"under": after},
        "over": {"at_least": after},
        "under": {"under": first},
    }[op]


def _meant(records: Records, targets: Sequence[str], said: Any) -> list[Pointer]:
    """Return the records of that name: one that fits several means any of them, since a list changes nothing."""
    if not (found := fitting(records, targets, str(said))):
        raise RecordNotFound(" or ".join(target.strip("_") for target in targets), str(said))
    return [_pointer(one) for one in found]


def _pointer(one: tuple[Class, dict[str, Any]]) -> Pointer:
    cls, row = one
    return Pointer(cls.name, row["object_id"])


def where_argument(cls: Class | None) -> tuple[Any, Any]:
    """Return the argument that holds conditions; spelt out for the tool that finds, short for others."""
    described: dict[str, Any] = {"items": {"type": "object"}}
    hint = None
    if cls:
        properties = {"field": {"type": "string"}, "op": {"enum": list(get_args(Op))}, "value": {}}
        described = {"items": {"type": "object", "properties": properties}}
        names = [spec.name for spec in cls.fields.values() if not spec.secret]
        leading = [spec.name for spec in cls.fields.values() if spec.targets and "_User" not in spec.targets]
        hint = f"Fields: {', '.join(names)}" + (f"; also {leading[-1]}.name" if leading else "")
    return list[Condition], Field(default_factory=list, max_length=20, description=hint, json_schema_extra=described)
