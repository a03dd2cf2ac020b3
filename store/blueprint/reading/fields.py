"""One field of a class: all that was said of it, made into one plan."""

import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

from store.blueprint.blueprint import FieldPlan
from store.blueprint.defaults import settled_field
from store.blueprint.fitting import ONLY
from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.draft import Draft, Found
from store.blueprint.reading.resolving import USER, Resolver
from store.blueprint.reading.values import LONGEST, MOST, looks_like_a_value
from store.blueprint.reading.words import FLAGS, YES_NO, folded, nearest

MEMBERS = ("required", "closed", "long", "searchable", "unique", "on_delete")
MARKS = ("required", "mandatory", "optional", "unique", "searchable")
"""Marks that a misspelt word is compared with."""
PREPOSITION = re.compile(r"(?:in|of|for|with|per|from|by|between|max|min)\s", re.IGNORECASE)
OPPOSITES = {"required": ("required", "optional"), "unique": ("unique", "not unique")}


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A field that is being made; what is open, assumed or wrong about it goes into the draft."""

    draft: Draft
    cls: str
    name: str
    names: Resolver

    @property
    def place(self) -> str:
        """The field with its class."""
        return f"{self.cls}.{self.name}"

    def plan(self, found: list[Found]) -> FieldPlan | None:
        """Return the field; nothing when it cannot be had, or stays open."""
        plans = [(one.line, plan) for one in found if (plan := self._one(one)) is not None]
        for line, plan in plans[1:]:
            if told := _contradiction(plans[0][1], plan):
                where = f"{self.place} is {told[0]} in line {plans[0][0]} and {told[1]} in line {line}"
                self.draft.problems.append(f"{where}: say which.")
        if not plans:
            return None
        merged: dict[str, Any] = {}
        for _, plan in reversed(plans):
            merged |= {key: value for key, value in plan if value not in (None, "") and value != ()}
        empty = {key: () for key in ("values", "terminal") if getattr(plans[0][1], key) == ()}
        return FieldPlan.model_validate(merged | empty)

    def _one(self, found: Found) -> FieldPlan | None:
        """Return the field as one line has it."""
        line, entry, attributes = found.line, found.entry, found.entry.attributes
        if entry.name != self.name:
            self.draft.assumed.append(f"The field that the text calls “{entry.name}” of {self.cls} is {self.name}.")
        self.names.type(self.cls, self.name, attributes, is_bare=entry.is_bare)
        if attributes.unsupported:
            self.draft.nothing(line, f"{self.place} ({attributes.unsupported})", "this type is not supported yet")
            return None
        targets = self.names.targets(self.cls, self.name, attributes) if attributes.kind == "Pointer" else ()
        if attributes.kind == "Pointer" and not targets:
            self.draft.nothing(line, self.place, "what it points to is not known")
            return None
        self._tell(line, attributes)
        return FieldPlan.model_validate(
            {"name": self.name, "kind": attributes.kind, "targets": targets, "description": entry.description}
            | self._marks(line, attributes)
            | {"secret": bool(attributes.said.get("secret")) or (self.cls, self.name) == (USER, "password")}
            | self._choice(line, attributes)
            | self._default(line, attributes)
        )

    def _marks(self, line: int, attributes: Attributes) -> dict[str, Any]:
        """Return the marks that a field of this type can have; others are listed."""
        said = {key: value for key, value in attributes.said.items() if key in MEMBERS}
        wrong = [key for key in said if ONLY.get(key, attributes.kind) != attributes.kind]
        for key in wrong:
            if said.pop(key) and not (key == "closed" and attributes.said.get("values")):
                self.draft.nothing(line, f"{self.place}: {key.replace('_', ' ')}", f"only a {ONLY[key]} can be so")
        return said

    def _tell(self, line: int, attributes: Attributes) -> None:
        """Tell what contradicts itself and what was not understood; several words may be a list of values."""
        for clash in attributes.clashing:
            self.draft.problems.append(f"{self.place} is “{clash}” and the opposite in line {line}: say which.")
        words = attributes.unknown
        may_be_values = attributes.kind == "String" and len(words) > 1 and not attributes.said.get("values")
        if may_be_values and not PREPOSITION.match(words[0]) and all(looks_like_a_value(word) for word in words):
            attributes.said["values"] = list(words)
            self.draft.assumed.append(f"{self.place}: {', '.join(words)} were taken for its values.")
            return
        for word in words:
            mark = nearest(word, MARKS)
            if mark and FLAGS[mark][0] not in attributes.said:
                attributes.said[FLAGS[mark][0]] = FLAGS[mark][1]
                self.draft.assumed.append(f"{self.place}: “{word}” was taken for {mark}.")
                continue
            self.draft.nothing(line, f"{self.place}: {word}")

    def _choice(self, line: int, attributes: Attributes) -> dict[str, Any]:
        """Return the values that are offered, in their order, and the last ones."""
        said = attributes.said
        values = tuple(dict.fromkeys(value for value in said.get("values", ()) if value.strip()))
        if "values" not in said or attributes.kind != "String":
            if values:
                self.draft.nothing(line, f"{self.place}: {', '.join(values)}", "only a String has a list of values")
            return {}
        if len(values) == 1 and not said.get("closed") and "terminal" not in said:
            self.draft.nothing(line, f"{self.place}: {values[0]}", "one value is an example, and no list")
            return {}
        self._check(line, values)
        return {"values": values} | self._terminal(line, attributes, values)

    def _check(self, line: int, values: tuple[str, ...]) -> None:
        if len(values) > MOST or any(len(value) > LONGEST for value in values):
            self.draft.problems.append(
                f"{self.place} has more values in line {line}, or longer ones, than a list can have: {MOST} of at most"
                f" {LONGEST} characters."
            )

    def _terminal(self, line: int, attributes: Attributes, values: tuple[str, ...]) -> dict[str, Any]:
        if "terminal" not in attributes.said:
            last = settled_field(FieldPlan(name=self.name, kind="String", values=values)).terminal or ()
            if last:
                told = " and ".join([", ".join(last[:-1]), last[-1]] if last[1:] else last)
                self.draft.assumed.append(f"{self.place}: after {told} nothing more is expected.")
            return {}
        terminal = tuple(dict.fromkeys(attributes.said["terminal"]))
        if missing := [value for value in terminal if value not in values]:
            self.draft.problems.append(
                f"{self.place} ends with {missing[0]!r} in line {line}, which is none of its values."
            )
        return {"terminal": terminal}

    def _default(self, line: int, attributes: Attributes) -> dict[str, Any]:
        """Return the default as a value of the field's type."""
        if "default" not in attributes.said:
            return {}
        said, values = attributes.said["default"], attributes.said.get("values") or []
        value = _value(attributes, said)
        if value is None:
            self.draft.nothing(line, f"{self.place}: default {said}", f"this is no value of a {attributes.kind}")
            return {}
        if attributes.said.get("closed") and values and value not in values:
            self.draft.problems.append(
                f"{self.place} has the default {said!r} in line {line}, which is none of its values."
            )
        return {"default": value}


def _value(attributes: Attributes, said: Any) -> str | float | bool | None:
    """Return what was said as a value of the type; nothing when it is none."""
    if attributes.kind == "String":
        return str(said)
    if attributes.kind == "Boolean":
        return said if isinstance(said, bool) else YES_NO.get(folded(str(said)))
    if attributes.kind != "Number" or isinstance(said, bool):
        return None
    try:
        return float(said) if isfinite(float(said)) else None
    except ValueError:
        return None


def _contradiction(one: FieldPlan, other: FieldPlan) -> tuple[str, str] | None:
    """Return in words what two descriptions of one field disagree about."""
    if one.kind != other.kind:
        return f"a {one.kind}", f"a {other.kind}"
    if set(one.targets) != set(other.targets):
        return f"a pointer to {' or '.join(one.targets)}", f"a pointer to {' or '.join(other.targets)}"
    if one.values and other.values and one.values != other.values:
        return f"one of {', '.join(one.values)}", f"one of {', '.join(other.values)}"
    for key, (yes, no) in OPPOSITES.items():
        mine, others = getattr(one, key), getattr(other, key)
        if None not in (mine, others) and mine != others:
            return (yes, no) if mine else (no, yes)
    return None
