"""Between fields and the wire: dates, pointers and ACLs as clients of Parse write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson

from api.parse.refusals import INCORRECT_TYPE, INVALID_ACL, Refusal
from store.fields import Pointer, Spec
from store.rows import Row
from store.schema import Class
from store.values import LARGEST

KINDS: dict[Any, str] = {
    str: "String", int: "Number", float: "Number", bool: "Boolean", datetime: "Date", list: "Array", dict: "Object"
}  # fmt: skip
"""Parse's names of types."""
ALWAYS = frozenset({"objectId", "createdAt", "updatedAt", "ACL"})
"""What every answer has, whatever it was asked for."""
LEVELS = {"read": {"read": True}, "write": {"read": True, "write": True}}
LONGEST_DATE = 40


@dataclass(frozen=True, slots=True)
class Wire:
    """How one class goes over the wire."""

    specs: Mapping[str, Spec]
    """Fields that clients see, by their names on the wire."""
    fields: tuple[tuple[str, str, Callable[[Any], Any] | None], ...]
    """Name, name on the wire and what writes a value, if it does not go as it is, of what is shown of a record."""
    pointers: tuple[str, ...]
    """Wire names of the fields that point to records."""


@lru_cache(maxsize=500)
def wire(cls: Class) -> Wire:
    """Return how a class goes over the wire."""
    shown = [spec for spec in cls.fields.values() if not spec.secret]
    return Wire(
        specs={spec.wire: spec for spec in cls.fields.values()},
        fields=(
            ("object_id", "objectId", None),
            ("created_at", "createdAt", moment),
            ("updated_at", "updatedAt", moment),
            *((one.name, one.wire, _writer(one)) for one in shown),
        ),
        pointers=tuple(one.wire for one in shown if one.targets),
    )


def _writer(spec: Spec) -> Callable[[Any], Any] | None:
    if spec.targets:
        return _written_pointer
    return WRITERS.get(spec.type)


def kind_of(spec: Spec) -> str:
    """Return Parse's name of a field's type."""
    if not spec.targets:
        return KINDS[spec.type]
    return f"Pointer<{'|'.join(spec.targets)}>"


def encoded(known: Wire, row: Row) -> dict[str, Any]:
    """Return a record as the wire has it; what is empty is left out."""
    said: dict[str, Any] = {
        wired: value if write is None else write(value)
        for name, wired, write in known.fields
        if name in row and (value := row[name]) is not None
    }
    if (acl := row.get("acl")) is not None:
        said["ACL"] = {grantee: LEVELS[level].copy() for grantee, level in acl.items()}
    return said


def moment(value: datetime) -> str:
    """Return a moment in UTC as Parse writes it, to the millisecond."""
    written = orjson.dumps(value)  # takes a third of what `isoformat` does, and a page has hundreds of moments
    return f"{(written[1:24] if value.microsecond else written[1:20] + b'.000').decode()}Z"


def decoded(cls: Class, spec: Spec, value: Any) -> Any:
    """Return a value of the wire as the field holds it.

    Raises:
        Refusal: It is of another type.
    """
    if value is None:
        return None
    if spec.targets:
        return pointer(cls, spec, value)
    if spec.type is datetime:
        return _date(cls, spec, value)
    right = isinstance(value, spec.type) or (spec.type is float and isinstance(value, int))
    if not right or (isinstance(value, bool) and spec.type is not bool):
        raise mismatch(cls, spec, value)
    return value


def pointer(cls: Class, spec: Spec, value: Any) -> Pointer:
    """Return a pointer of the wire; a whole record stands for a pointer to it.

    Raises:
        Refusal: It is none, or names a class that the field may not name.
    """
    match value:
        case {"__type": "Pointer" | "Object", "className": str(name), "objectId": str(object_id)} if (
            name in spec.targets
        ):
            return Pointer(name, object_id)
    raise mismatch(cls, spec, value)


def parsed_date(value: Any) -> datetime | None:
    """Return a date of the wire, `{"__type": "Date", "iso": "…"}`; nothing if it is none."""
    match value:
        case {"__type": "Date", "iso": str(iso)} if len(iso) <= LONGEST_DATE:
            try:
                found = datetime.fromisoformat(iso)
                return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
            except (ValueError, OverflowError):
                return None
    return None


def acl(value: Any) -> dict[str, str] | None:
    """Return an ACL of the wire as the store takes it: who may write may read, too. Nothing is no ACL.

    Raises:
        Refusal: It is none.
    """
    if value is None or value == {"__op": "Delete"}:
        return None
    if not isinstance(value, dict) or not all(isinstance(grant, dict) for grant in value.values()):
        raise Refusal(INVALID_ACL, "An ACL is an object of users, roles and *, each with read and write.")
    levels = {grantee: "write" if grant.get("write") else "read" for grantee, grant in value.items()}
    return {grantee: level for grantee, level in levels.items() if value[grantee].get("read") or level == "write"}


def mismatch(cls: Class, spec: Spec, value: Any) -> Refusal:
    """Return the refusal of a value of another type."""
    told = f"schema mismatch for {cls.name}.{spec.wire}; expected {kind_of(spec)} but got {_told(value)}"
    return Refusal(INCORRECT_TYPE, told)


def _date(cls: Class, spec: Spec, value: Any) -> datetime:
    found = parsed_date(value)
    if found is None:
        raise mismatch(cls, spec, value)
    return found


def _written_date(value: datetime) -> dict[str, str]:
    return {"__type": "Date", "iso": moment(value)}


def _written_number(value: float) -> float:
    """Return a number as JavaScript writes it: some clients take `5.0` and `5` for two kinds of numbers."""
    return int(value) if abs(value) <= LARGEST and value == int(value) else value


def _written_pointer(value: Pointer) -> dict[str, str]:
    return {"__type": "Pointer", "className": value[0], "objectId": value[1]}


WRITERS: dict[Any, Callable[[Any], Any]] = {datetime: _written_date, float: _written_number}


def _told(value: Any) -> str:
    if isinstance(value, dict) and value.get("__type") in ("Pointer", "Object"):
        return f"Pointer<{str(value.get('className'))[:50]}>"
    if isinstance(value, dict) and isinstance(value.get("__type"), str):
        return f"{value['__type'][:50]} that is none" if value["__type"] == "Date" else str(value["__type"])[:50]
    return KINDS.get(type(value), "nothing")
