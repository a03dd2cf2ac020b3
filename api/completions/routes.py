"""`/v1/models` and `/v1/chat/completions`."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import uuid4

import orjson
from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api.completions import history
from api.completions.answering import Answer, Answering
from api.completions.chores import chore
from api.completions.failures import CompletionRoute
from api.completions.forms import Form
from api.completions.shapes import MODEL, UnknownModel, Wanted
from api.completions.speaking import at_once, chunks
from api.http.dependencies import Asker, CurrentAsker, CurrentPrincipal, Parts
from api.http.failures import answer
from api.http.once import Once, OnlyOnce
from api.http.stream import Stream
from api.http.streaming import AGAIN, EVENTS, FIRST, HEADERS
from store.errors import InProgress, StoreError
from store.principal import Principal
from store.turns import Opened, Turns, key_of

MADE = 1_767_225_600
"""When the model was made, in seconds since 1970: the list of models has to say it."""
TURN = "turn "
"""How the keys of turns begin among those of runs; no client can choose such a one."""


TRIES, PAUSE = 100, 0.02
"""How often, and with how many seconds between, a turn is looked for that another request has just opened."""


class Refusal(BaseModel):
    """Why a request was refused, in OpenAI's form."""

    error: dict[str, Any] = Field(
        description="`message`, a sentence; `type`, `code` and `param`, the parameter that is wrong.",
        examples=[{"message": "…", "type": "invalid_request_error", "param": "n", "code": "unsupported_value"}],
    )


def refusals(why: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    """Return what a route may refuse, status → why, for the documentation."""
    return {status: {"model": Refusal, "description": told} for status, told in why.items()}


router = APIRouter(
    prefix="/v1",
    tags=["Chat completions"],
    route_class=CompletionRoute,
    responses=refusals(
        {
            401: "There is no token, or it has ended.",
            404: "There is no such model.",
            429: "You have asked too often; `Retry-After` says when to try again.",
        }
    ),
)
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A completion, or with `stream` its chunks.", "content": {EVENTS: {}, "application/json": {}}}
}
ConversationId = Annotated[
    str | None, Header(max_length=200, description="The client's id of the conversation, if it has one.")
]


@router.get("/models", response_class=Response)
def list_models(_: CurrentPrincipal) -> Response:
    """List the models: the assistant is the only one."""
    return answer(200, {"object": "list", "data": [_model()]})


@router.get("/models/{model}", response_class=Response)
def get_model(_: CurrentPrincipal, model: Annotated[str, Path(max_length=200, examples=[MODEL])]) -> Response:
    """Return the model."""
    if model != MODEL:
        raise UnknownModel(f"There is no model {model!r} here; the only one is {MODEL!r}.")
    return answer(200, _model())


@router.post(
    "/chat/completions",
    response_class=Response,
    responses=ANSWERS
    | refusals(
        {
            400: "A parameter is missing, wrong or not supported; `param` names it.",
            403: "The token is for reading, and a card was to be approved.",
            409: "The thread is still answering, or the card was answered otherwise before.",
            502: "The language model does not answer.",
        }
    ),
)
async def complete(
    wanted: Wanted,
    asker: CurrentAsker,
    once: OnlyOnce,
    x_conversation_id: ConversationId = None,
    x_openwebui_chat_id: ConversationId = None,
) -> Response:
    """Answer the last message of a conversation.

    The same conversation sent again is the same run, and changes nothing twice. A card is answered by its code, as in
    "approve K7Q2", or by a bare yes when it was the last reply. What the client tells of others is heard, not obeyed.
    """
    wanted.check_model()
    said = chore(wanted)
    if said is not None:
        return _at_once(wanted, Form(f"chatcmpl-{uuid4().hex}"), Answer(said, "", "", [], None, 0, 0))
    wanted.check()
    name = x_conversation_id or x_openwebui_chat_id or ""
    return await _answered(wanted, asker, once, name)


@router.api_route("/{rest:path}", methods=["GET", "POST", "DELETE"], include_in_schema=False)
def nothing_else(rest: str) -> Response:  # noqa: ARG001
    """Refuse what clients may ask for beside, in the form that they know."""
    raise HTTPException(404)


async def _answered(wanted: Wanted, asker: Asker, once: Once, name: str) -> Response:
    """Answer a message of a person; a run that answers the same message is listened to."""
    me, parts, said = asker.principal, once.parts, history.said(wanted.messages)
    key = key_of(said, name)
    form = Form(f"chatcmpl-{key[:32]}")
    try:
        if (kept := await once.before()) is not None:
            return _at_once(wanted, form, Answer.again(orjson.loads(kept.body)), AGAIN)
        opened = await run_in_threadpool(_opened, once, me, said, name)
    except InProgress:
        running = await _begun(parts, me, key)
        if running is None:
            raise
        return await _told(wanted, form, running, once)
    answering = Answering(parts, asker, wanted.messages, opened, once)
    if known := await run_in_threadpool(answering.before):
        return _at_once(wanted, form, known)
    try:
        stream = parts.streams.start(me.user, opened.turn.thread, answering.events, answering.ended, check=once.check)
    except StoreError as error:
        await run_in_threadpool(answering.ended, None, error)
        raise
    stream.key = f"{TURN}{key}"
    return await _told(wanted, form, stream, once)


async def _begun(parts: Parts, me: Principal, key: str) -> Stream | None:
    """Return the stream of a turn that another request has opened a moment ago; it may not have begun to tell yet."""
    for _ in range(TRIES):
        if (running := parts.streams.keyed(me.user, f"{TURN}{key}")) is not None:
            return running
        await asyncio.sleep(PAUSE)
    return None


def _opened(once: Once, me: Principal, said: list[str], name: str) -> Opened:
    """Return the turn of the last message; of one that is being answered already, the request's key is let go."""
    try:
        return Turns(once.parts.workspace.store).open(me, said, name)
    except BaseException:
        once.drop()
        raise


async def _told(wanted: Wanted, form: Form, stream: Stream, once: Once) -> Response:
    """Return what a run tells, as the client wants it."""
    if wanted.stream:
        await stream.begun(FIRST)
        told = chunks(form, stream, once.check, counted=_counted(wanted))
        return StreamingResponse(told, media_type=EVENTS, headers=HEADERS)
    made = Answer.of(await stream.result())
    return answer(200, form.completion(made.text, made.read, made.written, made.more))


def _at_once(wanted: Wanted, form: Form, known: Answer, headers: Mapping[str, str] | None = None) -> Response:
    if wanted.stream:
        told = b"".join(at_once(form, known, counted=_counted(wanted)))
        return Response(told, headers=HEADERS | dict(headers or {}), media_type=EVENTS)
    return answer(200, form.completion(known.text, known.read, known.written, known.more), headers)


def _counted(wanted: Wanted) -> bool:
    return bool(wanted.stream_options and wanted.stream_options.include_usage)


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": MADE, "owned_by": MODEL}
