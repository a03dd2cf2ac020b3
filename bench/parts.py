"""What the parts take of a turn: the embedded engine, the store, the checkpointer, and the graph around them."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, local
from typing import Any

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.memory import memory
from api.settings import Settings
from api.workspace import open_workspace
from bench.chat import SAID

STORE = ("looking", "writing", "reading", "records", "rehearsal")
CHECKPOINTER = ("get_tuple", "put", "put_writes", "delete_thread")


class Meter:
    """Counts the CPU time of parts, each in the thread that does it; what is within another part counts as itself."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._lock = Lock()
        self._here = local()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Count what the block takes."""
        outer, self._here.inner = getattr(self._here, "inner", 0.0), 0.0
        begun = time.thread_time()
        try:
            yield
        finally:
            whole = time.thread_time() - begun
            with self._lock:
                self.seconds[name] += whole - self._here.inner
            self._here.inner = outer + whole

    def call(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, counted."""

        @wraps(function)
        def counted(*args: Any, **named: Any) -> Any:
            with self.part(name):
                return function(*args, **named)

        return counted

    def block(self, name: str, manager: Callable[..., Any]) -> Callable[..., Any]:
        """Return the context manager, counted with what is done within it."""

        @contextmanager
        def counted(*args: Any, **named: Any) -> Iterator[Any]:
            with self.part(name), manager(*args, **named) as given:
                yield given

        return counted


def part_figures(times: int = 20) -> Iterator[tuple[str, str]]:
    """Yield what each part takes of a turn in CPU milliseconds, on the sample."""
    meter = Meter()
    with TemporaryDirectory() as folder, _counting(meter):
        settings = Settings(home=Path(folder), database_url=f"sqlite:///{folder}/crm.db")
        with open_workspace(settings) as workspace, memory(settings.memory) as kept:
            workspace.fill()
            for name in STORE:
                setattr(workspace.store, name, meter.block("store and tools", getattr(workspace.store, name)))
            for name in CHECKPOINTER:
                setattr(kept, name, meter.call("checkpointer", getattr(kept, name)))
            assistant, me = Assistant(workspace.store, EmbeddedEngine(), kept), workspace.users.first_admin()
            if me is None:
                raise RuntimeError("the sample has no admin")
            for said in SAID:
                assistant.reply("warm", said, me, door="bench")
            meter.seconds.clear()
            begun = time.process_time()
            for said in SAID * times:
                assistant.reply("bench", said, me, door="bench")
            whole = time.process_time() - begun
    turns = len(SAID) * times
    yield "a turn, one after the other", f"{whole * 1000 / turns:.2f}"
    for name, seconds in meter.seconds.most_common():
        yield f"  of it: {name}", f"{seconds * 1000 / turns:.2f}"
    rest = whole - sum(meter.seconds.values())
    yield "  of it: graph, and all else", f"{rest * 1000 / turns:.2f}"


@contextmanager
def _counting(meter: Meter) -> Iterator[None]:
    """Count the embedded engine."""
    whole = EmbeddedEngine._message  # noqa: SLF001 - all ways of asking it come here
    EmbeddedEngine._message = meter.call("embedded engine", whole)  # type: ignore[method-assign]  # noqa: SLF001
    try:
        yield
    finally:
        EmbeddedEngine._message = whole  # type: ignore[method-assign]  # noqa: SLF001
