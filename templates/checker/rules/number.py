"""发文字号 and 签发人 (GB/T 9704—2012 7.2.5, 7.2.6), and numbers cited in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.dates import parse_date
from templates.checker.paper import Kind, Paper, Paragraph, Role
from templates.checker.patterns import HAN, NUMBER_PARTS
from templates.checker.rule import Arrange, Finding, Replace, Rule, Severity

_G: Final = "GB/T 9704—2012 7.2.5"
BRACKETS: Final = Rule(
    "number.brackets", _G, Severity.MUST, "发文字号的年份没有用六角括号", "年份用六角括号〔〕", fixable=True
)
ORDINAL: Final = Rule("number.ordinal", _G, Severity.MUST, "发文字号的序号前加了“第”", "去掉“第”", fixable=True)
ZEROS: Final = Rule("number.zeros", _G, Severity.MUST, "发文字号的序号编了虚位", "序号前面不加0，如12号", fixable=True)
YEAR: Final = Rule("number.year", _G, Severity.MUST, "发文字号的年份没有写全四位数字", "年份写全四位阿拉伯数字")
SUFFIX: Final = Rule("number.suffix", _G, Severity.MUST, "发文字号末尾没有“号”", "序号后面加“号”", fixable=True)
SPACES: Final = Rule(
    "number.spaces", _G, Severity.MUST, "发文字号里有空格或者全角数字", "去掉空格，用半角数字", fixable=True
)
MISSING: Final = Rule(
    "number.missing", _G, Severity.SHOULD, "没有发文字号", "在版头写上发文字号，如“松信访复字〔2022〕12号”"
)
PLACE: Final = Rule(
    "number.place",
    _G + "、10.1",
    Severity.SHOULD,
    "发文字号的位置不对",
    "文件格式居中（上行文居左空一字），信函格式顶格居右",
    fixable=True,
)
DIFFERS: Final = Rule("number.year_of_date", _G, Severity.SHOULD, "发文字号的年份与成文日期不是同一年", "核对年份")
CITED: Final = Rule(
    "number.cited",
    _G + "；GB/T 15834—2011 4.9.3",
    Severity.MUST,
    "引用的文号写法不对",
    "引用文号写作“松信访复字〔2022〕12号”：六角括号、不加“第”、不编虚位",
    fixable=True,
)
COURT: Final = Rule(
    "number.court",
    "法〔2018〕335号",
    Severity.MUST,
    "法院案号用错了括号",
    "案号的收案年度用圆括号，如（2022）黑0124民初12号",
    fixable=True,
)
SIGNER: Final = Rule(
    "signer.missing",
    "GB/T 9704—2012 7.2.6",
    Severity.MUST,
    "上行文没有标注签发人",
    "在发文字号同一行居右写“签发人：×××”",
)
SIGNER_COLON: Final = Rule(
    "signer.colon", "GB/T 9704—2012 7.2.6", Severity.MUST, "“签发人”后面不是全角冒号", "写作“签发人：”", fixable=True
)
RULES: Final = (BRACKETS, ORDINAL, ZEROS, YEAR, SUFFIX, SPACES, MISSING, PLACE, DIFFERS, CITED, COURT, SIGNER, SIGNER_COLON)  # fmt: skip

_COURT: Final = re.compile(rf"[〔\[【(﹝<〈［](\d{{4}})[〕\]】)﹞>〉］]\s*([{HAN}]\d{{2,4}}[{HAN}]{{1,4}}\d+号)")
_UPWARD: Final = re.compile(r"(?:请示|报告)$")
_SIGNER: Final = re.compile(r"签\s*发\s*人\s*([:：]?)")
_WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_COMMITTEE: Final = re.compile(r"人调(?:协)?字")
"""Committees number as their judicial office tells them, 第 included."""


def find(paper: Paper) -> Iterator[Finding]:
    """Numbers in another form or place than the standard gives."""
    numbers = list(paper.of(Role.NUMBER))
    for paragraph in numbers:
        yield from _own(paper, paragraph)
    if not numbers and paper.kind in (Kind.DOCUMENT, Kind.LETTER):
        yield Finding(MISSING, paper.first(Role.TITLE), "没有", "机关代字〔年份〕序号号")
    yield from _signers(paper)
    for paragraph in paper.filled:
        if paper.role(paragraph) is not Role.NUMBER:
            yield from _cited(paragraph)
        for match in _COURT.finditer(paragraph.text):
            wanted = f"（{match[1]}）{match[2]}"
            yield Finding(COURT, paragraph, match[0], wanted, (Replace(paragraph, *match.span(), wanted),))


def _own(paper: Paper, paragraph: Paragraph) -> Iterator[Finding]:
    match = NUMBER_PARTS.search(paragraph.text)
    if match is None:
        yield Finding(YEAR, paragraph, paragraph.bare, "机关代字〔年份〕序号号")
        return
    for rule, found, wanted, start, end in _faults(match):
        if rule is ORDINAL and _COMMITTEE.search(match["word"]):
            continue
        edits = (Replace(paragraph, start, end, wanted),) if rule.fixable else ()
        yield Finding(rule, paragraph, found, wanted or "不写", edits)
    year, date = match["year"].translate(_WIDE).strip(" 年"), paper.first(Role.DATE)
    day = parse_date(date.bare) if date is not None else None
    if day is not None and len(year) == 4 and int(year) != day.first.year:
        yield Finding(DIFFERS, paragraph, f"〔{year}〕", f"成文日期为{day.first.year}年")
    if (moved := _moved(paper, paragraph)) is not None:
        yield moved


def _faults(match: re.Match[str]) -> Iterator[tuple[Rule, str, str, int, int]]:
    """(rule, found, wanted, start, end) of each fault of one number."""
    for side, wanted in (("open", "〔"), ("close", "〕")):
        if match[side] != wanted:
            yield BRACKETS, match[side], wanted, *match.span(side)
    year = match["year"].strip()
    if len(year.rstrip("年").strip()) != 4 or "年" in year:
        yield YEAR, match["year"], "四位数字", *match.span("year")
    elif match["year"] != year or year != year.translate(_WIDE):
        yield SPACES, match["year"], year.translate(_WIDE), *match.span("year")
    ordinal = match["ordinal"]
    if "第" in ordinal:
        yield ORDINAL, ordinal, "", *match.span("ordinal")
    elif ordinal:
        yield SPACES, "空格", "", *match.span("ordinal")
    for gap in ("gap1", "gap2"):
        if match[gap] and not (gap == "gap2" and not match["suffix"]):
            yield SPACES, "空格", "", *match.span(gap)
    count = match["count"].translate(_WIDE)
    if count != match["count"] and not count.startswith("0"):
        yield SPACES, match["count"], count, *match.span("count")
    if count.startswith("0") and count.strip("0"):
        yield ZEROS, match["count"], count.lstrip("0"), *match.span("count")
    if not match["suffix"]:
        yield SUFFIX, match[0], "号", match.end("count"), match.end("count")


def _moved(paper: Paper, paragraph: Paragraph) -> Finding | None:
    """A number in another place than its format has it."""
    if "签" in paragraph.text or paper.role(paragraph) is not Role.NUMBER:
        return None
    match paper.kind:
        case Kind.LETTER if paragraph.align != "right" or paragraph.right > 0.5:
            return Finding(
                PLACE,
                paragraph,
                _said(paragraph),
                "顶格居右",
                (Arrange(paragraph, align="right", first=0, left=0, right=0),),
            )
        case Kind.DOCUMENT if not _UPWARD.search(_title(paper)):
            if paragraph.align != "center" or abs(paragraph.left + paragraph.first - paragraph.right) > 1:
                return Finding(
                    PLACE,
                    paragraph,
                    _said(paragraph),
                    "居中",
                    (Arrange(paragraph, align="center", first=0, left=0, right=0),),
                )
    return None


def _said(paragraph: Paragraph) -> str:
    named = {"left": "居左", "both": "居左", "center": "居中", "right": "居右"}
    return named.get(paragraph.align, paragraph.align)


def _title(paper: Paper) -> str:
    return "".join(re.sub(r"\s", "", p.text) for p in paper.of(Role.TITLE))


def _signers(paper: Paper) -> Iterator[Finding]:
    found = [p for p in paper.of(Role.SIGNER, Role.NUMBER) if _SIGNER.search(p.text)]
    for paragraph in found:
        match = _SIGNER.search(paragraph.text)
        if match is not None and match[1] != "：":
            yield Finding(
                SIGNER_COLON, paragraph, match[0], "签发人：", (Replace(paragraph, *match.span(), "签发人："),)
            )
    if not found and paper.kind is Kind.DOCUMENT and _UPWARD.search(_title(paper)):
        yield Finding(SIGNER, paper.first(Role.NUMBER, Role.TITLE), "没有", "签发人：×××")


def _cited(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in NUMBER_PARTS.finditer(text):
        if not match["suffix"] or len(match["year"].strip(" 年")) != 4 or _COMMITTEE.search(match["word"]):
            continue
        if not match["year"].strip().translate(_WIDE).startswith(("19", "20")):
            continue
        faults = list(_faults(match))
        if faults and _is_number(match):
            edits = tuple(
                Replace(paragraph, start, end, wanted) for rule, _, wanted, start, end in faults if rule.fixable
            )
            yield Finding(CITED, paragraph, match[0][-24:], _normal(match)[-24:], edits)


def _is_number(match: re.Match[str]) -> bool:
    """A year in round brackets is a number's only behind a word that ends like one; 2022年（2022）3号 is not."""
    return match["open"] not in "（(" or bool(re.search(r"[字发办函复通令访]$", match["word"]))


def _normal(match: re.Match[str]) -> str:
    count = match["count"].translate(_WIDE).lstrip("0") or "0"
    return f"{match['word']}〔{match['year'].strip(' 年').translate(_WIDE)}〕{count}号"
