"""Undo of a run: every record it touched returns to what it was, unless somebody changed it since."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from store import grants, log
from store.changes import Change, Image
from store.rows import from_image
from store.schema import Class, Schema


@dataclass(frozen=True, slots=True)
class Step:
    """One record of a run: what the run made of it, and whether it was changed since."""

    change: Change
    changed_since: bool


def steps(connection: Connection, schema: Schema, run: str) -> list[Step]:
    """Return the records that `run` touched, newest first; without those that it left as they were."""
    table = schema.own.change
    found = []
    for change, seq in log.merged(log.of_run(connection, table, run)):
        if change.before is None and change.after is None:
            continue
        since = log.latest(connection, table, change.cls, change.object_id) > seq
        found.append(Step(change, since))
    return found


def put_back(connection: Connection, cls: Class, step: Step) -> Change:
    """Write the record as it was before the run and return the change; no gate and no log: `Records` does both.

    The version goes on counting, so that whoever saw the record as the run left it meets a conflict.
    """
    was, now = step.change.before, step.change.after
    object_id = step.change.object_id
    here = cls.table.c.object_id == object_id
    grants.put(connection, cls, object_id, [])
    if was is None:
        connection.execute(delete(cls.table).where(here))
        return Change(cls.name, object_id, now, None)
    restored: Image = {**was, "version": (now or was)["version"] + 1}
    columns = from_image(cls, restored)
    if now is None:
        connection.execute(insert(cls.table).values(columns))
    else:
        connection.execute(update(cls.table).where(here).values(columns))
    grants.put(connection, cls, object_id, [(g, r, w) for g, r, w in was["acl"]])
    return Change(cls.name, object_id, now, restored)


def last_run(connection: Connection, schema: Schema, user: str, thread: str | None) -> str | None:
    """Return the user's last run that changed something and was not taken back; in one thread, or anywhere.

    A run that took another back is skipped: undoing twice goes further back, and never forth again.
    """
    run, change = schema.own.run.c, schema.own.change
    changed = select(change.c.seq).where(change.c.run == run.id).exists()
    statement = select(run.id).where(run.user == user, run.undone_by.is_(None), run.undoes.is_(None), changed)
    if thread is not None:
        statement = statement.where(run.thread == thread)
    return connection.scalar(statement.order_by(run.started_at.desc(), run.id.desc()).limit(1))
