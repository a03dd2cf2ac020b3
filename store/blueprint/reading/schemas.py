"""Reads classes in JSON: `{"classes": […]}` as templates have them, and the answer of a Parse server to `/schemas`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.draft import ClassDraft, Draft
from store.blueprint.reading.entry import Entry
from store.blueprint.reading.words import NAME, ON_DELETE, SYSTEM_CLASSES, class_name, field_name, folded
from store.errors import InvalidBlueprint

MEMBERS = {
    "required": "required", "values": "values", "enum": "values", "options": "values", "final": "terminal",
    "terminal": "terminal", "closed": "closed", "default": "default", "defaultValue": "default", "long": "long",
    "secret": "secret", "searchable": "searchable", "unique": "unique",
}  # fmt: skip
"""What a member of a field's JSON says of it."""
SHAPES: dict[str, type | tuple[type, ...]] = {
    "values": list, "terminal": list, "default": (str, int, float, bool),
}  # fmt: skip
RULES = ("title", "due", "done", "owners", "stamped", "reveals", "follows")
OWN = {"authdata", "emailverified"}
"""Fields that Parse keeps of a user for itself."""
HOLD_ANYWAY = {"requiresAuthentication", "role:admin", "role:manager", "*"}
SILENT = "The JSON names no values of lists, such as the stages of a deal: those that are there stay."


class Twice(list[tuple[str, Any]]):
    """The members of a JSON object, in their order and as often as they were said."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return the first member of that name."""
        return next((value for key, value in self if key == name), default)


def decoded(text: str, at: int = 0) -> tuple[Any, int] | None:
    """Return the JSON that begins at `at`, and where it ends; objects as `Twice`. Nothing when it is none."""
    try:
        return json.JSONDecoder(object_pairs_hook=Twice).raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def classes_of(value: Any) -> list[Twice] | None:
    """Return the classes that JSON describes, or nothing when it describes none."""
    if isinstance(value, Twice):
        found = next((value.get(name) for name in ("classes", "results", "schemas") if value.get(name)), None)
        value = [value] if found is None and value.get("className") else found
    if not isinstance(value, list) or isinstance(value, Twice) or not value:
        return None
    return value if all(isinstance(one, Twice) and _name(one) for one in value) else None


