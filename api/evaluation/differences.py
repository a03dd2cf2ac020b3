"""What differs between two states: records made, changed and gone, with the records that they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.evaluation.states import Directory, Row, shapes
from api.evaluation.values import plain

UNCOMPARED = {"id", "createdAt", "updatedAt", "createdBy"}
"""Set by the system: no case says what they are."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that is not as it was.

    Attributes:
        was: The record before, as people would say it; empty for a new one.
        now: The same after; empty for one that is gone.
        changed: Keys that are different.
    """

    op: str
    cls: str
    id: str
    was: Row
    now: Row
    changed: frozenset[str]

    def told(self) -> dict[str, Any]:
        """Return it as a case would write it."""
        title = shapes()[self.cls].title
        operation: dict[str, Any] = {"op": self.op, "class": self.cls}
        if self.op != "create":
            operation["match"] = {"ref": self.id, title: self.was.get(title)}
        if self.op != "delete":
            operation["set"] = {key: self.now.get(key) for key in sorted(self.changed)}
        return operation


def differences(before: Directory, after: Directory) -> list[Difference]:
    """Return what differs, class by class; what a name stands for is looked up in the state that has it."""
    return [found for cls in shapes() for found in _of_class(cls, before, after)]


def _of_class(cls: str, before: Directory, after: Directory) -> Iterator[Difference]:
    old, new = before.records[cls], after.records[cls]
    for object_id, record in old.items():
        was = before.said(cls, record)
        if object_id not in new:
            yield Difference("delete", cls, object_id, was, {}, frozenset())
        elif record != new[object_id] and (changed := frozenset(_changed(cls, record, new[object_id], after))):
            yield Difference("update", cls, object_id, was, after.said(cls, new[object_id]), changed)
    for object_id, record in new.items():
        if object_id not in old:
            now = after.said(cls, record)
            made = frozenset(key for key, value in now.items() if value is not None) - UNCOMPARED
            yield Difference("create", cls, object_id, {}, now, made)


def _changed(cls: str, was: Row, now: Row, after: Directory) -> Iterator[str]:
    """Yield the keys that say something else. What reads as empty because its record is gone was not changed."""
    for key in (was.keys() | now.keys()) - UNCOMPARED:
        if plain(was.get(key)) == plain(now.get(key)):
            continue
        named = after.target(cls, key, was.get(key))
        if now.get(key) is None and named is not None and not after.has(named):
            continue
        yield key
