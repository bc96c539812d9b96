"""Where the words asked for stand on a page: in its lines, and on its picture. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

from archive.extract.reading import Box, Line, Page
from search_api.highlight import Needles, Span, places

_OPENING = "（【《〈“‘〔「『"
_CLOSING = "，。、；：！？）】》〉”’〕」』"
_UPRIGHT = 1.5
"""A line of several characters this many times as high as wide runs downward."""


def line_marks(page: Page, needles: Needles) -> list[tuple[Span, ...]]:
    """For every line of the page, the half-open offsets into it of what is asked for; a word may run over its end."""
    found = [(start, end) for start, end, _ in places(page.text, needles)]
    marks: list[tuple[Span, ...]] = []
    offset = 0
    for line in page.lines:
        end = offset + len(line.text)
        inside = [(max(a, offset) - offset, min(b, end) - offset) for a, b in found if a < end and b > offset]
        marks.append(joined(inside))
        offset = end + 1
    return marks


def word_boxes(line: Line, spans: Sequence[Span]) -> list[Box]:
    """Where parts of a line stand on the picture, told from its box and the widths of its characters."""
    if line.box is None or not line.text:
        return []
    x0, y0, x1, y1 = line.box
    widths = _widths(line.text)
    whole = sum(widths) or 1.0
    down = len(line.text) > 1 and (y1 - y0) > _UPRIGHT * (x1 - x0)
    boxes = []
    for start, end in spans:
        first, last = sum(widths[:start]) / whole, sum(widths[:end]) / whole
        if down:
            boxes.append((x0, y0 + first * (y1 - y0), x1, y0 + last * (y1 - y0)))
        else:
            boxes.append((x0 + first * (x1 - x0), y0, x0 + last * (x1 - x0), y1))
    return boxes


def _widths(text: str) -> list[float]:
    """How wide the characters are, a Chinese one being 1; a mark at either end is half empty, and boxes hold ink only."""
    widths = [1.0 if east_asian_width(character) in "WFA" else 0.55 for character in text]
    if text[0] in _OPENING:
        widths[0] = 0.45
    if text[-1] in _CLOSING:
        widths[-1] = 0.35
    return widths


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap or touch as one, empty ones left out."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        elif start < end:
            whole.append((start, end))
    return tuple(whole)
