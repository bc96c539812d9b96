"""Searches people saved, and what of each they were told of.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "saved_searches",
        sa.Column("person", _String, nullable=False),
        sa.Column("name", _String, nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "name", name="pk_saved_searches"),
    )
    op.create_table(
        "saved_known",
        sa.Column("person", _String, nullable=False),
        sa.Column("name", _String, nullable=False),
        sa.Column("key", _String, nullable=False),
        sa.Column("noticed", sa.Date(), nullable=True),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person", "name", "key", name="pk_saved_known"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("saved_known")
    op.drop_table("saved_searches")
