"""Operations on fields, `{"__op": …}`: what a field becomes of what it is."""

from collections.abc import Callable, Mapping
from typing import Any

from api.parse.refusals import FORBIDDEN, INCORRECT_TYPE, INVALID_JSON, INVALID_VALUES, Refusal
from api.parse.values import decoded, kind_of, mismatch, wire
from store.fields import Spec
from store.rows import Row
from store.schema import Class
from store.values import LARGEST

IGNORED = frozenset({"objectId", "createdAt", "updatedAt", "ACL", "className", "__type", "sessionToken"})
"""What clients may send along and no field is: the server sets it, or it is read elsewhere."""
EMPTY = (None, "", {"__op": "Delete"})
DEEPEST = 3
"""Operations within operations."""


def values(cls: Class, body: Mapping[str, Any], was: Row | None) -> dict[str, Any]:
    """Return the values of fields that a body gives a record, by the names of the fields.

    Args:
        cls: The class of the record.
        body: What the client sent.
        was: The record as it is; nothing for a new one.

    Raises:
        Refusal: There is no such field, a required one would be empty, or a value is of the wrong type.
    """
    known = wire(cls).specs
    given = {name: value for name, value in body.items() if name in known or name not in IGNORED}
    if unknown := [name for name in given if name not in known]:
        raise Refusal(FORBIDDEN, f"Permission denied: there is no field {unknown[0][:100]!r} in {cls.name}.")
    missing = [
        name
        for name, spec in known.items()
        if (spec.required if was is None else spec.filled and name in given) and given.get(name) in EMPTY
    ]
    if missing:
        raise Refusal(INVALID_VALUES, f"{missing[0]} is required")
    return {known[name].name: _value(cls, known[name], value, was) for name, value in given.items()}


def is_op(value: Any) -> bool:
    """Whether it is an operation, whose result the client cannot know."""
    return isinstance(value, dict) and "__op" in value


def loosely(value: Any, was: Any) -> Any:
    """Return what a value becomes, or what an operation makes of what it was, where no class says what it may be.

    Raises:
        Refusal: The operation is not for such a value, or there is none.
    """
    if not is_op(value):
        return value
    match str(value["__op"]), value.get("objects"), value.get("amount", 1), was:
        case "Delete", _, _, _:
            return None
        case "Add" | "AddUnique" | "Remove" as name, list(objects), _, (None | list()):
            return LISTS[name](list(was or []), objects)
        case "Increment", _, (int() | float()) as amount, (None | int() | float()):
            found = (was or 0) + amount
            return found if abs(found) <= LARGEST else float(found)
    raise Refusal(INCORRECT_TYPE, "The operation is not for such a value.")


def _value(cls: Class, spec: Spec, value: Any, was: Row | None) -> Any:
    if not is_op(value):
        return decoded(cls, spec, value)
    return _applied(cls, spec, value, None if was is None else was[spec.name], DEEPEST)


def _applied(cls: Class, spec: Spec, op: Mapping[str, Any], was: Any, deepest: int) -> Any:
    name = str(op["__op"])
    if name == "Delete":
        return None
    if name == "Batch":
        return _batch(cls, spec, op, was, deepest)
    if name == "Increment":
        return _increment(cls, spec, op, was)
    if name in LISTS:
        objects = op.get("objects")
        if spec.type is not list or not isinstance(objects, list):
            raise mismatch(cls, spec, [])
        return LISTS[name](list(was or []), objects)
    if name in ("AddRelation", "RemoveRelation"):
        raise Refusal(INCORRECT_TYPE, f"{cls.name}.{spec.wire} is {kind_of(spec)} and no relation.")
    raise Refusal(INVALID_JSON, f"The operation {name[:50]!r} is not known.")


def _batch(cls: Class, spec: Spec, op: Mapping[str, Any], was: Any, deepest: int) -> Any:
    """Return the value after several operations, one after the other."""
    ops = op.get("ops")
    if not isinstance(ops, list) or not all(is_op(one) for one in ops) or not deepest:
        raise Refusal(FORBIDDEN, f"{spec.wire}: a Batch has a list of operations, not too deep.")
    for one in ops:
        was = _applied(cls, spec, one, was, deepest - 1)
    return was


def _increment(cls: Class, spec: Spec, op: Mapping[str, Any], was: Any) -> Any:
    amount = op.get("amount", 1)
    if spec.type not in (int, float) or isinstance(amount, bool) or not isinstance(amount, int | float):
        raise mismatch(cls, spec, amount)
    return (was or 0) + amount


def _without_doubles(was: list[Any], objects: list[Any]) -> list[Any]:
    for one in objects:
        if not any(_same(one, other) for other in was):
            was.append(one)
    return was


def _same(one: Any, other: Any) -> bool:
    """Whether two values of JSON are equal; `true` is no number, whatever Python says."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


LISTS: Mapping[str, Callable[[list[Any], list[Any]], list[Any]]] = {
    "Add": lambda was, objects: was + objects,
    "AddUnique": _without_doubles,
    "Remove": lambda was, objects: [one for one in was if not any(_same(one, other) for other in objects)],
}
