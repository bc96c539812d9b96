"""The tables of the papers the office writes: papers, drafts, series of numbers, remnants let stand, service returns."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, UniqueConstraint

from archive.record.tables import Id, String, Utc, metadata

papers = Table(
    "papers",
    metadata,
    Column("id", Id, primary_key=True),
    # of a case, or else of an entry of a register: a meeting, a week, a month
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("register", String, nullable=False),
    Column("entry", String, nullable=False),
    Column("template", String, nullable=False),
    # the draft that counts; from signing on the signed file, and never changed again
    Column("template_version", String, nullable=False),
    Column("values", JSON, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("document_id", Id, ForeignKey("documents.id")),
    Column("created_at", Utc, nullable=False),
    Column("state", String, nullable=False),
    Column("draft", Integer, nullable=False),
    Column("series", String, nullable=False),
    Column("year", Integer),
    Column("seq", Integer),
    Column("number", String, nullable=False),
    Column("dated", Date),
    Column("signer", String, nullable=False),
    Column("post", String, nullable=False),
    Column("signed_at", Utc),
    Column("sealed_on", Date),
    Column("issued_on", Date),
    Column("served_on", Date),
    Column("ended", String, nullable=False),
    Column("successor_id", Id),
    Column("version", Integer, nullable=False),
    CheckConstraint("(case_id IS NULL) = (register <> '')", name="of_one"),
)
Index("ix_papers_number", papers.c.series, papers.c.year, papers.c.seq, unique=True)
Index("ix_papers_state", papers.c.state)
Index("ix_papers_entry", papers.c.register, papers.c.entry)

paper_drafts = Table(
    "paper_drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("paper_id", Id, ForeignKey("papers.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("origin", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("values", JSON, nullable=False),
    Column("template_version", String, nullable=False),
    Column("document_id", Id, ForeignKey("documents.id")),
    Column("by", String, nullable=False),
    Column("at", Utc, nullable=False),
    Column("note", String, nullable=False),
    UniqueConstraint("paper_id", "seq"),
)

paper_series = Table(
    "paper_series",
    metadata,
    Column("series", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

paper_remnants = Table(
    "paper_remnants",
    metadata,
    Column("id", Id, primary_key=True),
    Column("paper_id", Id, ForeignKey("papers.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("paper_id", "kind", "value"),
)

paper_returns = Table(
    "paper_returns",
    metadata,
    Column("return_id", Id, ForeignKey("papers.id"), primary_key=True),
    Column("paper_id", Id, ForeignKey("papers.id"), primary_key=True, index=True),
)
"""Which service return (送达回证) serves which papers."""
