"""Chinese labels of every code in the case model: for the screen, for spreadsheets, for the glossary.

Codes are what is kept; labels are what the office reads and may type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from archive.cases.model import (
    AppealRoute,
    CaseKind,
    Channel,
    CoordinationLevel,
    MatterClass,
    MediationSource,
    Opinion,
    PartyKind,
    ResolutionWay,
    Risk,
    Role,
)
from archive.chinese.fold import fold

E = TypeVar("E", bound=StrEnum)

LABELS: Mapping[StrEnum, str] = {
    CaseKind.PETITION: "信访",
    CaseKind.MEDIATION: "人民调解",
    CaseKind.LEGAL_SERVICE: "法律服务",
    Channel.VISIT: "来访",
    Channel.LETTER: "来信",
    Channel.PHONE: "来电",
    Channel.ONLINE: "网信",
    Channel.FAX: "传真",
    Channel.TRANSFER: "上级转送",
    Channel.LEADER: "领导批示",
    Channel.HOTLINE: "12345热线",
    MatterClass.SUGGESTION: "建议意见",
    MatterClass.ACCUSATION: "检举控告",
    MatterClass.APPEAL: "申诉求决",
    AppealRoute.LITIGATION: "诉讼及政法机关程序",
    AppealRoute.ARBITRATION: "仲裁",
    AppealRoute.PARTY_APPEAL: "党员申诉、申请复审",
    AppealRoute.ADMIN_PROCEDURE: "行政程序",
    AppealRoute.DUTY_PERFORMANCE: "申请查处、履行职责",
    AppealRoute.PETITION_PROCEDURE: "信访程序",
    Opinion.SUPPORT: "支持",
    Opinion.EXPLAIN: "解释说明",
    Opinion.REJECT: "不支持",
    Role.PETITIONER: "信访人",
    Role.REPRESENTATIVE: "代表人",
    Role.RESPONDENT: "被反映人",
    Role.APPLICANT: "申请人",
    Role.AGENT: "委托代理人",
    Role.THIRD: "第三人",
    Role.WITNESS: "证人",
    PartyKind.PERSON: "自然人",
    PartyKind.ORGANISATION: "单位",
    Risk.LOW: "低",
    Risk.MIDDLE: "中",
    Risk.HIGH: "高",
    ResolutionWay.DIRECT: "部门或属地化解",
    ResolutionWay.COORDINATED: "联席会议协调",
    ResolutionWay.REVIEWED: "专家律师会审",
    CoordinationLevel.FRONT: "战线领导",
    CoordinationLevel.CONVENER: "总召集人",
    CoordinationLevel.TOP: "主要领导",
    MediationSource.APPLIED: "当事人申请",
    MediationSource.ACTIVE: "主动调解",
    MediationSource.COURT: "法院移送",
    MediationSource.POLICE: "公安移送",
    MediationSource.PETITION_OFFICE: "信访移送",
    MediationSource.OTHER: "其他移送",
}
"""The one label shown for each code."""

_ALSO: Mapping[StrEnum, tuple[str, ...]] = {
    CaseKind.PETITION: ("信访事项",),
    CaseKind.MEDIATION: ("调解",),
    CaseKind.LEGAL_SERVICE: ("公共法律服务",),
    Channel.VISIT: ("走访", "接访"),
    Channel.LETTER: ("信件", "书信", "信函"),
    Channel.PHONE: ("电话",),
    Channel.ONLINE: ("网上信访", "网络", "网上", "信息网络"),
    Channel.TRANSFER: ("转送", "上级转送交办", "上级交办", "转办"),
    Channel.LEADER: ("批示",),
    Channel.HOTLINE: ("12345", "12345转办", "热线"),
    MatterClass.SUGGESTION: ("建议意见类", "建议", "意见建议"),
    MatterClass.ACCUSATION: ("检举控告类", "检举", "控告", "举报"),
    MatterClass.APPEAL: ("申诉求决类", "申诉", "求决"),
    AppealRoute.LITIGATION: ("1", "(一)", "诉讼", "涉法涉诉"),
    AppealRoute.ARBITRATION: ("2", "(二)"),
    AppealRoute.PARTY_APPEAL: ("3", "(三)", "党员申诉"),
    AppealRoute.ADMIN_PROCEDURE: ("4", "(四)", "行政复议"),
    AppealRoute.DUTY_PERFORMANCE: ("5", "(五)", "履行职责"),
    AppealRoute.PETITION_PROCEDURE: ("6", "(六)", "信访处理"),
    Opinion.SUPPORT: ("予以支持",),
    Opinion.EXPLAIN: ("解释", "说明"),
    Opinion.REJECT: ("不予支持", "驳回"),
    Role.REPRESENTATIVE: ("代表",),
    Role.RESPONDENT: ("被申请人", "被反映单位", "被投诉人"),
    Role.AGENT: ("代理人",),
    PartyKind.PERSON: ("个人", "公民"),
    PartyKind.ORGANISATION: ("组织", "法人", "机构", "organization", "org"),
    Risk.LOW: ("低风险",),
    Risk.MIDDLE: ("中风险",),
    Risk.HIGH: ("高风险",),
    ResolutionWay.DIRECT: ("1", "易", "容易", "部门化解", "属地化解"),
    ResolutionWay.COORDINATED: ("2", "难", "不易", "联席会议", "协调化解"),
    ResolutionWay.REVIEWED: ("3", "积案", "疑难", "会审", "骨头案"),
    CoordinationLevel.FRONT: ("1", "战线"),
    CoordinationLevel.CONVENER: ("2", "跨战线", "召集人"),
    CoordinationLevel.TOP: ("3", "党政主要领导"),
    MediationSource.APPLIED: ("申请", "申请调解"),
    MediationSource.ACTIVE: ("主动",),
    MediationSource.COURT: ("法院", "法院委托"),
    MediationSource.POLICE: ("公安", "派出所移送"),
    MediationSource.PETITION_OFFICE: ("信访", "信访部门移送"),
    MediationSource.OTHER: ("移送", "其他"),
}

HIDDEN = "（限制查阅）"
"""What stands in a list in place of the names and the matter of a restricted case (《信访工作条例》第三十条)."""

EVENT_TYPES: Mapping[str, str] = {
    "incident": "事发",
    "register": "登记",
    "notice": "告知",
    "transfer": "转送",
    "assign": "交办",
    "object": "异议",
    "accept": "受理",
    "extend": "延期",
    "investigate": "调查",
    "hearing": "听证",
    "mediate": "调解",
    "agreement": "达成协议",
    "meeting": "会议",
    "reply": "答复",
    "deliver": "送达",
    "review_apply": "申请复查",
    "review": "复查",
    "recheck_apply": "申请复核",
    "recheck": "复核",
    "perform": "履行",
    "visit": "回访",
    "close": "办结",
    "reopen": "重新办理",
}
"""What happens in a case, by code; other types are kept as they were written."""

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "涉农": ("AGRI", "农业", "三农", "农业农村"),
    "土地": ("LAND", "宅基地", "土地/宅基地", "土地、宅基地", "土地宅基地", "山林土地", "房屋宅基地"),
    "物业房产": ("PROP", "物业", "房产", "房屋物业"),
    "劳动争议": ("LABR", "劳动", "劳动人事", "劳动纠纷"),
    "消费维权": ("CONS", "消费", "消费纠纷"),
    "医疗": ("MEDI", "医疗纠纷", "医患"),
    "教育": ("EDUC", "教育纠纷"),
    "安全生产": ("SAFE", "生产安全"),
    "供热": ("HEAT", "供暖", "供热供暖"),
    "征地拆迁": ("EXPR", "征地", "拆迁", "征收拆迁", "征收补偿"),
    "婚姻家庭": ("FAML", "婚姻", "家庭", "家事"),
    "邻里": ("NEIG", "邻里纠纷", "相邻关系", "相邻纠纷"),
    "其他": ("OTHR", "其它"),
}
"""The office's thirteen classes of disputes, each with its code and the other names it goes by."""

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "已化解": ("resolved", "化解"),
    "平稳": ("steady", "基本平稳"),
    "未化解": ("unresolved",),
    "反弹": ("rebound",),
}
"""How a case stands in the end, each with its code and the other names it goes by."""


