"""Proposals of the petition office: to improve work, to complete a policy, to call to account (三项建议, 第四十一条)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Connection, case, func, select

from archive.record.ledger_tables import proposals


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
