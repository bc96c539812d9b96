"""PDF files: text read as it stands, pictures sent to OCR, bad files refused or named."""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import psutil
import pytest
from PIL import Image

from archive.errors import ReadError
from archive.extract import pdf, streams
from archive.extract.pdf import read_pdf
from archive.extract.pdfium import PdfiumFile
from archive.extract.reading import Limits, Page, Remarks
from tests.archive.extract import bad_files
from tests.archive.extract.fakes import Eye
from tests.archive.extract.made_pdf import PageMaker, columns, letter, papers, sentences, table, write_pdf


def _read(
    path: Path, eye: Eye | None = None, limits: Limits | None = None, start: int = 1
) -> tuple[list[Page], Remarks]:
    reader = read_pdf(path, limits or Limits(), eye or Eye(), start)
    pages = []
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            return pages, end.value


def _made(folder: Path, *pages: PageMaker) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(write_pdf(pages))
    return path


def _fold(text: str) -> str:
    return "".join(text.split())


def _scan(width: int = 600, height: int = 850) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.random.default_rng(2).integers(0, 255, (height, width, 3), np.uint8)).save(
        out, "JPEG", quality=30
    )
    return out.getvalue()


def _code(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        _read(path, limits=limits)
    return caught.value.error_code


def test_the_fast_way_says_the_same_as_pdfplumber(tmp_path: Path) -> None:
    """pdfium misreads some files; where it is allowed to serve, its text must be pdfplumber's, on 300 pages."""
    path = _made(tmp_path, *papers(300))
    fast = 0
    with PdfiumFile(path) as pdfium, pdfplumber.open(path) as plumber:
        for index, page in enumerate(plumber.pages):
            mine = pdf._fast(index + 1, pdfium.survey(index))
            if mine is not None:
                fast += 1
                assert _fold(mine.text) == _fold(page.dedupe_chars().extract_text())
            page.close()
    assert fast >= 200


def test_words_stand_together(tmp_path: Path) -> None:
    """Typographic gaps must not become spaces: 2023年5月18日 is searched as it is written."""
    page = PageMaker()
    page.text(80, 80, 14, "于2023")
    page.text(80 + 14 * 3 + 3.5, 80, 14, "年")
    page.text(80 + 14 * 4 + 7, 80, 14, "5")
    page.text(80 + 14 * 4.5 + 10.5, 80, 14, "月18日使用 WPS Office 办公")
    page.text(80, 120, 14, "身份证号码", extra="2 Tc")
    page.text(166, 120, 14, "230124196303152319", extra="3 Tc")
    pages, _ = _read(_made(tmp_path, page))

    assert pages[0].text == "于2023年5月18日使用 WPS Office 办公\n身份证号码230124196303152319"


def test_lines_have_their_places(tmp_path: Path) -> None:
    """A highlight must fall on the line it belongs to."""
    page = PageMaker()
    page.text(59.5, 84.2, 20, "方正县信访局")
    pages, _ = _read(_made(tmp_path, page))

    assert pages[0].lines[0].box == pytest.approx((0.1, 0.1, 0.1 + 120 / 595, 0.1 + 20 / 842), abs=0.006)


def test_a_page_stored_on_its_side_is_read_as_shown(tmp_path: Path) -> None:
    """Landscape tables are stored portrait and turned; their boxes must be those of the page as it is seen."""
    page = PageMaker(rotate=90)
    page.on_its_side(84.2, 59.5, 20, "方正县信访局，来信登记")
    pages, _ = _read(_made(tmp_path, page))

    assert pages[0].text == "方正县信访局，来信登记"
    assert pages[0].lines[0].box == pytest.approx((0.1, 0.1, 0.1 + 220 / 842, 0.1 + 20 / 595), abs=0.006)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_shown_on_its_side_goes_to_ocr(tmp_path: Path, rotate: int) -> None:
    """Only the OCR turns pages upright and says by how much."""
    page = PageMaker(rotate=rotate)
    page.text(59.5, 84.2, 20, "方正县信访局，来信登记")
    eye = Eye()
    pages, _ = _read(_made(tmp_path, page), eye)

    assert pages[0].notes == ("文字方向不正，已改用文字识别",)
    assert (eye.pictures[0].shape[0] < eye.pictures[0].shape[1]) == (rotate != 180)


def test_tables_are_read_by_rows(tmp_path: Path) -> None:
    """An amount must stand beside the name it belongs to."""
    made, cells = table(random.Random(5))
    pages, _ = _read(_made(tmp_path, made))

    assert [line.text for line in pages[0].lines][1:] == [" ".join(filter(None, row)) for row in cells]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Two columns read across make nonsense of both."""
    for seed in range(3):
        made = columns(random.Random(seed))
        rng = random.Random(seed)
        rng.randint(1, 60)
        left, right = sentences(rng, 12), sentences(rng, 12)
        pages, _ = _read(_made(tmp_path, made))

        assert _fold(pages[0].text).partition("期")[2] == _fold(left + right)


def test_a_scanned_page_goes_to_ocr_and_its_neighbours_do_not(tmp_path: Path) -> None:
    """A letter with a scanned enclosure must be read whole."""
    rng = random.Random(1)
    scan = PageMaker()
    scan.picture(_scan(), 0, 0, 595, 842)
    eye = Eye()
    pages, _ = _read(_made(tmp_path, letter(rng), scan, letter(rng)), eye)

    assert [page.source for page in pages] == ["text", "ocr", "text"]
    assert eye.pictures[0].shape == (2339, 1653, 3)
    assert pages[1].lines[0].text == "第1幅图"


def test_a_stamped_scan_goes_to_ocr(tmp_path: Path) -> None:
    """A page number printed on a scan is not the text of the page."""
    scan = PageMaker()
    scan.picture(_scan(), 0, 0, 595, 842)
    scan.text(200, 800, 10, "第 3 页 共 9 页 方正县信访局收文章 2024年第0086号 扫描归档专用")
    pages, _ = _read(_made(tmp_path, scan))

    assert pages[0].source == "ocr"


def test_a_foreign_ocr_layer_is_not_believed(tmp_path: Path) -> None:
    """Hidden text of an unknown recogniser over a scan is full of errors."""
    scan = PageMaker()
    scan.picture(_scan(), 0, 0, 595, 842)
    for line in range(20):
        scan.text(80, 80 + 30 * line, 14, "这是别的软件识别的隐藏文字层，错字很多，不可采信", mode=3)
    pages, _ = _read(_made(tmp_path, scan))

    assert pages[0].source == "ocr"
    assert pages[0].notes == ("原有的隐藏文字层不可靠，已重新识别",)


def test_text_under_a_picture_is_not_believed(tmp_path: Path) -> None:
    """Some scanners put their text in plain ink under the picture."""
    scan = PageMaker()
    for line in range(20):
        scan.text(80, 80 + 30 * line, 14, "这是别的软件识别的文字，印在图片下面，错字很多")
    scan.picture(_scan(), 0, 0, 595, 842)
    pages, _ = _read(_made(tmp_path, scan))

    assert pages[0].source == "ocr"


def test_a_picture_in_a_text_page_is_said(tmp_path: Path) -> None:
    """What was not read must be said."""
    page = letter(random.Random(1))
    page.picture(_scan(), 100, 400, 400, 400)
    pages, _ = _read(_made(tmp_path, page))

    assert pages[0].source == "text"
    assert pages[0].notes == ("本页图片中的文字没有识别",)


def test_a_font_without_encoding_goes_to_ocr(tmp_path: Path) -> None:
    """(cid:123) is no text."""
    path = _made(tmp_path, letter(random.Random(1)))
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        for item in made.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                item.Encoding = pikepdf.Name("/Identity-H")
            if isinstance(item, pikepdf.Dictionary) and "/CIDSystemInfo" in item:
                item.CIDSystemInfo.Registry = pikepdf.String("Made")
        made.save(path)
    pages, _ = _read(path)

    assert pages[0].source == "ocr"


@pytest.mark.parametrize("code", [0x01, 0x9F, 0xE123, 0xFFFD])
def test_garbage_goes_to_ocr(tmp_path: Path, code: int) -> None:
    """A text layer of control or private-use characters is not what the page shows."""
    page = PageMaker()
    page.text(80, 80, 14, "反映人王德福。" * 3)
    page.text(80, 120, 14, (chr(code) + "。") * 5)
    path = _made(tmp_path, page)
    with_map = _with_unicode_map(path)
    pages, _ = _read(with_map)

    assert pages[0].source == "ocr"


def _with_unicode_map(path: Path) -> Path:
    """Give the font a ToUnicode map by which a code means itself."""
    cmap = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange
endcmap end end"""
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        for item in made.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                item.ToUnicode = made.make_stream(cmap)
                item.Encoding = pikepdf.Name("/Identity-H")
        made.save(path)
    return path


def test_what_is_filled_in_on_a_form_is_read(tmp_path: Path) -> None:
    """The answers on a form are kept apart from its text; without them only the questions would be found."""
    page = PageMaker()
    page.text(80, 100, 14, "信访人姓名：")
    page.text(80, 140, 14, "信访事项：")
    path = _made(tmp_path, page, letter(random.Random(1)))
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        fields = [
            made.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=f"f{number}", V=value,
                    Rect=[180, 842 - top - 16, 400, 842 - top], DA="/F1 12 Tf 0 g",
                )
            )
            for number, (value, top) in enumerate((("王德福", 99), ("道路损毁", 139)))
        ]  # fmt: skip
        made.pages[0].Annots = made.make_indirect(pikepdf.Array(fields))
        made.Root.AcroForm = pikepdf.Dictionary(Fields=fields)
        made.save(path)
    pages, _ = _read(path)

    assert pages[0].text == "信访人姓名： 王德福\n信访事项： 道路损毁"
    assert len(pages) == 2


