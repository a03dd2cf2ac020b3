"""Puts what a blueprint says over what is there. What it does not say is no difference."""

from collections.abc import Mapping
from typing import Any

from pydantic.alias_generators import to_camel

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.defaults import settled, settled_field, titled
from store.blueprint.names import snake

SAID_OF_A_FIELD = ("required", "closed", "default", "long", "searchable", "unique", "on_delete", "terminal")
SAID_OF_A_CLASS = ("title", "owners", "stamped", "follows", "due", "done")


def merged(there: Blueprint, wanted: Blueprint) -> Blueprint:
    """Return the blueprint of all classes as they will be: those that are there, and behind them the new ones."""
    plans = {plan.name: plan for plan in there.classes}
    for plan in wanted.classes:
        plans[plan.name] = merged_class(plans.get(plan.name), plan)
    for plan in wanted.classes:
        told = plan.follows is None and plan.name not in [one.name for one in there.classes]
        if told and _runs_in_a_circle(plans, plan.name):  # a rule that nobody asked for
            plans[plan.name] = plans[plan.name].model_copy(update={"follows": ()})
    classes = tuple(titled(plan) for plan in plans.values())  # one may have been dropped
    return Blueprint(classes=classes, preset=wanted.preset or there.preset)


def merged_class(there: ClassPlan | None, wanted: ClassPlan) -> ClassPlan:
    """Return one class as it will be, with nothing unsaid; fields that are not named stay."""
    if there is None:
        return _made_optional(settled(wanted))
    fields = {field.name: field for field in there.fields}
    for field in wanted.fields:
        before = fields.get(field.name)
        fields[field.name] = merged_field(before, field) if before else settled_field(field)
    said: dict[str, Any] = {name: getattr(wanted, name) for name in SAID_OF_A_CLASS}
    said["reveals"] = wanted.reveals and tuple(
        ".".join(to_camel(snake(step)) for step in path.split(".")) for path in wanted.reveals
    )
    found = there.model_copy(update={name: value for name, value in said.items() if value is not None})
    return _made_optional(found.model_copy(update={"fields": tuple(fields.values())}))


def _made_optional(plan: ClassPlan) -> ClassPlan:
    """Return the plan with nothing required of callers that the server fills itself."""
    fields = tuple(
        field.model_copy(update={"required": False}) if field.name in (plan.stamped or ()) else field
        for field in plan.fields
    )
    return plan.model_copy(update={"fields": fields})


def _runs_in_a_circle(plans: Mapping[str, ClassPlan], name: str) -> bool:
    """Whether seeing a record of a class would depend on seeing a record of the same class."""
    givers: dict[str, set[str]] = {one: set() for one in plans}
    for plan in plans.values():
        targets = {field.name: field.targets for field in plan.fields}
        givers[plan.name] |= {target for field in plan.follows or () for target in targets.get(field, ())}
        for path in plan.reveals or ():
            for target in _end(plans, plan.name, path.split(".")):
                givers.setdefault(target, set()).add(plan.name)
    seen, waiting = set[str](), [name]
    while waiting:
        for one in givers.get(waiting.pop(), ()):
            if one == name:
                return True
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return False


def _end(plans: Mapping[str, ClassPlan], name: str, steps: list[str]) -> tuple[str, ...]:
    """Return the classes at the end of a path of pointers."""
    fields = {snake(field.name): field.targets for field in plans[name].fields} if name in plans else {}
    targets = fields.get(snake(steps[0]), ())
    return targets if not steps[1:] or not targets else _end(plans, targets[0], steps[1:])


def merged_field(there: FieldPlan, wanted: FieldPlan) -> FieldPlan:
    """Return one field as it will be. A list of fewer values is no difference, nor is a description."""
    said: dict[str, Any] = {name: getattr(wanted, name) for name in SAID_OF_A_FIELD}
    said = {name: value for name, value in said.items() if value is not None}
    said |= {"kind": wanted.kind} | ({"targets": wanted.targets} if wanted.targets else {})
    if there.kind == "String" and wanted.values and not is_part(wanted.values, there.values or ()):
        said |= _values(there, wanted)
    elif "terminal" in said:
        said["terminal"] = tuple(v for v in there.values or () if v in {*(there.terminal or ()), *said["terminal"]})
    if wanted.kind == "Pointer" and set(wanted.targets) == set(there.targets):
        said["targets"] = there.targets
    found = there.model_copy(update=said)
    return found if found.values or not found.closed else found.model_copy(update={"closed": False})


def is_part(some: tuple[str, ...], of: tuple[str, ...]) -> bool:
    """Whether a list of values says nothing new: it has no other values, and these in the same order."""
    return list(some) == [value for value in of if value in some]


def _values(there: FieldPlan, wanted: FieldPlan) -> dict[str, Any]:
    """Return what becomes of a field that gets other values: which are the last ones, and which is the default."""
    values = wanted.values or ()
    ends = settled_field(wanted).terminal if wanted.terminal is None else wanted.terminal
    kept = tuple(value for value in values if value in (ends or ()) or value in (there.terminal or ()))
    default = wanted.default if wanted.default is not None else there.default
    if default is not None and default not in values:
        default = values[0]
    return {"values": values, "terminal": kept, "default": default}
