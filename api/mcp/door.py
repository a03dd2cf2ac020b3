"""MCP over HTTP, at /mcp: one application inside the other, which takes personal access tokens only."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from api.http import streaming
from api.http.dependencies import Parts
from api.http.failures import note, of_http, refusal
from api.mcp.caller import Caller
from store.errors import SignInFailed, StoreError
from store.personal_tokens import PREFIX

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

NEEDED = "This needs a personal access token, which begins with parley_: Authorization: Bearer TOKEN."


class Door:
    """Answers requests. The protocol's package takes a second to import, so that is put off until the first of them."""

    def __init__(self, parts: Parts, *, alone: bool) -> None:
        """Take the parts, and whether clients always come back to this process.

        If they may not, there are no sessions: clients of the older protocol cannot ask their person then.
        """
        self._parts = parts
        self._alone = alone
        self._starting = asyncio.Lock()
        self._ending = asyncio.Event()
        self._manager: StreamableHTTPSessionManager | None = None
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, after finding out who asks; a stream ends when his token does."""
        header, begun = Headers(scope=scope).get("authorization", ""), False

        async def heard(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            caller = await run_in_threadpool(self._let_in, header)
            if scope["method"] != "POST" and not self._alone:  # without sessions nothing is told beside the answers
                await of_http(405, {"Allow": "POST"})(scope, receive, send)
                return
            manager = await self._started()
            await self._trusted(header, manager.handle_request(_marked(scope, caller), receive, heard))
        except StoreError as error:
            if not begun:
                await refusal(error)(scope, receive, send)
                return
            with suppress(RuntimeError):  # all of it was sent meanwhile
                await send({"type": "http.response.body"})

    async def close(self) -> None:
        """End every session."""
        self._ending.set()
        if self._task is not None:
            await self._task

    async def _trusted(self, header: str, answering: Coroutine[Any, Any, None]) -> None:
        """Do something to its end, as long as the token is good.

        Raises:
            SignInFailed: It is not any more.
        """
        task = asyncio.create_task(answering)
        try:
            while not (await asyncio.wait({task}, timeout=streaming.TRUST))[0]:
                await run_in_threadpool(self._caller, header)
            await task
        finally:
            if task.cancel():
                await asyncio.gather(task, return_exceptions=True)

    def _let_in(self, header: str) -> Caller:
        """Return who shows a token, and count his request.

        Raises:
            SignInFailed: As `_caller`.
            TooManyRequests: Its user has asked too often.
        """
        caller = self._caller(header)
        self._parts.rates.take(f"user {caller.principal.user}", self._parts.workspace.settings.most_requests)
        return caller

    def _who(self, context: Any) -> Caller:
        """Return who made the request that a call came in, with the rights that he has by now."""
        return self._caller(str(context.request.headers.get("authorization", "")))

    def _caller(self, header: str) -> Caller:
        """Return who shows a token.

        Raises:
            SignInFailed: It is none, not good any more, or not a personal access token.
        """
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token.strip().startswith(PREFIX):
            raise SignInFailed(NEEDED)
        principal, kept = self._parts.tokens.known(token.strip())
        return Caller(principal, kept.id[:12], kept.name)

    async def _started(self) -> "StreamableHTTPSessionManager":
        async with self._starting:
            if self._manager is None:
                manager = await run_in_threadpool(self._make)
                ready = asyncio.Event()
                self._task = asyncio.create_task(self._run(manager, ready))
                await ready.wait()
                self._manager = manager
        return self._manager

    def _make(self) -> "StreamableHTTPSessionManager":
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from api.mcp.calling import Calling
        from api.mcp.server import make_server

        direct = self._parts.assistant.direct
        calling = Calling(direct, self._who, note=note, metrics=self._parts.metrics)
        server = make_server(direct, self._who, self._parts.workspace.store, calling)
        return StreamableHTTPSessionManager(server, stateless=not self._alone)

    async def _run(self, manager: "StreamableHTTPSessionManager", ready: asyncio.Event) -> None:
        async with manager.run():
            ready.set()
            await self._ending.wait()


def _marked(scope: Scope, caller: Caller) -> Scope:
    """Return the request with who makes it; a session of the protocol is open to its own token only."""
    from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
    from mcp.server.auth.provider import AccessToken

    token = AccessToken(token="", client_id=caller.program, scopes=[], subject=caller.principal.user)
    scope.setdefault("state", {})["user"] = caller.principal.user
    scope["user"] = AuthenticatedUser(token)
    return scope
