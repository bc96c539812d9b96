"""Laws and papers cited in the text: their form, and whether the law is in force (GB/T 9704—2012 9; 《党政机关公文处理工作条例》第十九条)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.date_words import chinese_number
from archive.chinese.dates import parse_date
from templates.checker.paper import Paper, Paragraph, Role
from templates.checker.patterns import HAN
from templates.checker.rule import Finding, Replace, Rule, Severity

_G: Final = "《党政机关公文处理工作条例》第十九条"
NUMBER: Final = Rule(
    "citations.number",
    _G + "；GB/T 15834—2011 4.9",
    Severity.SHOULD,
    "引用公文的文号没有用圆括号括起",
    "先引标题，后引文号，写作《关于……的通知》（×发〔2022〕3号）",
    fixable=True,
)
ORDER: Final = Rule("citations.order", _G, Severity.SHOULD, "引用公文时文号写在标题前面", "先引标题，后引文号")
ARTICLE: Final = Rule(
    "citations.article",
    "《立法技术规范（试行）（一）》；GB/T 15835—2011 4.2",
    Severity.SHOULD,
    "法律条文序号用了阿拉伯数字",
    "条、款、项的序号用汉字，如第三十二条第一项",
    fixable=True,
)
REPEALED: Final = Rule(
    "citations.repealed",
    "《民法典》第一千二百六十条；《信访工作条例》第五十条",
    Severity.NOTE,
    "引用了已经失效的法律法规",
    "核对行为发生的时间；应当适用现行规定的，改引现行规定",
)
BARE: Final = Rule(
    "citations.title_marks",
    "GB/T 15834—2011 4.15",
    Severity.SHOULD,
    "法律法规名称没有加书名号",
    "加书名号，如《信访工作条例》",
    fixable=True,
)
RULES: Final = (NUMBER, ORDER, ARTICLE, REPEALED, BARE)

_UNBRACKETED: Final = re.compile(
    rf"》\s*(?![（(])(?P<number>[{HAN}]{{1,10}}[字发办函][〔\[][12]\d{{3}}[〕\]]\s*第?\d{{1,5}}号)"
)
_BEFORE: Final = re.compile(rf"[（(]?[{HAN}]{{1,10}}[字发办函]〔[12]\d{{3}}〕\d{{1,5}}号[）)]?(?:文件?)?(?=《关于)")
_ARTICLE: Final = re.compile(r"》(?:[（(][^（()）]{2,20}[）)])?(?P<places>(?:第\d{1,4}(?:条|款|项)(?:之\d)?、?)+)")
_FIGURES: Final = re.compile(r"第(\d{1,4})(?=条|款|项)")
_LAWS: Final = "信访工作条例|人民调解法|民法典|土地管理法|行政复议法|行政诉讼法|行政处罚法|民事诉讼法|治安管理处罚法|劳动合同法|土地管理法实施条例"
_BARE: Final = re.compile(
    rf"(?<![《〈{HAN}])(?:中华人民共和国)?(?:{_LAWS})(?![》〉])(?=第[一二三四五六七八九十百\d]+条)|(?<=依据|根据|按照|依照|违反)(?:中华人民共和国)?(?:{_LAWS})(?![》〉])"
)
_GONE: Final = (
    (r"信访条例", dt.date(2022, 5, 1), "《信访工作条例》"),
    (
        r"(?:中华人民共和国)?(?:民法通则|民法总则|合同法|物权法|侵权责任法|婚姻法|继承法|收养法|担保法)",
        dt.date(2021, 1, 1),
        "《民法典》",
    ),
    (r"(?:中华人民共和国)?城市房屋拆迁管理条例", dt.date(2011, 1, 21), "《国有土地上房屋征收与补偿条例》"),
)
_REPEALED: Final = tuple((re.compile(rf"《{name}》"), day, now) for name, day, now in _GONE)


def find(paper: Paper) -> Iterator[Finding]:
    """Citations in another form, and of what is no longer law."""
    date = paper.first(Role.DATE)
    span = parse_date(date.bare) if date is not None else None
    for paragraph in paper.filled:
        if "《" in paragraph.text or "》" in paragraph.text:
            yield from _marked(paragraph, span.first if span is not None else None)
        for match in _BARE.finditer(paragraph.text):
            edits = (
                Replace(paragraph, match.end(), match.end(), "》"),
                Replace(paragraph, match.start(), match.start(), "《"),
            )
            yield Finding(BARE, paragraph, match[0], f"《{match[0]}》", edits)


def _marked(paragraph: Paragraph, day: dt.date | None) -> Iterator[Finding]:
    text = paragraph.text
    for match in _UNBRACKETED.finditer(text):
        start, end = match.span("number")
        edits = (Replace(paragraph, start, start, "（"), Replace(paragraph, end, end, "）"))
        yield Finding(NUMBER, paragraph, match["number"], f"（{match['number']}）", edits)
    for match in _BEFORE.finditer(text):
        yield Finding(ORDER, paragraph, match[0], "《关于……》（文号）")
    for match in _ARTICLE.finditer(text):
        offset = match.start("places")
        found = [(one, offset) for one in _FIGURES.finditer(match["places"])]
        figures = tuple(
            Replace(paragraph, at + one.start(1), at + one.end(1), chinese_number(int(one[1]))) for one, at in found
        )
        wanted = _FIGURES.sub(lambda one: f"第{chinese_number(int(one[1]))}", match["places"])
        yield Finding(ARTICLE, paragraph, match["places"], wanted, figures)
    for pattern, since, now in _REPEALED:
        for match in pattern.finditer(text):
            if day is None or day >= since:
                yield Finding(REPEALED, paragraph, match[0], now)
