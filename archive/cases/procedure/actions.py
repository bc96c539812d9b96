"""Every act of the office on a case: from where to where it moves, by which paper, and what it must state.

The table is the procedure of 《信访工作条例》第四章 and 《人民调解法》 as the office works by it. An act without ``moves`` may
be done in any of its ``within`` and leaves the case where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.cases.model import CaseKind
from archive.cases.procedure.status import ENDED, Status

S = Status
PETITION, MEDIATION, LEGAL = CaseKind.PETITION, CaseKind.MEDIATION, CaseKind.LEGAL_SERVICE

_OPEN = frozenset(Status) - ENDED
_ANY = frozenset(Status)
_UNDER_WAY = frozenset({S.HANDLING, S.REVIEWING, S.RECHECKING, S.INFORMED, S.MEDIATING})


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of act."""

    code: str
    """The type of the event it leaves."""
    label: str
    moves: Mapping[Status, Status] = field(default_factory=dict)
    within: frozenset[Status] = frozenset()
    """Where it may be done without moving the case."""
    paper: str = ""
    """Code and name of the paper it needs, by number or as a document; empty if it needs none."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Details it must state: key and Chinese label."""
    may: Mapping[str, str] = field(default_factory=dict)
    """Details it may state."""
    basis: str = ""

    @property
    def begins(self) -> frozenset[Status]:
        """Every status in which it may be done."""
        return self.within | self.moves.keys()


_EVERYWHERE = (
    Action("meeting", "会议", within=_ANY, may={"decision": "议定事项", "due": "完成期限", "unit": "责任单位"}),
    Action("reception", "接访", within=_ANY, may={"leader": "接访领导", "persons": "人数"}),
    Action("incident", "事发", within=_ANY),
    Action("annotate", "批示", within=_ANY, needs={"leader": "批示领导"}),
    Action("plan", "下一步安排", within=_ANY, needs={"due": "完成期限"}, may={"step": "安排"}),
    Action("supervise", "督办", within=_OPEN, paper="XF18 督办通知书", needs={"requirement": "督办要求"}, may={"due": "督办时限"},
           basis="《信访工作条例》第四十条"),
    Action("resolve", "化解", within=_ANY, may={"outcome": "化解结果"}),
    Action("visit", "回访", within=_ANY, may={"satisfied": "满意程度"}),
    Action("rate", "满意度评价", within=_ANY, needs={"target": "评价对象", "score": "评价"}),
    Action("contact", "联系信访人", within=_ANY),
    Action("declare", "声明关系", within=_ANY, needs={"person": "承办人或调解员", "relation": "关系"}, may={"party": "当事人"}),
    Action("list_enter", "列入清单", within=_ANY, needs={"level": "清单级别"}, may={"reason": "理由"}),
    Action("list_move", "调整清单级别", within=_ANY, needs={"to": "新级别", "reason": "理由"}, may={"from": "原级别"}),
    Action("strike_apply", "申请销号", within=_ANY, may={"reason": "理由"}),
    Action("strike_refuse", "不同意销号", within=_ANY, needs={"reason": "理由"}),
    Action("strike_off", "销号", within=_ANY, may={"approver": "批准人"}),
)  # fmt: skip

_ARBITRATION = (
    Action("arb_apply", "申请仲裁", within=_ANY, basis="《劳动争议调解仲裁法》第二十七条"),
    Action("arb_admit", "仲裁受理", within=_ANY, basis="《劳动争议调解仲裁法》第二十九条"),
    Action("arb_award", "仲裁裁决", within=_ANY, basis="《劳动争议调解仲裁法》第四十三条"),
    Action("court_extend", "法院、仲裁机构延长期限", within=_ANY, needs={"days": "延长天数", "approver": "批准人"}),
)  # fmt: skip

