"""Passages and their index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SQLITE = (
    "CREATE VIRTUAL TABLE parley_words USING fts5("
    "text, content='parley_passage', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER parley_words_added AFTER INSERT ON parley_passage BEGIN"
    " INSERT INTO parley_words (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER parley_words_removed AFTER DELETE ON parley_passage BEGIN"
    " INSERT INTO parley_words (parley_words, rowid, text) VALUES ('delete', old.id, old.text); END",
)
POSTGRESQL = (
    "CREATE TABLE parley_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_parley_words ON parley_words USING gin (words)",
    "CREATE FUNCTION parley_words_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'INSERT' THEN"
    " INSERT INTO parley_words VALUES (new.id, to_tsvector('english', new.text)); RETURN new; END IF;"
    " DELETE FROM parley_words WHERE id = old.id; RETURN old; END $$",
    "CREATE TRIGGER parley_words_kept AFTER INSERT OR DELETE ON parley_passage"
    " FOR EACH ROW EXECUTE FUNCTION parley_words_kept()",
)
"""The index of the words of passages, each database its own kind; triggers keep it."""


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_cursor",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="The last change of the log that was taken in.",
        ),
        sa.Column(
            "cls", sa.String(length=100), nullable=True, comment="How far the tables were gone through: the class,"
        ),
        sa.Column("object_id", sa.String(length=64), nullable=True, comment="and the last record of it."),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "parley_index",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False, comment="Which embeddings it holds."),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column(
            "embedded",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="The last passage that has been embedded.",
        ),
        sa.Column(
            "step",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="The last change of the index.",
        ),
        sa.Column("current", sa.Boolean(), nullable=False, comment="Whether it is the one that is searched."),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "parley_passage",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("cls", sa.String(length=100), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False, comment="Where in the field it begins, in characters."),
        sa.Column("last", sa.Integer(), nullable=False, comment="Where it ends: the first character behind it."),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When it happened, or was written."),
        sa.Column("digest", sa.String(length=32), nullable=False, comment="Of the text."),
        sa.Column("text", sa.Text(), nullable=False, comment="What is embedded: the passage below its record's title."),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parley_passage_record", "parley_passage", ["cls", "object_id"], unique=False)
    op.create_table(
        "parley_vector",
        sa.Column("index", sa.String(length=16), nullable=False),
        sa.Column("passage", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "step",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="Counts the changes of the index.",
        ),
        sa.Column(
            "vector", sa.LargeBinary(), nullable=True, comment="Half-precision numbers; empty: the passage is gone."
        ),
        sa.PrimaryKeyConstraint("index", "passage"),
    )
    op.create_index("ix_parley_vector_step", "parley_vector", ["index", "step"], unique=True)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
