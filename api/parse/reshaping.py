"""Classes that are made, changed and dropped as Parse's clients do it, with the master key: each time by a blueprint.

A class that holds records stays; a field goes with its values when it is named, and an archive is written before values
are dropped or filled in. Who may see what, and that everybody must sign in, is not said here and holds as always.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import ORIGIN, Door
from api.parse.refusals import (
    INCORRECT_TYPE,
    INVALID_CLASS,
    INVALID_JSON,
    INVALID_KEY,
    MISSING_TARGET,
    UNCHANGEABLE,
    Refusal,
)
from api.parse.schemas import SYSTEM, said_class
from api.parse.values import KINDS
from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan, Kind
from store.blueprint.moves import Scalar
from store.blueprint.names import check_class, check_field
from store.errors import DataAtRisk, InvalidSchema
from store.fields import Spec
from store.principal import Principal
from store.schema import Class, Schema

KINDS_HERE: tuple[str, ...] = get_args(Kind)
DELETE = {"__op": "Delete"}
SCALARS: Mapping[str, type | tuple[type, ...]] = {"String": str, "Number": (int, float), "Boolean": bool}

Mapped = dict[str, Scalar]


def create(door: Door, call: Call) -> Answer:
    """Make a class."""
    call.need_master()
    schema, name = door.workspace.store.refresh(), _name(call)
    if name in schema.classes:
        raise Refusal(INVALID_CLASS, f"Class {name} already exists.")
    _checked(INVALID_CLASS, lambda: check_class(name, list(schema.classes)))
    fields = {wired: said for wired, said in _fields(call).items() if wired not in SYSTEM}
    plans = [_field(name, wired, said, [*fields]) for wired, said in fields.items()]
    return _applied(door, name, plans, {})


def change(door: Door, call: Call) -> Answer:
    """Give a class more fields, and drop those that are to go."""
    call.need_master()
    schema, name = door.workspace.store.refresh(), _name(call)
    cls, mapping, plans = _there(schema, name), Mapped(), []
    known = {spec.wire: spec for spec in cls.fields.values()}
    for wired, said in _fields(call).items():
        if said == DELETE:
            if wired not in known:
                raise Refusal(UNCHANGEABLE, f"Field {wired[:100]} does not exist, cannot delete.")
            mapping[f"{name}.{wired}"] = None
        elif wired not in SYSTEM:
            plan = _field(name, wired, said, [*known])
            if wired in known and plan.kind != _kind(known[wired]):
                raise Refusal(UNCHANGEABLE, f"Field {wired} exists, cannot update.")
            plans.append(plan)
            if wired not in known and plan.required and plan.default is not None:
                mapping[f"{name}.{wired}="] = plan.default  # of the records that are there
    return _applied(door, name, plans, mapping)


def drop(door: Door, call: Call) -> Answer:
    """Drop a class that holds nothing."""
    call.need_master()
    store, name = door.workspace.store, _name(call)
    _there(store.refresh(), name)
    with store.reading(Principal.system()) as records:
        if count := records.count(name):
            told = f"Class {name} is not empty, contains {count} objects, cannot drop schema."
            raise Refusal(UNCHANGEABLE, told)
    _apply(door, Blueprint(), {name: None})
    return Answer({})


def _applied(door: Door, name: str, plans: list[FieldPlan], mapping: Mapped) -> Answer:
    _apply(door, Blueprint(classes=(ClassPlan(name=name, fields=tuple(plans)),)), mapping)
    return Answer(said_class(door.workspace.store.schema[name]))


def _apply(door: Door, blueprint: Blueprint, mapping: Mapped) -> None:
    workspace = door.workspace
    archive = workspace.archive_place() if mapping else None

    def body() -> None:
        apply(workspace.store, blueprint, mapping, by=Principal.system(), door=ORIGIN.door, archive=archive)

    _checked(UNCHANGEABLE, body)


def _checked(code: int, body: Callable[[], None]) -> None:
    try:
        body()
    except (InvalidSchema, DataAtRisk) as error:
        raise Refusal(code, str(error)) from None


def _there(schema: Schema, name: str) -> Class:
    if name not in schema.classes:
        raise Refusal(INVALID_CLASS, f"Class {name[:100]} does not exist.")
    return schema[name]


def _name(call: Call) -> str:
    """Return the class that a request is about, as its address or its body says."""
    said = call.body.get("className")
    name = call.path[1] if len(call.path) > 1 else said
    if not isinstance(name, str) or not name:
        raise Refusal(MISSING_TARGET, f"{call.method} /schemas needs a class name.")
    if said not in (None, name):
        raise Refusal(INVALID_CLASS, f"Class name mismatch between {str(said)[:100]} and {name[:100]}.")
    return name


def _fields(call: Call) -> Mapping[str, Mapping[str, Any]]:
    fields = call.body.get("fields") or {}
    if not isinstance(fields, dict) or not all(isinstance(said, dict) for said in fields.values()):
        raise Refusal(INVALID_JSON, "fields is an object, of the name and the type of each.")
    return fields


def _field(cls: str, name: str, said: Mapping[str, Any], others: list[str]) -> FieldPlan:
    """Return what a field is to be.

    Raises:
        Refusal: It cannot be called so, or has no type that is known here.
    """
    _checked(INVALID_KEY, lambda: check_field(cls, name, others))
    kind, default = said.get("type"), said.get("defaultValue")
    if not isinstance(kind, str):
        raise Refusal(INVALID_JSON, f"{name} has no type.")
    targets = _targets(kind, said)
    if kind not in KINDS_HERE:
        raise Refusal(INCORRECT_TYPE, f"invalid field type: {kind[:50]}")
    if default is not None and (kind not in SCALARS or not isinstance(default, SCALARS[kind])):
        raise Refusal(INCORRECT_TYPE, f"schema mismatch for {cls}.{name} default value; expected {kind}")
    required = None if "required" not in said else said["required"] is True
    return FieldPlan.model_validate(
        {"name": name, "kind": kind, "targets": targets, "required": required, "default": default}
    )


def _targets(kind: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the classes that a pointer may name: one, or several, as this server lists them."""
    if kind not in ("Pointer", "Relation"):
        return ()
    found = said.get("targetClasses") or [said.get("targetClass")]
    if not isinstance(found, list) or not all(isinstance(one, str) and one for one in found):
        raise Refusal(MISSING_TARGET, f"type {kind} needs a class name")
    return tuple(found)


def _kind(spec: Spec) -> str:
    return "Pointer" if spec.targets else KINDS[spec.type]
