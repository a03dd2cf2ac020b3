"""The one process of a machine that keeps the index while it lives, and holds Chroma's folder."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from store.errors import StoreError
from store.feed import Feed

try:
    import fcntl
except ImportError:  # a system without such locks: nobody is kept out, and upkeep that is done twice is done once
    fcntl = None  # type: ignore[assignment]

LOG = logging.getLogger("parley.index")
PAUSE = 0.25
"""Seconds in which a keeper that waits for a change notices that it is to end."""
GATHER = 0.25
"""Seconds in which more commits may follow one, so that a step takes them all: each step costs as much as a write."""
PATIENCE = 5.0
"""Seconds after which what failed is tried again, a process that waits looks whether it is to keep the index, and one
that keeps it looks whether there is work that no change announced."""


class Hold:
    """The right to keep the index and to open Chroma's folder; the system takes it back when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[Any] | None = None
        self.failure: str | None = None
        """Why no process can have it, as far as is known: the folder cannot be written to."""

    @property
    def held(self) -> bool:
        """Whether this process has it."""
        return self._file is not None

    def take(self) -> bool:
        """Take it, and return whether this process has it now."""
        if self._file is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                file = (self._folder / "keeper.lock").open("a")
            except OSError as error:
                self.failure = (
                    f"The index's folder {self._folder} cannot be used ({error.strerror}); Chroma is not used."
                )
                return False
            self.failure = None
            try:
                if fcntl is not None:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
                return False
            self._file = file
        return True

    def give_back(self) -> None:
        """Let another process have it."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Keeper:
    """A thread that does the upkeep, when no other process of the machine does; a commit wakes it."""

    def __init__(self, hold: Hold, step: Callable[[], bool], listen: Callable[[], Feed]) -> None:
        self._hold = hold
        self._step = step
        self._listen = listen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="parley-index", daemon=True)
        self._told = ""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the step that is being done."""
        self._stop.set()
        self._thread.join()
        self._hold.give_back()

    def _run(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            pause = PATIENCE
            if self._hold.take():
                self._keep()

    def _keep(self) -> None:
        """Do all there is to do whenever something was written; what fails is told once, without what records say."""
        try:
            with contextlib.closing(self._listen()) as feed:  # from here on: what is written meanwhile is done after
                while not self._stop.is_set():
                    self._work()
                    self._wait(feed)
        except Exception as error:
            what = f"{error.code}: {error}" if isinstance(error, StoreError) else type(error).__name__
            if what != self._told:
                LOG.warning("the index is not kept up: %s", what)
            self._told = what

    def _work(self) -> None:
        while not self._stop.is_set() and self._step():
            pass
        self._told = ""

    def _wait(self, feed: Feed) -> None:
        end = time.monotonic() + PATIENCE
        while not self._stop.is_set() and time.monotonic() < end:
            if feed.wait(PAUSE):
                self._stop.wait(GATHER)
                return
