"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_account",
        sa.Column("user", sa.String(length=64), nullable=False, comment="A _User."),
        sa.Column(
            "password_hash", sa.String(length=200), nullable=True, comment="argon2; empty: no sign-in with a password."
        ),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=35), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("password_changed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user"),
    )
    op.create_table(
        "parley_answer",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False, comment="Chosen by the client for one request."),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "status", sa.Integer(), nullable=True, comment="Of the answer; empty while the request is being answered."
        ),
        sa.Column("body", sa.Text(), nullable=True, comment="The answer, JSON."),
        sa.PrimaryKeyConstraint("user", "key"),
    )
    op.create_index(op.f("ix_parley_answer_at"), "parley_answer", ["at"], unique=False)
    op.create_table(
        "parley_attempt",
        sa.Column(
            "name_hash", sa.String(length=64), nullable=False, comment="Of the name that was tried, known or not."
        ),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name_hash"),
    )
    op.create_index(op.f("ix_parley_attempt_last_at"), "parley_attempt", ["last_at"], unique=False)
    op.create_table(
        "parley_call",
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("call", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("tool", sa.String(length=100), nullable=False),
        sa.Column(
            "result",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="What the call returned, so that a call that is repeated happens once.",
        ),
        sa.PrimaryKeyConstraint("run", "call"),
    )
    op.create_table(
        "parley_card",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=100), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False, comment="open, approved or rejected"),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "calls", sa.JSON(), nullable=False, comment="The calls it waits for, each with the changes it will make."
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_parley_card_run"), "parley_card", ["run"], unique=False)
    op.create_index("ix_parley_card_thread", "parley_card", ["user", "thread", "state"], unique=False)
    op.create_table(
        "parley_change",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=True),
        sa.Column("call", sa.String(length=200), nullable=True),
        sa.Column("cls", sa.String(length=100), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parley_change_record", "parley_change", ["cls", "object_id", "seq"], unique=False)
    op.create_index("ix_parley_change_run", "parley_change", ["run", "seq"], unique=False)
    op.create_index("ix_parley_change_user", "parley_change", ["user", "seq"], unique=False)
    op.create_table(
        "parley_denial",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=True),
        sa.Column("tool", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_parley_denial_run"), "parley_denial", ["run"], unique=False)
    op.create_index(op.f("ix_parley_denial_user"), "parley_denial", ["user"], unique=False)
    op.create_table(
        "parley_invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("created_by", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_table(
        "parley_message",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False, comment="person or assistant"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=True),
        sa.Column("card", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parley_message_thread", "parley_message", ["user", "thread", "seq"], unique=False)
    op.create_table(
        "parley_naming",
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.Column("cls", sa.String(length=100), nullable=False),
        sa.Column("object_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("word", "cls", "object_id"),
    )
    op.create_index("ix_parley_naming_record", "parley_naming", ["cls", "object_id"], unique=False)
    op.create_table(
        "parley_run",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=100), nullable=True),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("undoes", sa.String(length=64), nullable=True, comment="The run that this one took back."),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_parley_run_thread", "parley_run", ["user", "thread", "started_at"], unique=False)
    op.create_table(
        "parley_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_parley_session_user"), "parley_session", ["user"], unique=False)
    op.create_table(
        "parley_setting",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "parley_spelling",
        sa.Column("key", sa.String(length=64), nullable=False, comment="The word, or the word with a letter left out."),
        sa.Column("word", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("key", "word"),
    )
    op.create_table(
        "parley_thread",
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("busy_with", sa.String(length=64), nullable=True, comment="The run that is answering."),
        sa.Column("busy_until", sa.DateTime(), nullable=True, comment="After this the run counts as dead."),
        sa.Column(
            "read_outside", sa.Boolean(), nullable=False, comment="Whether text from outside is in the model's context."
        ),
        sa.PrimaryKeyConstraint("user", "id"),
    )
    op.create_index("ix_parley_thread_user", "parley_thread", ["user", "updated_at"], unique=False)
    op.create_table(
        "parley_token",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False, comment="read or full"),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True, comment="Empty: never."),
        sa.Column("used_at", sa.DateTime(), nullable=True, comment="When it was last used, to the hour."),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_parley_token_user", "parley_token", ["user", "name"], unique=True)
