"""Hands a user's records over to another one (docs/decisions/0008-hand-over.md)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, insert, select

from store.changes import Origin
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.rows import to_columns
from store.schema import Class, Schema


@dataclass(frozen=True, slots=True)
class HandOver:
    """What went to the successor: how many records of each class, and the run that takes it back when undone."""

    run: str
    records: dict[str, int]


def hand_over(
    connection: Connection, schema: Schema, by: Principal, user: str, successor: str, origin: Origin, now: datetime
) -> HandOver:
    """Make `successor` the owner of what `user` owns, as one run of `by`.

    That is every record that names him in an owner field, and those without any owner that he made; but nothing that
    is done: who made a call stays who made it. The caller has locked the accounts, so that nobody writes meanwhile.
    """
    owned = {cls: list(_owned(connection, cls, user)) for cls in schema.classes.values() if not cls.model.managed}
    run = origin.run or _begin(connection, schema, by, origin, now)
    # As the admin, so that the log names him; as the system, since who added a record is not for others to say.
    records = Records(connection, schema, replace(by, is_system=True), replace(origin, run=run), now)
    counts: dict[str, set[str]] = {}
    for cls, found in owned.items():
        for object_id, field in found:
            records.update(cls.name, object_id, {field: Pointer("_User", successor)})
            counts.setdefault(cls.name, set()).add(object_id)
    return HandOver(run, {name: len(ids) for name, ids in counts.items()})


def _owned(connection: Connection, cls: Class, user: str) -> Iterator[tuple[str, str]]:
    """Yield the records that `user` owns, and the field that is to name another."""
    for field in cls.model.owners:
        yield from ((object_id, field) for object_id in _ids(connection, cls, _names(cls, field, user)))
    if cls.model.owners:
        nobody = [cls.table.c[cls.fields[field].columns[-1]].is_(None) for field in cls.model.owners]
        his = and_(cls.table.c.creator == user, *nobody)
        yield from ((object_id, cls.model.owners[0]) for object_id in _ids(connection, cls, his))


def _names(cls: Class, field: str, user: str) -> ColumnElement[bool]:
    columns = to_columns(cls, {field: Pointer("_User", user)})
    return and_(*(cls.table.c[name] == value for name, value in columns.items()))


def _ids(connection: Connection, cls: Class, condition: ColumnElement[bool]) -> list[str]:
    statement = select(cls.table.c.object_id).where(condition).order_by(cls.table.c.object_id)
    if done := cls.model.done_field:
        statement = statement.where(cls.table.c[done].is_(None))
    return list(connection.scalars(statement))


def _begin(connection: Connection, schema: Schema, by: Principal, origin: Origin, now: datetime) -> str:
    run = uuid4().hex
    values = {"id": run, "user": by.user, "thread": origin.thread, "door": origin.door}
    connection.execute(insert(schema.own.run).values({**values, "started_at": now, "finished_at": now}))
    return run
