"""Turns of chat clients, tokens of models, reminders, and cards that are approved in part."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change."""
    op.add_column(
        "parley_card",
        sa.Column(
            "part",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="What was approved, when not all: call to records; else empty.",
        ),
    )
    op.create_table(
        "parley_reminder",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False, comment="due or digest"),
        sa.Column("cls", sa.String(length=100), nullable=False, comment="Class of what is due; of a digest nothing."),
        sa.Column("object_id", sa.String(length=64), nullable=False, comment="What is due; of a digest nothing."),
        sa.Column("due", sa.String(length=40), nullable=False, comment="When it is due; of a digest its day."),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("taken_until", sa.DateTime(), nullable=True, comment="Until then another process is delivering it."),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_parley_reminder_once",
        "parley_reminder",
        ["user", "channel", "kind", "cls", "object_id", "due"],
        unique=True,
    )
    op.create_table(
        "parley_spending",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False, comment="Of UTC, as 2026-03-18."),
        sa.Column(
            "tokens",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="Tokens of the language model, read and written.",
        ),
        sa.PrimaryKeyConstraint("user", "day"),
    )
    op.create_table(
        "parley_turn",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False, comment="Hash of what the user had said up to here."),
        sa.Column("thread", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="How many messages of the user came before it."),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "answer",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="How it was answered; empty while it is being answered.",
        ),
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
            comment="The newest change when it was answered; empty for a run that wrote.",
        ),
        sa.PrimaryKeyConstraint("user", "key"),
    )
    op.create_index("ix_parley_turn_thread", "parley_turn", ["user", "thread", "number"], unique=False)
