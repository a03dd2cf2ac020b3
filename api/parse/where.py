"""A where-document of Parse as the store's own filter."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from api.parse.refusals import FORBIDDEN, INVALID_QUERY, Refusal
from api.parse.values import parsed_date, wire
from store.fields import Pointer, Spec
from store.schema import Class, Schema

DEEPEST = 20
"""Conditions within conditions; the store allows fewer of its own."""
TOGETHER = {"$or": "any_of", "$and": "all_of", "$nor": "none_of"}
SIZES = {"$lt": "under", "$lte": "at_most", "$gt": "over", "$gte": "at_least"}
VALUES = {"$eq": "is", "$ne": "is_not"} | SIZES
LISTS = {"$in": "one_of", "$nin": "none_of"}
SYSTEM = {"objectId": "object_id", "createdAt": "created_at", "updatedAt": "updated_at"}
NOTHING: dict[str, Any] = {"any_of": []}
"""A filter that no record meets."""

Condition = dict[str, Any]


class Nothing(Exception):
    """A value that no record can have there."""


def condition(schema: Schema, cls: Class, where: Any, deep: int = 0) -> Condition:
    """Return the filter that a where-document means. What names an unknown field finds nothing.

    Raises:
        Refusal: It is no such document, or asks for what is not known here.
    """
    if not isinstance(where, Mapping):
        raise Refusal(INVALID_QUERY, "A query is an object with what is asked of each field.")
    if deep > DEEPEST:
        raise Refusal(INVALID_QUERY, f"The query is more than {DEEPEST} deep.")
    found = [_part(schema, cls, str(name), wanted, deep) for name, wanted in where.items()]
    return _all_of(found)


def _all_of(found: list[Condition]) -> Condition:
    """Return conditions as one, as flat as can be: the store counts how deep a filter is."""
    together: Condition = {}
    others = []
    for one in found:
        if one.keys() & together.keys():
            others.append(one)
        else:
            together |= one
    return {"all_of": [together, *others]} if others else together


def _part(schema: Schema, cls: Class, name: str, wanted: Any, deep: int) -> Condition:
    if name in TOGETHER:
        if not isinstance(wanted, list):
            raise Refusal(INVALID_QUERY, f"Bad {name} format - use an array value.")
        return {TOGETHER[name]: [condition(schema, cls, one, deep + 1) for one in wanted]}
    if name == "$relatedTo":
        _check_related(wanted)
        return NOTHING  # no field of a class is a relation
    if name.startswith("$"):
        raise Refusal(FORBIDDEN, f"This server doesn't support the query {name[:50]} yet.")
    spec = wire(cls).specs.get(name)
    beside = SYSTEM | {moment.wire: moment.name for moment in cls.moments.values()}
    if spec is None and name not in beside:
        asks_for_none = isinstance(wanted, Mapping) and wanted.get("$exists") is False
        return {} if asks_for_none else NOTHING
    return Field(schema, cls, spec, spec.name if spec else beside[name], deep).asked(wanted)


class Field:
    """One field of a class, of which something is asked."""

    def __init__(self, schema: Schema, cls: Class, spec: Spec | None, name: str, deep: int) -> None:
        self._schema = schema
        self._cls = cls
        self._spec = spec
        self._name = name
        self._deep = deep
        self._kind: Any = spec.type if spec else _holds(cls, name)

    def asked(self, wanted: Any) -> Condition:
        """Return the filter that a value, or operators, mean."""
        if not _has_operators(wanted):
            return self._compared("is", wanted)
        found = [self._operator(how, value, wanted) for how, value in wanted.items() if how != "$options"]
        return _all_of(found)

    def _operator(self, how: str, value: Any, beside: Mapping[str, Any]) -> Condition:
        if how in VALUES:
            return self._compared(VALUES[how], value)
        if how in LISTS:
            return self._among(LISTS[how], _listed(how, value))
        if how == "$regex":
            return {self._name: {"pattern": self._pattern(value, beside.get("$options", ""))}}
        if how not in OTHERS:
            raise Refusal(FORBIDDEN, f"This server doesn't support the query {how[:50]} yet.")
        return OTHERS[how](self, value)

    def _compared(self, how: str, value: Any) -> Condition:
        if how in SIZES.values() and (self._spec and (self._spec.targets or self._kind in (list, dict))):
            raise Refusal(INVALID_QUERY, f"{self._name} has no order.")
        if self._kind in (list, dict) and value is None:
            return {self._name: {"empty": how == "is"}}
        if self._kind in (list, dict):
            holds = {self._name: {"holds": value if isinstance(value, list) else [value]}}
            return holds if how == "is" else {"none_of": [holds]}
        try:
            if value is None and how in SIZES.values():
                raise Nothing
            return {self._name: {how: self._value(value)}}
        except Nothing:
            return {} if how == "is_not" else NOTHING

    def _among(self, how: str, values: list[Any]) -> Condition:
        if self._kind in (list, dict):
            return {"any_of" if how == "one_of" else "none_of": [self._compared("is", one) for one in values]}
        found = []
        for value in values:
            try:
                found.append(self._value(value))
            except Nothing:
                continue
        return {self._name: {how: found}}

    def has_all(self, values: Any) -> Condition:
        """Whether the field has every one of several values."""
        several = _listed("$all", values)
        if self._kind is list:
            return {self._name: {"holds": several}}
        return {"all_of": [self._compared("is", one) for one in several]} if several else NOTHING

    def exists(self, value: Any) -> Condition:
        """Whether the field has a value."""
        return {self._name: {"empty": not value}}

    def fails(self, value: Any) -> Condition:
        """Whether what is asked of the field is not so."""
        return {"none_of": [self.asked(value)]}

    def in_query(self, value: Any) -> Condition:
        """Whether the pointer names a record that meets a query."""
        query = _query("$inQuery", value)
        name = str(query.get("className"))
        if self._spec is None or name not in self._spec.targets:
            return NOTHING
        inside = condition(self._schema, self._schema[name], query.get("where") or {}, self._deep + 1)
        return {self._name: {"of_class": name, "matches": inside}}

    def not_in_query(self, value: Any) -> Condition:
        """Whether it names none, or nothing."""
        return {"none_of": [self.in_query(value)]}

    def select(self, value: Any) -> Condition:
        """Whether records that meet a query have the value in one of their fields."""
        if not isinstance(value, Mapping) or not isinstance(value.get("key"), str):
            raise Refusal(INVALID_QUERY, "improper usage of $select")
        query = _query("$select", value.get("query"))
        other = self._schema[str(query.get("className"))]
        spec = wire(other).specs.get(value["key"])
        field = spec.name if spec else SYSTEM.get(value["key"])
        if field is None or _holds(other, field) != _holds(self._cls, self._name):
            return NOTHING
        inside = condition(self._schema, other, query.get("where") or {}, self._deep + 1)
        return {self._name: {"found_in": {"class": other.name, "field": field, "where": inside}}}

    def dont_select(self, value: Any) -> Condition:
        """Whether none of them has."""
        return {"none_of": [self.select(value)]}

    def _pattern(self, value: Any, options: Any) -> str:
        if not isinstance(value, str) or not isinstance(options, str) or not set(options) <= set("imsxu"):
            raise Refusal(INVALID_QUERY, "bad $regex or $options: a text, and letters of i, m, s and x")
        if self._kind is not str:
            raise Refusal(INVALID_QUERY, f"{self._name} is no text and has no $regex.")
        flags = options.replace("u", "")
        return f"(?{flags}){value}" if flags else value

    def _value(self, value: Any) -> Any:
        """Return a value of the wire as the filter has it."""
        if value is None:
            return None
        if self._spec is not None and self._spec.targets:
            return _pointer(self._spec, value)
        if self._kind is datetime:
            return _moment(self._name, value)
        if not isinstance(value, float | int if self._kind in (int, float) else self._kind):
            raise Nothing
        if isinstance(value, bool) and self._kind is not bool:
            raise Nothing
        return value


OTHERS: Mapping[str, Callable[[Field, Any], Condition]] = {
    "$all": Field.has_all,
    "$exists": Field.exists,
    "$not": Field.fails,
    "$inQuery": Field.in_query,
    "$notInQuery": Field.not_in_query,
    "$select": Field.select,
    "$dontSelect": Field.dont_select,
}


def _holds(cls: Class, name: str) -> Any:
    """Return what a field holds: the classes that it may name, or the type of its values."""
    spec = cls.fields.get(name)
    return (spec.targets or spec.type) if spec else str if name == "object_id" else datetime


def _has_operators(wanted: Any) -> bool:
    return isinstance(wanted, Mapping) and "__type" not in wanted and any(str(how).startswith("$") for how in wanted)


def _check_related(wanted: Any) -> None:
    match wanted:
        case {"object": {"className": str(), "objectId": str()}, "key": str()}:
            return
    raise Refusal(INVALID_QUERY, "improper usage of $relatedTo")


def _listed(how: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal(INVALID_QUERY, f"bad {how} value")
    return value


def _query(how: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not isinstance(value.get("className"), str):
        raise Refusal(INVALID_QUERY, f"improper usage of {how}")
    return value


def _pointer(spec: Spec, value: Any) -> Pointer:
    match value:
        case {"className": str(name), "objectId": str(object_id)} if name in spec.targets:
            return Pointer(name, object_id)
        case str() if len(spec.targets) == 1:
            return Pointer(spec.targets[0], value)
    raise Nothing


def _moment(name: str, value: Any) -> datetime:
    found = parsed_date({"__type": "Date", "iso": value} if isinstance(value, str) else value)
    if found is None and not isinstance(value, str | Mapping):
        raise Nothing
    if found is None:
        raise Refusal(INVALID_QUERY, f"{name} is compared with a date, as in " + '{"__type": "Date", "iso": "…"}.')
    return found
