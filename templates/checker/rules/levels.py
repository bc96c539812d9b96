"""Levels of the text: 一、（一）1.（1）, in order and with their own marks (GB/T 9704—2012 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.chinese.date_words import chinese_number as written
from archive.chinese.dates import chinese_number as value_of
from templates.checker.paper import Kind, Paper, Paragraph, Role, Where
from templates.checker.patterns import ORDINAL
from templates.checker.rule import Finding, Replace, Rule, Severity
from templates.checker.rules.fonts import is_of
from templates.gongwen import measures as m

_G: Final = "GB/T 9704—2012 7.3.3"
MARK1: Final = Rule("levels.mark1", _G, Severity.MUST, "第一层序号后面不是顿号", "写作“一、”", fixable=True)
MARK2: Final = Rule(
    "levels.mark2", _G, Severity.MUST, "第二层序号的括号后面加了标点", "写作“（一）”，后面不加标点", fixable=True
)
MARK3: Final = Rule("levels.mark3", _G, Severity.MUST, "第三层序号后面不是半角圆点", "写作“1.”", fixable=True)
MARK4: Final = Rule(
    "levels.mark4", _G, Severity.MUST, "第四层序号的括号后面加了标点", "写作“（1）”，后面不加标点", fixable=True
)
BRACKETS: Final = Rule(
    "levels.brackets", _G, Severity.MUST, "序号用了半角括号或单括号", "写作“（一）”“（1）”", fixable=True
)
SPACE: Final = Rule("levels.space", _G, Severity.SHOULD, "序号后面有空格", "去掉空格", fixable=True)
CIRCLED: Final = Rule(
    "levels.circled", _G, Severity.NOTE, "用了带圈的序号", "标准只有“一、（一）1.（1）”四层；需要第五层时才用①"
)
STOP: Final = Rule(
    "levels.stop",
    _G + "；GB/T 15834—2011",
    Severity.SHOULD,
    "独立成行的标题末尾有标点",
    "标题末尾不加标点",
    fixable=True,
)
ORDER: Final = Rule("levels.order", _G, Severity.MUST, "层次序号不连续", "按顺序编号")
RANK: Final = Rule("levels.rank", _G, Severity.SHOULD, "层次颠倒", "从上到下依次用“一、（一）1.（1）”")
RULES: Final = (MARK1, MARK2, MARK3, MARK4, BRACKETS, SPACE, CIRCLED, STOP, ORDER, RANK)

_TEXT: Final = frozenset({Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.ANNEX})
_FORMS: Final = (
    (1, re.compile(rf"(?P<n>[{ORDINAL}]{{1,4}})(?P<gap>[ \u3000]*)(?P<mark>[、.．，,])(?P<space>[ \u3000]*)")),
    (
        2,
        re.compile(
            rf"(?P<o>[（(])[ ]*(?P<n>[{ORDINAL}]{{1,4}})[ ]*(?P<c>[）)])(?P<mark>[、.．，,:：]?)(?P<space>[ \u3000]*)"
        ),
    ),
    (4, re.compile(r"(?P<o>[（(])[ ]*(?P<n>\d{1,2})[ ]*(?P<c>[）)])(?P<mark>[、.．，,:：]?)(?P<space>[ \u3000]*)")),
    (4, re.compile(r"(?P<n>\d{1,2})(?P<c>[）)])(?P<mark>[、.．，,]?)(?P<space>[ \u3000]*)")),
    (3, re.compile(r"(?P<n>\d{1,2})(?P<gap>[ ]*)(?P<mark>[.．、，,])(?!\d)(?P<space>[ \u3000]*)")),
)
_CIRCLED: Final = re.compile(r"[①-⑳⒈-⒛⑴-⒇]")
_HEADING: Final = 40


@dataclass(frozen=True, slots=True)
class Level:
    """A level's number at the beginning of a paragraph."""

    rank: int
    value: int
    match: re.Match[str]
    shown: str


