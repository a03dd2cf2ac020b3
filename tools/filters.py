"""Filters as models write them, a list of conditions, made into the store's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from pydantic import Field

from store.errors import Ambiguous, InvalidValues
from store.fields import SYSTEM, Pointer, Spec
from store.records import Records
from store.schema import Class
from tools.moments import span
from tools.said import listed, value
from tools.tool import Arguments

Op = Literal["is", "is_not", "contains", "at_least", "at_most", "over", "under", "one_of", "empty", "filled"]
Where = dict[str, Any]

MOMENTS: dict[str, Any] = {
    "is": lambda first, after: {"at_least": first, "under": after} if first != after else {"is": first},
    "at_least": lambda first, after: {"at_least": first},
    "at_most": lambda first, after: {"under": after} if first != after else {"at_most": first},
    "over": lambda first, after: {"at_least": after} if first != after else {"over": first},
    "under": lambda first, after: {"under": first},
}
"""A day is its 24 hours: at most Friday ends with Friday, over Friday begins with Saturday."""


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
        Ambiguous: A name leads to several records.
    """
    return {"all_of": [_condition(records, cls, one.field.split("."), one) for one in wanted]} if wanted else {}


def _condition(records: Records, cls: Class, path: Sequence[str], one: Condition) -> Where:
    name, *rest = path
    spec = _spec(cls, name)
    if not rest:
        return _compare(records, spec, name, one)
    if spec is None or not spec.targets:
        raise InvalidValues(f"{cls.name}.{name} leads to no other record.")
    inner = []
    for target in spec.targets:
        try:
            inner.append({name: {"matches": _condition(records, records.schema[target], rest, one)}})
        except InvalidValues:
            if len(spec.targets) == 1:
                raise
    if not inner:
        raise InvalidValues(f"{' and '.join(spec.targets)} have no field {'.'.join(rest)!r}.")
    return {"any_of": inner}


def _spec(cls: Class, name: str) -> Spec | None:
    known = {spec.name: spec for spec in cls.fields.values()} | {spec.wire: spec for spec in cls.fields.values()}
    if name in known:
        return known[name]
    if name in ("id", "created_at", "updated_at", "creator", *SYSTEM):
        return None
    fields = ", ".join(spec.name for spec in cls.fields.values() if not spec.secret)
    raise InvalidValues(f"{cls.name.strip('_')} has no field {name!r}; it has {fields}, created_at and updated_at.")


def _compare(records: Records, spec: Spec | None, name: str, one: Condition) -> Where:
    field = spec.name if spec else {"id": "object_id"}.get(name, name)
    if one.op in ("empty", "filled"):
        return {field: {"empty": one.op == "empty"}}
    if spec is None and name == "creator":
        return {field: {one.op: value(records, _user(records), one.value).id}}
    if (spec and spec.type is datetime) or (spec is None and SYSTEM.get(field) is datetime):
        return _moment(records, field, one)
    if spec is None:
        return {field: {one.op: one.value}}
    if spec.targets:
        return {field: _pointers(records, spec, one)}
    if spec.choices and one.op in ("is", "is_not", "one_of"):
        words = one.value if isinstance(one.value, list) else [one.value]
        found = [listed(spec, str(word)) for word in words]
        return {field: {"none_of": found} if one.op == "is_not" else {"one_of": found}}
    if isinstance(one.value, list):
        return {field: {"none_of" if one.op == "is_not" else "one_of": one.value}}
    return {field: {"same" if one.op == "is" and spec.type is str else one.op: one.value}}


def _moment(records: Records, field: str, one: Condition) -> Where:
    first, after = span(field, str(one.value), records.principal.time_zone)
    if one.op == "is_not":
        return {"none_of": [{field: MOMENTS["is"](first, after)}]}
    if one.op not in MOMENTS:
        raise InvalidValues(f"{field} is a date and cannot be compared by {one.op}.")
    return {field: MOMENTS[one.op](first, after)}


def _pointers(records: Records, spec: Spec, one: Condition) -> Where:
    """Return a comparison with records: a name that fits several means any of them, since a list is no change."""
    if one.op not in ("is", "is_not", "one_of", "contains"):
        raise InvalidValues(f"{spec.name} names a record and cannot be compared by {one.op}.")
    found: list[Pointer] = []
    for said in one.value if isinstance(one.value, list) else [one.value]:
        try:
            found.append(value(records, spec, said))
        except Ambiguous as error:
            found += [Pointer(candidate.cls, candidate.id) for candidate in error.candidates]
    return {"none_of" if one.op == "is_not" else "one_of": found}


def _user(records: Records) -> Spec:
    return next(spec for _, spec in records.schema.pointing("_User"))


def where_argument(cls: Class | None) -> tuple[Any, Any]:
    """Return the argument that holds conditions; spelt out for the tool that finds, short for those that do the same."""
    if cls is None:
        plain = {"items": {"type": "object"}}
        return list[Condition], Field(default_factory=list, max_length=20, json_schema_extra=plain)
    names = ", ".join(spec.name for spec in cls.fields.values() if not spec.secret)
    properties = {"field": {"type": "string"}, "op": {"enum": list(get_args(Op))}, "value": {}}
    items = {"type": "object", "properties": properties, "required": ["field"]}
    hint = f"All must hold. Fields: {names}; or over a pointer: company.name"
    return list[Condition], Field(default_factory=list, max_length=20, description=hint, json_schema_extra={"items": items})
