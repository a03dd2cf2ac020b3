"""What PostgreSQL announces about the classes, heard on one connection of the process.

Each connection that listens is woken by every announcement, whatever it is about, and the change log announces each
commit: so the connections of the pool do not listen.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any
from weakref import finalize

from sqlalchemy import Engine

from store.blueprint import kept
from store.engine import is_told_something


class Announcements:
    """One listener; any thread may ask it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._driver: Any = None
        self._close: Callable[[], object] | None = None

    def heard(self) -> bool:
        """Return whether other classes may have been announced since this was asked last. The server is not asked."""
        with self._lock:
            try:
                return self._listens() or self._read()
            except Exception:  # the connection is lost, and maybe what was announced meanwhile
                self._drop()
                return True

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._drop()

    def _listens(self) -> bool:
        """Begin to listen, and return whether that was to be done: what was announced before was not heard."""
        if self._driver is not None:
            return False
        pooled = self._engine.raw_connection()
        self._driver = pooled.driver_connection
        pooled.detach()
        self._close = finalize(self, self._driver.close)
        self._driver.autocommit = True
        self._driver.execute(f"LISTEN {kept.CHANNEL}")
        return True

    def _read(self) -> bool:
        connection = self._driver.pgconn
        while is_told_something(self._driver):  # to the end, where a server that has gone is told as an error
            connection.consume_input()
        found = False
        while connection.notifies():
            found = True
        return found

    def _drop(self) -> None:
        self._driver = None
        if self._close is not None:
            with suppress(Exception):
                self._close()
