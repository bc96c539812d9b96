"""Citations looked up on the office's legal shelf; silent where there is none (《党政机关公文处理工作条例》第十九条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from archive.chinese.dates import parse_date
from archive.laws.bookcase import VALIDITIES, Resolved, Validity
from archive.laws.checking import Checked, LawsAt, check_citations
from templates.checker.paper import Paper, Paragraph, Role
from templates.checker.rule import Finding, Rule, Severity

_G: Final = "《党政机关公文处理工作条例》第十九条"
NO_ARTICLE: Final = Rule(
    "statutes.article", _G, Severity.MUST, "引用的法条不存在", "核对法规和条文序号；用 juanzong law show 查看"
)
NO_PART: Final = Rule(
    "statutes.part", _G, Severity.SHOULD, "引用的款、项不存在", "核对款、项的序号；用 juanzong law show 查看"
)
NOT_LAW: Final = Rule(
    "statutes.force",
    "《立法法》第六十一条、第一百零四条",
    Severity.SHOULD,
    "引用的法规在成文之日没有效力",
    "应当适用现行规定的，改引现行规定；确应适用当时规定的，签发时写明理由",
)
QUOTED: Final = Rule(
    "statutes.quotation", _G, Severity.SHOULD, "引用的原文与条文不一致", "照条文原文改；省略的用省略号"
)
UNKNOWN: Final = Rule(
    "statutes.unknown", _G, Severity.NOTE, "引用的法规在法律书架上查不到", "核对名称；确有这部法规的，请导入书架"
)
RULES: Final = (NO_ARTICLE, NO_PART, NOT_LAW, QUOTED, UNKNOWN)
_RULES: Final = {
    Validity.NO_ARTICLE: NO_ARTICLE,
    Validity.NO_CLAUSE: NO_PART,
    Validity.NO_ITEM: NO_PART,
    Validity.ENDED: NOT_LAW,
    Validity.NOT_YET: NOT_LAW,
    Validity.UNKNOWN_LAW: UNKNOWN,
    Validity.NO_TEXT: UNKNOWN,
}


def find(paper: Paper, laws: LawsAt) -> Iterator[Finding]:
    """What the shelf says against a paper's citations, as of the paper's day."""
    for paragraph, checked in citations_of(paper, laws, day_of(paper) or laws.today):
        for one in checked.found:
            rule = _RULES.get(one.validity)
            if rule is not None and one.place is not None:
                yield Finding(rule, paragraph, told(one))
        if checked.differs:
            yield Finding(QUOTED, paragraph, f"“{checked.quoted}”，{checked.differs}")


def day_of(paper: Paper) -> dt.date | None:
    """The day a paper bears; None while it is blank."""
    date = paper.first(Role.DATE)
    span = parse_date(date.bare) if date is not None else None
    return span.first if span is not None and span.first == span.last else None


def citations_of(paper: Paper, laws: LawsAt, day: dt.date) -> Iterator[tuple[Paragraph, Checked]]:
    """Every citation of a paper with its paragraph; 该法 may mean a law named in an earlier one."""
    paragraphs = list(paper.filled)
    starts = [0, *accumulate(len(paragraph.text) + 1 for paragraph in paragraphs)]
    at = 0
    for checked in check_citations("\n".join(paragraph.text for paragraph in paragraphs), laws.case, day):
        while starts[at + 1] <= checked.start:
            at += 1
        yield paragraphs[at], checked


def told(one: Resolved) -> str:
    """``《民法典》第一千二百六十一条没有这一条（共一千二百六十条）``."""
    return f"{one.cited}{VALIDITIES[one.validity]}{f'（{one.note}）' if one.note else ''}"
