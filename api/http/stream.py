"""What one run of the assistant tells, in order, for those who listen."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Any
from uuid import uuid4

from agent.events import Reply
from api.http.failures import body


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a run tells: its number in the stream, its kind, and what it says as JSON values."""

    number: int
    kind: str
    said: dict[str, Any]


class Stream:
    """What one run tells, in order. All of it lives in the event loop; only the run itself is in a thread.

    The run goes on to its end whether or not anybody listens.
    """

    def __init__(self, user: str, thread: str) -> None:
        self.id = uuid4().hex
        self.user = user
        self.thread = thread
        self.key: str | None = None
        """What the client calls the request that began it."""
        self.request = b""
        """A hash of that request."""
        self.told: list[Told] = []
        self.began = False
        """Whether the run has done anything yet; set by its own thread."""
        self.reply: Reply | None = None
        self.failure: Exception | None = None
        self.ended_at: float | None = None
        self.stop = Event()
        """Set when the run is to end early."""
        self._news = asyncio.Event()

    def tell(self, kind: str, said: dict[str, Any]) -> None:
        """Add something and wake those who listen."""
        self.told.append(Told(len(self.told) + 1, kind, said))
        self._wake()

    def end(self, failure: Exception | None) -> None:
        """Close the stream."""
        if failure is not None:
            self.failure = failure
            self.tell("error", body(failure))
        self.tell("done", {})
        self.ended_at = monotonic()
        self._wake()

    async def begun(self, seconds: float) -> None:
        """Wait until the run has told something, but not longer than that.

        Raises:
            StoreError: It failed before it told anything.
        """
        if not self.told:
            await self._wait(seconds)
        if self.failure is not None and self.told[0].kind == "error":
            raise self.failure

    async def result(self) -> Reply:
        """Wait for the run's end and return its reply.

        Raises:
            StoreError: It failed.
        """
        while self.ended_at is None:
            await self._news.wait()
        if self.failure is not None:
            raise self.failure
        if self.reply is None:
            raise RuntimeError("the run ended without a reply")
        return self.reply

    async def after(self, number: int, silence: float) -> AsyncIterator[Told | None]:
        """Yield what was told after that number, and what will be, to the end; `None` after so many silent seconds."""
        while True:
            while number < len(self.told):
                yield self.told[number]
                number += 1
            if self.ended_at is not None:
                return
            if not await self._wait(silence):
                yield None

    async def _wait(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