def test_a_blank_page_is_said(tmp_path: Path) -> None:
    """A blank page is no failure and costs no OCR."""
    eye = Eye()
    pages, _ = _read(_made(tmp_path, PageMaker(), letter(random.Random(1))), eye)

    assert (pages[0].lines, pages[0].notes) == ((), ("空白页",))
    assert not eye.pictures


def test_outlined_text_goes_to_ocr(tmp_path: Path) -> None:
    """A page whose text was made curves has no characters but is not blank."""
    page = PageMaker()
    for number in range(200):
        page.rule(80 + number, 100, 82 + number, 110)
    pages, _ = _read(_made(tmp_path, page))

    assert pages[0].source == "ocr"


def test_a_drawing_does_not_hold_up(tmp_path: Path) -> None:
    """A plan with thousands of lines must not be searched for tables for minutes."""
    page = letter(random.Random(1))
    for number in range(4100):
        page.rule(number % 590, number % 700, number % 590, number % 700 + 30)
    pages, _ = _read(_made(tmp_path, page))

    assert "线条过多，没有查找表格" in pages[0].notes
    assert pages[0].lines


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    """A password must be asked of the sender, not guessed."""
    assert _code(bad_files.encrypted_pdf(tmp_path)) == "encrypted"


def test_a_pdf_anyone_may_open_is_read(tmp_path: Path) -> None:
    """Locked against change is not locked against reading."""
    pages, remarks = _read(bad_files.owner_locked_pdf(tmp_path))

    assert len(pages) == 3
    assert pages[0].source == "text"
    assert not remarks.review


