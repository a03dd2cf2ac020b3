"""Chroma as one process may use it: opened once, by whoever holds its folder, and tried again after it failed."""

import shutil
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

from store.index.chroma import Chroma, ChromaDown
from store.index.keeping import Hold

AGAIN = 60.0
"""Seconds after which Chroma, when it failed, is tried again."""
FRESH = 5.0
"""Seconds after which a Chroma server is asked how far it has come: what it lacks is read from SQL meanwhile."""


class Access:
    """Opens Chroma when it is needed. Safe to use from several threads."""

    def __init__(self, hold: Hold | None, folder: Path | None, url: str | None) -> None:
        """Take where it is: the address of a server, or else a folder that belongs to whoever has the hold."""
        self._hold = hold
        self._place: Path | str | None = url or (folder / "chroma" if folder else None)
        self._chroma: Chroma | None = None
        self._opening = Lock()
        self._failed: tuple[float, ChromaDown] | None = None
        self._looked = 0.0

    @property
    def is_shared(self) -> bool:
        """Whether it is a server, which every process may ask."""
        return isinstance(self._place, str)

    @property
    def files(self) -> bool:
        """Whether this process brings it up to date."""
        return self._hold is not None and self._hold.held

    @property
    def failure(self) -> str | None:
        """Why it could not be opened the last time."""
        return str(self._failed[1]) if self._failed else None

    def to_file(self) -> Chroma | None:
        """Return it to be brought up to date; nothing when that is for another process.

        Raises:
            ChromaDown: It cannot be opened.
        """
        return self.opened() if self.files else None

    def to_search(self, *, keeps: bool) -> Chroma | None:
        """Return it to be searched, where this process may ask it: a folder only if it keeps the index."""
        if not self.is_shared and not (keeps and self.files):
            return None
        try:
            chroma = self.opened()
        except ChromaDown:
            return None
        if chroma and not self.files and time.monotonic() > self._looked + FRESH:
            chroma.fresh()
            self._looked = time.monotonic()
        return chroma

    def opened(self) -> Chroma | None:
        """Return it, opened once; after a failure it is not tried again for a minute.

        Raises:
            ChromaDown: It cannot be opened.
        """
        with self._opening:  # the upkeep and a search may be first at once, which Chroma does not bear
            if self._chroma is None and self._place is not None:
                if self._failed and time.monotonic() < self._failed[0] + AGAIN:
                    raise self._failed[1]
                try:
                    self._chroma = Chroma(self._place)
                except ChromaDown as error:
                    self._failed = (time.monotonic(), error)
                    raise
                self._failed = None
            return self._chroma

    def make_anew(self) -> None:
        """Remove the folder, which may be damaged; it is filled from the vectors in SQL."""
        if isinstance(self._place, Path):
            self.close()
            self._failed = None
            shutil.rmtree(self._place, ignore_errors=True)

    def close(self) -> None:
        """Let go of it; it may be opened again."""
        if self._chroma is not None:
            with suppress(Exception):
                self._chroma.close()
            self._chroma = None
