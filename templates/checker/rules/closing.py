"""署名, 成文日期 and 附注 (GB/T 9704—2012 7.3.5, 7.3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.date_words import gongwen_date
from archive.chinese.dates import parse_date
from templates.checker.paper import Kind, Paper, Paragraph, Role
from templates.checker.rule import Arrange, Finding, Replace, Rule, Severity
from templates.checker.rules.body import unblanked
from templates.gongwen.signature import signature_indents, width_in_characters

_G: Final = "GB/T 9704—2012 7.3.5"
MISSING: Final = Rule(
    "closing.date_missing", _G + ".4", Severity.MUST, "没有成文日期", "署名下面写成文日期，如2022年5月6日"
)
UNIT: Final = Rule(
    "closing.unit_missing", _G + ".1", Severity.MUST, "成文日期上面没有署名", "写发文机关全称或者规范化简称"
)
CHINESE: Final = Rule(
    "closing.date_chinese", _G + ".4", Severity.MUST, "成文日期用了汉字", "用阿拉伯数字，如2022年5月6日", fixable=True
)
ZEROS: Final = Rule(
    "closing.date_zeros",
    _G + ".4",
    Severity.MUST,
    "成文日期的月、日编了虚位",
    "月、日不编虚位，如2022年5月6日",
    fixable=True,
)
FORM: Final = Rule(
    "closing.date_form", _G + ".4", Severity.MUST, "成文日期没有把年、月、日标全", "写作2022年5月6日", fixable=True
)
PLACE: Final = Rule(
    "closing.place",
    _G + ".1、7.3.5.2",
    Severity.MUST,
    "署名和成文日期的位置不对",
    "加盖印章的：日期右空四字，署名在日期之上居中；不盖章的：署名右空二字，日期首字比署名首字右移二字",
    fixable=True,
)
INTERNAL: Final = Rule(
    "closing.internal",
    "《党政机关公文处理工作条例》第十七条；《信访工作条例》第三十二条",
    Severity.SHOULD,
    "用内设机构的名义署名",
    "以有权处理的机关、单位的名义署名，不用科室、股室的名义",
)
ALONE: Final = Rule(
    "closing.alone", _G + ".5", Severity.MUST, "署名和日期单独在一页上", "调整行距、字距，使印章页有正文"
)
BRACKETS: Final = Rule(
    "closing.note_brackets",
    "GB/T 9704—2012 7.3.6",
    Severity.MUST,
    "附注没有加全角圆括号",
    "附注加圆括号，如“（此件公开发布）”",
    fixable=True,
)
NOTE_PLACE: Final = Rule(
    "closing.note_place",
    "GB/T 9704—2012 7.3.6",
    Severity.MUST,
    "附注的位置不对",
    "附注居左空二字，排在成文日期下一行",
    fixable=True,
)
RULES: Final = (MISSING, UNIT, CHINESE, ZEROS, FORM, PLACE, INTERNAL, ALONE, BRACKETS, NOTE_PLACE)

_STRICT: Final = (Kind.DOCUMENT, Kind.LETTER)
_INTERNAL: Final = re.compile(r"(?:科|股|处|(?<!办公)(?<!研究)室|中心组|专班)$")
_TEXT: Final = (Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.ATTACHMENTS, Role.FORM, Role.ATTENDANCE)


def find(paper: Paper) -> Iterator[Finding]:
    """Signature, date and note in another form or place."""
    if paper.kind is Kind.FORM:
        return
    date, units = paper.first(Role.DATE), list(paper.of(Role.UNIT))
    if date is None:
        if paper.kind in _STRICT:
            last = list(paper.of(*_TEXT))[-1:]
            yield Finding(MISSING, last[0] if last else None, "没有", "2022年5月6日的写法")
    else:
        yield from _date(date)
        if not units and paper.kind in _STRICT:
            yield Finding(UNIT, date, "没有", "发文机关名称")
        if paper.kind is not Kind.MINUTES:
            yield from _place(date, units)
        yield from _alone(paper, units[0] if units else date)
    for unit in units:
        if _INTERNAL.search(unit.bare) and paper.kind in _STRICT:
            yield Finding(INTERNAL, unit, unit.bare, "机关、单位名称")
    for note in paper.of(Role.NOTE):
        yield from _note(note, date)


def _date(date: Paragraph) -> Iterator[Finding]:
    bare = date.bare
    span = parse_date(bare)
    wanted = gongwen_date(span.first) if span is not None and span.first == span.last else ""
    if re.sub(r"\s", "", bare) == wanted == bare:
        return
    start = date.lead
    edits = (Replace(date, start, start + len(bare), wanted),) if wanted and "\t" not in bare else ()
    if re.search(r"[一二三四五六七八九〇○零]", bare):
        yield Finding(CHINESE, date, bare, wanted or "阿拉伯数字", edits)
    elif re.search(r"[年月]\s*0\d", bare):
        yield Finding(ZEROS, date, bare, wanted or "不编虚位", edits)
    elif wanted or not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", bare):
        yield Finding(FORM, date, bare, wanted or "2022年5月6日的写法", edits)


def _place(date: Paragraph, units: list[Paragraph]) -> Iterator[Finding]:
    if len(units) > 1 or date.where.value != "body":
        return  # several bodies sign side by side, each over its own seal
    unit = units[0] if units else None
    if _sealed(date, unit) or _unsealed(date, unit):
        return
    shown = unit.bare if unit is not None else ""
    above, below = signature_indents(shown, re.sub(r"\s", "", date.bare))
    edits = (
        Arrange(date, align="right", first=0, left=0, right=below),
        *unblanked(date),
        *((Arrange(unit, align="right", first=0, left=0, right=above), *unblanked(unit)) if unit is not None else ()),
    )
    found = f"日期{_said(date)}" + (f"，署名{_said(unit)}" if unit is not None else "")
    yield Finding(PLACE, date, found, "日期右空四字，署名居中于日期", edits)


def _said(paragraph: Paragraph) -> str:
    if paragraph.align == "right":
        return f"右空{paragraph.right:.2g}字"
    return "居中" if paragraph.align == "center" else f"左空{paragraph.starts_at:.2g}字"


def _sealed(date: Paragraph, unit: Paragraph | None) -> bool:
    """The date four characters from the edge, the unit centred over it; a long unit moves both."""
    if date.align != "right" or (unit is not None and unit.align != "right"):
        return False
    if unit is None:
        return abs(date.right - 4) <= 0.6
    long = width_in_characters(unit.bare) > width_in_characters(date.bare) + 8
    middle = (unit.right + width_in_characters(unit.bare) / 2) - (date.right + width_in_characters(date.bare) / 2)
    return (abs(date.right - 4) <= 0.6 or (long and date.right > 4)) and abs(middle) <= 1.2


def _unsealed(date: Paragraph, unit: Paragraph | None) -> bool:
    """The unit two characters from the edge, the date begins two further right; a long date moves both."""
    if unit is None or date.align != "right" or unit.align != "right":
        return False
    shift = (unit.right + width_in_characters(unit.bare)) - (date.right + width_in_characters(date.bare))
    return (
        abs(shift - 2) <= 1
        and min(date.right, unit.right) >= 0
        and (abs(unit.right - 2) <= 0.6 or abs(date.right - 2) <= 0.6)
    )


def _alone(paper: Paper, top: Paragraph) -> Iterator[Finding]:
    texts = [p for p in paper.of(*_TEXT) if p.index < top.index and not p.framed]
    if not texts or not paper.pages:
        return
    last, page = texts[-1], paper.pages[top.index]
    turned = any(p.new_page or p.ends_page for p in paper.paragraphs[last.index + 1 : top.index + 1])
    if (paper.laid_out or turned) and paper.ends[last.index] < page:  # a counted page may be off by a line
        yield Finding(ALONE, top, f"在第{page}页", "与正文同页")


def _note(note: Paragraph, date: Paragraph | None) -> Iterator[Finding]:
    bare = note.bare
    if not (bare.startswith("（") and bare.endswith("）")):
        start, end = note.lead, note.lead + len(bare)
        edits = (
            Replace(note, start, start + 1 if bare[0] == "(" else start, "" if bare[0] == "（" else "（"),
            Replace(note, end - 1 if bare[-1] == ")" else end, end, "" if bare[-1] == "）" else "）"),
        )
        kept = tuple(edit for edit in edits if edit.text)
        yield Finding(BRACKETS, note, bare, "（…）", kept)
    if date is not None and note.index < date.index:
        yield Finding(NOTE_PLACE, note, "在成文日期之前", "成文日期下一行")
    elif abs(note.starts_at - 2) > 0.5 or note.align in ("center", "right"):
        edits_ = (Arrange(note, align="left", first=2, left=0, right=0), *unblanked(note))
        yield Finding(NOTE_PLACE, note, _said(note), "左空二字", edits_)
