"""Opens a database, with the settings that both kinds need, and tells what went wrong in words."""

import re
import selectors
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InvalidatePoolError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import Conflict, InvalidValues, StorageBusy, StorageDown, StorageFull, StoreError
from store.lists import sqlite_holds
from store.patterns import SECONDS, sqlite_matches
from store.totals import TOO_LARGE, sqlite_local_day

SQLITE_WAIT_MS = 5_000
POSTGRESQL_WAIT_MS = 10_000
"""How long a writer waits for another one."""

POSTGRESQL = "-c jit=off -c max_parallel_workers_per_gather=0"
"""On lists that pass the gate, parallel plans were three times slower."""
NEVER = 1 << 30
"""Runs of a statement after which the driver prepares it. The plan of a prepared one fits all values alike, and was ten
times slower on lists that pass the gate (docs/decisions/0003); `store.prepared` has what is prepared."""
MOST_PREPARED = 1_000
"""Statements that are prepared on one connection."""
RESTED = 60.0
"""Seconds unused after which a connection to PostgreSQL is asked whether it still is one."""
Poll: type[selectors.BaseSelector] = getattr(selectors, "PollSelector", selectors.DefaultSelector)
"""Costs one call of the system, where it is to be had."""

SQLITE_CODES: dict[int, Callable[..., StoreError]] = {
    sqlite3.SQLITE_BUSY: StorageBusy,
    sqlite3.SQLITE_LOCKED: StorageBusy,
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_READONLY: StorageDown,
    sqlite3.SQLITE_IOERR: StorageDown,
    sqlite3.SQLITE_CORRUPT: StorageDown,
    sqlite3.SQLITE_CANTOPEN: StorageDown,
    sqlite3.SQLITE_PERM: StorageDown,
    sqlite3.SQLITE_AUTH: StorageDown,
    sqlite3.SQLITE_NOTADB: StorageDown,
}
"""Meaning of SQLite's result codes (sqlite.org/rescode.html)."""

SQL_STATES: dict[str, Callable[..., StoreError]] = {
    "22003": lambda: InvalidValues(TOO_LARGE),  # a sum beyond all numbers
    "2201B": lambda: InvalidValues("The pattern cannot be used."),
    "57014": lambda: InvalidValues(f"The pattern takes more than {SECONDS} seconds; ask with a simpler one."),
    "40": StorageBusy,  # serialisation failure, deadlock
    "55": StorageBusy,  # lock not available
    "533": StorageBusy,  # too many connections
    "53": StorageFull,  # disk full, out of memory
    "57": StorageDown,  # shutting down, starting up
    "58": StorageDown,  # input and output
    "08": StorageDown,  # connection
    "28": StorageDown,  # not let in
    "3D": StorageDown,  # no such database
    "XX": StorageDown,  # damaged
}
"""Meaning of PostgreSQL's error codes by how they begin, the first that fits (appendix A of its manual)."""


def make_engine(url: str, *, wait_ms: int | None = None) -> Engine:
    """Return an engine for a `sqlite:///` or `postgresql://` address.

    What it says when a statement fails names no values: they may be hashes of passwords, or people's notes.

    Args:
        url: The address.
        wait_ms: How long a writer waits for another one; by default 5 seconds on SQLite and 10 on PostgreSQL.

    Raises:
        StorageDown: It is neither, or no address at all.
    """
    try:
        return _engine(url, wait_ms)
    except (ArgumentError, ValueError):
        raise StorageDown("DATABASE_URL is no address of a database") from None


def file_of(engine: Engine) -> Path | None:
    """Return the file that holds the database; nothing when a server holds it, or it is in memory."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def _engine(url: str, wait_ms: int | None) -> Engine:
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
    if url.startswith("sqlite"):
        wait_ms = SQLITE_WAIT_MS if wait_ms is None else wait_ms
        options = {"timeout": wait_ms / 1000, "check_same_thread": False}
        engine = create_engine(url, connect_args=options, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.startswith("postgresql"):
        pool = {"pool_size": 10, "max_overflow": 20}
        wait_ms = POSTGRESQL_WAIT_MS if wait_ms is None else wait_ms
        said = make_url(url).query.get("options", "")  # such as where its tables are
        settings = {"options": f"{POSTGRESQL} -c lock_timeout={wait_ms} {said}", "prepare_threshold": NEVER}
        engine = create_engine(url, connect_args=settings, hide_parameters=True, **pool)
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", partial(_ask_in_doubt, engine))
        return engine
    raise StorageDown("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _note_use(_: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


def _ask_in_doubt(engine: Engine, connection: Any, record: ConnectionPoolEntry, _: object) -> None:
    """Have a connection made anew that the server has let go of. To ask each time would take as long as to read.

    Where something can be read although nothing was asked, the server has said goodbye, or announced something.
    """
    now = monotonic()
    if now - record.info.get("used", now) < RESTED and not is_told_something(connection):
        return
    try:
        engine.dialect.do_ping(connection)
    except Exception as error:
        raise InvalidatePoolError from error


def is_told_something(connection: Any) -> bool:
    """Whether something can be read on a driver's connection on which nothing was asked. The server is not asked."""
    with Poll() as poll:
        poll.register(connection, selectors.EVENT_READ)
        return bool(poll.select(0))


def _prepare_postgresql(connection: Any, _: object) -> None:
    connection.prepared_max = MOST_PREPARED


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.create_function("parley_local_day", 2, sqlite_local_day, deterministic=True)
    connection.create_function("parley_matches", 2, sqlite_matches, deterministic=True)
    connection.create_function("parley_holds", 2, sqlite_holds, deterministic=True)


def _begin_sqlite(connection: Any) -> None:
    """Begin; a unit that will write takes the write lock now, since a reader that turns writer may not wait for it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lower(value: str | None) -> str | None:
    """Lower case of all letters: SQLite's own knows only those of ASCII."""
    return value.lower() if isinstance(value, str) else value


def limit_patterns(connection: Connection) -> None:
    """Let no statement of this unit of work run for longer than a pattern may, where the database runs them itself."""
    if connection.dialect.name != "postgresql":
        return
    if connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT":
        connection.execute(text("BEGIN"))  # what is set holds until the unit of work ends
    connection.execute(text(f"SET LOCAL statement_timeout = '{SECONDS}s'"))


@contextmanager
def told() -> Iterator[None]:
    """Turn what a database says into an error of the store.

    Raises:
        StorageBusy: It stayed locked.
        StorageFull: There is no room left.
        StorageDown: It cannot be reached, or is damaged.
        Conflict: Another unit of work wrote the same at the same moment.
    """
    try:
        yield
    except IntegrityError as error:
        raise Conflict("The same was written by another at the same moment; nothing was written. Try again.") from error
    except PoolTimeout as error:
        raise StorageBusy from error
    except DBAPIError as error:
        raise _meaning(error) from error


def _meaning(error: DBAPIError) -> StoreError | DBAPIError:
    """Return the store's error; a mistake in our own SQL stays what it is."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = getattr(error.orig, "sqlstate", None)
    if code is not None:
        found = SQLITE_CODES.get(code & 0xFF)  # the other bits tell more than is needed here
    elif state is not None:
        found = next((meaning for start, meaning in SQL_STATES.items() if state.startswith(start)), None)
    else:
        found = StorageDown if isinstance(error, OperationalError | InterfaceError) else None
    if found is None:
        return error
    return found(str(error.orig).strip().splitlines()[0].rstrip(".")) if found is StorageDown else found()
