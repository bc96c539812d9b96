"""Back-checks in the record: one a case, proposed by the program, decided by a clerk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, update

from archive.cases.backcheck.verdict import Candidate, Proposal, Verdict
from archive.cases.labels import HIDDEN
from archive.cases.model import CaseKind, Channel
from archive.errors import Conflict, NotFound
from archive.record.chunks import chunks
from archive.record.ledger_tables import backchecks
from archive.record.narrowing import among, between
from archive.record.tables import cases
from archive.storable import storable, storable_json

_ledger_cases = cases.alias("ledger_cases")


@dataclass(frozen=True, slots=True)
class BackcheckFilter:
    """Which back-checks are wanted; what is left out does not narrow."""

    since: dt.date | None = None
    """The case was received on this day or later."""
    until: dt.date | None = None
    verdicts: tuple[Verdict, ...] = ()
    units: tuple[str, ...] = ()
    townships: tuple[str, ...] = ()
    not_notified: bool = False
    """Missed or untrue, and the body has not been told yet."""


@dataclass(frozen=True, slots=True)
class Backcheck:
    """One back-check with the line of its case."""

    no: str
    received: dt.date
    channel: Channel | None
    petitioner: str
    group_size: int
    township: str
    category: str
    title: str
    restricted: bool
    unit: str
    """The body that should have found it, or reported it."""
    verdict: Verdict
    reason: str
    entry_id: int | None
    ledger_no: str
    """An earlier case by which it was known."""
    decided_by: str
    decided: dt.date | None
    notice_number: str
    proposal: Proposal
    version: int


class Backchecks:
    """The back-checks as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to_check(self, since: dt.date, until: dt.date, channels: Sequence[Channel]) -> list[str]:
        """Numbers of the petitions received in a period by these channels that nobody called a repeat."""
        query = (
            select(cases.c.no)
            .where(
                cases.c.received.between(since, until),
                cases.c.channel.in_([str(one) for one in channels]),
                cases.c.kind == CaseKind.PETITION.value,
                cases.c.voided == "",
                cases.c.first.is_distinct_from(False),
            )
            .order_by(cases.c.received, cases.c.id)
        )
        return list(self._connection.execute(query).scalars())

    def versions(self, numbers: Sequence[str]) -> dict[str, tuple[Verdict, int]]:
        """Verdict and version of the cases that have a back-check."""
        found: dict[str, tuple[Verdict, int]] = {}
        for some in chunks(map(storable, numbers)):
            query = select(cases.c.no, backchecks.c.verdict, backchecks.c.version).join(
                cases, backchecks.c.case_id == cases.c.id
            )
            for no, verdict, version in self._connection.execute(query.where(cases.c.no.in_(some))):
                found[no] = (Verdict(verdict), version)
        return found

    def propose(self, case_id: int, proposal: Proposal, unit: str) -> None:
        """Keep a proposal; one that was decided meanwhile is left alone."""
        values = {"unit": storable(unit), "proposed": proposal.verdict.value, "proposal": _json(proposal)}
        mine = backchecks.c.case_id == case_id
        open_one = update(backchecks).where(mine, backchecks.c.verdict == Verdict.PENDING.value)
        if self._connection.execute(open_one.values(values)).rowcount:
            return
        if self._connection.execute(select(backchecks.c.id).where(mine)).first():
            return
        empty = {"reason": "", "decided_by": "", "decided": None, "notice_number": "", "version": 1}
        new = insert(backchecks).values(**values, **empty, case_id=case_id, verdict=Verdict.PENDING.value)
        self._connection.execute(new)

    def get(self, no: str) -> Backcheck:
        """The back-check of a case. Raises NotFound."""
        row = self._connection.execute(_joined().where(cases.c.no == storable(no))).first()
        if row is None:
            raise NotFound(f"“{no}”没有倒查记录。", "请先用 juanzong backcheck run 倒查这一段时间的初信初访。")
        return _check(row)

    def decide(
        self,
        check: Backcheck,
        verdict: Verdict,
        *,
        unit: str,
        reason: str,
        entry_id: int | None,
        ledger_no: str,
        by: str,
        day: dt.date,
    ) -> None:
        """Keep what the clerk decided. Raises Conflict if somebody decided since ``check`` was read."""
        wanted = select(cases.c.no, cases.c.id).where(cases.c.no.in_([check.no, storable(ledger_no)]))
        ids = {row.no: row.id for row in self._connection.execute(wanted)}
        changed = (
            update(backchecks)
            .where(backchecks.c.case_id == ids[check.no], backchecks.c.version == check.version)
            .values(
                verdict=verdict.value,
                unit=storable(unit),
                reason=storable(reason),
                entry_id=entry_id,
                ledger_case_id=ids.get(storable(ledger_no)),
                decided_by=storable(by),
                decided=day,
                version=check.version + 1,
            )
        )
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"“{check.no}”的倒查刚被别人定过。", "请重新查看，看过对方的结论后再定。")

    def notified(self, numbers: Sequence[str], number: str) -> None:
        """Say by which paper a body was told."""
        for some in chunks(map(storable, numbers)):
            ids = select(cases.c.id).where(cases.c.no.in_(some))
            told = update(backchecks).where(backchecks.c.case_id.in_(ids))
            self._connection.execute(told.values(notice_number=storable(number)))

    def rows(self, wanted: BackcheckFilter, *, limit: int | None = None) -> Iterator[Backcheck]:
        """The back-checks, the newest received first, as they may be handed round (``archive.record.apart``)."""
        query = _joined().where(*_conditions(wanted)).order_by(cases.c.received.desc(), cases.c.id.desc())
        for row in self._connection.execute(query if limit is None else query.limit(limit)):
            yield _told(_check(row)) if row.restricted else _check(row)

    def count(self, wanted: BackcheckFilter) -> int:
        """How many there are."""
        joined = backchecks.join(cases, backchecks.c.case_id == cases.c.id)
        query = select(func.count()).select_from(joined).where(*_conditions(wanted))
        return int(self._connection.execute(query).scalar_one())

    def by_unit(self, wanted: BackcheckFilter) -> dict[str, dict[Verdict, int]]:
        """How many of each verdict each body has."""
        joined = backchecks.join(cases, backchecks.c.case_id == cases.c.id)
        query = (
            select(backchecks.c.unit, backchecks.c.verdict, func.count())
            .select_from(joined)
            .where(*_conditions(wanted))
            .group_by(backchecks.c.unit, backchecks.c.verdict)
        )
        found: dict[str, dict[Verdict, int]] = {}
        for unit, verdict, count in self._connection.execute(query):
            found.setdefault(unit, {})[Verdict(verdict)] = int(count)
        return found


