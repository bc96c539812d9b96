"""The columns of a spreadsheet of cases: Chinese headings, and what stands in a cell. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from archive.cases.exchange.people import COLUMNS, PEOPLE, people_of
from archive.cases.exchange.rows import ID_REASON, usable
from archive.cases.exchange.values import bad, kept, shown, text_of
from archive.cases.labels import HIDDEN, code_of, label
from archive.cases.model import AppealRoute, CaseKind, Channel, MatterClass, Risk
from archive.chinese.fold import fold

DETAILS = "claims_details"
EXTRA = "extra"
COMPUTED = "computed"
"""Key of the columns that say what the record, or the sheet, has computed; nothing of them is taken in."""
SERIAL = "序号"
"""Heading of the rows' own count, another one as soon as the sheet is sorted."""

HEADINGS: Mapping[str, str] = {
    "no": "编号",
    "title": "标题",
    "kind": "业务",
    "channel": "渠道",
    "category": "类别",
    "region": "属地",
    "received": "收到日期",
    "matter_class": "事项类别",
    "appeal_route": "处理途径",
    "summary": "摘要",
    "facts": "事实",
    "claims": "诉求",
    "outcome": "结果",
    "text": "正文",
    "legal_basis": "依据",
    "amount": "金额（元）",
    "group_size": "人数",
    "handler": "承办人",
    "duty_unit": "责任单位",
    "restricted": "限制查阅",
    "parties": "当事人（JSON）",
    "events": "经过（JSON）",
    "reply": "答复（JSON）",
    "mediation": "调解（JSON）",
    "region_code": "区划代码",
    "registration": "登记（JSON）",
    "owners": "包保（JSON）",
    "risk": "风险",
    "voided": "作废理由",
    DETAILS: "诉求详情（JSON）",
    EXTRA: "其他项目（JSON）",
}
"""Key to the heading written; read in any order, by heading, key or another usual name."""

_ALSO: Mapping[str, tuple[str, ...]] = {
    "no": ("案号", "案件编号", "信访编号", "登记编号", "案件号"),
    "title": ("案由", "题目", "事由"),
    "kind": ("案件类型", "业务类型"),
    "channel": ("来源", "信访渠道", "信访形式"),
    "category": ("纠纷类别", "纠纷类型", "内容分类", "问题类别"),
    "region": ("问题属地", "地区", "地点", "乡镇"),
    "received": ("收到时间", "登记日期", "登记时间", "受理时间", "来访日期", "日期"),
    "summary": ("诉求摘要", "内容摘要", "概况"),
    "facts": ("事实经过", "基本事实", "事实和理由", "主要事实"),
    "claims": ("请求", "诉求事项", "投诉请求", "请求事项"),
    "outcome": ("处理结果", "办理结果", "结论"),
    "text": ("全文", "内容", "信访内容", "原文"),
    "legal_basis": ("法律依据", "政策依据", "法条"),
    "amount": ("金额", "涉及金额"),
    "amount_fen": ("金额（分）",),
    "group_size": ("信访人数", "涉及人数"),
    "handler": ("经办人",),
    "duty_unit": ("有权处理机关", "办理单位", "承办单位"),
    "restricted": ("限制",),
    "parties": ("当事人", "信访人"),
    "events": ("经过",),
    "reply": ("答复",),
    "mediation": ("调解",),
    "region_code": ("地区代码",),
    "registration": ("登记",),
    "owners": ("包保",),
    "risk": ("风险等级",),
    "voided": ("作废",),
    ID_REASON: ("证件号码说明", "身份证号说明"),
    DETAILS: ("诉求详情",),
    EXTRA: ("其他项目",),
    **COLUMNS,
}
_JSON_KEYS = frozenset({"parties", "events", "reply", "mediation", "registration", "owners", DETAILS, EXTRA})
_CODES: Mapping[str, type[StrEnum]] = {
    "kind": CaseKind,
    "channel": Channel,
    "matter_class": MatterClass,
    "appeal_route": AppealRoute,
    "risk": Risk,
}


_WIDER = frozenset({"乡镇", "乡镇街道"})
_LEDGER = (
    "乡镇", "包案领导", "状态", "清单级别", "受理日", "下一步", "到期日", "答复日", "送达日", "办结日", "完结情形", "化解日",
    "满意度（信访部门）", "满意度（责任单位）",
)  # fmt: skip
"""Headings that only the ledger of this program has all of; an office's own table may have some, and keeps them."""


def _form(heading: str) -> str:
    return re.sub(r"[\s*_:：]", "", fold(heading))


_KEYS: dict[str, str] = {}
for _key in {**HEADINGS, **_ALSO}:
    for _name in (*((HEADINGS[_key],) if _key in HEADINGS else ()), *_ALSO.get(_key, ())):
        _KEYS[_form(_name)] = _key
    _KEYS[_form(_key)] = _key


def key_of(heading: object) -> str | None:
    """The key a column's heading stands for, or None."""
    return _KEYS.get(_form(heading)) if isinstance(heading, str) else None


