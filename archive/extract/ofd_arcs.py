"""Arcs of ellipses between two points, as curves a PDF can draw (the way of SVG 1.1, F.6.5); pure."""

from __future__ import annotations

import math
from collections.abc import Iterator

Point = tuple[float, float]
Curve = tuple[float, float, float, float, float, float]
"""Two control points and the end."""
_LEAST = 1e-6
"""Below it an arc is drawn as a straight line."""


def arc(start: Point, end: Point, radii: Point, turned: float, *, large: bool, sweep: bool) -> Iterator[Curve]:
    """Curves of at most a quarter each.

    Args:
        start: where the pen is.
        end: where it goes.
        radii: half axes; ones too small for the two points grow as needed.
        turned: degrees the ellipse is turned.
        large: take the longer way round.
        sweep: go clockwise on the page.
    """
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end:
        return
    if min(rx, ry, math.dist(start, end)) < _LEAST:
        yield (*start, *end, *end)
        return
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos * dx + sin * dy, cos * dy - sin * dx
    grown = max(1.0, math.sqrt((px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    apart = (rx * py) ** 2 + (ry * px) ** 2
    far = math.sqrt(max(0.0, (rx * ry) ** 2 - apart) / apart) * (1 if large != sweep else -1)
    cx, cy = far * rx * py / ry, -far * ry * px / rx
    first = math.atan2((py - cy) / ry, (px - cx) / rx)
    whole = math.atan2((-py - cy) / ry, (-px - cx) / rx) - first
    whole += 2 * math.pi * (sweep and whole < 0) - 2 * math.pi * (not sweep and whole > 0)
    parts = max(1, math.ceil(abs(whole) / (math.pi / 2) - 1e-9))
    step = whole / parts
    reach = 4 / 3 * math.tan(step / 4)
    middle = (cos * cx - sin * cy + (start[0] + end[0]) / 2, sin * cx + cos * cy + (start[1] + end[1]) / 2)

    def placed(x: float, y: float) -> Point:
        return cos * rx * x - sin * ry * y + middle[0], sin * rx * x + cos * ry * y + middle[1]

    for part in range(parts):
        a, b = first + part * step, first + (part + 1) * step
        yield (
            *placed(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            *placed(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            *(placed(math.cos(b), math.sin(b)) if part < parts - 1 else end),
        )
