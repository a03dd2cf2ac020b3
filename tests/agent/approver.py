"""A program of its own, beside the tests: `python -m tests.agent.approver URL MEMORY USER CARD MOMENT`.

It approves a card, and is killed on the way: once the yes is `kept`, or once what was approved is `done`.
"""

import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from langchain_core.messages import AIMessage

from agent.assistant import Assistant
from agent.memory import memory
from store import leases
from store.cards import Card, Cards
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.doubles import ScriptedModel


def die() -> None:
    """End at once, as by `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Cards):
    """Cards whose process does not survive a yes."""

    def decide(self, *given: Any, **more: Any) -> Card:
        """Keep the answer, and die."""
        super().decide(*given, **more)
        die()
        raise RuntimeError("it lives")


def killed() -> Iterator[AIMessage]:
    """The lines of a model that does not come to speak."""
    die()
    yield AIMessage("It lives.")


def main(url: str, where: str, user: str, card: str, moment: str) -> None:
    """Approve."""
    leases.LEASE = timedelta(seconds=1)
    store = Store.open(url, Schema.of())
    with memory(where) as kept:
        assistant = Assistant(store, ScriptedModel(lines=killed(), heard=[]), kept)
        if moment == "kept":
            assistant.cards = Mortal(store)
        assistant.answer(card, Principal(user), "approved")


if __name__ == "__main__":
    main(*sys.argv[1:])
