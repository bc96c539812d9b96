"""The tables. Money is in fen, days are dates, moments are UTC, text sorts by code point on every database."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[dt.datetime]):
    """A moment, stored in UTC without a zone and handed out with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse moments that do not say where they are."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Say that it is UTC."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


String = Text().with_variant(Text(collation="C"), "postgresql")
Id = BigInteger().with_variant(Integer(), "sqlite")

_VOIDED = text("voided != ''")
cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("no", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("channel", String),
    Column("category", String, nullable=False),
    Column("region", String, nullable=False),
    Column("received", Date),
    Column("matter_class", String),
    Column("appeal_route", String),
    Column("summary", String, nullable=False),
    Column("facts", String, nullable=False),
    Column("text", String, nullable=False),
    Column("legal_basis", JSON, nullable=False),
    Column("outcome", String, nullable=False),
    Column("amount_fen", BigInteger),
    Column("group_size", Integer, nullable=False),
    Column("handler", String, nullable=False),
    Column("duty_unit", String, nullable=False),
    Column("reply", JSON, nullable=False),
    Column("mediation", JSON, nullable=False),
    Column("region_code", String, nullable=False),
    Column("registration", JSON, nullable=False),
    Column("owners", JSON, nullable=False),
    Column("risk", String),
    Column("voided", String, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("extra", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    # what follows is computed from the above whenever a case is written, so that lists and figures are one query
    Column("township", String, nullable=False, index=True),
    Column("petitioner", String, nullable=False),
    Column("leader", String, nullable=False),
    Column("first", Boolean),
    Column("repeat_of", String, nullable=False, index=True),
    Column("status", String, nullable=False, index=True),
    Column("noticed", Date),
    Column("dispatched", Date),
    Column("accepted", Date, index=True),
    Column("replied", Date, index=True),
    Column("served", Date),
    Column("finished", Date),
    Column("end_reason", String),
    Column("resolved", Date),
    Column("extended_days", Integer, nullable=False),
    Column("simple", Boolean, nullable=False),
    Column("level", String, index=True),
    Column("level_since", Date),
    Column("strike_applied", Date),
    Column("struck_off", Date),
    Column("score_office", String),
    Column("score_unit", String),
    Column("annotated", Integer, nullable=False),
    Column("supervised", Integer, nullable=False),
    Column("last_act", Date),
    Column("next_step", String, nullable=False),
    Column("next_due", Date, index=True),
    Column("projected", Integer, nullable=False, index=True),
    Column("clocks", String, nullable=False, index=True),
    Index("ix_cases_received", "received"),
    Index("ix_cases_voided", "voided", sqlite_where=_VOIDED, postgresql_where=_VOIDED),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("finding", String, nullable=False),
    Column("basis", JSON, nullable=False),
    Column("opinion", String),
    Column("opinion_text", String, nullable=False),
)

case_texts = Table(
    "case_texts",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("text", String, nullable=False),
)
"""What each case says, computed from it."""

parties = Table(
    "parties",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("side", String, nullable=False),
    Column("gender", String, nullable=False),
    Column("ethnicity", String, nullable=False),
    Column("birth_date", Date),
    Column("id_number", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("address", String, nullable=False),
    Column("occupation", String, nullable=False),
    Column("work_unit", String, nullable=False),
    Column("legal_representative", String, nullable=False),
    Column("id_reason", String, nullable=False, server_default=text("''")),
)

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("type", String, nullable=False),
    Column("text", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("number", String, nullable=False),
    Column("document_id", Id, ForeignKey("documents.id")),
    Column("details", JSON, nullable=False),
    Column("voided", String, nullable=False),
    Index("ix_events_type_day", "type", "day"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String, nullable=False),
    Column("source", String, nullable=False),
    Column("sha256", String, index=True),
    Column("size", BigInteger),
    Column("state", String, nullable=False, index=True),
    Column("duplicate_of", Id, ForeignKey("documents.id")),
    Column("beside", Integer, nullable=False, server_default="0"),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("media", String, nullable=False),
    Column("reader", String, nullable=False),
    Column("paper", String, nullable=False),
    Column("title", String, nullable=False),
    Column("day", Date),
    Column("pages", Integer, nullable=False),
    Column("confidence", Float),
    Column("tries", Integer, nullable=False),
    Column("claim", String, nullable=False),
    Column("claimed_at", Utc),
    Column("code", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("advice", String, nullable=False),
    Column("review", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("settled_at", Utc),
)
# the same bytes are read once: only one document per hash may be anything but a duplicate, unless it was brought by
# somebody who may not see those there are (decision 44); it stands beside so many
Index(
    "uq_documents_one_original",
    documents.c.sha256,
    documents.c.beside,
    unique=True,
    sqlite_where=documents.c.state != "duplicate",
    postgresql_where=documents.c.state != "duplicate",
)

pages = Table(
    "pages",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", String, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("source", String, nullable=False),
    Column("confidence", Float),
    Column("angle", Integer, nullable=False),
    Column("review", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
)

laws = Table(
    "law_versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", String, nullable=False),
    Column("name", String, nullable=False, index=True),
    Column("book", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("day", Date),
    Column("first", Date),
    Column("start", Date),
    Column("stated", Boolean, nullable=False),
    Column("ended", Date),
    Column("ended_by", String, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("sha256", String, nullable=False),
    Column("imported_at", Utc, nullable=False),
)

articles = Table(
    "law_articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("law_id", Id, ForeignKey("law_versions.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("heading", String, nullable=False),
    Column("text", String, nullable=False),
)

repeals = Table(
    "law_repeals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("law_id", Id, ForeignKey("law_versions.id"), nullable=False, index=True),
    Column("name", String, nullable=False, index=True),
    Column("day", Date),
)

citations = Table(
    "citations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("page", Integer),
    Column("line", Integer),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("place", String, nullable=False),
    Column("words", String, nullable=False),
)

words = Table(
    "words",
    metadata,
    Column("word", String, primary_key=True),
    Column("added_at", Utc, nullable=False),
)

asked_queries = Table(
    "asked_queries",
    metadata,
    Column("person", String, primary_key=True),
    Column("typed", String, primary_key=True),
    Column("asked_at", Utc, nullable=False),
)

asked_unkept = Table("asked_unkept", metadata, Column("person", String, primary_key=True))

likenesses = Table(
    "likenesses",
    metadata,
    Column("no", String, primary_key=True),
    Column("terms", LargeBinary, nullable=False),
)

likeness_model = Table(
    "likeness_model",
    metadata,
    Column("id", Id, primary_key=True),
    Column("segmenter", String, nullable=False),
    Column("cases", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("person", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("asked", JSON, nullable=False),
    Column("saved_at", Utc, nullable=False),
)

saved_known = Table(
    "saved_known",
    metadata,
    Column("person", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("noticed", Date),
    Column("seen", Boolean, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", String, nullable=False),
    Column("what", String, nullable=False),
    Column("query_key", String, nullable=False),
    Column("query", String, nullable=False),
    Column("case_no", String, nullable=False),
    Column("target", String, nullable=False),
    Column("relevant", Integer, nullable=False),
    Column("judged_at", Utc, nullable=False),
    UniqueConstraint("person", "query_key", "target"),
)

alike_bands = Table(
    "alike_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", Id, primary_key=True, autoincrement=False, index=True),
)

alike_papers = Table(
    "alike_papers",
    metadata,
    Column("document_id", Id, primary_key=True, autoincrement=False),
    Column("passed_over", Integer, nullable=False),
)

alike_pairs = Table(
    "alike_pairs",
    metadata,
    Column("one", Id, primary_key=True, autoincrement=False),
    Column("other", Id, primary_key=True, autoincrement=False, index=True),
    Column("likeness", Float, nullable=False),
    Column("contained", Float, nullable=False),
    Column("relation", String, nullable=False),
)

alike_verdicts = Table(
    "alike_verdicts",
    metadata,
    Column("one", Id, primary_key=True, autoincrement=False),
    Column("other", Id, primary_key=True, autoincrement=False, index=True),
    Column("same", Boolean, nullable=False),
    Column("person", String, nullable=False),
    Column("at", Utc, nullable=False),
    Column("note", String, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("digest", String, nullable=False),
    sqlite_autoincrement=True,
)

for child in (claims, parties, events):
    child.append_constraint(UniqueConstraint(child.c.case_id, child.c.seq))

# PostgreSQL's ordered indexes refuse texts beyond some 2,700 bytes; a path or a name may be longer, a hash is not
for unbounded in (parties.c.name, parties.c.id_number, parties.c.phone, documents.c.source, audit.c.subject):
    Index(f"ix_{unbounded.table.name}_{unbounded.name}", unbounded, postgresql_using="hash")
