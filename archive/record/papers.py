"""Papers of cases and of registers: their drafts, and where they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, String, cast, delete, insert, select, update

from archive.errors import Conflict, NotFound
from archive.papers.life import OPEN, PaperState
from archive.record.chunks import chunks
from archive.record.paper import DraftRecord, Entry, Origin, PaperRecord, Written
from archive.record.paper_tables import paper_drafts, paper_remnants, paper_returns, papers
from archive.record.tables import cases
from archive.storable import storable, storable_json


class Papers:
    """The papers as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Papers

    def of_case(self, no: str) -> list[PaperRecord]:
        """The papers of a case, oldest first."""
        return [_paper(row) for row in self._connection.execute(_all.where(cases.c.no == storable(no)))]

    def of_entries(self, names: Sequence[str]) -> list[PaperRecord]:
        """The papers of meetings, weeks or months of those names, oldest first."""
        query = _all.where(papers.c.register != "", papers.c.entry.in_([storable(name) for name in names]))
        return [_paper(row) for row in self._connection.execute(query)]

    def of_cases(self, numbers: Sequence[str], template: str) -> dict[str, list[PaperRecord]]:
        """The papers of one kind of several cases, oldest first, by the case's number."""
        found: dict[str, list[PaperRecord]] = {no: [] for no in numbers}
        for some in chunks(map(storable, numbers)):
            for row in self._connection.execute(_all.where(cases.c.no.in_(some), papers.c.template == template)):
                found.setdefault(row.no, []).append(_paper(row))
        return found

    def get(self, paper_id: int) -> PaperRecord:
        """One paper. Raises NotFound."""
        return self._one(_all.where(papers.c.id == paper_id), no_such_paper(paper_id))

    def lock(self, paper_id: int) -> PaperRecord:
        """One paper, which no other transaction may change until this one ends. Raises NotFound."""
        query = _all.where(papers.c.id == paper_id).with_for_update(of=papers)
        return self._one(query, no_such_paper(paper_id))

    def numbered(self, number: str) -> PaperRecord:
        """The paper with that document number. Raises NotFound."""
        missing = NotFound(f"没有文号为“{number}”的公文。", "请用 juanzong paper list 查看；草稿还没有文号，请写编号。")
        return self._one(_all.where(papers.c.number == storable(number)), missing)

    def all(self, *, states: tuple[PaperState, ...] = (), series: str = "", year: int = 0) -> Iterator[PaperRecord]:
        """Papers, oldest first; of some states, or of a series and a year."""
        query = _all
        if states:
            query = query.where(papers.c.state.in_([state.value for state in states]))
        if series:
            query = query.where(papers.c.series == storable(series))
        if year:
            query = query.where(papers.c.year == year)
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            yield _paper(row)

    def naming(self, value: str) -> Iterator[PaperRecord]:
        """Papers among whose values a text stands, oldest first; perhaps as a part of another."""
        written = json.dumps(storable(value))[1:-1]
        query = _all.where(cast(papers.c["values"], String).contains(written, autoescape=True))
        for row in self._connection.execute(query):
            yield _paper(row)

    def register(self, *, series: str = "", year: int = 0) -> Iterator[PaperRecord]:
        """Every number that was given, in order; void papers keep theirs."""
        query = _all.order_by(None).where(papers.c.series != "")
        if series:
            query = query.where(papers.c.series == storable(series))
        if year:
            query = query.where(papers.c.year == year)
        query = query.order_by(papers.c.series, papers.c.year, papers.c.seq)
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            yield _paper(row)

    def at_work(self, of: int | Entry, template: str) -> int | None:
        """The newest paper of that kind of a case (by its id) or an entry that is worked on; None if there is none."""
        query = (
            select(papers.c.id)
            .where(*(papers.c[name] == value for name, value in _of(of).items()), papers.c.template == template)
            .where(papers.c.state.in_(sorted(OPEN)))
            .order_by(papers.c.id.desc())
            .limit(1)
        )
        return self._connection.execute(query).scalar_one_or_none()

    def begin(self, of: int | Entry, template: str, written: Written, *, by: str, now: dt.datetime) -> int:
        """A new paper of a case (by its id) or an entry, with its first draft; returns its id."""
        result = self._connection.execute(
            insert(papers).values(
                **_of(of), template=template, created_at=now, state=PaperState.DRAFT.value, draft=1, series="",
                number="", signer="", post="", ended="", version=1, **_content(written),
            )
        )  # fmt: skip
        key = result.inserted_primary_key
        assert key is not None
        self._add_draft(int(key[0]), 1, written, by, now)
        return int(key[0])

    def change(self, paper: PaperRecord, **columns: Any) -> None:
        """Set columns of a paper that is locked or known to be at ``paper.version``. Raises Conflict if it is not."""
        done = self._connection.execute(
            update(papers)
            .where(papers.c.id == paper.id, papers.c.version == paper.version)
            .values(version=paper.version + 1, **columns)
        )
        if done.rowcount != 1:
            raise changed_since(paper.id)

    # Drafts

    def drafts(self, paper_id: int) -> list[DraftRecord]:
        """The drafts of a paper, oldest first."""
        query = select(paper_drafts).where(paper_drafts.c.paper_id == paper_id).order_by(paper_drafts.c.seq)
        return [_draft(row) for row in self._connection.execute(query)]

    def draft(self, paper_id: int, seq: int) -> DraftRecord:
        """One draft. Raises NotFound."""
        query = select(paper_drafts).where(paper_drafts.c.paper_id == paper_id, paper_drafts.c.seq == seq)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(f"公文 {paper_id} 没有第 {seq} 稿。", f"请用 juanzong paper show {paper_id} 查看各稿。")
        return _draft(row)

    def all_drafts(self) -> Iterator[tuple[int, DraftRecord]]:
        """Every draft of every paper, with the paper's id."""
        query = select(paper_drafts).order_by(paper_drafts.c.id)
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            yield row.paper_id, _draft(row)

    def keeps(self, sha256: str) -> bool:
        """Whether those bytes are some draft or signed paper."""
        queries = (select(table.c.id).where(table.c.sha256 == sha256).limit(1) for table in (paper_drafts, papers))
        return any(self._connection.execute(query).first() for query in queries)

    def add_draft(self, paper: PaperRecord, written: Written, *, by: str, now: dt.datetime) -> int:
        """The next draft, which from now on is the one that counts, and is to be sent to review anew.

        Returns its number. Raises Conflict.
        """
        seq = len(self.drafts(paper.id)) + 1
        self._add_draft(paper.id, seq, written, by, now)
        self.change(paper, draft=seq, state=PaperState.DRAFT.value, **_content(written))
        return seq

    def _add_draft(self, paper_id: int, seq: int, written: Written, by: str, now: dt.datetime) -> None:
        self._connection.execute(
            insert(paper_drafts).values(
                paper_id=paper_id, seq=seq, origin=written.origin.value, by=storable(by), at=now,
                note=storable(written.note), **_content(written),
            )
        )  # fmt: skip

    # Service returns

    def serves(self, return_id: int) -> list[PaperRecord]:
        """The papers a service return is for."""
        wanted = select(paper_returns.c.paper_id).where(paper_returns.c.return_id == return_id)
        return [_paper(row) for row in self._connection.execute(_all.where(papers.c.id.in_(wanted)))]

    def returns_of(self, paper_id: int) -> list[PaperRecord]:
        """The service returns that are for a paper, those that are void as well."""
        wanted = select(paper_returns.c.return_id).where(paper_returns.c.paper_id == paper_id)
        return [_paper(row) for row in self._connection.execute(_all.where(papers.c.id.in_(wanted)))]

    def set_serves(self, return_id: int, paper_ids: Sequence[int]) -> None:
        """Say which papers a service return is for; it is for no others from now on."""
        self._connection.execute(delete(paper_returns).where(paper_returns.c.return_id == return_id))
        if rows := [{"return_id": return_id, "paper_id": paper_id} for paper_id in dict.fromkeys(paper_ids)]:
            self._connection.execute(insert(paper_returns), rows)

    # Remnants of other cases

    def let_stand(self, paper_id: int) -> set[tuple[str, str]]:
        """(kind, value) of what of other cases may stand in a paper."""
        query = select(paper_remnants.c.kind, paper_remnants.c.value).where(paper_remnants.c.paper_id == paper_id)
        return {(row.kind, row.value) for row in self._connection.execute(query)}

    def let_remnant_stand(self, paper_id: int, kind: str, value: str, reason: str, by: str, now: dt.datetime) -> None:
        """Somebody has looked at it and says that it belongs there."""
        if (kind, storable(value)) not in self.let_stand(paper_id):
            self._connection.execute(
                insert(paper_remnants).values(
                    paper_id=paper_id,
                    kind=str(kind),
                    value=storable(value),
                    reason=storable(reason),
                    by=storable(by),
                    at=now,
                )
            )

    def _one(self, query: Select[Any], missing: NotFound) -> PaperRecord:
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise missing
        return _paper(row)


