"""Who calls: a user's program, by its token, or by the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agent.direct import Direct
from store.cards import Card
from store.principal import Principal

DOOR = "mcp"
"""How changes made over MCP are marked in the change log."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A program, and its user. The thread is the program's own, and the user finds it among his threads.

    Attributes:
        program: What tells it from the user's other programs.
        name: What the user knows it by.
    """

    principal: Principal
    program: str
    name: str

    def thread(self, direct: Direct) -> str:
        """Return the thread in which it calls."""
        return direct.programs.thread(self.principal, self._mark, f"{self.name} (MCP)")

    def asked(self, card: Card) -> bool:
        """Whether a card is for a call of this program, and not of another one."""
        return card.thread.startswith(f"{self._mark}-")

    @property
    def _mark(self) -> str:
        return f"{DOOR}-{self.program}"


Who = Callable[[Any], Caller]
"""Finds out who makes a request, given the request's context; anew each time, since rights may be lost meanwhile."""
