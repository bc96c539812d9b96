"""Every rule there is, and the one walk over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Final

from templates.checker.paper import Paper
from templates.checker.rule import Finding, Rule
from templates.checker.rules import amounts, dates, draft, fonts, number, page, punctuation

_SUBJECTS: Final[tuple[tuple[str, ModuleType], ...]] = (
    ("版面", page),
    ("字体字号", fonts),
    ("发文字号和签发人", number),
    ("标点和空格", punctuation),
    ("日期", dates),
    ("金额、单位和号码", amounts),
    ("草稿的痕迹", draft),
)
SUBJECTS: Final[tuple[tuple[str, tuple[Rule, ...]], ...]] = tuple((name, module.RULES) for name, module in _SUBJECTS)
"""(what the rules are about, the rules)."""
RULES: Final[tuple[Rule, ...]] = tuple(rule for _, rules in SUBJECTS for rule in rules)
_FINDERS: Final[tuple[Callable[[Paper], Iterator[Finding]], ...]] = tuple(module.find for _, module in _SUBJECTS)


_LAST: Final = 10**9
"""Headers and footers are told of at the end."""


def find_all(paper: Paper) -> list[Finding]:
    """Everything that is wrong with a paper, from its first paragraph to its last."""
    found = [finding for find in _FINDERS for finding in find(paper)]
    return sorted(found, key=_place)


def _place(finding: Finding) -> int:
    paragraph = finding.paragraph
    if paragraph is None:
        return -1
    return paragraph.index if paragraph.index >= 0 else _LAST
