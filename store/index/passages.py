"""Keeps the table of passages as the records are."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from store.index.cutting import Piece, moment, pieces
from store.schema import Class, Schema


def refresh(connection: Connection, schema: Schema, cls: Class, ids: Sequence[str]) -> None:
    """Bring the passages of some records of a class up to what the records say now; those of records gone are removed.

    A passage whose text is as it was stays, so that it is not embedded again.
    """
    rows: Any = connection.execute(select(cls.table).where(cls.table.c.object_id.in_(ids))).mappings()
    records: dict[str, Mapping[str, Any]] = {row["object_id"]: row for row in rows}
    table = schema.own.passage
    here = (table.c.cls == cls.name, table.c.object_id.in_(ids))
    kept: dict[str, list[RowMapping]] = {}
    for row in connection.execute(select(table).where(*here).order_by(table.c.id)).mappings():
        kept.setdefault(row["object_id"], []).append(row)
    gone: list[int] = []
    new: list[dict[str, Any]] = []
    for object_id in ids:
        record = records.get(object_id)
        wanted = pieces(cls, record) if record else []
        at = moment(cls, record) if record else datetime.now(UTC)
        left = _matched(connection, schema, cls, wanted, at, kept.get(object_id, []))
        gone += [row["id"] for row in left.gone]
        new += [_row(cls, object_id, piece, at) for piece in left.new]
    remove(connection, schema, gone)
    if new:
        connection.execute(insert(table), new)


def remove(connection: Connection, schema: Schema, ids: Sequence[int]) -> None:
    """Remove passages; every index keeps a row without a vector, which tells whoever follows it."""
    own = schema.own
    if not ids:
        return
    connection.execute(delete(own.passage).where(own.passage.c.id.in_(ids)))
    vector = own.vector.c
    for index in connection.execute(select(own.index).with_for_update()).mappings().all():
        here = (vector.index == index["id"], vector.passage.in_(ids))
        for step, passage in enumerate(
            connection.scalars(select(vector.passage).where(*here)).all(), index["step"] + 1
        ):
            one = (vector.index == index["id"], vector.passage == passage)
            connection.execute(update(own.vector).where(*one).values(vector=None, step=step))
            connection.execute(update(own.index).where(own.index.c.id == index["id"]).values(step=step))


class _Left:
    """What of a record's passages is new, and what is gone."""

    def __init__(self, new: list[Piece], gone: list[RowMapping]) -> None:
        self.new = new
        self.gone = gone


def _matched(
    connection: Connection,
    schema: Schema,
    cls: Class,
    wanted: Sequence[Piece],
    at: datetime,
    kept: Sequence[RowMapping],
) -> _Left:
    """Move the passages that stay to where they stand now, and return the others."""
    table = schema.own.passage
    known: dict[str, list[RowMapping]] = {}
    for row in kept:
        known.setdefault(row["digest"], []).append(row)
    new = []
    for piece in wanted:
        if not (same := known.get(piece.digest)):
            new.append(piece)
            continue
        row = same.pop(0)
        place: dict[str, Any] = {"first": piece.first, "last": piece.last}
        place |= {"at": at} if cls.model.done_field else {}
        if any(row[name] != value for name, value in place.items()):
            connection.execute(update(table).where(table.c.id == row["id"]).values(place))
    return _Left(new, [row for rows in known.values() for row in rows])


def _row(cls: Class, object_id: str, piece: Piece, at: datetime) -> dict[str, Any]:
    place = {"field": piece.field, "first": piece.first, "last": piece.last}
    return {"cls": cls.name, "object_id": object_id, "at": at, "digest": piece.digest, "text": piece.text} | place
