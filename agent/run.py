"""What one run of the assistant knows: who asks, what was said, and what has come into the model's context."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Condition, Event
from typing import Any, NotRequired

from langchain.agents import AgentState

from agent.events import NOTHING_SPENT, Spent
from store.cards import Cards
from store.fields import Pointer
from store.leases import Run
from store.threads import Threads
from tools import Context, Preview

PATIENCE = 60
"""Seconds that a call waits for the one before it."""


class State(AgentState[Any]):
    """What a thread keeps between steps: messages, and which calls of the last step wait for which card."""

    gated: NotRequired[dict[str, str]]


class Turns:
    """Puts the calls of one step in a row: the graph starts them all at once, but they are meant in their order."""

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._changed = Condition()

    @contextmanager
    def after(self, earlier: Collection[str], call: str) -> Iterator[None]:
        """Wait until the earlier calls have been made, then make this one."""
        with self._changed:
            self._changed.wait_for(lambda: self._done.issuperset(earlier), PATIENCE)
        try:
            yield
        finally:
            with self._changed:
                self._done.add(call)
                self._changed.notify_all()


@dataclass
class RunContext:
    """Given to the graph with each run, never kept with the thread and never seen by the model."""

    tools: Context
    run: Run
    threads: Threads
    cards: Cards
    said: list[str]
    """The person's messages in this thread, oldest first; none when nobody has heard them."""
    more: str = ""
    """More text for the system prompt, from the door."""
    outside: str = ""
    """Text for the system prompt that others may have written."""
    page: Pointer | None = None
    """The record that the person had before him when he wrote."""
    turns: Turns = field(default_factory=Turns)
    previews: dict[str, Preview] = field(default_factory=dict)
    """What the calls of the present step would change: what a call makes must be that, or nothing."""
    stop: Event = field(default_factory=Event)
    """Set when the person wants the run to stop."""
    spent: Spent = NOTHING_SPENT
    """What the model has cost so far."""
    also: frozenset[tuple[str, str]] = frozenset()
    """Records, as (class, id), that count as changed by this run, though others changed them."""

    @property
    def read_outside(self) -> bool:
        """Whether text from outside is in the model's context."""
        return self.run.read_outside

    @property
    def touched(self) -> frozenset[tuple[str, str]]:
        """The records that the run has changed so far, as (class, id)."""
        return self.threads.touched(self.run.id) | self.also

    def hear(self, outside: str) -> None:
        """Take in text that others may have written."""
        self.outside = outside.strip()
        if self.outside:
            self.mark_outside()

    def spend(self, read: int, written: int) -> None:
        """Count what the model has cost."""
        self.spent = Spent(self.spent.read + read, self.spent.written + written)

    def mark_outside(self) -> None:
        """Remember, for this run and all later ones of the thread, that text from outside was read."""
        if not self.run.read_outside:
            self.run = replace(self.run, read_outside=True)
            self.threads.mark_outside(self.tools.principal, self.run)
