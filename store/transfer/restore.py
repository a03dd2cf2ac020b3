"""Brings an archive back: into an empty workspace, or in place of all that is in one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from store import migrate, names
from store.blueprint import kept
from store.errors import Conflict, InvalidFile
from store.schema import Schema
from store.store import Store
from store.transfer.archive import tables
from store.transfer.bulk import BATCH, TITLES, batches
from store.transfer.progress import Progress, counted, ignore
from store.transfer.unpacking import unpacked


def restore(store: Store, path: Path, *, force: bool = False, progress: Progress = ignore) -> dict[str, int]:
    """Write what an archive has into the workspace, in one transaction, and return the rows of each table.

    The workspace gets the classes of the archive: those that a blueprint added, too. Everybody has to sign in again.
    Other processes that have the workspace open should be stopped before.

    Args:
        store: The workspace; what is written out of the classes must be the same as where the archive was made.
        path: The archive.
        force: Empty the workspace first, in the same transaction, if there is anything in it.
        progress: Told how many rows are written.

    Raises:
        InvalidFile: The archive cannot be read, is damaged, or does not fit the schema.
        Conflict: The workspace is not empty, and `force` is not set.
    """
    with unpacked(path, store.base) as archive, store.writing() as connection, _explained(path):
        _take_over(connection, store.schema, force=force)
        migrate.complete(connection, archive.schema)
        total = sum(archive.manifest.tables[table.name].rows for table in archive.tables)
        counts: dict[str, int] = {}
        for table in archive.tables:
            done = sum(counts.values())
            counts[table.name] = 0
            for batch in batches(counted(archive.rows(table), progress, total, done), BATCH):
                connection.execute(insert(table), batch)
                counts[table.name] += len(batch)
            _count_on(connection, table)
        _index_names(connection, archive.schema)
        kept.mark(connection, store.base)
    with store.looking() as connection:  # what is announced comes later
        store.begin_anew(connection)
    return counts


def _take_over(connection: Connection, schema: Schema, *, force: bool) -> None:
    """Empty every table while nobody else writes to it; settings do not make a workspace used."""
    if connection.dialect.name == "postgresql":
        quote = connection.dialect.identifier_preparer.format_table
        every = ", ".join(quote(table) for table in schema.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {every} IN EXCLUSIVE MODE"))
    for table in tables(schema):
        used = connection.scalar(select(func.count()).select_from(table)) or 0
        if used and not force and table is not schema.own.setting:
            raise Conflict(
                f"The workspace is not empty: {table.name} has {used:,} rows. Nothing was restored. Restore into a new"
                " workspace, or with force, which puts the archive in the place of all that is in this one."
            )
    for table in schema.metadata.sorted_tables:
        statement = delete(table)
        here = table is schema.own.setting
        connection.execute(statement.where(table.c.name != migrate.SETTING) if here else statement)


def _count_on(connection: Connection, table: Table) -> None:
    """Let numbers that the database gives begin behind those that are there; they never go back. SQLite does it."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name != "postgresql":
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
    connection.execute(select(func.setval(sequence, func.greatest(func.nextval(sequence), last))))


def _index_names(connection: Connection, schema: Schema) -> None:
    for cls in schema.classes.values():
        title = cls.table.c[cls.model.title_field]
        rows = connection.execute(select(cls.table.c.object_id, title).where(title.is_not(None)))
        for batch in batches([(cls.name, object_id, name) for object_id, name in rows], TITLES):
            names.add(connection, schema, batch)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Tell which rows of the archive the database does not take: two of one id, a number that is too large."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise InvalidFile(f"{path} does not fit together: {reason}. Nothing was restored.") from error
