"""What an OFD page looks like beside its words: drawn paths, pictures and seals, and how the words are inked.

After GB/T 33190—2016, 8 to 11. Shadings and patterns are taken for their first colour; clips are not cut out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from archive.extract import refusals
from archive.extract.matrix import Matrix
from archive.extract.ofd_arcs import arc
from archive.extract.ofd_objects import Leaf, glyphs_of, leaves, size_of
from archive.extract.ofd_package import Node, OfdPackage, PageRef, children, numbers, text_of
from archive.extract.reading import Limits

Color = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
BLACK: Final[Color] = (0.0, 0.0, 0.0)
_WIDTH: Final = 0.353
"""Millimetres of a line that says nothing."""
_STEPS: Final = 400_000
"""Strokes of the pen on one page; more is no page."""
_FARTHEST: Final = 1e6
"""Millimetres; a pen that goes farther has been misread."""
_NO: Final = ("false", "0")
_ARGUMENTS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn."""

    color: Color
    width: float
    cap: int = 0
    join: int = 0
    """As PDF counts them: butt, round, square; miter, round, bevel."""
    miter: float = 3.5
    dash: tuple[float, ...] = ()
    offset: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A path: lines and curves, stroked, filled or both."""

    steps: tuple[tuple[str, tuple[float, ...]], ...]
    """``m``, ``l`` and ``c`` with their points, and ``h``, as PDF has them."""
    matrix: Matrix
    """From its own space to millimetres from the top left of the page."""
    pen: Pen | None
    fill: Color | None
    even_odd: bool = False
    opacity: float = 1.0
    """Of the filling."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A picture, such as a seal."""

    picture: bytes
    matrix: Matrix
    """From the unit square, origin at the top left, to millimetres on the page."""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Ink:
    """How some words are printed."""

    box: tuple[float, float, float, float]
    """Left, top, right and bottom in millimetres."""
    color: Color = BLACK
    font: str = ""
    """Name of the font; empty where the file has none."""
    bold: bool = False


@dataclass(slots=True)
class Drawing:
    """Everything of a page that is not its text; millimetres from its top left."""

    width: float
    height: float
    objects: list[Shape | Stamp] = field(default_factory=list)
    """In the order they are painted."""
    inks: list[Ink] = field(default_factory=list)


def drawings(path: Path, limits: Limits) -> list[Drawing]:
    """The drawing of every page. Raises ReadError as ``read_ofd``."""
    with OfdPackage(path, limits) as package:
        return [_drawing(package, page) for page in package.pages()]


def _drawing(package: OfdPackage, page: PageRef) -> Drawing:
    drawing = Drawing(*size_of(package, page))
    count = 0
    for leaf in leaves(package, page):
        style = _Style(leaf, page)
        if leaf.kind == "TextObject":
            drawing.inks += _ink(leaf, style, page)
        elif leaf.kind == "ImageObject":
            member = page.document.images.get(leaf.node.get("ResourceID", ""))
            if member and package.has(member) and all(map(_sane, leaf.matrix)):
                drawing.objects.append(Stamp(package.read(member), leaf.matrix, style.opacity))
        elif (shape := _shape(leaf, style)) is not None:
            drawing.objects.append(shape)
            count += len(shape.steps)
        if count > _STEPS:
            raise refusals.too_large("OFD 页面内容过多或嵌套过深。", "请打印为 PDF 后再交。")
    return drawing


class _Style:
    """Looks of an object: its own, else those it shares, else what it stands in has."""

    def __init__(self, leaf: Leaf, page: PageRef) -> None:
        self._nodes = [leaf.node, *_shared(leaf.looks, page)]
        self.opacity = _opacity(leaf.node)

    def value(self, name: str) -> str | None:
        """An attribute."""
        return next((text for node in self._nodes if (text := node.get(name)) is not None), None)

    def number(self, name: str, default: float) -> float:
        """An attribute that is a number."""
        return next(iter(numbers(self.value(name))), default)

    def color(self, name: str) -> tuple[Color, float] | None:
        """A colour with its opacity; None where none is said."""
        for node in self._nodes:
            for found in children(node, name):
                return _color(found), _opacity(found)
        return None


def _shared(looks: tuple[str, ...], page: PageRef) -> Iterator[Node]:
    for name in looks:
        seen: set[str] = set()
        while name in page.document.looks and name not in seen:
            seen.add(name)
            yield page.document.looks[name]
            name = page.document.looks[name].get("Relative", "")


