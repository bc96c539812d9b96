"""An office with one case, and a paper of it at any point of its life; over both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from archive.cases.units import Unit, UnitKind
from archive.originals import Originals
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from archive.record.record import Record
from search_api.papers import Writing, write_next
from templates.life import steps
from templates.life.signing import Hand, sign
from templates.life.steps import Doing
from tests.templates.samples import HOMESTEAD

TODAY = dt.date(2022, 6, 20)
NOW = Doing(TODAY)
HAND = Hand("赵志强")
NONE: Mapping[str, str] = {}


@dataclass
class Desk:
    """What the use cases work on."""

    record: Record
    originals: Originals
    folder: Path

    def draft(self, template: str = "reply", typed: Mapping[str, str] = NONE, *, new: bool = True) -> PaperRecord:
        """A draft with its blanks."""
        how = Writing(TODAY, typed, unsigned=True, new=new)
        filed = write_next(self.record, self.originals, template, HOMESTEAD, self.folder, how)
        return self.paper(filed.id)

    def reviewed(self, template: str = "reply", **typed: str) -> PaperRecord:
        """A draft under review."""
        return steps.send(self.record, self.draft(template, typed).id, NOW)

    def signed(self, template: str = "reply", **typed: str) -> PaperRecord:
        """A signed paper."""
        return self.sign(self.reviewed(template, **typed).id)

    def sign(self, paper_id: int, hand: Hand = HAND, doing: Doing = NOW) -> PaperRecord:
        """Sign it."""
        return sign(self.record, self.originals, paper_id, hand, doing, self.folder).paper

    def paper(self, paper_id: int) -> PaperRecord:
        """The paper as the record has it."""
        with self.record.read() as tx:
            return tx.papers.get(paper_id)

    def states(self, paper_id: int) -> list[PaperState]:
        """The states it went through, as the trail tells."""
        with self.record.read() as tx:
            lines = tx.trail(f"paper:{paper_id}")
        return [PaperState((line.after or {})["state"]) for line in lines if "state" in (line.after or {})]


UNIT = Unit("方正县松河镇人民政府", UnitKind.TOWNSHIP, letters="松信访", review_unit="方正县人民政府")


@pytest.fixture
def desk(record: Record, tmp_path: Path) -> Desk:
    """A fresh office whose case could be answered today."""
    return furnished(record, tmp_path, Originals(tmp_path / "originals"))


def furnished(record: Record, folder: Path, originals: Originals) -> Desk:
    """The case and the body that answers, in the record."""
    with record.write() as tx:
        tx.cases.add(replace(HOMESTEAD, events=()), tx.now)
        tx.organisation.set_units([UNIT])
    (folder / "papers").mkdir(exist_ok=True)
    return Desk(record, originals, folder / "papers")
