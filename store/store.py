"""Opens the workspace's database and units of work on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from store.announcements import Announcements
from store.blueprint import kept
from store.changes import Origin
from store.engine import make_engine, told
from store.errors import Conflict, StorageBusy
from store.index.index import Index
from store.migrate import ensure
from store.principal import Principal
from store.records import Records
from store.schema import Schema

CODE = Origin("code")
GONE = ("42703", "42P01", "0A000")
"""What PostgreSQL says of columns and tables that are not there, or have become others (appendix A of its manual)."""
QUEUE = 30.0
"""Seconds that a writer waits for the others of its own process, which are at work and will end."""


class Store:
    """The CRM's data: a database, and the schema that it holds.

    Attributes:
        engine: Of the database.
        schema: The classes. Another blueprint, applied here or by another process, puts another one in its place
            between two units of work; whatever is derived from it belongs to it and not to the store.
    """

    def __init__(self, engine: Engine, schema: Schema, *, queue: float = QUEUE) -> None:
        self.engine = engine
        self.schema = schema
        self.base = schema
        """The classes as they are written out, before any blueprint."""
        self._is_behind = False
        self._announcements = Announcements(engine) if engine.dialect.name == "postgresql" else None
        self._queue = queue
        self._writer = Lock() if engine.dialect.name == "sqlite" else None
        self.index = Index(self)
        """Search over passages: by words, until a door that has more puts its own here."""

    @classmethod
    def open(cls, url: str, schema: Schema | None = None, *, wait_ms: int | None = None, create: bool = True) -> Self:
        """Open the database at `url` and bring it up to date: a new one gets its tables.

        Args:
            url: As `make_engine` takes it.
            schema: The classes as they are written out; by default the built-in ones. Blueprints change them.
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
            store.schema = ensure(store.engine, store.base, create=create)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of every connection."""
        if self._announcements is not None:
            self._announcements.close()
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
        with (
            told(),
            self._as_the_classes_are(),
            self._turn(),
            self.engine.connect().execution_options(writes=True) as connection,
        ):
            transaction = connection.begin()
            self.keep_up(connection, writes=True)
            try:
                yield lambda origin: Records(connection, self.schema, principal, origin, at)
            finally:
                transaction.rollback()

    @contextmanager
    def looking(self, *, still: bool = False) -> Iterator[Connection]:
        """Open a transaction that only reads, for the tables of Parley itself.

        Args:
            still: Whether what others write meanwhile is not seen, all along; on SQLite it never is.
        """
        # Each statement sees what is there when it begins, in a transaction as without one, which costs two messages.
        level = "REPEATABLE READ" if still else "AUTOCOMMIT"
        options = {"isolation_level": level} if self.engine.dialect.name == "postgresql" else {}
        with (
            told(),
            self._as_the_classes_are(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            self.keep_up(connection)
            yield connection

    @contextmanager
    def writing(self, *, keeps_up: bool = True) -> Iterator[Connection]:
        """Open a transaction that takes the write lock at once, for the tables of Parley itself.

        Args:
            keeps_up: Whether the schema is put in place; who says no does it by `keep_to`.
        """
        with (
            told(),
            self._as_the_classes_are(),
            self._turn(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if keeps_up:
                self.keep_up(connection, writes=True)
            yield connection

    def keep_up(self, connection: Connection, *, writes: bool = False) -> None:
        """Put the schema in place that the database has by now, at the beginning of a unit of work.

        PostgreSQL announces another one. Who writes asks: an announcement may be on its way.
        """
        if self._announcements is not None:
            self._is_behind |= self._announcements.heard()
            if not (writes or self._is_behind):
                return
        self._is_behind = False
        try:
            self.keep_to(connection, kept.newest(connection, self.base))
        except BaseException:
            self._is_behind = True
            raise

    def keep_to(self, connection: Connection, number: int) -> None:
        """Put the schema in place that the database has by now, whose number it is."""
        if number != self.schema.number:
            self.begin_anew(connection)

    def begin_anew(self, connection: Connection) -> None:
        """Put the schema in place that the database has, whatever its number: a restored one may have the same."""
        self.schema = kept.current(connection, self.base)

    def refresh(self) -> Schema:
        """Return the schema that the database has by now, for who derives something from it before he reads."""
        with self.looking():
            return self.schema

    @contextmanager
    def _as_the_classes_are(self) -> Iterator[None]:
        """Tell a unit of work for which the classes have changed under its hands from a mistake in our own SQL.

        Raises:
            Conflict: They have.
        """
        number = self.schema.number
        try:
            yield
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) in GONE:
                with self.engine.connect() as connection:
                    self.keep_up(connection, writes=True)
                if self.schema.number != number:
                    raise Conflict("The classes were changed meanwhile; nothing was written. Try again.") from error
            raise

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
