"""Runs tasks on all processors; their results come in the tasks' order."""

import logging
import signal
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from agent.embedded.engine import NAME
from api.evaluation.conversation import Task, run
from api.evaluation.result import Result


def results(tasks: Sequence[Task], processes: int) -> Iterator[Result]:
    """Yield what comes of the tasks, each as soon as it and all before it are done.

    Args:
        tasks: What is to be run.
        processes: How many run at once; with one, all run in this process.
    """
    if processes == 1:
        _warm(tasks[0])
        yield from map(run, tasks)
        return
    # Processes of their own, not threads: the embedded engine computes. Spawned: what was imported here has threads.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(tasks[0],)) as pool:
        try:
            with _deaf():
                found = pool.map(run, tasks)
            yield from found
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that leave Ctrl-C to this one: whoever is not to hear it must not hear it from the start."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(first: Task) -> None:
    """Let nothing be said past the process that a person started, and be ready."""
    warnings.simplefilter("ignore")
    logging.getLogger("parley").addHandler(logging.NullHandler())
    _warm(first)


def _warm(first: Task) -> None:
    """Import and build what a server has long before the first message; only where asking the model costs nothing."""
    if first.settings.model == NAME:
        run(first)
