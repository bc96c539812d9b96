"""What a draft that took paragraphs from earlier cases still says of them; it is named, and let stand only knowingly."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document as read_document

from archive.cases.model import Case
from archive.describe import PaperKind
from archive.errors import InvalidInput
from archive.originals import Originals
from archive.record.paper import PaperRecord
from archive.record.record import Record, Transaction
from archive.remnants.traits import TRAITS, Marks, Remnant, find_remnants, marks_of, shared_days
from templates.checker.reading import read_paper

TAKEN: Final = "taken"
"""Among the frozen values of a draft: what was taken from which case, paper and paragraph."""
_SHORT: Final = 24
"""Characters up to which a value of a paper is a name, a day or a number rather than free text."""
_MOST_TOLD: Final = 12


def remnants_of(tx: Transaction, paper: PaperRecord, values: Mapping[str, Any], data: bytes) -> list[Remnant]:
    """What stands in a Word file of other cases it took from, and nobody has let stand; each place once."""
    sources = sources_of(values)
    if not sources:
        return []
    own_case = tx.cases.get(paper.case_no) if paper.case_no else Case(paper.entry)
    places = [place.name for place in tx.organisation.places()]
    strange: set[Any] = set()
    for case in tx.cases.many(sources).values():
        strange |= marks_of(case, reply_texts(tx, case.no), places)
    own = _own(own_case, values, places)
    let = tx.papers.let_stand(paper.id)
    foreign = frozenset(mark for mark in strange if mark not in own and mark not in let)
    return find_remnants(_paragraphs(data), foreign)


def sources_of(values: Mapping[str, Any]) -> list[str]:
    """Numbers of the cases a draft took from."""
    return list(dict.fromkeys(str(one["case"]) for one in values.get(TAKEN) or ()))


def reply_texts(tx: Transaction, no: str) -> list[str]:
    """The replies of a case, whole."""
    documents = [one.id for one in tx.documents.all(case_no=no) if one.paper == PaperKind.REPLY]
    return ["\n".join(texts) for texts in tx.documents.texts_of(documents).values()]


def left_in(record: Record, originals: Originals, paper_id: int) -> list[Remnant]:
    """What stands in the draft of a paper that counts. Raises NotFound."""
    with record.read() as tx:
        paper = tx.papers.get(paper_id)
        return remnants_of(tx, paper, paper.values, originals.path(paper.sha256).read_bytes())


def let_stand(record: Record, originals: Originals, paper_id: int, values: Sequence[str], reason: str) -> list[Remnant]:
    """Say of remnants that they belong there, with the reason; returns those that still stand unsaid.

    Raises InvalidInput: ``reason_needed``; ``no_such_remnant`` for a value that is none.
    """
    if not reason.strip():
        raise InvalidInput("保留旧案的内容要写明理由。", "请用 --reason 写明，例如：两案同一村。", code="reason_needed")
    standing = left_in(record, originals, paper_id)
    for value in values:
        if not any(value in (one.value, one.words) for one in standing):
            raise InvalidInput(
                f"“{value}”不在要核对的内容里。",
                f"请用 juanzong paper remnants {paper_id} 查看。",
                code="no_such_remnant",
            )
    kept = {(one.trait, one.value) for one in standing if one.value in values or one.words in values}
    with record.write() as tx:
        for trait, value in sorted(kept):
            tx.papers.let_remnant_stand(paper_id, trait, value, reason.strip(), tx.actor, tx.now)
            after = {"trait": trait.value, "value": value, "reason": reason.strip()}
            tx.log("paper.remnant", f"paper:{paper_id}", after=after)
    return [one for one in standing if (one.trait, one.value) not in kept]


def refuse(paper_id: int, standing: Sequence[Remnant]) -> None:
    """Raises InvalidInput (``paper_remnants``) if anything stands."""
    if not standing:
        return
    lines = [f"  · {told(one)}" for one in standing[:_MOST_TOLD]]
    more = [f"  · 另有 {len(standing) - _MOST_TOLD} 处"] if len(standing) > _MOST_TOLD else []
    raise InvalidInput(
        f"这一稿从以前的案件取用过段落，还留有 {len(standing)} 处旧案的内容，不能签发：\n" + "\n".join([*lines, *more]),
        f"请退回改掉，再用 juanzong paper check-in 收回；确属本案的，用 juanzong paper remnants {paper_id} --let 内容 --reason 理由。",
        code="paper_remnants",
    )


def told(one: Remnant) -> str:
    """``第5段：姓名“李四”``."""
    shown = one.words if one.words == one.value else f"{one.words}（{one.value}）"
    return f"{one.place}：{TRAITS[one.trait]}“{shown}”"


def _own(case: Case, values: Mapping[str, Any], places: Sequence[str]) -> Marks:
    """What belongs to the paper's own case: its record, and the short values of the paper, not the paragraphs taken."""
    taken = "\n".join(str(one.get("text") or "") for one in values.get(TAKEN) or ())
    texts = [text for key, value in values.items() if key != TAKEN for text in _short(value) if text not in taken]
    return shared_days(marks_of(case, texts, places))


def _short(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if len(value) <= _SHORT else []
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _short(item)]
    if isinstance(value, Sequence):
        return [text for item in value for text in _short(item)]
    return []


def _paragraphs(data: bytes) -> list[tuple[str, str]]:
    paper = read_paper(read_document(io.BytesIO(data)))
    furniture = [
        p for section in paper.sections for part in (*section.headers, *section.footers) for p in part.paragraphs
    ]
    return [
        (paragraph.place, paragraph.text) for paragraph in (*paper.paragraphs, *furniture) if paragraph.text.strip()
    ]
