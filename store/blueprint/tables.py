"""Changes tables of classes in ways that lose or rename something; what is only added follows from the schema.

The images in the change log are changed alike, so that what was done before can still be told and undone. What is
dropped keeps its values there, under a name that no field can have.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, select, text, update

from store.fields import Spec
from store.schema import Class, Schema
from store.tables import ID

BATCH = 500
Image = dict[str, Any]


class Tables:
    """The tables of one workspace, in a unit of work."""

    def __init__(self, connection: Connection, schema: Schema, number: int) -> None:
        """Take the schema as it is, and the number of the blueprint that is applied."""
        self._connection = connection
        self._schema = schema
        self._kept = f"~{number}"
        self._quote = connection.dialect.identifier_preparer.quote

    def rename(self, cls: Class, old: Spec, new: Spec) -> None:
        """Give a field another name."""
        pairs = {**dict(zip(old.columns, new.columns, strict=True)), **_since(old, new)}
        self._drop_indexes(cls, list(pairs))
        for before, after in pairs.items():
            self._alter(cls.table, f"RENAME COLUMN {self._quote(before)} TO {self._quote(after)}")
        self._reimage(cls, lambda image: {pairs.get(key, key): value for key, value in image.items()})

    def rename_class(self, old: Class, new: Class) -> None:
        """Give a class another name, also where the log, names, reminders and passages have it."""
        for before, after in ((old.table, new.table), (old.acl, new.acl)):
            for index in before.indexes:
                index.drop(self._connection, checkfirst=False)  # they are called by the table
            if before.name != after.name:
                self._alter(before, f"RENAME TO {self._quote(after.name)}")
            for index in after.indexes:
                index.create(self._connection, checkfirst=False)
        own = self._schema.own
        for table in (own.change, own.naming, own.reminder, own.passage):
            self._connection.execute(table.update().where(table.c.cls == old.name).values(cls=new.name))

    def rename_target(self, old: str, new: str) -> None:
        """Let pointers to records of several classes name one of them by another name."""
        for cls in self._schema.classes.values():
            for kind in (spec.columns[0] for spec in cls.fields.values() if len(spec.targets) > 1):
                column = cls.table.c[kind]
                self._connection.execute(update(cls.table).where(column == old).values({kind: new}))
                self._reimage(cls, partial(_with_target, kind, old, new))

    def drop(self, cls: Class, spec: Spec) -> None:
        """Drop a field."""
        names = [*spec.columns, *([spec.since] if spec.since else [])]
        self._drop(cls, names)
        if spec.name == cls.model.due_field:
            reminder = self._schema.own.reminder
            self._connection.execute(reminder.delete().where(reminder.c.cls == cls.name))
        self._reimage(cls, lambda image: {f"{k}{self._kept}" if k in names else k: v for k, v in image.items()})

    def drop_class(self, cls: Class) -> None:
        """Drop a class with its records."""
        own = self._schema.own
        for table in (cls.acl, cls.table):
            table.drop(self._connection)
        for table in (own.naming, own.reminder):
            self._connection.execute(table.delete().where(table.c.cls == cls.name))

    def widen(self, cls: Class, old: Spec, new: Spec) -> None:
        """Let a pointer to one class name records of several."""
        (identity,), (kind, named) = old.columns, new.columns
        target = old.targets[0]
        for column in (Column(kind, ID), Column(named, ID)):
            self._alter(cls.table, f"ADD COLUMN {self._quote(column.name)} {ID.compile(self._connection.dialect)}")
        table = self._quote(cls.table.name)
        self._connection.execute(
            text(
                f"UPDATE {table} SET {self._quote(kind)} = :target, {self._quote(named)} = {self._quote(identity)}"  # noqa: S608 - names of columns
                f" WHERE {self._quote(identity)} IS NOT NULL"
            ),
            {"target": target},
        )
        self._drop(cls, [identity])

        def wider(image: Image) -> Image:
            value = image.pop(identity, None)
            return image | {kind: target if value else None, named: value}

        self._reimage(cls, wider)

    def narrow(self, cls: Class, old: Spec, new: Spec) -> None:
        """Let a pointer to several classes name records of one; the others are empty by now."""
        (kind, named), (identity,) = old.columns, new.columns
        target = new.targets[0]
        self._alter(cls.table, f"ADD COLUMN {self._quote(identity)} {ID.compile(self._connection.dialect)}")
        table = self._quote(cls.table.name)
        self._connection.execute(
            text(
                f"UPDATE {table} SET {self._quote(identity)} = {self._quote(named)} WHERE {self._quote(kind)} = :target"  # noqa: S608 - names of columns
            ),
            {"target": target},
        )
        self._drop(cls, [kind, named])

        def narrower(image: Image) -> Image:
            is_kept = image.get(kind) == target
            value = image.get(named) if is_kept else None
            lost = {} if is_kept else {f"{key}{self._kept}": image.get(key) for key in (kind, named)}
            return {key: one for key, one in image.items() if key not in (kind, named)} | lost | {identity: value}

        self._reimage(cls, narrower)

    def _drop(self, cls: Class, names: Sequence[str]) -> None:
        self._drop_indexes(cls, names)
        for name in names:
            self._alter(cls.table, f"DROP COLUMN {self._quote(name)}")

    def _drop_indexes(self, cls: Class, names: Sequence[str]) -> None:
        """Drop the indexes on columns; those that the new schema has are made again with what it adds."""
        for index in list(cls.table.indexes):
            if {column.name for column in index.columns} & set(names):
                index.drop(self._connection, checkfirst=False)

    def _alter(self, table: Table, what: str) -> None:
        self._connection.execute(text(f"ALTER TABLE {self._quote(table.name)} {what}"))

    def _reimage(self, cls: Class, change: Callable[[Image], Image]) -> None:
        log = self._schema.own.change
        put = update(log).where(log.c.seq == bindparam("at_seq")).values(before=bindparam("b"), after=bindparam("a"))
        at = 0
        while True:
            statement = select(log.c.seq, log.c.before, log.c.after).where(log.c.cls == cls.name, log.c.seq > at)
            rows = self._connection.execute(statement.order_by(log.c.seq).limit(BATCH)).all()
            if not rows:
                return
            images = [
                {"at_seq": row.seq, "b": row.before and change(row.before), "a": row.after and change(row.after)}
                for row in rows
            ]
            self._connection.execute(put, images)
            at = rows[-1].seq


def _with_target(kind: str, old: str, new: str, image: Image) -> Image:
    return image | {kind: new} if image.get(kind) == old else image


def _since(old: Spec, new: Spec) -> dict[str, str]:
    return {old.since: new.since} if old.since and new.since else {}
