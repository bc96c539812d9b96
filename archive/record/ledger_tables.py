"""The tables of the daily book beside the cases: places, bodies, clocks, weekly checks, meetings, reception."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from archive.record.tables import Id, String, Utc, metadata

regions = Table(
    "regions",
    metadata,
    Column("code", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("parent", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("seq", Integer, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("short", String, nullable=False),
    Column("letters", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("parent", String, nullable=False),
    Column("review_unit", String, nullable=False),
    Column("recheck_unit", String, nullable=False),
    Column("region_code", String, nullable=False),
    Column("reports_weekly", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
)

owners = Table(
    "owners",
    metadata,
    Column("id", Id, primary_key=True),
    Column("subject", String, nullable=False),
    Column("key", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("person", String, nullable=False),
    Column("phone", String, nullable=False),
    UniqueConstraint("subject", "key"),
)

mediators = Table(
    "mediators",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String, nullable=False),
    Column("committee", String, nullable=False),
    Column("region_code", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("committee", "name"),
)

holidays = Table(
    "holidays",
    metadata,
    Column("day", Date, primary_key=True),
    Column("off", Boolean, nullable=False),
    Column("note", String, nullable=False),
    Column("year", Integer, nullable=False, index=True),
)

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("label", String, nullable=False),
    Column("start", Date, nullable=False),
    Column("due_raw", Date, nullable=False),
    Column("due_rolled", Date, nullable=False),
    Column("unit", String, nullable=False),
    Column("length", Integer, nullable=False),
    Column("paused_days", Integer, nullable=False),
    Column("extended_days", Integer, nullable=False),
    Column("whose", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("met", Date),
    Column("cancelled", String, nullable=False),
    Column("body", String, nullable=False),
    Column("note", String, nullable=False),
    UniqueConstraint("case_id", "seq"),
)
Index("ix_deadlines_code_due", deadlines.c.code, deadlines.c.due_raw)
# what is still open is little, and asked for all day
Index(
    "ix_deadlines_open",
    deadlines.c.due_raw,
    sqlite_where=deadlines.c.met.is_(None) & (deadlines.c.cancelled == ""),
    postgresql_where=deadlines.c.met.is_(None) & (deadlines.c.cancelled == ""),
)

dispatches = Table(
    "dispatches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("from_unit", String, nullable=False),
    Column("to_unit", String, nullable=False, index=True),
    Column("number", String, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("received", Date),
    Column("feedback_due", Date),
    Column("objected", Date),
    Column("objection", String, nullable=False),
    Column("returned", Date),
    Column("answered", Date),
    Column("supervised", Integer, nullable=False),
    UniqueConstraint("case_id", "seq"),
)

instalments = Table(
    "instalments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("due", Date, index=True),
    Column("amount_fen", BigInteger),
    Column("text", String, nullable=False),
    Column("done", Date),
    Column("paid_fen", BigInteger),
    Column("voucher", String, nullable=False),
    UniqueConstraint("case_id", "seq"),
)

case_links = Table(
    "case_links",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("other_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", Utc, nullable=False),
    UniqueConstraint("case_id", "other_id"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("no", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("held", Date, index=True),
    Column("place", String, nullable=False),
    Column("host", String, nullable=False),
    Column("recorder", String, nullable=False),
    Column("level", String),
    Column("attendance", JSON, nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("text", String, nullable=False),
    Column("document_id", Id, ForeignKey("documents.id")),
    Column("voided", String, nullable=False),
    Column("version", Integer, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("meeting_id", Id, ForeignKey("meetings.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("text", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("person", String, nullable=False),
    Column("due", Date, index=True),
    Column("due_text", String, nullable=False),
    Column("state", String, nullable=False),
    Column("feedback", JSON, nullable=False),
    Column("done", Date),
    Column("version", Integer, nullable=False),
    UniqueConstraint("meeting_id", "seq"),
)

weekly_reports = Table(
    "weekly_reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("unit", String, nullable=False),
    Column("week", Date, nullable=False, index=True),
    Column("reporter", String, nullable=False),
    Column("reported", Date, nullable=False),
    Column("submitted_at", Utc, nullable=False),
    Column("source", String, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit", "week"),
)

weekly_entries = Table(
    "weekly_entries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("report_id", Id, ForeignKey("weekly_reports.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("title", String, nullable=False),
    Column("people", JSON, nullable=False),
    Column("names", String, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("category", String, nullable=False),
    Column("region", String, nullable=False),
    Column("region_code", String, nullable=False),
    Column("level", String),
    Column("owner", String, nullable=False),
    Column("measures", String, nullable=False),
    Column("resolved", Boolean, nullable=False),
    Column("found", Date),
    Column("remark", String, nullable=False),
    Column("reported", Date, nullable=False, index=True),
    Column("voided", String, nullable=False),
    Column("voided_on", Date),
    UniqueConstraint("report_id", "seq"),
)

backchecks = Table(
    "backchecks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, unique=True),
    Column("entry_id", Id, ForeignKey("weekly_entries.id")),
    Column("ledger_case_id", Id, ForeignKey("cases.id")),
    Column("verdict", String, nullable=False, index=True),
    Column("unit", String, nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided", Date),
    Column("notice_number", String, nullable=False),
    Column("proposed", String, nullable=False),
    Column("proposal", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)

duty_roster = Table(
    "duty_roster",
    metadata,
    Column("id", Id, primary_key=True),
    Column("day", Date, nullable=False),
    Column("place", String, nullable=False),
    Column("leader", String, nullable=False),
    Column("post", String, nullable=False),
    UniqueConstraint("day", "place"),
)

receptions = Table(
    "receptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("place", String, nullable=False),
    Column("leader", String, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("persons", Integer, nullable=False),
    Column("township", String, nullable=False),
    Column("category", String, nullable=False),
    Column("summary", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("resolved", Boolean, nullable=False),
    Column("representatives", JSON, nullable=False),
    Column("group_visit", Boolean, nullable=False),
    Column("voided", String, nullable=False),
    Column("version", Integer, nullable=False),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("text", String, nullable=False),
    Column("adopted", Boolean),
    Column("adopted_on", Date),
    Column("feedback", String, nullable=False),
    Column("number", String, nullable=False),
    Column("voided", String, nullable=False),
    Column("version", Integer, nullable=False),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("document_id", Id, ForeignKey("documents.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("value", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("decision", String, nullable=False),
    Column("corrected", String, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", Utc, nullable=False),
    UniqueConstraint("document_id", "seq"),
)
