"""Writes a blueprint down as the schema part of a generation prompt, so that reading it gives the blueprint again."""

from collections.abc import Iterator

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.reading.prompt import LINES
from store.blueprint.reading.rules import EMPTY
from store.blueprint.reading.values import written
from store.blueprint.reading.words import class_name, field_name

MARKS = {
    "required": ("required", "optional"),
    "closed": ("closed list", "open list"),
    "long": ("long", "short"),
    "searchable": ("searchable", "not searchable"),
    "unique": ("unique", "not unique"),
}
"""What is written for yes and for no; nothing where nothing is said."""

ACCESS = {
    "owner": "Users see and change only their own records and those assigned to them.",
    "team": "Everybody sees all records.",
    "open": "Everybody sees and changes all records.",
}
"""Who sees what, in sentences that are read as the preset again."""


def classes_in_words(blueprint: Blueprint) -> str:
    """Return the classes, numbered, one field a line."""
    return "\n\n".join("\n".join(_class(number, plan)) for number, plan in enumerate(blueprint.classes, 1))


def _class(number: int, plan: ClassPlan) -> Iterator[str]:
    yield f"{number}. {_exact(plan.name, class_name(plan.name))}"
    if plan.description:
        yield f"   - What it is: {_line(plan.description)}"
    for field in plan.fields:
        about = f": {_line(field.description)}" if field.description else ""
        yield f"   - {_exact(field.name, field_name(field.name))} ({'; '.join(_said(field))}){about}"
    for label, member in LINES.items():
        value = getattr(plan, member)
        if member != "description" and value is not None:
            paths = (value,) if isinstance(value, str) else value
            said = ", ".join(_exact(path, _path(path)) for path in paths) or EMPTY
            yield f"   - {label[:1].upper()}{label[1:]}: {said}"


def _path(path: str) -> str:
    return ".".join(field_name(step) for step in path.split("."))


def _exact(name: str, read: str) -> str:
    """Return a name in backticks, when it would be read as another one without."""
    return name if name == read else f"`{name}`"


def _said(field: FieldPlan) -> Iterator[str]:
    yield f"Pointer to {' or '.join(field.targets)}" if field.targets else field.kind
    for member, (yes, no) in MARKS.items():
        value = getattr(field, member)
        if value is not None:
            yield yes if value else no
    if field.secret:
        yield "secret"
    yield from _lists(field)
    if field.default is not None:
        yield f"default {_default(field.default)}"
    if field.on_delete:
        yield f"on delete {field.on_delete}"


def _lists(field: FieldPlan) -> Iterator[str]:
    if field.values is not None:
        yield f"values: {', '.join(map(written, field.values))}" if field.values else "no values"
    if field.terminal is not None:
        yield f"final: {', '.join(map(written, field.terminal))}" if field.terminal else "nothing final"


def _default(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return written(value) if isinstance(value, str) else repr(value)


def _line(text: str) -> str:
    return " ".join(text.split())
