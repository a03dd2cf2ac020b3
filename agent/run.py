"""What one run of the assistant knows: who asks, what was said, and what has come into the model's context."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Condition, Event
from typing import Any, NotRequired

from langchain.agents import AgentState

from store.cards import Cards
from store.threads import Run, Threads
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
    """The person's messages in this thread, oldest first."""
    more: str = ""
    """More text for the system prompt, from the door."""
    turns: Turns = field(default_factory=Turns)
    previews: dict[str, Preview] = field(default_factory=dict)
    """What the calls of the present step would change: what a call makes must be that, or nothing."""
    stop: Event = field(default_factory=Event)
    """Set when the person wants the run to stop."""

    @property
    def read_outside(self) -> bool:
        """Whether text from outside is in the model's context."""
        return self.run.read_outside

    def mark_outside(self) -> None:
        """Remember, for this run and all later ones of the thread, that text from outside was read."""
        if not self.run.read_outside:
            self.run = replace(self.run, read_outside=True)
            self.threads.renew(self.tools.principal, self.run, read_outside=True)
