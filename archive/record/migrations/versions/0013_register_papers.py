"""Papers may be of a meeting, a week or a month instead of a case; service returns name the papers they are for.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FROZEN = (
    "case_id", "register", "entry", "template", "template_version", '"values"', "file", "sha256", "draft", "series",
    "year", "seq", "number", "dated", "signer", "post", "signed_at",
)  # fmt: skip
_MESSAGE = "a signed paper is read-only"
_OF_ONE = "(case_id IS NULL) = (register <> '')"
_TABLES = ("papers", "paper_drafts", "paper_remnants")


def upgrade() -> None:
    """Every paper so far is of a case."""
    if op.get_bind().dialect.name == "postgresql":
        _alter()
    else:
        _make_anew()
    op.create_index("ix_papers_entry", "papers", ["register", "entry"], unique=False)
    op.create_table(
        "paper_returns",
        sa.Column("return_id", ID, nullable=False),
        sa.Column("paper_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("return_id", "paper_id", name="pk_paper_returns"),
        sa.ForeignKeyConstraint(["return_id"], ["papers.id"], name="fk_paper_returns_return_id_papers"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_returns_paper_id_papers"),
    )
    op.create_index("ix_paper_returns_paper_id", "paper_returns", ["paper_id"], unique=False)


def _alter() -> None:
    op.alter_column("papers", "case_id", existing_type=sa.BigInteger(), nullable=True)
    for name in ("register", "entry"):
        op.add_column("papers", sa.Column(name, STRING, nullable=False, server_default=sa.text("''")))
    op.create_check_constraint("of_one", "papers", sa.text(_OF_ONE))
    op.execute("DROP TRIGGER papers_frozen_update ON papers")
    op.execute(
        f"CREATE TRIGGER papers_frozen_update BEFORE UPDATE OF {', '.join(_FROZEN)} ON papers FOR EACH ROW "
        "WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION signed_papers_are_read_only()"
    )


def _make_anew() -> None:
    """SQLite cannot take NOT NULL away: the table is made anew, and with it those that refer to it."""
    for event in ("update", "delete"):
        op.execute(f"DROP TRIGGER papers_frozen_{event}")
    for name, table in (
        ("ix_papers_case_id", "papers"),
        ("ix_papers_number", "papers"),
        ("ix_papers_state", "papers"),
        ("ix_paper_drafts_paper_id", "paper_drafts"),
        ("ix_paper_remnants_paper_id", "paper_remnants"),
    ):
        op.drop_index(name, table_name=table)
    for table in _TABLES:
        op.rename_table(table, f"{table}_before")
    _create()
    for table in _TABLES:
        columns = ", ".join(
            f'"{column["name"]}"' for column in sa.inspect(op.get_bind()).get_columns(f"{table}_before")
        )
        op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_before")  # noqa: S608 - own names
    for table in reversed(_TABLES):
        op.drop_table(f"{table}_before")
    op.create_index("ix_papers_case_id", "papers", ["case_id"], unique=False)
    op.create_index("ix_papers_number", "papers", ["series", "year", "seq"], unique=True)
    op.create_index("ix_papers_state", "papers", ["state"], unique=False)
    op.create_index("ix_paper_drafts_paper_id", "paper_drafts", ["paper_id"], unique=False)
    op.create_index("ix_paper_remnants_paper_id", "paper_remnants", ["paper_id"], unique=False)
    for event, of in (("update", f"UPDATE OF {', '.join(_FROZEN)}"), ("delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER papers_frozen_{event} BEFORE {of} ON papers WHEN OLD.signed_at IS NOT NULL "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )


def _create() -> None:
    empty, one = sa.text("''"), sa.text("1")
    op.create_table(
        "papers",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID),
        sa.Column("register", STRING, nullable=False, server_default=empty),
        sa.Column("entry", STRING, nullable=False, server_default=empty),
        sa.Column("template", STRING, nullable=False),
        sa.Column("template_version", STRING, nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("file", STRING, nullable=False),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("document_id", ID),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("state", STRING, nullable=False, server_default=sa.text("'draft'")),
        sa.Column("series", STRING, nullable=False, server_default=empty),
        sa.Column("number", STRING, nullable=False, server_default=empty),
        sa.Column("signer", STRING, nullable=False, server_default=empty),
        sa.Column("post", STRING, nullable=False, server_default=empty),
        sa.Column("ended", STRING, nullable=False, server_default=empty),
        sa.Column("draft", sa.Integer(), nullable=False, server_default=one),
        sa.Column("version", sa.Integer(), nullable=False, server_default=one),
        sa.Column("year", sa.Integer()),
        sa.Column("seq", sa.Integer()),
        sa.Column("dated", sa.Date()),
        sa.Column("sealed_on", sa.Date()),
        sa.Column("issued_on", sa.Date()),
        sa.Column("served_on", sa.Date()),
        sa.Column("signed_at", sa.DateTime()),
        sa.Column("successor_id", ID),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_papers_case_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_papers_document_id"),
        sa.CheckConstraint(_OF_ONE, name="of_one"),
    )
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
        sa.PrimaryKeyConstraint("id", name="pk_paper_drafts"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_drafts_paper_id_papers"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_paper_drafts_document_id_documents"),
        sa.UniqueConstraint("paper_id", "seq", name="uq_paper_drafts_paper_id_seq"),
    )
    op.create_table(
        "paper_remnants",
        sa.Column("id", ID, nullable=False),
        sa.Column("paper_id", ID, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("value", STRING, nullable=False),
        sa.Column("reason", STRING, nullable=False),
        sa.Column("by", STRING, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_remnants"),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"], name="fk_paper_remnants_paper_id_papers"),
        sa.UniqueConstraint("paper_id", "kind", "value", name="uq_paper_remnants_paper_id_kind_value"),
    )


def downgrade() -> None:
    """Papers without a case would be lost."""
    raise NotImplementedError("papers of meetings, weeks and months would be lost; restore a backup instead")
