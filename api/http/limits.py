"""Limits on what comes in."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1 << 20
"""Bytes of a request's body."""
SHEETS = ("/api/import/plan", "/api/import/apply")
LARGEST_SHEET = 10 << 20
"""Bytes of a body with a sheet in it."""


class BodyLimit:
    """Refuses bodies that are too large: at once when they say so, otherwise while they are read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in. What is too large fails where it is read, so that each door refuses it in its form."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = LARGEST_SHEET if scope["path"] in SHEETS else LARGEST
        told = int(Headers(scope=scope).get("content-length", 0))
        read = 0

        async def limited() -> Message:
            nonlocal read
            if told > largest:
                raise HTTPException(413)
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)
