"""States of a workspace, and what people call the records in them: that is how cases speak of records."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from api.evaluation.values import plain
from store.schema import Schema
from store.transfer.form import CREATOR
from store.transfer.state import State, forms

Row = dict[str, Any]
USER = "User"
ADDRESS = "email"
"""By which a case names a user: names of people are not unique."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a state writes the records of one class."""

    plural: str
    title: str
    """The key by which a case names a record."""
    keys: tuple[str, ...]
    """What a record has at least."""
    targets: Mapping[str, tuple[str, ...]]
    """Keys that name records, and of which classes."""


@cache
def schema() -> Schema:
    """Return the built-in classes, the same for all states: making them costs more than reading a small state."""
    return Schema.of()


@cache
def shapes() -> dict[str, Shape]:
    """Return the shape of each class, by its name without underscore."""
    found = {}
    for plural, form in forms(schema()).items():
        name = form.cls.name.strip("_")
        targets = {
            key: tuple(target.strip("_") for target in spec.targets)
            for key, spec in form.fields.items()
            if spec.targets
        }
        beside = ("role",) if name == USER else (CREATOR,) if form.keeps_creator else ()
        title = next(key for key, spec in form.fields.items() if spec.name == form.cls.model.title_field)
        title = ADDRESS if name == USER else title
        found[name] = Shape(plural, title, ("id", *form.fields, *beside), targets)
    return found


def bare(state: State) -> State:
    """Return a state with the keys that every record has, and no others."""
    return {
        shape.plural: [{key: record.get(key) for key in shape.keys} for record in state.get(shape.plural, [])]
        for shape in shapes().values()
    }


class Directory:
    """The records of a state, by class and id."""

    def __init__(self, state: State) -> None:
        self.records: dict[str, dict[str, Row]] = {
            name: {record["id"]: record for record in state.get(shape.plural, [])} for name, shape in shapes().items()
        }

    def target(self, cls: str, key: str, value: Any) -> tuple[str, str] | None:
        """Return class and id of what a value names; nothing when the key names no records, or nothing is named."""
        targets = shapes()[cls].targets.get(key)
        if not targets or value is None:
            return None
        return (value["class"], value["id"]) if isinstance(value, dict) else (targets[0], value)

    def has(self, target: tuple[str, str]) -> bool:
        """Whether there is such a record."""
        return target[1] in self.records[target[0]]

    def said(self, cls: str, record: Row) -> Row:
        """Return a record with what it names called as people call it: users by e-mail, others by name or title."""
        return {key: self._said(cls, key, value) for key, value in record.items()}

    def find(self, cls: str, key: str, said: Any) -> Any:
        """Return a value as a state writes it, where a case calls a record by its name; what is none is left as it is.

        Raises:
            LookupError: No record goes by that name.
        """
        targets = shapes()[cls].targets.get(key)
        if not targets or said is None:
            return said
        for target in targets:
            for object_id, record in self.records[target].items():
                if said == object_id or plain(said) == plain(record.get(shapes()[target].title)):
                    return {"class": target, "id": object_id} if len(targets) > 1 else object_id
        raise LookupError(f"{key} names {said!r}, and there is no such {' or '.join(targets)}.")

    def _said(self, cls: str, key: str, value: Any) -> Any:
        target = self.target(cls, key, value)
        if target is None or not self.has(target):
            return value
        return self.records[target[0]][target[1]].get(shapes()[target[0]].title)
