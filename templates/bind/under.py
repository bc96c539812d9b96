"""Lines, pictures and seals of an OFD page laid under its words, as PDF draws them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pikepdf
from PIL import Image

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.ofd_drawing import Color, Drawing, Pen, Shape, Stamp
from archive.extract.pictures import open_picture
from archive.extract.reading import Limits

_POINTS: Final = 72 / 25.4
"""In a millimetre."""
_FINEST: Final = 0.05
"""Millimetres of the thinnest line; a printer loses a thinner one."""


def lay_under(file: Path, drawings: Sequence[Drawing], target: Path) -> list[str]:
    """Write ``file`` with each page's drawing under it; returns what could not be drawn, in Chinese.

    A file with another number of pages than there are drawings is not what they belong to: it is copied as it is.
    """
    failed: list[str] = []
    with pikepdf.open(file) as pdf:
        if len(pdf.pages) == len(drawings):
            for number, (page, drawing) in enumerate(zip(pdf.pages, drawings, strict=True), 1):
                failed += [f"第{number}页{problem}" for problem in _Underlay(pdf, page, drawing).draw()]
        else:
            failed.append("页数与排出来的不同，没有画线条和图片")
        pdf.save(target)
    return failed


class _Underlay:
    """One page while it is drawn on."""

    def __init__(self, pdf: pikepdf.Pdf, page: pikepdf.Page, drawing: Drawing) -> None:
        self._pdf = pdf
        self._page = page
        self._drawing = drawing
        self._pictures = pikepdf.Dictionary()
        self._states = pikepdf.Dictionary()

    def draw(self) -> list[str]:
        """Draw everything; a picture that cannot be read is left out and named."""
        failed, made = [], []
        for one in self._drawing.objects:
            if isinstance(one, Shape):
                made.append(self._shape(one))
                continue
            try:
                made.append(self._stamp(one))
            except ReadError as problem:
                failed.append(f"的一张图片没有画出：{problem.message}")
        if made:
            height = self._drawing.height * _POINTS
            upright = f"{_POINTS:.6f} 0 0 {-_POINTS:.6f} 0 {height:.4f} cm"
            form = pikepdf.Stream(self._pdf, "\n".join((upright, *made)).encode())
            form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            form["/BBox"] = pikepdf.Array([0, 0, round(self._drawing.width * _POINTS, 2), round(height, 2)])
            form["/Resources"] = pikepdf.Dictionary(XObject=self._pictures, ExtGState=self._states)
            name = self._page.add_resource(self._pdf.make_indirect(form), pikepdf.Name.XObject)
            self._page.contents_add(f"q {name} Do Q".encode(), prepend=True)
        return failed

    def _shape(self, shape: Shape) -> str:
        path = " ".join(" ".join((*map(_number, values), name)) for name, values in shape.steps)
        parts = ["q", f"{_matrix(shape.matrix)} cm"]
        if shape.fill is not None:
            parts += [self._state(shape.opacity, fill=True), f"{_color(shape.fill)} rg"]
        if shape.pen is not None:
            parts += [self._state(shape.pen.opacity, fill=False), _pen(shape.pen)]
        return " ".join((*parts, path, _painted(shape), "Q"))

    def _stamp(self, stamp: Stamp) -> str:
        name = f"/P{len(self._pictures)}"
        self._pictures[name] = self._pdf.make_indirect(_picture(self._pdf, stamp.picture))
        state = self._state(stamp.opacity, fill=True)
        return f"q {state} {_matrix(stamp.matrix)} cm 1 0 0 -1 0 1 cm {name} Do Q"

    def _state(self, opacity: float, *, fill: bool) -> str:
        """The operator that sets an opacity."""
        key = "ca" if fill else "CA"
        name = f"/{key}{round(opacity * 255)}"
        if name not in self._states:
            self._states[name] = pikepdf.Dictionary({"/Type": pikepdf.Name.ExtGState, f"/{key}": round(opacity, 3)})
        return f"{name} gs"


def _painted(shape: Shape) -> str:
    if shape.fill is None:
        return "S"
    filled = "B" if shape.pen is not None else "f"
    return filled + ("*" if shape.even_odd else "")


def _pen(pen: Pen) -> str:
    dash = " ".join(map(_number, pen.dash))
    return (
        f"{_color(pen.color)} RG {_number(max(pen.width, _FINEST))} w {pen.cap} J {pen.join} j "
        f"{_number(pen.miter)} M [{dash}] {_number(pen.offset)} d"
    )


def _picture(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    """The picture with what of it is transparent. Raises ReadError."""
    with open_picture(io.BytesIO(data)) as image:
        if image.width * image.height > Limits().pixels:
            raise refusals.too_large("图片过大。", "请缩小后重新收进。")
        try:
            whole = image.convert("RGBA")
        except (OSError, ValueError, SyntaxError) as problem:
            raise refusals.damaged("图片") from problem
    made = _pixels(pdf, whole.convert("RGB"))
    clear = whole.getchannel("A")
    if clear.getextrema() != (255, 255):
        made["/SMask"] = pdf.make_indirect(_pixels(pdf, clear))
    return made


def _pixels(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    made = pikepdf.Stream(pdf, zlib.compress(image.tobytes(), 6))
    made["/Type"], made["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
    made["/Width"], made["/Height"], made["/BitsPerComponent"] = image.width, image.height, 8
    made["/ColorSpace"] = pikepdf.Name.DeviceRGB if image.mode == "RGB" else pikepdf.Name.DeviceGray
    made["/Filter"] = pikepdf.Name.FlateDecode
    return made


def _matrix(matrix: Sequence[float]) -> str:
    return " ".join(map(_number, matrix))


def _color(color: Color) -> str:
    return " ".join(map(_number, color))


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
