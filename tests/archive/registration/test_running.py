"""Lines joined to running text: what the scan broke is whole again, and every sign leads back to its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.reading import Line, Page
from archive.registration.running import close_blanks, running_text
from tests.archive.registration.pages import pages_of


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("时 间：2023 年 4 月", "时间：2023年4月"),
        ("主 持 人：王 伟", "主持人：王伟"),
        ("县信访局 张立新", "县信访局 张立新"),
        ("138 4512 6709", "138 4512 6709"),
        ("我 叫 王 德 福 家 住 永 胜 村", "我叫王德福家住永胜村"),
        ("  两端  ", "两端"),
    ],
)
def test_blanks_stay_only_where_they_part(line: str, closed: str) -> None:
    assert close_blanks(line) == closed


def test_a_number_broken_over_two_lines_is_whole() -> None:
    """The edge of the paper must not cut an address or an amount."""
    edge = 0.9
    lines = (
        Line("您好我叫王德福家住安和县德善乡永胜村三", (0.1, 0.10, edge, 0.12)),
        Line("组电话13845126709花去医药费", (0.1, 0.13, 0.84, 0.15)),
        Line("18,734.50元。", (0.1, 0.16, 0.4, 0.18)),
    )

    text = running_text([Page(1, lines)]).text

    assert "永胜村三组" in text
    assert "医药费18,734.50元" in text


def test_lines_set_to_the_right_stand_by_themselves() -> None:
    """A telephone run together with the date below it is no telephone."""
    lines = (
        Line("望领导派人核实，责令他把墙退回原来的地方", (0.1, 0.10, 0.9, 0.12)),
        Line("赔偿损失。", (0.1, 0.13, 0.3, 0.15)),
        Line("邹德山13845126709", (0.55, 0.16, 0.9, 0.18)),
        Line("2024年4月8日", (0.6, 0.19, 0.9, 0.21)),
    )

    assert running_text([Page(1, lines)]).text.split("\n")[-2:] == ["邹德山13845126709", "2024年4月8日"]


def test_a_list_is_not_run_together() -> None:
    text = running_text(pages_of("恳请上级领导办理下列两件事情并给予答复\n一、修路\n二、修桥")).text

    assert text.split("\n")[1:] == ["一、修路", "二、修桥"]


def test_traditional_characters_of_the_recogniser_are_read() -> None:
    running = running_text(pages_of("村民李桂蘭住德善鄉"))

    assert running.text == "村民李桂兰住德善乡"
    assert running.quote(2, 5).value == "李桂蘭"


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=4))
def test_every_sign_leads_back_to_its_line(lines: list[list[str]]) -> None:
    pages = [Page(number, tuple(Line(text) for text in texts)) for number, texts in enumerate(lines, 1)]
    running = running_text(pages)

    assert len(running.text) == len(running.raw) == len(running.plain)
    for offset, sign in enumerate(running.raw):
        row = running.row_at(offset)
        if not sign.isspace():
            assert sign in row.text
            assert pages[row.page - 1].lines[row.number - 1].text == row.text


def test_words_broken_anywhere_are_whole_and_messages_stay_lines() -> None:
    """A copied scan breaks where it likes; a message ends its lines without a stop."""
    scan = (
        "信访材料\n县自然资源局：\n我叫项\n承业，住白石镇大塘村三组，电话199000\n12345。二十年前村里修渠占了我家一亩二分责任\n"
        "田，支书答应从机动地里补上，一直没\n有补。恳请派人下来查一查\n，把地补给我家；补不了的，按现在征\n地标准补偿。\n项承业"
    )
    message = "在吗\n我是锦绣家园4栋的业主\n停水三天了物业电话一直占线\n家里有个八个月的娃\n到底归哪个管\n还有物业费照收不误的\n能不能今天修好\n多谢"

    assert "一亩二分责任田," in running_text(pages_of(scan)).text
    assert "查一查,把地补给我家;补不了的,按现在征地标准补偿。" in running_text(pages_of(scan)).text
    assert running_text(pages_of(message)).text.count("\n") == 7
