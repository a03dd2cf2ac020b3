"""Takes out of a blueprint what goes without saying, so that what is printed of it can be read."""

from typing import Any

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.defaults import USER, settled, settled_field
from store.blueprint.names import snake

ALWAYS_SAID = {"name", "kind", "targets", "fields", "title", "description"}


def shortened(blueprint: Blueprint) -> Blueprint:
    """Return a blueprint that means the same and says nothing that is so anyway: no field says that it is optional."""
    return blueprint.model_copy(update={"classes": tuple(_class(plan) for plan in blueprint.classes)})


def _class(plan: ClassPlan) -> ClassPlan:
    short = plan.model_copy(update={"fields": tuple(_field(field) for field in plan.fields)})
    bare = short.model_copy(update={"owners": None, "stamped": None, "reveals": None, "follows": None})
    short = short.model_copy(update=_obvious(plan, settled(bare)))
    if plan.name != USER:
        return short
    return short.model_copy(update={"owners": None, "stamped": None, "reveals": None, "follows": None})


def _field(field: FieldPlan) -> FieldPlan:
    kept = {"name": field.name, "kind": field.kind, "targets": field.targets, "values": field.values or None}
    anyway = settled_field(FieldPlan.model_validate(kept | {"required": field.required, "secret": field.secret}))
    found = field.model_copy(update=_obvious(field, anyway))
    told = f"{snake(field.name).replace('_', ' ').capitalize()}."
    return found.model_copy(update={"description": ""}) if field.description == told else found


def _obvious(plan: ClassPlan | FieldPlan, anyway: ClassPlan | FieldPlan) -> dict[str, Any]:
    """Return the members to leave unsaid: those that say no, or nothing, where that would hold anyway."""
    return {
        name: None
        for name, value in plan
        if name not in ALWAYS_SAID and value in (False, (), None) and (getattr(anyway, name) or None) is None
        and name not in ("secret", "inferred")
    }  # fmt: skip