def _outcome(path: Path) -> str:
    """The code of the refusal, or whether the reader says that something is missing."""
    try:
        pages, remarks = _read(path)
    except ReadError as exc:
        return exc.error_code
    assert pages
    return "不完整" if any("不完整" in reason for reason in remarks.review) else "read"


def test_a_truncated_pdf_is_refused_or_named(tmp_path: Path) -> None:
    """Half a file must never pass for a whole one."""
    for part in (0.05, 0.3, 0.6, 0.9):
        path = bad_files.truncated_pdf(tmp_path, part)
        assert _outcome(path) in {"damaged", "不完整"}


def test_damage_inside_is_named(tmp_path: Path) -> None:
    """pdfium gives half the text of a damaged page without a word."""
    _, remarks = _read(bad_files.flipped_pdf(tmp_path))

    assert remarks.review == ("文件中有损坏的数据，可能缺字，请对照原件核对",)


def test_bits_turned_at_random_never_surprise(tmp_path: Path) -> None:
    """Whatever is broken, the answer is pages or a refusal."""
    for seed in range(12):
        assert _outcome(bad_files.riddled_pdf(tmp_path, seed)) in {"damaged", "encrypted", "read", "不完整"}


@pytest.mark.parametrize("layers", [1, 2])
def test_a_flate_bomb_is_refused(tmp_path: Path, layers: int) -> None:
    """A megabyte that unpacks to a gigabyte must not be unpacked."""
    before = psutil.Process().memory_info().rss
    bomb = bad_files.flate_bomb_pdf(tmp_path, layers=layers)

    assert _code(bomb) == "too_large"
    assert psutil.Process().memory_info().rss - before < 200 << 20


def test_a_sound_stream_of_any_size_passes(tmp_path: Path) -> None:
    """The look for bombs must end on streams that fill its pieces exactly."""
    for size in (1 << 20, (1 << 20) + 1, 3 << 20):
        bomb = bad_files.flate_bomb_pdf(tmp_path, size=max(size, 1 << 20))
        assert streams.look(bomb, 512 << 20) == streams.Streams(0, True)


def test_a_giant_page_is_drawn_small(tmp_path: Path) -> None:
    """A page of 200 by 200 metres must be drawn within the pixels allowed."""
    eye = Eye()
    pages, _ = _read(bad_files.giant_pdf(tmp_path), eye, Limits(pixels=1_000_000))

    assert pages[0].notes == ("页面过大，已缩小后识别",)
    height, width, _ = eye.pictures[0].shape
    assert 900_000 <= height * width <= 1_010_000


def test_thousands_of_pages_in_constant_memory(tmp_path: Path) -> None:
    """A file of thousands of pages must not grow in memory, and what is cut off must be said."""
    path = bad_files.long_pdf(tmp_path)
    process = psutil.Process()
    sizes, count = {}, 0
    for page in read_pdf(path, Limits(pages=900), Eye()):
        count = page.number
        if count in (300, 900):
            sizes[count] = process.memory_info().rss
    assert count == 900
    assert sizes[900] - sizes[300] < 30 << 20


def test_pages_beyond_the_limit_are_said(tmp_path: Path) -> None:
    """What is cut off must be said."""
    pages, remarks = _read(bad_files.sound_pdf(tmp_path, pages=5), limits=Limits(pages=2))

    assert len(pages) == 2
    assert remarks.review == ("共 5 页，只读取了前 2 页",)


def test_reading_may_begin_later(tmp_path: Path) -> None:
    """A renewed process goes on where the other stopped."""
    pages, _ = _read(bad_files.sound_pdf(tmp_path), start=3)

    assert [page.number for page in pages] == [3]
