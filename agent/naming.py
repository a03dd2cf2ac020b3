"""Names for the model's calls: a call happens once by its name, so no two calls of a thread may have the same."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage

LARGEST, BEYOND = 2**63, 10**308
"""Whole numbers from which there are only floats, and from which there is nothing."""


def tidied(said: AIMessage, before: Sequence[BaseMessage]) -> AIMessage:
    """Return the message with new names for calls whose names were given before, and numbers that can be kept.

    A call happens once by its name, and some providers begin to count again with each answer.
    """
    taken = {call["id"] for message in before if isinstance(message, AIMessage) for call in message.tool_calls}
    calls = []
    for call in said.tool_calls:
        name, number = str(call["id"]), 1
        while name in taken:
            number += 1
            name = f"{call['id']}-{number}"
        taken.add(name)
        calls.append({**call, "id": name, "args": _kept(call["args"])})
    return said.model_copy(update={"tool_calls": calls, "additional_kwargs": _kept(said.additional_kwargs)})


def _kept(value: Any) -> Any:
    """Return a value as the thread's memory can keep it: it knows no whole numbers beyond 64 bits."""
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, int) and abs(value) >= LARGEST:
        return float(value) if abs(value) < BEYOND else str(value)
    return value
