"""Where the graph keeps what the model remembers of a thread: one checkpoint each, in its own file or tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

BUSY_MS = 5_000
POOL = 10


@contextmanager
def memory(where: str | Path | None) -> Iterator[BaseCheckpointSaver[str]]:
    """Open the memory: a SQLite file by its path, a PostgreSQL database by its address, none for this process only."""
    serde = JsonPlusSerializer(allowed_msgpack_modules=None)
    if where is None:
        yield InMemorySaver(serde=serde)
    elif str(where).startswith("postgres"):
        with _postgresql(str(where), serde) as saver:
            yield saver
    else:
        connection = sqlite3.connect(where, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", f"busy_timeout = {BUSY_MS}"):
            connection.execute(f"PRAGMA {pragma}")
        try:
            saver = SqliteSaver(connection, serde=serde)
            saver.setup()
            yield saver
        finally:
            connection.close()


@contextmanager
def _postgresql(url: str, serde: JsonPlusSerializer) -> Iterator[BaseCheckpointSaver[str]]:
    from langgraph.checkpoint.postgres import PostgresSaver
    from psycopg.rows import dict_row
    from psycopg_pool import ConnectionPool

    settings = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    with ConnectionPool(url, min_size=1, max_size=POOL, kwargs=settings, open=True) as pool:
        saver = PostgresSaver(pool, serde=serde)  # type: ignore[arg-type]
        saver.setup()
        yield saver


def forget(where: str | Path) -> None:
    """Forget all threads. What people said in them is not kept here, and stays."""
    with memory(where) as saver:
        for thread in {str(found.config["configurable"]["thread_id"]) for found in saver.list(None)}:
            saver.delete_thread(thread)


def prune(saver: BaseCheckpointSaver[str], thread: str) -> None:
    """Keep only the thread's last checkpoint: the graph goes on from there, and nobody goes back."""
    if isinstance(saver, SqliteSaver):
        with saver.cursor() as cursor:
            for table in ("writes", "checkpoints"):
                cursor.execute(
                    f"DELETE FROM {table} WHERE thread_id = ? AND checkpoint_id < "  # noqa: S608
                    "(SELECT MAX(checkpoint_id) FROM checkpoints WHERE thread_id = ? AND checkpoint_ns = '')",
                    (thread, thread),
                )
    elif not isinstance(saver, InMemorySaver):
        saver.prune([thread])
