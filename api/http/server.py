"""The web server around the application, in one process or in several."""

import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess

from api.http.app import create_app
from api.http.logs import write_to
from api.settings import Settings
from api.workspace import open_workspace

BEAT = 10
"""Seconds between two questions whether an app that listens is still there."""
LARGEST_MESSAGE = 1 << 18
"""Bytes of one message of an app that listens."""
LARGEST_HEAD = 1 << 16
"""Bytes of the address, and of the headers, of a request."""
PATIENCE = 10
"""Seconds that open connections have when the server stops."""
STARTING = 60
"""Seconds in which a process is to answer the one that watches over it: importing everything takes some."""


class Bounded(HttpToolsProtocol):
    """HTTP as uvicorn reads it, with an end to the first line and the headers of a request."""

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self._bound(len(self.url) + len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._bound(len(name) + len(value) + sum(len(one) + len(other) for one, other in self.headers))
        super().on_header(name, value)

    def _bound(self, size: int) -> None:
        """Let the parser stop, and the client be told 400, when a request says more before its body than it may."""
        if size > LARGEST_HEAD:
            raise ValueError(f"The head of a request has more than {LARGEST_HEAD} bytes.")


def make_server(app: FastAPI) -> uvicorn.Server:
    """Return a server that is yet to run, on sockets that listen already."""
    server = uvicorn.Server(_config(app))
    app.state.stopping = lambda: server.should_exit  # what waits for news is not waited for
    return server


def serve_many(listener: socket.socket, processes: int) -> None:
    """Serve the workspace of the settings in several processes, until a signal comes. One that dies is replaced."""
    name = f"{make_app.__module__}:{make_app.__qualname__}"
    config = _config(name, factory=True, workers=processes, timeout_worker_healthcheck=STARTING)
    Multiprocess(config, [listener]).run()


def make_app() -> FastAPI:
    """Return the application of one process among several, which opens the workspace for itself."""
    write_to(sys.stderr)
    with ExitStack() as stack:
        workspace = stack.enter_context(open_workspace(Settings.of(), create=False))
        assistant = stack.enter_context(workspace.assistant())
        stack.enter_context(workspace.store.index.kept())
        return create_app(workspace, assistant, closing=stack.pop_all().close, alone=False)


def _config(app: FastAPI | Callable[..., Any] | str, **more: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Bounded,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=BEAT,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
        **more,
    )
