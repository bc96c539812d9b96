"""What the office calls the kinds, facets and states of an answer; the same on the screen and in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from archive.record.alike import Relation
from archive.record.document import State

KIND_LABELS: Mapping[str, str] = {"case": "案件", "document": "文档", "law": "法律"}

FACET_LABELS: Mapping[str, str] = {
    "kind": "种类",
    "paper": "文种",
    "category": "类别",
    "region": "乡镇",
    "year": "年份",
    "month": "月份",
    "outcome": "结果",
    "list": "清单",
    "channel": "渠道",
    "unit": "单位",
    "law": "法律",
    "party": "当事人",
}
"""By the name of the facet, in the order they are shown."""

STATE_LABELS: Mapping[State, str] = {
    State.INDEXED: "已入库",
    State.DUPLICATE: "重复",
    State.FAILED: "失败",
    State.REVIEW: "待校对",
    State.PENDING: "待处理",
}

RELATION_LABELS: Mapping[Relation, str] = {
    Relation.RESCAN: "重复扫描",
    Relation.COPY: "同信多投",
    Relation.REVISED: "改动后再投",
}
"""What two like papers may be to each other; a person decides."""
