"""PostgreSQL is told that what is neither met nor cancelled is little; else it reads every case to list what is due.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Statistics of the two columns together: taken apart, thirty times as many deadlines seem to run as do."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE STATISTICS deadlines_open (mcv) ON met, cancelled FROM deadlines")
        op.execute("ANALYZE deadlines")


def downgrade() -> None:
    """Nothing is lost."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP STATISTICS deadlines_open")
