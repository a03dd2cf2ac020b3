"""Which web pages of other origins may call, as the settings say; by default none."""

from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

SHOWN = ("Retry-After", "Idempotency-Replayed", "X-Request-ID", "Mcp-Session-Id", "WWW-Authenticate")
APART = "/parse"
REMEMBERED = 600
"""Seconds for which a browser need not ask again."""


class Origins(CORSMiddleware):
    """Answers for all addresses but those of apps, whose door has headers and methods of its own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        apart = scope["type"] == "http" and scope["path"].startswith(APART)
        await (self.app(scope, receive, send) if apart else super().__call__(scope, receive, send))


def allow_origins(app: FastAPI, origins: Sequence[str]) -> None:
    """Let pages of these origins call. They show a token, never a cookie.

    They may send any header: clients of OpenAI's interface and of MCP have dozens, and others with each version.
    """
    app.add_middleware(
        Origins,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["*"],
        expose_headers=list(SHOWN),
        max_age=REMEMBERED,
    )
