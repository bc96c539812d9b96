"""What each person asked before, and who has none of it kept.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "asked_queries",
        sa.Column("person", _String, nullable=False),
        sa.Column("typed", _String, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person", "typed", name="pk_asked_queries"),
    )
    op.create_table(
        "asked_unkept",
        sa.Column("person", _String, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_asked_unkept"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("asked_unkept")
    op.drop_table("asked_queries")
