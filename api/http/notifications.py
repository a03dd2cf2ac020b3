"""Notifications: what falls due and the morning's digest, told as it happens."""

import asyncio
from collections.abc import AsyncIterator, Callable
from math import ceil
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.http.dependencies import CurrentAsker, CurrentParts, CurrentToken, Parts
from api.http.failures import body
from api.http.streaming import EVENTS, HEADERS
from store.errors import StoreError
from store.principal import Principal
from store.reminders import Due, Reminder, Reminders

router = APIRouter(prefix="/api/notifications", tags=["Notifications"])

CHANNEL = "web"
BETWEEN = 15.0
"""Seconds after which is looked again; a comment is sent, so that nobody in between takes the connection for dead."""
MOST = 10
"""Pages of one user that listen at once."""
STEP = 1.0
"""Seconds after which it is noticed that the server stops, or that the token is not good any more."""
EXAMPLE = """\
id: 17
event: due
data: {"class":"Activity","id":"a1B2c3D4e5","name":"Call Jane","due":"2026-03-18T09:30:00+00:00","about":"Pilot"}

id: 18
event: digest
data: {"day":"2026-03-18","due":[…],"overdue":[…],"more":0}
"""


async def _place(asker: CurrentAsker, parts: CurrentParts) -> AsyncIterator[None]:
    """Hold one of the places of who asks until the answer is sent, or he is gone."""
    with parts.places.held(f"notifications {asker.principal.user}", MOST, ceil(BETWEEN)):
        yield


@router.get(
    "",
    response_class=Response,
    dependencies=[Depends(_place)],
    responses={200: {"description": "What falls due, as it falls due.", "content": {EVENTS: {"example": EXAMPLE}}}},
)
async def hear_notifications(
    request: Request,
    token: CurrentToken,
    parts: CurrentParts,
    last_event_id: Annotated[str | None, Header(max_length=100, description="Id of the last one received.")] = None,
) -> Response:
    """Listen to what falls due: activities that you have made, and those of deals that are assigned to you.

    Each is told once, whatever page is listening, also after a restart: `due` when it falls due, and `digest` in the
    morning of your time zone with all that is due on the day and overdue. With `Last-Event-ID` what came after that one
    is told again. The connection stays open; an `error` is the last event. At most ten pages of yours listen at once.
    """
    last = last_event_id or ""
    seen = int(last[:18]) if last.isascii() and last.isdigit() else None
    stopping: Callable[[], bool] = getattr(request.app.state, "stopping", bool)
    return StreamingResponse(_events(parts, token, seen, stopping), media_type=EVENTS, headers=HEADERS)


async def _events(parts: Parts, token: str, seen: int | None, stopping: Callable[[], bool]) -> AsyncIterator[bytes]:
    try:
        async for said in _reminders(parts, token, seen, stopping):
            yield said
    except StoreError as error:
        yield b"event: error\ndata: " + orjson.dumps(body(error)) + b"\n\n"


async def _reminders(parts: Parts, token: str, seen: int | None, stopping: Callable[[], bool]) -> AsyncIterator[bytes]:
    """Yield what falls due, and comments, until the server stops.

    Raises:
        StoreError: The token is not good any more, or the database does not answer.
    """
    reminders = Reminders(parts.workspace.store)
    if seen is not None:
        me = (await run_in_threadpool(parts.asker, token)).principal
        for reminder in await run_in_threadpool(reminders.after, me, CHANNEL, seen):
            yield _frame(reminder)
    while not stopping():
        me, found = await run_in_threadpool(_taken, parts, reminders, token)
        for reminder in found:
            yield _frame(reminder)
            await run_in_threadpool(reminders.sent, me, reminder.id)
        yield b": \n\n"
        waited = 0.0
        while waited < BETWEEN and not stopping():
            await asyncio.sleep(STEP)
            await run_in_threadpool(parts.asker, token)
            waited += STEP


def _taken(parts: Parts, reminders: Reminders, token: str) -> tuple[Principal, list[Reminder]]:
    """Return who listens, whose token must still be good, and what he is to be told."""
    me = parts.asker(token).principal
    return me, reminders.take(me, CHANNEL, digest=parts.workspace.settings.digest)


def _frame(reminder: Reminder) -> bytes:
    if reminder.kind == "due":
        said = _told(reminder.due[0])
    else:
        due, overdue = ([_told(one) for one in several] for several in (reminder.due, reminder.overdue))
        said = {"day": reminder.day.isoformat(), "due": due, "overdue": overdue, "more": reminder.more}
    return f"id: {reminder.id}\nevent: {reminder.kind}\ndata: ".encode() + orjson.dumps(said) + b"\n\n"


def _told(one: Due) -> dict[str, Any]:
    return {"class": one.cls, "id": one.id, "name": one.name, "due": one.due.isoformat(), "about": one.about}
