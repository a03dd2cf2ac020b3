"""Opens the workspace's database and units of work on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Self

from sqlalchemy import Connection, Engine

from store.changes import Origin
from store.engine import make_engine, told
from store.errors import StorageBusy
from store.index.index import Index
from store.migrate import ensure
from store.principal import Principal
from store.records import Records
from store.schema import Schema

CODE = Origin("code")
QUEUE = 30.0
"""Seconds that a writer waits for the others of its own process, which are at work and will end."""


class Store:
    """The CRM's data: a database, and the schema that it holds."""

    def __init__(self, engine: Engine, schema: Schema, *, queue: float = QUEUE) -> None:
        self.engine = engine
        self.schema = schema
        self._queue = queue
        self._writer = Lock() if engine.dialect.name == "sqlite" else None
        self.index = Index(self)
        """Search over passages: by words, until a door that has more puts its own here."""

    @classmethod
    def open(cls, url: str, schema: Schema | None = None, *, wait_ms: int | None = None, create: bool = True) -> Self:
        """Open the database at `url` and bring it up to date: a new one gets its tables.

        Args:
            url: As `make_engine` takes it.
            schema: The classes; by default the built-in ones.
            wait_ms: How long a writer waits for another one, if not as long as usual.
            create: Whether to make what is not there.

        Raises:
            NoWorkspace: There is nothing yet, and `create` is not set.
            StorageDown: It cannot be opened.
            StorageMismatch: It is not one that this program can use.
        """
        queue = QUEUE if wait_ms is None else wait_ms / 1000
        store = cls(make_engine(url, wait_ms=wait_ms), schema or Schema.of(), queue=queue)
        try:
            ensure(store.engine, store.schema, create=create)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def records(self, principal: Principal, origin: Origin = CODE, now: datetime | None = None) -> Iterator[Records]:
        """Run one unit of work that may write, as `principal`: kept when the block ends, undone when it raises.

        Args:
            now: The moment that records made or changed in it bear; by default the present one.
        """
        with self.writing() as connection:
            yield Records(connection, self.schema, principal, origin, now or datetime.now(UTC))

    @contextmanager
    def reading(self, principal: Principal, origin: Origin = CODE, now: datetime | None = None) -> Iterator[Records]:
        """Run one unit of work that only reads."""
        with self.looking() as connection:
            yield Records(connection, self.schema, principal, origin, now or datetime.now(UTC))

    @contextmanager
    def rehearsal(self, principal: Principal, now: datetime | None = None) -> Iterator[Callable[[Origin], Records]]:
        """Open a unit of work that is always undone, to see what writes would change; one `Records` for each origin."""
        at = now or datetime.now(UTC)
        with told(), self._turn(), self.engine.connect().execution_options(writes=True) as connection:
            transaction = connection.begin()
            try:
                yield lambda origin: Records(connection, self.schema, principal, origin, at)
            finally:
                transaction.rollback()

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Open a transaction that only reads, for the tables of Parley itself."""
        with told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that takes the write lock at once, for the tables of Parley itself."""
        with (
            told(),
            self._turn(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other writers of this process: SQLite lets them poll for its lock, and unlucky ones starve.

        Raises:
            StorageBusy: It took too long.
        """
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=self._queue):
            raise StorageBusy
        try:
            yield
        finally:
            self._writer.release()
