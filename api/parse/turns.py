"""Requests that write take turns, in one thread; those that wait at the same time share a transaction.

The log keeps its order by letting one transaction write at a time, and to begin and to keep one costs as much as a
change. So it is begun and kept once for all who wait (docs/decisions/0028). Each is still all or nothing by itself.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from api.parse import once, routes
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.refusals import Refusal
from api.parse.routes import Route
from store.errors import StorageBusy, StorageDown, StorageFull, StoreError
from store.records import Records

MOST = 16
"""Requests in one transaction: the writers of other processes wait as long."""

Asked = tuple[Route, Call]
Told = Answer | Exception


class Turns:
    """Who waits to write."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._thread = ThreadPoolExecutor(1, "parse-write")
        self._waiting: deque[tuple[Asked, asyncio.Future[Answer]]] = deque()
        self._work: asyncio.Task[None] | None = None

    def close(self) -> None:
        """Let go of the thread, once it has done what it is at."""
        self._thread.shutdown(wait=False)

    async def answer(self, found: Route, call: Call) -> Answer:
        """Return the answer to a call when its turn has come and what it wrote is kept."""
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(((found, call), told))
        if self._work is None:
            self._work = asyncio.create_task(self._go_on())
        return await told

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            turn = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            try:
                answers = await loop.run_in_executor(self._thread, answered, self._door, [asked for asked, _ in turn])
            except Exception as error:  # the server stops
                answers = [error] * len(turn)
            for (_, told), answer in zip(turn, answers, strict=True):
                if told.done():  # who asked has gone
                    continue
                if isinstance(answer, Exception):
                    told.set_exception(answer)
                else:
                    told.set_result(answer)
        self._work = None


class _Undone(Exception):
    """Something went wrong after a request had written, so that nothing of its transaction may be kept."""


def answered(door: Door, turn: Sequence[Asked]) -> list[Told]:
    """Return the answer, or the refusal, of each request, in their order."""
    parts = [(shares, list(part)) for shares, part in groupby(turn, lambda asked: _may_share(*asked))]
    return [
        told
        for shares, part in parts
        for told in (_together(door, part) if shares and len(part) > 1 else _each(door, part))
    ]


def _may_share(found: Route, call: Call) -> bool:
    """Whether a request is one change of a person: others may write much, or begin units of work of their own."""
    is_his = call.token is not None and not call.is_master and not found.for_master
    return is_his and call.request is None and call.run is None


def _together(door: Door, turn: Sequence[Asked]) -> list[Told]:
    """Answer requests in one transaction; where one of them spoils it, nothing of it is kept, and each has its own."""
    try:
        with door.together() as unit:
            return [_in(unit, *asked) for asked in turn]
    except (StorageBusy, StorageDown, StorageFull) as error:
        return [error] * len(turn)  # as would each alone, one after the other; and nobody knows what was kept
    except Exception:  # as told to whom it concerns, when he is alone
        return _each(door, turn)


def _in(unit: Callable[[Call], Records], found: Route, call: Call) -> Told:
    records = None
    try:
        records = unit(call)
        return routes.within(records, found, call)
    except (Refusal, StoreError) as error:
        if records is not None and records.changes:
            raise _Undone from error
        return error


def _each(door: Door, turn: Sequence[Asked]) -> list[Told]:
    """Answer requests one after the other."""
    return [_alone(door, *asked) for asked in turn]


def _alone(door: Door, found: Route, call: Call) -> Told:
    try:
        return once.answer(door, found, call)
    except Exception as error:
        return error
