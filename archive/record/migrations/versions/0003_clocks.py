"""Deadlines say for which unit they run and what a reader must know, and cases by which rules theirs were counted.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_EMPTY = sa.text("''")


def upgrade() -> None:
    """Add the columns; the cases are counted anew when the record is opened."""
    for name in ("body", "note"):
        op.add_column("deadlines", sa.Column(name, STRING, nullable=False, server_default=_EMPTY))
    op.add_column("cases", sa.Column("clocks", STRING, nullable=False, server_default=_EMPTY))
    op.create_index(op.f("ix_cases_clocks"), "cases", ["clocks"], unique=False)


def downgrade() -> None:
    """Nothing is computed without them."""
    raise NotImplementedError("the clocks cannot be taken back; restore a backup instead")
