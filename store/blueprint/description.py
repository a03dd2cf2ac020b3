"""What a schema says of its classes, as a blueprint that leaves nothing unsaid."""

from datetime import datetime
from typing import Any

from pydantic.alias_generators import to_camel

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan, Kind
from store.fields import Pointer, Record, Spec, fields
from store.schema import Schema

KINDS: dict[Any, Kind] = {
    str: "String", int: "Number", float: "Number", bool: "Boolean", datetime: "Date", Pointer: "Pointer",
    list: "Array", dict: "Object",
}  # fmt: skip


def blueprint_of(schema: Schema) -> Blueprint:
    """Return the blueprint of all classes of a schema, in their order."""
    classes = tuple(class_plan(cls.name, cls.model) for cls in schema.classes.values())
    return Blueprint(classes=classes, preset=schema.preset)


def class_plan(name: str, model: type[Record]) -> ClassPlan:
    """Return the plan of one class."""
    wires = {spec.name: spec.wire for spec in fields(model)}
    return ClassPlan(
        name=name,
        fields=tuple(_field_plan(model, spec) for spec in fields(model)),
        description=(model.__doc__ or "").strip(),
        title=wires[model.title_field],
        owners=tuple(wires.get(one, one) for one in model.owners),
        stamped=tuple(wires[one] for one in model.stamped),
        reveals=tuple(".".join(to_camel(step) for step in path.split(".")) for path in model.reveals),
        follows=tuple(wires[one] for one in model.follows),
        due=wires[model.due_field] if model.due_field else None,
        done=wires[model.done_field] if model.done_field else None,
    )


def _field_plan(model: type[Record], spec: Spec) -> FieldPlan:
    is_text = KINDS[spec.type] == "String"
    return FieldPlan(
        name=spec.wire,
        kind=KINDS[spec.type],
        targets=spec.targets,
        required=spec.filled,
        values=spec.choices if is_text else None,
        terminal=spec.terminal if is_text else None,
        closed=bool(spec.choice and spec.choice.closed) if is_text else None,
        default=None if spec.required else spec.info.default,
        long=spec.long if is_text and not spec.secret else None,
        secret=spec.secret,
        searchable=spec.name in model.searchable if is_text else None,
        unique=spec.name in model.unique if is_text else None,
        on_delete=spec.on_delete,
        description=spec.info.description or "",
    )
