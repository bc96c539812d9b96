"""Papers that may be one and the same, found by their text, and what people said of them.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables; what is in the record is looked at by ``juanzong documents alike``."""
    op.create_table(
        "alike_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("document_id", _Id, nullable=False),
        sa.PrimaryKeyConstraint("band", "document_id", name="pk_alike_bands"),
    )
    op.create_index("ix_alike_bands_document_id", "alike_bands", ["document_id"], unique=False)
    op.create_table(
        "alike_papers",
        sa.Column("document_id", _Id, nullable=False),
        sa.Column("passed_over", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_alike_papers"),
    )
    op.create_table(
        "alike_pairs",
        sa.Column("one", _Id, nullable=False),
        sa.Column("other", _Id, nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.Column("contained", sa.Float(), nullable=False),
        sa.Column("relation", _String, nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_alike_pairs"),
    )
    op.create_index("ix_alike_pairs_other", "alike_pairs", ["other"], unique=False)
    op.create_table(
        "alike_verdicts",
        sa.Column("one", _Id, nullable=False),
        sa.Column("other", _Id, nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("person", _String, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", _String, nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name="pk_alike_verdicts"),
    )
    op.create_index("ix_alike_verdicts_other", "alike_verdicts", ["other"], unique=False)


def downgrade() -> None:
    """What people said would be lost."""
    raise NotImplementedError("verdicts on like papers would be lost; restore a backup instead")
