"""Undo of a run: every record it touched returns to what it was, unless somebody changed it since."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, delete, insert, select, update

from store import grants, log
from store.changes import Change, Image, Origin
from store.rows import from_image
from store.schema import Class, Schema

COUNTING = {"version", "updated_at"}
"""Columns that differ after every change, also after one that was taken back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One record of a run: what the run made of it, its last change, and whether it is changed since."""

    change: Change
    last: Change
    changed_since: bool


def steps(connection: Connection, schema: Schema, run: str) -> list[Step]:
    """Return the records that `run` touched, newest first; without those that it left as they were.

    A record was changed since when it is not as the run left it, or when somebody wrote it between two writes of it.
    What was changed and taken back again is no change: so undo goes back run by run, also on one record.
    """
    table = schema.own.change
    found = []
    for (cls, object_id), rows in reversed(log.by_record(log.of_run(connection, table, run)).items()):
        before, after = rows[0]["before"], rows[-1]["after"]
        if _same(before, after):
            continue
        between = any(not _same(one["after"], next_one["before"]) for one, next_one in pairwise(rows))
        last = log.last(connection, table, cls, object_id)
        found.append(Step(Change(cls, object_id, before, after), last, between or not _same(last.after, after)))
    return found


def _same(one: Image | None, other: Image | None) -> bool:
    """Whether two images say the same; a column that an image lacks was made later, and is empty."""
    if one is None or other is None:
        return one is other
    return all(one.get(name) == other.get(name) for name in {*one, *other} - COUNTING)


def put_back(connection: Connection, cls: Class, step: Step) -> Change:
    """Write the record as it was before the run and return the change; no gate and no log: `Records` does both.

    The version goes on counting, so that whoever saw the record as the run left it meets a conflict.
    """
    was, now = step.change.before, step.last.after
    object_id = step.change.object_id
    here = cls.table.c.object_id == object_id
    grants.put(connection, cls, object_id, [])
    if was is None:
        connection.execute(delete(cls.table).where(here))
        return Change(cls.name, object_id, now, None)
    newest = now or step.last.before or was
    restored: Image = {**was, "version": newest["version"] + 1}
    columns = from_image(cls, restored)
    if now is None:
        connection.execute(insert(cls.table).values(columns))
    else:
        connection.execute(update(cls.table).where(here).values(columns))
    grants.put(connection, cls, object_id, [(g, r, w) for g, r, w in was["acl"]])
    return Change(cls.name, object_id, now, restored)


def taken_back(connection: Connection, schema: Schema, run: str) -> bool:
    """Whether another run took this one back."""
    table = schema.own.run.c
    return connection.scalar(select(table.undone_by).where(table.id == run)) is not None


def note(connection: Connection, schema: Schema, run: str, by: str | None) -> None:
    """Write down that `run` was taken back, and that what it took back itself, if anything, counts again."""
    table = schema.own.run
    connection.execute(update(table).where(table.c.undone_by == run).values(undone_by=None))
    connection.execute(update(table).where(table.c.id == run).values(undone_by=by or "undone"))
    connection.execute(update(table).where(table.c.id == by).values(undoes=run))


def begun(connection: Connection, schema: Schema, user: str, origin: Origin, now: datetime) -> bool:
    """Write the origin's run down as this user's, unless it is; return whether it is his, and of the same door."""
    table = schema.own.run
    known = connection.execute(select(table).where(table.c.id == origin.run)).one_or_none()
    if known is not None:
        return (known.user, known.door, known.thread) == (user, origin.door, None)
    values = {"id": origin.run, "user": user, "door": origin.door, "started_at": now, "finished_at": now}
    connection.execute(insert(table).values(values))
    return True


def last_run(
    connection: Connection, schema: Schema, user: str, thread: str | None, by: str | None = None
) -> str | None:
    """Return the user's last run that changed something and was not taken back; in one thread, or anywhere.

    A run that took another back is skipped: undoing twice goes further back, and never forth again; so is `by`, the run
    that asks: what is taken back is what was there before it.
    """
    run, change = schema.own.run.c, schema.own.change
    changed = select(change.c.seq).where(change.c.run == run.id).exists()
    statement = select(run.id).where(run.user == user, run.undone_by.is_(None), run.undoes.is_(None), changed)
    if thread is not None:
        statement = statement.where(run.thread == thread)
    if by is not None:
        statement = statement.where(run.id != by)
    return connection.scalar(statement.order_by(run.started_at.desc(), run.id.desc()).limit(1))
