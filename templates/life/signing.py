"""A paper is signed: it takes its number, number and date are put into the file, and nothing of it changes any more.

All of it is one transaction that holds the counter of the series, so two signers get two numbers one after the other,
and a signer that dies leaves none taken.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive import intake
from archive.errors import InvalidInput
from archive.intake import Received
from archive.laws.bookcase import Bookcase
from archive.laws.checking import LawsAt
from archive.new_file import names_like, write_new
from archive.originals import Originals
from archive.papers.life import PaperState, Step, moved
from archive.papers.numbering import Series, series_of_number, takes_number
from archive.record.paper import DraftRecord, Origin, PaperRecord
from archive.record.papers import changed_since
from archive.record.record import Record, Transaction
from archive.storable import storable_json
from templates.blanks import number_key, series_of, signed_values
from templates.checker.check import Report
from templates.checker.check import check as check_file
from templates.checker.rule import Finding, Severity
from templates.fill import open_template
from templates.life import edited
from templates.life.nature import nature_of
from templates.life.remains import refuse, remnants_of
from templates.life.steps import Doing, locked
from templates.overrides import parse_day
from templates.shelf import ShelfEntry
from templates.surroundings import from_units

_MOST_TOLD: Final = 8
"""Faults that are told one by one."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs."""

    name: str
    post: str = ""
    """One of the shelf's signers; empty for the first of them."""
    series: str = ""
    """What stands before the year of the number, where the shelf does not know it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed paper, its way into the archive, and what is worth noting."""

    paper: PaperRecord
    received: Received
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    shelf: ShelfEntry
    word: Path
    """The Word template the draft was made with."""
    draft: DraftRecord
    data: bytes
    """The draft's file; empty if it is made anew from the values."""
    series: Series | None
    post: str

    def number(self, year: int, seq: int) -> str:
        """As it is printed."""
        return self.series.number(year, seq) if self.series else str(self.draft.values.get("number") or "")

    def cited(self, year: int, seq: int) -> str:
        """As the record and others name it."""
        return self.series.cited(year, seq) if self.series else self.number(year, seq)

    def render(self, number: str, day: dt.date) -> bytes:
        if self.data:
            return edited.fill(self.data, self.draft.values, number, day)
        return open_template(self.word).fill(signed_values(self.draft.values, number, day))


def sign(
    record: Record,
    originals: Originals,
    paper_id: int,
    hand: Hand,
    doing: Doing,
    folder: Path,
) -> Signed:
    """Sign the draft under review; its file is written into ``folder`` and kept among the originals.

    Raises:
        NotFound, Conflict: no such paper; somebody changed it since.
        InvalidInput: ``illegal_step`` if a step is missing; ``paper_faults`` for blanks and faults the checker finds;
            ``paper_remnants`` for what it still says of a case it took paragraphs from;
            ``paper_doubts`` for its warnings and a day out of order, unless a reason is stated; ``template_changed``,
            ``placeholder_missing``, ``no_letters``, ``wrong_signer``, ``bad_day``.
    """
    with record.read() as tx:
        paper = tx.papers.get(paper_id)
        plan = _plan(tx, originals, paper, hand, doing)
        year = doing.on.year
        trial = plan.number(year, tx.paper_numbers.next(plan.series.head, year) if plan.series else 0)
        doubts = _late(tx, plan, doing.on)
        shelved = tx.laws.has_statutes()
        standing = remnants_of(tx, paper, plan.draft.values, plan.render(trial, doing.on))
    refuse(paper_id, standing)
    _check_day(plan, doing)
    notes = _check(
        plan.render(trial, doing.on), doubts, doing.reason, LawsAt(Bookcase(record), doing.on) if shelved else None
    )
    with record.write() as tx:
        locked(tx, paper_id, doing)
        if tx.papers.get(paper_id).version != paper.version:
            raise changed_since(paper_id)
        after, received, data = _sign_in(tx, originals, paper, plan, hand, doing, folder, notes)
    _hand_out(Path(after.file), data)
    return Signed(after, received, notes)


