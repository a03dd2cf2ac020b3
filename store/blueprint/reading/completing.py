"""Makes a blueprint of a draft: completes it, asks about what stays open, refuses what contradicts itself."""

from collections.abc import Mapping, Set
from typing import Any

from store.blueprint.blueprint import Blueprint, ClassPlan
from store.blueprint.defaults import settled
from store.blueprint.description import blueprint_of, class_plan
from store.blueprint.reading.draft import ClassDraft, Draft, Found
from store.blueprint.reading.fields import FieldDraft
from store.blueprint.reading.reading import Form, Reading
from store.blueprint.reading.resolving import USER, Resolver
from store.blueprint.reading.words import SYSTEM, field_name, folded
from store.classes import BUILT_IN
from store.errors import InvalidBlueprint, NotABlueprint
from store.schema import Schema

MOST_TOLD = 10
"""Contradictions told at once."""
NOTHING = (
    "This describes no class of a CRM: no field with a type was found in it. A prompt names classes and their fields,"
    " e.g. “1. Project: name (String, required), deal (Pointer to Deal)”. Nothing was changed."
)


def resolver(draft: Draft, schema: Schema | None) -> Resolver:
    """Return who knows the classes of a draft so far, and those of the workspace."""
    there = blueprint_of(schema).classes if schema else [class_plan(name, cls) for name, cls in BUILT_IN.items()]
    known = [*(plan.name for plan in there), *draft.classes]
    return Resolver(draft, known, {(plan.name, field.name): field for plan in there for field in plan.fields})


def completed(draft: Draft, form: Form, schema: Schema | None) -> Reading:
    """Return what a draft comes to.

    Raises:
        NotABlueprint: There is no class in it.
        InvalidBlueprint: It says two things of the same.
    """
    if not any(one.entry.attributes.is_typed for _, _, found in draft.all_fields() for one in found):
        raise NotABlueprint(NOTHING)
    names = resolver(draft, schema)
    plans = [_class(draft, cls, names) for cls in draft.classes.values()]
    if draft.problems:
        more = len(draft.problems) - MOST_TOLD
        told = [*draft.problems[:MOST_TOLD], *([f"And {more} more."] if more > 0 else [])]
        raise InvalidBlueprint(" ".join(told), draft.problems)
    if not any(plan.fields for plan in plans):
        raise NotABlueprint(NOTHING)
    blueprint = Blueprint.model_validate({"classes": plans, "preset": draft.preset})
    return Reading(
        form=form,
        blueprint=blueprint,
        understood=tuple(draft.understood),
        not_understood=tuple(sorted(draft.not_understood, key=lambda one: one.line)),
        assumed=tuple(dict.fromkeys(draft.assumed)),
        questions=tuple(dict.fromkeys(draft.questions)),
    )


def _class(draft: Draft, cls: ClassDraft, names: Resolver) -> ClassPlan:
    fields, owners, stamped = [], [], []
    for called, found in sorted(cls.fields.items(), key=lambda item: item[1][0].line):
        name = names.wire(cls.name, called)
        if _is_there_anyway(draft, cls.name, name, found, names):
            continue
        if (field := FieldDraft(draft, cls.name, name, names).plan(found)) is not None:
            fields.append(field)
            owners += [name for one in found if one.entry.attributes.said.get("owner")]
            stamped += [name for one in found if one.entry.attributes.said.get("stamped")]
    said: dict[str, Any] = dict(cls.said)
    if stamped:
        said.setdefault("stamped", tuple(dict.fromkeys(stamped)))
    known = {field.name for field in fields} | names.fields(cls.name)
    plan = ClassPlan(name=cls.name, fields=tuple(fields), **_of_what_is_there(draft, cls, said, known))
    return _owned(draft, plan, list(dict.fromkeys(owners)))


def _is_there_anyway(draft: Draft, cls: str, name: str, found: list[Found], names: Resolver) -> bool:
    """Whether the system has the field for every record; what else was said of it is listed."""
    marked = [one for one in found if one.entry.attributes.said.get("system")]
    if (key := folded(name)) in SYSTEM:
        if key == "id":
            draft.assumed.append("The id in the text is the objectId that every record has; no field is made of it.")
        for one in found:
            if (kind := one.entry.attributes.kind) and kind != SYSTEM[key]:
                draft.nothing(one.line, f"{cls}.{name} ({kind})", "every record has one, which the server makes")
        return True
    is_typed = any(one.entry.is_certain for one in found)
    for one in marked if is_typed or name not in names.fields(cls) else ():
        why = "it is a field like any other: the server fills none of that name" if is_typed else "it has no type"
        draft.nothing(one.line, f"{cls}.{name}, made by the system or its key", why)
    return bool(marked) and not is_typed


def _owned(draft: Draft, plan: ClassPlan, owners: list[str]) -> ClassPlan:
    """Add the owners that a mark or a sentence names, where they are not owners anyway."""
    users = {field.name for field in plan.fields if field.targets == (USER,)}
    named = [*owners, *(name for name in map(field_name, draft.owners) if name in users)]
    if plan.name == USER or plan.owners is not None or not named:
        return plan
    anyway = settled(plan).owners or ()
    if set(named) <= set(anyway):
        return plan
    return plan.model_copy(update={"owners": tuple(dict.fromkeys([*anyway, *named]))})


def _of_what_is_there(draft: Draft, cls: ClassDraft, said: Mapping[str, Any], known: Set[str]) -> dict[str, Any]:
    """Return what was said of a class, without the fields that it does not have; these are listed."""
    kept: dict[str, Any] = {}
    for member, value in said.items():
        several = (value,) if isinstance(value, str) else value or ()
        missing = [] if member == "description" else [one for one in several if one.split(".")[0] not in known]
        for one in missing:
            draft.nothing(cls.line, f"{cls.name}: {member} {one}", "there is no such field")
        if not missing:
            kept[member] = value
        elif not isinstance(value, str):
            kept[member] = tuple(one for one in several if one not in missing)
    return kept
