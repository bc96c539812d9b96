"""The details of an act in the office's words: 收件人：李永波, 清单级别：三级, 复查结论：维持."""

from __future__ import annotations

from collections.abc import Mapping

from archive.cases.labels import code_of, label
from archive.cases.lists.definitions import Definitions
from archive.cases.model import AppealRoute, CaseKind, Event
from archive.cases.procedure.actions import ACTIONS
from archive.cases.procedure.moves import RESULTS
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import END_LABELS, EndReason
from archive.chinese.money import format_yuan

_KEYS = {
    "from": "来自",
    "petition": "再次来件",
    "effective": "生效日期",
    "form": "形式",
    "reason": "理由",
    "person": "责任人",
    "done": "办结日期",
    "checked": "自查",
    "flags": "请核对过",
}
_SCORES = {"satisfied": "满意", "basic": "基本满意", "unsatisfied": "不满意", "none": "未评价"}
_TARGETS = {"petition_office": "信访部门", "duty_unit": "责任单位"}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "result": {
        **RESULTS,
        "confirmed": "确认有效",
        "rejected": "驳回",
        "success": "成功",
        "fail": "不成",
        "continue": "有待继续调解",
    },
    "kind": {"received": "收到", "transferred": "转送", "guided": "导入其他程序"},
    "form": {"written": "书面", "oral": "口头"},
    "score": _SCORES,
    "satisfied": _SCORES,
    "target": _TARGETS,
}
_LEVEL_KEYS = frozenset({"level", "from", "to"})


def told(kind: CaseKind, event: Event, lists: Definitions) -> str:
    """What an act states beside its words, each with its name; what nobody named stands under its key."""
    action = ACTIONS[kind].get(event.type)
    names = {**_KEYS, **action.needs, **action.may} if action else _KEYS
    return "；".join(
        f"{names.get(key, key).removesuffix('（分）')}：{_value(event.type, key, value, lists)}"
        for key, value in event.details.items()
    )


def _value(act: str, key: str, value: object, lists: Definitions) -> str:
    if key == "checked" and isinstance(value, list | tuple):
        return f"{len(value)}项都已核对"
    if isinstance(value, list | tuple):
        return "、".join(_value(act, key, one, lists) for one in value)
    text = str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "amount_fen" and isinstance(value, int):
        return f"{format_yuan(value)}元"
    if act.startswith("list_") and key in _LEVEL_KEYS and text in set(ListLevel):
        return lists.name(ListLevel(text))
    if key == "route" and (route := code_of(AppealRoute, text)):
        return label(route)
    if key == "reason" and act == "finish" and text in set(EndReason):
        return END_LABELS[EndReason(text)]
    return _VALUES.get(key, {}).get(text, text)
