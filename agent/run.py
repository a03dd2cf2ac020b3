"""What one run of the assistant knows: who asks, what was said, and what has come into the model's context."""

from dataclasses import dataclass, replace
from typing import Any, NotRequired

from langchain.agents import AgentState

from store.cards import Cards
from store.threads import Run, Threads
from tools import Context


class State(AgentState[Any]):
    """What a thread keeps between steps: messages, and which calls of the last step wait for which card."""

    gated: NotRequired[dict[str, str]]


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

    @property
    def read_outside(self) -> bool:
        """Whether text from outside is in the model's context."""
        return self.run.read_outside

    def mark_outside(self) -> None:
        """Remember, for this run and all later ones of the thread, that text from outside was read."""
        if not self.run.read_outside:
            self.run = replace(self.run, read_outside=True)
            self.threads.renew(self.tools.principal, self.run, read_outside=True)
