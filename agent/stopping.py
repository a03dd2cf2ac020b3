"""Stops a run when its person wants it, or another run has its thread: at the next word, or before the next call."""

from threading import Event
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler

from agent.errors import Stopped


def check(*stops: Event) -> None:
    """Break the run off if it is to stop.

    Raises:
        Stopped: One of them is set.
    """
    if any(stop.is_set() for stop in stops):
        raise Stopped("Stopped. What was changed until then can be undone.")


class Stopping(BaseCallbackHandler):
    """Listens to the words of a model, which come in a thread of the graph's own: no signal reaches it there."""

    raise_error = True

    def __init__(self, *stops: Event) -> None:
        self._stops = stops

    def on_llm_new_token(self, *_: Any, **__: Any) -> None:
        """Break off between two words."""
        check(*self._stops)
