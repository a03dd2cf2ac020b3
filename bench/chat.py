"""A turn of the chat with the embedded engine, on the sample workspace and on big ones."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from api.settings import Settings
from api.workspace import Workspace, open_workspace
from bench.timing import Figure, timed
from bench.world import word, world
from store.principal import Principal
from store.transfer.loading import import_state

SAID = (
    "move {deal} to proposal",
    "undo that",
    "which deals over 50k close this month?",
    "log a call with {person} about pricing",
    "what is my pipeline by stage?",
)
SAMPLE = {"deal": "the Acme deal", "person": "Jane"}
BIG = {"deal": f"{word(0)} {word(0)}", "person": f"{word(0)} {word(0)}"}
"""The first deal of a big workspace and its contact, as `bench.world` calls them."""


def chat_figures(times: int) -> Iterator[tuple[str, Figure]]:
    """Yield each sentence and what its whole turn costs (engine, tools, store, memory), and the engine's part alone."""
    with _workspace() as workspace:
        workspace.fill()
        me = workspace.users.first_admin()
        if me is None:
            raise RuntimeError("the sample has no admin")
        yield from _figures(workspace, me, SAMPLE, times)


def big_chat_figures(times: int, size: int) -> Iterator[tuple[str, Figure]]:
    """Yield the same for a salesperson of a workspace with so many deals, and a fifth as many contacts."""
    with _workspace() as workspace:
        import_state(workspace.store, world(size))
        yield from _figures(workspace, workspace.users.principal_named("rep0@example.com"), BIG, times)


@contextmanager
def _workspace() -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with open_workspace(Settings(home=home, database_url=f"sqlite:///{home}/crm.db")) as workspace:
            yield workspace


def _figures(workspace: Workspace, me: Principal, names: dict[str, str], times: int) -> Iterator[tuple[str, Figure]]:
    with workspace.assistant() as assistant, _engine() as spent:
        for template in SAID:
            said = template.format(**names)
            begun = len(spent)
            turn = timed(_turn(assistant, me, said, spent), max(5, times // 5))
            yield said, turn
            parts = [cpu * 1000 for cpu in spent[begun + 3 :]]  # the first turns warm it
            yield "  the engine's part of it", Figure(median(parts), 0.0, median(parts))


@contextmanager
def _engine() -> Iterator[list[float]]:
    """Count the CPU seconds of the engine, a sum for each turn."""
    spent: list[float] = []
    message = EmbeddedEngine._message  # noqa: SLF001 - what LangChain calls is around it, and costs by itself

    def counted(self: EmbeddedEngine, messages: Any) -> Any:
        begun = time.process_time()
        try:
            return message(self, messages)
        finally:
            spent[-1] += time.process_time() - begun

    EmbeddedEngine._message = counted  # type: ignore[method-assign]  # noqa: SLF001
    try:
        yield spent
    finally:
        EmbeddedEngine._message = message  # type: ignore[method-assign]  # noqa: SLF001


def _turn(assistant: Assistant, me: Principal, said: str, spent: list[float]) -> Callable[[], object]:
    def turn() -> object:
        spent.append(0.0)
        return assistant.reply("bench", said, me, door="bench")

    return turn
