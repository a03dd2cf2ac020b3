"""Slack over HTTP, at /slack/events: events, commands and buttons, all signed by Slack."""

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.http.dependencies import Parts
from api.http.failures import answer, note, of_http, refusal
from api.http.failures import body as body_of
from store.errors import InvalidValues, SignInFailed
from store.principal import Principal

if TYPE_CHECKING:
    from api.slack.app import Slack

REFUSED = "The request bears no good signature of Slack, or an old one."
MALFORMED = {"code": "invalid_request", "error": "The body of the request is nothing that Slack sends."}


class Door:
    """Answers requests of Slack. Its package is imported at the first of them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._made: Slack | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, if it is signed."""
        request = Request(scope, receive)
        if request.method != "POST":
            await of_http(405)(scope, receive, send)
            return
        body = await request.body()
        if not self._signed(request, body):
            await refusal(SignInFailed(REFUSED))(scope, receive, send)
            return
        slack = await self._slack()
        try:
            response = await slack.answer(body, request.headers.get("content-type", ""))
        except ValueError:  # signed, and yet nothing that Slack sends
            response = answer(400, MALFORMED)
        except InvalidValues as error:
            response = answer(400, body_of(error))
        await response(scope, receive, send)

    async def post(self, principal: Principal, text: str, blocks: list[dict[str, Any]] | None = None) -> bool:
        """Write to a user directly, as `Slack.post` does."""
        slack = await self._slack()
        return await slack.post(principal, text, blocks)

    async def close(self, seconds: float) -> None:
        """Wait for what is at work, but not longer than that."""
        if self._made is not None:
            await self._made.finish(seconds)

    def _signed(self, request: Request, body: bytes) -> bool:
        """Whether Slack has signed the request, and not long ago (https://docs.slack.dev/authentication)."""
        from slack_sdk.signature import SignatureVerifier

        verifier = SignatureVerifier(self._parts.workspace.settings.slack_signing_secret or "")
        try:
            return verifier.is_valid_request(body, dict(request.headers))
        except ValueError:  # of a moment that is no number, or text that is none
            return False

    async def _slack(self) -> "Slack":
        async with self._making:
            if self._made is None:
                kind = await run_in_threadpool(_kind)
                self._made = kind(self._parts, note=note)
            return self._made


def _kind() -> "type[Slack]":
    """Import what it takes, which is slow."""
    from api.slack.app import Slack

    return Slack
