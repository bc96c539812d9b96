"""The fields a person may name in a query, and what asking one of them means. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from archive.chinese.dates import DateSpan, parse_date
from archive.chinese.fold import fold
from archive.chinese.numbers import normal_number
from indexer.index import Days, Keyword, Node

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("种类", "kind"), "kind"),
    **dict.fromkeys(("文种", "文书", "paper"), "paper"),
    **dict.fromkeys(("类别", "纠纷类别", "category"), "category"),
    **dict.fromkeys(("乡镇", "地区", "属地", "地点", "村", "region"), "place"),
    **dict.fromkeys(("年份", "年度", "year"), "year"),
    **dict.fromkeys(("日期", "时间", "date"), "date"),
    **dict.fromkeys(("文号", "发文字号", "number"), "number"),
    **dict.fromkeys(("案号", "编号", "案件", "case"), "case_no"),
    **dict.fromkeys(("当事人", "姓名", "信访人", "party"), "party"),
    **dict.fromkeys(("结果", "结论", "outcome"), "outcome"),
    **dict.fromkeys(("渠道", "channel"), "channel"),
    **dict.fromkeys(("单位", "责任单位", "unit"), "unit"),
    **dict.fromkeys(("法律", "法规", "law"), "law"),
    **dict.fromkeys(("文件名", "文件", "file"), "name"),
}
"""Field names as people type them → the index's keyword fields."""

_KINDS = {
    "案件": "case",
    "案": "case",
    "文档": "document",
    "文件": "document",
    "法律": "law",
    "法规": "law",
    "法条": "law",
}
_RANGE = re.compile(r"^(?P<first>.*?)(?:\.\.|~|～|至|到)(?P<last>.*)$")


def field_node(name: str, value: str) -> tuple[Node | None, str]:
    """What matches ``value`` in a keyword field, and a note in Chinese on what was not understood.

    The node is None if nothing can be asked.
    """
    stripped = value.strip()
    if not stripped:
        return None, "字段后面没有写值，已略过。"
    if name == "date":
        return _days(stripped)
    return _NODES.get(name, _exactly)(name, stripped), ""


def number_or_date(folded: str) -> Node | None:
    """A document number or a date is found however it was written."""
    if number := normal_number(folded):
        return Keyword("number", (number,))
    span = parse_date(folded)
    if span is not None and span.first.month == span.last.month:
        return Keyword("date", (span.label,))
    return None


def _days(value: str) -> tuple[Node | None, str]:
    if span := parse_date(value):
        return Days(span.first.toordinal(), span.last.toordinal()), ""
    if ends := _RANGE.match(value):
        first, last = parse_date(ends["first"]), parse_date(ends["last"])
        understood = (first or not ends["first"].strip()) and (last or not ends["last"].strip())
        if understood and (first or last):
            return _between(first, last), ""
    return None, f"看不懂日期“{value}”，这一条没有起作用。可以写 2022年5月、2022-05-06 或 2022-01-01..2022-06-30。"


def _between(first: DateSpan | None, last: DateSpan | None) -> Days:
    return Days(first.first.toordinal() if first else None, last.last.toordinal() if last else None)


def _exactly(name: str, value: str) -> Node:
    return Keyword(name, tuple(dict.fromkeys((value, fold(value)))))


def _folded(name: str, value: str) -> Node:
    return Keyword(name, (fold(value),))


_NODES: Mapping[str, Callable[[str, str], Node]] = {
    "kind": lambda name, value: Keyword(name, (_KINDS.get(value, value.lower()),)),
    "number": lambda name, value: Keyword(name, (normal_number(value) or fold(value),)),
    "year": lambda name, value: Keyword(name, (fold(value).removesuffix("年"),)),
    "place": _folded,
    "party": _folded,
    "case_no": _folded,
    "name": _folded,
}
