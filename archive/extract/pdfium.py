"""pypdfium2's only home: what stands on a page of a PDF, its glyphs where they can be trusted, and its picture.

pdfium reads and draws fast but not always right, and it says nothing about damage; ``pdf`` decides by the survey made
here which page goes to pdfplumber and which to OCR. It must never be used from two threads at once.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.layout import Glyph
from archive.extract.matrix import IDENTITY, Matrix, times

_SHOWN: dict[int, Matrix] = {
    0: IDENTITY,
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}
"""How a page's own turning (clockwise) changes directions on it."""
_DEPTH = 8
"""Forms within forms looked into."""
_COVER = 0.9
"""Share of the page from which a picture without transparency hides text drawn before it."""
_BREAKS = frozenset({0x0A, 0x0D})


@dataclass(frozen=True, slots=True)
class Survey:
    """What pdfium finds on a page."""

    width: float
    """Points, as it is shown."""
    height: float
    characters: int = 0
    """All but white space, hidden ones too."""
    hidden: float = 0.0
    """Share of the text objects that no one sees: render mode 3, or under a picture."""
    picture: float = 0.0
    """Share of the page that the largest picture covers."""
    drawn: int = 0
    """Lines, boxes and other shapes, a blank background not counted."""
    turned: float = 0.0
    """Share of the text objects that do not run from left to right on the page as it is shown."""
    glyphs: tuple[Glyph, ...] | None = None
    """The text, in points; None where pdfium is not to be trusted with it."""


@dataclass(slots=True)
class _Tally:
    """Counts made while walking over the objects of a page."""

    texts: int = 0
    hidden: int = 0
    turned: int = 0
    picture: float = 0.0
    drawn: int = 0
    forms: int = 0


class PdfiumFile(AbstractContextManager["PdfiumFile"]):
    """A PDF opened with pdfium.

    Raises:
        ReadError: ``encrypted`` or ``damaged``.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._document = pypdfium2.PdfDocument(path)
        except FileNotFoundError as exc:
            raise refusals.vanished() from exc
        except pypdfium2.PdfiumError as exc:
            raise _refusal(exc) from exc
        if not len(self._document):
            self._document.close()
            raise refusals.damaged("PDF")
        self.has_forms: bool = self._document.get_formtype() != raw.FORMTYPE_NONE
        """Whether fields are filled in on its pages; their values stand in no page's text."""
        if self.has_forms:
            self._document.init_forms()  # so that they are drawn

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def survey(self, index: int) -> Survey:
        """What stands on a page. ``index`` from 0.

        Raises:
            ReadError: ``damaged``: the page cannot be loaded.
        """
        page = self._page(index)
        try:
            return _survey(page)
        finally:
            page.close()

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points, as it is shown."""
        page = self._page(index)
        try:
            width, height = page.get_size()
        finally:
            page.close()
        return width, height

    def render(self, index: int, dpi: float, pixels: int) -> NDArray[np.uint8]:
        """The page as it is shown, RGB, at ``dpi`` dots an inch or as many as ``pixels`` allow in all."""
        page = self._page(index)
        try:
            width, height = page.get_size()
            # each side gets at least a pixel, so a page of 1 by 100,000 points still needs its long side cut
            scale = min(dpi / 72, math.sqrt(pixels / max(width * height, 1e-6)), pixels / max(width, height, 1e-6))
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            try:
                return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
            finally:
                bitmap.close()
        finally:
            page.close()

    def _page(self, index: int) -> Any:
        try:
            return self._document[index]
        except pypdfium2.PdfiumError as exc:
            raise refusals.damaged(f"PDF 第 {index + 1} 页") from exc


def _refusal(exc: pypdfium2.PdfiumError) -> ReadError:
    if getattr(exc, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return refusals.encrypted("PDF")
    return refusals.damaged("PDF")


def _survey(page: Any) -> Survey:
    width, height = page.get_size()
    left, bottom, right, top = page.get_bbox()
    area = max(abs((right - left) * (top - bottom)), 1e-6)
    tally = _Tally()
    _walk(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _SHOWN[page.get_rotation()], area, tally, 0)
    straight = not (tally.drawn or tally.forms or tally.hidden or tally.turned or page.get_rotation())
    textpage = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(textpage.raw)
        glyphs = tuple(_glyphs(textpage.raw, count, left, top)) if straight else ()
        trusted = straight and None not in glyphs
        characters = len(glyphs) if straight else _count(textpage.raw, count)
    finally:
        textpage.close()
    return Survey(
        width=width,
        height=height,
        characters=characters,
        hidden=tally.hidden / tally.texts if tally.texts else 0.0,
        picture=tally.picture,
        drawn=tally.drawn,
        turned=tally.turned / tally.texts if tally.texts else 0.0,
        glyphs=tuple(g for g in glyphs if g is not None) if trusted else None,
    )


def _count(textpage: Any, count: int) -> int:
    """Characters that are not white space."""
    if count <= 0:
        return 0
    buffer = (ctypes.c_ushort * (count + 1))()
    got = raw.FPDFText_GetText(textpage, 0, count, buffer)
    return sum(1 for code in buffer[: max(got - 1, 0)] if code > 32 and code != 0xA0 and code != 0x3000)


def _glyphs(textpage: Any, count: int, left: float, top: float) -> Iterator[Glyph | None]:
    """The characters with their boxes; None for one that must be looked at with other eyes."""
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    code_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    generated, unmapped = raw.FPDFText_IsGenerated, raw.FPDFText_HasUnicodeMapError
    spaced = False
    for index in range(count):
        code = code_of(textpage, index)
        if code in (0x20, 0xA0, 0x3000, 0x09):
            spaced = spaced or generated(textpage, index) != 1
            continue
        if code in _BREAKS:
            spaced = False
            continue
        if code < 0x20 or 0xD800 <= code <= 0xF8FF or code >= 0xFFF0 or unmapped(textpage, index) == 1:
            yield None
            continue
        if not box_of(textpage, index, pointer):
            yield None
            continue
        yield Glyph(chr(code), box.left - left, top - box.top, box.right - left, top - box.bottom, spaced)
        spaced = False


def _walk(owner: Any, count: Any, get: Any, matrix: Matrix, area: float, tally: _Tally, depth: int) -> None:
    for index in range(count(owner)):
        item = get(owner, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            a, b, _, _, _, _ = times(_matrix(item), matrix)
            tally.texts += 1
            tally.hidden += raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            tally.turned += a <= 0 or abs(b) > 0.2 * abs(a)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = times(_matrix(item), matrix)
            share = abs(a * d - b * c) / area
            tally.picture = max(tally.picture, share)
            if share >= _COVER and not raw.FPDFPageObj_HasTransparency(item):
                tally.hidden = tally.texts
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            tally.forms += 1
            if depth < _DEPTH:
                inner = times(_matrix(item), matrix)
                _walk(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, area, tally, depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_SHADING or _is_drawn(item, area):
            tally.drawn += 1


def _is_drawn(path: Any, area: float) -> bool:
    """Whether a path leaves a mark that may be a rule; a page-wide background does not."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke)):
        return True
    if not (mode.value or stroke.value):
        return False
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(path, *(ctypes.byref(side) for side in sides)):
        return True
    left, bottom, right, top = (side.value for side in sides)
    return (right - left) * (top - bottom) < _COVER * area


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)