def _plan(tx: Transaction, originals: Originals, paper: PaperRecord, hand: Hand, doing: Doing) -> _Plan:
    shelf = doing.shelf.entry(paper.template)
    moved(paper.state, Step.SIGN, nature_of(shelf))
    draft = tx.papers.draft(paper.id, paper.draft)
    data = b""
    word = doing.shelf.file_of(paper.template, draft.template_version)
    if draft.origin is Origin.CHECKED_IN:
        data = originals.path(draft.sha256).read_bytes()
    elif open_template(word).version != draft.template_version:
        raise InvalidInput(
            f"“{shelf.title}”的模板在第 {draft.seq} 稿以后改过。",
            "请退回（juanzong paper return），用新的模板重新生成一稿，再送审。",
            code="template_changed",
        )
    return _Plan(shelf, word, draft, data, _series(tx, shelf, draft, hand), _post(shelf, hand, draft))


def _series(tx: Transaction, shelf: ShelfEntry, draft: DraftRecord, hand: Hand) -> Series | None:
    if not takes_number(shelf.series) or not number_key(shelf):
        return None
    stated = series_of_number(str(draft.values.get("number") or ""))
    if stated and not hand.series:
        return stated
    return series_of(shelf, draft.values, from_units(tx.organisation.units()).letters, hand.series)


def _post(shelf: ShelfEntry, hand: Hand, draft: DraftRecord) -> str:
    if hand.post and shelf.signers and hand.post not in shelf.signers:
        raise InvalidInput(
            f"“{shelf.title}”不由“{hand.post}”签发。", f"可以签发的：{'、'.join(shelf.signers)}。", code="wrong_signer"
        )
    printed = draft.values.get("signers") or []
    if printed and hand.name not in printed:
        raise InvalidInput(
            f"稿上印的签发人是“{'、'.join(map(str, printed))}”，不是“{hand.name}”。",
            "上行文标注的签发人应当就是签发的人：请核对 --signer，或者退回改稿。",
            code="wrong_signer",
        )
    return hand.post or (shelf.signers[0] if shelf.signers else "")


def _late(tx: Transaction, plan: _Plan, day: dt.date) -> list[str]:
    """A number taken later should not bear an earlier day."""
    if plan.series is None:
        return []
    days = [one.dated for one in tx.papers.register(series=plan.series.head, year=day.year) if one.dated]
    if days and day < max(days):
        return [f"成文日期 {day} 早于“{plan.series.head}”上一个文号的 {max(days)}，文号与日期的先后会不一致。"]
    return []


def _check_day(plan: _Plan, doing: Doing) -> None:
    if doing.on > doing.today:
        raise InvalidInput(f"成文日期 {doing.on} 还没有到。", "成文日期是负责人签发之日，请核对。", code="bad_day")
    labels = {spec.key: spec for spec in plan.shelf.fields}
    for key in {*plan.shelf.order, "received", "reply.accepted_on"} & labels.keys():
        if key in ("signed_on", *_after_signing(plan.shelf)):
            continue
        known = _day(str(plan.draft.values.get(labels[key].tag) or ""))
        if known and known > doing.on:
            raise InvalidInput(f"成文日期 {doing.on} 早于{labels[key].label} {known}。", "请核对日期。", code="bad_day")


def _day(printed: str) -> dt.date | None:
    try:
        return parse_day(printed)
    except InvalidInput:
        return None


def _after_signing(shelf: ShelfEntry) -> Sequence[str]:
    """Days of the order that come behind the paper's own."""
    order = list(shelf.order)
    return order[order.index("signed_on") + 1 :] if "signed_on" in order else ()


