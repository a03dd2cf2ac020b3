"""Runs of the assistant, each in a thread of its own, and what they tell, for those who listen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore, Thread
from threading import Event as Flag
from time import monotonic
from typing import Any
from uuid import uuid4

from agent.events import Event, Reply, ToolFinished, ToolStarted, Word
from api.http import shapes
from api.http.failures import body, note
from store.errors import RecordNotFound, StoreError
from store.schema import Schema

AT_ONCE = 32
"""Runs at work at once in one process; more of them wait."""
KEPT = timedelta(minutes=10)
"""How long what a run told can be asked for again after its end."""
MOST = 2_000
"""Streams that are kept; beyond, the oldest that have ended are forgotten."""


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
        self.told: list[Told] = []
        self.reply: Reply | None = None
        self.failure: Exception | None = None
        self.ended_at: float | None = None
        self.stop = Flag()
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


class Streams:
    """The runs of this process."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._streams: dict[str, Stream] = {}
        self._room = BoundedSemaphore(AT_ONCE)

    def start(self, user: str, thread: str, events: Callable[[Flag], Iterator[Event]]) -> Stream:
        """Let a run begin, in a thread of its own; `events` is given what tells it to stop."""
        self._forget()
        stream = Stream(user, thread)
        self._streams[stream.id] = stream
        loop = asyncio.get_running_loop()
        Thread(target=self._work, args=(stream, events, loop), name=f"run-{stream.id[:8]}", daemon=True).start()
        return stream

    def find(self, user: str, stream: str) -> Stream:
        """Return a stream of the user.

        Raises:
            RecordNotFound: He has none of this id, or it was forgotten.
        """
        found = self._streams.get(stream)
        if found is None or found.user != user:
            raise RecordNotFound("stream", stream[:100])
        return found

    def latest(self, user: str, thread: str) -> Stream:
        """Return the latest stream of a thread of the user.

        Raises:
            RecordNotFound: There is none, or it was forgotten.
        """
        for found in reversed(self._streams.values()):
            if (found.user, found.thread) == (user, thread):
                return found
        raise RecordNotFound("stream", thread[:100])

    async def finish(self, seconds: float) -> None:
        """Wait for the runs that are at work; stop those that take longer than that, and leave them after as long."""
        running = [stream for stream in self._streams.values() if stream.ended_at is None]
        waiting = [asyncio.ensure_future(stream.result()) for stream in running]
        if not waiting:
            return
        if (await asyncio.wait(waiting, timeout=seconds))[1]:
            for stream in running:
                stream.stop.set()
            await asyncio.wait(waiting, timeout=seconds)
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    def _work(self, stream: Stream, events: Callable[[Flag], Iterator[Event]], loop: asyncio.AbstractEventLoop) -> None:
        """Run to the end; tell what happens to the loop, as long as there is one."""

        def told(call: Callable[..., None], *given: Any) -> None:
            try:
                loop.call_soon_threadsafe(call, *given)
            except RuntimeError:  # the loop is closed: the server stops, and nobody listens any more
                return

        failure: Exception | None = None
        with self._room:
            try:
                for event in events(stream.stop):
                    if isinstance(event, Reply):
                        stream.reply = event
                    for kind, said in frames(event, self._schema):
                        told(stream.tell, kind, said)
            except StoreError as error:
                failure = error
            except Exception as error:
                note(error)
                failure = error
        told(stream.end, failure)

    def _forget(self) -> None:
        """Forget streams that ended long ago, and the oldest of too many."""
        before = monotonic() - KEPT.total_seconds()
        ended = {key: stream.ended_at for key, stream in self._streams.items() if stream.ended_at is not None}
        surplus = len(self._streams) - MOST
        for n, (key, at) in enumerate(ended.items()):
            if at < before or n < surplus:
                del self._streams[key]


def frames(event: Event, schema: Schema) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what an event tells, as the name of a server-sent event and its JSON values."""
    if isinstance(event, Word):
        yield "word", {"text": event.text}
    elif isinstance(event, ToolStarted):
        yield "tool_started", {"call": event.call, "tool": event.tool, "sentence": event.sentence}
    elif isinstance(event, ToolFinished):
        yield "tool_finished", {"call": event.call, "tool": event.tool, "code": event.code}
    else:
        reply = shapes.Reply.of(event, schema).model_dump(mode="json", by_alias=True)
        if reply["card"]:
            yield "approval", reply["card"]
        yield "reply", reply
