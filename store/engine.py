"""Opens a database, with the settings that both kinds need, and tells what went wrong in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.errors import Conflict, StorageBusy, StorageDown, StorageFull, StoreError
from store.totals import sqlite_local_day

BUSY_MS = 5_000
"""How long a writer waits for another one."""

POSTGRESQL = "-c plan_cache_mode=force_custom_plan -c jit=off -c max_parallel_workers_per_gather=0 -c lock_timeout=10000"
"""Generic plans were ten times slower on lists that pass the gate (docs/decisions/0003); parallel ones three times."""


def make_engine(url: str) -> Engine:
    """Return an engine for a `sqlite:///` or `postgresql://` address.

    What it says when a statement fails names no values: they may be hashes of passwords, or people's notes.

    Raises:
        StorageDown: It is neither, or its driver is missing.
    """
    url = url.replace("postgres://", "postgresql://").replace("postgresql://", "postgresql+psycopg://")
    if url.startswith("sqlite"):
        options = {"timeout": BUSY_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, connect_args=options, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.startswith("postgresql"):
        pool = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
        return create_engine(url, connect_args={"options": POSTGRESQL}, hide_parameters=True, **pool)
    raise StorageDown("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", f"busy_timeout = {BUSY_MS}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.create_function("parley_local_day", 2, sqlite_local_day, deterministic=True)


def _begin_sqlite(connection: Any) -> None:
    """Begin; a unit that will write takes the write lock now, since a reader that turns writer may not wait for it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _lower(value: str | None) -> str | None:
    """Lower case of all letters: SQLite's own knows only those of ASCII."""
    return value.lower() if isinstance(value, str) else value


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
    except (OperationalError, DBAPIError) as error:
        raise _meaning(error) from error


def _meaning(error: DBAPIError) -> StoreError | DBAPIError:
    """Return the store's error; a mistake in our own SQL stays what it is."""
    said = str(error.orig).lower()
    state = getattr(error.orig, "sqlstate", None) or ""
    if "locked" in said or "busy" in said or state in ("55P03", "40001", "40P01"):
        return StorageBusy()
    if "full" in said or "no space" in said or state.startswith("53"):
        return StorageFull()
    down = isinstance(error, OperationalError) or "malformed" in said or "not a database" in said or "closed" in said
    if down and not said.startswith("no such"):
        return StorageDown(str(error.orig).strip().splitlines()[0])
    return error
