"""Decisions of minutes: each by itself, in words that say what is to be done, with who does it and by when beside them."""

from __future__ import annotations

import pytest

from archive.describe import PaperKind
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field
from tests.archive.registration.pages import pages_of

HEAD = "会议纪要\n时间：2024年4月16日\n"


def _found(text: str, field: Field) -> list[str]:
    return [one.normal for one in suggest(pages_of(HEAD + text), PaperKind.MINUTES) if one.field is field]


@pytest.mark.parametrize(
    ("item", "words", "unit"),
    [
        ("由县住建局牵头，于5月20日前核对欠款余额。", "核对欠款余额", "县住建局"),
        ("旧井由县水务局于6月底前封填，费用从维修资金列支。", "旧井封填，费用从维修资金列支", "县水务局"),
        ("界沟纠纷——县司法局负责，5月8日前再调解一次。", "界沟纠纷，再调解一次", "县司法局"),
        ("责成县医保局按规定予以报销，7日内到账。", "按规定予以报销，到账", "县医保局"),
        ("机井电费事项，按会议讨论意见由所在乡办理。", "机井电费事项", "所在乡"),
    ],
)
def test_who_and_when_stand_beside_the_words(item: str, words: str, unit: str) -> None:
    """The clerk of the follow-up reads them in columns; said twice, a change of the one contradicts the other."""
    text = f"会议议定：\n一、{item}\n二、县信访局每周通报进展。"

    assert _found(text, Field.DECISION)[0] == words
    assert _found(text, Field.DECISION_UNIT)[0] == unit


@pytest.mark.parametrize(
    "text",
    [
        "会议要求，县教育局要在5月底前完成摸底；县财政局要做好资金测算。",
        "会商意见：\n甲、县教育局5月底前完成摸底。\n乙、县财政局做好资金测算。",
        "会议议定：\n• 县教育局5月底前完成摸底\n• 县财政局做好资金测算",
        "会议议定：\n一、县教育局于5月底前完成摸底；县财政局负责做好资金测算。\n",
        "会议议定：\n一、关于资金。县教育局5月底前完成摸底。县财政局做好资金测算。\n",
        "通过以下决议：\n决议一：县教育局5月底前完成摸底。\n决议二：县财政局做好资金测算。",
        "会议听取了县教育局的汇报。会议指出，教育无小事。会议决定，由县教育局5月底前完成摸底。县财政局要做好资金测算。",
    ],
)
def test_decisions_are_told_apart_whatever_stands_before_them(text: str) -> None:
    assert _found(text, Field.DECISION_UNIT) == ["县教育局", "县财政局"]
    assert [words for words in _found(text, Field.DECISION) if "摸底" in words] == ["完成摸底"]


def test_what_was_found_is_no_decision() -> None:
    """A finding followed up as a task cannot be closed by anybody."""
    text = "会议议定：\n一、责任认定：施工方未放警示牌，负主要责任。\n二、由县交通局6月1日前修复路面。"

    assert _found(text, Field.DECISION) == ["修复路面"]


def test_a_term_counted_from_something_else_has_no_day() -> None:
    """鉴定报告出具后10日内 was counted from the meeting, and ran out before the report was there."""
    text = "会议议定：\n一、由县住建局在鉴定报告出具后10日内组织协商。\n二、县信访局立即回访，5月6日前反馈。"

    assert _found(text, Field.DECISION_DUE) == ["10日内", "2024-05-06"]


@pytest.mark.parametrize(
    "text",
    [
        "事项\t牵头单位\t配合单位\t完成时间\n修复村道\t县交通局\t石桥镇\t4月30日前\n安装路灯\t县住建局\t供电公司\t5月31日前",
        "序号\t工作任务\t完成时限\t责任单位\t责任人\n1\t修复村道\t4月30日\t县交通局\t左立\n2\t安装路灯\t5月31日\t县住建局\t酆大伟",
        "会议明确以下责任：\n县交通局：4月30日前修复村道。\n县住建局：5月31日前安装路灯。",
    ],
)
def test_tables_are_read_by_the_names_of_their_columns(text: str) -> None:
    """A table whose columns stood in another order gave one decision made of its heading."""
    assert _found(text, Field.DECISION) == ["修复村道", "安装路灯"]
    assert _found(text, Field.DECISION_UNIT) == ["县交通局", "县住建局"]
    assert _found(text, Field.DECISION_DUE) == ["2024-04-30", "2024-05-31"]