_PETITION = (
    Action("notice", "告知", within=_OPEN, paper="XF03 程序性告知书", may={"kind": "告知种类"}, basis="《信访工作条例》第二十三条"),
    Action("transfer", "转送", {S.REGISTERED: S.DISPATCHED}, paper="XF06 转送函", needs={"to": "转送给"},
           may={"reason": "理由"}, basis="《信访工作条例》第二十二条"),
    Action("assign", "交办", {S.REGISTERED: S.DISPATCHED}, paper="XF07 交办函",
           needs={"to": "交办给", "feedback_due": "指定办理期限"}, basis="《信访工作条例》第二十二条"),
    Action("report", "报请党委政府决定", within=frozenset({S.REGISTERED}), basis="《信访工作条例》第二十二条"),
    Action("receive", "签收", within=frozenset({S.DISPATCHED})),
    Action("object", "提出异议", {S.DISPATCHED: S.OBJECTED}, paper="XF08 异议函", needs={"reason": "异议理由"},
           may={"suggest": "建议去向", "late": "逾期提出的理由"}, basis="《信访工作条例》第二十三条"),
    Action("return", "同意退回", {S.OBJECTED: S.REGISTERED}),
    Action("uphold", "不同意退回", {S.OBJECTED: S.DISPATCHED}, needs={"reason": "理由"}),
    Action("accept", "受理", {S.REGISTERED: S.HANDLING, S.DISPATCHED: S.HANDLING}, paper="XF02 受理告知书",
           may={"simple": "简易办理"}, basis="《信访工作条例》第二十三条"),
    Action("refuse", "不予受理", {S.REGISTERED: S.REFUSED, S.DISPATCHED: S.REFUSED}, paper="XF04 不予受理告知书",
           needs={"ground": "不予受理的理由和条款"}, basis="《信访工作条例》第十九条"),
    Action("refuse_again", "不再受理", {S.REGISTERED: S.REFUSED, S.DISPATCHED: S.REFUSED}, paper="XF05 不再受理告知书",
           basis="《信访工作条例》第三十六条"),
    Action("guide", "导入其他程序", {S.REGISTERED: S.GUIDED, S.DISPATCHED: S.GUIDED, S.HANDLING: S.GUIDED},
           paper="XF03 程序性告知书", needs={"body": "有权机关"}, may={"route": "法定途径"}, basis="《信访工作条例》第三十一条"),
    Action("investigate", "调查", within=_UNDER_WAY, paper="XF10 调查笔录或报告"),
    Action("hearing_apply", "申请听证", within=_UNDER_WAY),
    Action("hearing", "听证", within=_UNDER_WAY, paper="XF16 听证通知书或笔录", needs={"from": "听证开始", "to": "听证结束"},
           basis="《信访工作条例》第三十一条、第三十六条"),
    Action("mediate", "调解", within=_UNDER_WAY, may={"result": "结果"}, basis="《信访工作条例》第三十三条"),
    Action("extend", "延期", within=frozenset({S.HANDLING}), paper="XF09 延期告知书",
           needs={"days": "延长天数", "approver": "批准人", "reason": "延期理由"}, basis="《信访工作条例》第三十四条"),
    Action("reply", "答复", {S.HANDLING: S.REPLIED}, paper="XF11 信访处理意见书", basis="《信访工作条例》第三十二条"),
    Action("deliver", "送达", {S.REPLIED: S.SERVED, S.REVIEWED: S.REVIEW_SERVED, S.RECHECKED: S.FINISHED},
           paper="XF17 送达回证", needs={"method": "送达方式"}, may={"receiver": "收件人", "relation": "与信访人关系"}),
    Action("review_apply", "申请复查", {S.SERVED: S.REVIEWING}, paper="XF13 复查申请书", basis="《信访工作条例》第三十五条"),
    Action("review_admit", "决定受理复查、复核", within=frozenset({S.REVIEWING, S.RECHECKING})),
    Action("review", "复查意见", {S.REVIEWING: S.REVIEWED}, paper="XF14 复查意见书", needs={"result": "复查结论"},
           basis="《信访工作条例》第三十五条"),
    Action("recheck_apply", "申请复核", {S.REVIEW_SERVED: S.RECHECKING}, paper="XF13 复核申请书", basis="《信访工作条例》第三十六条"),
    Action("recheck", "复核意见", {S.RECHECKING: S.RECHECKED}, paper="XF15 复核意见书", needs={"result": "复核结论"},
           basis="《信访工作条例》第三十六条"),
    Action("reopen", "重新办理", {S.REVIEW_SERVED: S.HANDLING, S.FINISHED: S.HANDLING}, needs={"reason": "理由"}),
    Action("feedback", "反馈办结报告", within=_ANY, paper="XF19 办结报告", basis="《信访工作条例》第二十二条"),
    Action("admin_recon", "申请行政复议", within=_ANY, basis="《行政复议法》第二十条"),
    Action("admin_suit", "提起行政诉讼", within=_ANY, basis="《行政诉讼法》第四十六条"),
    Action("settle", "和解", {S.HANDLING: S.FINISHED, S.REPLIED: S.FINISHED, S.SERVED: S.FINISHED}, paper="XF21 和解、调解协议书",
           basis="《信访工作条例》第三十三条"),
    Action("withdraw", "撤回", dict.fromkeys(_OPEN, S.FINISHED), needs={"reason": "撤回的书面材料"}),
    Action("finish", "程序完结", {S.SERVED: S.FINISHED, S.REVIEW_SERVED: S.FINISHED}, paper="XF20 结案审批表",
           may={"reason": "完结情形"}, basis="《信访工作条例》第三十五条、第三十六条"),
    Action("archive", "归档", {S.FINISHED: S.ARCHIVED, S.REFUSED: S.ARCHIVED, S.GUIDED: S.ARCHIVED}),
)  # fmt: skip

