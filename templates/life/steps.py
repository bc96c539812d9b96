"""The plain steps of a paper's life: to review, back, sealed, superseded, void. Each one transaction with its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.errors import InvalidInput
from archive.papers.life import FINAL, STEPS, PaperState, Step, moved
from archive.record.paper import PaperRecord
from archive.record.papers import changed_since
from archive.record.record import Record, Transaction
from templates.life.nature import nature_of
from templates.office.shelves import SHIPPED, Shelf


@dataclass(frozen=True, slots=True)
class Doing:
    """How a step is done, whatever its kind."""

    today: dt.date
    day: dt.date | None = None
    """The day it was done; None for today."""
    reason: str = ""
    expected: int | None = None
    """The version of the paper the clerk looked at."""
    shelf: Shelf = SHIPPED
    """The papers this office has."""

    @property
    def on(self) -> dt.date:
        """The day it was done."""
        return self.day or self.today


def send(record: Record, paper_id: int, doing: Doing, *, draft: int | None = None) -> PaperRecord:
    """Send a draft to review; ``draft`` chooses an earlier one than the newest. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        state = _after(paper, Step.SEND, doing)
        columns: dict[str, Any] = {"state": state.value}
        if draft is not None and draft != paper.draft:
            chosen = tx.papers.draft(paper_id, draft)
            columns |= {
                "draft": chosen.seq, "file": chosen.file, "sha256": chosen.sha256, "values": dict(chosen.values),
                "template_version": chosen.template_version, "document_id": chosen.document_id,
            }  # fmt: skip
        return change(tx, paper, Step.SEND, columns, doing, {"draft": columns.get("draft", paper.draft)})


def return_(record: Record, paper_id: int, doing: Doing) -> PaperRecord:
    """Send it back to be changed, with the reason. Raises NotFound, InvalidInput, Conflict."""
    _reasoned(doing, Step.RETURN)
    return _plain(record, paper_id, Step.RETURN, doing)


def seal(record: Record, paper_id: int, doing: Doing) -> PaperRecord:
    """The seal is put on it. Raises NotFound, InvalidInput, Conflict."""
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        state = _after(paper, Step.SEAL, doing)
        not_before(paper, doing.on, Step.SEAL)
        return change(tx, paper, Step.SEAL, {"state": state.value, "sealed_on": doing.on}, doing)


def supersede(record: Record, paper_id: int, successor_id: int, doing: Doing) -> PaperRecord:
    """A later signed paper of the same case (meeting, week, month) takes its place. Raises NotFound, InvalidInput, Conflict."""
    _reasoned(doing, Step.SUPERSEDE)
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        state = _after(paper, Step.SUPERSEDE, doing)
        successor = tx.papers.get(successor_id)
        if successor.id == paper.id or (successor.register, successor.of) != (paper.register, paper.of):
            same, option = ("同一案件", "--case") if paper.case_no else (f"同样是{paper.of}", "--of")
            raise InvalidInput(
                f"取代它的应当是{same}的另一份公文。", f"请用 juanzong paper list {option} {paper.of} 查看。"
            )
        if successor.state not in FINAL - {PaperState.SUPERSEDED}:
            raise InvalidInput(
                f"取代它的公文 {successor.id} 还没有签发，或者已经不作数。", "请先签发新的一份，再登记取代。"
            )
        columns = {"state": state.value, "ended": doing.reason.strip(), "successor_id": successor.id}
        return change(tx, paper, Step.SUPERSEDE, columns, doing, {"by": successor.id, "number": successor.number})


def void(record: Record, paper_id: int, doing: Doing) -> PaperRecord:
    """It no longer counts; its number stays its own and stands in the register. Raises NotFound, InvalidInput, Conflict."""
    _reasoned(doing, Step.VOID)
    with record.write() as tx:
        return void_in(tx, paper_id, doing)


def void_in(tx: Transaction, paper_id: int, doing: Doing) -> PaperRecord:
    """The same, as part of a transaction that does more."""
    paper = locked(tx, paper_id, doing)
    columns = {"state": _after(paper, Step.VOID, doing).value, "ended": doing.reason.strip()}
    return change(tx, paper, Step.VOID, columns, doing, {"number": paper.number})


def locked(tx: Transaction, paper_id: int, doing: Doing) -> PaperRecord:
    """The paper, for this transaction alone. Raises NotFound, and Conflict if it changed since it was looked at."""
    paper = tx.papers.lock(paper_id)
    if doing.expected is not None and paper.version != doing.expected:
        raise changed_since(paper_id)
    if doing.on > doing.today:
        raise InvalidInput(f"日期 {doing.on} 还没有到。", "请核对日期。", code="bad_day")
    return paper


def not_before(paper: PaperRecord, day: dt.date, step: Step) -> None:
    """A later step is on no earlier day. Raises InvalidInput."""
    earlier = [known for known in (paper.dated, paper.sealed_on, paper.issued_on) if known]
    if earlier and day < max(earlier):
        raise InvalidInput(f"{STEPS[step]}的日期 {day} 早于上一步的 {max(earlier)}。", "请核对日期。", code="bad_day")


def change(
    tx: Transaction,
    paper: PaperRecord,
    step: Step,
    columns: Mapping[str, Any],
    doing: Doing,
    said: Mapping[str, Any] | None = None,
) -> PaperRecord:
    """Set the columns and write the line of the trail: who, when, from where to where, why."""
    tx.papers.change(paper, **columns)
    after = tx.papers.get(paper.id)
    line = {"state": after.state.value, "day": doing.on.isoformat(), "reason": doing.reason.strip(), **(said or {})}
    tx.log(f"paper.{step}", f"paper:{paper.id}", before={"state": paper.state.value}, after=line)
    return after


def _plain(record: Record, paper_id: int, step: Step, doing: Doing) -> PaperRecord:
    with record.write() as tx:
        paper = locked(tx, paper_id, doing)
        return change(tx, paper, step, {"state": _after(paper, step, doing).value}, doing)


def _after(paper: PaperRecord, step: Step, doing: Doing) -> PaperState:
    return moved(paper.state, step, nature_of(doing.shelf.entry(paper.template)))


def _reasoned(doing: Doing, step: Step) -> None:
    if not doing.reason.strip():
        raise InvalidInput(f"{STEPS[step]}要写明理由。", "请用 --reason 写明。", code="reason_needed")
