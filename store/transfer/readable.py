"""What a principal may read of a class, as a sheet or as JSON: piece by piece, so that nobody waits for the whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from store.changes import Origin
from store.fields import Pointer
from store.principal import Principal
from store.records import MOST, Records
from store.rows import Row
from store.schema import Class
from store.store import Store
from store.transfer import grid
from store.transfer.cells import Cells
from store.transfer.columns import Columns
from store.transfer.directory import Directory
from store.transfer.proposal import readable
from store.transfer.snapshot import snapshot

BLOCK = 1 << 16
"""Bytes that are sent at once."""
Where = Mapping[str, Any]
Encode = Callable[[Class, Row], bytes]


def sheet(store: Store, principal: Principal, name: str, where: Where, origin: Origin, cells: Cells) -> Iterator[bytes]:
    """Yield a sheet of the readable records that meet a filter, the oldest first; pointers by name, or else by id.

    Text that a spreadsheet would run as a formula has an apostrophe before it.

    Raises:
        InvalidValues: The filter is none. Before the first piece.
    """
    with snapshot(store) as connection:
        records = Records(connection, store.schema, principal, origin, datetime.now(UTC))
        cls = records.schema[name]
        columns, directory = Columns(cls, cells), Directory(records.schema, readable(records))
        keys = ["id", *columns.form.fields]
        rows = (columns.write(_stated(columns, row), directory, keys) for row in _every(records, cls, where))
        yield from _blocks(grid.written(keys, cells.delimiter, rows))


def listing(
    store: Store, principal: Principal, name: str, where: Where, origin: Origin, encode: Encode
) -> Iterator[bytes]:
    """Yield the same records as a list in JSON, each as `encode` writes it."""
    with snapshot(store) as connection:
        records = Records(connection, store.schema, principal, origin, datetime.now(UTC))
        cls = records.schema[name]
        found = (encode(cls, row) for row in _every(records, cls, where))
        parts = (b",\n" + one if at else one for at, one in enumerate(found))
        yield from _blocks(chain([b"["], parts, [b"]\n"]))


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces together, as many as make a block. The first one comes when the first records were found."""
    block = bytearray()
    for piece in pieces:
        block += piece
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _every(records: Records, cls: Class, where: Where) -> Iterator[Row]:
    at = 0
    while rows := records.find(cls.name, where, limit=MOST, offset=at):
        yield from rows
        at += len(rows)


def _stated(columns: Columns, row: Row) -> dict[str, Any]:
    """Return a record as a state has it: references as ids, moments in ISO 8601."""
    record: dict[str, Any] = {"id": row["object_id"]}
    for key, spec in columns.form.fields.items():
        value = row.get(spec.name)
        if isinstance(value, Pointer):
            value = {"class": value.cls, "id": value.id} if len(spec.targets) > 1 else value.id
        record[key] = value.isoformat() if isinstance(value, datetime) else value
    return record
