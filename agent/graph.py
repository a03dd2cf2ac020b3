"""The model's side of conversations: LangGraph's graph over the tools, and what it remembers of each thread."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    AnyMessage,
    BaseMessage,
    HumanMessage,
    RemoveMessage,
    ToolMessage,
)
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command, Interrupt

from agent.calls import Calls
from agent.events import Event, ToolFinished, ToolStarted, Word
from agent.memory import prune
from agent.run import RunContext
from agent.speaking import Speaking
from agent.stopping import Stopping
from agent.toolset import Rejected, langchain_tool, refused
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tools import Tool, all_tools, offered, schema_tools

MOST_MESSAGES = 60
"""Messages of a thread that the model is given; older ones are forgotten by the model, not by people."""
RECURSION = 80
MODES = ["messages", "custom"]
NOTHING = "I have nothing to say to that."


class Graph:
    """Lets the model speak and call tools, and pauses where a card waits. The classes are those of the moment."""

    def __init__(
        self, store: Store, model: BaseChatModel, memory: BaseCheckpointSaver[str], speaking: Speaking
    ) -> None:
        self._store = store
        self._model = model
        self._memory = memory
        self._speaking = speaking
        self._made = self._make(store.schema)

    @property
    def tools(self) -> dict[str, Tool]:
        """All tools by name."""
        return self._current().tools

    def stream(self, context: RunContext, given: Any) -> Iterator[Event]:
        """Go on with a thread until it ends or waits, and tell what happens.

        Args:
            given: New messages, or how what waits was answered.
        """
        told: set[str] = set()
        config = _config(context.tools.principal, context.run.thread)
        heard: RunnableConfig = {**config, "callbacks": [Stopping(context.stop, context.run.lost)]}
        for part in self._current().graph.stream(
            given, heard, context=context, stream_mode=MODES, durability="exit", version="v2"
        ):
            yield from _events(part, told)

    def close(self, context: RunContext, decision: str) -> None:
        """Answer what waits in a thread, without letting the model speak."""
        principal, thread = context.tools.principal, context.run.thread
        resume: Command[Any] = Command(resume=dict.fromkeys(self.waiting(principal, thread), decision))
        self._current().graph.invoke(
            resume, _config(principal, thread), context=context, interrupt_before=["model"], durability="exit"
        )

    def waiting(self, principal: Principal, thread: str, card: str | None = None) -> list[str]:
        """Return the ids of what waits in a thread, for one card or for any."""
        return [one.id for one in self._interrupts(principal, thread) if card in (None, one.value["card"])]

    def card(self, principal: Principal, thread: str) -> str | None:
        """Return the id of the card that a thread waits for, if it does."""
        return next((str(one.value["card"]) for one in self._interrupts(principal, thread)), None)

    def said(self, principal: Principal, thread: str) -> str:
        """Return what the model said last in a thread."""
        messages = self._messages(principal, thread)
        said: str = messages[-1].text.strip() if messages and isinstance(messages[-1], AIMessage) else ""
        return said or NOTHING

    def mending(self, principal: Principal, thread: str) -> list[BaseMessage]:
        """Return messages that mend a thread: answers to calls that a broken run left open, and forgetting."""
        messages = self._messages(principal, thread)
        answered = {message.tool_call_id for message in messages if isinstance(message, ToolMessage)}
        open_calls = [
            refused(str(call["id"]), call["name"], Rejected("This was broken off and not done."))
            for message in messages
            if isinstance(message, AIMessage)
            for call in message.tool_calls
            if call["id"] not in answered
        ]
        return [*_forgotten(messages), *open_calls]

    def prune(self, principal: Principal, thread: str) -> None:
        """Keep of a thread only what is needed to go on."""
        prune(self._memory, _name(principal, thread))

    def forget(self, principal: Principal, thread: str) -> None:
        """Remember nothing of a thread."""
        self._memory.delete_thread(_name(principal, thread))

    def _interrupts(self, principal: Principal, thread: str) -> tuple[Interrupt, ...]:
        found: tuple[Interrupt, ...] = self._current().graph.get_state(_config(principal, thread)).interrupts
        return found

    def _messages(self, principal: Principal, thread: str) -> list[AnyMessage]:
        state = self._current().graph.get_state(_config(principal, thread))
        found: list[AnyMessage] = state.values.get("messages", [])
        return found

    def _current(self) -> "_Made":
        """Return what is made for the classes that the workspace has by now."""
        if self._made.schema is not self._store.schema:
            self._made = self._make(self._store.schema)
        return self._made

    def _make(self, schema: Schema) -> "_Made":
        usual, more = all_tools(schema), schema_tools()
        tools = usual | more
        listed = offered(schema) if self._speaking.remote else usual.values()
        graph = create_agent(
            self._model,
            [langchain_tool(tool) for tool in [*listed, *more.values()]],
            middleware=[Calls(tools), self._speaking],
            context_schema=RunContext,
            checkpointer=self._memory,
        )
        return _Made(schema, tools, graph)


class _Made(NamedTuple):
    """What is made for the classes of one schema: making it costs more than a run."""

    schema: Schema
    tools: dict[str, Tool]
    graph: Any


def _name(principal: Principal, thread: str) -> str:
    """Return the graph's own name for a thread: each user has his own."""
    return f"{principal.user}/{thread}"


def _config(principal: Principal, thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": _name(principal, thread)}, "recursion_limit": RECURSION}


def _events(part: dict[str, Any], told: set[str]) -> Iterator[Event]:
    """Return what one part of the graph's stream tells a person; a call that is made again after a pause only once."""
    if part["type"] == "custom":
        said = part["data"]
        if "started" in said and said["started"] not in told:
            yield ToolStarted(said["started"], said["tool"], said["sentence"])
        if "finished" in said and said["finished"] not in told:
            told.add(said["finished"])
            yield ToolFinished(said["finished"], said["tool"], said["code"])
        return
    chunk, _ = part["data"]
    if isinstance(chunk, AIMessage | AIMessageChunk) and chunk.text:
        yield Word(chunk.text)


def _forgotten(messages: list[AnyMessage]) -> list[RemoveMessage]:
    """Return the removal of the oldest messages, so that what is left begins with a person's."""
    if len(messages) <= MOST_MESSAGES:
        return []
    starts = [n for n, message in enumerate(messages) if isinstance(message, HumanMessage)]
    first = next((n for n in starts if len(messages) - n <= MOST_MESSAGES), starts[-1] if starts else 0)
    return [RemoveMessage(id=str(message.id)) for message in messages[:first]]
