"""Makes classes of a blueprint, so that generic code cannot tell them from those that are written out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, create_model

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.defaults import STAGES
from store.blueprint.description import class_plan
from store.blueprint.merging import merged_class
from store.blueprint.names import snake
from store.classes import BUILT_IN, Line, Text
from store.fields import Choice, Filled, Pointer, Record, Secret, To, fields

TYPES: dict[str, Any] = {
    "Number": float,
    "Boolean": bool,
    "Date": datetime,
    "Array": list[Any],
    "Object": dict[str, Any],
}


def models_of(
    blueprint: Blueprint, base: Mapping[str, type[Record]] = BUILT_IN, *, whole: bool = False
) -> dict[str, type[Record]]:
    """Return the classes that a blueprint names, in its order.

    Args:
        blueprint: What it leaves unsaid stays as it is in `base`, or is told from names and types.
        base: The classes that are written out; one that the blueprint does not change stays the same class.
        whole: Whether nothing is unsaid: fields that it does not name are gone.
    """
    return {plan.name: _model(plan, base.get(plan.name), whole=whole) for plan in blueprint.classes}


def _model(wanted: ClassPlan, base: type[Record] | None, *, whole: bool) -> type[Record]:
    there = class_plan(wanted.name, base) if base else None
    plan = wanted if whole else merged_class(there, wanted)
    if base is not None and plan == there:
        return base
    members: dict[str, Any] = dict(_members(plan, base, there))
    model: type[Record] = create_model(
        wanted.name.strip("_"), __base__=Record, __doc__=plan.description, __module__=__name__, **members
    )
    for rule, value in _rules(plan, base).items():
        setattr(model, rule, value)
    return model


def _members(plan: ClassPlan, base: type[Record] | None, there: ClassPlan | None) -> Iterator[tuple[str, Any]]:
    """Yield the fields: those that are as they are written out stay so, with their limits and examples."""
    before = {field.name: field for field in there.fields} if there else {}
    written = {spec.wire: spec for spec in fields(base)} if base else {}
    for field in plan.fields:
        if field.name in written and _alike(before[field.name], field):
            spec = written[field.name]
            yield spec.name, (spec.info.annotation, spec.info)
        else:
            yield snake(field.name), _member(field)


def _alike(one: FieldPlan, other: FieldPlan) -> bool:
    """Whether two fields differ in nothing but what stands on the class."""
    on_class = {"searchable": None, "unique": None, "inferred": False}
    return one.model_copy(update=on_class) == other.model_copy(update=on_class)


def _member(field: FieldPlan) -> tuple[Any, Any]:
    kind = _annotation(field)
    told: dict[str, Any] = {"description": field.description, "alias": field.name}
    if field.required and field.default is None:
        return kind, Field(**told | ({"min_length": 1} if field.kind == "String" else {}))
    kind = Annotated[kind, Filled()] if field.required else kind
    return kind | None if isinstance(kind, type) else _or_none(kind), Field(field.default, **told)


def _or_none(kind: Any) -> Any:
    return kind | None


def _annotation(field: FieldPlan) -> Any:
    if field.kind == "Pointer":
        return Annotated[Pointer, To(*field.targets, on_delete=field.on_delete)]
    if field.kind != "String":
        return TYPES[field.kind]
    if field.secret:
        return Annotated[str, Field(max_length=200), Secret()]
    text: Any = Text if field.long else Line
    if not field.values:
        return text
    return Annotated[text, Choice(*field.values, terminal=field.terminal or (), closed=bool(field.closed))]


def _rules(plan: ClassPlan, base: type[Record] | None) -> dict[str, Any]:
    """Return the class variables; what no blueprint speaks of stays as it is written out."""
    names = {field.name: snake(field.name) for field in plan.fields}
    columns = {*names.values(), "object_id", "created_at", "updated_at"}
    kept = [index for index in base.indexes if columns >= set(index)] if base else _indexes(plan)
    return {
        "title_field": names[plan.title or ""],
        "owners": tuple(names.get(one, one) for one in plan.owners or ()),
        "stamped": tuple(names[one] for one in plan.stamped or ()),
        "reveals": tuple(".".join(snake(step) for step in path.split(".")) for path in plan.reveals or ()),
        "follows": tuple(names[one] for one in plan.follows or ()),
        "searchable": tuple(names[field.name] for field in plan.fields if field.searchable),
        "unique": tuple(names[field.name] for field in plan.fields if field.unique),
        "due_field": names[plan.due] if plan.due else None,
        "done_field": names[plan.done] if plan.done else None,
        "indexes": tuple(kept),
        "public": base.public if base else (),
        "managed": base.managed if base else False,
    }


def _indexes(plan: ClassPlan) -> list[tuple[str, ...]]:
    """Return the columns that lists of a new class are probably filtered and ordered by together."""
    stage = next((snake(field.name) for field in plan.fields if field.values and snake(field.name) in STAGES), None)
    date = snake(plan.due) if plan.due else next((snake(f.name) for f in plan.fields if f.kind == "Date"), None)
    return [(stage, date)] if stage and date else []
