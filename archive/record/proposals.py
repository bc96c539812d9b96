"""Proposals of the petition office: to improve work, to complete a policy, to call to account (三项建议, 第四十一条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, select, update

from archive.errors import Conflict, NotFound
from archive.record.ledger_tables import proposals
from archive.record.narrowing import among, between
from archive.storable import storable


class ProposalKind(StrEnum):
    """What is proposed."""

    IMPROVE = "improve"
    POLICY = "policy"
    ACCOUNTABILITY = "accountability"


PROPOSAL_LABELS = {
    ProposalKind.IMPROVE: "改进工作建议",
    ProposalKind.POLICY: "完善政策建议",
    ProposalKind.ACCOUNTABILITY: "追究责任建议",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal and what became of it."""

    day: dt.date
    kind: ProposalKind
    unit: str
    """To whom."""
    text: str
    number: str = ""
    """文号."""
    adopted: bool | None = None
    """None while nobody has answered."""
    adopted_on: dt.date | None = None
    """The day of the answer."""
    feedback: str = ""
    voided: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals are wanted; what is left out does not narrow."""

    since: dt.date | None = None
    until: dt.date | None = None
    kinds: tuple[ProposalKind, ...] = ()
    units: tuple[str, ...] = ()
    open_only: bool = False
    """Nobody has answered."""
    voided: bool = False


class Proposals:
    """The proposals as seen by one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, first: dt.date, last: dt.date) -> list[tuple[str, int, int]]:
        """(kind in Chinese, made, adopted) of a period, for each kind there is."""
        adopted = func.coalesce(func.sum(case((proposals.c.adopted, 1), else_=0)), 0)
        query = (
            select(proposals.c.kind, func.count(), adopted)
            .where(proposals.c.day.between(first, last), proposals.c.voided == "")
            .group_by(proposals.c.kind)
        )
        found = {kind: (int(made), int(taken)) for kind, made, taken in self._connection.execute(query)}
        return [(PROPOSAL_LABELS[kind], *found.get(kind.value, (0, 0))) for kind in ProposalKind]

    def add(self, proposal: Proposal) -> Proposal:
        """Record a proposal; returns it with its number."""
        values = insert(proposals).values(**_values(proposal), version=1).returning(proposals.c.id)
        return self.get(int(self._connection.execute(values).scalar_one()))

    def get(self, number: int) -> Proposal:
        """One proposal. Raises NotFound."""
        row = self._connection.execute(select(proposals).where(proposals.c.id == number)).first()
        if row is None:
            raise NotFound(f"没有第 {number} 号建议。", "请用 juanzong proposals list 查看建议号。")
        return _proposal(row)

    def change(self, proposal: Proposal) -> None:
        """Replace a proposal read at ``proposal.version``. Raises Conflict if it was changed since."""
        mine = (proposals.c.id == proposal.id, proposals.c.version == proposal.version)
        changed = update(proposals).where(*mine).values(**_values(proposal), version=proposal.version + 1)
        if self._connection.execute(changed).rowcount == 0:
            raise Conflict(f"第 {proposal.id} 号建议刚被别人改过。", "请重新查看，看过对方的修改后再改。")

    def rows(self, wanted: ProposalFilter) -> list[Proposal]:
        """The proposals, the newest first."""
        query = select(proposals).where(*_conditions(wanted)).order_by(proposals.c.day.desc(), proposals.c.id.desc())
        return [_proposal(row) for row in self._connection.execute(query)]


def _conditions(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    yield (proposals.c.voided != "") if wanted.voided else (proposals.c.voided == "")
    yield from between(proposals.c.day, wanted.since, wanted.until)
    yield from among((proposals.c.kind, wanted.kinds), (proposals.c.unit, wanted.units))
    if wanted.open_only:
        yield proposals.c.adopted.is_(None)


def _values(proposal: Proposal) -> dict[str, Any]:
    return {
        "day": proposal.day,
        "kind": proposal.kind.value,
        "unit": storable(proposal.unit),
        "text": storable(proposal.text),
        "number": storable(proposal.number),
        "adopted": proposal.adopted,
        "adopted_on": proposal.adopted_on,
        "feedback": storable(proposal.feedback),
        "voided": storable(proposal.voided),
    }


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        day=row.day,
        kind=ProposalKind(row.kind),
        unit=row.unit,
        text=row.text,
        number=row.number,
        adopted=row.adopted,
        adopted_on=row.adopted_on,
        feedback=row.feedback,
        voided=row.voided,
        id=row.id,
        version=row.version,
    )
