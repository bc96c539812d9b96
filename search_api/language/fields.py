"""The fields a person may name in a query, and what asking one of them means. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from archive.chinese.dates import parse_date
from archive.chinese.fold import fold
from archive.chinese.identity import normal_id
from archive.chinese.numbers import normal_number
from archive.laws.citations import resolve_citation
from archive.laws.names import short_name
from indexer.index import Amounts, Days, Keyword, Node, Or, Pattern
from search_api.language.apart import simple_pattern
from search_api.language.counted import part_of_number
from search_api.language.days import Stretch, stretch_of
from search_api.language.money import Money, money_of

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("种类", "kind"), "kind"),
    **dict.fromkeys(("文种", "文书", "paper"), "paper"),
    **dict.fromkeys(("类别", "纠纷类别", "category"), "category"),
    **dict.fromkeys(("乡镇", "地区", "属地", "地点", "村", "region", "township", "place"), "place"),
    **dict.fromkeys(("年份", "年度", "year"), "year"),
    **dict.fromkeys(("日期", "时间", "date"), "date"),
    **dict.fromkeys(("文号", "发文字号", "number"), "number"),
    **dict.fromkeys(("案号", "编号", "案件", "case"), "case_no"),
    **dict.fromkeys(("当事人", "姓名", "信访人", "party", "name"), "party"),
    **dict.fromkeys(("结果", "结论", "outcome"), "outcome"),
    **dict.fromkeys(("清单", "清单级别", "list"), "list"),
    **dict.fromkeys(("渠道", "channel"), "channel"),
    **dict.fromkeys(("单位", "责任单位", "unit"), "unit"),
    **dict.fromkeys(("法律", "法规", "law"), "law"),
    **dict.fromkeys(("文件名", "文件", "file"), "name"),
    **dict.fromkeys(("金额", "数额", "amount", "money"), "amount"),
    **dict.fromkeys(("身份证", "身份证号", "证件号", "identity", "id"), "identity"),
    **dict.fromkeys(("业务", "matter"), "matter"),
    **dict.fromkeys(("依据", "引用", "basis", "cited"), "cited"),
    **dict.fromkeys(("复查", "复核", "复查复核", "review", "held"), "held"),
    **dict.fromkeys(("电话", "手机", "手机号", "联系电话", "phone", "tel"), "phone"),
}
"""Field names as people type them → what they ask."""

FIELD_LABELS: Mapping[str, str] = {
    field: label for label, field in reversed(list(FIELDS.items())) if not label.isascii()
}
"""The first Chinese name of each field."""

_KINDS = {
    "案件": "case",
    "案": "case",
    "文档": "document",
    "文件": "document",
    "法律": "law",
    "法规": "law",
    "法条": "law",
}
_TAIL = re.compile(r"(?:尾号|尾数|末四位|后四位|最后四位)(?:是|为)?:?(\d{3}[\dx])")
_IDENTITY = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d\d{3}[\dx]|[1-9]\d{5}\d{2}[01]\d[0-3]\d\d{3}")
_MOBILE = re.compile(r"(?:\+?86-?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})")
_LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}")
_LOOSE_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,15}字)\D{0,3}((?:19|20)\d\d)\D{1,3}?0*(\d{1,5})号?")
_LEFT_AND_RIGHT = re.compile(r"[\s-]+")


def field_node(name: str, value: str, today: dt.date) -> tuple[Node | None, str, str]:
    """What matches ``value`` in a field; the same in Chinese; and a note in Chinese on what was not understood.

    The node is None if nothing can be asked.
    """
    stripped = value.strip()
    if not stripped:
        return None, "", "字段后面没有写值，已略过。"
    label = FIELD_LABELS[name]
    if name == "date":
        if stretch := stretch_of(stripped, today):
            return _days(stretch), f"{label}在{stretch.said}", ""
        advice = "可以写 2022年5月、2022-05-06、2022-01-01..2022-06-30、近三个月、去年冬天。"
        return None, "", f"看不懂日期“{value}”，这一条没有起作用。{advice}"
    if name == "amount":
        if money := money_of(stripped):
            return _amounts(money), f"{label}{money.said}", ""
        return None, "", f"看不懂金额“{value}”，这一条没有起作用。可以写 3000元、>10万元、5万到10万元、三千元以下。"
    if name in ("identity", "phone"):
        bare = _LEFT_AND_RIGHT.sub("", fold(stripped))
        tail = tail_of(bare) or (bare if re.fullmatch(r"\d{3}[\dx]", bare) else None)
        if tail:
            return Keyword(name, (f"*{tail}",)), f"{label}尾号是{tail.upper()}", ""
        return Keyword(name, (bare,)), f"{label}是{bare.upper()}", ""
    if re.search(r"[*?]", stripped) and re.search(r"[^*?\s]", stripped):
        pattern = simple_pattern(fold(stripped))
        if pattern is None:
            return None, "", f"{label}里的 * 和 ? 太多或者太长，这一条没有起作用。"
        return Pattern(name, pattern), f"{label}形如“{stripped}”", ""
    return _NODES.get(name, _exactly)(name, stripped), f"{label}是“{stripped}”", ""


def special(folded: str, today: dt.date) -> tuple[Node, str] | None:
    """What a word means beside its letters, with the same in Chinese: a number, a date, money, a person's number."""
    if number := number_of(folded):
        return Keyword("number", (number,)), f"文号是“{number}”"
    span = parse_date(folded)
    if span is not None and span.first.month == span.last.month:
        return Keyword("date", (span.label,)), f"提到{Stretch(span.first, span.last).said}"
    if span is None and (stretch := stretch_of(folded, today)):
        return _days(stretch), f"日期在{stretch.said}"
    if money := money_of(folded, bare=False):
        return _amounts(money), f"金额{money.said}"
    return _person(folded) or part_of_number(folded)


