"""Requests that happen once however often they are sent: those with an `Idempotency-Key`.

As draft-ietf-httpapi-idempotency-key-header has it: the same key with another request is refused, the same request
while the first one is being answered is a conflict, and later it gets the same answer. A run that goes on in this
process is listened to instead. Refusals that changed nothing are not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import orjson
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from agent import events
from api.http.dependencies import CurrentParts, CurrentPrincipal, Parts
from api.http.failures import body, status_of
from api.http.shapes import Reply
from api.http.stream import Stream
from api.http.streaming import replayed
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
AGAIN = {"Idempotency-Replayed": "true"}


@dataclass(frozen=True, slots=True)
class Once:
    """One request of one user, which may bear a key."""

    request: Request
    content: bytes
    user: str
    key: str | None
    parts: Parts

    def answer(self, status: int, make: Callable[[], BaseModel]) -> Response:
        """Return what `make` makes, or what it made before. It may take long, so not in the event loop."""
        if self.key is None:
            return Response(_json(make()), status, media_type="application/json")
        before = self._answers.begin(self.user, self.key, self.content)
        if before is not None:
            return Response(before.body, before.status, AGAIN, "application/json")
        try:
            made = make()
        except BaseException:
            self._answers.drop(self.user, self.key)
            raise
        said = _json(made)
        self._answers.finish(self.user, self.key, status, said.decode())
        return Response(said, status, media_type="application/json")

    async def stream(self, start: Callable[[Ended | None], Stream]) -> Stream | Response:
        """Return a run that `start` lets begin, or the one that it began before, or what was answered then."""
        if self.key is None:
            return start(None)
        try:
            before = await run_in_threadpool(self._answers.begin, self.user, self.key, self.content)
        except InProgress:
            if running := self.parts.streams.keyed(self.user, self.key):
                return running
            raise
        if before is not None:
            return self._replayed(before)
        try:
            stream = start(self._ended)
        except StoreError:
            await run_in_threadpool(self._ended, None, None)
            raise
        stream.key = self.key
        return stream

    @property
    def _answers(self) -> Answers:
        return self.parts.answers

    def _ended(self, reply: events.Reply | None, failure: Exception | None) -> None:
        """Keep how a run ended; of one that did not begin, nothing."""
        if self.key is None:
            return
        if failure is not None:
            self._answers.finish(self.user, self.key, status_of(failure), orjson.dumps(body(failure)).decode())
        elif reply is not None:
            said = _json(Reply.of(reply, self.parts.workspace.store.schema))
            self._answers.finish(self.user, self.key, 200, said.decode())
        else:
            self._answers.drop(self.user, self.key)

    def _replayed(self, before: Answer) -> Response:
        found = replayed(self.request, before.status, before.body)
        found.headers.update(AGAIN)
        return found


async def _once(
    request: Request, principal: CurrentPrincipal, parts: CurrentParts, idempotency_key: Key = None
) -> Once:
    content = b"\n".join((request.method.encode(), request.url.path.encode(), await request.body()))
    return Once(request, content, principal.user, idempotency_key, parts)


OnlyOnce = Annotated[Once, Depends(_once)]


def _json(made: BaseModel) -> bytes:
    return orjson.dumps(made.model_dump(mode="json", by_alias=True))
