"""The assistant that answers users, whatever door they come through."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

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
from langgraph.types import Command

from agent.calls import Calls
from agent.direct import CALL, NOT_DONE, Direct, is_direct
from agent.embedded.engine import EmbeddedEngine
from agent.errors import EmptyMessage, MessageTooLong
from agent.events import NOTHING_SPENT, Event, Reply, Spent, ToolFinished, ToolStarted, Word, sentence
from agent.memory import prune
from agent.page import on_page
from agent.quoting import plain
from agent.run import RunContext
from agent.speaking import Speaking
from agent.stopping import Stopping
from agent.toolset import Rejected, langchain_tool, refused
from agent.wording import asking, done, failing
from store.cards import Card, Cards, Part
from store.changes import Origin
from store.errors import Conflict, InvalidValues, StoreError
from store.fields import Pointer
from store.principal import Principal
from store.schema import Schema
from store.spending import Spending
from store.store import Store
from store.threads import Run, Threads
from tools import Context, Outdated, Tool, added, all_tools, offered, outdated, schema_tools, separable

LONGEST_MESSAGE = 8_000
"""Characters of one message."""
MOST_MESSAGES = 60
"""Messages of a thread that the model is given; older ones are forgotten by the model, not by people."""
RECURSION = 80


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Assistant:
    """Answers users' messages, thread by thread. Safe to use from several threads and processes at once."""

    def __init__(
        self,
        store: Store,
        model: BaseChatModel,
        memory: BaseCheckpointSaver[str],
        *,
        clock: Callable[[], datetime] = utc_now,
        currency: str | None = None,
        tokens: int | None = None,
    ) -> None:
        """Take the parts.

        Args:
            store: The workspace's data.
            model: What answers.
            memory: Where the model's side of the threads is kept.
            clock: Tells the present moment.
            currency: Of all amounts, if there is one.
            tokens: What a user has a day of a remote model's; by default any number.
        """
        self._store = store
        self._memory = memory
        self._clock = clock
        self._currency = currency
        self.threads = Threads(store)
        self.cards = Cards(store)
        self.direct = Direct(store, clock=clock, currency=currency)
        self._model = model
        self._speaking = Speaking(remote=not isinstance(model, EmbeddedEngine), spending=Spending(store), most=tokens)
        self._made = self._make(store.schema)

    @property
    def _tools(self) -> dict[str, Tool]:
        return self._current().tools

    @property
    def _graph(self) -> Any:
        return self._current().graph

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

    def reply(
        self,
        thread: str,
        text: str,
        principal: Principal,
        *,
        door: str,
        context: str | None = None,
        outside: str | None = None,
        page: Pointer | None = None,
    ) -> Reply:
        """Answer `text` in a thread of `principal`.

        A thread belongs to its user: the same `thread` names different threads for different users. A card that waits
        in the thread is rejected first: whoever writes something new has not said yes.

        Args:
            door: Where the message came in; it stands in every change that the run makes.
            context: More text for the model, from the door, e.g. which page the user is looking at.
            outside: Text for the model that others may have written, e.g. what was said before, by word of the client.
                It never counts as what the user said, and counts as read for the rest of the thread.
            page: The record that the user has before him: "this deal" means that one.

        Raises:
            RecordNotFound: There is no such record, or he may not read it; nothing was begun.
            EmptyMessage: There is nothing in `text`.
            MessageTooLong: It has more than 8,000 characters.
            ThreadBusy: The thread is still answering another message.
            ModelUnavailable: The model failed; what was changed before stays, and can be undone.
            TokensSpent: The user has spent what he has of the model's tokens for the day.
            StoreError: The store cannot be reached, or has no room.
        """
        return _last(self.stream(thread, text, principal, door=door, context=context, outside=outside, page=page))

    def stream(
        self,
        thread: str,
        text: str,
        principal: Principal,
        *,
        door: str,
        context: str | None = None,
        outside: str | None = None,
        page: Pointer | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Do the same, and tell what happens as it happens; the last event is the `Reply`.

        Args:
            stop: When it is set, from any thread, the run ends at the model's next word or before the next call.

        Raises:
            Stopped: `stop` was set.
        """
        if not text.strip():
            raise EmptyMessage("There is nothing in the message.")
        if len(text) > LONGEST_MESSAGE:
            raise MessageTooLong(f"The message has {len(text):,} characters; {LONGEST_MESSAGE:,} is the most.")
        if page is not None:
            with self._store.reading(principal) as records:
                records.get(page.cls, page.id)
        run = self.threads.begin(principal, thread, text, door)
        with self._ending(principal, run):
            self._settle(principal, run)
            given = [*self._tidied(principal, run), on_page(plain(text), page)]
            said = {"messages": given, "gated": {}}
            yield from self._go(principal, run, said, context or "", stop, outside or "", page)

    def answer(
        self, card: str, principal: Principal, decision: Literal["approved", "rejected"], context: str | None = None
    ) -> Reply:
        """Answer a card and let its run go on. Answering twice the same is answering once.

        Raises:
            RecordNotFound: There is no such card of this principal.
            Conflict: It was answered otherwise before.
            ThreadBusy: The thread is answering.
        """
        return _last(self.stream_answer(card, principal, decision, context))

    def stream_answer(
        self,
        card: str,
        principal: Principal,
        decision: Literal["approved", "rejected"],
        context: str | None = None,
        *,
        part: Part | None = None,
        stop: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Do the same, and tell what happens as it happens; the last event is the `Reply`.

        Args:
            part: What is approved of the card, if not all: the rest counts as rejected.
            stop: As in `stream`; what was approved is still done.

        Raises:
            InvalidValues: The card cannot be approved in part.
        """
        asked = self.cards.get(principal, card)
        if part is not None:
            self._check_part(asked, part)
        if is_direct(asked):
            yield from self._answer_directly(principal, asked, decision, part)
            return
        run = self.threads.begin(principal, asked.thread, "", asked.door, asked.run)
        with self._ending(principal, run):
            self.cards.decide(principal, card, decision, part)
            waiting = self._waiting(principal, run.thread, card)
            if not waiting:
                yield self._said_before(principal, run)
                return
            resume: Command[Any] = Command(resume=dict.fromkeys(waiting, decision))
            yield from self._go(principal, run, resume, context or "", stop)

    def outdated(self, principal: Principal, card: Card, part: Part | None = None) -> list[Outdated]:
        """Return the records of a card that are not any more as it shows them, or that it does not show yet.

        Args:
            part: Only of this part.
        """
        context = Context(self._store, principal, Origin(card.door, card.run), self._clock(), self._currency)
        found: list[Outdated] = []
        for call in card.calls:
            chosen = None if part is None else [(cls, object_id) for cls, object_id in part.get(call.call, [])]
            shown = [one for one in call.changes if chosen is None or (one.cls, one.object_id) in chosen]
            found += outdated(context, shown)
            if len(shown) == len(call.changes) and call.tool in self._tools:
                found += added(context, call.call, self._tools[call.tool], call.arguments, call.changes)
        return found

    def forget(self, principal: Principal, thread: str) -> None:
        """Delete a thread with its messages, and what the model remembers of it; what it changed stays.

        Raises:
            RecordNotFound: The principal has no such thread.
            ThreadBusy: It is answering.
        """
        self.threads.forget(principal, thread)
        self._memory.delete_thread(self._config(principal, thread)["configurable"]["thread_id"])

    def _check_part(self, card: Card, part: Part) -> None:
        for call in card.calls:
            whole = len(part.get(call.call, call.changes)) == len(call.changes)
            if is_direct(card) or not (whole or separable(self._tools[call.tool], call.changes)):
                raise InvalidValues("This is approved as a whole, or not at all: its changes hang together.")

    def _answer_directly(
        self, principal: Principal, card: Card, decision: Literal["approved", "rejected"], part: Part | None
    ) -> Iterator[Event]:
        """Answer a card that no run of the assistant waits for: its call was made by a model elsewhere."""
        run, tool, text, code = Run(card.run, card.thread, card.door, read_outside=False), card.calls[0].tool, "", None
        if decision == "approved":
            yield ToolStarted(CALL, tool, sentence(tool))
        try:
            self.direct.answer(principal, card.id, decision, part)
            text = done(self.cards.get(principal, card.id))
        except Rejected:
            text = NOT_DONE
        except StoreError as error:
            code = error.code
            raise
        finally:
            if decision == "approved":
                yield ToolFinished(CALL, tool, code)
        yield self._reply(principal, run, text, None)

    def _go(
        self,
        principal: Principal,
        run: Run,
        given: Any,
        more: str,
        stop: threading.Event | None,
        outside: str = "",
        page: Pointer | None = None,
    ) -> Iterator[Event]:
        """Run the graph until it ends or waits; say what happens."""
        context = self._context(principal, run, more)
        context.page = page
        context.hear(outside)
        context.stop = stop or context.stop
        told: set[str] = set()
        modes = ["messages", "custom"]
        config = self._config(principal, run.thread)
        heard: RunnableConfig = {**config, "callbacks": [Stopping(context.stop)]}
        for part in self._graph.stream(
            given, heard, context=context, stream_mode=modes, durability="exit", version="v2"
        ):
            yield from _events(part, told)
        card = self.cards.waiting(principal, run.thread) if self._waiting(principal, run.thread, None) else None
        text = asking(card) if card else self._text(config)
        self.threads.finish(principal, run, text, card.id if card else None)
        prune(self._memory, config["configurable"]["thread_id"])
        yield self._reply(principal, run, text, card, context.spent)

    def _ending(self, principal: Principal, run: Run) -> "_Ending":
        return _Ending(self.threads, principal, run)

    def _settle(self, principal: Principal, run: Run) -> None:
        """Close what an earlier run left open: its card is rejected; whoever writes something new has not said yes.

        That holds for a card that was approved before a crash, too, unless one of its calls had been made.
        """
        config = self._config(principal, run.thread)
        interrupts = self._graph.get_state(config).interrupts
        if not interrupts:
            self.cards.drop(principal, run.thread)
            return
        card = self.cards.close(principal, interrupts[0].value["card"])
        old = Run(card.run, run.thread, card.door, run.read_outside)
        resume: Command[Any] = Command(resume={one.id: card.state for one in interrupts})
        context = self._context(principal, old, "")
        self._graph.invoke(resume, config, context=context, interrupt_before=["model"], durability="exit")

    def _tidied(self, principal: Principal, run: Run) -> list[BaseMessage]:
        """Return messages that mend the thread: answers to calls that a broken run left open, and forgetting."""
        state = self._graph.get_state(self._config(principal, run.thread))
        messages: list[AnyMessage] = state.values.get("messages", [])
        answered = {message.tool_call_id for message in messages if isinstance(message, ToolMessage)}
        open_calls = [
            refused(str(call["id"]), call["name"], Rejected("This was broken off and not done."))
            for message in messages
            if isinstance(message, AIMessage)
            for call in message.tool_calls
            if call["id"] not in answered
        ]
        return [*_forgotten(messages), *open_calls]

    def _context(self, principal: Principal, run: Run, more: str) -> RunContext:
        origin = Origin(run.door, run.id, thread=run.thread)
        tools = Context(self._store, principal, origin, self._clock(), self._currency)
        said = self.threads.words(principal, run.thread)
        return RunContext(tools, run, self.threads, self.cards, said, more)

    def _waiting(self, principal: Principal, thread: str, card: str | None) -> list[str]:
        """Return the ids of the interrupts that wait, of one card or of any."""
        state = self._graph.get_state(self._config(principal, thread))
        return [one.id for one in state.interrupts if card is None or one.value["card"] == card]

    def _config(self, principal: Principal, thread: str) -> RunnableConfig:
        """Return the graph's own name for the thread: each user has his own."""
        return {"configurable": {"thread_id": f"{principal.user}/{thread}"}, "recursion_limit": RECURSION}

    def _text(self, config: RunnableConfig) -> str:
        messages = self._graph.get_state(config).values["messages"]
        said: str = messages[-1].text.strip() if isinstance(messages[-1], AIMessage) else ""
        return said or "I have nothing to say to that."

    def _said_before(self, principal: Principal, run: Run) -> Reply:
        messages = self.threads.messages(principal, run.thread)
        said = [row["text"] for row in messages if row["run"] == run.id and row["author"] == "assistant"]
        self.threads.finish(principal, run, "")
        return self._reply(principal, run, said[-1] if said else "", None)

    def _reply(
        self, principal: Principal, run: Run, text: str, card: Card | None, spent: Spent = NOTHING_SPENT
    ) -> Reply:
        with self._store.reading(principal) as records:
            rows = records.history(run=run.id, user=principal.user, limit=1_000)
        touched = {(row["cls"], row["object_id"]): row for row in reversed(rows)}
        titles = {name: cls.model.title_field for name, cls in self._store.schema.classes.items()}
        records_touched = []
        for (cls, object_id), row in touched.items():
            image = row["after"] or row["before"]
            what = "deleted" if row["after"] is None else "created" if row["before"] is None else "updated"
            name = str(image.get(titles.get(cls, "name")) or "")
            records_touched.append({"class": cls.strip("_"), "id": object_id, "name": name, "what": what})
        return Reply(text, run.id, run.thread, records_touched, card, spent)


class _Made(NamedTuple):
    """What is made for the classes of one schema: making it costs more than a run."""

    schema: Schema
    tools: dict[str, Tool]
    graph: Any


class _Ending:
    """Lets the thread go when a run fails, and keeps what the person is told in its messages."""

    def __init__(self, threads: Threads, principal: Principal, run: Run) -> None:
        self._threads, self._principal, self._run = threads, principal, run

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            return
        said = str(error) if isinstance(error, StoreError) else failing(self._run.id)
        told = isinstance(error, Exception) and not isinstance(error, Conflict)
        self._threads.finish(self._principal, self._run, said if told else "")


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


def _last(events: Iterator[Event]) -> Reply:
    *_, found = events
    if not isinstance(found, Reply):
        raise RuntimeError("the run ended without a reply")
    return found
