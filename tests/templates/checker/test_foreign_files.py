"""Files other programs write: the same paper must be read the same way."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from templates.checker.check import by_rule, check, check_document
from templates.checker.paper import Role
from templates.checker.reading import read_paper
from templates.gongwen.oxml import element, put
from tests.needs import needs
from tests.templates.checker.clean import CLEAN, at, official

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.libreoffice
def test_a_paper_saved_by_libreoffice_is_still_without_fault(tmp_path: Path) -> None:
    """It writes styles, frames and lines in ways of its own."""
    program = needs.libreoffice()
    files = []
    for name, make in CLEAN.items():
        make().save(str(tmp_path / f"{name}.docx"))
        files.append(str(tmp_path / f"{name}.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), *files],
        check=True,
        capture_output=True,
        timeout=120,
    )

    for name in CLEAN:
        report = check(tmp_path / "out" / f"{name}.docx")
        assert [(f.rule.id, f.found) for f in report.findings] == []


def test_red_lines_of_older_programs_are_seen() -> None:
    """Word 2003 and WPS draw lines in VML."""
    document = official()
    number = at(document, "方信访办发")
    put(number._p.get_or_add_pPr(), "w:pBdr")
    line = (
        f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        '<v:line from="0,8pt" to="442.2pt,8pt" strokecolor="red" strokeweight="1.5pt"/></w:pict></w:r>'
    )
    number._p.append(parse_xml(line))

    report = check_document(document)

    assert by_rule(report.findings) == {}
    assert [(one.points, round(one.millimetres or 0)) for one in report.paper.lines if one.side == "drawn"] == [
        (1.5, 156)
    ]


def test_numbers_of_automatic_lists_are_levels_too() -> None:
    """一、 that Word counts by itself stands nowhere in the text."""
    document = official()
    levels = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    part = Part(PackURI("/word/numbering.xml"), content, levels.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    for words in ("一、提高", "二、规范"):
        paragraph = at(document, words)
        paragraph.text = paragraph.text[2:]
        listed = element("w:numPr")
        listed.append(element("w:ilvl", val=0))
        listed.append(element("w:numId", val=1))
        paragraph._p.get_or_add_pPr().insert(1, listed)
    packed = io.BytesIO()
    document.save(packed)

    report = check_document(open_document(packed))

    assert [p.words for p in report.paper.of(Role.HEADING1)] == ["一、提高思想认识", "二、规范办理流程"]
    assert by_rule(report.findings) == {}


def test_a_head_in_a_text_box_is_found() -> None:
    """WPS sets the name of the body in a box so that it can be moved."""
    document = official()
    mark = at(document, "方正县信访局文件")
    runs: list[Any] = [run._r for run in mark.runs]
    box = parse_xml(
        f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    )
    inner = next(box.iter(qn("w:p")))
    for run in runs:
        inner.append(run)
    mark._p.append(box)

    report = check_document(document)

    assert report.paper.mark is not None
    assert report.paper.mark.text == "方正县信访局文件"
    assert by_rule(report.findings) == {}


def _themed(document: Document) -> None:
    for run in at(document, "各乡镇、各部门").runs:
        fonts = put(run._r.get_or_add_rPr(), "w:rFonts", eastAsia="仿宋_GB2312")
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")


def test_a_themes_font_wins_over_the_one_that_is_named() -> None:
    """Word prints the theme's font, whatever stands beside it."""
    document = official()
    _themed(document)
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    theme = (
        f'<a:theme {space} name="x"><a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="A"/><a:ea typeface=""/>'
        '</a:majorFont><a:minorFont><a:latin typeface="B"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    content = "application/vnd.openxmlformats-officedocument.theme+xml"
    part = Part(PackURI("/word/theme/theme1.xml"), content, theme.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)

    paragraph = next(p for p in read_paper(document).paragraphs if p.text.startswith("各乡镇、各部门"))

    assert {run.font for run in paragraph.runs} == {"宋体"}
    assert by_rule(check_document(document).findings) == {"fonts.body": 1}
