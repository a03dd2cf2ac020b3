"""Stops a run by Ctrl-C, and by the signals that end a program."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic
from types import FrameType

from api.cli.failures import ENDING, INTERRUPTED
from api.cli.rendering import console

PATIENCE = 1.0
"""Seconds after the first Ctrl-C in which another one is taken for the same."""


@contextmanager
def stoppable(stop: Event, leaving: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C set `stop`: a run ends at the next word or call, or while a model is silent, and puts all in order.

    An exception would not do: the run waits in threads that no signal reaches. Whoever presses Ctrl-C again, and not
    by mistake, leaves at once; what a call has not written by then is not written.

    Args:
        stop: What the run listens to.
        leaving: Puts the terminal in order before leaving at once, when nothing else is put in order any more.
    """
    first = 0.0

    def interrupt(_: int, __: FrameType | None) -> None:
        nonlocal first
        if not stop.is_set():
            stop.set()
            first = monotonic()
        elif monotonic() - first > PATIENCE:
            console().show_cursor()
            leaving()
            os._exit(INTERRUPTED)

    def end(number: int, _: FrameType | None) -> None:
        stop.set()
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, interrupt if number == signal.SIGINT else end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
