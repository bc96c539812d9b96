"""What a reply tells its receiver about where to turn next, and by when (《信访工作条例》第三十五条、第三十六条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Paper, Paragraph, Role
from templates.checker.rule import Finding, Rule, Severity

REVIEW: Final = Rule(
    "remedy.review",
    "《信访工作条例》第三十五条",
    Severity.MUST,
    "申请复查的期限不对",
    "写明“自收到本意见书之日起30日内”",
)
RECHECK: Final = Rule(
    "remedy.recheck",
    "《信访工作条例》第三十六条",
    Severity.MUST,
    "申请复核的期限不对",
    "写明“自收到本意见书之日起30日内”",
)
RECONSIDER: Final = Rule(
    "remedy.reconsideration",
    "《行政复议法》第二十条",
    Severity.MUST,
    "申请行政复议的期限不对",
    "写明“自知道该行政行为之日起60日内”",
)
COURT: Final = Rule(
    "remedy.court",
    "《行政诉讼法》第四十六条",
    Severity.MUST,
    "提起行政诉讼的期限不对",
    "写明“6个月内”；经复议的为15日内",
)
BODY: Final = Rule(
    "remedy.body",
    "《信访工作条例》第三十五条",
    Severity.MUST,
    "没有写明复查（复核）机关的名称",
    "写出机关全称，不写“上一级机关”“有关部门”",
)
MISSING: Final = Rule(
    "remedy.missing",
    "《信访工作条例》第三十二条、第三十五条",
    Severity.MUST,
    "没有告知救济途径和期限",
    "写明可以自收到之日起30日内向哪个机关申请复查",
)
FINAL: Final = Rule(
    "remedy.final",
    "《信访工作条例》第三十六条",
    Severity.MUST,
    "复核意见书没有写明不再受理",
    "写明：仍以同一事实和理由提出投诉请求的，不再受理",
)
BOTH: Final = Rule(
    "remedy.both",
    "《信访工作条例》第三十一条、第三十五条；最高人民法院〔2005〕行立他字第4号",
    Severity.SHOULD,
    "同时告知了申请复查和提起诉讼",
    "信访程序的意见告知复查，不告知诉讼；按行政程序作出的，告知复议或诉讼",
)
RULES: Final = (REVIEW, RECHECK, RECONSIDER, COURT, BODY, MISSING, FINAL, BOTH)

_TERM: Final = r"(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,4})\s*(?:个)?(?P<unit>工作日|日|天|个?月|年)"
_NEAR: Final = r"[^。；]{0,40}?"
_CHECKS: Final = (
    (REVIEW, re.compile(rf"{_TERM}(?:之?内|以内){_NEAR}申请复查"), {("30", "日"), ("三十", "日")}, "30日内"),
    (RECHECK, re.compile(rf"{_TERM}(?:之?内|以内){_NEAR}申请复核"), {("30", "日"), ("三十", "日")}, "30日内"),
    (RECONSIDER, re.compile(rf"{_TERM}(?:之?内|以内){_NEAR}申请行政复议"), {("60", "日"), ("六十", "日")}, "60日内"),
    (
        COURT,
        re.compile(rf"{_TERM}(?:之?内|以内){_NEAR}提起(?:行政)?诉讼"),
        {("6", "月"), ("六", "月"), ("15", "日"), ("十五", "日")},
        "6个月内",
    ),
)
_ADVISED: Final = re.compile(r"(?:不服|可以?|有权)[^。]*(?:申请复查|申请复核)")
_UNNAMED: Final = re.compile(
    r"向\s*(?:原办理机关的?)?(?:上一级|上级|有关|相关|有权|本级)[^，。]{0,12}?(?:机关|部门|单位)?\s*(?:提出)?申请(?:复查|复核)"
)
_SUIT: Final = re.compile(r"可以?[^。]{0,60}提起行政诉讼")
_PETITION_WAY: Final = re.compile(r"《信访工作条例》第三十二条|第三十一条第[（(]?六[）)]?项")


def find(paper: Paper) -> Iterator[Finding]:
    """Remedies with another term, without a name, or none at all."""
    texts = list(paper.of(Role.BODY))
    for paragraph in texts:
        yield from _terms(paragraph)
        if match := _UNNAMED.search(paragraph.text):
            yield Finding(BODY, paragraph, match[0], "机关全称")
    yield from _whole(paper, texts)


def _terms(paragraph: Paragraph) -> Iterator[Finding]:
    for rule, pattern, allowed, wanted in _CHECKS:
        for match in pattern.finditer(paragraph.text):
            said = (match["n"], match["unit"].removeprefix("个"))
            if said not in allowed:
                yield Finding(rule, paragraph, f"{match['n']}{match['unit']}内", wanted)


def _whole(paper: Paper, texts: list[Paragraph]) -> Iterator[Finding]:
    title = "".join(re.sub(r"\s", "", p.text) for p in paper.of(Role.TITLE))
    whole = "\n".join(p.text for p in texts)
    last = texts[-1] if texts else None
    advised = next((p for p in texts if _ADVISED.search(p.text)), None)
    if re.search(r"复核意见", title):
        if "不再受理" not in whole:
            yield Finding(FINAL, last, "没有", "不再受理")
    elif re.search(r"(?:答复|处理)意见(?:书)?$|复查意见(?:书)?$", title):
        needed = _PETITION_WAY.search(whole) or "复查意见" in title
        if needed and advised is None:
            yield Finding(MISSING, last, "没有", "30日内申请复查" if "复查意见" not in title else "30日内申请复核")
    if advised is not None and _SUIT.search(whole):
        paragraph = next(p for p in texts if _SUIT.search(p.text))
        yield Finding(BOTH, paragraph, "复查和诉讼", "只写一种途径")
