"""Why an identity number that fails its check is kept.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; no reason was asked for so far."""
    op.add_column("parties", sa.Column("id_reason", _String, nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("parties", "id_reason")
