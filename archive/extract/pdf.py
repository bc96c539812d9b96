"""PDF files, page by page: read where they have text, looked at where they have none.

pdfplumber's only home. A page goes the fast way (pdfium's glyphs) where nothing on it calls for more; with rules,
columns, turned or unusual characters it goes through pdfplumber; without usable text it goes to OCR.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.container import Container
from pdfplumber.table import merge_edges

from archive.extract import streams
from archive.extract.characters import clean, cleaning_notes, count_han, count_rare, outside_gb2312
from archive.extract.grid import TooManyRules, find_tables
from archive.extract.layout import Glyph, lay_out
from archive.extract.pdfium import PdfiumFile, Survey
from archive.extract.reading import Box, Limits, Line, Page, Remarks
from archive.extract.scanned import Ocr, scanned_page
from archive.extract.tables import Cells, lay_out_with_tables

logger = logging.getLogger(__name__)

DPI = 200
"""Dots an inch at which pages are drawn for OCR."""
_FEW = 20
"""Characters below which a page that is mostly picture is a scan."""
_STAMPED = 150
"""Characters below which a page covered by a picture is a scan with something printed on it."""
_SHAPES = 30
"""Shapes from which a page without text is a drawing, or text turned into outlines."""
_EDGES = 4000
"""Rules beyond which a page is a drawing and not searched for tables: the search grows with their square."""
_FIELD = 16.0
"""Points: the most a field's height tells of the size of what is written in it."""
_SNAP = 3.0
"""Points by which rules may be apart and still be one."""
_RENEW = 200
"""Pages after which pdfplumber's document is opened anew: it keeps every object it has seen."""


def read_pdf(path: Path, limits: Limits, ocr: Ocr, start: int = 1) -> Generator[Page, None, Remarks]:
    """The pages of a PDF from ``start`` on, one at a time.

    Raises:
        ReadError: ``encrypted``, ``damaged``, ``too_large``.
        OSError: the file cannot be read.
    """
    found = streams.look(path, limits.unpacked)
    review = []
    if found.damaged:
        review.append("文件中有损坏的数据，可能缺字，请对照原件核对")
    if not found.complete:
        review.append("文件不完整（没有结尾），可能缺页，请核对原件")
    with PdfiumFile(path) as pdfium, _PlumberFile(path) as plumber:
        count = len(pdfium)
        if count > limits.pages:
            review.append(f"共 {count} 页，只读取了前 {limits.pages} 页")
        for number in range(start, min(count, limits.pages) + 1):
            yield _page(number, pdfium, plumber, limits, ocr)
    return Remarks(review=tuple(review))


def _page(number: int, pdfium: PdfiumFile, plumber: _PlumberFile, limits: Limits, ocr: Ocr) -> Page:
    survey = pdfium.survey(number - 1)
    if _is_blank(survey) and not pdfium.has_forms:
        return Page(number, (), notes=("空白页",))
    why = _why_ocr(survey)
    if why is None:
        page = (None if pdfium.has_forms else _fast(number, survey)) or plumber.page(number)
        if isinstance(page, Page):
            seen = ("本页图片中的文字没有识别",) if survey.picture > 0.2 else ()
            return Page(number, page.lines, notes=(*page.notes, *seen))
        why = page
    picture = pdfium.render(number - 1, DPI, limits.pixels)
    notes = [why] if why else []
    if survey.width * survey.height * (DPI / 72) ** 2 > limits.pixels:
        notes.append("页面过大，已缩小后识别")
    return scanned_page(number, picture, ocr, notes=tuple(notes))


def _is_blank(survey: Survey) -> bool:
    return not survey.characters and survey.picture < 0.001 and survey.drawn < _SHAPES


def _why_ocr(survey: Survey) -> str | None:
    """The note for a page that must be looked at ("" where it needs none), or None if it has text of its own."""
    if not survey.characters:
        return ""
    if survey.hidden >= 0.9 and survey.picture >= 0.5:
        return "原有的隐藏文字层不可靠，已重新识别"
    if survey.characters < _FEW and survey.picture > 0.5:
        return ""
    if survey.characters < _STAMPED and survey.picture > 0.85:
        return ""
    if survey.turned > 0.5:
        return "文字方向不正，已改用文字识别"
    return None


def _fast(number: int, survey: Survey) -> Page | None:
    """The page from pdfium's glyphs, or None if it has columns or characters that pdfium may have misread."""
    if survey.glyphs is None or outside_gb2312("".join(glyph.text for glyph in survey.glyphs)):
        return None
    laid = lay_out(survey.glyphs, survey.width, survey.height)
    return None if laid.columns else _cleaned(number, laid.lines)


def _cleaned(number: int, lines: Sequence[Line]) -> Page:
    controls = private = 0
    out = []
    for line in lines:
        cleaned = clean(line.text)
        controls, private = controls + cleaned.controls, private + cleaned.private
        text = " ".join(cleaned.text.split())
        if text:
            out.append(line if text == line.text else Line(text, line.box, line.score))
    return Page(number, tuple(out), notes=cleaning_notes(controls, private))


