"""版记 (GB/T 9704—2012 7.4): 抄送, 印发机关 and 印发日期 between lines at the foot of the last page, which is an even one.

It is a frame of paragraphs and not a floating table: LibreOffice puts a table as wide as the text into the text. The lines
are drawings that hang on its paragraphs: borders would be set in by one character as the text is, and LibreOffice takes
paragraphs of different borders out of their frame.
"""

from __future__ import annotations

import copy
from typing import Final, Literal

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from templates.gongwen import measures as m
from templates.gongwen.length import end_of
from templates.gongwen.letterhead import narrow
from templates.gongwen.markup import runs
from templates.gongwen.page import at_foot
from templates.gongwen.rules import add_rule

STYLES: Final = frozenset({"窄字", "版记抄送", "版记印发", "版记位置", "版记换页"})
OUTER_PT: Final = 0.35 / 25.4 * 72
"""首条、末条分隔线, 0.35 mm."""
INNER_PT: Final = 0.25 / 25.4 * 72
"""中间的分隔线, 0.25 mm."""
PLACE: Final = "版记位置"
"""Style of the paragraph the frame hangs on; ``on_even_page`` makes it 版记换页 where a page has to be turned."""
TURNED: Final = "版记换页"
_TEXTS: Final = ("版记抄送", "版记印发")
_VAL: Final = qn("w:val")
_FOOT_MM: Final = m.PAGE_HEIGHT_MM - m.BOTTOM_MM
_LAST_MM: Final = _FOOT_MM - m.LINE_TWIPS / 1440 * 25.4
"""Top of the last line, that of 印发机关 and 印发日期."""
_SPARE: Final = 0.5
"""Lines that stay free above it: a count may be off by a little."""
_ISSUED: Final = f"{narrow('imprint_unit')}⟦⟧\t{{{{ imprint_day }}}}印发"


def add_imprint(document: Document) -> None:
    """Append it, at the foot of the text area of its page.

    The lines hang on the first paragraph of the frame: what hangs on a later one, LibreOffice puts where the frame is
    anchored. The first is measured from that paragraph, for 抄送 may take several lines; the others from the page.
    """
    document.add_paragraph("{%p if copies_to %}")
    _framed(document, "版记抄送", "抄送：{{ copies_to }}。")
    _line(document, 11, OUTER_PT, 0, "paragraph")
    _line(document, 12, INNER_PT, _LAST_MM, "page")
    _line(document, 13, OUTER_PT, _FOOT_MM, "page")
    _framed(document, "版记印发", _ISSUED)
    document.add_paragraph("{%p else %}")
    _framed(document, "版记印发", _ISSUED)
    _line(document, 11, OUTER_PT, _LAST_MM, "page")
    _line(document, 12, OUTER_PT, _FOOT_MM, "page")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph(style=PLACE)


def _framed(document: Document, style: str, text: str) -> None:
    paragraph = document.add_paragraph(style=style)
    for character_style, words in runs(text):
        paragraph.add_run(words, character_style or None)
    at_foot(paragraph)


def _line(
    document: Document, number: int, thick_pt: float, top_mm: float, anchor: Literal["page", "paragraph"]
) -> None:
    add_rule(
        document.paragraphs[-1],
        number,
        thick_pt=thick_pt,
        left_mm=m.LEFT_MM,
        width_mm=m.TEXT_WIDTH_MM,
        top_mm=top_mm,
        anchor=anchor,
        color="000000",
    )


def on_even_page(root: etree._Element) -> bool:
    """Turn pages in front of the imprint until it stands on an even one with room for it; True if any was turned."""
    styled = [(paragraph, paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) for paragraph in root.iter(qn("w:p"))]
    named = [(paragraph, style, style.get(_VAL)) for paragraph, style in styled if style is not None]
    places = [(paragraph, style) for paragraph, style, name in named if name == PLACE]
    if not places:
        return False
    rows = sum(1 for _, _, name in named if name in _TEXTS)
    page, left = end_of(root)
    if page % 2 == 0 and left >= rows + _SPARE:
        return False
    place, style = places[-1]
    style.set(_VAL, TURNED)
    if page % 2 == 0:  # no room on it: the frame's anchor moves on by two pages
        first = next(paragraph for paragraph, _, name in named if name in _TEXTS)
        first.addprevious(copy.deepcopy(place))
    return True
