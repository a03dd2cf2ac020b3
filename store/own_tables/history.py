"""The change log, and beside it what was refused."""

from sqlalchemy import Column, Index, MetaData, String, Table, Text

from store.own_tables.columns import NONE, NUMBER, RUN, own
from store.tables import ID, Moment


def change(metadata: MetaData) -> Table:
    """Return the table of changes: one row for each write."""
    return own(
        "change",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False),
        Column("door", String(20), nullable=False),
        Column("run", RUN),
        Column("call", String(200)),
        Column("cls", String(100), nullable=False),
        Column("object_id", ID, nullable=False),
        Column("before", NONE),
        Column("after", NONE),
        Index("ix_parley_change_record", "cls", "object_id", "seq"),
        Index("ix_parley_change_run", "run", "seq"),
        Index("ix_parley_change_user", "user", "seq"),
        sqlite_autoincrement=True,
    )


def denial(metadata: MetaData) -> Table:
    """Return the table of what tools were refused."""
    return own(
        "denial",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False, index=True),
        Column("door", String(20), nullable=False),
        Column("run", RUN, index=True),
        Column("tool", String(100), nullable=False),
        Column("code", String(40), nullable=False),
        Column("message", Text, nullable=False),
        sqlite_autoincrement=True,
    )
