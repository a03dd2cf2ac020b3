"""Requests that happen once however often they are sent: those with an `Idempotency-Key`.

As draft-ietf-httpapi-idempotency-key-header has it: the same key with another request is refused, the same request
while the first one is being answered is a conflict, and later it gets the same answer. A run that goes on in this
process is listened to instead. Refusals that changed nothing are not kept.

A secret is never kept: an answer that shows one is shown once, and of a request that bears one is kept only a hash that
nobody makes without the asker's token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from agent import events
from api.http.dependencies import CurrentParts, CurrentPrincipal, CurrentToken, Parts
from api.http.failures import body, status_of
from api.http.shapes import Reply
from api.http.stream import Stream
from api.http.streaming import AGAIN, answered, replayed
from api.http.streams import Ended
from store.answers import Answer, Answers
from store.errors import InProgress, StoreError

Key = Annotated[
    str | None,
    Header(
        description="Any name that the client gives this request. Sent again with it within a day, the request is not"
        " carried out again, and gets the same answer.",
        pattern=r"^[!-~]{1,200}$",
        examples=["6f1e2c9a-0b1d-4b0e-9f0a-2f4f8f6f7c11"],
    ),
]
SHOWN_ONCE = "The request was sent before with this key, and its answer, a secret, was shown only then."
"""Why some answers are not given again, for the documentation."""
NOTHING = 204
"""The status of an answer that has no body, and so no secret in it."""
Kept = Callable[[events.Reply], Any]
"""Makes JSON values of a reply: what is kept of it."""
Start = Callable[[Ended | None], Stream]
"""Lets a run begin, and lets it be told how it ended."""


class ShownOnce(StoreError):
    """A request was carried out before, and its answer had a secret in it."""

    code = "shown_once"


@dataclass(frozen=True, slots=True)
class Once:
    """One request of one user, which may bear a key."""

    content: bytes
    user: str
    token: str
    key: str | None
    parts: Parts

    def answer(self, status: int, make: Callable[[], BaseModel | None], *, secret: bool = False) -> Response:
        """Return what `make` makes, or what it made before. It may take long, so not in the event loop.

        Args:
            secret: Whether a secret is in the request, or in the answer if it has a body.

        Raises:
            ShownOnce: It was made before, and was a secret.
        """
        if self.key is None:
            return _response(status, _json(make()))
        content = b"\n".join((self.token.encode(), self.content)) if secret else self.content
        before = self._answers.begin(self.user, self.key, content)
        if before is not None:
            if secret and not before.body and status != NOTHING:
                raise ShownOnce("This was done before, and its answer was shown only then. Ask with another key.")
            return _response(before.status, before.body, AGAIN)
        try:
            said = _json(make())
        except BaseException:
            self.drop()
            raise
        self._answers.finish(self.user, self.key, status, "" if secret else said)
        return _response(status, said)

    async def stream(self, start: Start, kept: Kept) -> Stream | Answer:
        """Return a run that `start` lets begin, or the one that it began before, or what was kept of it then."""
        if self.key is None:
            return self._began(start(None))
        try:
            before = await self.before()
        except InProgress:
            if running := self.parts.streams.keyed(self.user, self.key):
                return running
            raise
        if before is not None:
            return before
        try:
            stream = start(self.keeping(kept))
        except StoreError:
            await run_in_threadpool(self.drop)
            raise
        return self._began(stream)

    def began(self, stream: Stream) -> bool:
        """Whether a run was begun by this very request, which is sent again."""
        return stream.request == blake2b(self.content).digest()

    def _began(self, stream: Stream) -> Stream:
        stream.key, stream.request = self.key, blake2b(self.content).digest()
        return stream

    async def before(self) -> Answer | None:
        """Return what was kept of the request; nothing when it is new, or bears no key: then it is carried out.

        Raises:
            KeyReused: The key came with another request before.
            InProgress: It is being carried out, or was when the server stopped.
        """
        return await run_in_threadpool(self._answers.begin, self.user, self.key, self.content) if self.key else None

    def keeping(self, kept: Kept) -> Ended:
        """Return what keeps how a run ended; of one that did not begin, nothing."""

        def ended(reply: events.Reply | None, failure: Exception | None) -> None:
            if failure is not None:
                self.keep(status_of(failure), body(failure))
            elif reply is not None:
                self.keep(200, kept(reply))
            else:
                self.drop()

        return ended

    def check(self) -> None:
        """Do nothing as long as whoever asked may still ask.

        Raises:
            SignInFailed: His token is not good any more.
        """
        self.parts.asker(self.token)

    def keep(self, status: int, said: Any) -> None:
        """Keep JSON values as the answer."""
        if self.key is not None:
            self._answers.finish(self.user, self.key, status, orjson.dumps(said).decode())

    def drop(self) -> None:
        """Forget the request: it changed nothing, and may be sent again."""
        if self.key is not None:
            self._answers.drop(self.user, self.key)

    @property
    def _answers(self) -> Answers:
        return self.parts.answers


async def _once(
    request: Request,
    principal: CurrentPrincipal,
    token: CurrentToken,
    parts: CurrentParts,
    idempotency_key: Key = None,
) -> Once:
    content = b"\n".join((request.method.encode(), request.url.path.encode(), await request.body()))
    return Once(content, principal.user, token, idempotency_key, parts)


OnlyOnce = Annotated[Once, Depends(_once)]


async def told_once(request: Request, once: Once, start: Start) -> Response:
    """Let a run begin, unless it did before, and return what it tells in the form that the client asks for."""
    schema = once.parts.workspace.store.schema
    found = await once.stream(start, lambda reply: Reply.of(reply, schema).model_dump(mode="json", by_alias=True))
    if isinstance(found, Answer):
        return replayed(request, found)
    return await answered(request, found, schema, once.check)


def _json(made: BaseModel | None) -> str:
    return orjson.dumps(made.model_dump(mode="json", by_alias=True)).decode() if made is not None else ""


def _response(status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    return Response(said, status, headers, "application/json" if said else None)