@dataclass(frozen=True, slots=True)
class Schemas:
    """Reads the classes of one piece of JSON into a draft."""

    draft: Draft
    text: str
    begin: int
    """Where the JSON begins in the text."""

    def read(self, classes: list[Twice]) -> None:
        """Take in all classes."""
        at = self.begin
        for said in classes:
            name = str(_name(said))
            key = re.compile(
                rf'"(?:className|name)"\s{{0,20}}:\s{{0,20}}{re.escape(json.dumps(name, ensure_ascii=False))}'
            )
            at = found.start() if (found := key.search(self.text, at)) else at
            line = self.text.count("\n", 0, at) + 1
            if folded(name) in SYSTEM_CLASSES:
                self.draft.gave(line, name, "a class of the system, which is there")
                continue
            if NAME.fullmatch(name.replace(" ", "").replace("-", "")) is None:
                raise InvalidBlueprint(f"No class can be called {name[:100]!r}, as line {line} does.")
            self._class(self.draft.cls(name if class_name(name) == "_User" else f"`{name}`", line), said, at)

    def _class(self, cls: ClassDraft, said: Twice, at: int) -> None:
        self.draft.gave(cls.line, cls.name, f"the class {cls.name}")
        for key, value in said:
            if key == "fields":
                self._fields(cls, value, at)
            elif key == "description" and isinstance(value, str):
                cls.said["description"] = " ".join(value.split())
            elif key in RULES and isinstance(value, (str, list)):
                self._rule(cls, key, value)
            elif key == "classLevelPermissions" and isinstance(value, Twice):
                self._permissions(cls, value)
            elif key == "indexes" and isinstance(value, Twice):
                self._unread(
                    cls, (f"the index {name}" for name, _ in value if name != "_id_"), "indexes follow the fields"
                )
            elif key not in ("className", "name"):
                self.draft.nothing(cls.line, f"{cls.name}: {key}")

    def _rule(self, cls: ClassDraft, key: str, value: str | list[Any]) -> None:
        if key in ("title", "due", "done"):
            cls.said[key] = str(value)
        else:
            cls.said[key] = tuple(map(str, value)) if isinstance(value, list) else (value,)

    def _fields(self, cls: ClassDraft, fields: Any, at: int) -> None:
        for name, said in _named(fields):
            at = max(self.text.find(json.dumps(name, ensure_ascii=False), at), at)
            line = self.text.count("\n", 0, at) + 1
            if cls.name == "_User" and folded(name) in OWN:
                self.draft.gave(line, name, "a field of the system")
            elif NAME.fullmatch(name) is None or not isinstance(said, Twice):
                self.draft.nothing(line, f"{cls.name}.{name}"[:200], "this is no field with a type")
            else:
                cls.add(line, self._entry(cls, line, name, said))
                self.draft.gave(line, name, f"a field of {cls.name}")

    def _entry(self, cls: ClassDraft, line: int, name: str, said: Twice) -> Entry:
        kind = said.get("type")
        attributes = Attributes.of([("", kind)] if isinstance(kind, str) and kind.strip() else [])
        if kind == "ACL":
            attributes = Attributes(said={"system": True})
        description = ""
        for key, value in said:
            if key in ("targetClass", "targetClasses"):
                attributes.targets += [one for one in ([value] if isinstance(value, str) else value or []) if one]
            elif key == "description" and isinstance(value, str):
                description = " ".join(value.split())
            elif key == "onDelete" and folded(str(value)) in ON_DELETE:
                attributes.said["on_delete"] = ON_DELETE[folded(str(value))]
            elif key in MEMBERS and isinstance(value, SHAPES.get(MEMBERS[key], bool)):
                attributes.said[MEMBERS[key]] = [str(one) for one in value] if isinstance(value, list) else value
            elif key not in ("type", "name") and value is not None:
                self.draft.nothing(line, f"{cls.name}.{name}: {key}"[:200])
        return Entry(name, attributes, description, is_bare=kind is None, is_exact=True)

    def _permissions(self, cls: ClassDraft, said: Twice) -> None:
        """Read class-level permissions: that people must sign in always holds, and users in fields are owners."""
        for action, granted in said:
            if action in ("readUserFields", "writeUserFields"):
                self._owners(cls, granted)
            elif action != "protectedFields" and isinstance(granted, Twice):
                self._granted(cls, action, granted)
            elif granted and granted != Twice([("*", [])]):
                self.draft.nothing(cls.line, f"{cls.name}: {action}")

    def _granted(self, cls: ClassDraft, action: str, granted: Twice) -> None:
        for who, value in granted:
            if who == "pointerFields":
                self._owners(cls, value)
            elif who not in HOLD_ANYWAY:
                self.draft.nothing(cls.line, f"{cls.name}: {action} for {who}"[:200])
        if granted.get("*") and action != "addField":
            self.draft.nothing(cls.line, f"{cls.name}: {action} for everybody", "everybody here must sign in")

    def _owners(self, cls: ClassDraft, fields: Any) -> None:
        for name in fields if isinstance(fields, list) else []:
            for found in cls.fields.get(field_name(str(name)), []):
                found.entry.attributes.said["owner"] = True

    def _unread(self, cls: ClassDraft, what: Iterator[str], why: str) -> None:
        for one in what:
            self.draft.nothing(cls.line, f"{cls.name}: {one}"[:200], why)


def _name(said: Mapping[str, Any] | Twice) -> Any:
    found = said.get("className") or said.get("name")
    return found if isinstance(found, str) and class_name(found) else None


def _named(fields: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields with their names: members of an object, or a list of objects that have a name."""
    if isinstance(fields, Twice):
        yield from fields
    elif isinstance(fields, list):
        for one in fields:
            if isinstance(one, Twice):
                yield str(one.get("name") or one.get("fieldName") or ""), one
