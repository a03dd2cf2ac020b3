"""What the assistant tells while it works, as server-sent events have it."""

from collections.abc import Iterator
from typing import Any

from agent.events import Event, ToolFinished, ToolStarted, Word
from api.http.shapes import Reply
from store.schema import Schema


def frames(event: Event, schema: Schema) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what an event tells, as the name of a server-sent event and its JSON values."""
    if isinstance(event, Word):
        yield "word", {"text": event.text}
    elif isinstance(event, ToolStarted):
        yield "tool_started", {"call": event.call, "tool": event.tool, "sentence": event.sentence}
    elif isinstance(event, ToolFinished):
        yield "tool_finished", {"call": event.call, "tool": event.tool, "code": event.code}
    else:
        reply = Reply.of(event, schema).model_dump(mode="json", by_alias=True)
        if reply["card"]:
            yield "approval", reply["card"]
        yield "reply", reply
