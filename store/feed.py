"""The change log as it grows: what was written since, and waiting for more. Nobody polls a table."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from store import live, log
from store.changes import Change, Image
from store.engine import limit_patterns, told
from store.errors import StorageDown, StoreError
from store.live import Heard, Listening

if TYPE_CHECKING:
    from store.store import Store

Ask = Callable[[Connection, Listening], Heard | None]
BEAT = 0.01
"""Seconds between two looks at SQLite's number of the database's version, which costs a few microseconds."""
MOST = 200
"""Changes that are read at once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log."""

    seq: int
    change: Change


def newest(store: "Store") -> int:
    """Return the number of the newest change; 0 when there is none."""
    with store.looking() as connection:
        return log.newest(connection, store.schema.own.change)


class Feed:
    """One reader of the log; for one thread."""

    def __init__(self, store: "Store") -> None:
        """Begin to listen: what is written from now on ends the next `wait`."""
        self._store = store
        self._raw: Any = None
        self._version = -1
        self._listen()

    def since(self, seq: int) -> list[Entry]:
        """Return the changes after a number, oldest first, at most 200."""
        with self._store.looking() as connection:
            rows = log.since(connection, self._store.schema.own.change, seq, MOST)
        return [Entry(row["seq"], Change(row["cls"], row["object_id"], row["before"], row["after"])) for row in rows]

    def wait(self, seconds: float) -> bool:
        """Return as soon as something may have been written, or after so long; tell whether something may have been.

        It may also return before, without any change.
        """
        if self._store.engine.dialect.name == "sqlite":
            return self._wait_for_version(time.monotonic() + seconds)
        try:
            return any(True for _ in self._raw.driver_connection.notifies(timeout=seconds, stop_after=1))
        except Exception:  # the connection is lost, and maybe what was announced meanwhile
            time.sleep(seconds)
            self.close()
            self._listen()
            return True

    def close(self) -> None:
        """Stop listening."""
        if self._raw is not None:
            self._raw.invalidate()
            self._raw = None

    def heard(self, change: Change, listening: Sequence[Listening]) -> list[tuple[Listening, Heard | StoreError]]:
        """Return what a change is to each who hears anything of it; an error in place of what cannot be asked."""
        with self._store.looking() as connection:
            around = self._around(connection, change) if any(not _is_own(one, change) for one in listening) else []
            asked = [
                (one, self._asked(connection, one, ask)) for one in listening for ask in _asks(one, change, around)
            ]
        return [(one, heard) for one, heard in asked if heard is not None]

    def _around(self, connection: Connection, change: Change) -> list[tuple[str, Image]]:
        """Return the class and image of the records that the change may have revealed or hidden."""
        schema = self._store.schema
        if change.cls not in schema.classes:  # a blueprint, or a class that is gone
            return []
        around = live.affected(connection, schema, change)
        images = [(cls, live.current(connection, schema[cls], object_id)) for cls, object_id in around]
        return [(cls, image) for cls, image in images if image is not None]

    def _asked(self, connection: Connection, one: Listening, ask: Ask) -> Heard | StoreError | None:
        try:
            if not one.has_pattern:
                with told():
                    return ask(connection, one)
            with self._store.looking() as alone:  # its own, since its limit holds until the end
                limit_patterns(alone)
                return ask(alone, one)
        except StorageDown:
            raise
        except StoreError as error:
            return error

    def _listen(self) -> None:
        self._raw = self._store.engine.raw_connection()
        if self._store.engine.dialect.name == "postgresql":
            self._raw.driver_connection.autocommit = True
            self._raw.driver_connection.execute(f"LISTEN {log.CHANNEL}")

    def _wait_for_version(self, end: float) -> bool:
        while True:
            (version,) = self._raw.driver_connection.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._version = version
                return True
            if time.monotonic() > end:
                return False
            time.sleep(BEAT)


def _asks(listening: Listening, change: Change, around: Sequence[tuple[str, Image]]) -> list[Ask]:
    """Return the questions to a listener: about the record that changed, or those around it that are of his class."""
    if _is_own(listening, change):
        return [partial(live.own, change=change)]
    return [partial(live.beside, image=image, change=change) for cls, image in around if cls == listening.cls.name]


def _is_own(listening: Listening, change: Change) -> bool:
    return listening.cls.name == change.cls
