"""Counted words of each case, and figures over all of them, by which likeness is told. Filled by `index rebuild`.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "likenesses",
        sa.Column("no", _String, nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name="pk_likenesses"),
    )
    op.create_table(
        "likeness_model",
        sa.Column("id", _Id, nullable=False),
        sa.Column("segmenter", _String, nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_likeness_model"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("likeness_model")
    op.drop_table("likenesses")