def _distrust(glyphs: Iterable[Glyph]) -> str | None:
    """Why the text of a page is not what it shows, or None."""
    text = "".join(glyph.text for glyph in glyphs)
    if "(cid:" in text:
        return "字体没有文字编码，已改用文字识别"
    cleaned = clean(text)
    broken = cleaned.controls + text.count("\ufffd")
    if broken or cleaned.private > 0.03 * len(text):
        return "文字层有乱码，已改用文字识别"
    han = count_han(text)
    if han >= 20 and count_rare(text) > 0.1 * han:
        return "文字层有乱码，已改用文字识别"
    return None


class _PlumberFile(AbstractContextManager["_PlumberFile"]):
    """A PDF opened with pdfplumber, on first need."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Any = None
        self._read = 0

    def __exit__(self, *_: object) -> None:
        self._close()

    def page(self, number: int) -> Page | str:
        """The page's text, or the note that says why it must go to OCR."""
        try:
            return self._text(number)
        except Exception as exc:  # noqa: BLE001 - pdfminer raises anything on damaged files; the page is drawn instead
            logger.info("page %d not read by pdfplumber: %r", number, exc)
            self._close()
            return "文字层损坏，已改用文字识别"

    def _text(self, number: int) -> Page | str:
        if self._document is None or self._read >= _RENEW:
            self._close()
            self._document = pdfplumber.open(self._path, raise_unicode_errors=False)
        self._read += 1
        page = self._document.pages[number - 1]
        try:
            shown = _shown(page)
            leaves = list(_leaves(page.layout))
            glyphs = [*_glyphs(leaves, page, shown), *_filled_in(page, shown)]
            if not glyphs:
                return "文字层无法读取，已改用文字识别"
            if why := _distrust(glyphs):
                return why
            tables, notes = _tables(leaves, page, shown)
            lines = lay_out_with_tables(glyphs, tables, shown[2] - shown[0], shown[3] - shown[1])
        finally:
            page.close()
        read = _cleaned(number, lines)
        return Page(number, read.lines, notes=(*read.notes, *notes))

    def _close(self) -> None:
        if self._document is not None:
            # PDF.close() would build every page of the file only to close it
            self._document.stream.close()
            self._document = None
        self._read = 0


def _shown(page: Any) -> Box:
    """The part of the page that is shown, in pdfplumber's own coordinates."""
    media, crop = page.mediabox, page.cropbox
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[0] < box[2] and box[1] < box[3] else tuple(media)


def _leaves(objects: Iterable[Any]) -> Iterator[Any]:
    """Objects of a page, those inside figures (form XObjects) among them."""
    for item in objects:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _glyphs(leaves: Iterable[Any], page: Any, shown: Box) -> Iterator[Glyph]:
    """The characters, from the top left of what is shown. Page.chars would make a dictionary of 25 entries of each."""
    left, top, right, bottom = shown
    across, down = page.mediabox[0] - left, page.height + page.mediabox[1] - top
    width, height = right - left, bottom - top
    spaced = False
    for char in leaves:
        if not isinstance(char, LTChar):
            continue
        text = char.get_text()
        if not text or text.isspace():
            spaced = True
            continue
        x0, x1, y0, y1 = char.x0 + across, char.x1 + across, down - char.y1, down - char.y0
        if 0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height:
            yield Glyph(text, x0, y0, x1, y1, spaced)
        spaced = False


def _filled_in(page: Any, shown: Box) -> Iterator[Glyph]:
    """What is filled in on a form, each value as one glyph in its field's place."""
    for annot in page.annots:
        data = annot["data"]
        parent = resolve1(data.get("Parent")) or {}
        kind, value = (resolve1(data.get(key, parent.get(key))) for key in ("FT", "V"))
        if kind is None or kind.name not in {"Tx", "Ch"} or not isinstance(value, bytes):
            continue
        text = " ".join(decode_text(value).split())
        if text:
            left, top, _, _ = shown
            height = min(annot["bottom"] - annot["top"], _FIELD)
            x0, y0 = annot["x0"] - left, annot["top"] - top
            yield Glyph(text, x0, y0, x0 + len(text) * height, y0 + height, spaced=True)


class _Rules(Container):
    """The shapes of a page, all that the search for tables looks at."""

    def __init__(self, page: Any, shapes: Iterable[Any]) -> None:
        self._by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for shape in shapes:
            made = page.process_object(shape)
            self._by_kind[made["object_type"]].append(made)

    @property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        return self._by_kind


def _tables(leaves: Iterable[Any], page: Any, shown: Box) -> tuple[list[Cells], tuple[str, ...]]:
    """Tables as rows of cells, each cell a box from the top left of what is shown."""
    shapes = [item for item in leaves if isinstance(item, LTCurve)]
    if not shapes:
        return [], ()
    rules = [e for e in _Rules(page, shapes[:_EDGES]).edges if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= 1]
    merged = merge_edges(rules, _SNAP, _SNAP, _SNAP, _SNAP) if len(rules) <= _EDGES else []
    sides: dict[str, list[Box]] = {"v": [], "h": []}
    for e in merged:
        if max(e["x1"] - e["x0"], e["bottom"] - e["top"]) >= _SNAP:
            box = (e["x0"] - shown[0], e["top"] - shown[1], e["x1"] - shown[0], e["bottom"] - shown[1])
            sides[e["orientation"]].append(box)
    try:
        if len(shapes) > _EDGES or len(rules) > _EDGES:
            raise TooManyRules
        return find_tables(sides["v"], sides["h"]), ()
    except TooManyRules:
        return [], ("线条过多，没有查找表格",)
