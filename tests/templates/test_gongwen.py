"""What GB/T 9704—2012 fixes, read from the Word files themselves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from templates.gongwen import measures as m
from templates.gongwen.oxml import element, in_order, put
from templates.gongwen.signature import (
    signature_indents,
    signature_xml,
    signed_by_xml,
    unsealed_indents,
    width_in_characters,
)
from templates.gongwen.tables import Cell, Row, add_table
from templates.gongwen.title import LINE, title_lines
from templates.shelf import ShelfEntry, papers
from tools.templates.build import make

FILES = [paper.file for paper in papers()]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_page_margins_and_grid_are_the_standards(file: Path) -> None:
    section = Document(str(file)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    for found, wanted in zip(
        (*sizes, section.right_margin, section.bottom_margin), (210, 297, 37, 28, 26, 35), strict=True
    ):
        assert found is not None
        assert abs(found - Mm(wanted)) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert grid.get(qn("w:linePitch")) == "579"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_properties_stand_in_the_order_word_wants(file: Path) -> None:
    """Word calls a file damaged, or ignores a property, when the order is wrong."""
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            if name.endswith(".xml") and name.startswith("word/"):
                for tag in ("w:pPr", "w:rPr", "w:sectPr"):
                    for found in etree.fromstring(packed.read(name)).iter(qn(tag)):
                        assert in_order(found), (name, etree.tostring(found))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_fonts_are_those_the_standard_names_and_no_theme_overrides_them(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        assert not [name for name in packed.namelist() if "theme" in name]
        fonts = set()
        for name in packed.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for found in etree.fromstring(packed.read(name)).iter(qn("w:rFonts")):
                    assert not [key for key in found.attrib if "Theme" in str(key)]
                    fonts |= {found.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert fonts <= {m.FANG_SONG, m.KAI, m.HEI, m.BIAO_SONG, m.SONG}
    assert m.FANG_SONG in fonts


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_looks_are_in_styles_and_not_in_the_paragraphs(file: Path) -> None:
    """An office changes a style once, not two hundred paragraphs."""
    for found in Document(str(file)).element.body.iter(qn("w:r")):
        assert {child.tag for child in found.iterfind(f"{qn('w:rPr')}/*")} <= {qn("w:rStyle")}
    styles = {style.name: style.element for style in Document(str(file)).styles}
    title = styles["公文标题"]
    assert title.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "44"
    assert title.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "center"
    line = styles["Normal"].find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (line.get(qn("w:line")), line.get(qn("w:lineRule"))) == ("579", "exact")


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.name)
def test_the_files_are_what_the_script_makes(paper: ShelfEntry, tmp_path: Path) -> None:
    """Until an office edits its copy, template and script must tell the same story."""
    make(paper).save(str(tmp_path / "new.docx"))
    with zipfile.ZipFile(paper.file) as old, zipfile.ZipFile(tmp_path / "new.docx") as new:
        for part in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
            assert old.read(part) == new.read(part), f"run python -m tools.templates.build {paper.name} --force"


def test_put_replaces_and_keeps_the_order() -> None:
    properties = element("w:pPr")
    for tag in ("w:jc", "w:keepNext", "w:spacing", "w:ind", "w:keepNext"):
        put(properties, tag)
    assert [child.tag for child in properties] == [qn(f"w:{n}") for n in ("keepNext", "spacing", "ind", "jc")]
    assert in_order(properties)
    properties.insert(0, element("w:jc"))
    assert not in_order(properties)


def test_a_table_row_of_the_wrong_width_is_found() -> None:
    with pytest.raises(ValueError, match="twips wide"):
        add_table(Document(), [Row((Cell(100, "x", ""),))])


def test_a_unit_is_centred_over_its_date() -> None:
    unit, date = "方正县松河镇人民政府", "2022年6月20日"
    right, date_right = signature_indents(unit, date)
    assert date_right == 4
    offset = (right + width_in_characters(unit) / 2) - (date_right + width_in_characters(date) / 2)
    assert abs(offset) < 0.5


@pytest.mark.parametrize(("unit", "wanted"), [("方正县松河镇人民政府", (2.0, 3.5)), ("县信访局", (6.5, 2.0))])
def test_without_a_seal_the_date_begins_two_characters_behind_the_unit(unit: str, wanted: tuple[float, float]) -> None:
    """7.3.5.2, with a unit longer and shorter than its date."""
    date = "2022年6月20日"
    right, date_right = unsealed_indents(unit, date)
    assert (right, date_right) == wanted
    assert (right + width_in_characters(unit)) - (date_right + width_in_characters(date)) == 2


@given(st.integers(1, 40), st.sampled_from(["2022年1月1日", "2022年12月31日"]))
def test_no_unit_is_pushed_over_the_edge(length: int, date: str) -> None:
    right, date_right = signature_indents("省" * length, date)
    assert right >= 0
    assert date_right >= 4


def test_a_signature_is_escaped() -> None:
    assert "&lt;甲&gt; &amp; 乙" in signature_xml("<甲> & 乙", "2022年6月20日")


@given(st.text(alphabet="关于的信访事项答复意见书王建国、《》（）村镇", min_size=1, max_size=90))
def test_breaking_a_title_loses_nothing_and_overfills_no_line(title: str) -> None:
    broken = title_lines(title)
    assert broken.replace("\n", "") == title
    assert all(0 < len(line) <= LINE for line in broken.split("\n"))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于王建国信访事项的答复意见书", ["关于王建国信访事项的答复意见书"]),
        (
            "关于方正县松河米业有限公司土地征收补偿信访事项的答复意见书",
            ["关于方正县松河米业有限公司", "土地征收补偿信访事项的答复意见书"],
        ),
    ],
)
def test_titles_break_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(title).split("\n") == lines


def test_a_signature_stamp_stands_behind_the_post() -> None:
    """签名章 (7.3.5.3): the post two characters in, the name four from the edge, the date four from the edge below."""
    xml = signed_by_xml("县长", "赵志强", "2022年6月20日")
    lines = etree.fromstring(
        f'<w:body xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{xml}</w:body>'
    )
    stamp, date = ("".join(str(t) for t in line.itertext()) for line in lines)
    assert (stamp[:2], stamp[-3:], date) == ("县长", "赵志强", "2022年6月20日")
    assert len(stamp) + 2 + 4 == 28
    styles = [str(one.get(qn("w:val"))) for one in lines.iter(qn("w:pStyle"))]
    assert styles == ["签名章", "成文日期（签名章后）"]
