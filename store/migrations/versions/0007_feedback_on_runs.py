"""Feedback on runs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_feedback",
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=4), nullable=False, comment="up or down"),
        sa.Column("text", sa.Text(), nullable=False, comment="What he wrote about it; may be empty."),
        sa.PrimaryKeyConstraint("run"),
    )
    op.create_index(op.f("ix_parley_feedback_at"), "parley_feedback", ["at"], unique=False)
