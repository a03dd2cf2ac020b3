"""Stops a run when its person wants it, or another run has its thread: at the next word, or before the next call.

A model elsewhere that is silent is not waited for.
"""

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextvars import copy_context
from threading import Event, Thread
from typing import Any, TypeVar

from langchain_core.callbacks import BaseCallbackHandler

from agent.errors import Stopped

LOOK = 0.25
"""Seconds after which is looked whether the run is to stop."""
Answer = TypeVar("Answer")


def check(*stops: Event) -> None:
    """Break the run off if it is to stop.

    Raises:
        Stopped: One of them is set.
    """
    if any(stop.is_set() for stop in stops):
        raise Stopped("Stopped. What was changed until then can be undone.")


def unless_stopped(work: Callable[[], Answer], *stops: Event) -> Answer:
    """Return what `work` returns. It goes on in a thread of its own where nobody hears it, once the run is to stop.

    Raises:
        Stopped: One of them is set.
    """
    found: Future[Answer] = Future()

    def do() -> None:
        try:
            found.set_result(work())
        except BaseException as error:
            found.set_exception(error)

    Thread(target=copy_context().run, args=(do,), name="model", daemon=True).start()
    while not wait([found], LOOK).done:
        check(*stops)
    return found.result()


class Stopping(BaseCallbackHandler):
    """Listens to the words of a model, which come in a thread of the graph's own: no signal reaches it there."""

    raise_error = True

    def __init__(self, *stops: Event) -> None:
        self._stops = stops

    def on_llm_new_token(self, *_: Any, **__: Any) -> None:
        """Break off between two words."""
        check(*self._stops)
