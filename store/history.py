"""What was changed, for whom it is to know: the change log through the gate."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from store import log
from store.asking import MOST_SHOWN, Asking, Columns
from store.errors import RecordNotFound
from store.fields import Pointer
from store.schema import Class
from store.sync import past, remains
from store.values import IDENTITY


def page(
    ask: Asking, record: Pointer | None, *, run: str | None, user: str | None, limit: int, before: int | None
) -> Sequence[Columns]:
    """Return changes, newest first, as `Records.history` has them."""
    if record is not None:
        cls = ask.schema[record.cls]
        if not ask.by_id(cls, record.id, "read") and not _could_read(ask, cls, record.id):
            raise RecordNotFound(cls.name, record.id[:MOST_SHOWN])
        whole = ask.gate.sees_all_fields(cls) or record.id == ask.principal.user
    else:
        whole = ask.principal.rank.sees_all
    if not whole:
        user = ask.principal.user
    table = ask.schema.own.change
    rows: Any = log.page(ask.connection, table, record=record, run=run, user=user, limit=limit, before=before)
    found: Sequence[Columns] = rows
    return found


def readable_in(ask: Asking, cls: Class, world: Mapping[str, str]) -> set[str]:
    """Return the records of a class that the principal might read, as `Records.readable_in` has it."""
    dialect = ask.connection.dialect.name

    def build() -> Select[Any]:
        statement = select(cls.table.c.object_id).where(ask.gate.allowed("read", cls))
        return statement.add_cte(*past.world(ask.schema, dialect))

    return {row["object_id"] for row in ask.execute(ask.kept(f"past {dialect}", cls, build), world)}


def _could_read(ask: Asking, cls: Class, object_id: str) -> bool:
    """Whether a record was deleted, and the principal might read it, were it and what went with it still there."""
    world = remains.world(ask.connection, ask.schema, cls, object_id) if IDENTITY.fullmatch(object_id) else None
    return world is not None and object_id in readable_in(ask, cls, world)
