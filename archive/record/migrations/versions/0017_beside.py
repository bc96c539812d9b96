"""The same bytes may stand in more than one original: one beside each that whoever brought them may not see.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INDEX = "uq_documents_one_original"
_ORIGINAL = sa.text("state != 'duplicate'")


def upgrade() -> None:
    """Those there are have none before them."""
    op.add_column("documents", sa.Column("beside", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index(_INDEX, "documents")
    _index("sha256", "beside")


def downgrade() -> None:
    """Those that stand beside another become its duplicates; what was read of them stays."""
    op.execute(
        "UPDATE documents SET state = 'duplicate', duplicate_of = (SELECT first.id FROM documents AS first WHERE "
        "first.sha256 = documents.sha256 AND first.beside = 0 AND first.state != 'duplicate') "
        "WHERE beside > 0 AND state != 'duplicate'"
    )
    op.drop_index(_INDEX, "documents")
    op.drop_column("documents", "beside")
    _index("sha256")


def _index(*columns: str) -> None:
    op.create_index(_INDEX, "documents", list(columns), unique=True, sqlite_where=_ORIGINAL, postgresql_where=_ORIGINAL)
