"""In which order a file is bound, by the kind of its case. Pure.

Petitions: 办结汇总材料, 案件处理材料, 交办或来信来访材料, 其他; a case a file, at most 200 pages a volume, as petition offices
archive. Mediations: the order of the forms of 司法部 (2010). Legal services: from the application to the outcome; no rule
says how, so it follows the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from archive.cases.mediation.file_contents import ITEMS
from archive.cases.model import CaseKind
from templates.bind.item import Item

PAGES: Final = 200
"""Pages of one volume, at most."""
MADE_HERE: Final = frozenset({"RT15", "RT16", "RT17", "JZ01", "JZ02", "JZ03"})
"""Cover, catalogue and back: made anew with each binding."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file."""

    title: str
    words: re.Pattern[str]
    """How its papers are called; the words nearest to a title's end decide."""
    codes: frozenset[str]
    acts: frozenset[str] = frozenset()
    """Acts whose paper belongs here."""


def _section(title: str, words: str, codes: str = "", acts: Iterable[str] = ()) -> Section:
    return Section(title, re.compile(words), frozenset(codes.split()), frozenset(acts))


_PETITION = (
    _section("办结汇总材料", "办结报告|结案|终结|回访|满意度|评价单", "XF19 XF20 XF22", ("feedback", "finish", "visit", "rate")),
    _section(
        "案件处理材料",
        "答复|意见书|复查|复核|听证|调查|笔录|告知书|告知单|通知书|延期|回证|回执|纪要|督办|协议|方案|责任书|评估|报告|委托书|鉴定|收条|收据|凭证|合同|证据|照片",
        "XF02 XF03 XF04 XF05 XF09 XF10 XF11 XF12 XF13 XF14 XF15 XF16 XF17 XF18 XF21 XF23 XF24",
        ("accept", "refuse", "refuse_again", "guide", "notice", "extend", "investigate", "hearing", "reply", "deliver", "review",
         "review_apply", "recheck", "recheck_apply", "supervise", "settle", "meeting", "mediate", "plan"),
    ),
    _section(
        "交办或来信来访材料",
        "来信|来访|信访信|登记表|登记单|转送|转办|交办|移送|异议|反映|举报|求助|投诉|接访|来电|建议|请求",
        "XF01 XF06 XF07 XF08",
        ("register", "transfer", "assign", "object", "reception", "annotate", "receive"),
    ),
    _section("其他材料", "(?!)"),
)  # fmt: skip
_LEGAL = (
    _section("申请、委托材料", "申请|委托|授权|登记", "XF01 RT04", ("register", "accept", "assign")),
    _section("调查、证据材料", "调查|笔录|证据|证明|合同|票据|照片|鉴定", "XF10", ("investigate",)),
    _section("法律意见和文书", "意见|答复|解答|起诉|答辩|律师函|函$|协议", "XF11 XF12", ("answer", "reply")),
    _section("送达、回访和办结材料", "送达|回证|回访|结案|办结|评价", "XF17 XF19 XF20 XF22", ("deliver", "visit", "finish", "rate")),
    _section("其他材料", "(?!)"),
)  # fmt: skip
_OF_SEQ: Final = {13: 8, 14: 12}
"""Papers of the mediation set whose code is not their place in the file: RT13 终止告知书, RT14 结案报告表."""
_EVIDENCE: Final = 6


def _mediation() -> tuple[Section, ...]:
    sections = []
    for seq in sorted({item.seq for item in ITEMS}):
        items = [item for item in ITEMS if item.seq == seq]
        codes = [f"RT{number:02}" for number in range(1, 15) if _OF_SEQ.get(number, number) == seq]
        sections.append(
            Section(
                "、".join(item.name for item in items),
                re.compile(
                    "|".join([item.words.pattern for item in items] + (["结案报告"] if seq == _OF_SEQ[14] else []))
                ),
                frozenset(codes),
                frozenset().union(*(item.acts for item in items)),
            )
        )
    return tuple(sections)


ORDERS: Final[Mapping[CaseKind, tuple[Section, ...]]] = {
    CaseKind.PETITION: _PETITION,
    CaseKind.MEDIATION: _mediation(),
    CaseKind.LEGAL_SERVICE: _LEGAL,
}


def section_of(kind: CaseKind, *, code: str = "", acts: Iterable[str] = (), title: str = "", name: str = "") -> int:
    """The section a paper belongs to: by its code, by the act it is the paper of, by its title, by its file's name."""
    sections = ORDERS[kind]
    for at, section in enumerate(sections):
        if code and code in section.codes:
            return at
    for at, section in enumerate(sections):
        if not section.acts.isdisjoint(acts):
            return at
    for text in (title, name):
        found = [(_end(section, text), -at) for at, section in enumerate(sections)]
        end, at = max(found)
        if end:
            return -at
    return _EVIDENCE - 1 if kind is CaseKind.MEDIATION else len(sections) - 1


def _end(section: Section, text: str) -> int:
    """Where the last of the section's words ends in a title, 0 if it has none: what a paper is stands at the end."""
    return max((match.end() for match in section.words.finditer(text)), default=0)


def in_order(items: Iterable[Item]) -> list[Item]:
    """Section by section, each by day; what has no day comes last."""
    return sorted(items, key=lambda one: (one.section, one.day is None, one.day.toordinal() if one.day else 0))