def _check(data: bytes, doubts: list[str], reason: str, laws: LawsAt | None) -> tuple[str, ...]:
    """Refuse blanks, faults and articles that do not exist; warnings pass with a reason. Returns what is to be noted."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "签发稿.docx"
        file.write_bytes(data)
        report = check_file(file, laws=laws)
    told: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for finding in report.findings:
        told[finding.rule.severity].append(_told(report, finding))
    if faults := told[Severity.MUST]:
        raise InvalidInput(
            f"这一稿还有 {len(faults)} 处必须改，不能签发：\n" + _listed(faults),
            "请退回（juanzong paper return），改好后重新生成或用 juanzong paper check-in 收回，再送审。",
            code="paper_faults",
        )
    doubts = [*doubts, *told[Severity.SHOULD]]
    if doubts and not reason.strip():
        raise InvalidInput(
            f"这一稿有 {len(doubts)} 处要核对：\n" + _listed(doubts),
            "确认无误的，用 --reason 写明理由再签发；要改的，请退回（juanzong paper return）。",
            code="paper_doubts",
        )
    return (*doubts, *told[Severity.NOTE])


def _listed(lines: list[str]) -> str:
    more = len(lines) - _MOST_TOLD
    return "\n".join([f"  · {line}" for line in lines[:_MOST_TOLD]] + ([f"  · 另有 {more} 处"] if more > 0 else []))


def _told(report: Report, finding: Finding) -> str:
    paragraph = finding.paragraph
    page = report.page(paragraph)
    place = "全文" if paragraph is None else f"{f'第{page}页' if page else ''}{paragraph.place}“{paragraph.words}”"
    found = f"（{finding.found}）" if finding.found else ""
    return f"{place}：{finding.rule.what}{found}"


def _sign_in(
    tx: Transaction,
    originals: Originals,
    paper: PaperRecord,
    plan: _Plan,
    hand: Hand,
    doing: Doing,
    folder: Path,
    notes: tuple[str, ...],
) -> tuple[PaperRecord, Received, bytes]:
    day = doing.on
    seq = tx.paper_numbers.take(plan.series.head, day.year) if plan.series else None
    printed, number = plan.number(day.year, seq or 0), plan.cited(day.year, seq or 0)
    data = plan.render(printed, day)
    kept = originals.keep_stream(io.BytesIO(data).read)
    target = _free(folder, f"{number} {plan.shelf.title}（签发）".strip())
    received = intake.admit(tx, kept, target.name, str(target), paper.case_no or _filed_under(tx, paper))
    values = storable_json(json.loads(json.dumps(signed_values(plan.draft.values, printed, day), default=str)))
    document = received.duplicate_of.id if received.duplicate_of else received.document_id
    tx.papers.change(
        paper, state=PaperState.SIGNED.value, file=str(target), sha256=kept.sha256, values=values, document_id=document,
        series=plan.series.head if plan.series else "", year=day.year if plan.series else None, seq=seq, number=number,
        dated=day, signer=hand.name, post=plan.post, signed_at=tx.now,
    )  # fmt: skip
    tx.log(
        "paper.sign",
        f"paper:{paper.id}",
        before={"state": paper.state.value, "draft": plan.draft.seq, "sha256": plan.draft.sha256},
        after={
            "state": PaperState.SIGNED.value, "number": number, "day": day.isoformat(), "signer": hand.name,
            "post": plan.post, "reason": doing.reason.strip(), "doubts": list(notes), "sha256": kept.sha256,
            "template_version": plan.draft.template_version, "values_sha256": digest_of(values),
        },
    )  # fmt: skip
    return tx.papers.get(paper.id), received, data


def _filed_under(tx: Transaction, paper: PaperRecord) -> str | None:
    """The case under which the drafts of a paper of a register lie, where it speaks of one that is kept apart."""
    ids = [draft.document_id for draft in tx.papers.drafts(paper.id) if draft.document_id]
    return next((one.case_no for one in tx.documents.many(ids).values() if one.case_no), None)


def digest_of(values: Any) -> str:
    """SHA-256 of the frozen values."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _free(folder: Path, stem: str) -> Path:
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", stem)
    return next(path for name in names_like(f"{stem}.docx") if not (path := folder / name).exists())


def _hand_out(target: Path, data: bytes) -> None:
    """The copy the office prints; the kept one is among the originals already."""
    write_new(target, data, overwrite=False)
    target.chmod(0o444)
