"""Takes the records of a workspace out as a state: one list for each class, each record in its `Form`."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from store.schema import Schema
from store.store import Store
from store.transfer import files, people, wire
from store.transfer.files import Target
from store.transfer.form import Form
from store.transfer.progress import Progress, counted, ignore
from store.transfer.snapshot import Present, all_grants, in_order, snapshot

State = dict[str, list[dict[str, Any]]]
"""`users`, `companies`, … → records; added classes stand under their own plural."""


def forms(schema: Schema) -> dict[str, Form]:
    """Return the form of each class, under the key of its list."""
    found = [Form(cls) for cls in schema.classes.values()]
    return {form.plural: form for form in found}


def export_state(store: Store, *, full: bool = False) -> State:
    """Return all records, the oldest first; reading changes nothing of it, so the same workspace gives the same state.

    Args:
        full: Also tell when each record was made and changed, and since when a deal is in its stage.
    """
    with snapshot(store) as connection:
        exporter = _Exporter(connection, store.schema, full=full)
        return {key: list(exporter.records(form)) for key, form in forms(store.schema).items()}


def write_state(
    store: Store, target: Target, *, full: bool = False, overwrite: bool = False, progress: Progress = ignore
) -> dict[str, int]:
    """Write the state to a file as JSON, a record a line, and return how many records each list has.

    Raises:
        InvalidFile: There is such a file already, or it cannot be written.
        StorageFull: There is no room for it.
    """
    with files.writing(target, overwrite=overwrite) as file, snapshot(store) as connection:
        exporter = _Exporter(connection, store.schema, full=full)
        counts = {key: exporter.count(form) for key, form in forms(store.schema).items()}
        total, done = sum(counts.values()), 0
        opening = b"{\n"
        for key, form in forms(store.schema).items():
            file.write(opening + orjson.dumps(key) + b": [")
            separator = b"\n"
            for record in counted(exporter.records(form), progress, total, done):
                file.write(separator + wire.line(record))
                separator = b",\n"
            file.write(b"\n]" if counts[key] else b"]")
            opening, done = b",\n", done + counts[key]
        file.write(b"\n}\n")
    return counts


class _Exporter:
    """Reads the records of one snapshot: two statements for each class, and one for each class that pointers name."""

    def __init__(self, connection: Connection, schema: Schema, *, full: bool) -> None:
        self._connection = connection
        self._has: Callable[[str, str], bool] = Present(connection, schema).has
        self._account = schema.own.account
        self._full = full

    def count(self, form: Form) -> int:
        return self._connection.scalar(select(func.count()).select_from(form.cls.table)) or 0

    def records(self, form: Form) -> Iterator[dict[str, Any]]:
        acl = all_grants(self._connection, form.cls)
        beside = self._accounts() if form.cls.name == wire.USER else {}
        for row in self._connection.execute(in_order(form.cls)).mappings():
            record = form.write(dict(row), acl.get(row["object_id"]), self._has)
            if form.cls.name == wire.USER:
                record |= people.write(beside.get(row["object_id"], {}))
            if self._full:
                record |= {key: wire.plain(row[name]) for key, name in form.moments.items()}
            yield record

    def _accounts(self) -> dict[str, dict[str, Any]]:
        rows = self._connection.execute(select(self._account)).mappings()
        return {row["user"]: dict(row) for row in rows}
