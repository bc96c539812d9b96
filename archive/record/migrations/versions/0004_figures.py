"""Indexes by which figures find acts of a kind in a period, and cases by the day they were accepted or answered.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_events_type_day", "events", ["type", "day"], unique=False)
    op.create_index(op.f("ix_cases_accepted"), "cases", ["accepted"], unique=False)
    op.create_index(op.f("ix_cases_replied"), "cases", ["replied"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_cases_replied"), table_name="cases")
    op.drop_index(op.f("ix_cases_accepted"), table_name="cases")
    op.drop_index("ix_events_type_day", table_name="events")