def no_such_paper(paper_id: int) -> NotFound:
    """The error for a paper that is not there."""
    return NotFound(f"没有编号为 {paper_id} 的公文。", "请在案件里查看已生成的公文。")


def changed_since(paper_id: int) -> Conflict:
    """The error for a paper somebody else has changed since it was looked at."""
    return Conflict(f"公文 {paper_id} 刚被别人改过。", f"请用 juanzong paper show {paper_id} 看过以后再办。")


_all = select(papers, cases.c.no).outerjoin(cases, papers.c.case_id == cases.c.id).order_by(papers.c.id)
_PLAIN = (
    "id", "template", "template_version", "file", "sha256", "document_id", "created_at", "draft", "series", "year", "seq",
    "number", "dated", "signer", "post", "signed_at", "sealed_on", "issued_on", "served_on", "ended", "successor_id",
    "version", "register", "entry",
)  # fmt: skip


def _of(of: int | Entry) -> dict[str, Any]:
    """The columns that say what a paper is of."""
    if isinstance(of, Entry):
        return {"case_id": None, "register": of.register, "entry": storable(of.name)}
    return {"case_id": of, "register": "", "entry": ""}


def _content(written: Written) -> dict[str, Any]:
    return {
        "file": storable(written.file),
        "sha256": written.sha256,
        "values": storable_json(dict(written.values)),
        "template_version": written.template_version,
        "document_id": written.document_id,
    }


def _paper(row: Row[Any]) -> PaperRecord:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return PaperRecord(case_no=row.no or "", values=row._mapping["values"], state=PaperState(row.state), **plain)


def _draft(row: Row[Any]) -> DraftRecord:
    return DraftRecord(
        row.seq,
        Origin(row.origin),
        row.file,
        row.sha256,
        row._mapping["values"],
        row.template_version,
        row.document_id,
        row.by,
        row.at,
        row.note,
    )
