"""Every rule there is, and the one walk over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Final

from archive.laws.checking import LawsAt
from templates.checker.paper import Paper
from templates.checker.rule import Finding, Rule
from templates.checker.rules import (
    amounts,
    attachments,
    body,
    citations,
    closing,
    dates,
    draft,
    fonts,
    head,
    imprint,
    levels,
    number,
    page,
    page_numbers,
    punctuation,
    remedy,
    statutes,
    title,
    words,
)

_SUBJECTS: Final[tuple[tuple[str, ModuleType], ...]] = (
    ("版面", page),
    ("字体字号", fonts),
    ("版头", head),
    ("发文字号和签发人", number),
    ("标题", title),
    ("主送机关和段落", body),
    ("层次序号", levels),
    ("附件", attachments),
    ("署名、日期和附注", closing),
    ("版记", imprint),
    ("页码", page_numbers),
    ("标点和空格", punctuation),
    ("日期", dates),
    ("金额、单位和号码", amounts),
    ("引用", citations),
    ("用字用语", words),
    ("救济告知", remedy),
    ("草稿的痕迹", draft),
)
SUBJECTS: Final[tuple[tuple[str, tuple[Rule, ...]], ...]] = (
    *((name, module.RULES) for name, module in _SUBJECTS),
    ("法律书架", statutes.RULES),
)
"""(what the rules are about, the rules)."""
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in SUBJECTS for rule in rules)
_FINDERS: Final[tuple[Callable[[Paper], Iterator[Finding]], ...]] = tuple(module.find for _, module in _SUBJECTS)


_LAST: Final = 10**9
"""Headers and footers are told of at the end."""


def find_all(paper: Paper, laws: LawsAt | None = None) -> list[Finding]:
    """Everything that is wrong with a paper, from its first paragraph to its last.

    ``laws`` is the office's legal shelf; without one what a paper cites is not looked up.
    """
    found = [finding for find in _FINDERS for finding in find(paper)]
    if laws is not None:
        found += statutes.find(paper, laws)
    return sorted(found, key=_place)


def _place(finding: Finding) -> int:
    paragraph = finding.paragraph
    if paragraph is None:
        return -1
    return paragraph.index if paragraph.index >= 0 else _LAST
