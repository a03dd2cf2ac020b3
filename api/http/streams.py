"""Runs of the assistant, each in a thread of its own, and what they tell, for those who listen."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from threading import Event as Flag
from threading import Thread
from time import monotonic
from typing import Any

from agent.events import Event, Reply
from api.http.failures import SOON, body, note
from api.http.frames import frames
from api.http.logs import entry, made_here
from api.http.metrics import Metrics
from api.http.rates import TooManyRequests
from api.http.stream import Stream
from api.http.trust import Trust
from store.errors import RecordNotFound, StoreError
from store.store import Store

LOG = logging.getLogger("parley.http")
MOST_OF_ONE = 8
"""Runs of one user that are at work or wait."""
Ended = Callable[[Reply | None, Exception | None], None]
"""Told how a run ended, in the run's own thread; with neither, when it was refused before it began."""
KEPT = timedelta(minutes=10)
"""How long what a run told can be asked for again after its end."""
MOST = 2_000
"""Streams that are kept; beyond, the oldest that have ended are forgotten."""


class Streams:
    """The runs of this process."""

    def __init__(self, store: Store, metrics: Metrics, at_once: int) -> None:
        """Take the workspace's data, what counts, and how many runs are at work at once."""
        self._store = store
        self._metrics = metrics
        self._at_once = at_once
        self._streams: dict[str, Stream] = {}
        self._waiting: list[tuple[Stream, Thread]] = []
        self._at_work: Counter[str] = Counter()

    def start(
        self,
        user: str,
        thread: str,
        events: Callable[[Flag], Iterator[Event]],
        ended: Ended | None = None,
        *,
        check: Callable[[], object] = lambda: None,
    ) -> Stream:
        """Let a run begin, in a thread of its own; `events` is given what tells it to stop.

        Where there is no room, it waits: next is whoever has the fewest at work, and among those who came first.

        Args:
            check: Raises a `StoreError` when the one who asked may not ask any longer: the run stops.

        Raises:
            TooManyRequests: So many runs of the user are at work, or wait, that others would wait for him.
        """
        self._forget()
        if sum(one.user == user and one.ended_at is None for one in self._streams.values()) >= MOST_OF_ONE:
            raise TooManyRequests(SOON)
        stream = Stream(user, thread)
        self._streams[stream.id] = stream
        loop = asyncio.get_running_loop()
        work = (stream, events, ended, check, loop)
        self._waiting.append((stream, Thread(target=self._work, args=work, name=f"run-{stream.id[:8]}", daemon=True)))
        self._begin()
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
        """Return the stream of a thread of the user that goes on, or else the latest; not of what was refused.

        Raises:
            RecordNotFound: There is none, or it was forgotten.
        """
        known = list(self._streams.values())  # at once: others are added by another thread
        here = [found for found in known if (found.user, found.thread) == (user, thread)]
        going_on = [found for found in here if found.began and found.ended_at is None]
        kept = going_on or [found for found in here if found.began or found.ended_at is None]
        if not kept:
            raise RecordNotFound("stream", thread[:100])
        return kept[-1]

    def keyed(self, user: str, key: str) -> Stream | None:
        """Return the stream that a request with this key of the user began, if it is still known."""
        streams = reversed(self._streams.values())
        return next((stream for stream in streams if (stream.user, stream.key) == (user, key)), None)

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

    def _begin(self) -> None:
        """Let those that wait begin, as far as there is room."""
        while self._waiting and self._at_work.total() < self._at_once:
            found = min(self._waiting, key=lambda one: self._at_work[one[0].user])
            self._waiting.remove(found)
            self._at_work[found[0].user] += 1
            found[1].start()

    def _end(self, stream: Stream, failure: Exception | None) -> None:
        """Close the stream of a run that has ended, and let others begin."""
        stream.end(failure)
        self._at_work -= Counter([stream.user])
        self._begin()

    def _work(
        self,
        stream: Stream,
        events: Callable[[Flag], Iterator[Event]],
        ended: Ended | None,
        check: Callable[[], object],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Run to the end; tell what happens to the loop, as long as there is one."""

        def tell(call: Callable[..., None], *given: Any) -> None:
            with suppress(RuntimeError):  # the loop is closed: the server stops, and nobody listens any more
                loop.call_soon_threadsafe(call, *given)

        began = monotonic()
        self._metrics.count("parley_runs_at_work")
        failure = self._listen(stream, events, Trust(stream.stop, check), tell)
        _conclude(stream, failure, ended)
        self._metrics.count("parley_runs_at_work", -1)
        self._note(stream, failure, monotonic() - began)
        tell(self._end, stream, failure)

    def _listen(
        self, stream: Stream, events: Callable[[Flag], Iterator[Event]], trust: Trust, tell: Callable[..., None]
    ) -> Exception | None:
        """Tell what a run tells, to its end; return why it failed, if it did."""
        try:
            for event in events(trust):
                stream.began = True
                if isinstance(event, Reply):
                    stream.reply = event
                self._metrics.hear(event)
                for kind, said in frames(event, self._store.schema):
                    tell(stream.tell, kind, said)
        except StoreError as error:
            return trust.lost or error
        except Exception as error:
            note(error)
            return error
        return None

    def _note(self, stream: Stream, failure: Exception | None, seconds: float) -> None:
        """Count a run that has ended, and write a line about it."""
        outcome = "card" if stream.reply and stream.reply.card else "reply"
        if failure is not None:
            outcome = str(body(failure)["code"])
        self._metrics.count("parley_runs_total", outcome=outcome)
        self._metrics.time("parley_run_seconds", seconds)
        told = {"user": stream.user, "thread": made_here(stream.thread), "run": stream.reply and stream.reply.run}
        entry(LOG, "run", **told, stream=stream.id, outcome=outcome, ms=round(seconds * 1000))

    def _forget(self) -> None:
        """Forget streams that ended long ago, and the oldest of too many."""
        before = monotonic() - KEPT.total_seconds()
        ended = {key: stream.ended_at for key, stream in self._streams.items() if stream.ended_at is not None}
        surplus = len(self._streams) - MOST
        for n, (key, at) in enumerate(ended.items()):
            if at < before or n < surplus:
                del self._streams[key]


def _conclude(stream: Stream, failure: Exception | None, ended: Ended | None) -> None:
    """Tell the one who let the run begin how it ended."""
    if ended is None:
        return
    try:
        ended(stream.reply, failure if stream.began else None)
    except Exception as error:
        note(error)