def number_of(text: str) -> str | None:
    """The one form of a document or court number, its brackets forgotten or not."""
    if normal := normal_number(text):
        return normal
    folded = re.sub(r"\s+", "", fold(text))
    if match := _LOOSE_NUMBER.fullmatch(folded):
        return f"{match[1]}〔{match[2]}〕{int(match[3])}号"
    return None


def tail_of(folded: str) -> str | None:
    """The last four of a number, where that is what is typed: 尾号1234."""
    match = _TAIL.fullmatch(folded)
    return match[1] if match else None


def _person(folded: str) -> tuple[Node, str] | None:
    if tail := tail_of(folded):
        # of the parties as recorded, and of mobile and identity numbers standing in a text
        standing = (Pattern("atoms", "1" + "?" * 6 + tail), Pattern("atoms", "?" * 14 + tail))
        recorded = (Keyword("phone", (f"*{tail}",)), Keyword("identity", (f"*{tail}",)))
        return Or((*recorded, *standing)), f"电话或身份证尾号是{tail.upper()}"
    bare = folded.replace(" ", "")
    if _IDENTITY.fullmatch(bare):
        return Keyword("identity", (normal_id(bare).lower(),)), f"身份证是{bare.upper()}"
    if mobile := _MOBILE.fullmatch(bare):
        whole = "".join(mobile.groups())
        return Or((Keyword("phone", (whole,)), Pattern("atoms", whole))), f"电话是{whole}"
    if _LANDLINE.fullmatch(bare):
        return Keyword("phone", (bare.replace("-", ""),)), f"电话是{bare}"
    return None


def _days(stretch: Stretch) -> Days:
    return Days(
        stretch.first.toordinal() if stretch.first else None, stretch.last.toordinal() if stretch.last else None
    )


def _amounts(money: Money) -> Amounts:
    return Amounts(money.low, money.high)


def _exactly(name: str, value: str) -> Node:
    return Keyword(name, tuple(dict.fromkeys((value, fold(value)))))


def _folded(name: str, value: str) -> Node:
    return Keyword(name, (fold(value),))


def _cited(name: str, value: str) -> Node:
    """An article as the shelf names it, or a statute by its usual short name."""
    keys = resolve_citation(value) or [short_name(value)]
    return Keyword(name, tuple(dict.fromkeys(fold(key) for key in (*keys, value))))


def _case_number(name: str, value: str) -> Node:
    folded = fold(value)
    return Keyword(name, tuple(dict.fromkeys((folded, re.sub(r"[\s-]+", "", folded)))))


_NODES: Mapping[str, Callable[[str, str], Node]] = {
    "kind": lambda name, value: Keyword(name, (_KINDS.get(value, value.lower()),)),
    "number": lambda name, value: Keyword(name, (number_of(value) or fold(value),)),
    "year": lambda name, value: Keyword(name, (fold(value).removesuffix("年"),)),
    "place": _folded,
    "party": _folded,
    "case_no": _case_number,
    "cited": _cited,
    "name": _folded,
}
