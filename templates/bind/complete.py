"""What a file lacks: papers its acts require, papers unsigned or unserved, pages nobody can read. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from archive.cases.mediation.file_contents import file_of
from archive.cases.model import Case, CaseKind, Event
from archive.cases.procedure.actions import ACTIONS
from archive.papers.life import OPEN, PAPER_STATES, PaperState
from archive.record.document import Document, State
from archive.record.paper import PaperRecord
from templates.bind.item import Item, Problem
from templates.life.nature import nature_of
from templates.shelf import ShelfEntry

_SERVED = frozenset({PaperState.SERVED, PaperState.SUPERSEDED, PaperState.VOID})
_CODE = re.compile(r"(XF\d\d) ?(.+)")
_CALLED: Mapping[str, re.Pattern[str]] = {
    code: re.compile(words)
    for code, words in (
        ("XF02", "受理告知|受理通知"),
        ("XF03", "程序性告知|告知"),
        ("XF04", "不予受理"),
        ("XF05", "不再受理"),
        ("XF06", "转送|转办|转交"),
        ("XF07", "交办"),
        ("XF08", "异议|退回"),
        ("XF09", "延期|延长"),
        ("XF10", "调查|笔录|勘验|勘查|核查|评估|鉴定"),
        ("XF11", "答复|回复|处理意见"),
        ("XF13", "申请书"),
        ("XF14", "复查意见|复查决定"),
        ("XF15", "复核意见|复核决定"),
        ("XF16", "听证"),
        ("XF17", "回证|回执"),
        ("XF18", "督办"),
        ("XF19", "办结"),
        ("XF20", "结案|终结"),
        ("XF21", "和解|调解协议"),
    )
}
"""How a received paper of each kind is called."""


def lacking(
    case: Case,
    items: Sequence[Item],
    papers: Mapping[int, tuple[PaperRecord, ShelfEntry]],
    documents: Sequence[Document],
) -> list[Problem]:
    """Everything that is missing or wrong, the most serious first.

    Args:
        case: the case with its acts.
        items: what its file holds.
        papers: the papers the office wrote, with their shelf entries, by id.
        documents: what was received and filed under it.
    """
    acts = case.acts()
    found = [
        *(_of_mediation(case, items) if case.kind is CaseKind.MEDIATION else _of_acts(case, acts, items)),
        *(problem for paper, shelf in papers.values() for problem in _of_paper(paper, shelf)),
        *(problem for document in documents for problem in _of_document(document)),
    ]
    return sorted(found, key=lambda one: not one.must)


def _of_acts(case: Case, acts: Sequence[Event], items: Sequence[Item]) -> Iterator[Problem]:
    if not any(item.section == _FIRST_PAPERS for item in items) and case.kind is CaseKind.PETITION:
        yield Problem(
            "缺来信或者登记表（XF01）。",
            f"请扫描收进案卷（juanzong ingest 文件 --case {case.no}），或者用 juanzong generate registration-form 补写。",
        )
    told: set[str] = set()
    for act in acts:
        action = ACTIONS[case.kind].get(act.type)
        match = _CODE.match(action.paper) if action else None
        if action is None or match is None or act.type in told:
            continue
        code, name = match[1], match[2]
        if not _holds(items, act, code, name):
            told.add(act.type)
            number = f"（{act.number}）" if act.number else ""
            yield Problem(
                f"{act.day.isoformat()}登记了“{action.label}”，缺{name}{number}。",
                f"请扫描收进案卷：juanzong ingest 文件 --case {case.no}；或者用 juanzong generate 补写。",
            )


_FIRST_PAPERS = 2
"""The section of a petition that holds how it came in."""


def _holds(items: Sequence[Item], act: Event, code: str, name: str) -> bool:
    pattern = _CALLED.get(code) or re.compile(re.escape(name))
    return any(
        item.code == code
        or (act.document_id is not None and item.document_id == act.document_id)
        or (bool(act.number) and item.number == act.number)
        or (not item.code and pattern.search(item.title))
        for item in items
    )


def _of_mediation(case: Case, items: Sequence[Item]) -> Iterator[Problem]:
    have: Collection[str] = next(
        (act.details.get("have") or () for act in reversed(case.acts()) if act.type == "archive"), ()
    )
    for one in file_of(case, [(at, item.title) for at, item in enumerate(items)], have):
        if one.missing:
            yield Problem(
                f"缺{one.name}。",
                f"请扫描收进案卷：juanzong ingest 文件 --case {case.no}；只有纸质的，归档时用 --have 写明。",
            )


def _of_paper(paper: PaperRecord, shelf: ShelfEntry) -> Iterator[Problem]:
    if paper.state in (PaperState.VOID, PaperState.SUPERSEDED):
        return
    nature, name = nature_of(shelf), f"公文 {paper.id}《{shelf.title}》"
    if paper.state in OPEN:
        if nature.sealed:
            steps = f"juanzong paper send {paper.id}、juanzong paper sign {paper.id}"
            yield Problem(f"{name}没有签发（{PAPER_STATES[paper.state]}）。", f"请签发：{steps}；不要的请作废。")
        else:
            yield Problem(
                f"{name}装入的是没有签名的打印稿。", "请把签好名的那一份扫描收进案卷，或者装订后换上。", must=False
            )
    elif nature.sealed and paper.state is PaperState.SIGNED:
        yield Problem(f"{name}没有登记用印。", f"请登记：juanzong paper seal {paper.id}。")
    if nature.served and paper.state not in _SERVED | OPEN:
        yield Problem(
            f"{name}没有登记送达。", f"请收回送达回证，登记：juanzong paper serve {paper.id} --method 送达方式。"
        )


def _of_document(document: Document) -> Iterator[Problem]:
    if document.state is State.FAILED:
        yield Problem(f"文档 {document.id}（{document.name}）读不出：{document.reason}", document.advice)
    for reason in document.review:
        yield Problem(
            f"文档 {document.id}（{document.name}）要核对：{reason}",
            f"请对照原件看过，再运行 juanzong documents accept {document.id}。",
            must=False,
        )
