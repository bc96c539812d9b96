"""Word files: everything that stands in them, in order, and nothing from outside them."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from archive.errors import ReadError
from archive.extract.numbering import written
from archive.extract.reading import Limits, Page, Remarks
from archive.extract.word import read_word
from tests.archive.extract import bad_files
from tests.archive.extract.fakes import Eye


def _read(path: Path) -> tuple[Page, Remarks]:
    reader = read_word(path, Limits(), Eye())
    page = next(reader)
    with pytest.raises(StopIteration) as end:
        next(reader)
    return page, end.value.value


def _made(folder: Path, document: Any) -> Page:
    document.save(str(folder / "made.docx"))
    return _read(folder / "made.docx")[0]


def _paragraph(inner: str) -> Any:
    return parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    """A table read after all paragraphs stands under the wrong heading."""
    document = Document()
    document.add_paragraph("一、基本情况")
    table = document.add_table(2, 3)
    for cell, text in zip(table._cells, ("姓名", "住址", "电话", "王德福", "永胜村三组", "13845126709"), strict=True):
        cell.text = text
    document.add_paragraph("二、处理意见")

    assert _made(tmp_path, document).text == "一、基本情况\n姓名 住址 电话\n王德福 永胜村三组 13845126709\n二、处理意见"


def test_merged_cells_are_read_once(tmp_path: Path) -> None:
    """python-docx gives a merged cell once for every place it covers."""
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "送达回证"
    table.cell(1, 0).text = "受送达人"
    table.cell(1, 2).text = "佟淑芬"

    assert _made(tmp_path, document).text == "送达回证\n受送达人 佟淑芬"


def test_cells_merged_downwards_are_read_once(tmp_path: Path) -> None:
    """The same for cells that reach over several rows."""
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "诉求"
    table.cell(0, 1).text = "修路"
    table.cell(1, 1).text = "赔偿"

    assert _made(tmp_path, document).text == "诉求 修路\n赔偿"


def test_inserted_text_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    """A paper under revision says what it says with all changes accepted."""
    document = Document()
    document.element.body.insert(
        0,
        _paragraph(
            "<w:r><w:t>应补发</w:t></w:r>"
            '<w:del w:id="1" w:author="a"><w:r><w:delText>26,000</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t>26,961.48</w:t></w:r></w:ins>'
            '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>旧处</w:t></w:r></w:moveFrom>'
            "<w:r><w:t>元</w:t></w:r>"
        ),
    )

    assert _made(tmp_path, document).text == "应补发26,961.48元"


def test_text_boxes_content_controls_and_links(tmp_path: Path) -> None:
    """Forms keep their answers in content controls and boxes, where a plain reader does not look."""
    document = Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    box = "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
    body.insert(
        1,
        parse_xml(
            f"<w:p {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:r>"
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r><w:hyperlink><w:r><w:t>链接里的字</w:t></w:r></w:hyperlink></w:p>"
        ),
    )

    assert _made(tmp_path, document).text == "控件里的字\n链接里的字\n框里的字"


def test_headers_and_footers_once_and_no_page_numbers(tmp_path: Path) -> None:
    """The letterhead tells who wrote; page numbers tell nothing."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "方正县信访局文件"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("正文")

    assert _made(tmp_path, document).text == "方正县信访局文件\n正文"


def test_breaks_tabs_and_spaces(tmp_path: Path) -> None:
    """A break within a paragraph parts lines; a space within a Chinese word does not part it."""
    document = Document()
    document.element.body.insert(
        0,
        _paragraph(
            '<w:r><w:t xml:space="preserve">通 知 王德福\t</w:t><w:tab/>'
            "<w:t>李桂兰</w:t><w:br/><w:t>use WPS now</w:t></w:r>"
        ),
    )

    assert _made(tmp_path, document).text == "通知王德福 李桂兰\nuse WPS now"


