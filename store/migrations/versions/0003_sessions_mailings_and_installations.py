"""Where sessions began, links that were mailed, and installations of apps."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_installation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("installation", sa.String(length=100), nullable=False, comment="The id that the app gave itself."),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False, comment="What the app tells about itself."),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("installation"),
    )
    op.create_table(
        "parley_mailing",
        sa.Column(
            "token_hash", sa.String(length=64), nullable=False, comment="Of the token in a link that was mailed."
        ),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False, comment="reset or verify"),
        sa.Column(
            "email", sa.Text(), nullable=False, comment="Where it was mailed to; the link is good for no other address."
        ),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index(op.f("ix_parley_mailing_user"), "parley_mailing", ["user"], unique=False)
    op.add_column(
        "parley_account",
        sa.Column(
            "email_verified_at",
            sa.DateTime(),
            nullable=True,
            comment="When the user followed a link that was mailed to the address.",
        ),
    )
    op.add_column(
        "parley_session",
        sa.Column(
            "installation",
            sa.String(length=100),
            nullable=True,
            comment="The app that signed in, by the id it gave itself.",
        ),
    )
    op.add_column(
        "parley_session",
        sa.Column("action", sa.String(length=20), nullable=True, comment="How it began: login, signup or create."),
    )
