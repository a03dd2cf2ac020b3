"""How often one user, or one address, may ask. Counted in this process: several processes allow as many times more."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from time import monotonic

from store.errors import StoreError

MINUTE = 60.0
MOST = 10_000
"""Askers that are remembered; beyond, those are forgotten who have not asked for a minute."""


class TooManyRequests(StoreError):
    """Somebody has asked too often."""

    code = "too_many_requests"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many requests. Try again in {seconds} second{'' if seconds == 1 else 's'}.")


class Rates:
    """What each asker has left. Who has not asked for a minute has all of it; it comes back evenly."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, asker: str, most: int) -> None:
        """Count one request of an asker who has `most` of them in a minute.

        Raises:
            TooManyRequests: He has none left; it says in how many seconds he has one again.
        """
        now = monotonic()
        with self._lock:
            left, at = self._left.get(asker, (float(most), now))
            left = min(float(most), left + (now - at) * most / MINUTE)
            self._left[asker] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > MOST:
                self._left = {key: kept for key, kept in self._left.items() if kept[1] > now - MINUTE}
        if left < 1:
            raise TooManyRequests(ceil((1 - left) * MINUTE / most))


class Places:
    """What each asker holds at a time, as connections that stay open. All of it lives in the event loop."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()

    @contextmanager
    def held(self, asker: str, most: int, seconds: int) -> Iterator[None]:
        """Hold one of `most` places of an asker as long as the block lasts.

        Args:
            seconds: When it is worth another try.

        Raises:
            TooManyRequests: He holds all of them.
        """
        if self._held[asker] >= most:
            raise TooManyRequests(seconds)
        self._held[asker] += 1
        try:
            yield
        finally:
            self._held[asker] -= 1
            if not self._held[asker]:
                del self._held[asker]
