"""The rules in the words of the office, for the screen and the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.rule import Rule, Trigger, Verified
from archive.cases.labels import EVENT_TYPES, label

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
_EVENTS = {
    "received": "收到（登记）",
    "arrive": "责任单位收到转送、交办",
    "deliver:reply": "送达答复",
    "deliver:review": "送达复查意见",
    "instalment": "约定的一期",
    "known": "知道权利被侵害",
    "transfer": "转送",
    "assign": "交办",
    "report": "报请党委政府决定",
    "return": "异议成立退回",
    "notice": "书面告知",
    "refuse": "不予受理",
    "refuse_again": "不再受理",
    "decline": "不予受理",
    "guide": "导入其他程序",
    "object": "提出异议",
    "feedback": "反馈办结报告",
    "supervise": "督办",
    "settle": "和解",
    "resolve": "化解",
    "plan": "方案",
    "finish": "程序完结",
    "terminate": "终止调解",
    "apply": "申请调解",
    "answer": "解答",
    "review": "作出复查意见",
    "recheck": "作出复核意见",
    "review_admit": "决定受理复查、复核",
    "hearing_apply": "申请听证",
    "confirm_apply": "申请司法确认",
    "confirm_admit": "法院受理司法确认",
    "confirm": "司法确认裁定",
    "admin_recon": "申请行政复议",
    "admin_suit": "提起行政诉讼",
    "arb_apply": "申请仲裁",
    "arb_admit": "仲裁受理",
    "arb_award": "仲裁裁决",
    "performed": "这一期履行完毕",
    "self": "同时",
}
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
    return RuleText(
        code=rule.code,
        label=rule.label,
        concerns=_concerns(rule),
        starts="；".join(map(_event, rule.starts)),
        length=length_text(rule),
        whose=WHOSE_LABELS[rule.whose],
        met_by="、".join(map(_event, rule.met_by)),
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
        text += f"，{_event(rule.pause)}不计"
    return text + ("（过期不算违反）" if rule.window else "")


def _concerns(rule: Rule) -> str:
    kinds = "、".join(label(kind) for kind in sorted(rule.kinds))
    routes = "、".join(label(route) for route in sorted(rule.routes))
    if routes and rule.unrouted:
        routes += "，未登记途径的"
    classes = "、".join(label(one) for one in sorted(rule.classes))
    return "：".join(part for part in (kinds, "；".join(filter(None, (routes, classes, rule.category)))) if part)


def _event(trigger: Trigger) -> str:
    name = _EVENTS.get(trigger.on) or EVENT_TYPES.get(trigger.on, trigger.on)
    said = "、".join(
        text for key, value in trigger.where.items() if (text := _CONDITIONS.get((key, value), f"{key}={value}"))
    )
    return f"{name}（{said}）" if said else name