def _shape(leaf: Leaf, style: _Style) -> Shape | None:
    steps = tuple(_steps(text_of(leaf.node, "AbbreviatedData")))
    stroked = leaf.node.get("Stroke", "true") not in _NO
    filled = leaf.node.get("Fill", "false") not in _NO
    if not steps or not (stroked or filled) or not all(map(_sane, leaf.matrix)):
        return None
    paint = style.color("FillColor") or (BLACK, 1.0) if filled else None
    return Shape(
        steps,
        leaf.matrix,
        _pen(style) if stroked else None,
        paint[0] if paint else None,
        even_odd=leaf.node.get("Rule", "NonZero") == "Even-Odd",
        opacity=style.opacity * paint[1] if paint else 1.0,
    )


def _pen(style: _Style) -> Pen:
    color, opacity = style.color("StrokeColor") or (BLACK, 1.0)
    dash = tuple(abs(one) for one in numbers(style.value("DashPattern")))
    return Pen(
        color,
        abs(style.number("LineWidth", _WIDTH)),
        {"Round": 1, "Square": 2}.get(style.value("Cap") or "", 0),
        {"Round": 1, "Bevel": 2}.get(style.value("Join") or "", 0),
        max(1.0, style.number("MiterLimit", 3.5)),
        dash if any(dash) else (),
        style.number("DashOffset", 0.0),
        style.opacity * opacity,
    )


def _ink(leaf: Leaf, style: _Style, page: PageRef) -> Iterator[Ink]:
    glyphs = list(glyphs_of(leaf))
    if not glyphs:
        return
    hollow = leaf.node.get("Fill", "true") in _NO
    color = style.color("StrokeColor" if hollow else "FillColor")
    font = page.document.fonts.get(leaf.node.get("Font", ""))
    heavy = next(iter(numbers(leaf.node.get("Weight"))), 400.0) >= 600
    yield Ink(
        (
            min(one.x0 for one in glyphs),
            min(one.top for one in glyphs),
            max(one.x1 for one in glyphs),
            max(one.bottom for one in glyphs),
        ),
        color[0] if color else BLACK,
        (font.get("FontName") or font.get("FamilyName") or "") if font is not None else "",
        heavy or (font is not None and font.get("Bold") == "true"),
    )


def _opacity(node: Node) -> float:
    return min(255.0, max(0.0, next(iter(numbers(node.get("Alpha"))), 255.0))) / 255


def _color(node: Node) -> Color:
    value = node.get("Value")
    if value is None:  # a shading or a pattern: its first colour
        inner = next((one for one in node.iter() if one is not node and one.get("Value")), None)
        return _color(inner) if inner is not None else BLACK
    parts = [_channel(part) for part in value.split()]
    if len(parts) == 1:
        return (parts[0], parts[0], parts[0])
    if len(parts) == 4:  # CMYK
        left = 1 - parts[3]
        return ((1 - parts[0]) * left, (1 - parts[1]) * left, (1 - parts[2]) * left)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else BLACK


def _channel(part: str) -> float:
    try:
        number = float(int(part[1:], 16)) if part.startswith("#") else float(part)
    except ValueError:
        return 0.0
    return min(255.0, max(0.0, number)) / 255 if math.isfinite(number) else 0.0


def _steps(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The pen's way, as PDF has it; what cannot be read ends it."""
    x = y = 0.0
    begun = False
    for name, values in _commands(data):
        if name in "SM":
            begun = True
            yield "m", values
        elif name == "C":
            if begun:
                yield "h", ()
            continue
        elif not begun:
            return
        else:
            yield from _CURVES[name](x, y, values)
        x, y = values[-2:]


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    parts = data.split()
    at = 0
    while at < len(parts):
        count = _ARGUMENTS.get(parts[at])
        if count is None:
            return
        values = tuple(numbers(" ".join(parts[at + 1 : at + 1 + count])))
        if len(values) != count or not all(map(_sane, values)):
            return
        yield parts[at], values
        at += count + 1


def _sane(value: float) -> bool:
    return math.isfinite(value) and abs(value) <= _FARTHEST


Steps = Iterator[tuple[str, tuple[float, ...]]]


def _line(_x: float, _y: float, values: tuple[float, ...]) -> Steps:
    yield "l", values


def _quadratic(x: float, y: float, values: tuple[float, ...]) -> Steps:
    cx, cy, ex, ey = values
    first = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
    yield "c", (*first, ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey), ex, ey)


def _cubic(_x: float, _y: float, values: tuple[float, ...]) -> Steps:
    yield "c", values


def _arc(x: float, y: float, values: tuple[float, ...]) -> Steps:
    rx, ry, turned, large, sweep, ex, ey = values
    for curve in arc((x, y), (ex, ey), (rx, ry), turned, large=bool(large), sweep=bool(sweep)):
        yield "c", curve


_CURVES: Final[dict[str, Callable[[float, float, tuple[float, ...]], Steps]]] = {
    "L": _line,
    "Q": _quadratic,
    "B": _cubic,
    "A": _arc,
}
