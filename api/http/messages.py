"""Messages: what a user says, and what the assistant answers."""

from collections.abc import Iterator
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from agent.assistant import LONGEST_DESCRIPTION, LONGEST_MESSAGE
from agent.deciding import decided
from agent.events import Event as Told
from api.http.cards import approved, rejected
from api.http.dependencies import DOOR, CurrentAsker, CurrentParts, CurrentPrincipal, CurrentToken, OwnThread, Parts
from api.http.once import OnlyOnce, told_once
from api.http.shapes import Shape, Text, called, refusals
from api.http.stream import Stream
from api.http.streaming import ANSWERS, EVENTS, EXAMPLE, events, wants_events
from api.http.streams import Ended
from store.errors import RecordNotFound
from store.fields import Pointer
from store.principal import Principal

router = APIRouter(prefix="/api/threads", tags=["Messages"])

LastEvent = Annotated[str | None, Header(max_length=100, description="Id of the last event that was received.")]


class OnPage(Shape):
    """A record that somebody has before him."""

    cls: Text = Field(alias="class", max_length=100, examples=["Deal"])
    id: Text = Field(max_length=100, examples=["a1B2c3D4e5"])


class Said(Shape):
    """What a user says."""

    text: Text = Field(
        description=f"Plain text, at most {LONGEST_MESSAGE:,} characters; where an admin describes classes, at most"
        f" {LONGEST_DESCRIPTION:,}.",
        examples=["Move the Globex renewal to proposal"],
    )
    context: OnPage | None = Field(
        None, description='The record of the page on which it is said: "this deal" means that one.'
    )


@router.post(
    "/{thread}/messages",
    response_class=Response,
    responses=ANSWERS | refusals({413: "The message is too long."}),
)
async def post_message(
    request: Request,
    thread: OwnThread,
    said: Said,
    asker: CurrentAsker,
    principal: CurrentPrincipal,
    parts: CurrentParts,
    once: OnlyOnce,
    last_event_id: LastEvent = None,
) -> Response:
    """Say something to the assistant.

    What deletes, changes many records, or was not said by you, comes back as a card that waits for your yes; the rest
    is done at once and can be undone by the id of its run. A card that waits is answered by a bare yes or no, under the
    same rules as at its own address, and rejected by any other message. When the
    connection breaks, the run goes on to its end. A client of events that sends the same again, with `Last-Event-ID`,
    hears the rest of it and says nothing twice; another text is another message.
    """
    if last_event_id and wants_events(request):
        known = await run_in_threadpool(_said_before, parts, principal, thread, said.text, last_event_id)
        if known and once.began(known[0]):
            return events(*known, once.check)

    on = said.context
    page = Pointer(called(parts.workspace.store.schema, on.cls).name, on.id) if on else None

    decision = decided(said.text)
    card = await run_in_threadpool(parts.assistant.cards.waiting, principal, thread) if decision else None
    if card and decision == "approved":
        asker.check_yes(card)

    def tell(stop: Event) -> Iterator[Told]:
        if card and decision:
            return (
                approved(parts, principal, card, None, stop)
                if decision == "approved"
                else rejected(parts, principal, card, stop)
            )
        return parts.assistant.stream(thread, said.text, principal, door=DOOR, page=page, stop=stop)

    def start(ended: Ended | None) -> Stream:
        return parts.streams.start(principal.user, thread, tell, ended, check=once.check)

    return await told_once(request, once, start)


@router.get(
    "/{thread}/events",
    response_class=Response,
    responses={200: {"description": "As of posting a message.", "content": {EVENTS: {"example": EXAMPLE}}}},
)
async def follow_thread(
    thread: OwnThread,
    principal: CurrentPrincipal,
    token: CurrentToken,
    parts: CurrentParts,
    last_event_id: LastEvent = None,
) -> Response:
    """Listen again to the latest run of a thread, after the connection broke, or from another place.

    With `Last-Event-ID` it goes on after that event; without, it begins with the run's first one. Events are kept for
    ten minutes after the run's end; later, and in another server process, there are still the thread's messages.
    """
    stream, seen = parts.streams.latest(principal.user, thread), 0
    if last_event_id:
        stream, seen = _heard(parts, principal, last_event_id)
        if stream.thread != thread:
            raise RecordNotFound("stream", last_event_id)
    return events(stream, seen, lambda: parts.asker(token))


@router.post("/{thread}/stop", status_code=202, response_class=Response)
def stop_thread(thread: OwnThread, principal: CurrentPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Stop the run that is answering in a thread, at the assistant's next word or before its next call.

    A language model that is silent is not waited for. What the run has changed until then stays, and can be undone.
    Whoever waits for the reply is told the code `stopped`.
    """
    return once.answer(202, lambda: parts.streams.latest(principal.user, thread).stop.set())


def _said_before(parts: Parts, principal: Principal, thread: str, text: str, last: str) -> tuple[Stream, int] | None:
    """Return the stream of an event that was heard; nothing when it is forgotten, and the message is a new one.

    Raises:
        RecordNotFound: It is forgotten, and the thread's last message is this one: it is not said twice.
    """
    try:
        return _heard(parts, principal, last)
    except RecordNotFound:
        if parts.assistant.threads.words(principal, thread)[-1:] == [text]:
            raise
        return None


def _heard(parts: Parts, principal: Principal, last: str) -> tuple[Stream, int]:
    """Return the stream of an event that was heard, and the event's number in it.

    Raises:
        RecordNotFound: There is none, or it was forgotten.
    """
    name, _, number = last.partition(".")
    return parts.streams.find(principal.user, name), int(number) if number.isascii() and number.isdigit() else 0
