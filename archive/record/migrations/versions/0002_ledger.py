"""The ledger: what a case states beyond the core, what is computed from its events, and the daily book's own tables.

Frozen: later changes are migrations of their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from archive.record.chain import FIRST, next_digest

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STRING = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_EMPTY = sa.text("''")
_NOTHING = sa.text("'{}'")
_ZERO = sa.text("0")
_OPEN = "met IS NULL AND cancelled = ''"


def upgrade() -> None:
    """Add the columns, chain the audit trail there is, and create the tables."""
    _widen_cases()
    _widen_events()
    _chain_audit()
    _create_tables()


def _widen_cases() -> None:
    for name in ("region_code", "voided"):
        op.add_column("cases", sa.Column(name, STRING, nullable=False, server_default=_EMPTY))
    for name in ("registration", "owners"):
        op.add_column("cases", sa.Column(name, sa.JSON(), nullable=False, server_default=_NOTHING))
    op.add_column("cases", sa.Column("risk", STRING, nullable=True))
    for name in ("township", "petitioner", "leader", "repeat_of", "status", "next_step"):
        op.add_column("cases", sa.Column(name, STRING, nullable=False, server_default=_EMPTY))
    for name in ("end_reason", "level", "score_office", "score_unit"):
        op.add_column("cases", sa.Column(name, STRING, nullable=True))
    for name in (
        "noticed",
        "dispatched",
        "accepted",
        "replied",
        "served",
        "finished",
        "resolved",
        "level_since",
        "strike_applied",
        "struck_off",
        "last_act",
        "next_due",
    ):
        op.add_column("cases", sa.Column(name, sa.Date(), nullable=True))
    for name in ("extended_days", "annotated", "supervised", "projected"):
        op.add_column("cases", sa.Column(name, sa.Integer(), nullable=False, server_default=_ZERO))
    op.add_column("cases", sa.Column("first", sa.Boolean(), nullable=True))
    op.add_column("cases", sa.Column("simple", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("township", "repeat_of", "status", "level", "next_due", "projected", "received"):
        op.create_index(op.f(f"ix_cases_{name}"), "cases", [name], unique=False)


def _widen_events() -> None:
    for name in ("number", "voided"):
        op.add_column("events", sa.Column(name, STRING, nullable=False, server_default=_EMPTY))
    op.add_column("events", sa.Column("details", sa.JSON(), nullable=False, server_default=_NOTHING))
    kind = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE events ADD COLUMN document_id {kind} CONSTRAINT fk_events_document_id REFERENCES documents (id)"
    )


def _chain_audit() -> None:
    """Seal what the trail holds already; it cannot be altered but by us, here, once."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER audit_no_update" if sqlite else "ALTER TABLE audit DISABLE TRIGGER audit_append_only")
    op.add_column("audit", sa.Column("digest", STRING, nullable=False, server_default=_EMPTY))
    audit = sa.table(
        "audit",
        sa.column("id", ID),
        sa.column("at", sa.DateTime()),
        *(sa.column(name, STRING) for name in ("actor", "action", "subject", "digest")),
        *(sa.column(name, sa.JSON()) for name in ("before", "after")),
    )
    connection = op.get_bind()
    digest = FIRST
    for row in connection.execute(sa.select(audit).order_by(audit.c.id)).all():
        digest = next_digest(digest, row.at, row.actor, row.action, row.subject, row.before, row.after)
        connection.execute(sa.update(audit).where(audit.c.id == row.id).values(digest=digest))
    if sqlite:
        op.execute(
            "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
        )
    else:
        op.execute("ALTER TABLE audit ENABLE TRIGGER audit_append_only")


