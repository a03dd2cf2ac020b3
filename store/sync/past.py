"""The records as they were after a change of the log, as far as the gate looks at them."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import CTE, Boolean, Column, Connection, String, select, text

from store import grants
from store.schema import Class, Schema
from store.tables import GRANTEE

AT_ONCE = 1_000
"""Identities in one question."""
Identity = TypeVar("Identity", str, int)
Key = tuple[str, str]
"""Class and id of a record."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the gate looks at in a record: its system columns and pointers, and its ACL."""

    values: Mapping[str, Any]
    acl: tuple[tuple[str, bool, bool], ...] = ()


class Past:
    """The records after one change; without one, as they are."""

    def __init__(self, connection: Connection, schema: Schema, seq: int | None = None) -> None:
        self._connection = connection
        self._schema = schema
        self.changed: dict[Key, Seen | None] = {} if seq is None else dict(self._changed(seq))
        """Those that changed since, as they were; `None`: not there."""

    def seen(self, cls: Class, ids: Collection[str]) -> dict[str, Seen]:
        """Return those of `ids` that there were."""
        found = {one: self.changed[cls.name, one] for one in ids if (cls.name, one) in self.changed}
        here = cls.table.c
        columns = [here[name] for name in looked_at(cls)]
        for part in parts(one for one in ids if one not in found):
            rows: Any = self._connection.execute(select(*columns).where(here.object_id.in_(part))).mappings().all()
            given = grants.of_many(self._connection, cls, rows)
            for row in rows:
                found[row["object_id"]] = Seen(dict(row), tuple(sorted(given.get(row["object_id"], ()))))
        return {one: record for one, record in found.items() if record is not None}

    def pointing(self, cls: Class, field: str, target: str, ids: Collection[str]) -> set[str]:
        """Return the records of a class whose pointer named one of `ids`, records of the class `target`."""
        spec = cls.fields[field]
        column, kind = spec.columns[-1], spec.columns[0] if len(spec.targets) > 1 else None
        found: set[str] = set()
        for part in parts(ids):
            statement = select(cls.table.c.object_id).where(cls.table.c[column].in_(part))
            if kind is not None:
                statement = statement.where(cls.table.c[kind] == target)
            found.update(self._connection.scalars(statement))
        found -= {one for name, one in self.changed if name == cls.name}
        for (name, one), record in self.changed.items():
            if name == cls.name and record is not None and record.values[column] in ids:
                found |= {one} if kind is None or record.values[kind] == target else set()
        return found

    def _changed(self, seq: int) -> Iterator[tuple[Key, Seen | None]]:
        change = self._schema.own.change.c
        # Told in two steps: SQLite would go through the whole log to find the first change of each record at once.
        since = select(change.seq, change.cls, change.object_id).where(change.seq > seq).order_by(change.seq.desc())
        first = {(name, one): at for at, name, one in self._connection.execute(since) if name in self._schema.classes}
        for part in parts(first.values()):
            images = select(change.cls, change.object_id, change.before).where(change.seq.in_(part))
            for name, one, image in self._connection.execute(images):
                yield (name, one), None if image is None else seen(self._schema[name], image)


def looked_at(cls: Class) -> list[str]:
    """Return the columns of a class that the gate looks at."""
    pointers = [column for spec in cls.fields.values() if spec.targets for column in spec.columns]
    return ["object_id", "creator", "has_acl", *pointers]


def parts(ids: Iterable[Identity]) -> Iterator[list[Identity]]:
    """Yield identities, as many at a time as are asked for in one question."""
    left = iter(sorted(ids))
    while part := list(islice(left, AT_ONCE)):
        yield part


def seen(cls: Class, image: Mapping[str, Any]) -> Seen:
    """Return what the gate looks at in an image."""
    acl = tuple(sorted((grantee, can_read, can_write) for grantee, can_read, can_write in image["acl"]))
    return Seen({name: image.get(name) for name in looked_at(cls)}, acl)


def world(schema: Schema, dialect: str) -> list[CTE]:
    """Return tables with nothing but the records of `values`, in place of those of all classes.

    As in `store.live`: an expression that has a table's name hides the table in the whole statement.
    """
    found = []
    for cls in schema.classes.values():
        for name, columns in (
            (cls.table.name, [Column(name, cls.table.c[name].type) for name in looked_at(cls)]),
            (cls.acl.name, [Column(c.name, c.type) for c in cls.acl.c]),
        ):
            found.append(text(_rows(name, columns, dialect)).columns(*columns).cte(name))
    return found


def values(schema: Schema, records: Mapping[Key, Seen]) -> dict[str, str]:
    """Return what the tables of `world` are to hold."""
    rows: dict[str, list[list[Any]]] = {
        table.name: [] for cls in schema.classes.values() for table in (cls.table, cls.acl)
    }
    for (name, object_id), record in records.items():
        cls = schema[name]
        rows[cls.table.name].append(list(record.values.values()))
        rows[cls.acl.name] += [[object_id, *grant] for grant in record.acl]
    return {f"world_{name}": json.dumps(several) for name, several in rows.items()}


def _rows(name: str, columns: list[Column[Any]], dialect: str) -> str:
    if dialect == "sqlite":
        shown = ", ".join(f"json_extract(value, '$[{n}]') AS \"{c.name}\"" for n, c in enumerate(columns))
        return f"SELECT {shown} FROM json_each(:world_{name})"  # noqa: S608 - names of ours
    shown = ", ".join(f'CAST(value->>{n} AS {_type(c)}) AS "{c.name}"' for n, c in enumerate(columns))
    return f"SELECT {shown} FROM jsonb_array_elements(CAST(:world_{name} AS jsonb))"  # noqa: S608


def _type(column: Column[Any]) -> str:
    if isinstance(column.type, Boolean):
        return "boolean"
    return f"varchar({column.type.length or GRANTEE.length})" if isinstance(column.type, String) else "text"
