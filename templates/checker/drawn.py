"""Straight lines drawn on a page: DrawingML of Word 2010 and later, VML of the versions before and of WPS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.cascade import number
from templates.checker.paper import Border, Node

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_LINES: Final = frozenset({"line", "straightConnector1"})
_EMU: Final = 36_000
_NAMED: Final = {"red": "FF0000", "black": "000000", "maroon": "800000"}
_POINTS: Final = re.compile(r"(-?\d+(?:\.\d+)?)(pt|mm|cm|in|px)?")
_PER_POINT: Final = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "px": 0.75, None: 0.75, "": 0.75}


def drawn_lines(node: Node) -> Iterator[Border]:
    """The lines anchored in a paragraph."""
    modern = False
    for anchor in node.iter(f"{_WP}anchor", f"{_WP}inline"):
        shape = next(anchor.iter(f"{_A}prstGeom"), None)
        if shape is None or shape.get("prst") not in _LINES:
            continue
        modern = True
        extent, line = anchor.find(f"{_WP}extent"), next(anchor.iter(f"{_A}ln"), None)
        long = max((number(extent.get(side)) or 0) / _EMU for side in ("cx", "cy")) if extent is not None else 0
        color = next(line.iter(f"{_A}srgbClr"), None) if line is not None else None
        points = (number(line.get("w")) or 9525) / 12700 if line is not None else 0.75
        yield Border("drawn", points, color.get("val", "").upper() if color is not None else "", long)
    if not modern:
        yield from _vml(node)


def _vml(node: Node) -> Iterator[Border]:
    for line in node.iter(f"{_V}line"):
        ends = [_points(part) for end in ("from", "to") for part in line.get(end, "").split(",")[:1]]
        long = abs(ends[1] - ends[0]) / 72 * 25.4 if len(ends) == 2 else None
        color = line.get("strokecolor", "").split(" ")[0].lower()
        hexadecimal = _NAMED.get(color, color.removeprefix("#").upper())
        if len(hexadecimal) == 3:
            hexadecimal = "".join(sign * 2 for sign in hexadecimal)
        yield Border("drawn", _points(line.get("strokeweight", "0.75pt")), hexadecimal, long)


def _points(text: str) -> float:
    found = _POINTS.match(text.strip())
    return float(found[1]) * _PER_POINT[found[2]] if found else 0.0
