"""The web server around the application."""

import uvicorn
from fastapi import FastAPI

PATIENCE = 10
"""Seconds that open connections have when the server stops."""


def make_server(app: FastAPI) -> uvicorn.Server:
    """Return a server that is yet to run, on sockets that listen already."""
    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    return uvicorn.Server(config)
