"""A draft edited in Word comes back as the next draft; nothing is overwritten, and what cannot be signed is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from archive.errors import Conflict, InvalidInput, ReadError
from archive.originals import Originals
from archive.papers.life import Step, moved
from archive.record.paper import DraftRecord, Origin, PaperRecord, Written
from archive.record.record import Record
from templates.checker.opening import open_document
from templates.checker.reading import read_paper
from templates.life import edited
from templates.life.nature import nature_of
from templates.life.remains import TAKEN
from templates.life.steps import Doing, locked
from templates.package import dangers

_MOST_TOLD: Final = 8
"""Dangers that are told one by one."""


def check_in(
    record: Record, originals: Originals, paper_id: int, file: Path, doing: Doing, earlier: Sequence[str] = ()
) -> tuple[PaperRecord, tuple[str, ...]]:
    """Keep an edited file as the next draft; returns the paper and what is worth noting.

    ``earlier`` names cases that words were copied from in Word, so that what is left of them is looked for.

    Raises:
        NotFound, Conflict: no such paper or file; the very same bytes are a draft already, or the paper changed since.
        ReadError: no Word document; what a paper must not carry (``templates.package``), all of it named: ``macro``,
            ``external_content``, ``embedded``, ``field_code``, ``entity``, ``too_large``, ``damaged``.
        InvalidInput: ``tracked_changes``; ``placeholder_missing`` where number or date can no longer be put in;
            ``illegal_step`` for a paper that is signed or void.
    """
    with record.read() as tx:
        paper = tx.papers.get(paper_id)
        moved(paper.state, Step.REDRAFT, nature_of(doing.shelf.entry(paper.template)))
        drafts = tx.papers.drafts(paper_id)
        copied = [{"case": tx.cases.get(no).no} for no in earlier]
    notes = _inspect(file, originals, drafts)
    kept = originals.keep(file)
    if same := next((draft.seq for draft in drafts if draft.sha256 == kept.sha256), None):
        raise Conflict(f"这份文件和第 {same} 稿一字不差。", "请先在 Word 里改好、保存，再收回。", code="same_draft")
    base = drafts[-1]
    values = {**base.values, TAKEN: [*(base.values.get(TAKEN) or ()), *copied]} if copied else base.values
    written = Written(
        Origin.CHECKED_IN, str(file.absolute()), kept.sha256, values, base.template_version, None, doing.reason.strip()
    )  # fmt: skip
    with record.write() as tx:
        now = locked(tx, paper_id, doing)
        moved(now.state, Step.REDRAFT, nature_of(doing.shelf.entry(now.template)))
        seq = tx.papers.add_draft(now, written, by=tx.actor, now=tx.now)
        after = tx.papers.get(paper_id)
        tx.log(
            "paper.draft",
            f"paper:{paper_id}",
            before={"state": now.state.value, "draft": now.draft},
            after={"state": after.state.value, "draft": seq, "sha256": kept.sha256, "file": file.name, "reason": written.note},
        )  # fmt: skip
    return after, notes


def _inspect(file: Path, originals: Originals, drafts: list[DraftRecord]) -> tuple[str, ...]:
    document, data = open_document(file), file.read_bytes()
    found = read_paper(document)
    if found.revisions:
        raise InvalidInput(
            f"文件里还有 {found.revisions} 处修订痕迹，没有收回。",
            "请在 Word 的“审阅”里接受或者拒绝全部修订，关闭“修订”，保存后再收回；各稿的差别用 juanzong paper diff 看。",
            code="tracked_changes",
        )
    _refuse_dangers(data)
    generated = [draft for draft in drafts if draft.origin is Origin.GENERATED]
    _check_places(data, originals, generated[-1] if generated else drafts[0])
    return (f"文件里有 {found.comments} 条批注，签发前要删去。",) if found.comments else ()


def _refuse_dangers(data: bytes) -> None:
    """A program, an object, something fetched from elsewhere would go out with the paper, unseen by who signs it."""
    found = dangers(data)
    if not found:
        return
    lines = [f"  · {one.place}：{one.what}" for one in found[:_MOST_TOLD]]
    more = [f"  · 另有 {len(found) - _MOST_TOLD} 处"] if len(found) > _MOST_TOLD else []
    raise ReadError(
        f"文件里有 {len(found)} 处不能进公文的内容，没有收回：\n" + "\n".join([*lines, *more]),
        "".join(dict.fromkeys(one.advice for one in found[:_MOST_TOLD])) + "改好保存后再收回。",
        code=found[0].code,
    )


def _check_places(data: bytes, originals: Originals, made: DraftRecord) -> None:
    """Number and date must still have the places the generated draft gave them."""
    before = originals.path(made.sha256).read_bytes()
    for blank in edited.blanks_of(made.values):
        if edited.count(before, blank) and not edited.count(data, blank):
            raise InvalidInput(
                f"文件里找不到填{blank.name}的地方（原来是“{blank.shown}”）。",
                f"{blank.name}在签发时由程序填写：请照原样补回“{blank.shown}”，不要删去，也不要自己填。",
                code="placeholder_missing",
            )
