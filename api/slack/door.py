"""Slack over HTTP, at /slack/events: events, commands and buttons, all signed by Slack."""

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.http.dependencies import Parts
from api.http.failures import note, of_http, refusal
from store.errors import SignInFailed
from store.principal import Principal

if TYPE_CHECKING:
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler

    from api.slack.app import Slack

REFUSED = "The request bears no good signature of Slack, or an old one."


class Door:
    """Answers requests of Slack. Its package is imported at the first of them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._made: tuple[Slack, AsyncSlackRequestHandler] | None = None
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
        _, handler = await self._parts_of_it()
        try:
            response = await handler.handle(request)
        except ValueError:  # signed, and yet no JSON
            response = of_http(400)
        await response(scope, receive, send)

    async def post(self, principal: Principal, text: str, blocks: list[dict[str, Any]] | None = None) -> bool:
        """Write to a user directly, as `Slack.post` does."""
        slack, _ = await self._parts_of_it()
        return await slack.post(principal, text, blocks)

    async def close(self, seconds: float) -> None:
        """Wait for what is at work, but not longer than that."""
        if self._made is not None:
            await self._made[0].finish(seconds)

    def _signed(self, request: Request, body: bytes) -> bool:
        """Whether Slack has signed the request, and not long ago (https://docs.slack.dev/authentication)."""
        from slack_sdk.signature import SignatureVerifier

        verifier = SignatureVerifier(self._parts.workspace.settings.slack_signing_secret or "")
        try:
            return verifier.is_valid_request(body, dict(request.headers))
        except ValueError:  # of a moment that is no number, or text that is none
            return False

    async def _parts_of_it(self) -> "tuple[Slack, AsyncSlackRequestHandler]":
        async with self._making:
            if self._made is None:
                slack_kind, handler_kind = await run_in_threadpool(_kinds)
                parts = self._parts
                slack = slack_kind(parts.workspace, parts.assistant, note=note, hear=parts.metrics.hear)
                self._made = slack, handler_kind(slack.app)
            return self._made


def _kinds() -> "tuple[type[Slack], type[AsyncSlackRequestHandler]]":
    """Import what it takes, which is slow."""
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler

    from api.slack.app import Slack

    return Slack, AsyncSlackRequestHandler
