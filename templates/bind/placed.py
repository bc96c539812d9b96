"""Pages of text as they were laid out, made a document LibreOffice turns into PDF: every line where its box is. Pure.

For OFD files of text, of which the record holds the lines and their boxes. It is a flat OpenDocument text with a frame
for each piece of a line; a page that is a picture is that picture.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from archive.extract.ofd_drawing import BLACK, Color, Ink
from archive.extract.reading import Line

_FONT: Final = "宋体"
_BASE: Final = 0.08
"""Of the size: how much lower a line is set than its box. LibreOffice puts the base line of a line of fixed height at four
fifths of it; the box was measured with 0.88 above it."""
_BLANK: Final = 0.25
"""Of the size: a blank between words that have no room to spare."""
_LEAST, _MOST = 40, 250
"""Widths of characters in hundredths of their own that a line is drawn with to fill its box."""
_SPACES: Final = (
    "office:urn:oasis:names:tc:opendocument:xmlns:office:1.0 style:urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
    "text:urn:oasis:names:tc:opendocument:xmlns:text:1.0 draw:urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
    "fo:urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
    "svg:urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0 "
    "xlink:http://www.w3.org/1999/xlink"
)
_NAMES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"' for prefix, _, uri in (one.partition(":") for one in _SPACES.split())
)
_FRAME: Final = (
    '<style:style style:name="F" style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none" '
    'fo:padding="0cm" fo:border="none" '
    'fo:margin="0cm" style:wrap="run-through" style:run-through="foreground" style:vertical-pos="from-top" '
    'style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page" '
    'style:flow-with-text="false"/></style:style>'
)


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page."""

    width: float
    height: float
    """Millimetres."""
    lines: tuple[Line, ...] = ()
    inks: tuple[Ink, ...] = ()
    """How the words are printed; those of no ink are black and in 宋体."""
    picture: bytes | None = None
    """PNG over the whole page, in place of the lines."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line without a space; millimetres from the top left of the page."""

    text: str
    x: float
    y: float
    size: float
    scale: int
    """Width of the characters in hundredths of their own."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Of words, as a style."""

    size: float
    scale: int
    color: Color = BLACK
    font: str = _FONT
    bold: bool = False


def placed_document(pages: Sequence[PlacedPage]) -> bytes:
    """The document, as a ``.fodt`` file."""
    looks: dict[_Look, str] = {}
    frames = [frame for number, page in enumerate(pages, 1) for frame in _frames(number, page, looks)]
    layouts = "".join(_layout(number, page) for number, page in enumerate(pages, 1))
    breaks = "".join(
        f'<style:style style:name="P{number}" style:family="paragraph" style:master-page-name="M{number}">'
        '<style:text-properties fo:font-size="2pt" style:font-size-asian="2pt"/></style:style>'
        for number in range(1, len(pages) + 1)
    )
    masters = "".join(
        f'<style:master-page style:name="M{number}" style:page-layout-name="L{number}"/>'
        for number in range(1, len(pages) + 1)
    )
    empty = "".join(f'<text:p text:style-name="P{number}"/>' for number in range(1, len(pages) + 1))
    styles = "".join(_style(name, look) for look, name in looks.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{_FRAME}{layouts}{breaks}{styles}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{''.join(frames)}{empty}</office:text></office:body></office:document>"
    ).encode()


def pieces(line: Line, width: float, height: float) -> list[Piece]:
    """The words of a line across its box: gaps take what the characters leave; without gaps the characters fill it."""
    if line.box is None:
        return []
    left, top, right, bottom = line.box[0] * width, line.box[1] * height, line.box[2] * width, line.box[3] * height
    size, words = bottom - top, line.text.split()
    natural = [sum(map(_width, word)) * size for word in words]
    if size <= 0 or not words:
        return []
    spare = right - left - sum(natural)
    if len(words) > 1 and spare > 0:
        gap, scale = spare / (len(words) - 1), 1.0
    else:
        blank = _BLANK * size
        scale = (right - left) / (sum(natural) + blank * (len(words) - 1))
        gap = blank * scale
    made, x = [], left
    for word, wide in zip(words, natural, strict=True):
        made.append(Piece(word, x, top, size, min(_MOST, max(_LEAST, round(100 * scale)))))
        x += wide * scale + gap
    return made


def _width(sign: str) -> float:
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5


def _look(piece: Piece, inks: Sequence[Ink]) -> _Look:
    """The look of the ink the piece begins in."""
    x, y = piece.x + piece.size / 4, piece.y + piece.size / 2
    size = round(piece.size, 2)
    for ink in inks:
        if ink.box[0] <= x <= ink.box[2] and ink.box[1] <= y <= ink.box[3]:
            return _Look(size, piece.scale, ink.color, ink.font or _FONT, ink.bold)
    return _Look(size, piece.scale)


def _frames(number: int, page: PlacedPage, looks: dict[_Look, str]) -> Iterator[str]:
    if page.picture is not None:
        picture = base64.b64encode(page.picture).decode()
        inner = f"<draw:image><office:binary-data>{picture}</office:binary-data></draw:image>"
        yield _frame(number, 0.0, 0.0, page.width, page.height, inner)
        return
    for line in page.lines:
        for one in pieces(line, page.width, page.height):
            name = looks.setdefault(_look(one, page.inks), f"T{len(looks)}")
            words = f'<draw:text-box><text:p text:style-name="{name}">{escape(one.text)}</text:p></draw:text-box>'
            wide = (sum(map(_width, one.text)) * one.scale / 100 + 4) * one.size  # nothing is broken into two lines
            yield _frame(number, one.x, one.y + _BASE * one.size, wide, one.size * 1.2, words)


def _frame(number: int, x: float, y: float, width: float, height: float, inner: str) -> str:
    return (
        f'<draw:frame draw:style-name="F" text:anchor-type="page" text:anchor-page-number="{number}" svg:x="{x:.2f}mm" '
        f'svg:y="{y:.2f}mm" svg:width="{width:.2f}mm" svg:height="{height:.2f}mm">{inner}</draw:frame>'
    )


def _layout(number: int, page: PlacedPage) -> str:
    return (
        f'<style:page-layout style:name="L{number}"><style:page-layout-properties fo:page-width="{page.width:.2f}mm" '
        f'fo:page-height="{page.height:.2f}mm" fo:margin="0mm"/></style:page-layout>'
    )


def _style(name: str, look: _Look) -> str:
    points = look.size / 25.4 * 72
    font = quoteattr(look.font)
    fonts = f"fo:font-family={font} style:font-family-asian={font} style:font-family-complex={font}"
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if look.bold else ""
    color = "".join(f"{round(part * 255):02x}" for part in look.color)
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:margin="0mm" '
        'style:text-autospace="none" '
        f'fo:line-height="{points:.2f}pt"/><style:text-properties {fonts} fo:font-size="{points:.2f}pt" '
        f'style:font-size-asian="{points:.2f}pt" style:text-scale="{look.scale}%" fo:color="#{color}"{weight}/>'
        "</style:style>"
    )
