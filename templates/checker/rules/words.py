"""Words an office often writes wrong, and terms of law (通用规范汉字; 《第一批异形词整理表》; the statutes named)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Paper
from templates.checker.rule import Finding, Replace, Rule, Severity

_N: Final = "GB/T 9704—2012 9；《出版物汉字使用管理规定》"
ACCOUNT: Final = Rule(
    "words.account",
    "《现代汉语词典》；《第一批异形词整理表》",
    Severity.MUST,
    "“帐”应为“账”",
    "与钱款有关的用“账”，如账目、台账、账户",
    fixable=True,
)
WRONG: Final = Rule("words.wrong", _N, Severity.MUST, "错别字", "改成正确的写法", fixable=True)
VARIANT: Final = Rule(
    "words.variant", "《第一批异形词整理表》", Severity.SHOULD, "不是推荐的写法", "用推荐的写法", fixable=True
)
TERM: Final = Rule(
    "words.term", "《信访工作条例》；《民法典》", Severity.SHOULD, "不是法定用语", "用法律、法规里的说法"
)
RULES: Final = (ACCOUNT, WRONG, VARIANT, TERM)

_ACCOUNT: Final = re.compile(
    r"帐(?=[目户款簿册单务号本面外内上])|(?<=[台记报查清转入坏烂对结算欠要讨还旧总明流进立销])帐(?![篷幕子])"
)
WRONG_WORDS: Final = {
    "座落": "坐落", "布署": "部署", "做为": "作为", "想像": "想象", "抵毁": "诋毁",
    "通迅": "通讯", "录象": "录像", "图象": "图像", "按步就班": "按部就班", "再接再励": "再接再厉", "迫不急待": "迫不及待",
    "穿流不息": "川流不息", "走头无路": "走投无路", "默守成规": "墨守成规", "一愁莫展": "一筹莫展", "甘败下风": "甘拜下风",
    "脏款": "赃款", "震憾": "震撼", "松驰": "松弛", "幅射": "辐射", "撒消": "撤销",
    "撤消": "撤销", "反应情况": "反映情况", "反应问题": "反映问题", "反应的问题": "反映的问题", "截止目前": "截至目前",
    "立案侦察": "立案侦查", "必需依法": "必须依法", "辩认": "辨认",
    "既然如些": "既然如此",
    "防碍": "妨碍", "贪脏": "贪赃",
    "提心掉胆": "提心吊胆", "一如继往": "一如既往", "不记前嫌": "不计前嫌", "人情事故": "人情世故", "言简意骇": "言简意赅",
}  # fmt: skip
VARIANTS: Final = {
    "其它": "其他", "身分": "身份", "水份": "水分", "部份": "部分",
    "计画": "计划", "指手划脚": "指手画脚", "名符其实": "名副其实", "执著": "执着", "树阴": "树荫", "交待问题": "交代问题",
    "仓惶": "仓皇", "联贯": "连贯", "签定": "签订", "挂勾": "挂钩", "勾通": "沟通",
    "报导": "报道", "惟一": "唯一", "惟恐": "唯恐", "轮郭": "轮廓",
}  # fmt: skip
TERMS: Final = (
    (re.compile(r"上访(?:人|群众|户|老户)"), "信访人", "《信访工作条例》第十七条"),
    (re.compile(r"法人代表(?!大会)"), "法定代表人", "《民法典》第六十一条"),
    (
        re.compile(r"无理(?:上访|信访)|缠访闹访|闹访户"),
        "依照《信访工作条例》第四十七条所列情形写明",
        "《信访工作条例》第四十七条",
    ),
    (
        re.compile(r"信访(?:办结|处理)?(?:答复|意见)(?:书)?(?:不服|有异议)[^。]{0,12}申请复议"),
        "申请复查",
        "《信访工作条例》第三十五条",
    ),
)
"""(what is said, what the law says, where)."""


def find(paper: Paper) -> Iterator[Finding]:
    """Wrong words and words the law does not know."""
    for paragraph in paper.filled:
        text = paragraph.text
        for match in _ACCOUNT.finditer(text):
            shown = text[max(0, match.start() - 1) : match.end() + 1]
            yield Finding(
                ACCOUNT, paragraph, shown, shown.replace("帐", "账"), (Replace(paragraph, *match.span(), "账"),)
            )
        for table, rule in ((_WRONG, WRONG), (_VARIANTS, VARIANT)):
            for match in table.finditer(text):
                wanted = (WRONG_WORDS if rule is WRONG else VARIANTS)[match[0]]
                if wanted != match[0]:
                    yield Finding(rule, paragraph, match[0], wanted, (Replace(paragraph, *match.span(), wanted),))
        for pattern, term, where in TERMS:
            for match in pattern.finditer(text):
                yield Finding(TERM, paragraph, match[0], f"{term}（{where}）")


def _one_of(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted((word for word, right in words.items() if word != right), key=len, reverse=True)))


_WRONG: Final = _one_of(WRONG_WORDS)
_VARIANTS: Final = _one_of(VARIANTS)
