"""Whether a run may go on: its person has not stopped it, and whoever asked for it may still ask."""

from collections.abc import Callable
from threading import Event
from time import monotonic

from api.http import streaming
from store.errors import StoreError

FRESH = 0.25
"""Seconds for which a token that was good counts as good while a run is at work."""


class Trust(Event):
    """What a run looks at before each call and at each word. A token that is revoked stops what it has begun.

    Attributes:
        lost: Why whoever asked may not ask any longer.
    """

    def __init__(self, stop: Event, check: Callable[[], object]) -> None:
        """Take what the person sets to stop the run, and what raises a `StoreError` when trust is lost."""
        super().__init__()
        self._stop = stop
        self._check = check
        self._at = monotonic()
        self.lost: StoreError | None = None

    def is_set(self) -> bool:
        """Return whether the run is to end; who asked is looked up again several times a second."""
        if self.lost is None and monotonic() - self._at >= min(FRESH, streaming.TRUST):
            try:
                self._check()
            except StoreError as error:
                self.lost = error
            self._at = monotonic()
        return self.lost is not None or self._stop.is_set()
