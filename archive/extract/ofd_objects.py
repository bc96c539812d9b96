"""The objects of an OFD page: glyphs with their places, and placed pictures (GB/T 33190—2016, 8 to 11)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from archive.errors import ReadError
from archive.extract import refusals
from archive.extract.characters import is_wide
from archive.extract.layout import Glyph
from archive.extract.matrix import Matrix, times
from archive.extract.ofd_package import Node, OfdPackage, PageRef, Size, children, numbers, physical

_DEPTH = 16
"""Blocks within blocks looked into."""
_OBJECTS = 200_000
"""Glyphs and pictures of one page; more is no page."""
_ASCENT, _DESCENT = 0.88, 0.12
"""Parts of the size above and below the base line."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture on a page."""

    member: str
    """Its place in the container."""
    matrix: Matrix
    """From the unit square, origin at the top left, to millimetres on the page."""


@dataclass(slots=True)
class Found:
    """What stands on a page, in millimetres from its top left."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    images: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text, picture or path object of a page."""

    kind: str
    """``TextObject``, ``ImageObject`` or ``PathObject``."""
    node: Node
    matrix: Matrix
    """From its own space to millimetres from the top left of the page; of a picture, from the unit square."""
    looks: tuple[str, ...]
    """Ids of the shared looks it has: its own first, then those of what it stands in."""


def find_objects(package: OfdPackage, page: PageRef) -> Found:
    """Glyphs and pictures of a page and of the templates under it.

    Raises:
        ReadError: ``damaged``, ``too_large``.
    """
    width, height = size_of(package, page)
    found = Found(width, height)
    for leaf in leaves(package, page):
        if leaf.kind == "TextObject":
            found.glyphs += glyphs_of(leaf)
        elif leaf.kind == "ImageObject" and (member := page.document.images.get(leaf.node.get("ResourceID", ""))):
            found.images.append(Placed(member, leaf.matrix))
        if len(found.glyphs) + len(found.images) > _OBJECTS:
            raise _too_much()
    return found


def leaves(package: OfdPackage, page: PageRef) -> Iterator[Leaf]:
    """The visible objects of a page and of the templates under it, in the order they are painted.

    Raises:
        ReadError: ``damaged``, ``too_large``.
    """
    node = package.xml(page.member)
    area = _area(node, page)
    members = [page.document.templates.get(one.get("TemplateID", "")) for one in children(node, "Template")]
    sheets = [*(package.xml(member) for member in members if member and package.has(member)), node]
    start = (1.0, 0.0, 0.0, 1.0, -area[0], -area[1])
    for count, leaf in enumerate(chain.from_iterable(_contents(sheet, start, page) for sheet in sheets)):
        if count > _OBJECTS:
            raise _too_much()
        yield leaf


def size_of(package: OfdPackage, page: PageRef) -> tuple[float, float]:
    """Width and height of a page in millimetres. Raises ReadError: ``damaged``, ``too_large``."""
    return _area(package.xml(page.member), page)[2:]


def _area(node: Node, page: PageRef) -> Size:
    return next((box for a in children(node, "Area") if (box := physical(a))), page.document.area)


def _contents(node: Node, matrix: Matrix, page: PageRef) -> Iterator[Leaf]:
    for content in children(node, "Content"):
        for layer in children(content, "Layer"):
            yield from _block(layer, matrix, page, 0, ())


def _block(node: Node, matrix: Matrix, page: PageRef, depth: int, around: tuple[str, ...]) -> Iterator[Leaf]:
    if depth > _DEPTH:
        raise _too_much()
    around = _looks(node, around)
    for child in node:
        if child.get("Visible") == "false":
            continue
        name = str(child.tag).rpartition("}")[2]
        if name == "PageBlock":
            yield from _block(child, matrix, page, depth + 1, around)
        elif name in ("TextObject", "ImageObject", "PathObject"):
            yield Leaf(name, child, times(_own(child), matrix), _looks(child, around))
        elif name == "CompositeObject":
            unit = page.document.units.get(child.get("ResourceID", ""))
            for content in children(unit, "Content") if unit is not None else ():
                yield from _block(content, times(_own(child), matrix), page, depth + 1, _looks(child, around))


def _looks(node: Node, around: tuple[str, ...]) -> tuple[str, ...]:
    own = node.get("DrawParam")
    return (own, *around) if own else around


def _too_much() -> ReadError:
    return refusals.too_large("OFD 页面内容过多或嵌套过深。", "请打印为 PDF 后再交。")


def _own(node: Node) -> Matrix:
    """From an object's own space to its surroundings: its CTM, then the corner of its boundary."""
    boundary = numbers(node.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    values = numbers(node.get("CTM"))
    if len(values) != 6:
        # a picture without a matrix fills its boundary
        return (1.0, 0.0, 0.0, 1.0, x, y) if not node.tag.endswith("ImageObject") else _filling(boundary, x, y)
    a, b, c, d, e, f = values
    return (a, b, c, d, e + x, f + y)


def _filling(boundary: list[float], x: float, y: float) -> Matrix:
    width, height = boundary[2:] if len(boundary) == 4 else (0.0, 0.0)
    return (width, 0.0, 0.0, height, x, y)


def glyphs_of(leaf: Leaf) -> Iterator[Glyph]:
    """The characters of a text object, each in its box on the page."""
    node, matrix = leaf.node, leaf.matrix
    size = (numbers(node.get("Size")) or [0.0])[0]
    scale = (numbers(node.get("HScale")) or [1.0])[0]
    x = y = 0.0
    for code in children(node, "TextCode"):
        text = code.text or ""
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        spaced = False
        for place, character in enumerate(text):
            width = size * scale * (1.0 if is_wide(character) or character in "“”‘’—…" else 0.5)
            step = across[place] if place < len(across) else (0.0 if down else width)
            if character.isspace():
                spaced = True
            else:
                wide = step if 0 < step <= 1.1 * size * scale else width  # a longer step leaves a gap
                yield _glyph(character, x, y, wide, size, matrix, spaced)
                spaced = False
            x += step
            y += down[place] if place < len(down) else 0.0


def _glyph(text: str, x: float, y: float, width: float, size: float, matrix: Matrix, spaced: bool) -> Glyph:
    a, b, c, d, e, f = matrix
    corners = [(x, y - _ASCENT * size), (x + width, y - _ASCENT * size), (x, y + _DESCENT * size)]
    corners.append((x + width, y + _DESCENT * size))
    xs = [a * px + c * py + e for px, py in corners]
    ys = [b * px + d * py + f for px, py in corners]
    if not all(map(math.isfinite, (*xs, *ys))):
        raise refusals.damaged("OFD 文件")
    return Glyph(text, min(xs), min(ys), max(xs), max(ys), spaced)


def _steps(text: str | None, most: int) -> list[float]:
    """Distances between characters; ``g n d`` stands for n times d."""
    parts = (text or "").split()
    steps: list[float] = []
    at = 0
    try:
        while at < len(parts) and len(steps) < most:
            if parts[at] == "g":
                count = min(int(parts[at + 1]), most)
                steps += [float(parts[at + 2])] * count
                at += 3
            else:
                steps.append(float(parts[at]))
                at += 1
    except (ValueError, IndexError):
        return steps
    return steps
