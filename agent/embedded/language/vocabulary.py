"""The classes, fields and listed values that can be talked about, read from the tools' own schemas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agent.embedded.language.terms import NOUNS
from agent.embedded.language.words import words_of

LONG = 10_000
_TITLES = ("title", "name", "subject", "username", "label")
_NAMING = ("text", "email", "phone", "url")
"""Kinds of fields whose value may be what people call a record."""
_TARGETS = re.compile(r"\b(?:[Nn]ame or id|[Ii]d or name) of an? (\w+(?:(?:, | or |, or )\w+)*)")
_KINDS = {"number": "number", "integer": "number", "boolean": "truth"}
_ENDS = words_of("won lost closed cancelled canceled done churned finished")
_CLOSED = re.compile(r"\bClosed: ([^.]+)\.")
_MEASURES = words_of("amount price cost costs value fee budget rent salary worth total charge fare premium turnover")
"""Words in the name of a number that tell what something costs or is worth."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a class.

    `kind` is text, long, number, date, choice, pointer, email, phone, url or truth; `targets` are the classes that a
    pointer may name; `ends` are those of `choices` after which nothing more is expected; a `fixed` one is set by the
    server alone.
    """

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    required: bool = False
    ends: tuple[str, ...] = ()
    fixed: bool = False

    @property
    def words(self) -> str:
        """The field's name as people read it."""
        return self.name.replace("_", " ")

    @property
    def worth(self) -> bool:
        """Whether its name says that it tells what something costs or is worth."""
        return bool(_MEASURES & set(self.name.split("_")))


@dataclass(frozen=True, slots=True)
class Class:
    """A class with the names of its tools."""

    name: str
    plural: str
    fields: dict[str, Field]
    title: str
    tools: frozenset[str] = frozenset()

    @property
    def word(self) -> str:
        """The class as people read it: `Deal` is "deal"."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", self.name.strip("_")).lower()

    @property
    def words(self) -> str:
        """Several records of the class as people read them: of `RepairOrder` "repair orders"."""
        said = self.plural.replace("_", " ")
        parts = self.word.split(" ")
        joined = "".join(parts[:-1])
        return " ".join([*parts[:-1], said[len(joined) :]]) if joined and said.startswith(joined) else said

    @property
    def added(self) -> bool:
        """Whether the workspace has added the class: only its own words tell what it is about."""
        return self.name not in NOUNS

    @property
    def measure(self) -> Field | None:
        """The number that "over 50", "the largest" and "total" mean: what a record costs or is worth, else its first.

        Fields that the workspace named tell by their names which one that is.
        """
        numbers = self.kinds("number")
        return next((one for one in numbers if one.worth), numbers[0] if numbers else None)

    def kinds(self, kind: str) -> list[Field]:
        """Return the fields of a kind, in their order."""
        return [one for one in self.fields.values() if one.kind == kind]

    def pointing(self, target: str) -> list[Field]:
        """Return the pointers that may name a record of `target`."""
        return [one for one in self.fields.values() if target in one.targets]

    @property
    def owner(self) -> Field | None:
        """The pointer to a user that people may set."""
        return next((one for one in self.pointing("_User") if not one.fixed), None)

    @property
    def stage(self) -> Field | None:
        """The listed values that know an end."""
        return next((one for one in self.kinds("choice") if one.ends), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that can be talked about."""

    classes: dict[str, Class] = field(default_factory=dict)
    tools: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tools: Sequence[Any]) -> "Vocabulary":
        """Read the classes from tools of LangChain or in OpenAI's form."""
        known = dict(_opened(tool) for tool in tools)
        names = _class_names(known)
        made = [_class(name.removeprefix("create_"), known, names) for name in known if name.startswith("create_")]
        return cls({one.name: one for one in made}, frozenset(known))

    def field(self, cls: str, name: str) -> Field | None:
        """Return a field of a class, if there is one of that name."""
        found = self.classes.get(cls)
        return found.fields.get(name) if found else None

    def fields(self) -> Iterator[tuple[Class, Field]]:
        """Yield every field with its class."""
        for cls in self.classes.values():
            for one in cls.fields.values():
                yield cls, one


def _opened(tool: Any) -> tuple[str, tuple[str, Mapping[str, Any]]]:
    """Return a tool's name, description and arguments, whether it is LangChain's or in OpenAI's form."""
    if isinstance(tool, Mapping):
        inner = tool.get("function", tool)
        return inner["name"], (inner.get("description", ""), inner.get("parameters", {}))
    schema = tool.args_schema
    return tool.name, (tool.description, schema if isinstance(schema, dict) else tool.get_input_jsonschema())


