"""The rules in the words of the office, for the screen and the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.rule import Rule, Trigger, Verified
from archive.cases.labels import label
from archive.cases.model import CaseKind
from archive.cases.procedure.actions import action_label

WHOSE_LABELS: Mapping[Whose, str] = {
    Whose.OFFICE: "信访部门",
    Whose.UNIT: "责任单位",
    Whose.PETITIONER: "信访人",
    Whose.COURT: "法院、仲裁机构",
    Whose.PARTY: "当事人",
}
UNIT_LABELS: Mapping[Unit, str] = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.MONTH: "个月"}
VERIFIED_LABELS: Mapping[Verified, str] = {
    Verified.NATIONAL: "全国规定",
    Verified.LOCAL: "地方规定",
    Verified.CUSTOM: "未核对原文",
    Verified.OFFICE: "本办公室承诺",
}
_SIGNALS = {
    "received": "收到（登记）",
    "arrive": "责任单位收到转送、交办",
    "deliver:reply": "送达答复",
    "deliver:review": "送达复查意见",
    "deliver:recheck": "送达复核意见",
    "instalment": "协议约定",
    "performed": "这一期履行完毕",
    "known": "知道权利被侵害",
    "apply": "申请调解",
    "self": "同时",
    "close": "办结",
    "agreement": "达成协议",
    "answer": "解答",
}
"""What the actions of the procedure have no name for."""
_CONDITIONS = {
    ("simple", True): "简易件",
    ("simple", False): "普通程序",
    ("small", True): "小事",
    ("complex", True): "复杂事项",
    ("direct", True): "机关直接收到的",
    ("direct", False): "",
    ("stage", "recheck"): "复核中",
}


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as the office reads it."""

    code: str
    label: str
    concerns: str
    """Which cases have it."""
    starts: str
    length: str
    whose: str
    met_by: str
    basis: str
    verified: str
    on: bool


def describe(rule: Rule) -> RuleText:
    """A rule in words."""
    kind = max(rule.kinds)  # what petitions and mediations have in common is named alike

    def event(trigger: Trigger) -> str:
        return _event(trigger, kind)

    return RuleText(
        code=rule.code,
        label=rule.label,
        concerns=_concerns(rule),
        starts="；".join(map(event, rule.starts)),
        length=length_text(rule),
        whose=WHOSE_LABELS[rule.whose],
        met_by="、".join(map(event, rule.met_by)),
        basis=rule.basis,
        verified=VERIFIED_LABELS[rule.verified],
        on=rule.on,
    )


def length_text(rule: Rule) -> str:
    """How long it runs, with what prolongs it."""
    if rule.due:
        text = f"写明的日期前{rule.before}日" if rule.before else "写明的日期"
    elif rule.length == 0:
        text = "当日"
    else:
        text = f"{rule.length}{UNIT_LABELS[rule.unit]}"
    if rule.extend:
        text += f"，可延长一次，不超过{rule.extend.most}日"
    if rule.pause:
        text += f"，{_event(rule.pause, max(rule.kinds))}不计"
    return text + ("（过期不算违反）" if rule.window else "")


def _concerns(rule: Rule) -> str:
    kinds = "、".join(label(kind) for kind in sorted(rule.kinds))
    routes = "、".join(label(route) for route in sorted(rule.routes))
    if routes and rule.unrouted:
        routes += "，未登记途径的"
    classes = "、".join(label(one) for one in sorted(rule.classes))
    return "：".join(part for part in (kinds, "；".join(filter(None, (routes, classes, rule.category)))) if part)


def _event(trigger: Trigger, kind: CaseKind) -> str:
    name = _SIGNALS.get(trigger.on) or action_label(kind, trigger.on)
    stated = (_CONDITIONS.get((key, value), f"{key}={value}") for key, value in trigger.where.items())
    said = "、".join(filter(None, stated))
    return f"{name}（{said}）" if said else name