def test_automatic_numbers_are_read(tmp_path: Path) -> None:
    """「第二条」 that Word counts itself must be found like one that was typed."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in ((0, "chineseCounting", "第%1条"), (1, "decimal", "（%2）"))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for place, (level, text) in enumerate(
        ((0, "总则"), (0, "受理"), (1, "登记"), (1, "转送"), (0, "附则"), (1, "施行"))
    ):
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        document.element.body.insert(place, _paragraph(f"{properties}<w:r><w:t>{text}</w:t></w:r>"))

    assert _made(tmp_path, document).text == "第一条总则\n第二条受理\n（1）登记\n（2）转送\n第三条附则\n（1）施行"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCountingThousand", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"), (1001, "chineseCounting", "一千零一"),
        (12, "chineseLegalSimplified", "壹拾贰"), (3, "decimalEnclosedCircle", "③"), (14, "lowerRoman", "xiv"),
        (27, "upperLetter", "AA"), (2, "ideographTraditional", "乙"), (7, "unheard of", "7"),
    ],
)  # fmt: skip
def test_forms_of_numbers(value: int, form: str, text: str) -> None:
    """A clause is cited by the number as it is shown."""
    assert written(value, form) == text


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """python-docx loads a bomb without a word: 30 seconds, 4 GB."""
    with pytest.raises(ReadError) as caught:
        _read(bad_files.zip_bomb_docx(tmp_path))
    assert caught.value.error_code == "too_large"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """Entities multiply, and may name files of this machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    for path in (bad_files.entity_bomb_docx(tmp_path), bad_files.external_entity_docx(tmp_path, secret)):
        with pytest.raises(ReadError) as caught:
            _read(path)
        assert caught.value.error_code == "damaged"


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """An address that notes who calls."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/picture.png", calls
        server.shutdown()


def test_links_to_the_outside_are_not_followed(tmp_path: Path, visits: tuple[str, list[str]]) -> None:
    """Opening a letter must not tell its sender that it was opened."""
    url, calls = visits
    page, remarks = _read(bad_files.linked_docx(tmp_path, url))

    assert page.text == "正文在此"
    assert remarks.notes == ("文档有 2 处指向外部的链接，没有打开",)
    assert not calls


def test_a_letter_pasted_as_a_picture_is_read(tmp_path: Path) -> None:
    """Photographs of letters come pasted into Word; without OCR nobody would ever find them."""
    bad_files.half_black(size=(60, 80)).save(tmp_path / "photo.png")
    bad_files.half_black(size=(90, 120)).save(tmp_path / "second.png")
    document = Document()
    document.add_paragraph("来信照片")
    document.add_picture(str(tmp_path / "photo.png"))
    document.add_picture(str(tmp_path / "second.png"))
    document.save(str(tmp_path / "photo.docx"))
    eye = Eye()
    pages = list(read_word(tmp_path / "photo.docx", Limits(), eye))

    assert [page.text for page in pages] == ["来信照片", "第1幅图", "第2幅图"]
    assert [picture.shape for picture in eye.pictures] == [(80, 60, 3), (120, 90, 3)]


def test_pictures_in_a_text_are_said(tmp_path: Path) -> None:
    """What was not read must be said."""
    bad_files.half_black(size=(60, 80)).save(tmp_path / "photo.png")
    document = Document()
    document.add_paragraph("关于永胜村道路损毁问题的调查报告，附现场照片一张。")
    document.add_picture(str(tmp_path / "photo.png"))
    document.save(str(tmp_path / "report.docx"))

    assert _read(tmp_path / "report.docx")[1].notes == ("文档中有 1 张图片，图中文字没有识别",)


def test_damaged_files(tmp_path: Path) -> None:
    """A broken .docx must be refused in plain words, whatever breaks."""
    sound = tmp_path / "sound.docx"
    Document().save(str(sound))
    data = sound.read_bytes()
    for name, bad in (("cut", data[: len(data) // 2]), ("zeros", data[:3000] + bytes(3000) + data[6000:])):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(bad)
        with pytest.raises(ReadError) as caught:
            _read(path)
        assert caught.value.error_code == "damaged"


def test_a_very_long_text_is_parted(tmp_path: Path) -> None:
    """A page of millions of characters would break those who show it."""
    document = Document()
    for _ in range(30):
        document.add_paragraph("信访" * 5000)
    document.save(str(tmp_path / "long.docx"))
    pages = list(read_word(tmp_path / "long.docx", Limits(), Eye()))

    assert len(pages) == 3
    assert sum(len(page.text.replace("\n", "")) for page in pages) == 300_000
