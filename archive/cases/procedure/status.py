"""Where a case stands, and how it may end."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where a case stands; moved only by an action with its paper and its date."""

    REGISTERED = "registered"
    DISPATCHED = "dispatched"
    OBJECTED = "objected"
    HANDLING = "handling"
    REPLIED = "replied"
    SERVED = "served"
    """The reply has reached the petitioner: the time for asking a review runs."""
    REVIEWING = "reviewing"
    REVIEWED = "reviewed"
    REVIEW_SERVED = "review_served"
    RECHECKING = "rechecking"
    RECHECKED = "rechecked"
    INFORMED = "informed"
    """A mediation in which rights and duties were told (《人民调解法》第二十三、二十四条)."""
    MEDIATING = "mediating"
    AGREED = "agreed"
    ANSWERED = "answered"
    GUIDED = "guided"
    REFUSED = "refused"
    TERMINATED = "terminated"
    FINISHED = "finished"
    ARCHIVED = "archived"


ENDED = frozenset({Status.GUIDED, Status.REFUSED, Status.TERMINATED, Status.FINISHED, Status.ARCHIVED})
"""Where nothing more is owed."""


class EndReason(StrEnum):
    """Why a procedure is complete (程序完结)."""

    RECHECKED = "rechecked"
    """The opinion of the re-examination was served (《信访工作条例》第三十六条)."""
    NO_REVIEW = "no_review"
    """No review was asked for within 30 days of service (第三十五条)."""
    NO_RECHECK = "no_recheck"
    """No re-examination was asked for within 30 days of service (第三十六条)."""
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    GUIDED = "guided"
    ANSWERED = "answered"
    PERFORMED = "performed"
    SUED = "sued"
    STATED = "stated"
    """An archived case that came with its outcome."""


STATUS_LABELS: Mapping[Status, str] = {
    Status.REGISTERED: "已登记",
    Status.DISPATCHED: "已转送交办",
    Status.OBJECTED: "有异议",
    Status.HANDLING: "办理中",
    Status.REPLIED: "已答复待送达",
    Status.SERVED: "已送达",
    Status.REVIEWING: "复查中",
    Status.REVIEWED: "复查意见待送达",
    Status.REVIEW_SERVED: "复查意见已送达",
    Status.RECHECKING: "复核中",
    Status.RECHECKED: "复核意见待送达",
    Status.INFORMED: "已告知权利义务",
    Status.MEDIATING: "调解中",
    Status.AGREED: "已达成协议",
    Status.ANSWERED: "已解答",
    Status.GUIDED: "已导入其他程序",
    Status.REFUSED: "不予受理",
    Status.TERMINATED: "调解终止",
    Status.FINISHED: "程序完结",
    Status.ARCHIVED: "已归档",
}

END_LABELS: Mapping[EndReason, str] = {
    EndReason.RECHECKED: "复核意见已送达",
    EndReason.NO_REVIEW: "期限内未申请复查",
    EndReason.NO_RECHECK: "期限内未申请复核",
    EndReason.SETTLED: "和解、调解协议已履行",
    EndReason.WITHDRAWN: "信访人撤回",
    EndReason.GUIDED: "导入其他法定程序",
    EndReason.ANSWERED: "已答复",
    EndReason.PERFORMED: "协议已履行",
    EndReason.SUED: "协议未履行，当事人已起诉",
    EndReason.STATED: "来件时已有结果",
}
