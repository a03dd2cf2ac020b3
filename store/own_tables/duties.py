"""What is counted and sent by the day: tokens that were spent, and reminders."""

from sqlalchemy import Column, Index, MetaData, String, Table

from store.own_tables.columns import NUMBER, own
from store.tables import ID, Moment


def spending(metadata: MetaData) -> Table:
    """Return the table of tokens that users spend in a day."""
    return own(
        "spending",
        metadata,
        Column("user", ID, primary_key=True),
        Column("day", String(10), primary_key=True, comment="Of UTC, as 2026-03-18."),
        Column("tokens", NUMBER, nullable=False, comment="Tokens of the language model, read and written."),
    )


def reminder(metadata: MetaData) -> Table:
    """Return the table of reminders."""
    return own(
        "reminder",
        metadata,
        Column("id", NUMBER, primary_key=True, autoincrement=True),
        Column("user", ID, nullable=False),
        Column("channel", String(20), nullable=False),
        Column("kind", String(20), nullable=False, comment="due or digest"),
        Column("cls", String(100), nullable=False, comment="Class of what is due; of a digest nothing."),
        Column("object_id", ID, nullable=False, comment="What is due; of a digest nothing."),
        Column("due", String(40), nullable=False, comment="When it is due; of a digest its day."),
        Column("at", Moment, nullable=False),
        Column("taken_until", Moment, comment="Until then another process is delivering it."),
        Column("delivered_at", Moment),
        Index("ix_parley_reminder_once", "user", "channel", "kind", "cls", "object_id", "due", unique=True),
        sqlite_autoincrement=True,
    )
