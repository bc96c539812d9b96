"""Addressees and the paragraphs of the text (GB/T 9704—2012 7.3.2, 7.3.3, 10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Kind, Paper, Paragraph, Role, Where
from templates.checker.rule import Arrange, Edit, Finding, Replace, Rule, Severity

_G: Final = "GB/T 9704—2012 "
COLON: Final = Rule(
    "addressee.colon",
    _G + "7.3.2",
    Severity.MUST,
    "主送机关（称谓）末尾不是全角冒号",
    "末尾用全角冒号“：”",
    fixable=True,
)
FLUSH: Final = Rule(
    "addressee.flush", _G + "7.3.2", Severity.MUST, "主送机关没有顶格", "居左顶格，回行仍顶格", fixable=True
)
MINUTES: Final = Rule(
    "addressee.minutes", _G + "10.3", Severity.SHOULD, "纪要写了主送机关", "纪要不写主送机关，发给谁在“分送”里写"
)
INDENT: Final = Rule(
    "body.indent", _G + "7.3.3", Severity.MUST, "段首没有空二字", "每个自然段左空二字，回行顶格", fixable=True
)
TYPED: Final = Rule(
    "body.typed_indent", _G + "7.3.3", Severity.SHOULD, "段首的空是用空格打出来的", "用“首行缩进2字符”", fixable=True
)
FIRST: Final = Rule(
    "body.first_page",
    _G + "7.3.3",
    Severity.MUST,
    "首页没有正文",
    "公文首页必须显示正文：缩短标题、主送机关，或者调整行距字距",
)
NO_TEXT: Final = Rule(
    "body.no_text_page", _G + "7.3.5.5", Severity.MUST, "用了“此页无正文”", "调整行距、字距，使印章页有正文"
)
RULES: Final = (COLON, FLUSH, MINUTES, INDENT, TYPED, FIRST, NO_TEXT)

_TEXT: Final = (Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3)


def find(paper: Paper) -> Iterator[Finding]:
    """Addressees and paragraphs in another form or place."""
    yield from _addressee(paper)
    yield from _indents(paper)
    first = next((p for p in paper.of(*_TEXT) if p.where is Where.BODY), None)
    if paper.kind is not Kind.FORM and first is not None and paper.pages and paper.pages[first.index] > 1:
        yield Finding(FIRST, first, f"正文从第{paper.pages[first.index]}页开始", "第1页")
    for paragraph in paper.filled:
        if re.search(r"[（(]?\s*此页无正文\s*[）)]?", paragraph.text):
            yield Finding(NO_TEXT, paragraph, paragraph.bare, "不写")


def unblanked(paragraph: Paragraph) -> tuple[Edit, ...]:
    """Takes away the blanks typed in front, where they can be."""
    return (Replace(paragraph, 0, paragraph.lead, ""),) if paragraph.lead and "\t" not in paragraph.text else ()


def _addressee(paper: Paper) -> Iterator[Finding]:
    for paragraph in paper.of(Role.ADDRESSEE):
        bare = paragraph.text.rstrip()
        if not bare.endswith("："):
            cut = len(bare) - 1 if bare[-1] in ":﹕︰" else len(bare)
            yield Finding(COLON, paragraph, bare[-1], "：", (Replace(paragraph, cut, len(bare), "："),))
        if abs(paragraph.starts_at) > 0.5 or paragraph.align in ("center", "right"):
            edits = (Arrange(paragraph, align="left", first=0, left=0), *unblanked(paragraph))
            yield Finding(FLUSH, paragraph, f"左空{paragraph.starts_at:g}字", "顶格", edits)
        if paper.kind is Kind.MINUTES:
            yield Finding(MINUTES, paragraph, paragraph.words, "不写")


def _indents(paper: Paper) -> Iterator[Finding]:
    if paper.kind is Kind.FORM:
        return
    strict = paper.kind in (Kind.DOCUMENT, Kind.LETTER, Kind.MINUTES) or paper.first(Role.ADDRESSEE) is not None
    for paragraph in paper.of(*_TEXT):
        if paragraph.where is not Where.BODY or paragraph.framed or paragraph.align in ("center", "right"):
            continue
        edits = (Arrange(paragraph, first=2, left=0), *unblanked(paragraph))
        if strict and (abs(paragraph.starts_at - 2) > 0.5 or paragraph.left > 0.5):
            yield Finding(INDENT, paragraph, f"左空{paragraph.starts_at:.2g}字", "首行左空二字，回行顶格", edits)
        elif paragraph.lead and "\t" not in paragraph.text[: paragraph.lead]:
            yield Finding(TYPED, paragraph, f"{paragraph.lead}个空格", "首行缩进2字符", edits)
