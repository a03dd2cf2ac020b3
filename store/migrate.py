"""Brings a database up to date: Parley's own tables by revisions, the tables of the classes by what the schema adds.

All of it happens in one transaction, so a database is either as it was or up to date, and two processes that come at
the same moment do it once: the second waits for the write lock and finds nothing left. A start asks one short question
only, whether there is anything to do; what does it is imported when there is.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, column, delete, insert, inspect, select, table, text
from sqlalchemy.exc import DBAPIError

from store.blueprint import kept
from store.engine import file_of, told
from store.errors import NoWorkspace
from store.migrations import VERSION_TABLE, head
from store.schema import Class, Schema

LOCK = 7_220_042
"""Key of the advisory lock on PostgreSQL; SQLite has its write lock."""

SETTING = "class_tables"
"""Name of the setting that keeps, for each class, the fingerprint that its tables were last brought to."""

VERSION = table(VERSION_TABLE, column("version_num"))


def ensure(engine: Engine, base: Schema, *, create: bool = True) -> Schema:
    """Migrate if the database needs it, and return the schema of the workspace.

    Two short reads when it does not, or Alembic would be part of every start.

    Args:
        engine: Of the database.
        base: The classes as they are written out; the workspace's own blueprint may change them and add others.
        create: Whether a database without our tables gets them; otherwise not even its file is made.

    Raises:
        NoWorkspace: There are no tables of ours, and `create` is not set.
        StorageMismatch: The database is not one that this program can bring up to date.
    """
    file = file_of(engine)
    if not create and file is not None and not file.exists():  # to connect would make it
        raise NoWorkspace
    with told(), engine.connect() as connection, connection.begin():
        state = _state(connection, base)
        if state and state[0] == head():
            schema = kept.current(connection, base)
            if fingerprints(schema).items() <= (state[1] or {}).items():
                return schema
    if not create and state is None:
        raise NoWorkspace
    migrate(engine, base)
    with told(), engine.connect() as connection, connection.begin():
        return kept.current(connection, base)


def migrate(engine: Engine, base: Schema) -> list[str]:
    """Bring the database up to date and return a sentence for each thing that was done.

    Raises:
        StorageMismatch: A newer program made it, it is not one of ours, or a difference cannot be made without harm.
        StorageBusy: Another process holds it.
    """
    with told(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        return migrate_within(connection, base)


def migrate_within(connection: Connection, base: Schema) -> list[str]:
    """Do what `migrate` does, in the caller's transaction, which holds the write lock."""
    from store.migrations import revisions  # noqa: PLC0415 - imports Alembic

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    done = revisions.upgrade(connection)
    return done + complete(connection, kept.current(connection, base))


def complete(connection: Connection, schema: Schema) -> list[str]:
    """Add what the tables of the classes lack, in the caller's transaction; return a sentence for each thing."""
    from store.class_tables import missing  # noqa: PLC0415 - imports Alembic

    done = []
    for step in missing(connection, schema):
        step.do(connection)
        done.append(step.sentence)
    _remember(connection, schema)
    return done


def pending(engine: Engine, base: Schema) -> list[str]:
    """Return the sentences that `migrate` would return, and change nothing.

    It compares the tables themselves, so it also finds what a start does not: a table that was changed by hand.

    Raises:
        StorageMismatch: As `migrate`.
    """
    from store.class_tables import missing  # noqa: PLC0415 - imports Alembic
    from store.migrations import revisions  # noqa: PLC0415 - imports Alembic

    with told(), engine.connect() as connection, connection.begin():
        ahead, table = revisions.ahead(connection), base.own.blueprint.name
        schema = kept.current(connection, base) if inspect(connection).has_table(table) else base
        return ahead + [step.sentence for step in missing(connection, schema)]


def fingerprints(schema: Schema) -> dict[str, str]:
    """Return for each class a short text that differs whenever its tables would."""
    return {cls.name: sha256(repr([*_description(cls)]).encode()).hexdigest()[:16] for cls in schema.classes.values()}


def _description(cls: Class) -> Iterator[Any]:
    for made in (cls.table, cls.acl):
        columns = [(c.name, type(c.type).__name__, getattr(c.type, "length", None), c.nullable) for c in made.columns]
        yield made.name, columns, sorted((str(index.name), index.unique) for index in made.indexes)


def _state(connection: Connection, schema: Schema) -> tuple[str, Any] | None:
    """Return the version of our own tables and the fingerprints; nothing when there are no tables."""
    setting = schema.own.setting
    statement = select(VERSION.c.version_num, setting.c.value)
    statement = statement.select_from(VERSION.outerjoin(setting, setting.c.name == SETTING))
    try:
        row = connection.execute(statement).one_or_none()
    except DBAPIError as error:
        if "no such table" in str(error.orig) or getattr(error.orig, "sqlstate", None) == "42P01":
            return None
        raise
    return (row[0], row[1]) if row else None


def _remember(connection: Connection, schema: Schema) -> None:
    """Note the fingerprints; classes that only another process knows keep theirs."""
    setting = schema.own.setting
    known = connection.scalar(select(setting.c.value).where(setting.c.name == SETTING)) or {}
    if known | fingerprints(schema) != known:
        connection.execute(delete(setting).where(setting.c.name == SETTING))
        connection.execute(insert(setting).values(name=SETTING, value=known | fingerprints(schema)))
