"""The columns of the weekly check's form, and the other headings they go by."""

from __future__ import annotations

from archive.sheets.tables import Headings

HEADINGS = Headings(
    {
        "seq": ("序号",),
        "unit": ("填报单位", "排查单位", "上报单位", "报送单位", "单位", "单位名称"),
        "week": ("排查周", "周次", "排查周次", "填报周", "周"),
        "title": ("事由", "纠纷事由", "矛盾纠纷", "纠纷名称", "矛盾纠纷名称", "矛盾纠纷情况", "主要问题", "基本情况"),
        "people": ("当事人", "主要当事人", "涉事人员", "姓名"),
        "persons": ("涉及人数", "人数", "涉事人数"),
        "category": ("类别", "纠纷类别", "纠纷类型", "类型"),
        "region": ("属地", "发生地", "纠纷属地", "村屯", "地点"),
        "level": ("级别", "清单级别", "等级"),
        "owner": ("责任人", "包保人", "包保责任人", "化解责任人"),
        "measures": ("化解措施和进展", "化解措施", "措施", "工作措施", "化解进展", "进展", "进展情况"),
        "resolved": ("是否化解", "是否已化解", "化解情况", "化解状态"),
        "found": ("排查日期", "发现日期", "排查时间", "发现时间"),
        "case_no": ("台账编号", "案件编号"),
        "remark": ("备注",),
        "reporter": ("填报人", "报送人"),
        "reported": ("报送日期", "填报日期", "上报日期"),
    },
    required=("title",),
)

FORM = (
    "unit", "week", "title", "people", "persons", "category", "region", "level", "owner", "measures", "resolved", "found",
    "case_no", "remark", "reporter",
)  # fmt: skip
"""The columns of the form we give out, in its order."""


def heading(key: str) -> str:
    """The heading we write for a key."""
    return HEADINGS.names[key][0]