def keys_of(headings: Sequence[object]) -> list[str | None]:
    """The key of each column; a township beside a column of places is no second place."""
    if {_form(name) for name in _LEDGER} <= {_form(heading) for heading in headings if isinstance(heading, str)}:
        return [COMPUTED if heading in (SERIAL, *_LEDGER) else key_of(heading) for heading in headings]
    keys = [COMPUTED if heading == SERIAL else key_of(heading) for heading in headings]
    if keys.count("region") > 1:
        keys = [None if _form(str(heading)) in _WIDER else key for key, heading in zip(keys, headings, strict=True)]
    return keys


def known_headings() -> str:
    """The headings a clerk may use, for messages."""
    written = [heading for key, heading in HEADINGS.items() if key not in (DETAILS, EXTRA)]
    return "、".join([*written, "信访人", *(names[0] for names in COLUMNS.values())])


def cells_from_row(row: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each column for an exported row; a column that is not named stays empty."""
    cells: dict[str, str] = {}
    unfit: dict[str, Any] = {}
    for key, value in row.items():
        if not usable(key, value):
            unfit[key] = value
        elif value is None or value == "" or value == []:
            continue
        elif key == "amount_fen":
            cells["amount"] = str(Decimal(value) / 100)
        elif key == "claims":
            cells["claims"] = "\n".join(item if isinstance(item, str) else str(item["text"]) for item in value)
            if not _plain_lines(value):
                cells[DETAILS] = _json(value)
        elif key == "legal_basis":
            cells[key] = "\n".join(value) if _plain_lines(value) else _json(value)
        elif key in _CODES:
            code = code_of(_CODES[key], value)
            cells[key] = label(code) if code else str(value)
        elif key == "restricted":
            cells[key] = "是" if value else "否"
        elif key in _JSON_KEYS and key in HEADINGS and key not in (DETAILS, EXTRA):
            cells[key] = _json(value)
        elif key in HEADINGS and key not in (DETAILS, EXTRA) and not (key == "received" and isinstance(value, dict)):
            cells[key] = str(value)
    rest = {key: value for key, value in row.items() if key not in HEADINGS and key != "amount_fen"}
    rest.update({key: row[key] for key in (DETAILS, EXTRA) if key in row})
    rest.update(unfit)
    if rest:
        cells[EXTRA] = _json(rest)
    return cells


def row_from_cells(cells: Iterable[tuple[str, str, object]]) -> dict[str, object]:
    """The row that a spreadsheet's (key, heading, value) cells mean; empty cells, and hidden ones, say nothing.

    Raises InvalidInput for a cell that should hold JSON and does not.
    """
    row: dict[str, object] = {}
    rest: dict[str, object] = {}
    details: object = None
    people: dict[str, tuple[str, object]] = {}
    for key, heading, value in cells:
        if value is None or key == COMPUTED or (isinstance(value, str) and value.strip() in ("", HIDDEN)):
            continue
        if key == DETAILS:
            details = _from_json(value, heading)
        elif key == EXTRA:
            found = _from_json(value, heading)
            if not isinstance(found, dict):
                raise bad(f"“{heading}”", f"应是一个 JSON 对象，现在是：{shown(value)}", "请恢复原样或清空这一格。")
            rest.update(found)
        elif key in COLUMNS or (
            key == "parties" and isinstance(value, str) and not value.lstrip().startswith(("[", "{"))
        ):
            people[key] = (heading, value)
        elif key in _JSON_KEYS or (key == "legal_basis" and isinstance(value, str) and value.startswith("[")):
            row[key] = _json_or_text(value)
        elif key:
            row[key] = value
        else:
            rest[heading] = kept(value)
    if details is not None:
        row["claims"] = _claims(row.get("claims"), details)
    return {**rest, **row, **_people(people, row)}


def _people(cells: Mapping[str, tuple[str, object]], row: Mapping[str, object]) -> dict[str, object]:
    """Who petitions and whom it is about; where parties stand in full, the columns are kept beside them."""
    if "parties" in row:
        return {heading: kept(value) for heading, value in cells.values()}
    said = {key: value for key, (_, value) in cells.items() if key != "parties"}
    found, together = people_of(str(cells["parties"][1]) if "parties" in cells else "", said)
    if not any("role" not in one for one in found):  # nobody to whom a number or telephone would belong
        beside = {heading: kept(value) for key, (heading, value) in cells.items() if key.startswith("first.")}
        return {**({PEOPLE: found} if found else {}), **beside}
    size = {"group_size": together} if together and "group_size" not in row else {}
    return {PEOPLE: found, **size}


def _claims(written: object, details: object) -> object:
    """Claims with their details; what was edited in the column of texts counts, and keeps the details of the rest."""
    if not isinstance(details, list):
        return details
    texts = [str(item.get("text", "")) if isinstance(item, dict) else str(item) for item in details]
    lines = text_of(written, "诉求")
    if written is None or lines == "\n".join(texts):
        return details
    known = dict(zip(texts, details, strict=True))
    return [known.get(line, line) for line in lines.splitlines() if line.strip()]


def _plain_lines(items: Iterable[Any]) -> bool:
    return all(
        isinstance(item, str) and item == item.strip() and len(item.splitlines()) == 1 and not item.startswith("[")
        for item in items
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _from_json(value: object, heading: str) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        raise bad(f"“{heading}”", f"不是完整的 JSON：{shown(value)}", "请恢复原样或清空这一格。") from None


def _json_or_text(value: object) -> object:
    """A list or an object; whatever else someone wrote is that text."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value
    return found if isinstance(found, list | dict) else value
