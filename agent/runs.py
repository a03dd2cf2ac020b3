"""The runs of the assistant: how each goes on, waits for a card, and ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event as Flag
from typing import Any

from agent.events import NOTHING_SPENT, Event, Reply, Spent
from agent.graph import Graph
from agent.run import RunContext
from agent.touched import touched
from agent.wording import asking, failing
from store.cards import Card, Cards
from store.changes import Origin
from store.errors import Conflict, StoreError
from store.leases import Run
from store.principal import Principal
from store.store import Store
from store.threads import Threads
from tools import Context


class Runs:
    """Carries runs out, each in a thread that it has taken."""

    def __init__(
        self,
        store: Store,
        graph: Graph,
        threads: Threads,
        cards: Cards,
        clock: Callable[[], datetime],
        currency: str | None,
    ) -> None:
        self._store = store
        self._graph = graph
        self._threads = threads
        self._cards = cards
        self._clock = clock
        self._currency = currency

    def tools(self, principal: Principal, door: str, run: str, thread: str | None = None) -> Context:
        """Return what the tools are to know of a run."""
        return Context(self._store, principal, Origin(door, run, thread=thread), self._clock(), self._currency)

    def context(self, principal: Principal, run: Run, more: str | None = None, stop: Flag | None = None) -> RunContext:
        """Return what the graph is to know of a run.

        Args:
            more: For the model, from the door.
            stop: When it is set, the run ends.
        """
        tools = self.tools(principal, run.door, run.id, run.thread)
        said = self._threads.words(principal, run.thread)
        context = RunContext(tools, run, self._threads, self._cards, said, more or "")
        context.stop = stop or context.stop
        return context

    def go(self, context: RunContext, given: Any) -> Iterator[Event]:
        """Let a run go on until it ends or waits; tell what happens, and at last the reply.

        Args:
            given: To the graph.
        """
        principal, run = context.tools.principal, context.run
        yield from self._graph.stream(context, given)
        card = self._cards.waiting(principal, run.thread) if self._graph.waiting(principal, run.thread) else None
        text = asking(card) if card else self._graph.said(principal, run.thread)
        self._threads.finish(principal, run, text, card.id if card else None)
        self._graph.prune(principal, run.thread)
        yield self.reply(principal, run, text, card, context.spent)

    def settle(self, principal: Principal, run: Run) -> None:
        """Close what an earlier run left open: its card is rejected; whoever writes something new has not said yes.

        That holds for a card that was approved before a crash, too, unless one of its calls had been made.
        """
        waiting = self._graph.card(principal, run.thread)
        if waiting is None:
            self._cards.drop(principal, run.thread)
            return
        card = self._cards.close(principal, waiting)
        old = Run(card.run, run.thread, card.door, run.read_outside)
        self._graph.close(self.context(principal, old), card.state)

    def reply(
        self, principal: Principal, run: Run, text: str, card: Card | None, spent: Spent = NOTHING_SPENT
    ) -> Reply:
        """Return what a run answers, with the records that it changed."""
        return Reply(text, run.id, run.thread, touched(self._store, principal, run.id), card, spent)

    def said_before(self, principal: Principal, run: Run) -> Reply:
        """End a run whose card was answered before: return what it told then, and the card that it opened since."""
        messages = self._threads.messages(principal, run.thread)
        told = [row for row in messages if row["run"] == run.id and row["author"] == "assistant"]
        asked = self._cards.get(principal, told[-1]["card"]) if told and told[-1]["card"] else None
        card = asked if asked and asked.state == "open" else None
        self._threads.finish(principal, run, "", card.id if card else None)
        return self.reply(principal, run, told[-1]["text"] if told else "", card)

    @contextmanager
    def ending(self, principal: Principal, run: Run) -> Iterator[None]:
        """Let the thread go when a run fails, and keep what the person is told in its messages."""
        try:
            yield
        except BaseException as error:
            said = str(error) if isinstance(error, StoreError) else failing(run.id)
            told = isinstance(error, Exception) and not isinstance(error, Conflict)
            self._threads.finish(principal, run, said if told else "")
            raise
