"""What the messages of a thread say about it: the current turn, and what earlier turns were about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.embedded.answers.answer import Answer, Asked
from agent.embedded.language.calls import Result, opened
from agent.embedded.language.intents import Intent
from agent.embedded.language.names import Ref, ref_of

KEY = "parley"
"""Where an answer keeps, in its message, what later turns need."""
MOST_FOCUS = 12
MOST_LISTED = 50
MOST_CHANGES = 4
"""Turns of which it is known what they changed."""


@dataclass(slots=True)
class Thread:
    """The current turn's text and the results of its steps; what was asked, done, shown and listed before.

    The list is `fresh` when it was the last answer. `changes` are those of the last turns that still stand, the latest
    first.
    """

    text: str
    name: str
    steps: list[list[Result]] = field(default_factory=list)
    asked: Asked | None = None
    done: list[Intent] = field(default_factory=list)
    wrote: bool = False
    fresh: bool = False
    changes: list[list[Intent]] = field(default_factory=list)
    focus: list[Ref] = field(default_factory=list)
    listed: list[Ref] = field(default_factory=list)


def thread(messages: Sequence[BaseMessage]) -> Thread:
    """Read a thread from its messages: everything is in them, nothing is kept elsewhere."""
    last = max((at for at, message in enumerate(messages) if isinstance(message, HumanMessage)), default=-1)
    text = messages[last].text if last >= 0 else ""
    turn = sum(isinstance(message, HumanMessage) for message in messages)
    found = Thread(text, sha256(f"{turn}:{last}:{text}".encode()).hexdigest()[:10], _steps(messages[last + 1 :]))
    for message in reversed(messages[: max(last, 0)]):
        if isinstance(message, AIMessage) and not message.tool_calls:
            _recall(found, message.additional_kwargs.get(KEY) or {})
            break
    if not found.focus:
        found.focus = _seen(messages[: max(last, 0)])
    return found


def _steps(messages: Sequence[BaseMessage]) -> list[list[Result]]:
    results = {
        message.tool_call_id: opened(message.content) for message in messages if isinstance(message, ToolMessage)
    }
    lost: Result = {"error": "no_result", "message": "The tool gave no result"}
    return [
        [results.get(str(call["id"]), lost) for call in message.tool_calls]
        for message in messages
        if isinstance(message, AIMessage) and message.tool_calls
    ]


def _recall(found: Thread, kept: dict[str, Any]) -> None:
    found.asked = Asked.read(kept["asked"]) if kept.get("asked") else None
    found.done = [Intent.model_validate(one) for one in kept.get("done", [])]
    found.wrote = bool(kept.get("wrote"))
    found.fresh = bool(kept.get("fresh"))
    found.changes = [[Intent.model_validate(one) for one in run] for run in kept.get("changes", [])]
    found.focus = [Ref.model_validate(one) for one in kept.get("focus", [])]
    found.listed = [Ref.model_validate(one) for one in kept.get("listed", [])]


def _seen(messages: Sequence[BaseMessage]) -> list[Ref]:
    """Return the records of earlier results, for threads that another model has led."""
    found: list[Ref] = []
    for message in reversed(messages):
        if isinstance(message, ToolMessage) and len(found) < MOST_FOCUS:
            result = opened(message.content)
            rows = result.get("updated") or ([result] if result.get("id") and result.get("class") else [])
            found += [ref_of(row) for row in rows]
    return found


def kept(answer: Answer, before: Thread) -> dict[str, Any]:
    """Return what a message keeps of its answer."""
    focus = list({(ref.cls, ref.id): ref for ref in [*answer.focus, *before.focus]}.values())[:MOST_FOCUS]
    listed = answer.listed[:MOST_LISTED] or before.listed
    changes = [*([answer.changed] if answer.changed else []), *before.changes[answer.undone :]]
    done = answer.intents or ([] if answer.asked else before.done)
    if answer.undone and not answer.changed:  # the thread goes on as if that had not been
        done = changes[0] if changes else []
    return {
        "asked": answer.asked.kept() if answer.asked else None,
        "done": [intent.model_dump(exclude_defaults=True) for intent in done],
        "wrote": answer.wrote,
        "fresh": bool(answer.listed),
        "changes": [[intent.model_dump(exclude_defaults=True) for intent in run] for run in changes[:MOST_CHANGES]],
        "focus": [_slim(ref) for ref in focus],
        "listed": [_slim(ref) for ref in listed],
    }


def _slim(ref: Ref) -> dict[str, str]:
    return {"cls": ref.cls, "id": ref.id, "name": ref.name, **({"detail": ref.detail} if ref.detail else {})}
