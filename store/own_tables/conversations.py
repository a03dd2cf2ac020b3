"""Tables about conversations with the assistant: what was said and done, and what waits for a yes."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, MetaData, String, Table, Text

from store.own_tables.columns import NONE, NUMBER, RUN, own
from store.tables import ID, Moment


def thread(metadata: MetaData) -> Table:
    """Return the table of threads."""
    return own(
        "thread",
        metadata,
        Column("user", ID, primary_key=True),
        Column("id", String(100), primary_key=True),
        Column("name", String(200), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("busy_with", RUN, comment="The run that is answering."),
        Column("busy_until", Moment, comment="After this the run counts as dead."),
        Column("read_outside", Boolean, nullable=False, comment="Whether text from outside is in the model's context."),
        Index("ix_parley_thread_user", "user", "updated_at"),
    )


def turn(metadata: MetaData) -> Table:
    """Return the table of turns of conversations that clients keep."""
    return own(
        "turn",
        metadata,
        Column("user", ID, primary_key=True),
        Column("key", String(64), primary_key=True, comment="Hash of what the user had said up to here."),
        Column("thread", String(100), nullable=False),
        Column("number", Integer, nullable=False, comment="How many messages of the user came before it."),
        Column("at", Moment, nullable=False),
        Column("answer", NONE, comment="How it was answered; empty while it is being answered."),
        Column("seq", NUMBER, comment="The newest change when it was answered; empty for a run that wrote."),
        Index("ix_parley_turn_thread", "user", "thread", "number"),
    )


def message(metadata: MetaData) -> Table:
    """Return the table of messages."""
    return own(
        "message",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100), nullable=False),
        Column("at", Moment, nullable=False),
        Column("author", String(20), nullable=False, comment="person or assistant"),
        Column("text", Text, nullable=False),
        Column("run", RUN),
        Column("card", String(40)),
        Index("ix_parley_message_thread", "user", "thread", "seq"),
        sqlite_autoincrement=True,
    )


def run(metadata: MetaData) -> Table:
    """Return the table of runs."""
    return own(
        "run",
        metadata,
        Column("id", RUN, primary_key=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100)),
        Column("door", String(20), nullable=False),
        Column("started_at", Moment, nullable=False),
        Column("finished_at", Moment),
        Column("undoes", RUN, comment="The run that this one took back."),
        Column("undone_by", RUN),
        Index("ix_parley_run_thread", "user", "thread", "started_at"),
    )


def call(metadata: MetaData) -> Table:
    """Return the table of calls of tools."""
    return own(
        "call",
        metadata,
        Column("run", RUN, primary_key=True),
        Column("call", String(200), primary_key=True),
        Column("at", Moment, nullable=False),
        Column("tool", String(100), nullable=False),
        Column("result", NONE, comment="What the call returned, so that a call that is repeated happens once."),
    )


def card(metadata: MetaData) -> Table:
    """Return the table of cards."""
    return own(
        "card",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("run", RUN, nullable=False, index=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100), nullable=False),
        Column("door", String(20), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("decided_at", Moment),
        Column("state", String(20), nullable=False, comment="open, approved or rejected"),
        Column("reasons", JSON, nullable=False),
        Column("calls", JSON, nullable=False, comment="The calls it waits for, each with the changes it will make."),
        Column("part", NONE, comment="What was approved, when not all: call to records; else empty."),
        Index("ix_parley_card_thread", "user", "thread", "state"),
    )


def feedback(metadata: MetaData) -> Table:
    """Return the table of verdicts on replies."""
    return own(
        "feedback",
        metadata,
        Column("run", RUN, primary_key=True),
        Column("user", ID, nullable=False),
        Column("at", Moment, nullable=False, index=True),
        Column("verdict", String(4), nullable=False, comment="up or down"),
        Column("text", Text, nullable=False, comment="What he wrote about it; may be empty."),
    )
