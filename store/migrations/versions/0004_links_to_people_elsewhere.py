"""Links to people elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "parley_link",
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column(
            "name", sa.String(length=100), nullable=False, comment="Who the user is elsewhere, as the door knows him."
        ),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("door", "name"),
    )
    op.create_index(op.f("ix_parley_link_user"), "parley_link", ["user"], unique=False)
    op.create_table(
        "parley_link_code",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("door", sa.String(length=20), nullable=False),
        sa.Column("user", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_index(op.f("ix_parley_link_code_user"), "parley_link_code", ["user"], unique=False)
