"""Hosts of the engine that ask it step by step: in one process, or each time in another one."""

from __future__ import annotations

import json
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from agent.embedded.engine import EmbeddedEngine
from tests.agent.embedded.dialogue import Dialogue

ORDER = "move the annual plan to proposal"


class Anew:
    """A model that another process is each time it is asked."""

    def __init__(self, talk: Dialogue) -> None:
        self._tools = talk.desk.tools()

    def invoke(self, messages: list[BaseMessage]) -> AIMessage:
        return asked(EmbeddedEngine().bind_tools(self._tools), messages)


def asked(model: Any, messages: list[BaseMessage]) -> AIMessage:
    reply = model.invoke(messages)
    assert isinstance(reply, AIMessage)
    return reply


def on(talk: Dialogue, text: str = "") -> AIMessage:
    """Go one step on in a talk: with a text, or with the results of the calls that were made last."""
    if text:
        talk.desk.begin()
        talk.messages.append(HumanMessage(text))
    else:
        talk.messages += results(talk)
    talk.messages.append(asked(talk.model, talk.messages))
    return talk.messages[-1]  # type: ignore[return-value]


def results(talk: Dialogue) -> list[ToolMessage]:
    last = talk.messages[-1]
    assert isinstance(last, AIMessage)
    return [
        ToolMessage(json.dumps(talk.desk.call(one["name"], one["args"])), tool_call_id=str(one["id"]))
        for one in last.tool_calls
    ]


def told(messages: list[BaseMessage]) -> list[Any]:
    """All of a thread that its host keeps, without what LangChain calls the messages."""
    return [message.model_dump(exclude={"id", "response_metadata"}) for message in messages]


def alone(talk: Dialogue) -> Dialogue:
    """Let a talk have an engine of its own."""
    talk.model = EmbeddedEngine().bind_tools(talk.desk.tools())
    return talk
