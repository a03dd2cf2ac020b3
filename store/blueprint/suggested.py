"""Other names for classes and fields that cannot be called as a blueprint calls them: those that the refusal names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.names import better_class, better_field, check_class, check_field
from store.errors import InvalidSchema

MOST_TRIED = 100
BEHIND = ": "
"""Stands behind the name that a class or field cannot have, before what describes it."""
Fields = dict[tuple[str, str], str]
"""(class, field), both as they were called → what the field is called."""


def with_usable_names(blueprint: Blueprint, there: Blueprint) -> tuple[Blueprint, dict[str, str]]:
    """Return the blueprint with names that all its new classes and fields can have, and what was renamed.

    Args:
        blueprint: What it says of a class or field that is renamed, it says of it under the other name. The name that
            it cannot have describes it, so that the same text means the same again.
        there: The classes of the workspace.
    """
    known = {plan.name: plan for plan in there.classes}
    classes = _classes(blueprint, known)
    fields: Fields = {}
    for plan in blueprint.classes:
        cls = classes.get(plan.name, plan.name)
        fields |= _fields(plan, cls, known[cls].fields if cls in known else ())
    renamed = Blueprint(
        classes=tuple(_renamed(plan, classes, fields, blueprint) for plan in blueprint.classes),
        preset=blueprint.preset,
    )
    return renamed, classes | {f"{cls}.{name}": new for (cls, name), new in fields.items()}


def _classes(blueprint: Blueprint, known: Mapping[str, ClassPlan]) -> dict[str, str]:
    names = [plan.name for plan in blueprint.classes if plan.name not in known]
    return _usable(names, [*known.values()], check_class, better_class)


def _fields(plan: ClassPlan, cls: str, before: Sequence[FieldPlan]) -> Fields:
    there = [one.name for one in before]
    found = _usable(
        [field.name for field in plan.fields if field.name not in there],
        before,
        lambda name, others: check_field(cls, name, others),
        lambda name: better_field(cls, name),
    )
    return {(plan.name, name): new for name, new in found.items()}


def _usable(
    names: Sequence[str],
    there: Sequence[ClassPlan | FieldPlan],
    check: Callable[[str, list[str]], None],
    better: Callable[[str], str],
) -> dict[str, str]:
    """Return other names for those that cannot be had; those that can stay, and nothing gets the name of another."""
    taken = [one.name for one in there]

    def can_be_had(name: str) -> bool:
        try:
            check(name, taken)
        except InvalidSchema:
            return False
        return True

    wrong: list[str] = []
    for name in names:
        (taken if can_be_had(name) else wrong).append(name)
    found = {}
    for name in wrong:
        other = better(name)
        before = (one.name for one in there if _label(one) == name and one.name.startswith(other))
        tried = (other, *(f"{other}{number}" for number in range(2, MOST_TRIED)))
        free = (one for one in tried if one not in taken and can_be_had(one))
        if one := next(before, None) or next(free, None):
            found[name] = one
            taken.append(one)
    return found


def _renamed(plan: ClassPlan, classes: Mapping[str, str], fields: Fields, blueprint: Blueprint) -> ClassPlan:
    targets = {(cls.name, one.name): one.targets for cls in blueprint.classes for one in cls.fields}

    def field(name: str, cls: str = plan.name) -> str:
        return fields.get((cls, name), name)

    def path(said: str) -> str:
        steps, cls = [], plan.name
        for step in said.split("."):
            steps.append(field(step, cls))
            cls = (targets.get((cls, step)) or ("",))[0]
        return ".".join(steps)

    said: dict[str, Any] = {name: value and field(value) for name, value in _single(plan).items()}
    said |= {name: value and tuple(map(path, value)) for name, value in _several(plan).items()}
    said["fields"] = tuple(_pointing(one, field(one.name), classes) for one in plan.fields)
    name = classes.get(plan.name, plan.name)
    return plan.model_copy(update=said | {"name": name, "description": _labelled(plan, name)})


def _single(plan: ClassPlan) -> dict[str, str | None]:
    return {"title": plan.title, "due": plan.due, "done": plan.done}


def _several(plan: ClassPlan) -> dict[str, tuple[str, ...] | None]:
    return {"owners": plan.owners, "stamped": plan.stamped, "reveals": plan.reveals, "follows": plan.follows}


def _pointing(one: FieldPlan, name: str, classes: Mapping[str, str]) -> FieldPlan:
    targets = tuple(classes.get(target, target) for target in one.targets)
    return one.model_copy(update={"name": name, "targets": targets, "description": _labelled(one, name)})


def _labelled(plan: ClassPlan | FieldPlan, name: str) -> str:
    """Return what describes a class or field, with the name that it cannot have: people know it by that."""
    if plan.name == name:
        return plan.description
    return f"{plan.name}{BEHIND}{plan.description}" if plan.description else plan.name


def _label(plan: ClassPlan | FieldPlan) -> str:
    """Return the name that a class or field was to have, if it was renamed."""
    return plan.description.partition(BEHIND)[0]
