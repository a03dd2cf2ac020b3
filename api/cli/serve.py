"""The HTTP server: `parley serve`."""

import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import opened, place
from store.errors import StoreError

if TYPE_CHECKING:
    from api.settings import Settings

MOST = 64
"""Processes."""
WAITING = 128
"""Connections that may wait to be accepted."""


class AddressTaken(StoreError):
    """The server cannot listen at this address."""

    code = "address_taken"


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="Address to listen at; 0.0.0.0 is every one of this machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=MOST, help="Processes that serve, e.g. one for each core.")] = 1,
) -> None:
    """Serve the workspace over HTTP; /docs describes it. Where there is none yet, an empty one is made.

    Who signs up first becomes its admin. Ctrl-C stops the server.
    """
    # Before the imports, which take a second: who cannot listen knows it at once.
    with listening(host, port) as listener:
        from api.settings import Settings

        serve_at(listener, Settings.of(), workers)


def serve_at(listener: socket.socket, settings: "Settings", workers: int = 1, *, sample: bool = False) -> None:
    """Serve at a socket until somebody stops it.

    Args:
        listener: The socket.
        settings: Of the workspace; several processes read them from the environment.
        workers: Processes that serve.
        sample: Whether an empty workspace is filled with the sample.
    """
    from api.cli.rendering import notice
    from api.http.app import create_app
    from api.http.logs import write_to
    from api.http.server import make_server, serve_many

    with opened(settings, create=True) as workspace, workspace.assistant() as assistant:
        if sample and workspace.is_empty():
            workspace.fill()
        at = listener.getsockname()
        address = f"http://[{at[0]}]:{at[1]}" if ":" in at[0] else f"http://{at[0]}:{at[1]}"
        notice(f"Parley serves {place(settings.database_url)} at {address}; /docs tells how to use it.")
        if settings.playground:
            notice(f"Whoever comes to {address}/playground can try it.")
        write_to(sys.stderr)
        if workers == 1:
            with workspace.store.index.kept():
                make_server(create_app(workspace, assistant)).run(sockets=[listener])
            return
    serve_many(listener, workers)  # the workspace is made and up to date; each process opens it for itself


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address.

    Raises:
        AddressTaken: It does not exist here, or another program listens at it.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=WAITING)
        # Its connections inherit it. Without, the second half of an answer waits 40 ms for the first one's receipt.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise AddressTaken(f"The server cannot listen at {host}, port {port}: {why}. Try another --port.") from None
