"""Papers have drafts, states and numbers; a signed one is read-only by the database itself.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FROZEN = (
    "case_id", "template", "template_version", '"values"', "file", "sha256", "draft", "series", "year", "seq", "number",
    "dated", "signer", "post", "signed_at",
)  # fmt: skip
_MESSAGE = "a signed paper is read-only"


def upgrade() -> None:
    """Every paper written so far becomes a paper with one draft."""
    empty, one = sa.text("''"), sa.text("1")
    for name, default in (
        ("state", sa.text("'draft'")),
        ("series", empty),
        ("number", empty),
        ("signer", empty),
        ("post", empty),
        ("ended", empty),
    ):
        op.add_column("papers", sa.Column(name, STRING, nullable=False, server_default=default))
    for name in ("draft", "version"):
        op.add_column("papers", sa.Column(name, sa.Integer(), nullable=False, server_default=one))
    for name in ("year", "seq"):
        op.add_column("papers", sa.Column(name, sa.Integer()))
    for name in ("dated", "sealed_on", "issued_on", "served_on"):
        op.add_column("papers", sa.Column(name, sa.Date()))
    op.add_column("papers", sa.Column("signed_at", sa.DateTime()))
    op.add_column("papers", sa.Column("successor_id", ID))
    op.create_index("ix_papers_number", "papers", ["series", "year", "seq"], unique=True)
    op.create_index("ix_papers_state", "papers", ["state"], unique=False)
    op.create_table(
        "paper_drafts",
        sa.Column("id", ID, nullable=False),
        sa.Column("paper_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("origin", STRING, nullable=False),
        sa.Column("file", STRING, nullable=False),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("template_version", STRING, nullable=False),
        sa.Column("document_id", ID),
        sa.Column("by", STRING, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_drafts")),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name=op.f("fk_paper_drafts_paper_id_papers")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_paper_drafts_document_id_documents")),
        sa.UniqueConstraint("paper_id", "seq", name=op.f("uq_paper_drafts_paper_id_seq")),
    )
    op.create_index(op.f("ix_paper_drafts_paper_id"), "paper_drafts", ["paper_id"], unique=False)
    op.create_table(
        "paper_series",
        sa.Column("series", STRING, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_paper_series")),
    )
    op.execute(
        "INSERT INTO paper_drafts "
        '(paper_id, seq, origin, file, sha256, "values", template_version, document_id, "by", "at", note) '
        "SELECT id, 1, 'generated', file, sha256, \"values\", template_version, document_id, '', created_at, '' "
        "FROM papers"
    )
    _freeze()


def _freeze() -> None:
    columns = ", ".join(_FROZEN)
    signed = "OLD.signed_at IS NOT NULL"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION signed_papers_are_read_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
        )
        for name, event in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER papers_frozen_{name} BEFORE {event} ON papers FOR EACH ROW WHEN ({signed}) "
                "EXECUTE FUNCTION signed_papers_are_read_only()"
            )
        return
    for name, event in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER papers_frozen_{name} BEFORE {event} ON papers WHEN {signed} "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )


def downgrade() -> None:
    """Numbers once given cannot be taken back."""
    raise NotImplementedError("numbers that were given cannot be taken back; restore a backup instead")
