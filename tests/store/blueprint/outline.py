"""A blueprint in few words, so that a test can be read."""

from collections.abc import Iterator

from store.blueprint.blueprint import Blueprint, FieldPlan

Outline = dict[str, list[str]]


def outline(blueprint: Blueprint) -> Outline:
    """Return each class with its fields: `stage* String = lead [lead | won.]`; a dot stands behind final values."""
    return {plan.name: [" ".join(_words(field)) for field in plan.fields] for plan in blueprint.classes}


def _words(field: FieldPlan) -> Iterator[str]:
    yield f"{field.name}{'*' if field.required else ''}"
    yield f"→ {' or '.join(field.targets)}" if field.targets else field.kind
    if field.default is not None:
        yield f"= {field.default}"
    if field.values:
        yield f"[{' | '.join(value + '.' * (value in (field.terminal or ())) for value in field.values)}]"
    for mark in ("closed", "long", "secret", "searchable", "unique"):
        if getattr(field, mark):
            yield mark
    if field.on_delete:
        yield f"on delete {field.on_delete}"
