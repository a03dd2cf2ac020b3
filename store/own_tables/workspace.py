"""What a workspace is: its settings, and the blueprints that were applied to it."""

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table

from store.own_tables.columns import RUN, own
from store.tables import ID, Moment


def setting(metadata: MetaData) -> Table:
    """Return the table of settings."""
    return own(
        "setting",
        metadata,
        Column("name", String(100), primary_key=True),
        Column("value", JSON, nullable=False),
    )


def blueprint(metadata: MetaData) -> Table:
    """Return the table of blueprints that were applied."""
    return own(
        "blueprint",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False, comment="1 for the first one applied."),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False),
        Column("run", RUN, nullable=False),
        Column("hash", String(64), nullable=False, comment="Of the plan that was applied."),
        Column("blueprint", JSON, nullable=False, comment="All classes that are not as they are written out."),
        Column("steps", JSON, nullable=False, comment="What was done, in sentences."),
    )
