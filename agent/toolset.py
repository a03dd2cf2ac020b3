"""The tools as LangChain wants them, and their results and refusals as the model reads them."""

import json
from typing import Any

from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool, StructuredTool

from store.errors import Ambiguous, Conflict, StoreError
from tools import Tool

LONGEST_RESULT = 60_000
"""Characters of a result that a model is given; more would crowd out the conversation."""


def langchain_tool(tool: Tool) -> BaseTool:
    """Return what the model needs to know of a tool. The calls themselves are made by `agent.calls`."""

    def unreachable(**_: Any) -> str:
        raise RuntimeError(f"{tool.name} was called past the assistant")

    return StructuredTool.from_function(
        unreachable,
        name=tool.name,
        description=tool.description,
        args_schema=tool.schema,
        metadata={"effect": tool.effect},
    )


def answered(call: str, name: str, result: Any) -> ToolMessage:
    """Return a result as the model reads it: JSON."""
    try:
        return ToolMessage(told(result), tool_call_id=call, name=name)
    except TooMuch as error:
        return refused(call, name, error)


def refused(call: str, name: str, error: StoreError) -> ToolMessage:
    """Return a refusal as the model reads it."""
    return ToolMessage(told(problem(error)), tool_call_id=call, name=name, status="error")


def told(result: Any) -> str:
    """Return a result as JSON text.

    Raises:
        TooMuch: It is too long for a model.
    """
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    if len(text) > LONGEST_RESULT:
        raise TooMuch(f"The result has {len(text)} characters; ask for less: a smaller limit, no long text.")
    return text


def problem(error: StoreError) -> dict[str, Any]:
    """Return a refusal as `{error, message}`, and the candidates when a name is ambiguous."""
    said: dict[str, Any] = {"error": error.code, "message": str(error)}
    if isinstance(error, Ambiguous):
        said["candidates"] = [
            {"class": one.cls.strip("_"), "id": one.id, "name": one.name, "detail": one.detail}
            for one in error.candidates
        ]
    if isinstance(error, Conflict) and error.records:
        said["records"] = [{"class": cls.strip("_"), "id": object_id} for cls, object_id in error.records]
    return said


class TooMuch(StoreError):
    """A result is too long for the model."""

    code = "too_much"


class Unknown(StoreError):
    """The model called a tool that does not exist, or with arguments that are no JSON."""

    code = "unknown_tool"


class Rejected(StoreError):
    """The person said no."""

    code = "rejected"
