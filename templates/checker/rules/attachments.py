"""附件说明 and the annexes it speaks of (GB/T 9704—2012 7.3.4, 7.3.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.chinese.dates import chinese_number
from templates.checker.gaps import lines_between
from templates.checker.paper import Kind, Paper, Paragraph, Role
from templates.checker.rule import Arrange, Finding, Replace, Rule, Severity
from templates.checker.rules.body import unblanked

_G: Final = "GB/T 9704—2012 7.3.4"
_A: Final = "GB/T 9704—2012 7.3.7"
COLON: Final = Rule("attachments.colon", _G, Severity.MUST, "“附件”后面不是全角冒号", "写作“附件：”", fixable=True)
STOP: Final = Rule("attachments.stop", _G, Severity.MUST, "附件名称后面有标点", "附件名称后不加标点", fixable=True)
MARK: Final = Rule(
    "attachments.mark", _G, Severity.MUST, "附件顺序号的写法不对", "用阿拉伯数字，写作“1.”", fixable=True
)
ORDER: Final = Rule("attachments.order", _G, Severity.MUST, "附件顺序号不连续", "从1起按顺序编号")
SINGLE: Final = Rule("attachments.single", _G, Severity.SHOULD, "只有一个附件却编了顺序号", "只有一个附件时不编号")
INDENT: Final = Rule("attachments.indent", _G, Severity.MUST, "附件说明没有左空二字", "“附件”左空二字", fixable=True)
GAP: Final = Rule("attachments.gap", _G, Severity.SHOULD, "附件说明与正文之间没有空一行", "在正文下空一行写附件说明")
COUNT: Final = Rule(
    "attachments.count", _A, Severity.MUST, "附件说明与附件的件数不一致", "附件说明和后面的附件逐件对上"
)
NAME: Final = Rule("attachments.name", _A, Severity.SHOULD, "附件标题与附件说明的名称不一致", "两处写成一样")
PAGE: Final = Rule("attachments.page", _A, Severity.MUST, "附件没有另面编排", "附件从新的一页开始", fixable=True)
FORM: Final = Rule(
    "attachments.annex_mark",
    _A,
    Severity.MUST,
    "附件首页的“附件”及顺序号写法不对",
    "写作“附件1”，顶格，不加标点",
    fixable=True,
)
RULES: Final = (COLON, STOP, MARK, ORDER, SINGLE, INDENT, GAP, COUNT, NAME, PAGE, FORM)

_HEAD: Final = re.compile(r"\s*附\s*件?\s*([:：])\s*")
_ITEM: Final = re.compile(r"\s*(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?P<mark>\s*[.．、，,]\s*)")
_ANNEX: Final = re.compile(r"附件([1-9]\d?)?")


@dataclass(frozen=True, slots=True)
class _Item:
    paragraph: Paragraph
    number: re.Match[str] | None
    name: str


def find(paper: Paper) -> Iterator[Finding]:
    """Attachments named in another form, and annexes that do not answer to their names."""
    if paper.kind is Kind.FORM:
        return
    items = list(_items(paper))
    yield from _note(paper, items)
    marks = list(paper.of(Role.ANNEX_MARK))
    yield from _annexes(paper, items, marks)


def _items(paper: Paper) -> Iterator[_Item]:
    for paragraph in paper.of(Role.ATTACHMENTS):
        head = _HEAD.match(paragraph.text)
        start = head.end() if head else 0
        number = _ITEM.match(paragraph.text, start)
        name = paragraph.text[number.end() if number else start :].strip()
        yield _Item(paragraph, number, name)


def _note(paper: Paper, items: list[_Item]) -> Iterator[Finding]:
    if not items:
        return
    first = items[0].paragraph
    head = _HEAD.match(first.text)
    if head and (head[1] != "：" or head[0].strip() != "附件："):
        yield Finding(COLON, first, head[0].strip(), "附件：", (Replace(first, *head.span(), "附件："),))
    if abs(first.starts_at - 2) > 0.5:
        hanging = 4.0 if items[0].number else 3.0
        edits = (Arrange(first, align="left", first=-hanging, left=2 + hanging), *unblanked(first))
        yield Finding(INDENT, first, f"左空{first.starts_at:.2g}字", "左空二字", edits)
    gap = lines_between(paper, first, -1)
    if gap is not None and not 0.4 <= gap <= 1.7:
        yield Finding(GAP, first, f"空{gap:.1f}行", "空一行")
    for item in items:
        bare = item.paragraph.text.rstrip()
        if bare[-1:] in "。；;，,.、":
            cut = (Replace(item.paragraph, len(bare) - 1, len(bare), ""),)
            yield Finding(STOP, item.paragraph, bare[-1], "不加标点", cut)
        if item.number and (item.number["mark"] != "." or not item.number["n"].isdigit()):
            value = _value(item.number)
            start, end = item.number.start("n"), item.number.end("mark")
            edits = (Replace(item.paragraph, start, end, f"{value}."),)
            yield Finding(MARK, item.paragraph, item.number[0].strip(), f"{value}.", edits)
    numbered = [item for item in items if item.number]
    for expected, item in enumerate(numbered, start=1):
        if item.number and _value(item.number) != expected:
            yield Finding(ORDER, item.paragraph, item.number[0].strip(), f"{expected}.")
            break
    if len(items) == 1 and numbered:
        yield Finding(SINGLE, first, items[0].number[0].strip() if items[0].number else "", "不编号")


def _value(match: re.Match[str]) -> int:
    return int(match["n"]) if match["n"].isdigit() else chinese_number(match["n"])


def _annexes(paper: Paper, items: list[_Item], marks: list[Paragraph]) -> Iterator[Finding]:
    for mark in marks:
        if not _new_page(paper, mark):
            yield Finding(PAGE, mark, "接排", "另起一页", (Arrange(mark, new_page=True),))
        if not _ANNEX.fullmatch(mark.text.strip()) or abs(mark.starts_at) > 0.5:
            number = re.search(r"\d{1,2}|[一二三四五六七八九十]{1,2}", mark.text)
            wanted = "附件" + (str(_digits(number[0])) if number else "")
            edits = (Arrange(mark, align="left", first=0, left=0), Replace(mark, 0, len(mark.text), wanted))
            yield Finding(FORM, mark, mark.bare, wanted, edits)
    if marks and len(marks) != len(items):
        anchor = items[0].paragraph if items else marks[0]
        yield Finding(COUNT, anchor, f"说明{len(items)}件，附件{len(marks)}件", "一致")
        return
    titles = _titles(paper, marks)
    for item, (mark, title) in zip(items, titles, strict=False):
        if title and _plain(title) != _plain(item.name):
            yield Finding(NAME, mark, title, item.name)


def _digits(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


def _titles(paper: Paper, marks: list[Paragraph]) -> list[tuple[Paragraph, str]]:
    """(title's paragraph, title) of each annex; the title may run over several lines."""
    found = []
    for mark in marks:
        for paragraph in paper.paragraphs[mark.index + 1 :]:
            role = paper.role(paragraph)
            if role is Role.ANNEX_TITLE:
                found.append((paragraph, paragraph.text))
            if role is not Role.EMPTY:
                break
        else:
            found.append((mark, ""))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s《》“”]|[。；，、.]$", "", name)


def _new_page(paper: Paper, mark: Paragraph) -> bool:
    if mark.new_page:
        return True
    for paragraph in reversed(paper.paragraphs[: mark.index]):
        if paragraph.section != mark.section or paragraph.ends_page:
            return True
        if paper.role(paragraph) is not Role.EMPTY:
            return False
        if paragraph.new_page:
            return True
    return False
