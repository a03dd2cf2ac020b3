"""Runs outside any thread: a command of the workspace's owner is one, so that the log names it and it can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import insert, select, update

from store import undo
from store.changes import Origin
from store.errors import Ambiguous, Candidate, RecordNotFound
from store.principal import Principal
from store.store import Store

MOST_TOLD = 5


@contextmanager
def running(store: Store, principal: Principal, door: str) -> Iterator[Origin]:
    """Open a run of `principal`, and give the origin that its writes bear."""
    run = uuid4().hex
    table = store.schema.own.run
    values = {"id": run, "user": principal.user, "door": door, "started_at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(insert(table).values(values))
    yield Origin(door, run)
    with store.writing() as connection:
        connection.execute(update(table).where(table.c.id == run).values(finished_at=datetime.now(UTC)))


def named(store: Store, said: str) -> str:
    """Return the id of the run whose id is `said`, or begins so.

    Raises:
        RecordNotFound: There is none.
        Ambiguous: There are several.
    """
    run = store.schema.own.run.c
    statement = select(run.id, run.door).where(run.id.startswith(said, autoescape=True)).order_by(run.id)
    with store.looking() as connection:
        found = connection.execute(statement.limit(MOST_TOLD + 1)).all() if said else []
    if not found:
        raise RecordNotFound("run", said)
    if len(found) > 1 and found[0].id != said:
        candidates = [Candidate("run", row.id, row.door) for row in found[:MOST_TOLD]]
        raise Ambiguous("run", said, candidates, more=len(found) > MOST_TOLD)
    return str(found[0].id)


def last(store: Store, users: list[str]) -> str | None:
    """Return the run that began last, of those by which one of `users` changed something that still stands."""
    with store.looking() as connection:
        each = (undo.last_run(connection, store.schema, user, None) for user in users)
        found = [run for run in each if run is not None]
        table = store.schema.own.run.c
        latest = select(table.id).where(table.id.in_(found)).order_by(table.started_at.desc(), table.id.desc()).limit(1)
        return connection.scalar(latest) if found else None
