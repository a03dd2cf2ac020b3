"""What records look like on the wire, as JSON Schema: as they are read, made and changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from store.fields import Spec
from store.schema import Class

Shape = dict[str, Any]
ID: Shape = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$", "examples": ["a1B2c3D4e5"]}
MOMENT: Shape = {"type": "string", "format": "date-time", "examples": ["2030-01-31T09:30:00.000Z"]}
DELETE: Shape = {"$ref": "#/components/schemas/wire.Delete"}
TYPES: dict[Any, str] = {
    str: "string", int: "number", float: "number", bool: "boolean", list: "array", dict: "object"
}  # fmt: skip


def of_one(kind: str, **members: Shape) -> Shape:
    """Return an object that says in `__type` or `__op` what it is, and has these members."""
    key, _, value = kind.partition("=")
    return {"type": "object", "required": [key, *members], "properties": {key: {"const": value}, **members}}


COMMON: dict[str, Shape] = {
    "wire.Date": {**of_one("__type=Date", iso=MOMENT), "description": "A moment, in UTC."},
    "wire.Delete": {**of_one("__op=Delete"), "description": "Empties the field."},
    "wire.Increment": {**of_one("__op=Increment", amount={"type": "number"}), "description": "Adds to the number."},
    "wire.Items": {
        "type": "object",
        "required": ["__op", "objects"],
        "properties": {"__op": {"enum": ["Add", "AddUnique", "Remove"]}, "objects": {"type": "array"}},
        "description": "Adds to the list, or takes out of it.",
    },
    "wire.ACL": {
        "type": "object",
        "description": "Who may read and write the record: ids of users, `role:NAME`, and `*` for everybody signed in.",
        "additionalProperties": {
            "type": "object",
            "properties": {"read": {"type": "boolean"}, "write": {"type": "boolean"}},
            "additionalProperties": False,
        },
    },
    "wire.Refusal": {
        "type": "object",
        "required": ["code", "error"],
        "properties": {
            "code": {"type": "integer", "examples": [101]},
            "error": {"type": "string", "examples": ["Object not found."]},
        },
    },
    "wire.Made": {
        "type": "object",
        "required": ["objectId", "createdAt"],
        "properties": {"objectId": ID, "createdAt": MOMENT},
        "description": "What the server set.",
    },
    "wire.Changed": {
        "type": "object",
        "required": ["updatedAt"],
        "properties": {"updatedAt": MOMENT},
        "description": "When it was, and what operations made of fields.",
    },
}
"""What the shapes of all classes have in common; no class can be called so."""


def shapes(cls: Class) -> dict[str, Shape]:
    """Return the shapes of a class by their names: `Deal` is what is read, `Deal.new` and `Deal.change` are sent."""
    shown = [spec for spec in cls.fields.values() if not spec.secret]
    written = [spec for spec in cls.fields.values() if spec.name not in cls.model.stamped]
    about = " ".join((cls.model.__doc__ or "").split())
    system = {
        "objectId": ID,
        "createdAt": MOMENT,
        "updatedAt": MOMENT,
        "ACL": {"$ref": "#/components/schemas/wire.ACL"},
    }
    acl = {"ACL": system["ACL"]}
    name = named(cls)
    return {
        name: _object(system | {one.wire: _read(one) for one in shown}, ["objectId", "createdAt", "updatedAt"], about),
        f"{name}.new": _object(
            {one.wire: _about(one, _value(one)) for one in written} | acl, [one.wire for one in written if one.required]
        )
        | {"additionalProperties": False},
        f"{name}.change": _object({one.wire: _about(one, _change(one)) for one in written} | acl)
        | {"additionalProperties": False},
    }


def named(cls: Class) -> str:
    """Return what the shape of a class is called."""
    return cls.name.strip("_")


def _object(members: Mapping[str, Shape], required: Sequence[str] = (), about: str = "") -> Shape:
    said: Shape = {"type": "object", "properties": dict(members)}
    return said | ({"required": list(required)} if required else {}) | ({"description": about} if about else {})


def _value(spec: Spec) -> Shape:
    """Return what is sent for a field."""
    if spec.targets:
        return of_one("__type=Pointer", className={"enum": list(spec.targets)}, objectId=ID)
    if spec.type is datetime:
        return {"$ref": "#/components/schemas/wire.Date"}
    said: Shape = {"type": TYPES[spec.type]}
    if spec.choice:
        return said | ({"enum": list(spec.choices)} if spec.choice.closed else {"examples": list(spec.choices)})
    return said | ({"maxLength": spec.max_length} if spec.type is str and spec.max_length else {})


def _read(spec: Spec) -> Shape:
    """Return what a field reads as: of a pointer that was included, the record."""
    if not spec.targets:
        return _about(spec, _value(spec) if not (spec.choice and spec.choice.closed) else {"type": "string"})
    whole = of_one("__type=Object", className={"enum": list(spec.targets)}, objectId=ID)
    return _about(spec, {"anyOf": [_value(spec), whole]})


def _change(spec: Spec) -> Shape:
    """Return what may be sent for a field of a record that is there."""
    may = [_value(spec)]
    if not spec.filled:
        may.append(DELETE)
    if spec.type in (int, float):
        may.append({"$ref": "#/components/schemas/wire.Increment"})
    if spec.type is list:
        may.append({"$ref": "#/components/schemas/wire.Items"})
    return may[0] if len(may) == 1 else {"anyOf": may}


def _about(spec: Spec, shape: Shape) -> Shape:
    return shape | ({"description": spec.info.description} if spec.info.description else {})
