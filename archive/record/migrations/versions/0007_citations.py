"""Statutes are kept in all their versions; who cites what; remnants of earlier cases that were let stand.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_String = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What stands on the shelf becomes the version that counts; when it is in force the next import tells."""
    op.create_table(
        "law_versions",
        sa.Column("id", _Id, nullable=False),
        sa.Column("title", _String, nullable=False),
        sa.Column("name", _String, nullable=False),
        sa.Column("book", _String, nullable=False),
        sa.Column("kind", _String, nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("first", sa.Date()),
        sa.Column("start", sa.Date()),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Date()),
        sa.Column("ended_by", _String, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("sha256", _String, nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_versions"),
    )
    op.create_index("ix_law_versions_name", "law_versions", ["name"], unique=False)
    op.create_table(
        "law_articles",
        sa.Column("id", _Id, nullable=False),
        sa.Column("law_id", _Id, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", _String, nullable=False),
        sa.Column("heading", _String, nullable=False),
        sa.Column("text", _String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_articles"),
        sa.ForeignKeyConstraint(["law_id"], ["law_versions.id"], name="fk_law_articles_law_id_law_versions"),
    )
    op.create_index("ix_law_articles_law_id", "law_articles", ["law_id"], unique=False)
    op.create_index("ix_law_articles_key", "law_articles", ["key"], unique=False)
    op.create_table(
        "law_repeals",
        sa.Column("id", _Id, nullable=False),
        sa.Column("law_id", _Id, nullable=False),
        sa.Column("name", _String, nullable=False),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_law_repeals"),
        sa.ForeignKeyConstraint(["law_id"], ["law_versions.id"], name="fk_law_repeals_law_id_law_versions"),
    )
    op.create_index("ix_law_repeals_law_id", "law_repeals", ["law_id"], unique=False)
    op.create_index("ix_law_repeals_name", "law_repeals", ["name"], unique=False)
    _move()
    op.create_table(
        "citations",
        sa.Column("id", _Id, nullable=False),
        sa.Column("source", _String, nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("line", sa.Integer()),
        sa.Column("kind", _String, nullable=False),
        sa.Column("target", _String, nullable=False),
        sa.Column("place", _String, nullable=False),
        sa.Column("words", _String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_citations"),
    )
    op.create_index("ix_citations_source", "citations", ["source"], unique=False)
    op.create_index("ix_citations_target", "citations", ["target"], unique=False)
    op.create_table(
        "paper_remnants",
        sa.Column("id", _Id, nullable=False),
        sa.Column("paper_id", _Id, nullable=False),
        sa.Column("kind", _String, nullable=False),
        sa.Column("value", _String, nullable=False),
        sa.Column("reason", _String, nullable=False),
        sa.Column("by", _String, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_remnants"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_remnants_paper_id_papers"),
        sa.UniqueConstraint("paper_id", "kind", "value", name="uq_paper_remnants_paper_id_kind_value"),
    )
    op.create_index("ix_paper_remnants_paper_id", "paper_remnants", ["paper_id"], unique=False)


def _move() -> None:
    """Old rows of the shelf; a book's name stood behind the title's first blank."""
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT id, title, name, kind, day, sha256, imported_at FROM laws"))
    for row in rows.mappings().all():
        book = row["title"].partition(" ")[2] if row["kind"] == "statute" else ""
        bind.execute(
            sa.text(
                "INSERT INTO law_versions (id, title, name, book, kind, day, start, stated, ended_by, current, sha256, "
                "imported_at) VALUES (:id, :title, :name, :book, :kind, :day, :day, :no, '', :yes, :sha256, :imported_at)"
            ),
            {**row, "book": book, "no": False, "yes": True},
        )
    bind.execute(
        sa.text(
            "INSERT INTO law_articles (id, law_id, seq, key, heading, text) "
            "SELECT id, law_id, seq, key, heading, text FROM articles"
        )
    )
    if bind.dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('law_versions', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM law_versions), false)"
        )
        op.execute(
            "SELECT setval(pg_get_serial_sequence('law_articles', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM law_articles), false)"
        )
    op.drop_table("articles")
    op.drop_table("laws")


def downgrade() -> None:
    """Versions an older program cannot keep would be lost."""
    raise NotImplementedError("older versions of statutes would be lost; restore a backup instead")
