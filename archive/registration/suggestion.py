"""A suggestion: something a clerk would register, with the line it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What can be suggested; the value is the code used in tables and in JSON."""

    PETITIONER = "petitioner"
    RESPONDENT = "respondent"
    PERSON = "person"
    PARTY = "party"
    ADDRESS = "address"
    PHONE = "phone"
    ID_NO = "id_no"
    PLACE = "place"
    DATE = "date"
    OCCURRED = "occurred"
    CHANNEL = "channel"
    ADDRESSEE = "addressee"
    CATEGORY = "category"
    MATTER_CLASS = "matter_class"
    CLAIM = "claim"
    AMOUNT = "amount"
    GROUP_SIZE = "group_size"
    EARLIER = "earlier"
    STEP = "step"
    SECRET_REPORT = "secret_report"  # noqa: S105 - no password
    CLASSIFIED = "classified"
    DOCUMENT_NO = "document_no"
    RECEIVED = "received"
    SERVED = "served"
    DUE = "due"
    ARTICLE = "article"
    NUMBER = "number"
    HOST = "host"
    RECORDER = "recorder"
    PRESENT = "present"
    ABSENT = "absent"
    OBSERVER = "observer"
    TOPIC = "topic"
    DECISION = "decision"
    DECISION_UNIT = "decision_unit"
    DECISION_PERSON = "decision_person"
    DECISION_DUE = "decision_due"


LABELS: Mapping[Field, str] = {
    Field.PETITIONER: "信访人",
    Field.RESPONDENT: "被反映人",
    Field.PERSON: "其他人员",
    Field.PARTY: "当事人",
    Field.ADDRESS: "住址",
    Field.PHONE: "电话",
    Field.ID_NO: "身份证号",
    Field.PLACE: "地点",
    Field.DATE: "日期",
    Field.OCCURRED: "事发时间",
    Field.CHANNEL: "来源",
    Field.ADDRESSEE: "收信机关",
    Field.CATEGORY: "类别",
    Field.MATTER_CLASS: "事项性质",
    Field.CLAIM: "诉求",
    Field.AMOUNT: "金额",
    Field.GROUP_SIZE: "人数",
    Field.EARLIER: "以前的文号",
    Field.STEP: "以前的经过",
    Field.SECRET_REPORT: "检举件",
    Field.CLASSIFIED: "涉密",
    Field.DOCUMENT_NO: "文号",
    Field.RECEIVED: "收到日期",
    Field.SERVED: "送达日期",
    Field.DUE: "履行期限",
    Field.ARTICLE: "引用条文",
    Field.NUMBER: "纪要编号",
    Field.HOST: "主持人",
    Field.RECORDER: "记录人",
    Field.PRESENT: "出席",
    Field.ABSENT: "请假",
    Field.OBSERVER: "列席",
    Field.TOPIC: "议题",
    Field.DECISION: "议定事项",
    Field.DECISION_UNIT: "责任单位",
    Field.DECISION_PERSON: "责任人",
    Field.DECISION_DUE: "完成时限",
}
"""The one label shown for each field."""

DOUBTFUL = 0.5
"""Below this confidence a clerk must look before accepting; ``--accept all`` leaves such suggestions out."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something found on a line of a page that a clerk may accept, correct or reject."""

    field: Field
    value: str
    """The words as they stand on the paper from this line on, blanks and line breaks closed up."""
    page: int
    """From 1."""
    line: int
    """Line of the page the words begin on, from 1."""
    text_of_line: str
    """That line as it was read."""
    confidence: float
    """0 to 1: how often the rule is right, times the recogniser's own score of the lines."""
    normal: str
    """What would be registered: an ISO date, an amount in fen, a code, a number without blanks, a name."""
    group: int = 0
    """What belongs together: the number of the decision, or of the person that a number or address is of; 0 for none."""
    remark: str = ""
    """What the clerk should know before accepting, in Chinese."""
