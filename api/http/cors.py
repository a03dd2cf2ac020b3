"""Which web pages of other origins may call, as the settings say; by default none."""

from collections.abc import Sequence

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

SENT = ("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID")
SHOWN = ("Retry-After", "Idempotency-Replayed")
REMEMBERED = 600
"""Seconds for which a browser need not ask again."""


def allow_origins(app: FastAPI, origins: Sequence[str]) -> None:
    """Let pages of these origins call. They show a token, never a cookie."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=list(SENT),
        expose_headers=list(SHOWN),
        max_age=REMEMBERED,
    )
