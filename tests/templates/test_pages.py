"""A ruler laid on the printed pages (GB/T 9704—2012): what is off is sent back by the registry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from archive.cases.model import Case
from templates import generate, papers
from templates.gongwen import measures as m
from tests.needs import needs
from tests.templates.catalogue import written
from tests.templates.pages import MM, Sheet, converted, sheets, to_pdf
from tests.templates.reading import whole
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
SHELF = {paper.name: paper for paper in papers()}
EVERY = [*PAPERS, *sorted(SHELF)]
LETTERS = [name for name, paper in SHELF.items() if paper.layout == "letter"]
LONG_HEADS = {
    "head-long": "方正县松河镇民政办公室联席办",
    "head-longest": "方正县信访工作联席会议办公室土地承包专班",
    "head-condensed": "大兴安岭地区加格达奇林业局信访工作联席会议办公室",
}
FULL = {
    "full-notice": ("procedure-notice", {"materials": "已经查明的有关情况"}),
    "full-closing": ("closing-notice", {"reason": "已经查明的有关情况" * 7}),
    "longer-closing": ("closing-notice", {"reason": "已经查明的有关情况" * 10}),
}
"""Letters whose text just fills the first page, so that the signature has no room on it."""
TWO_LINES = "；".join(
    ["方正县信访局", "方正县自然资源局", "方正县住房和城乡建设局", "方正县司法局", "方正县农业农村局"]
)
COPIED = {
    f"copied-{rows}-{count}": ("closing-notice", {"reason": "已经查明的有关情况" * count, "copies_to": copies})
    for rows, copies in ((1, "方正县信访局"), (2, TWO_LINES))
    for count in (1, 3, 6, 9, 12)
}
"""Letters that end line by line nearer to the foot of the first page, where 抄送 wants its own lines."""
HEADED = [name for name, paper in SHELF.items() if paper.layout in ("document", "minutes")]
UNNUMBERED = ("file-cover", "file-catalogue", "file-back", "volume-cover", "volume-catalogue", "volume-back")
FONTS_OF = {"仿宋_GB2312": "Serif", "黑体": "Sans", "方正小标宋简体": "Serif", "楷体_GB2312": "UKai"}
"""What the free fonts of the tests are called that stand for those of the standard."""
CHARACTER = m.CHARACTER_TWIPS / 20 * MM
LEFT, RIGHT = m.LEFT_MM, m.PAGE_WIDTH_MM - m.RIGHT_MM
TOP, BOTTOM = m.TOP_MM, m.PAGE_HEIGHT_MM - m.BOTTOM_MM

Pages = Callable[[str], tuple[Sheet, ...]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    needs.libreoffice()
    folder = tmp_path_factory.mktemp("pages")
    files = [generate(name, case, folder / f"{key}.docx", today=TODAY).file for key, (name, case) in PAPERS.items()]
    files += [written(paper, folder / f"{name}.docx").file for name, paper in SHELF.items()]
    files += [
        written(SHELF["supervision-notice"], folder / f"{key}.docx", {"unit": unit}).file
        for key, unit in LONG_HEADS.items()
    ]
    typed_in = {**FULL, **COPIED}
    files += [written(SHELF[name], folder / f"{key}.docx", typed).file for key, (name, typed) in typed_in.items()]
    dated = "\n".join("经" * count + "2022年6月20日现场核实属实，双方在场签字确认无误。" for count in range(15, 28))
    typed_case = replace(with_claims(1), facts=dated)
    files.append(generate("reply", typed_case, folder / "dated.docx", today=TODAY).file)
    pdfs = {pdf.stem: pdf for pdf in to_pdf(files, folder)}
    return cache(lambda key: sheets(pdfs[key]))


@pytest.mark.parametrize("key", EVERY)
def test_every_page_is_a4_with_the_text_inside_156_by_225_mm(key: str, pages: Pages) -> None:
    for number, sheet in enumerate(pages(key), start=1):
        assert (round(sheet.width), round(sheet.height)) == (210, 297)
        text = [line for line in sheet.lines if not line.text.startswith("—") and line.color != (1, 0, 0)]
        assert not text or min(line.left for line in text) < LEFT + 14 or number > 1
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


@pytest.mark.parametrize("key", [key for key in EVERY if key not in UNNUMBERED])
def test_page_numbers_stand_outside_and_seven_millimetres_below(key: str, pages: Pages) -> None:
    letter = key in LETTERS or PAPERS.get(key, ("",))[0] == "reply"
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


@pytest.mark.parametrize("key", [*EVERY, *FULL])
def test_no_number_is_cut_by_a_line(key: str, pages: Pages) -> None:
    """数字、年份不能回行 (7.3.3): 2/022年 is read as another number. Rows of tables are no lines that go on."""
    for sheet in pages(key):
        full = [line for line in sheet.lines if line.left < LEFT + 14 and line.right > RIGHT - 6]
        for line in full:
            later = [
                one for one in sheet.lines if one.top > line.top and one.top - line.top < 11 and one.left < LEFT + 1
            ]
            cut = [one.text for one in later if re.search(r"[0-9.,]$", line.text) and re.match(r"[0-9.,]", one.text)]
            assert not cut or key in UNNUMBERED, (line.text, cut)


@pytest.mark.parametrize("key", [*LETTERS, *FULL])
def test_no_signature_stands_without_text(key: str, pages: Pages) -> None:
    """署名、日期不得单独在一面 (7.3.5.5): a page with nothing but a name and a seal can be put behind any text."""
    signed = [
        (sheet, place)
        for sheet in pages(key)
        for place, line in enumerate(sheet.lines)
        if re.fullmatch(r"\d{4}年\d+月\d+日", line.text) and line.left > LEFT + 70
    ]
    assert signed
    for sheet, place in signed:
        assert len([line for line in sheet.lines[: place - 1] if line.color != (1, 0, 0)]) >= 2


def test_no_date_is_cut_by_a_line(pages: Pages) -> None:
    """2022 at the end of a line and 年 at the beginning of the next is a year cut in two (7.3.3); so are 6 and 月, 20 and 日.

    LibreOffice puts a gap between figures and characters, and where the gap is what does not fit, asks no list of signs:
    of some two hundred dates that is so for two.
    """
    cut = []
    for key in ("dated", *(one for one in EVERY if one not in UNNUMBERED)):
        for above, below in pairwise(line.text for sheet in pages(key) for line in sheet.lines):
            cut += [(key, above, below)] if re.search(r"\d$", above) and below.startswith(("年", "月", "日")) else []
    assert any(line.text.endswith("经经经经经") for sheet in pages("dated") for line in sheet.lines), "none at the edge"
    assert [one for one in cut if one[2].startswith("年")] == []
    assert len(cut) <= 2, cut


@pytest.mark.parametrize("key", COPIED)
def test_copies_never_stand_alone_with_the_note(key: str, pages: Pages) -> None:
    """A page with nothing but 抄送 looks as if the text had been taken away."""
    sheet = next(sheet for sheet in pages(key) if any(line.text.startswith("抄送：") for line in sheet.lines))
    date = next(place for place, line in enumerate(sheet.lines) if line.text == "2022年6月20日")
    assert len([line for line in sheet.lines[: date - 1] if line.color != (1, 0, 0)]) >= 2
    assert len(pages(key)) <= 2


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


@pytest.mark.parametrize("key", LETTERS)
def test_every_letter_has_its_double_lines_and_its_number_at_the_right(key: str, pages: Pages) -> None:
    """信函格式, 10.1."""
    sheet = pages(key)[0]
    red = [rule for rule in sheet.rules if rule.color == (1, 0, 0)]
    assert [round(rule.width, 2) for rule in red] == [2.25, 0.75, 0.75, 2.25]
    assert all(rule.right - rule.left == pytest.approx(170, abs=0.5) for rule in red)
    number = next(line for line in sheet.lines if line.text.endswith("号") and "〔" in line.text)
    assert number.right == pytest.approx(RIGHT, abs=0.5)
    assert number.top > red[1].y
    assert all(rule.color != (1, 0, 0) for later in pages(key)[1:] for rule in later.rules)


@pytest.mark.parametrize("key", [*HEADED, *LONG_HEADS])
def test_every_head_stands_35_mm_into_the_text_with_its_line_below(key: str, pages: Pages) -> None:
    """文件格式 7.2, 纪要格式 10.3: the name 35 mm under the edge of the text; a line as wide as the text under the number."""
    sheet = pages(key)[0]
    mark = next(line for line in sheet.lines if line.color == (1, 0, 0))
    (rule,) = [rule for rule in sheet.rules if rule.color == (1, 0, 0)]
    ink_top = mark.bottom - 0.88 * mark.size * MM + 0.02 * mark.size * MM
    assert ink_top - TOP == pytest.approx(35, abs=1.5)
    assert rule.left == pytest.approx(LEFT, abs=0.5)
    assert rule.right == pytest.approx(RIGHT, abs=0.5)
    above = max((line for line in sheet.lines if line.bottom < rule.y + 1), key=lambda line: line.bottom)
    assert rule.y - above.bottom == pytest.approx(m.RULE_GAP_MM, abs=1.5)
    assert any(line.top > rule.y for line in sheet.lines if not line.text.startswith("—"))  # 首页必须显示正文


@pytest.mark.parametrize("key", HEADED)
def test_the_imprint_closes_the_last_page_an_even_one(key: str, pages: Pages) -> None:
    """版记 7.4: outer lines of 0.35 mm, inner ones of 0.25 mm, the last on the lower edge of the text."""
    sheets_of = pages(key)
    assert len(sheets_of) % 2 == 0
    last = sheets_of[-1]
    rules = [rule for rule in last.rules if rule.color != (1, 0, 0) and rule.right - rule.left > 150 and rule.y > 230]
    copied = any(line.text.startswith("抄送：") for line in last.lines)
    widths = [round(rule.width * MM, 2) for rule in rules]
    assert widths == pytest.approx([0.35, 0.25, 0.35] if copied else [0.35, 0.35], abs=0.03)
    assert rules[-1].y == pytest.approx(BOTTOM, abs=0.5)
    assert all(rule.left == pytest.approx(LEFT, abs=0.5) for rule in rules)
    assert all(rule.right == pytest.approx(RIGHT, abs=0.5) for rule in rules)
    printed = last.line("印发")
    assert printed.size == m.SIZE_4
    assert printed.left - LEFT == pytest.approx(CHARACTER, abs=1)
    assert RIGHT - printed.right == pytest.approx(CHARACTER, abs=1)


def test_marks_of_a_document_stand_in_its_first_lines(pages: Pages) -> None:
    """份号, 密级, 紧急程度, from above, at the left (7.2.1 to 7.2.3)."""
    lines = pages("supervision-notice")[0].lines
    assert [line.text for line in lines[:3]] == ["000001", "内部", "特急"]
    assert all(line.left == pytest.approx(LEFT, abs=0.5) for line in lines[:3])
    assert "Sans" in lines[1].font


def test_who_signs_stands_at_the_right_of_the_number(pages: Pages) -> None:
    """上行文 7.2.5, 7.2.6: the number one character from the left, the signer in 楷体 one from the right."""
    line = pages("closing-report")[0].line("签发人")
    assert line.left - LEFT == pytest.approx(CHARACTER, abs=0.5)
    assert RIGHT - line.right == pytest.approx(CHARACTER, abs=1)


def test_those_who_came_stand_under_each_other(pages: Pages) -> None:
    """出席, 请假, 列席 (10.3): two characters in, in 黑体; a second line begins under the first name."""
    lines = [line for sheet in pages("joint-meeting-minutes") for line in sheet.lines]
    labels = [line for line in lines if line.text.startswith(("出席：", "请假：", "列席："))]
    assert [line.text[:2] for line in labels] == ["出席", "请假", "列席"]
    assert all(line.left - LEFT == pytest.approx(2 * CHARACTER, abs=0.5) for line in labels)
    assert all("Sans" in line.font for line in labels)
    after = lines[lines.index(labels[0]) + 1]
    assert after.left - LEFT == pytest.approx(5 * CHARACTER, abs=0.7)


@pytest.mark.parametrize("key", EVERY)
def test_titles_and_text_have_their_fonts_and_sizes(key: str, pages: Pages) -> None:
    """标题 2号, 正文 3号, 表格 4号, a catalogue of seven columns 5号; nothing in a font nobody asked for."""
    sizes = {line.size for sheet in pages(key) for line in sheet.lines if line.color != (1, 0, 0)}
    assert sizes <= {m.SIZE_2, m.SIZE_3, m.SIZE_4, 26.0, 36.0} | ({m.SIZE_5} if key == "volume-catalogue" else set())
    fonts = {line.font.partition("+")[2] or line.font for sheet in pages(key) for line in sheet.lines}
    assert all(any(known in font for known in FONTS_OF.values()) for font in fonts), fonts


def test_libreoffice_writes_every_paper_back_without_loss(tmp_path: Path) -> None:
    """An office with LibreOffice edits a paper and sends it on; nothing may be gone from it."""
    needs.libreoffice()
    files = [written(paper, tmp_path / f"{name}.docx").file for name, paper in SHELF.items()]
    back = tmp_path / "back"
    back.mkdir()
    for file, again in zip(files, converted(files, back, "docx"), strict=True):
        before, after = (Counter("".join(whole(one).split())) for one in (file, again))
        assert before - after == Counter(), file.name
