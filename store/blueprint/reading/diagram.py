"""Reads a Mermaid `erDiagram`: boxes with fields, and lines with crow's feet, which carry the targets of pointers."""

import re
from dataclasses import dataclass, field
from typing import Any

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.brackets import split
from store.blueprint.reading.draft import Draft
from store.blueprint.reading.entry import Entry
from store.blueprint.reading.values import looks_like_a_value
from store.blueprint.reading.words import FLAGS, class_name, field_name, folded

START = re.compile(r"\s*erDiagram\s*", re.IGNORECASE)
BOX = re.compile(r"\s*\"?(?P<cls>[^\W\d][\w -]{0,59}?)\"?\s*(?:\[[^\]]{0,100}\])?\s*\{\s*(?P<end>\}?)\s*")
OPENED = re.compile(r"(?P<box>\"?[^\W\d][\w -]{0,59}\"?\s?\{) (?P<field>[^\W\d][^{}]{2,200}?) ?(?P<end>\}?)")
"""A box with its first field in the same line."""
LINE = re.compile(
    r"\s*\"?(?P<left>[^\W\d][\w -]{0,59}?)\"?\s*(?P<feet>[|}][|o](?:--|\.\.)[|o][|{])\s*\"?"
    r"(?P<right>[^\W\d][\w-]{0,59})\"?"
    r"\s*(?::\s*\"?(?P<label>[^\"]{0,100})\"?\s*)?"
)
FIELD = re.compile(
    r"\s*(?P<type>[^\W\d][\w<>\[\]()-]{0,59})\s+\*?(?P<name>[^\W\d][\w-]{0,59})"
    r"(?P<keys>(?:\s*,?\s*(?:PK|FK|UK)\b){0,3})\s*(?:\"(?P<comment>[^\"]{0,2000})\")?\s*"
)
IGNORED = re.compile(r"\s*(?:%%.*|direction \w{2}|(?:classDef|class|style|title|accTitle|accDescr)\b.*|---.*|)\s*")
SILENT = (
    "A diagram says neither which fields are required nor all values of a list: what is there stays, and new fields are"
    " optional, where a comment says nothing else."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A line between two boxes: the class that has the pointer, the one it names, and what stands on the line."""

    line: int
    owner: str
    target: str
    label: str
    is_sure: bool
    """Whether the crow's feet say which of the two has the pointer."""


@dataclass
class Diagram:
    """A diagram, read line by line."""

    draft: Draft
    relations: list[Relation] = field(default_factory=list)
    box: str | None = None

    def takes(self, line: int, text: str) -> bool:
        """Take in a line; returns whether it belongs to a diagram."""
        text = " ".join(text.split())
        if self.box is None and (found := OPENED.fullmatch(text)) is not None:
            return all(self.takes(line, one) for one in (found["box"], found["field"], found["end"]) if one)
        if START.fullmatch(text) or IGNORED.fullmatch(text):
            return True
        if self.box is not None:
            return self._inside(line, text)
        if (found := BOX.fullmatch(text)) is not None:
            self.box = None if found["end"] else found["cls"]
            self.draft.gave(line, found["cls"], f"the class {self.draft.cls(found['cls'], line).name}")
            return True
        if (found := LINE.fullmatch(text)) is not None:
            self.relations.append(_relation(line, found))
            self.draft.gave(line, text.strip(), "pointers")
            return True
        return False

    def _inside(self, line: int, text: str) -> bool:
        if text.strip() == "}":
            self.box = None
            return True
        found = FIELD.fullmatch(text)
        if found is None or self.box is None:
            self.draft.nothing(line, text.strip())
            return True
        cls = self.draft.cls(self.box, line) if self.box not in self.draft.classes else self.draft.classes[self.box]
        entry = _entry(found)
        cls.add(line, entry)
        self.draft.gave(line, entry.name, f"a field of {cls.name}")
        return True

    def finish(self) -> None:
        """Let the lines say what the pointers name; one without a field makes one."""
        for one in self.relations:
            if not (self._names(one.owner, one.target, one) or self._names(one.target, one.owner, one)):
                self._adds(one)

    def _names(self, owner: str, target: str, one: Relation) -> bool:
        """Note that a pointer of `owner` names `target`, if the line can be meant so."""
        cls = self.draft.classes.get(owner)
        if cls is None or (one.is_sure and owner != one.owner and not one.label):
            return False
        names = (field_name(one.label), _pointing_to(target), f"{_pointing_to(target)}Id")
        for name in dict.fromkeys(names):
            found = cls.fields.get(name)
            if found is None or not _can_point(found[0].entry.attributes):
                continue
            if name.endswith("Id") and name[:-2] and found[0].entry.attributes.kind != "Pointer":
                self._renamed(owner, name)
                name = name[:-2]
            self.draft.hints.setdefault((owner, name), []).append(target)
            return True
        return False

    def _renamed(self, owner: str, name: str) -> None:
        """Make the pointer `company` of the key `companyId`."""
        cls = self.draft.classes[owner]
        found = cls.fields.pop(name)
        found[0].entry.attributes.kind = "Pointer"
        cls.fields[name[:-2]] = found
        self.draft.assumed.append(f"{owner}.{name} is the key of another record; it was taken for a pointer.")

    def _adds(self, one: Relation) -> None:
        cls = self.draft.classes.get(one.owner)
        if cls is None or one.target not in self.draft.classes:
            self.draft.nothing(one.line, f"{one.owner} – {one.target}", "one of the two has no box")  # noqa: RUF001
            return
        name = _pointing_to(one.target)
        if not one.is_sure or name in cls.fields:
            self.draft.nothing(one.line, f"{one.owner} – {one.target}: {one.label}", "no field belongs to it")  # noqa: RUF001
            return
        cls.add(one.line, Entry(name, Attributes(kind="Pointer", targets=[one.target])))
        self.draft.assumed.append(f"{one.owner} got a pointer {name}, because a line leads to {one.target}.")


def _relation(line: int, found: re.Match[str]) -> Relation:
    left, right = class_name(found["left"]), class_name(found["right"])
    many_left, many_right = found["feet"].startswith("}"), found["feet"].endswith("{")
    owner, target = (left, right) if many_left and not many_right else (right, left)
    return Relation(line, owner, target, (found["label"] or "").strip(), many_left != many_right)


def _pointing_to(target: str) -> str:
    """Return what a pointer to a class is called when nobody says it."""
    name = target.strip("_")
    return field_name(name.lower() if name.isupper() else name)


def _can_point(attributes: Attributes) -> bool:
    return attributes.kind == "Pointer" or bool(attributes.said.get("key"))


def _entry(found: re.Match[str]) -> Entry:
    kind = found["type"]
    attributes = Attributes.of([("", kind.split("(")[0])])
    for key in re.findall(r"PK|FK|UK", found["keys"]):
        said, value = FLAGS[key.lower()]
        if said != "system" or folded(found["name"]) in ("id", "objectid"):
            attributes.said.setdefault(said, value)
    return Entry(found["name"], attributes, _comment(attributes, found["comment"] or ""))


def _comment(attributes: Attributes, comment: str) -> str:
    """Read a comment: marks, a list of values; the rest is a description."""
    rest = []
    for _, part in split(comment, ";"):
        pieces = [piece for _, piece in split(part, ",")]
        said: dict[str, Any] = attributes.said
        if len(pieces) > 1 and attributes.kind == "String" and all(looks_like_a_value(piece) for piece in pieces):
            said.setdefault("values", pieces)
        elif folded(part) in FLAGS:
            attributes.read(";", part)
        else:
            rest.append(part)
    return "; ".join(rest)
