"""The one process of a machine that keeps the index while it lives, and holds Chroma's folder."""

import contextlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from store.errors import StoreError

try:
    import fcntl
except ImportError:  # a system without such locks: nobody is kept out, and upkeep that is done twice is done once
    fcntl = None  # type: ignore[assignment]

LOG = logging.getLogger("parley.index")
PAUSE = 0.25
"""Seconds between two looks at the change log."""
PATIENCE = 5.0
"""Seconds after which what failed is tried again, and a process that waits looks whether it is to keep the index."""


class Hold:
    """The right to keep the index and to open Chroma's folder; the system takes it back when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[Any] | None = None

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
            except OSError:
                return False
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
    """A thread that does the upkeep, when no other process of the machine does."""

    def __init__(self, hold: Hold, step: Callable[[], bool]) -> None:
        self._hold = hold
        self._step = step
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
            if not self._hold.take():
                continue
            with contextlib.suppress(_Failed):
                self._work()
                pause = PAUSE

    def _work(self) -> None:
        """Do all that there is to do; what fails is told once, without what records say."""
        try:
            while not self._stop.is_set() and self._step():
                pass
            self._told = ""
        except Exception as error:
            what = f"{error.code}: {error}" if isinstance(error, StoreError) else type(error).__name__
            if what != self._told:
                LOG.warning("the index is not kept up: %s", what)
            self._told = what
            raise _Failed from error


class _Failed(Exception):
    """The work was broken off, and is tried again later."""
