"""The core: cases, documents, laws, words, outbox and the audit trail.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create every table, and make the audit trail append-only in the database itself."""
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", STRING, nullable=False),
        sa.Column("action", STRING, nullable=False),
        sa.Column("subject", STRING, nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False, postgresql_using="hash")
    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("no", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("title", STRING, nullable=False),
        sa.Column("channel", STRING, nullable=True),
        sa.Column("category", STRING, nullable=False),
        sa.Column("region", STRING, nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("matter_class", STRING, nullable=True),
        sa.Column("appeal_route", STRING, nullable=True),
        sa.Column("summary", STRING, nullable=False),
        sa.Column("facts", STRING, nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("outcome", STRING, nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("group_size", sa.Integer(), nullable=False),
        sa.Column("handler", STRING, nullable=False),
        sa.Column("duty_unit", STRING, nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("mediation", sa.JSON(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("no", name=op.f("uq_cases_no")),
    )
    op.create_table(
        "laws",
        sa.Column("id", ID, nullable=False),
        sa.Column("title", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laws")),
        sa.UniqueConstraint("title", name=op.f("uq_laws_title")),
    )
    op.create_index(op.f("ix_laws_name"), "laws", ["name"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_key"), "outbox", ["key"], unique=False)
    op.create_table(
        "words",
        sa.Column("word", STRING, nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_words")),
    )
    op.create_table(
        "articles",
        sa.Column("id", ID, nullable=False),
        sa.Column("law_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("heading", STRING, nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.ForeignKeyConstraint(["law_id"], ["laws.id"], name=op.f("fk_articles_law_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("key", name=op.f("uq_articles_key")),
    )
    op.create_index(op.f("ix_articles_law_id"), "articles", ["law_id"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("finding", STRING, nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("opinion", STRING, nullable=True),
        sa.Column("opinion_text", STRING, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_claims_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_claims_case_id_seq")),
    )
    op.create_index(op.f("ix_claims_case_id"), "claims", ["case_id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("sha256", STRING, nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("state", STRING, nullable=False),
        sa.Column("duplicate_of", ID, nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("media", STRING, nullable=False),
        sa.Column("reader", STRING, nullable=False),
        sa.Column("paper", STRING, nullable=False),
        sa.Column("title", STRING, nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claim", STRING, nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("code", STRING, nullable=False),
        sa.Column("reason", STRING, nullable=False),
        sa.Column("advice", STRING, nullable=False),
        sa.Column("review", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id")),
        sa.ForeignKeyConstraint(["duplicate_of"], ["documents.id"], name=op.f("fk_documents_duplicate_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_case_id"), "documents", ["case_id"], unique=False)
    op.create_index(op.f("ix_documents_sha256"), "documents", ["sha256"], unique=False)
    op.create_index(op.f("ix_documents_source"), "documents", ["source"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_documents_state"), "documents", ["state"], unique=False)
    op.create_index(
        "uq_documents_one_original",
        "documents",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("state != 'duplicate'"),
        postgresql_where=sa.text("state != 'duplicate'"),
    )
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("type", STRING, nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("actor", STRING, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_events_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_events_case_id_seq")),
    )
    op.create_index(op.f("ix_events_case_id"), "events", ["case_id"], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("role", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("side", STRING, nullable=False),
        sa.Column("gender", STRING, nullable=False),
        sa.Column("ethnicity", STRING, nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_number", STRING, nullable=False),
        sa.Column("phone", STRING, nullable=False),
        sa.Column("address", STRING, nullable=False),
        sa.Column("occupation", STRING, nullable=False),
        sa.Column("work_unit", STRING, nullable=False),
        sa.Column("legal_representative", STRING, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_parties_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_parties_case_id_seq")),
    )
    op.create_index(op.f("ix_parties_case_id"), "parties", ["case_id"], unique=False)
    op.create_index(op.f("ix_parties_id_number"), "parties", ["id_number"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_parties_name"), "parties", ["name"], unique=False, postgresql_using="hash")
    op.create_index(op.f("ix_parties_phone"), "parties", ["phone"], unique=False, postgresql_using="hash")
    op.create_table(
        "pages",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("angle", sa.Integer(), nullable=False),
        sa.Column("review", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_pages_document_id")),
        sa.PrimaryKeyConstraint("document_id", "number", name=op.f("pk_pages")),
    )
    op.create_table(
        "papers",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("template", STRING, nullable=False),
        sa.Column("template_version", STRING, nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("file", STRING, nullable=False),
        sa.Column("sha256", STRING, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_papers_case_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_papers_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
    )
    op.create_index(op.f("ix_papers_case_id"), "papers", ["case_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
        )
        op.execute(
            "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )
    else:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{event.lower()} BEFORE {event} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
            )


def downgrade() -> None:
    """There is nothing before the core."""
    raise NotImplementedError("the core cannot be taken back; restore a backup instead")
