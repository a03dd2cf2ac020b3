"""An app that listens to the stream of what happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from websockets.sync.client import ClientConnection, connect

from api.proof.person import Json, Person

PATIENCE = 20
"""Seconds that something has to come."""


class Ear:
    """What the app says, and hears."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def asks(self, **said: Any) -> Json:
        """Return what is answered."""
        self._socket.send(orjson.dumps(said).decode())
        return self.hears()

    def hears(self) -> Json:
        """Return what comes next.

        Raises:
            TimeoutError: Nothing came.
        """
        found: Json = orjson.loads(self._socket.recv(timeout=PATIENCE))
        return found

    def follows(self, cls: str) -> None:
        """Begin to listen to a class.

        Raises:
            PermissionError: It was refused.
        """
        said = self.asks(op="subscribe", requestId=1, query={"className": cls, "where": {}})
        if said["op"] != "subscribed":
            raise PermissionError(str(said.get("error")))

    def until(self, object_id: str) -> list[tuple[str, str]]:
        """Return kind and record of what comes, up to something about that record."""
        heard: list[tuple[str, str]] = []
        while not heard or heard[-1][1] != object_id:
            said = self.hears()
            heard.append((said["op"], said["object"]["objectId"]))
        return heard


@contextmanager
def listening(who: Person) -> Iterator[Ear]:
    """Open the stream for somebody."""
    place = str(who.http.base_url).replace("http", "ws", 1).rstrip("/")
    session = {"sessionToken": who.token} if who.token else {}
    with connect(f"{place}/parse") as socket:
        ear = Ear(socket)
        ear.asks(op="connect", applicationId=who.app_id, **session)
        yield ear