def find(paper: Paper) -> Iterator[Finding]:
    """Numbers of levels in another form or order."""
    if paper.kind is Kind.FORM:
        return
    counts = [0] * 5
    for paragraph in paper.filled:
        role = paper.role(paragraph)
        if role in (Role.ANNEX_MARK, Role.LABEL):
            counts = [0] * 5
        if role not in _TEXT or paragraph.where is not Where.BODY:
            continue
        if _CIRCLED.match(paragraph.bare):
            yield Finding(CIRCLED, paragraph, paragraph.bare[0], "（1）")
        level = level_of(paragraph)
        if level is None:
            continue
        if not paragraph.label:
            yield from _form(paragraph, level)
        yield from _order(paragraph, level, counts)
        yield from _stop(paragraph, level)


def level_of(paragraph: Paragraph) -> Level | None:
    """The level of a paragraph by its number, typed or automatic."""
    text = paragraph.label + paragraph.text if paragraph.label else paragraph.text
    start = 0 if paragraph.label else paragraph.lead
    for rank, pattern in _FORMS:
        match = pattern.match(text, start)
        if match is None:
            continue
        number = match["n"]
        if "百" in number:
            return None
        value = int(number) if number.isdigit() else value_of(number)
        return Level(rank, value, match, match[0].strip())
    return None


def _form(paragraph: Paragraph, level: Level) -> Iterator[Finding]:
    match, rank = level.match, level.rank
    groups = match.groupdict()
    wanted = {1: f"{match['n']}、", 2: f"（{match['n']}）", 3: f"{match['n']}.", 4: f"（{match['n']}）"}[rank]
    if rank in (2, 4):
        single = groups.get("o") is None
        if single or match["o"] != "（" or match["c"] != "）":
            start = match.start("n") if single else match.start("o")
            edits = [Replace(paragraph, match.start("c"), match.end("c"), "）")]
            edits.append(Replace(paragraph, start, start if single else start + 1, "（"))
            yield Finding(BRACKETS, paragraph, level.shown, wanted, tuple(edits))
        if match["mark"]:
            edit = Replace(paragraph, *match.span("mark"), "")
            yield Finding(MARK2 if rank == 2 else MARK4, paragraph, level.shown, wanted, (edit,))
    else:
        if match["mark"] != {1: "、", 3: "."}[rank]:
            edit = Replace(paragraph, *match.span("mark"), {1: "、", 3: "."}[rank])
            yield Finding(MARK1 if rank == 1 else MARK3, paragraph, level.shown, wanted, (edit,))
        if match["gap"]:
            yield Finding(SPACE, paragraph, f"“{match[0]}”", wanted, (Replace(paragraph, *match.span("gap"), ""),))
    if match["space"]:
        yield Finding(SPACE, paragraph, f"“{match[0]}”", wanted, (Replace(paragraph, *match.span("space"), ""),))


def _order(paragraph: Paragraph, level: Level, counts: list[int]) -> Iterator[Finding]:
    """``counts`` holds the last number of each rank; deeper ones begin anew below a higher one."""
    rank, value = level.rank, level.value
    expected = counts[rank] + 1
    if value not in (1, expected):
        yield Finding(ORDER, paragraph, level.shown, _number(rank, expected))
    elif rank == 2 and value == 1 and counts[3] and not counts[2]:
        yield Finding(RANK, paragraph, f"“{_number(3, counts[3])}”下面又用“（一）”", "“（一）”下面用“1.”")
    elif rank == 1 and value == 1 and counts[2] and not counts[1]:
        yield Finding(RANK, paragraph, "“（一）”下面又用“一、”", "“一、”下面用“（一）”")
    counts[rank] = value
    for deeper in range(rank + 1, 5):
        counts[deeper] = 0


def _number(rank: int, value: int) -> str:
    word = written(value)
    return {1: f"{word}、", 2: f"（{word}）", 3: f"{value}.", 4: f"（{value}）"}[rank]


def _stop(paragraph: Paragraph, level: Level) -> Iterator[Finding]:
    """A heading by its type that ends like a sentence."""
    if level.rank > 2:
        return
    bare = paragraph.text.rstrip()
    font = m.HEI if level.rank == 1 else m.KAI
    seen = [run for run in paragraph.runs if run.text.strip()]
    if (
        len(bare) <= _HEADING
        and bare[-1:] in "。；，："
        and not re.search(r"[。；]", bare[:-1])
        and all(is_of(run.font, font) for run in seen)
    ):
        yield Finding(STOP, paragraph, bare[-1], "不加标点", (Replace(paragraph, len(bare) - 1, len(bare), ""),))
