"""Proposals of the petition office (第四十一条)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.errors import Conflict, InvalidInput, NotFound
from archive.ledger.reception.proposing import answered, proposal_key, propose, void_proposal
from archive.ledger.reception.sheet import write_proposals
from archive.record.proposals import Proposal, ProposalFilter, ProposalKind
from archive.record.record import Record

TODAY = dt.date(2022, 11, 25)


def _propose(record: Record, kind: ProposalKind = ProposalKind.IMPROVE) -> Proposal:
    return propose(record, Proposal(TODAY, kind, "县住建局", "开栓前检修管网"), today=TODAY)


def test_a_proposal_and_what_became_of_it(record: Record, tmp_path: Path) -> None:
    """The annual report states how many were made and adopted."""
    first, second, third = _propose(record), _propose(record, ProposalKind.POLICY), _propose(record)
    answered(record, first.id, adopted=True, day=TODAY, feedback="已检修", expected=first.version)
    answered(record, second.id, adopted=False, day=TODAY, feedback="上级已有规定")
    void_proposal(record, third.id, "记重了")

    with record.read() as tx:
        assert tx.proposals.counts(TODAY, TODAY) == [
            ("改进工作建议", 1, 1),
            ("完善政策建议", 1, 0),
            ("追究责任建议", 0, 0),
        ]
        rows = tx.proposals.rows(ProposalFilter())
        assert [one.id for one in rows] == [second.id, first.id]
        assert tx.proposals.rows(ProposalFilter(open_only=True)) == []
        assert [one.voided for one in tx.proposals.rows(ProposalFilter(voided=True))] == ["记重了"]
        assert tx.proposals.rows(ProposalFilter(kinds=(ProposalKind.ACCOUNTABILITY,), units=("县住建局",))) == []
        assert [line.action for line in tx.trail(proposal_key(first.id))] == ["proposal.new", "proposal.answer"]
    assert write_proposals(rows, tmp_path / "a.xlsx") == 2
    with pytest.raises(Conflict):
        answered(record, first.id, adopted=False, day=TODAY, feedback="不行", expected=first.version)


def test_what_cannot_be_is_refused(record: Record) -> None:
    """A refusal without a reason helps nobody."""
    one = _propose(record)
    with pytest.raises(InvalidInput, match="理由"):
        answered(record, one.id, adopted=False, day=TODAY, feedback=" ")
    with pytest.raises(InvalidInput, match="早于"):
        answered(record, one.id, adopted=True, day=dt.date(2022, 1, 1), feedback="")
    with pytest.raises(InvalidInput, match="向谁"):
        propose(record, Proposal(TODAY, ProposalKind.POLICY, " ", "修路"), today=TODAY)
    with pytest.raises(InvalidInput, match="日期"):
        propose(record, Proposal(dt.date(2023, 1, 1), ProposalKind.POLICY, "甲", "修路"), today=TODAY)
    with pytest.raises(NotFound):
        void_proposal(record, 99, "没有")
    with pytest.raises(InvalidInput, match="理由"):
        void_proposal(record, one.id, "")
