"""What can be done with a CRM. One list for the assistant, MCP and the command line."""

from functools import lru_cache

from store.schema import Schema
from tools.asker import asker_tool
from tools.figures import figure_tools
from tools.general import general_tools, is_crowded
from tools.names import names_tool
from tools.notes import note_tools
from tools.outdated import Outdated, added, outdated
from tools.part import run_part, separable
from tools.preview import Preview, preview
from tools.reading import reading_tools
from tools.records import class_tools
from tools.schemas import schema_tools
from tools.sharing import share_tool
from tools.tool import Context, Effect, Outcome, Tool
from tools.undoing import undo_tool

__all__ = [
    "TOOLS",
    "Context",
    "Effect",
    "Outcome",
    "Outdated",
    "Preview",
    "Tool",
    "added",
    "all_tools",
    "offered",
    "outdated",
    "preview",
    "run_part",
    "schema_tools",
    "separable",
]


@lru_cache(maxsize=8)
def all_tools(schema: Schema) -> dict[str, Tool]:
    """Return every tool by name, for the classes of this schema."""
    derived = [tool for cls in schema.classes.values() for tool in class_tools(schema, cls)]
    if is_crowded(schema):
        derived += general_tools(schema, {tool.name: tool for tool in derived})
    whole = [*figure_tools(schema), *reading_tools(schema), *note_tools(schema), names_tool(), undo_tool()]
    whole += [share_tool(schema), asker_tool()]
    return {tool.name: tool for tool in [*derived, *whole]}


@lru_cache(maxsize=8)
def offered(schema: Schema) -> list[Tool]:
    """Return the tools that a language model is told of: with more than a dozen classes, none of a single class."""
    every = all_tools(schema)
    if not is_crowded(schema):
        return list(every.values())
    of_one = {tool.name for cls in schema.classes.values() for tool in class_tools(schema, cls)}
    return [tool for name, tool in every.items() if name not in of_one]


TOOLS: list[Tool] = list(all_tools(Schema.of()).values())
"""The tools of the built-in classes."""