_MEDIATION = (
    Action("accept", "受理登记", {S.REGISTERED: S.HANDLING}, may={"form": "口头或书面申请"}, basis="《人民调解法》第十七条"),
    Action("decline", "不予受理", {S.REGISTERED: S.REFUSED, S.HANDLING: S.REFUSED}, needs={"reason": "理由"},
           basis="《人民调解法》第十七条"),
    Action("inform", "权利义务告知", {S.HANDLING: S.INFORMED}, basis="《人民调解法》第二十三条、第二十四条"),
    Action("investigate", "调查", within=_UNDER_WAY),
    Action("mediate", "调解", {S.INFORMED: S.MEDIATING, S.MEDIATING: S.MEDIATING}, may={"result": "结果"},
           basis="《人民调解法》第二十二条"),
    Action("agreement", "达成协议", {S.MEDIATING: S.AGREED}, paper="人民调解协议书或口头协议登记表",
           needs={"form": "书面或口头"}, may={"effective": "生效日期", "amount_fen": "金额（分）"}, basis="《人民调解法》第二十八条、第二十九条"),
    Action("terminate", "终止调解", {S.INFORMED: S.TERMINATED, S.MEDIATING: S.TERMINATED}, paper="调解终止告知书",
           needs={"reason": "理由"}, basis="《人民调解法》第二十六条"),
    Action("perform", "履行", within=frozenset({S.AGREED}),
           may={"instalment": "第几期", "amount_fen": "金额（分）", "voucher": "凭证"}, basis="《人民调解法》第三十一条"),
    Action("confirm_apply", "申请司法确认", within=frozenset({S.AGREED}), paper="司法确认申请书", needs={"court": "法院"},
           basis="《人民调解法》第三十三条"),
    Action("confirm_admit", "法院受理", within=frozenset({S.AGREED})),
    Action("confirm", "司法确认结果", within=frozenset({S.AGREED}), needs={"result": "结果"}, may={"number": "案号"}),
    Action("finish", "办结", {S.AGREED: S.FINISHED}),
    Action("withdraw", "撤回", dict.fromkeys(_OPEN, S.FINISHED), needs={"reason": "撤回的材料"}),
    Action("archive", "归档", {S.FINISHED: S.ARCHIVED, S.REFUSED: S.ARCHIVED, S.TERMINATED: S.ARCHIVED},
           may={"have": "纸质卷里已有的材料", "missing": "缺的材料", "explain": "卷宗情况说明"}),
)  # fmt: skip

_LEGAL = (
    Action("accept", "受理", {S.REGISTERED: S.HANDLING}),
    Action("decline", "不予受理", {S.REGISTERED: S.REFUSED}, needs={"reason": "理由"}),
    Action("assign", "指派", within=frozenset({S.HANDLING}), needs={"to": "指派给"}),
    Action("answer", "解答办理", {S.HANDLING: S.ANSWERED}),
    Action("finish", "办结", {S.ANSWERED: S.FINISHED}),
    Action("withdraw", "撤回", dict.fromkeys(_OPEN, S.FINISHED), needs={"reason": "撤回的材料"}),
    Action("archive", "归档", {S.FINISHED: S.ARCHIVED, S.REFUSED: S.ARCHIVED}),
)  # fmt: skip

ACTIONS: Mapping[CaseKind, Mapping[str, Action]] = {
    kind: {action.code: action for action in (*own, *_EVERYWHERE)}
    for kind, own in (
        (PETITION, (*_PETITION, *_ARBITRATION)),
        (MEDIATION, (*_MEDIATION, *_ARBITRATION)),
        (LEGAL, _LEGAL),
    )
}
"""The acts of each kind of case, by code. ``register`` is not among them: it is how a case begins."""

BEGINNINGS: Mapping[str, str] = {"register": "登记", "apply": "申请", "refer": "移送"}
"""Events with which a case begins, by code."""


def action_label(kind: CaseKind, code: str) -> str:
    """The Chinese name of an act, or the code itself where it is free text."""
    action = ACTIONS[kind].get(code)
    return action.label if action else BEGINNINGS.get(code, code)
