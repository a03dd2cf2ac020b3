"""Compares a blueprint with what is there, and plans what would be done."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from store.blueprint import kept, telling
from store.blueprint.access import permissions
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.fitting import check_described, check_new, check_rules, check_said
from store.blueprint.losses import Losses
from store.blueprint.merging import merged
from store.blueprint.moves import Moves, Scalar, moved, moves
from store.blueprint.names import check_class, check_field
from store.blueprint.plan import Plan, Step
from store.blueprint.questions import questions
from store.blueprint.suggested import with_usable_names
from store.errors import InvalidNames, InvalidSchema
from store.schema import Schema
from store.store import Store

MOST_CLASSES = 200
MOST_FIELDS = 200
MOST_TOLD = 10
"""Names that are refused at once."""
NOTHING: Mapping[str, Scalar] = MappingProxyType({})


def plan(store: Store, blueprint: Blueprint, mapping: Mapping[str, Scalar] = NOTHING) -> Plan:
    """Return what applying a blueprint would do. It changes nothing.

    Args:
        store: The workspace's data.
        blueprint: What it does not say is no difference, and classes and fields that it does not name stay.
        mapping: What becomes of what is there, as `store.blueprint.moves` reads it.

    Raises:
        InvalidSchema: It cannot be done; the sentence says what could be.
    """
    with store.looking() as connection:
        return planned(connection, store.schema, store.base, blueprint, mapping)


def planned(
    connection: Connection, schema: Schema, base: Schema, blueprint: Blueprint, mapping: Mapping[str, Scalar]
) -> Plan:
    """Return the plan within a unit of work that is open."""
    there = blueprint_of(schema)
    by = moves(mapping, there)
    before = moved(there, by)
    _check_names(before, blueprint)
    after = _without_moved_values(merged(before, blueprint), blueprint, by)
    if after != there:
        _check_targets(after)
        for one in after.classes:
            check_rules(one)
        kept.schema_of(kept.difference(after, base), base, schema.number + 1)  # they can live together
    losses = Losses(connection, schema, by)
    steps = [*losses.dropped(), *losses.renamed(), *_steps(before, after, losses)]
    return Plan(
        number=schema.number,
        steps=tuple(steps),
        leaves=tuple(_left(before, after, blueprint)),
        permissions=permissions(after),
        questions=tuple(questions(before, after, blueprint)),
        needs=tuple(losses.needs),
        mapping=dict(mapping),
        blueprint=after,
    )


def _steps(before: Blueprint, after: Blueprint, losses: Losses) -> Iterator[Step]:
    if after.preset != before.preset:
        yield Step(deed="alter", about="preset", sentence=telling.PRESETS[after.preset or "owner"])
    there = {one.name: one for one in before.classes}
    for new in after.classes:
        old = there.get(new.name)
        if old is None:
            yield telling.class_added(new)
            continue
        yield from telling.class_altered(old, new)
        fields = {one.name: one for one in old.fields}
        for field in new.fields:
            if field.name in fields:
                yield from telling.field_altered(new.name, fields[field.name], field)
                yield from losses.of_change(new.name, fields[field.name], field)
            else:
                yield telling.field_added(new.name, field)
                yield from losses.of_new(new.name, field)


def _without_moved_values(after: Blueprint, wanted: Blueprint, by: Moves) -> Blueprint:
    """Return the blueprint without the listed values that the mapping replaces, where the wanted one lists them not."""
    said = {(cls.name, one.name): one.values or () for cls in wanted.classes for one in cls.fields}

    def kept_values(cls: ClassPlan, one: FieldPlan) -> FieldPlan:
        gone = {old for old, new in by.values.get((by.was(cls.name), one.name), {}).items() if new != old}
        gone -= set(said.get((cls.name, one.name), ()))
        if not gone & set(one.values or ()):
            return one
        values = tuple(value for value in one.values or () if value not in gone)
        terminal = tuple(value for value in one.terminal or () if value not in gone)
        default = values[0] if one.default in gone and values else one.default
        return one.model_copy(update={"values": values, "terminal": terminal, "default": default})

    classes = [
        cls.model_copy(update={"fields": tuple(kept_values(cls, one) for one in cls.fields)}) for cls in after.classes
    ]
    return after.model_copy(update={"classes": tuple(classes)})


def _check_names(before: Blueprint, wanted: Blueprint) -> None:
    """Refuse names that cannot be used, and what is said twice."""
    there = {one.name: one for one in before.classes}
    names = [one.name for one in wanted.classes]
    if len({*there, *names}) > MOST_CLASSES:
        raise InvalidSchema(f"A workspace has at most {MOST_CLASSES} classes.")
    wrong: list[str] = []
    for number, plan in enumerate(wanted.classes):
        if plan.name in names[:number]:
            raise InvalidSchema(f"{plan.name} is described twice; say it once, with all its fields.")
        if plan.name not in there:
            wrong += _wrong(check_class, plan.name, [*there, *names[:number]])
        wrong += _check_fields(there.get(plan.name), plan)
    if wrong:
        _, better = with_usable_names(wanted, before)
        more = f" And {len(wrong) - MOST_TOLD} more." if len(wrong) > MOST_TOLD else ""
        raise InvalidNames(" ".join(wrong[:MOST_TOLD]) + more, better)


def _wrong(check: Callable[..., None], *said: Any) -> list[str]:
    """Return why a name cannot be had; nothing when it can."""
    try:
        check(*said)
    except InvalidSchema as error:
        return [str(error)]
    return []


def _check_fields(there: ClassPlan | None, plan: ClassPlan) -> list[str]:
    """Refuse fields that cannot be; return why those cannot be called so that can be called otherwise."""
    check_described(plan)
    wrong: list[str] = []
    known = [field.name for field in there.fields] if there else []
    if len({*known, *(field.name for field in plan.fields)}) > MOST_FIELDS:
        raise InvalidSchema(f"A class has at most {MOST_FIELDS} fields.")
    for number, field in enumerate(plan.fields):
        before = [one.name for one in plan.fields[:number]]
        if field.name in before:
            raise InvalidSchema(f"{plan.name}.{field.name} is described twice; say it once.")
        if field.name not in known:
            wrong += _wrong(check_field, plan.name, field.name, [*known, *before])
            check_new(plan.name, field)
        check_said(plan.name, field)
    return wrong


def _check_targets(after: Blueprint) -> None:
    """Refuse pointers to what is not there."""
    known = [cls.name for cls in after.classes]
    for cls in after.classes:
        for field in cls.fields:
            if field.kind == "Pointer" and not field.targets:
                raise InvalidSchema(
                    f"{cls.name}.{field.name} would point to nothing; drop it too: map {cls.name}.{field.name} to null."
                )
            for target in field.targets:
                if target not in known:
                    close = next((one for one in known if one.strip("_").lower() == target.strip("_").lower()), None)
                    better = f"say {close}" if close else f"describe {target} too, or point to {telling.listed(known)}"
                    raise InvalidSchema(
                        f"{cls.name}.{field.name} points to {target[:100]}, which is no class; {better}."
                    )


def _left(before: Blueprint, after: Blueprint, wanted: Blueprint) -> Iterator[str]:
    """Yield what stays: whole classes, and fields that the blueprint does not name."""
    named = {cls.name: {field.name for field in cls.fields} for cls in wanted.classes}
    becomes = {cls.name: cls for cls in after.classes}
    for cls in before.classes:
        if cls == becomes.get(cls.name):
            yield f"{cls.name} stays as it is."
        beside = [field.name for field in cls.fields if field.name not in named.get(cls.name, ())]
        if cls.name in named and beside:
            yield f"{cls.name} keeps {telling.listed(beside)}, though not named."
