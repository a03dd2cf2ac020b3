"""What is left of a record that was deleted: its images in the log, for whoever could read it."""

from sqlalchemy import Connection, select

from store import log
from store.schema import Class, Schema
from store.sync.past import Past, seen, values
from store.sync.reach import around


def world(connection: Connection, schema: Schema, cls: Class, object_id: str) -> dict[str, str] | None:
    """Return the records through which a deleted one would be seen, as `Records.readable_in` takes them.

    They are those that there are, and those that went in the same run, as they were before. `None`: the record is
    there, or never was.
    """
    change = schema.own.change
    mine = (change.c.cls == cls.name, change.c.object_id == object_id)
    last = connection.execute(select(change).where(*mine).order_by(change.c.seq.desc()).limit(1)).mappings().first()
    if last is None or last["after"] is not None:
        return None
    gone = log.of_run(connection, change, last["run"]) if last["run"] else [last]
    past = Past(connection, schema)
    for row in reversed(gone):  # at last the first one, which has the image from before the run
        if row["before"] is not None and row["cls"] in schema.classes:
            past.changed[row["cls"], row["object_id"]] = seen(schema[row["cls"]], row["before"])
    return values(schema, around(schema, past, {(cls.name, object_id)}))
