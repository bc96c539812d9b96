"""The text of each case beside it, so that what a search shows is read in one statement.

Frozen: later changes are migrations of their own. The texts are filled when the cases are next computed anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "case_texts",
        sa.Column("case_id", _Id, nullable=False),
        sa.Column("text", _String, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_texts_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_texts"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("case_texts")
