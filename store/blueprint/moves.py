"""What becomes of what is there, old → new: the mapping that a person gives with a blueprint.

`{"Deal.amount": "value"}` renames a field and `{"Deal.amount": null}` drops it; `{"Project": "Job"}` renames an added
class and `{"Project": null}` drops it;
`{"Deal.stage=lead": "new"}` gives another value to the records that have one, and `{"Deal.stage=": "new"}` to those
that have none; `{"Activity.relatedTo=Contact": null}` empties pointers to records of a class.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.defaults import described
from store.blueprint.names import check_class, check_field, snake
from store.classes import BUILT_IN
from store.errors import InvalidSchema

Scalar = str | float | bool | None
"""What a field is given; nothing empties it."""
EMPTY = ""


@dataclass(frozen=True)
class Moves:
    """A mapping, taken apart. Classes and fields are named as they are before it."""

    dropped: tuple[str, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    """Class → its new name."""
    fields: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    """(class, field) → the new name, or nothing where the field is dropped."""
    values: Mapping[tuple[str, str], Mapping[str, Scalar]] = field(default_factory=dict)
    """(class, field as it is called after it) → old value → new value."""

    def was(self, cls: str) -> str:
        """Return what a class is called before it."""
        return next((old for old, new in self.classes.items() if new == cls), cls)

    def by_new_names(self) -> "Moves":
        """Return the same for classes that have their new names already."""
        fields = {(self.classes.get(cls, cls), name): new for (cls, name), new in self.fields.items()}
        values = {(self.classes.get(cls, cls), name): several for (cls, name), several in self.values.items()}
        return Moves(self.dropped, {}, fields, values)


def moves(mapping: Mapping[str, Scalar], there: Blueprint) -> Moves:
    """Return what a mapping says.

    Raises:
        InvalidSchema: It names what is not there, or asks for what cannot be done.
    """
    dropped: list[str] = []
    renamed: dict[str, str] = {}
    fields: dict[tuple[str, str], str | None] = {}
    values: dict[tuple[str, str], dict[str, Scalar]] = {}
    classes = {plan.name: plan for plan in there.classes}
    for key, new in mapping.items():
        place, is_value, old = key.partition("=")
        name, is_field, said = place.strip().partition(".")
        plan = classes.get(name)
        if plan is None:
            raise InvalidSchema(f"The mapping speaks of {name[:100]!r}, which is no class here.")
        if is_value:
            values.setdefault((name, said.strip()), {})[old.strip()] = new
        elif is_field:
            _check_field(plan, said, new)
            fields[name, said] = None if new is None else str(new).rpartition(".")[2]
        else:
            _check_class(name, new)
            if new is None:
                dropped.append(name)
            else:
                renamed[name] = str(new).strip()
    for plan in there.classes:
        _check_new_names(plan, {old: new for (cls, old), new in fields.items() if cls == plan.name})
    _check_class_names(renamed, [*classes])
    return Moves(tuple(dropped), renamed, fields, values)


def moved(there: Blueprint, by: Moves) -> Blueprint:
    """Return what is there under its new names, without what is dropped."""
    kept = Blueprint(
        classes=tuple(_moved(plan, by) for plan in there.classes if plan.name not in by.dropped), preset=there.preset
    )
    return renamed_classes(kept, by.classes)


def renamed_classes(there: Blueprint, names: Mapping[str, str]) -> Blueprint:
    """Return the blueprint with other names of classes, also where pointers name them."""

    def pointing(one: FieldPlan) -> FieldPlan:
        return one.model_copy(update={"targets": tuple(names.get(target, target) for target in one.targets)})

    def called(plan: ClassPlan) -> ClassPlan:
        name = names.get(plan.name, plan.name)
        about = described(name) if plan.description == described(plan.name) else plan.description
        return plan.model_copy(
            update={"name": name, "description": about, "fields": tuple(pointing(one) for one in plan.fields)}
        )

    return Blueprint(classes=tuple(called(plan) for plan in there.classes), preset=there.preset)


def _moved(plan: ClassPlan, by: Moves) -> ClassPlan:
    names = {one.name: by.fields.get((plan.name, one.name), one.name) for one in plan.fields}
    wires = {snake(one.name): one.name for one in plan.fields}

    def kept(several: tuple[str, ...] | None) -> tuple[str, ...]:
        return tuple(new for old in several or () if (new := names.get(old, old)) is not None)

    def path(said: str) -> str | None:
        first, *rest = said.split(".")
        new = names.get(wires.get(snake(first), first), first)
        return None if new is None else ".".join([new, *rest])

    said: dict[str, Any] = {
        "fields": tuple(_renamed(one, new, by) for one in plan.fields if (new := names[one.name]) is not None),
        "title": names.get(plan.title or ""),
        "owners": kept(plan.owners),
        "stamped": kept(plan.stamped),
        "follows": kept(plan.follows),
        "reveals": tuple(new for old in plan.reveals or () if (new := path(old)) is not None),
        "due": names.get(plan.due or ""),
        "done": names.get(plan.done or ""),
    }
    return plan.model_copy(update=said)


def _renamed(one: FieldPlan, name: str, by: Moves) -> FieldPlan:
    targets = tuple(target for target in one.targets if target not in by.dropped)
    return one.model_copy(update={"name": name, "targets": targets})


def _check_class(name: str, new: Scalar) -> None:
    if name in BUILT_IN:
        raise InvalidSchema(f"{name} is one of the five classes that are always there; it can get other fields.")
    if new is not None and (not isinstance(new, str) or not new.strip()):
        raise InvalidSchema(f"{name} becomes {json.dumps(new)}, which is no name; null drops it.")


def _check_class_names(renamed: Mapping[str, str], there: Sequence[str]) -> None:
    for old, new in renamed.items():
        if new in there and new != old:
            raise InvalidSchema(f"{old} cannot be called {new[:100]!r}: another class is called so.")
        check_class(new, [renamed.get(name, name) for name in there if name != old])


def _check_new_names(plan: ClassPlan, names: Mapping[str, str | None]) -> None:
    """Refuse names that the fields of a class cannot get, old → new."""
    for old, new in names.items():
        if new is None:
            continue
        others = [names.get(one.name, one.name) for one in plan.fields if one.name != old]
        told = f"{plan.name}.{old} cannot be called {new[:100]!r}"
        if new in others:
            raise InvalidSchema(f"{told}: another field of {plan.name} is called so.")
        if new != old and names.get(new) is not None:
            raise InvalidSchema(f"{told} yet: give {plan.name}.{new} its new name first, in a step of its own.")
        check_field(plan.name, new, [one for one in others if one is not None])


def _check_field(plan: ClassPlan, said: str, new: Scalar) -> None:
    if said not in [one.name for one in plan.fields]:
        raise InvalidSchema(f"The mapping speaks of {plan.name}.{said[:100]}, but {plan.name} has no such field.")
    if plan.name == "_User" and said in ("username", "email", "password"):
        raise InvalidSchema(f"_User.{said} is needed to sign in; it stays.")
    if new is not None and (not isinstance(new, str) or not new.strip()):
        raise InvalidSchema(f"{plan.name}.{said} becomes {json.dumps(new)}, which is no name; null drops it.")
