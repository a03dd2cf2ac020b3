"""A way to the server that can be cut, and mended: for pages, the server is gone, and comes back."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

HERE = "127.0.0.1"
CHUNK = 65_536


class Relay:
    """Passes on what comes to a port of its own, as long as it is not cut."""

    def __init__(self, host: str, port: int) -> None:
        """Take where the server is."""
        self._target = (host, port)
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._listener = socket.create_server((HERE, 0))
        self.port: int = self._listener.getsockname()[1]
        self._listen()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{HERE}:{self.port}"

    def cut(self) -> None:
        """Refuse everybody, and break off what is going on."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._place = _held(self.port)
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
            self._open.clear()

    def end(self) -> None:
        """Cut it for good."""
        self.cut()
        self._place.close()

    def mend(self) -> None:
        """Let everybody in again."""
        self._listener = socket.create_server((HERE, self.port))
        self._place.close()
        self._listen()

    def _listen(self) -> None:
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it was cut
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
                with self._lock:
                    self._open |= {near, far}
                for one, other in ((near, far), (far, near)):
                    Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(CHUNK):
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)
        one.close()
        with self._lock:
            self._open.discard(one)


def _held(port: int) -> socket.socket:
    """Hold a port on which nobody listens, so that no connection begins at it meanwhile."""
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind((HERE, port))
    return place


@contextmanager
def relayed(host: str, port: int) -> Iterator[Relay]:
    """A way to a server; it is cut in the end."""
    relay = Relay(host, port)
    try:
        yield relay
    finally:
        relay.end()
