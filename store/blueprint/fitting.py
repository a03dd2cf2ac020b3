"""Refuses what no field can be: a default of another type, values that cannot be kept, marks that only others have."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from store.blueprint.blueprint import ClassPlan, FieldPlan
from store.errors import InvalidSchema
from store.fields import SHORT
from store.values import UNKEPT

MOST_VALUES = 500
LONGEST_VALUE = 200
LONGEST_DESCRIPTION = 10_000
ONLY = {
    "values": "String", "terminal": "String", "closed": "String", "long": "String", "searchable": "String",
    "unique": "String", "targets": "Pointer", "on_delete": "Pointer",
}  # fmt: skip
"""What only fields of one type can be said to be."""


def check_new(cls: str, field: FieldPlan) -> None:
    """Refuse what only a field that is there can be.

    Raises:
        InvalidSchema: It is secret, users would have to fill it, or it ends with what is none of its values.
    """
    if field.secret:
        raise InvalidSchema(f"{cls}.{field.name} cannot be secret: only passwords of users are, and they are there.")
    if cls == "_User" and field.required:
        raise InvalidSchema(f"_User.{field.name} cannot be required: people sign up without it. Let it be optional.")
    if missing := [value for value in field.terminal or () if value not in (field.values or ())]:
        raise InvalidSchema(f"{cls}.{field.name} ends with {missing[0]!r}, which is none of its values.")


def check_described(plan: ClassPlan) -> None:
    """Do nothing.

    Raises:
        InvalidSchema: No database keeps how the class is described.
    """
    if UNKEPT.search(plan.description) or len(plan.description) > LONGEST_DESCRIPTION:
        most = f"at most {LONGEST_DESCRIPTION:,} characters that a database keeps"
        raise InvalidSchema(f"{plan.name} is described in words that cannot be kept: {most}.")


def check_rules(plan: ClassPlan) -> None:
    """Do nothing.

    Raises:
        InvalidSchema: A rule of a class that leaves nothing unsaid names a field that cannot be what the rule wants.
    """
    texts = [one.name for one in plan.fields if one.kind == "String" and not one.secret]
    dates = [one.name for one in plan.fields if one.kind == "Date"]
    users = [one.name for one in plan.fields if one.targets == ("_User",)]
    pointers = [one.name for one in plan.fields if one.targets]
    for what, said, known in (
        ("be what a record is called by: that is a text", [plan.title], texts),
        ("be when it is due: that is a Date", [plan.due], dates),
        ("be when it is done: that is a Date", [plan.done], dates),
        ("be its owners: these are pointers to users", plan.owners or (), [*users, "objectId", "object_id"]),
        ("keep who made it: that is a pointer to a user", plan.stamped or (), users),
        ("be what it is seen with: that is a pointer", plan.follows or (), pointers),
        ("be what it shows: these are pointers", [path.partition(".")[0] for path in plan.reveals or ()], pointers),
    ):
        if wrong := [name for name in said if name is not None and name not in known]:
            raise InvalidSchema(f"{plan.name} has no field {wrong[0][:LONGEST_VALUE]!r} that can {what}.")


def check_said(cls: str, field: FieldPlan) -> None:
    """Do nothing.

    Raises:
        InvalidSchema: What is said of the field does not fit it; with the reason.
    """
    place = f"{cls}.{field.name}"
    if field.kind == "Pointer" and not field.targets:
        raise InvalidSchema(f"{place} points to nothing: say to which class, as in Pointer to Contact.")
    if wrong := next((name for name, kind in ONLY.items() if getattr(field, name) and kind != field.kind), None):
        raise InvalidSchema(f"{place} is a {field.kind}, and only a {ONLY[wrong]} has `{wrong}`; leave it out.")
    for why in (*_of_values(field), *_of_default(field), *_of_texts(field)):
        raise InvalidSchema(f"{place} {why}.")


def _of_values(field: FieldPlan) -> Iterator[str]:
    values = field.values or ()
    if len(set(values)) < len(values):
        yield "lists a value twice"
    if len(values) > MOST_VALUES or any(not 0 < len(value) <= LONGEST_VALUE for value in values):
        yield f"lists what cannot be listed: a list has at most {MOST_VALUES} values of 1 to {LONGEST_VALUE} characters"


def _of_default(field: FieldPlan) -> Iterator[str]:
    value = field.default
    if value is None:
        return
    if not _fits(field, value):
        yield f"cannot begin as {str(value)[:LONGEST_VALUE]!r}: its type is {field.kind}"
    elif field.values and field.closed and value not in field.values:
        yield f"begins as {value!r}, which is none of its values"


def _fits(field: FieldPlan, value: Any) -> bool:
    if field.kind == "String":
        return isinstance(value, str) and 0 < len(value) <= SHORT
    if field.kind == "Boolean":
        return isinstance(value, bool)
    return field.kind == "Number" and not isinstance(value, (bool, str)) and isfinite(value)


def _of_texts(field: FieldPlan) -> Iterator[str]:
    texts = (field.description, *(field.values or ()), field.default if isinstance(field.default, str) else "")
    if any(UNKEPT.search(text) for text in texts):
        yield "has a character in its words that no database keeps"
    if len(field.description) > LONGEST_DESCRIPTION:
        yield f"is described in more than {LONGEST_DESCRIPTION:,} characters"
