"""Tables that find records: by the words of their names, and by the passages of their texts."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from store.own_tables.columns import NUMBER, own
from store.tables import ID, Moment


def naming(metadata: MetaData) -> Table:
    """Return the table of which records go by a word."""
    return own(
        "naming",
        metadata,
        Column("word", String(64), primary_key=True),
        Column("cls", String(100), primary_key=True),
        Column("object_id", ID, primary_key=True),
        Index("ix_parley_naming_record", "cls", "object_id"),
    )


def spelling(metadata: MetaData) -> Table:
    """Return the table of keys by which words are found."""
    return own(
        "spelling",
        metadata,
        Column("key", String(64), primary_key=True, comment="The word, or the word with a letter left out."),
        Column("word", String(64), primary_key=True),
    )


def passage(metadata: MetaData) -> Table:
    """Return the table of passages; its triggers keep the index of their words (`store.index.words`)."""
    return own(
        "passage",
        metadata,
        Column("id", NUMBER, primary_key=True, autoincrement=True),
        Column("cls", String(100), nullable=False),
        Column("object_id", ID, nullable=False),
        Column("field", String(100), nullable=False),
        Column("first", Integer, nullable=False, comment="Where in the field it begins, in characters."),
        Column("last", Integer, nullable=False, comment="Where it ends: the first character behind it."),
        Column("at", Moment, nullable=False, comment="When it happened, or was written."),
        Column("digest", String(32), nullable=False, comment="Of the text."),
        Column("text", Text, nullable=False, comment="What is embedded: the passage below its record's title."),
        Index("ix_parley_passage_record", "cls", "object_id"),
        sqlite_autoincrement=True,
    )


def vector(metadata: MetaData) -> Table:
    """Return the table of vectors."""
    return own(
        "vector",
        metadata,
        Column("index", String(16), primary_key=True),
        Column("passage", NUMBER, primary_key=True, autoincrement=False),
        Column("step", NUMBER, nullable=False, comment="Counts the changes of the index."),
        Column("vector", LargeBinary, comment="Half-precision numbers; empty: the passage is gone."),
        Index("ix_parley_vector_step", "index", "step", unique=True),
    )


def index(metadata: MetaData) -> Table:
    """Return the table of indexes."""
    return own(
        "index",
        metadata,
        Column("id", String(16), primary_key=True),
        Column("model", String(200), nullable=False, comment="Which embeddings it holds."),
        Column("made_at", Moment, nullable=False),
        Column("embedded", NUMBER, nullable=False, comment="The last passage that has been embedded."),
        Column("step", NUMBER, nullable=False, comment="The last change of the index."),
        Column("current", Boolean, nullable=False, comment="Whether it is the one that is searched."),
    )


def cursor(metadata: MetaData) -> Table:
    """Return the table of how far readers of the log have come."""
    return own(
        "cursor",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("seq", NUMBER, comment="The last change of the log that was taken in."),
        Column("cls", String(100), comment="How far the tables were gone through: the class,"),
        Column("object_id", ID, comment="and the last record of it."),
    )