def _joined() -> Select[Any]:
    joined = backchecks.join(cases, backchecks.c.case_id == cases.c.id).outerjoin(
        _ledger_cases, backchecks.c.ledger_case_id == _ledger_cases.c.id
    )
    columns = [
        cases.c[name]
        for name in (
            "no", "received", "channel", "petitioner", "group_size", "township", "category", "title", "summary", "restricted",
        )
    ]  # fmt: skip
    return select(backchecks, *columns, _ledger_cases.c.no.label("ledger_no")).select_from(joined)


def _conditions(wanted: BackcheckFilter) -> Iterator[ColumnElement[bool]]:
    yield cases.c.voided == ""
    yield from between(cases.c.received, wanted.since, wanted.until)
    yield from among(
        (backchecks.c.verdict, wanted.verdicts),
        (backchecks.c.unit, wanted.units),
        (cases.c.township, wanted.townships),
    )
    if wanted.not_notified:
        yield backchecks.c.verdict.in_([Verdict.MISSED.value, Verdict.UNTRUE.value])
        yield backchecks.c.notice_number == ""


def _json(proposal: Proposal) -> dict[str, Any]:
    return {
        "candidates": [
            {
                "score": one.score,
                "reasons": storable_json(one.reasons),
                "wrong": storable_json(one.wrong),
                "unit": storable(one.unit),
                "entry": one.entry_id,
                "case": storable(one.case_no),
            }
            for one in proposal.candidates
        ]
    }


def _told(check: Backcheck) -> Backcheck:
    """The back-check of a case that was kept apart since: by which body and with what verdict."""
    candidates = (
        replace(one, reasons=(HIDDEN,), wrong=(HIDDEN,) if one.wrong else ()) for one in check.proposal.candidates
    )
    return replace(
        check,
        petitioner=check.petitioner and HIDDEN,
        title=check.title and HIDDEN,
        reason=check.reason and HIDDEN,
        proposal=replace(check.proposal, candidates=tuple(candidates)),
    )


def _check(row: Row[Any]) -> Backcheck:
    candidates = tuple(
        Candidate(one["score"], tuple(one["reasons"]), tuple(one["wrong"]), one["unit"], one["entry"], one["case"])
        for one in row.proposal["candidates"]
    )
    return Backcheck(
        no=row.no,
        received=row.received,
        channel=Channel(row.channel) if row.channel else None,
        petitioner=row.petitioner,
        group_size=row.group_size,
        township=row.township,
        category=row.category,
        title=row.title or row.summary[:40],
        restricted=row.restricted,
        unit=row.unit,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        entry_id=row.entry_id,
        ledger_no=row.ledger_no or "",
        decided_by=row.decided_by,
        decided=row.decided,
        notice_number=row.notice_number,
        proposal=Proposal(Verdict(row.proposed), candidates),
        version=row.version,
    )
