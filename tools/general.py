"""Tools for all classes, in place of those of each: where there are many classes, models refuse so many tools."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from store.errors import InvalidValues
from store.schema import Class, Schema
from tools.tool import Arguments, Effect, Tool, Work

MOST_CLASSES = 12
"""Classes that have tools of their own before a language model is told of general ones."""
MOST_KNOWN = 20
"""Names of classes that a description tells."""

ClassName = Annotated[str, Field(max_length=100, description="Of the records, as describe_class lists them")]
KINDS: Mapping[str, tuple[str, Effect]] = {
    "find": ("records", Effect.READ),
    "create": ("record", Effect.WRITE),
    "update": ("records", Effect.WRITE),
    "delete": ("records", Effect.DESTRUCTIVE),
}


class OfClass(Arguments):
    """A class, and what its own tool takes."""

    of_class: ClassName = Field(alias="class")
    arguments: dict[str, Any] = Field(default_factory=dict, description="As describe_class tells them")


class Described(Arguments):
    """What is asked of a class."""

    of_class: ClassName | None = Field(None, alias="class")
    to: Literal["find", "create", "update", "delete"] = "find"


def is_crowded(schema: Schema) -> bool:
    """Whether there are more classes than have tools of their own."""
    return len(schema.classes) > MOST_CLASSES


def general_tools(schema: Schema, each: Mapping[str, Tool]) -> list[Tool]:
    """Return the general tools, which hand each call to the tool of its class.

    Args:
        schema: The classes.
        each: The tools of the classes, by name.
    """
    return [_describing(schema, each), *(_general(schema, each, kind) for kind in KINDS)]


def _general(schema: Schema, each: Mapping[str, Tool], kind: str) -> Tool:
    noun, effect = KINDS[kind]

    def body(work: Work, wanted: OfClass) -> Any:
        tool = _tool(schema, each, kind, wanted.of_class)
        return tool.body(work, tool.checked(wanted.arguments))

    what = f"{kind.capitalize()} {noun} of a class. Ask describe_class first what arguments it takes."
    return Tool(f"{kind}_{noun}", what, OfClass, effect, body)


def _describing(schema: Schema, each: Mapping[str, Tool]) -> Tool:
    def body(_: Work, wanted: Described) -> dict[str, Any]:
        if wanted.of_class is None:
            return {"classes": {cls.name.strip("_"): cls.model.__doc__ for cls in schema.classes.values()}}
        tool = _tool(schema, each, wanted.to, wanted.of_class)
        return {"class": wanted.of_class, "to": wanted.to, "about": tool.description, "arguments": tool.schema}

    names = [cls.name.strip("_") for cls in schema.classes.values()]
    known = ", ".join(names[:MOST_KNOWN]) + (", …" if len(names) > MOST_KNOWN else "")
    what = f"What classes there are, or what arguments a class takes. Classes: {known}."
    return Tool("describe_class", what, Described, Effect.READ, body)


def _tool(schema: Schema, each: Mapping[str, Tool], kind: str, said: str) -> Tool:
    cls = _named(schema, said)
    noun = cls.word if kind == "create" else cls.plural
    if (tool := each.get(f"{kind}_{noun}")) is None:
        raise InvalidValues(f"{cls.plural.capitalize()} are only found here.")
    return tool


def _named(schema: Schema, said: str) -> Class:
    """Return the class that is called so, in the singular or plural, in any case.

    Raises:
        UnknownClass: There is none.
    """
    word = said.strip().strip("_").lower()
    return next((cls for cls in schema.classes.values() if word in (cls.word, cls.plural)), None) or schema[said]
