"""A blueprint as JSON in the form that templates of CRMs have: `{"classes": [{"className": …, "fields": {…}}]}`."""

from collections.abc import Iterator
from typing import Any

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.shortening import shortened
from store.schema import Schema

OF_CLASS = ("title", "owners", "stamped", "reveals", "follows", "due", "done")
OF_FIELD = {
    "values": "values", "terminal": "final", "closed": "closed", "default": "default", "long": "long",
    "searchable": "searchable", "unique": "unique", "on_delete": "onDelete",
}  # fmt: skip
"""Members of a field beyond the template's; they stand there where something is said."""
SYSTEM = {"objectId": "String", "createdAt": "Date", "updatedAt": "Date"}


def json_schema_form(described: Schema | Blueprint) -> dict[str, Any]:
    """Return the classes as templates have them; what these have no word for stands beside, where it says something.

    A field has `type` and `required`, a pointer `targetClass`, or `targetClasses` where it may name several classes.
    """
    blueprint = _of_schema(described) if isinstance(described, Schema) else described
    return {"classes": [dict(_class(plan)) for plan in blueprint.classes]}


def _of_schema(schema: Schema) -> Blueprint:
    """Return the blueprint of a schema without what goes without saying; but templates say what is not required."""
    found = shortened(blueprint_of(schema))
    return found.model_copy(update={"classes": tuple(_optional_said(plan) for plan in found.classes)})


def _optional_said(plan: ClassPlan) -> ClassPlan:
    fields = tuple(field.model_copy(update={"required": bool(field.required)}) for field in plan.fields)
    return plan.model_copy(update={"fields": fields})


def _class(plan: ClassPlan) -> Iterator[tuple[str, Any]]:
    yield "className", plan.name
    if plan.description:
        yield "description", plan.description
    first, *last = SYSTEM
    fields = {first: {"type": SYSTEM[first], "required": False}}
    fields |= {field.name: dict(_field(field)) for field in plan.fields}
    yield "fields", fields | {name: {"type": SYSTEM[name], "required": False} for name in last}
    for member in OF_CLASS:
        value = getattr(plan, member)
        if value is not None:
            yield member, list(value) if isinstance(value, tuple) else value


def _field(field: FieldPlan) -> Iterator[tuple[str, Any]]:
    yield "type", field.kind
    if len(field.targets) == 1:
        yield "targetClass", field.targets[0]
    elif field.targets:
        yield "targetClasses", list(field.targets)
    if field.required is not None:
        yield "required", field.required
    for member, called in OF_FIELD.items():
        value = getattr(field, member)
        if value is not None:
            yield called, list(value) if isinstance(value, tuple) else value
    if field.secret:
        yield "secret", True
    if field.description:
        yield "description", field.description
