"""An archive: every table of a workspace in one file, to be restored on SQLite or PostgreSQL alike.

It is a ZIP with one member a table, a row a line as a JSON object, and a manifest: format, version, moment, and for
each table its columns, its rows and the SHA-256 of its member. It holds hashes of passwords, so only its owner may read
it.
Left out is what is of no use elsewhere or follows from the rest: sessions and tokens (people sign in again), answers
kept for repeated requests, failed attempts, and the indexes of names and passages. The checkpoints of the assistant are
not tables of the workspace, and so not in it: threads keep their messages, but an approval that was open can no longer
be given.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, Any

from pydantic import BaseModel
from sqlalchemy import Connection, Select, Table, func, select

from store import migrate
from store.schema import Schema
from store.store import Store
from store.transfer import files
from store.transfer.files import Target
from store.transfer.progress import Progress, counted, ignore
from store.transfer.snapshot import snapshot
from store.transfer.wire import line

FORMAT = "parley-archive"
VERSION = 1
MANIFEST = "manifest.json"


class Contents(BaseModel):
    """What an archive has of one table."""

    columns: list[str]
    rows: int
    sha256: str


class Manifest(BaseModel):
    """What an archive says of itself."""

    format: str
    version: int
    made_at: datetime
    tables: dict[str, Contents]


def backup(store: Store, target: Target, *, overwrite: bool = False, progress: Progress = ignore) -> dict[str, int]:
    """Write an archive of the workspace as it is at one moment; return the rows of each table.

    Raises:
        InvalidFile: There is such a file already, or it cannot be written.
        StorageFull: There is no room for it.
    """
    found: dict[str, Contents] = {}
    with (
        files.writing(target, overwrite=overwrite) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        snapshot(store) as connection,
    ):
        counts = {table.name: _count(connection, store.schema, table) for table in tables(store.schema)}
        total, done = sum(counts.values()), 0
        for table in tables(store.schema):
            rows = connection.execute(rows_of(store.schema, table).order_by(*table.primary_key.columns)).mappings()
            with archive.open(member(table.name), "w", force_zip64=True) as opened:
                sha256 = _write(opened, counted((dict(row) for row in rows), progress, total, done))
            done += counts[table.name]
            columns = [column.name for column in table.columns]
            found[table.name] = Contents(columns=columns, rows=counts[table.name], sha256=sha256)
        manifest = Manifest(format=FORMAT, version=VERSION, made_at=datetime.now(UTC), tables=found)
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return counts


def tables(schema: Schema) -> list[Table]:
    """Return the tables that an archive has, in a fixed order."""
    own = schema.own
    left_out = {own.session, own.mailing, own.token, own.link_code, own.answer, own.attempt, own.naming, own.spelling}
    left_out |= {own.passage, own.vector, own.index, own.cursor}
    return [table for _, table in sorted(schema.metadata.tables.items()) if table not in left_out]


def rows_of(schema: Schema, table: Table) -> Select[Any]:
    """Return a select of the rows that belong to the workspace, not to the database that holds it."""
    if table is schema.own.setting:
        return select(table).where(table.c.name != migrate.SETTING)
    return select(table)


def member(name: str) -> str:
    """Return the name under which a table stands in an archive."""
    return f"{name}.jsonl"


def _count(connection: Connection, schema: Schema, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(rows_of(schema, table).subquery())) or 0


def _write(file: IO[bytes], rows: Iterable[dict[str, Any]]) -> str:
    """Write rows, and return the SHA-256 of what was written."""
    sha256 = hashlib.sha256()
    for row in rows:
        written = line(row) + b"\n"
        sha256.update(written)
        file.write(written)
    return sha256.hexdigest()
