"""What people judged of hits: relevant to a query or not, by whom and when.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "judgements",
        sa.Column("id", _Id, nullable=False),
        sa.Column("person", _String, nullable=False),
        sa.Column("what", _String, nullable=False),
        sa.Column("query_key", _String, nullable=False),
        sa.Column("query", _String, nullable=False),
        sa.Column("case_no", _String, nullable=False),
        sa.Column("target", _String, nullable=False),
        sa.Column("relevant", sa.Integer(), nullable=False),
        sa.Column("judged_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
        sa.UniqueConstraint("person", "query_key", "target", name="uq_judgements_person_query_key_target"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("judgements")
