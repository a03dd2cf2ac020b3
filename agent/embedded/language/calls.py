"""Tool calls and their results, as a turn exchanges them with the model's host."""

import json
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call to make."""

    tool: str
    arguments: dict[str, Any]


Steps = Generator[list[Call], list[Result], Any]
"""A turn asks for calls, several at once, and goes on with their results in the same order."""


def opened(content: Any) -> Result:
    """Return what a tool message carries; a text that is no JSON object becomes an error with that text."""
    text = (
        content
        if isinstance(content, str)
        else "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    )
    try:
        found = json.loads(text)
    except ValueError:
        return {"error": "unreadable", "message": text[:500]}
    return found if isinstance(found, dict) else {"error": "unreadable", "message": text[:500]}