def _form(text: str) -> str:
    return re.sub(r"[\s_]+", "", fold(text))


_CODES: dict[type[StrEnum], dict[str, StrEnum]] = {}
for _member, _label in LABELS.items():
    for _name in (_member.value, _member.name, _label, *_ALSO.get(_member, ())):
        _CODES.setdefault(type(_member), {})[_form(_name)] = _member

_EVENT_CODES = {_form(name): code for code, label in EVENT_TYPES.items() for name in (code, label)}
_CATEGORY_NAMES = {_form(name): known for known, others in CATEGORIES.items() for name in (known, *others)}
_OUTCOME_NAMES = {_form(name): known for known, others in OUTCOMES.items() for name in (known, *others)}


def label(code: StrEnum) -> str:
    """The Chinese label of a code of the case model."""
    return LABELS[code]


def code_of(kind: type[E], text: str) -> E | None:
    """The code that ``text`` (a code, a Chinese label, or another usual name) stands for, or None."""
    found = _CODES[kind].get(_form(text))
    return found if isinstance(found, kind) else None


def choices(kind: type[StrEnum]) -> str:
    """The labels of all codes of one kind, for messages."""
    return "、".join(LABELS[member] for member in kind)


def event_type(text: str) -> str:
    """The code of a type of event, or the text itself where there is none."""
    return _EVENT_CODES.get(_form(text), text)


def category_name(text: str) -> str | None:
    """The office's class that ``text`` (a code or a usual name) stands for, or None."""
    return _CATEGORY_NAMES.get(_form(text))


def outcome_name(text: str) -> str | None:
    """The known outcome that ``text`` (a code or a usual name) stands for, or None."""
    return _OUTCOME_NAMES.get(_form(text))
