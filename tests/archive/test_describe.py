"""Documents are told apart by what their headings say."""

from __future__ import annotations

import pytest

from archive.describe import PaperKind, describe

BODY = "现将罗守田反映青石镇双桥村拆除大棚的来信\n转送你单位，请依照《信访工作条例》第二十三条规定办理。\n"


@pytest.mark.parametrize(
    "heading",
    [
        "转送函",
        "转 送 函",
        "信访事项转送函",
        "信访事项转办单",
        "关于转送罗守田来信的函",
        "关于转送罗守田等三人来信来访事项的函",
        "方塘县信访局关于转送“关于供热温度不达标的投诉”的函",
        "关于交办王建民反映宅基地边界问题信访事项的函",
        "关于移送举报信的函",
        "督办通知书",
        "关于督办罗守田信访事项的通知",
        "关于转送罗守田来信",
    ],
)
def test_a_paper_that_passes_a_letter_on_is_no_letter(heading: str) -> None:
    """Filed as a letter it would be registered a second time."""
    assert (
        describe([f"方塘县信访局\n方信转字〔2022〕12号\n{heading}\n青石镇人民政府：\n{BODY}"]).paper
        is PaperKind.DISPATCH
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("来信\n尊敬的领导：我的来信转送到镇里没有人管。", PaperKind.LETTER),
        ("关于我的来信被转送后无人办理的反映\n县信访局：", PaperKind.LETTER),
        ("尊敬的县信访局领导：\n关于交办的事我再说一遍，请看。", PaperKind.LETTER),
        ("关于交办罗守田信访事项办理情况的报告", PaperKind.REPORT),
        ("关于转送事项的复函", PaperKind.REPLY),
        ("信访事项转送告知单\n罗守田：", PaperKind.NOTICE),
        ("关于转送信访事项的告知书\n罗守田：", PaperKind.NOTICE),
        ("信访事项登记表\n来信人", PaperKind.REGISTRATION),
        ("关于来信的说明材料", PaperKind.LETTER),
    ],
)
def test_what_only_mentions_it_is_what_it_was(text: str, kind: PaperKind) -> None:
    assert describe([text]).paper is kind


def test_a_sentence_cut_by_the_edge_of_the_page_is_no_heading() -> None:
    """A scan breaks lines anywhere; a line without its full stop is still a sentence."""
    told = describe([f"方塘县信访局\n青石镇人民政府：\n{BODY}"])

    assert (told.paper, told.title) == (PaperKind.OTHER, "方塘县信访局")


def test_a_title_of_markdown_has_no_marks() -> None:
    """A list of hits that begin with # looks broken."""
    told = describe(["# 关于供热不足的来信\n\n## 一、情况\n尊敬的领导：\n"])

    assert (told.title, told.paper) == ("关于供热不足的来信", PaperKind.LETTER)
