"""The rule of who may see and do what, read a second time: in plain Python, from an exported state.

It shares nothing with the gate but what the classes declare, so that each can be checked by the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.schema import Class, Schema
from store.transfer.form import CREATOR, Form
from store.transfer.state import State, forms

Record = Mapping[str, Any]
Name = tuple[str, str]
"""Class and id."""


@dataclass(frozen=True)
class Person:
    """Somebody whose rights are asked for."""

    id: str
    roles: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> "Person":
        """Return a user of a state."""
        return cls(str(record["id"]), frozenset(record.get("roles") or [record["role"]]))

    @property
    def sees_all(self) -> bool:
        """Whether he reads everything."""
        return "readonly" not in self.roles and bool(self.roles & {"admin", "manager"})

    @property
    def names(self) -> list[str]:
        """Under which names an ACL may speak of him."""
        return [self.id, "*", *(f"role:{role}" for role in self.roles)]


class Rule:
    """The rule, over the records of one state."""

    def __init__(self, schema: Schema, state: State) -> None:
        self._preset = schema.preset
        self._forms: dict[str, Form] = {form.cls.name: form for form in forms(schema).values()}
        self._records: dict[Name, Record] = {
            (form.cls.name, record["id"]): record for key, form in forms(schema).items() for record in state[key]
        }
        self._revealing: dict[Name, list[Name]] = {}
        for name in self._records:
            for shown in self._revealed(name):
                self._revealing.setdefault(shown, []).append(name)

    def readable(self, who: Person, cls: str) -> set[str]:
        """Return the ids of the records of a class that somebody may read."""
        known: dict[Name, bool] = {}
        return {name[1] for name in self._of(cls) if self._may_read(who, name, known)}

    def writable(self, who: Person, cls: str) -> set[str]:
        """Return the ids of those that he may change."""
        return {name[1] for name in self._of(cls) if self._may_write(who, name)}

    def _of(self, cls: str) -> Iterator[Name]:
        return (name for name in self._records if name[0] == cls)

    def _may_read(self, who: Person, name: Name, known: dict[Name, bool]) -> bool:
        if name not in known:
            known[name] = self._reads(who, name, known)
        return known[name]

    def _reads(self, who: Person, name: Name, known: dict[Name, bool]) -> bool:
        model, record = self._forms[name[0]].cls.model, self._records.get(name)
        if record is None:
            return False
        if model.public or who.sees_all or self._owns(who, name):
            return True
        if "acl" in record:
            return any(one in record["acl"] for one in who.names)
        if record.get(CREATOR) == who.id or self._preset in ("team", "open"):
            return True
        others = [*self._revealing.get(name, ()), *self._followed(name)]
        return any(self._may_read(who, other, known) for other in others)

    def _may_write(self, who: Person, name: Name) -> bool:
        record = self._records[name]
        if "readonly" in who.roles:
            return False
        if self._forms[name[0]].cls.model.managed:
            return "admin" in who.roles or self._owns(who, name)
        if who.sees_all or self._owns(who, name):
            return True
        if "acl" in record:
            return any(record["acl"].get(one) == "write" for one in who.names)
        return record.get(CREATOR) == who.id or self._preset == "open"

    def _owns(self, who: Person, name: Name) -> bool:
        form, record = self._forms[name[0]], self._records[name]
        keys = ["id" if field == "object_id" else form.cls.fields[field].wire for field in form.cls.model.owners]
        return any(record[key] == who.id for key in keys)

    def _followed(self, name: Name) -> Iterator[Name]:
        cls = self._forms[name[0]].cls
        for field in cls.model.follows:
            yield from self._pointed(cls, self._records[name], field)

    def _revealed(self, name: Name) -> Iterator[Name]:
        """Yield what whoever may read a record may read as well, path by path."""
        for path in self._forms[name[0]].cls.model.reveals:
            reached = [name]
            for field in path.split("."):
                reached = [
                    target
                    for one in reached
                    if one in self._records
                    for target in self._pointed(self._forms[one[0]].cls, self._records[one], field)
                ]
            yield from reached

    def _pointed(self, cls: Class, record: Record, field: str) -> list[Name]:
        spec = cls.fields[field]
        value = record[spec.wire]
        if value is None:
            return []
        return [(spec.targets[0], value) if isinstance(value, str) else (value["class"], value["id"])]
