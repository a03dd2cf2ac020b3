"""What becomes of the records that point to one which is deleted, where their class says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from store.errors import Conflict
from store.fields import Spec
from store.schema import Class, Schema

Dependant = tuple[Class, Mapping[str, Any]]
"""A record as a row of its table."""


def along(connection: Connection, schema: Schema, cls: Class, object_id: str) -> list[Dependant]:
    """Return the records that go along with one, each behind what it points to.

    Raises:
        Conflict: A record that does not go along keeps one of them from being deleted.
    """
    found: list[Dependant] = []
    seen = {(cls.name, object_id)}
    waiting = [(cls, object_id)]
    while waiting:
        name, gone = waiting.pop(0)
        for other, spec in schema.pointing(name.name):
            for row in _naming(connection, other, spec, name, gone) if spec.on_delete == "delete" else ():
                if (key := (other.name, str(row["object_id"]))) not in seen:
                    seen.add(key)
                    found.append((other, dict(row)))
                    waiting.append((other, key[1]))
    for name, gone in [(cls, object_id), *((other, str(row["object_id"])) for other, row in found)]:
        _check_kept(connection, schema, name, gone, seen)
    return found


def _check_kept(connection: Connection, schema: Schema, cls: Class, object_id: str, gone: set[tuple[str, str]]) -> None:
    for other, spec in schema.pointing(cls.name):
        if spec.on_delete == "refuse":
            rows = _naming(connection, other, spec, cls, object_id)
            if any((other.name, str(row["object_id"])) not in gone for row in rows):
                raise Conflict(
                    f"This {cls.word} cannot be deleted while {other.plural} name it as their {spec.name}; nothing was"
                    " deleted. Delete or change those first."
                )


def _naming(connection: Connection, cls: Class, spec: Spec, target: Class, object_id: str) -> Sequence[RowMapping]:
    here = [cls.table.c[spec.columns[-1]] == object_id]
    if len(spec.targets) > 1:
        here.append(cls.table.c[spec.columns[0]] == target.name)
    return connection.execute(select(cls.table).where(*here)).mappings().all()
