"""A ruler laid on the printed pages (GB/T 9704—2012): what is off is sent back by the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from archive.cases.model import Case
from templates import generate
from templates.gongwen import measures as m
from tests.needs import needs
from tests.templates.pages import MM, Sheet, sheets, to_pdf
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY, with_claims, with_parties

pytestmark = pytest.mark.libreoffice

PLAIN = replace(with_claims(1), facts="经调查核实现将宅基地纠纷有关情况答复如下" * 120)
"""Text without marks, so that every full line is as full as it can be."""
LONG = replace(HOMESTEAD.reply, unit="方正县信访工作联席会议办公室宅基地专班")
PAPERS: dict[str, tuple[str, Case]] = {
    "reply": ("reply", HOMESTEAD),
    "plain": ("reply", PLAIN),
    "ten": ("reply", with_claims(10)),
    "long": ("reply", replace(HOMESTEAD, reply=LONG)),
    "agreement": ("mediation-agreement", MUSHROOMS),
    "forty": ("mediation-agreement", with_parties(40)),
}
CHARACTER = m.CHARACTER_TWIPS / 20 * MM
LEFT, RIGHT = m.LEFT_MM, m.PAGE_WIDTH_MM - m.RIGHT_MM
TOP, BOTTOM = m.TOP_MM, m.PAGE_HEIGHT_MM - m.BOTTOM_MM

Pages = Callable[[str], tuple[Sheet, ...]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    needs.libreoffice()
    folder = tmp_path_factory.mktemp("pages")
    files = [generate(name, case, folder / f"{key}.docx", today=TODAY).file for key, (name, case) in PAPERS.items()]
    read = {pdf.stem: sheets(pdf) for pdf in to_pdf(files, folder)}
    return read.__getitem__


@pytest.mark.parametrize("key", PAPERS)
def test_every_page_is_a4_with_the_text_inside_156_by_225_mm(key: str, pages: Pages) -> None:
    for number, sheet in enumerate(pages(key), start=1):
        assert (round(sheet.width), round(sheet.height)) == (210, 297)
        text = [line for line in sheet.lines if not line.text.startswith("—") and line.color != (1, 0, 0)]
        assert min(line.left for line in text) == pytest.approx(LEFT, abs=1) or number > 1
        assert all(line.left > LEFT - 0.5 and line.right < RIGHT + 0.5 for line in text)
        assert all(line.top > TOP and line.bottom < BOTTOM + 0.5 for line in text)


def test_a_full_page_has_22_lines_of_28_characters(pages: Pages) -> None:
    sheet = pages("plain")[1]
    lines = [line for line in sheet.lines if not line.text.startswith("—")]

    assert len(lines) == m.LINES
    full = [line for line in lines if len(line.text) == m.CHARACTERS]
    assert len(full) >= 21
    assert all(
        line.left == pytest.approx(LEFT, abs=0.3) and line.right == pytest.approx(RIGHT, abs=0.5) for line in full
    )
    gaps = {round((b.bottom - a.bottom), 1) for a, b in pairwise(lines)}
    assert gaps == {10.2}
    assert lines[0].top - TOP < 5
    assert BOTTOM - lines[-1].bottom < 5


def test_the_letterhead_stands_where_10_1_puts_it(pages: Pages) -> None:
    sheet = pages("reply")[0]
    red = [rule for rule in sheet.rules if rule.color == (1, 0, 0)]

    assert [round(rule.width, 2) for rule in red] == [2.25, 0.75, 0.75, 2.25]  # 上粗下细, 上细下粗
    assert all(
        rule.right - rule.left == pytest.approx(170, abs=0.5) and rule.left == pytest.approx(20, abs=0.5)
        for rule in red
    )
    name = sheet.line("方正县松河镇人民政府")
    assert name.color == (1, 0, 0)
    assert (name.left + name.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    ink_top = name.bottom - 0.88 * name.size * MM + 0.02 * name.size * MM  # a character fills nearly its whole square
    assert ink_top == pytest.approx(30, abs=1)
    assert red[0].y - red[0].width * MM / 2 - name.bottom == pytest.approx(m.RULE_GAP_MM, abs=1.5)
    assert red[3].y == pytest.approx(277, abs=0.5)
    assert len(pages("reply")[1].rules) == 0


def test_number_title_and_salutation_follow_the_letterhead(pages: Pages) -> None:
    sheet = pages("reply")[0]
    number, title, reader = (sheet.line(part) for part in ("〔2022〕12号", "的答复意见书", "王建国："))
    red = [rule for rule in sheet.rules if rule.color == (1, 0, 0)]

    assert number.right == pytest.approx(RIGHT, abs=0.5)
    assert number.top - red[1].y == pytest.approx(5.64 * 7 / 8, abs=1.5)
    assert title.size == m.SIZE_2
    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert (title.bottom - number.bottom) / 10.21 == pytest.approx(3, abs=0.2)
    assert (reader.bottom - title.bottom) / 10.21 == pytest.approx(2, abs=0.2)
    assert reader.left == pytest.approx(LEFT, abs=0.3)
    assert any(line.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.4) for line in sheet.lines)


@pytest.mark.parametrize("key", PAPERS)
def test_page_numbers_stand_outside_and_seven_millimetres_below(key: str, pages: Pages) -> None:
    letter = PAPERS[key][0] == "reply"
    for number, sheet in enumerate(pages(key), start=1):
        found = [line for line in sheet.lines if line.text.startswith("—")]
        if letter and number == 1:
            assert found == []  # 首页不显示页码
            continue
        (line,) = found
        assert line.text == f"—{number}—"
        assert line.size == m.SIZE_4
        middle = line.top + (line.bottom - line.top) * 0.6
        assert middle - BOTTOM == pytest.approx(m.PAGE_NUMBER_GAP_MM, abs=1)
        if number % 2:
            assert RIGHT - line.right == pytest.approx(14 * MM, abs=1)
        else:
            assert line.left - LEFT == pytest.approx(14 * MM, abs=1)


@pytest.mark.parametrize("key", ["reply", "plain", "ten", "agreement", "forty"])
def test_unit_and_date_stand_together_for_the_seal(key: str, pages: Pages) -> None:
    """A seal on a page without text, or over the wrong line, makes a paper void."""
    last = pages(key)[-1]
    date = next(line for line in last.lines if line.text in ("2022年6月20日", "2022年4月18日"))
    unit = last.lines[last.lines.index(date) - 1]

    assert unit.text in ("方正县松河镇人民政府", "方正县松河镇人民调解委员会")
    assert date.bottom - unit.bottom == pytest.approx(10.2, abs=0.2)
    assert RIGHT - date.right == pytest.approx(4 * CHARACTER, abs=0.5)
    assert (unit.left + unit.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=3)
    assert last.lines.index(unit) > 0  # text stands on the same page


def test_copies_stand_at_the_foot_of_the_last_page(pages: Pages) -> None:
    copies = pages("reply")[-1].line("抄送")
    assert copies.size == m.SIZE_4
    assert BOTTOM - copies.bottom < 3
    assert copies.left == pytest.approx(LEFT + CHARACTER, abs=0.5)


def test_a_long_name_stays_on_one_line_in_a_smaller_size(pages: Pages) -> None:
    sheet = pages("long")[0]
    red = [line for line in sheet.lines if line.color == (1, 0, 0)]
    assert [line.text for line in red] == [LONG.unit]
    assert red[0].size == 20
    assert red[0].right - red[0].left < m.RULE_WIDTH_MM


def test_blocks_of_forty_parties_are_not_cut_by_a_page(pages: Pages) -> None:
    for sheet in pages("forty"):
        names = [line for line in sheet.lines if "姓名" in line.text]
        addresses = [line for line in sheet.lines if "单位或住址" in line.text]
        assert len(names) == len(addresses)
    assert sum(line.text.count("姓名") for sheet in pages("forty") for line in sheet.lines) == 40


def test_headings_are_black_type(pages: Pages) -> None:
    heading = next(line for sheet in pages("reply") for line in sheet.lines if line.text.startswith("一、"))
    body = next(line for sheet in pages("reply") for line in sheet.lines if line.text.startswith("你于"))
    assert "Sans" in heading.font
    assert "Serif" in body.font
    assert (heading.size, body.size) == (m.SIZE_3, m.SIZE_3)
