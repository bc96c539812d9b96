"""Drafts edited in Word: taken back, compared, and signed with everything that was changed in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from archive.errors import Conflict, InvalidInput, ReadError
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from search_api.papers import Writing, write_next
from templates.life import steps
from templates.life.checking_in import check_in
from templates.life.comparing import Change, differences
from templates.life.steps import Doing
from tests.templates.life.conftest import NOW, TODAY, Desk
from tests.templates.life.test_signing import words
from tests.templates.samples import HOMESTEAD


def _paragraph(document: docx.document.Document, begins: str) -> Paragraph:
    return next(p for p in document.paragraphs if begins in p.text)


def edited(desk: Desk, paper: PaperRecord, name: str = "改.docx", **replaced: str) -> Path:
    """The draft as it looks after somebody typed other words into it in Word."""
    document = docx.Document(paper.file)
    for old, new in replaced.items():
        paragraph = _paragraph(document, old)
        paragraph.runs[0].text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run.text = ""
    file = desk.folder / name
    document.save(str(file))
    return file


def test_an_edited_draft_is_what_gets_signed(desk: Desk) -> None:
    """Generating anew would throw away what the leader wrote by hand, without a word."""
    paper = desk.draft()
    file = edited(desk, paper, 收悉="已经收到")

    back, _ = check_in(desk.record, desk.originals, paper.id, file, Doing(TODAY, reason="按领导批示修改"))
    steps.send(desk.record, paper.id, NOW)
    signed = desk.sign(paper.id)

    assert (back.draft, back.state) == (2, PaperState.DRAFT)
    said = words(desk, signed.sha256)
    assert "已经收到" in said
    assert "松信访复字〔2022〕1号" in said
    assert "2022年6月20日" in said
    assert "年　月" not in said
    with desk.record.read() as tx:
        first = tx.papers.draft(paper.id, 1)
    assert desk.originals.path(first.sha256).read_bytes() == Path(paper.file).read_bytes()
    changed = differences(desk.originals.path(first.sha256).read_bytes(), file.read_bytes())
    assert [change.sign for change in changed] == ["-", "+"]
    assert "收悉" in changed[0].text
    assert "已经收到" in changed[1].text


def test_a_draft_with_a_typed_number_is_numbered_all_the_same(desk: Desk) -> None:
    """``juanzong generate`` asks for a number; what counts is the one the series gives."""
    filed = write_next(desk.record, desk.originals, "reply", HOMESTEAD, desk.folder, Writing(TODAY))
    paper = desk.paper(filed.id)
    check_in(desk.record, desk.originals, paper.id, edited(desk, paper, 收悉="已经收到"), NOW)
    steps.send(desk.record, paper.id, NOW)

    said = words(desk, desk.sign(paper.id, doing=Doing(TODAY.replace(day=22))).sha256)

    assert "松信访复字〔2022〕1号" in said
    assert "〔2022〕12号" not in said
    assert said.count("2022年6月22日") == 1


def test_a_place_for_the_number_must_stay(desk: Desk) -> None:
    """A number typed by hand is one the register does not know."""
    paper = desk.draft()

    with pytest.raises(InvalidInput) as refused:
        check_in(desk.record, desk.originals, paper.id, edited(desk, paper, **{"〔2022〕　号": "〔2022〕7号"}), NOW)
    assert (refused.value.error_code, "〔2022〕　号" in refused.value.message) == ("placeholder_missing", True)
    with pytest.raises(InvalidInput) as refused:
        check_in(desk.record, desk.originals, paper.id, edited(desk, paper, **{"2022年　月　日": "2022年6月20日"}), NOW)
    assert refused.value.error_code == "placeholder_missing"

    spread = edited(desk, paper, **{"〔2022〕　号": "〔2022〕    号"})
    assert check_in(desk.record, desk.originals, paper.id, spread, NOW)[0].draft == 2


def test_what_is_no_clean_word_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A deleted line that can be brought back, a program, a picture fetched over the net: none of it goes out."""
    paper = desk.draft()
    document = docx.Document(paper.file)
    _paragraph(document, "收悉")._p.append(OxmlElement("w:ins"))
    tracked = tmp_path / "修订.docx"
    document.save(str(tracked))
    document = docx.Document(paper.file)
    document.part.relate_to(
        "http://pictures.invalid/1.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    remote = tmp_path / "外部.docx"
    document.save(str(remote))
    macro = tmp_path / "宏.docx"
    macro.write_bytes(Path(paper.file).read_bytes())
    with zipfile.ZipFile(macro, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"x")
    sheet, field = tmp_path / "嵌入表格.docx", tmp_path / "域.docx"
    sheet.write_bytes(Path(paper.file).read_bytes())
    with zipfile.ZipFile(sheet, "a") as packed:
        packed.writestr("word/embeddings/oleObject1.bin", b"x")
    document = docx.Document(paper.file)
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), 'INCLUDETEXT "C:\\\\别的文件.docx"')
    _paragraph(document, "收悉")._p.append(simple)
    document.save(str(field))
    other = tmp_path / "扫描.docx"
    other.write_bytes(b"%PDF-1.7")

    for file, kind, code in (
        (tracked, InvalidInput, "tracked_changes"),
        (remote, ReadError, "external_content"),
        (macro, ReadError, "macro"),
        (sheet, ReadError, "embedded"),
        (field, ReadError, "field_code"),
        (other, ReadError, "unsupported"),
        (Path(paper.file), Conflict, "same_draft"),
    ):
        with pytest.raises(kind) as refused:
            check_in(desk.record, desk.originals, paper.id, file, NOW)
        assert refused.value.error_code == code
    assert "INCLUDETEXT" in _told(desk, paper, field)
    assert "嵌入的对象" in _told(desk, paper, sheet)
    assert desk.paper(paper.id) == paper
    with desk.record.read() as tx:
        assert len(tx.papers.drafts(paper.id)) == 1


def _told(desk: Desk, paper: PaperRecord, file: Path) -> str:
    with pytest.raises(ReadError) as refused:
        check_in(desk.record, desk.originals, paper.id, file, NOW)
    return refused.value.message


def test_rows_of_tables_are_compared_too(tmp_path: Path) -> None:
    """A changed amount stands in a table more often than in the text."""
    made = []
    for amount in ("12000元", "12500元"):
        document = docx.Document()
        document.add_paragraph("补偿明细如下：")
        table = document.add_table(1, 2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "青苗", amount
        document.save(str(tmp_path / "表.docx"))
        made.append((tmp_path / "表.docx").read_bytes())

    assert differences(*made) == [
        Change("-", "第1个表格第1行", "青苗｜12000元"),
        Change("+", "第1个表格第1行", "青苗｜12500元"),
    ]