def _class_names(known: Mapping[str, tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Return the names of all classes by their words, as the tools that take any class list them."""
    found = {"user": "_User"}
    for name in ("get_record", "totals"):
        listed = known.get(name, ("", {}))[1].get("properties", {}).get("class", {}).get("enum", [])
        found |= {one.lower(): one for one in listed if one.lower() != "user"}
    for name in known:
        if name.startswith("create_"):
            word = name.removeprefix("create_")
            found.setdefault(word.replace("_", ""), "".join(part.capitalize() for part in word.split("_")))
    return found


def _class(word: str, known: Mapping[str, tuple[str, Mapping[str, Any]]], names: Mapping[str, str]) -> Class:
    plural = _plural(word, known)
    schema = known[f"create_{word}"][1]
    required = schema.get("required", [])
    changes = known.get(f"update_{plural}", ("", {}))[1].get("properties", {})
    long = changes.get("append", {}).get("properties", {})
    fields = {
        name: _field(name, list(_branches(part, schema)), names, required=name in required, long=name in long)
        for name, part in schema.get("properties", {}).items()
    }
    asked = known.get(f"find_{plural}", ("", {}))[1].get("properties", {}).get("where", {}).get("description", "")
    listed = re.search(r"Fields: ([\w, ]+)", str(asked))
    for name in listed[1].split(", ") if listed else []:
        fixed = name.endswith("_by") and name not in fields
        fields |= {name: Field(name, "pointer", targets=("_User",), fixed=True)} if fixed else {}
    ends = _closed(known.get(f"pipeline_{plural}", ("", {}))[0])
    fields = {name: replace(one, ends=one.ends or _among(one.choices, ends)) for name, one in fields.items()}
    texts = sorted((one for one in fields.values() if one.kind in _NAMING), key=lambda one: not one.required)
    title = next((name for name in _TITLES if name in fields), texts[0].name if texts else "")
    tools = frozenset(f"{verb}_{plural}" for verb in ("find", "update", "delete") if f"{verb}_{plural}" in known)
    return Class(names[word.replace("_", "")], plural, fields, title, tools | {f"create_{word}"})


def _closed(description: str) -> tuple[str, ...]:
    """Return the values after which nothing more is expected, as a pipeline's tool names them."""
    listed = _CLOSED.search(description)
    return tuple(listed[1].split(", ")) if listed else ()


def _among(choices: tuple[str, ...], ends: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ends of a field: all that were named, if they are its values."""
    return ends if set(ends) <= set(choices) else ()


def _plural(word: str, known: Mapping[str, Any]) -> str:
    for plural in (f"{word[:-1]}ies", f"{word}s", f"{word}es", word):
        if f"find_{plural}" in known:
            return plural
    return f"{word}s"


def _field(name: str, parts: list[Mapping[str, Any]], names: Mapping[str, str], *, required: bool, long: bool) -> Field:
    description = next((str(one["description"]) for one in parts if one.get("description")), "")
    choices = tuple(str(value) for one in parts for value in one.get("enum", [one["const"]] if "const" in one else []))
    targets = _targets(description, names)
    ends = tuple(choice for choice in choices if choice.lower() in _ENDS)
    kind = "pointer" if targets else "choice" if choices else "long" if long else _kind(name, parts, description)
    return Field(name, kind, choices, targets, required, ends)


def _branches(part: Mapping[str, Any], schema: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    yield part
    if "$ref" in part and depth < 5:
        target = schema.get("$defs", {}).get(str(part["$ref"]).rsplit("/", 1)[-1], {})
        yield from _branches(target, schema, depth + 1)
    for many in ("anyOf", "oneOf", "allOf"):
        for one in part.get(many, []) if depth < 5 else []:
            yield from _branches(one, schema, depth + 1)


def _targets(description: str, names: Mapping[str, str]) -> tuple[str, ...]:
    match = _TARGETS.search(description)
    said = re.split(r", or | or |, ", match[1]) if match else []
    return tuple(names[word] for word in (one.strip("_").replace("_", "").lower() for one in said) if word in names)


def _kind(name: str, parts: Sequence[Mapping[str, Any]], description: str) -> str:
    formats = {str(one.get("format", "")) for one in parts}
    types = [str(one.get("type")) for one in parts if one.get("type")]
    if formats & {"date", "date-time"} or description.startswith("2026-") or re.search(r"_(?:date|at)$", name):
        return "date"
    for kind in types:
        if kind in _KINDS:
            return _KINDS[kind]
    for word, kind in (("email", "email"), ("phone", "phone"), ("website", "url"), ("url", "url")):
        if word in name:
            return kind
    return "long" if any(int(one.get("maxLength", 0)) >= LONG for one in parts) else "text"
