"""Issuer and date at the end of a paper, for the seal to stand on (GB/T 9704—2012 7.3.5.1)."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

from templates.gongwen import measures as m

_RIGHT = 4.0
"""成文日期右空四字."""


def width_in_characters(text: str) -> float:
    """Width of ``text`` in characters of the text; Latin letters and figures take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def signature_indents(unit: str, date: str) -> tuple[float, float]:
    """Right indents, in characters, of the unit's line and the date's, so that the unit is centred over the date.

    The date stands four characters from the edge. A unit too long for that moves both: it then ends at the edge of the
    text, the date stays centred under it.
    """
    date_width, unit_width = width_in_characters(date), width_in_characters(unit)
    centre = max(_RIGHT + date_width / 2, unit_width / 2)
    return max(0.0, centre - unit_width / 2), centre - date_width / 2


def signature_xml(unit: str, date: str) -> str:
    """The two paragraphs, in the styles 署名 and 成文日期, with the indents this unit and date need."""
    lines = zip((unit, date), signature_indents(unit, date), ("署名", "成文日期"), strict=True)
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:ind w:rightChars="{round(indent * 100)}" w:right="{m.characters(indent)}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for text, indent, style in lines
    )
