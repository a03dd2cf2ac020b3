"""The assistant that answers users, whatever door they come through."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.types import Command

from agent.direct import CALL, NOT_DONE, Direct, is_direct
from agent.embedded.engine import EmbeddedEngine
from agent.embedded.pasted import is_description
from agent.errors import EmptyMessage, MessageTooLong
from agent.events import Event, Reply, ToolFinished, ToolStarted, sentence
from agent.graph import Graph
from agent.inferring import Inferring
from agent.page import on_page
from agent.quoting import plain
from agent.runs import Runs
from agent.speaking import Speaking
from agent.standing import changed_since, check_part
from agent.toolset import Rejected
from agent.wording import done
from store.cards import Card, Cards, Part
from store.errors import StoreError
from store.fields import Pointer
from store.leases import Run
from store.principal import Principal, Rank
from store.spending import Spending
from store.store import Store
from store.threads import Threads
from tools import Outdated, schema_tools

LONGEST_MESSAGE = 8_000
"""Characters of one message."""
LONGEST_DESCRIPTION = 40_000
"""Characters of one that describes the classes of a CRM, from an admin: a page of a template has twenty thousand."""
Decision = Literal["approved", "rejected"]


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
        self.threads = Threads(store)
        self.cards = Cards(store)
        self.direct = Direct(store, clock=clock, currency=currency)
        spending = Spending(store)
        self.inferring = Inferring(model, spending, tokens)
        speaking = Speaking(remote=not isinstance(model, EmbeddedEngine), spending=spending, most=tokens)
        self._graph = Graph(store, model, memory, speaking)
        self._runs = Runs(store, self._graph, self.threads, self.cards, clock, currency)

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
            MessageTooLong: It has more than 8,000 characters, or than 40,000 where an admin describes classes.
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
            stop: When it is set, from any thread, the run ends at the model's next word or before the next call; for a
                model that is silent it does not wait.

        Raises:
            Stopped: `stop` was set.
        """
        if not text.strip():
            raise EmptyMessage("There is nothing in the message.")
        _check_length(text, principal)
        if page is not None:
            with self._store.reading(principal) as records:
                records.get(page.cls, page.id)
        run = self.threads.begin(principal, thread, text, door)
        with self._runs.ending(principal, run):
            self._runs.settle(principal, run)
            given = [*self._graph.mending(principal, thread), on_page(plain(text), page)]
            known = self._runs.context(principal, run, context, stop)
            known.page = page
            known.hear(outside or "")
            yield from self._runs.go(known, {"messages": given, "gated": {}})

    def answer(self, card: str, principal: Principal, decision: Decision, context: str | None = None) -> Reply:
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
        decision: Decision,
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
            check_part(self._graph.tools, asked, part)
        if is_direct(asked):
            yield from self._answer_directly(principal, asked, decision, part)
            return
        run = self.threads.begin(principal, asked.thread, "", asked.door, asked.run)
        with self._runs.ending(principal, run):
            self.cards.decide(principal, card, decision, part)
            waiting = self._graph.waiting(principal, run.thread, card)
            if not waiting:
                yield self._runs.said_before(principal, run)
                return
            resume: Command[Any] = Command(resume=dict.fromkeys(waiting, decision))
            yield from self._runs.go(self._runs.context(principal, run, context, stop), resume)

    def outdated(self, principal: Principal, card: Card, part: Part | None = None) -> list[Outdated]:
        """Return the records of a card that are not any more as it shows them, or that it does not show yet.

        Args:
            part: Only of this part.
        """
        context = self._runs.tools(principal, card.door, card.run)
        return changed_since(context, self._graph.tools, card, part)

    def forget(self, principal: Principal, thread: str) -> None:
        """Delete a thread with its messages, and what the model remembers of it; what it changed stays.

        Raises:
            RecordNotFound: The principal has no such thread.
            ThreadBusy: It is answering.
        """
        self.threads.forget(principal, thread)
        self._graph.forget(principal, thread)

    def _answer_directly(
        self, principal: Principal, card: Card, decision: Decision, part: Part | None
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
        yield self._runs.reply(principal, run, text, None)


def _last(events: Iterator[Event]) -> Reply:
    *_, found = events
    if not isinstance(found, Reply):
        raise RuntimeError("the run ended without a reply")
    return found


def _check_length(text: str, principal: Principal) -> None:
    if len(text) <= LONGEST_MESSAGE:
        return
    told = f"The message has {len(text):,} characters"
    if principal.rank is not Rank.ADMIN or not is_description(text[:LONGEST_DESCRIPTION], schema_tools()):
        raise MessageTooLong(f"{told}; {LONGEST_MESSAGE:,} is the most.")
    if len(text) > LONGEST_DESCRIPTION:
        most = f"{LONGEST_DESCRIPTION:,} is the most for a description of classes"
        raise MessageTooLong(f"{told}; {most}. `parley bootstrap --prompt FILE` reads a longer one.")