def _create_tables() -> None:
    op.create_table(
        "regions",
        sa.Column("code", STRING, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("parent", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_regions")),
    )
    op.create_index(op.f("ix_regions_parent"), "regions", ["parent"], unique=False)
    op.create_table(
        "units",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("short", STRING, nullable=False),
        sa.Column("letters", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("parent", STRING, nullable=False),
        sa.Column("review_unit", STRING, nullable=False),
        sa.Column("recheck_unit", STRING, nullable=False),
        sa.Column("region_code", STRING, nullable=False),
        sa.Column("reports_weekly", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_table(
        "owners",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", STRING, nullable=False),
        sa.Column("key", STRING, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("person", STRING, nullable=False),
        sa.Column("phone", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
        sa.UniqueConstraint("subject", "key", name=op.f("uq_owners_subject_key")),
    )
    op.create_table(
        "mediators",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", STRING, nullable=False),
        sa.Column("committee", STRING, nullable=False),
        sa.Column("region_code", STRING, nullable=False),
        sa.Column("phone", STRING, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediators")),
        sa.UniqueConstraint("committee", "name", name=op.f("uq_mediators_committee_name")),
    )
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("note", STRING, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    op.create_index(op.f("ix_holidays_year"), "holidays", ["year"], unique=False)
    op.create_table(
        "deadlines",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", STRING, nullable=False),
        sa.Column("label", STRING, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("due_raw", sa.Date(), nullable=False),
        sa.Column("due_rolled", sa.Date(), nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.Column("extended_days", sa.Integer(), nullable=False),
        sa.Column("whose", STRING, nullable=False),
        sa.Column("basis", STRING, nullable=False),
        sa.Column("met", sa.Date(), nullable=True),
        sa.Column("cancelled", STRING, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_deadlines_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_deadlines_case_id_seq")),
    )
    op.create_index(op.f("ix_deadlines_case_id"), "deadlines", ["case_id"], unique=False)
    op.create_index(op.f("ix_deadlines_code_due"), "deadlines", ["code", "due_raw"], unique=False)
    op.create_index(
        op.f("ix_deadlines_open"),
        "deadlines",
        ["due_raw"],
        unique=False,
        sqlite_where=sa.text(_OPEN),
        postgresql_where=sa.text(_OPEN),
    )
    op.create_table(
        "dispatches",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("from_unit", STRING, nullable=False),
        sa.Column("to_unit", STRING, nullable=False),
        sa.Column("number", STRING, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("feedback_due", sa.Date(), nullable=True),
        sa.Column("objected", sa.Date(), nullable=True),
        sa.Column("objection", STRING, nullable=False),
        sa.Column("returned", sa.Date(), nullable=True),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("supervised", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_dispatches_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_dispatches_case_id_seq")),
    )
    op.create_index(op.f("ix_dispatches_case_id"), "dispatches", ["case_id"], unique=False)
    op.create_index(op.f("ix_dispatches_day"), "dispatches", ["day"], unique=False)
    op.create_index(op.f("ix_dispatches_to_unit"), "dispatches", ["to_unit"], unique=False)
    op.create_table(
        "instalments",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("text", STRING, nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("paid_fen", sa.BigInteger(), nullable=True),
        sa.Column("voucher", STRING, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_instalments_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instalments")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_instalments_case_id_seq")),
    )
    op.create_index(op.f("ix_instalments_case_id"), "instalments", ["case_id"], unique=False)
    op.create_index(op.f("ix_instalments_due"), "instalments", ["due"], unique=False)
    op.create_table(
        "case_links",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("relation", STRING, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("decided_by", STRING, nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_links_case_id")),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"], name=op.f("fk_case_links_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_links")),
        sa.UniqueConstraint("case_id", "other_id", name=op.f("uq_case_links_case_id_other_id")),
    )
    op.create_index(op.f("ix_case_links_case_id"), "case_links", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_links_other_id"), "case_links", ["other_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("id", ID, nullable=False),
        sa.Column("no", STRING, nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("title", STRING, nullable=False),
        sa.Column("held", sa.Date(), nullable=True),
        sa.Column("place", STRING, nullable=False),
        sa.Column("host", STRING, nullable=False),
        sa.Column("recorder", STRING, nullable=False),
        sa.Column("level", STRING, nullable=True),
        sa.Column("attendance", sa.JSON(), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("voided", STRING, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_meetings_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("no", name=op.f("uq_meetings_no")),
    )
    op.create_index(op.f("ix_meetings_held"), "meetings", ["held"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("meeting_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("text", STRING, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("person", STRING, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("due_text", STRING, nullable=False),
        sa.Column("state", STRING, nullable=False),
        sa.Column("feedback", sa.JSON(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("meeting_id", "seq", name=op.f("uq_decisions_meeting_id_seq")),
    )
    op.create_index(op.f("ix_decisions_case_id"), "decisions", ["case_id"], unique=False)
    op.create_index(op.f("ix_decisions_due"), "decisions", ["due"], unique=False)
    op.create_index(op.f("ix_decisions_meeting_id"), "decisions", ["meeting_id"], unique=False)
    op.create_table(
        "weekly_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("reporter", STRING, nullable=False),
        sa.Column("reported", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("source", STRING, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_reports")),
        sa.UniqueConstraint("unit", "week", name=op.f("uq_weekly_reports_unit_week")),
    )
    op.create_index(op.f("ix_weekly_reports_week"), "weekly_reports", ["week"], unique=False)
    op.create_table(
        "weekly_entries",
        sa.Column("id", ID, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("title", STRING, nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("names", STRING, nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("category", STRING, nullable=False),
        sa.Column("region", STRING, nullable=False),
        sa.Column("region_code", STRING, nullable=False),
        sa.Column("level", STRING, nullable=True),
        sa.Column("owner", STRING, nullable=False),
        sa.Column("measures", STRING, nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("found", sa.Date(), nullable=True),
        sa.Column("remark", STRING, nullable=False),
        sa.Column("reported", sa.Date(), nullable=False),
        sa.Column("voided", STRING, nullable=False),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_weekly_entries_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["weekly_reports.id"], name=op.f("fk_weekly_entries_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_entries")),
        sa.UniqueConstraint("report_id", "seq", name=op.f("uq_weekly_entries_report_id_seq")),
    )
    op.create_index(op.f("ix_weekly_entries_case_id"), "weekly_entries", ["case_id"], unique=False)
    op.create_index(op.f("ix_weekly_entries_report_id"), "weekly_entries", ["report_id"], unique=False)
    op.create_index(op.f("ix_weekly_entries_reported"), "weekly_entries", ["reported"], unique=False)
    op.create_table(
        "backchecks",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=True),
        sa.Column("ledger_case_id", ID, nullable=True),
        sa.Column("verdict", STRING, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("reason", STRING, nullable=False),
        sa.Column("decided_by", STRING, nullable=False),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("notice_number", STRING, nullable=False),
        sa.Column("proposed", STRING, nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_backchecks_case_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["weekly_entries.id"], name=op.f("fk_backchecks_entry_id")),
        sa.ForeignKeyConstraint(["ledger_case_id"], ["cases.id"], name=op.f("fk_backchecks_ledger_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backchecks")),
        sa.UniqueConstraint("case_id", name=op.f("uq_backchecks_case_id")),
    )
    op.create_index(op.f("ix_backchecks_unit"), "backchecks", ["unit"], unique=False)
    op.create_index(op.f("ix_backchecks_verdict"), "backchecks", ["verdict"], unique=False)
    op.create_table(
        "duty_roster",
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", STRING, nullable=False),
        sa.Column("leader", STRING, nullable=False),
        sa.Column("post", STRING, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_roster")),
        sa.UniqueConstraint("day", "place", name=op.f("uq_duty_roster_day_place")),
    )
    op.create_table(
        "receptions",
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("place", STRING, nullable=False),
        sa.Column("leader", STRING, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("township", STRING, nullable=False),
        sa.Column("category", STRING, nullable=False),
        sa.Column("summary", STRING, nullable=False),
        sa.Column("outcome", STRING, nullable=False),
        sa.Column("resolved", sa.Boolean(), nullable=False),
        sa.Column("representatives", sa.JSON(), nullable=False),
        sa.Column("group_visit", sa.Boolean(), nullable=False),
        sa.Column("voided", STRING, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_receptions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receptions")),
    )
    op.create_index(op.f("ix_receptions_case_id"), "receptions", ["case_id"], unique=False)
    op.create_index(op.f("ix_receptions_day"), "receptions", ["day"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", STRING, nullable=False),
        sa.Column("unit", STRING, nullable=False),
        sa.Column("text", STRING, nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("feedback", STRING, nullable=False),
        sa.Column("number", STRING, nullable=False),
        sa.Column("voided", STRING, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_day"), "proposals", ["day"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("field", STRING, nullable=False),
        sa.Column("value", STRING, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("decision", STRING, nullable=False),
        sa.Column("corrected", STRING, nullable=False),
        sa.Column("decided_by", STRING, nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_suggestions_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("document_id", "seq", name=op.f("uq_suggestions_document_id_seq")),
    )
    op.create_index(op.f("ix_suggestions_document_id"), "suggestions", ["document_id"], unique=False)


def downgrade() -> None:
    """What was recorded since would be lost."""
    raise NotImplementedError("the ledger cannot be taken back; restore a backup instead")
