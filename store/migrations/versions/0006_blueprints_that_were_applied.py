"""Blueprints that were applied."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_blueprint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1 for the first one applied."),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("run", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False, comment="Of the plan that was applied."),
        sa.Column("blueprint", sa.JSON(), nullable=False, comment="All classes that are not as they are written out."),
        sa.Column("steps", sa.JSON(), nullable=False, comment="What was done, in sentences."),
        sa.PrimaryKeyConstraint("number"),
    )
