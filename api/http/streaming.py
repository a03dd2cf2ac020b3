"""Answers of the assistant over HTTP: as one JSON reply, or as server-sent events while it works."""

from collections.abc import AsyncIterator, Callable
from time import monotonic
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.http.failures import body, refusal
from api.http.shapes import Reply, refusals
from api.http.stream import Stream, Told
from store.answers import Answer
from store.errors import StoreError
from store.schema import Schema

EVENTS = "text/event-stream"
SILENCE = 15.0
"""Seconds without an event after which a comment is sent, so that nobody in between takes the connection for dead."""
FIRST = 5.0
"""Seconds in which a run that cannot begin is refused with a status; later it is told as an event."""
TRUST = 1.0
"""Seconds for which a token that was good counts as good while events are sent."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
AGAIN = {"Idempotency-Replayed": "true"}
"""What an answer bears that was given before."""
EXAMPLE = """\
id: 5f0c….1
event: tool_started
data: {"call":"call1","tool":"update_deals","sentence":"Changing deals"}

id: 5f0c….2
event: tool_finished
data: {"call":"call1","tool":"update_deals","code":null}

id: 5f0c….3
event: word
data: {"text":"Done: "}

id: 5f0c….4
event: reply
data: {"text":"Done: …","run":"…","thread":"…","records":[…],"card":null}

id: 5f0c….5
event: done
data: {}
"""
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Reply,
        "description": "The reply; or, for `Accept: text/event-stream`, what happens while it is made: `word` (a piece"
        " of the text), `tool_started`, `tool_finished`, `approval` (a whole card), `reply` (as in JSON), `error`, and"
        " `done` as the last one.",
        "content": {EVENTS: {"example": EXAMPLE}},
    },
    **refusals(
        {
            409: "The thread is busy, or the card was answered otherwise before.",
            502: "The language model does not answer; what was changed before stays.",
        }
    ),
}
"""What a route that lets the assistant speak answers, for the documentation."""


def wants_events(request: Request) -> bool:
    """Whether the client asks for events."""
    return EVENTS in request.headers.get("accept", "")


async def answered(request: Request, stream: Stream, schema: Schema, check: Callable[[], object]) -> Response:
    """Return what a run tells in the form that the client asks for.

    Args:
        check: Raises a `StoreError` when the client may not listen any longer.
    """
    try:
        if wants_events(request):
            await stream.begun(FIRST)
            return events(stream, 0, check)
        reply = Reply.of(await stream.result(), schema)
    except Exception as error:  # a fault of the program was noted where it happened
        return refusal(error)
    return Response(orjson.dumps(reply.model_dump(mode="json", by_alias=True)), media_type="application/json")


def replayed(request: Request, kept: Answer) -> Response:
    """Return how a run ended long ago, in the form that the client asks for."""
    if not wants_events(request):
        return Response(kept.body, kept.status, AGAIN, "application/json")
    found: dict[str, Any] = orjson.loads(kept.body)
    card = [("approval", found["card"])] if found.get("card") else []
    told = [*card, ("reply", found)] if kept.status == 200 else [("error", found)]
    framed = b"".join(_framed(None, kind, one) for kind, one in [*told, ("done", {})])
    return Response(framed, headers=HEADERS | AGAIN, media_type=EVENTS)


def events(stream: Stream, number: int, check: Callable[[], object]) -> Response:
    """Return what a run told after that number, and what it tells from now on, as events."""
    return StreamingResponse(_events(stream, number, check), media_type=EVENTS, headers=HEADERS)


async def heard(stream: Stream, number: int, check: Callable[[], object]) -> AsyncIterator[Told | None]:
    """Yield what a run told after that number, and what it will tell; `None` when it is silent for a while.

    Args:
        check: Raises a `StoreError` when the client may not listen any longer; asked about every second.

    Raises:
        StoreError: What `check` raised.
    """
    trusted = monotonic()
    async for told in stream.after(number, min(SILENCE, TRUST)):
        if monotonic() - trusted >= TRUST:
            await run_in_threadpool(check)
            trusted = monotonic()
        yield told


async def _events(stream: Stream, number: int, check: Callable[[], object]) -> AsyncIterator[bytes]:
    try:
        async for told in heard(stream, number, check):
            yield _frame(stream, told) if told else b": \n\n"
    except StoreError as error:
        yield _framed(None, "error", body(error))
        yield _framed(None, "done", {})


def _frame(stream: Stream, told: Told) -> bytes:
    return _framed(f"{stream.id}.{told.number}", told.kind, told.said)


def _framed(name: str | None, kind: str, said: dict[str, Any]) -> bytes:
    """Return one event as it goes over the wire (html.spec.whatwg.org, section 9.2)."""
    number = f"id: {name}\n" if name else ""
    return f"{number}event: {kind}\ndata: ".encode() + orjson.dumps(said) + b"\n\n"
