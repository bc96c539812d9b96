"""Issuer and date at the end of a paper, for the seal to stand on (GB/T 9704—2012 7.3.5.1)."""

from __future__ import annotations

import math
import unicodedata
from xml.sax.saxutils import escape, quoteattr

from templates.gongwen import measures as m
from templates.gongwen.looks import TEXT_CHARACTERS

_RIGHT = 4.0
"""成文日期右空四字."""
_UNSEALED = 2.0
"""不盖章：署名右空二字，成文日期首字比署名首字右移二字."""
_POST_LEFT = 2.0
"""签名章：左空二字标注职务."""
_LOOSE = 0.7
"""How much wider than its count a date is taken to be when the unit is centred over it: half of what LibreOffice adds
between figures and characters (it does not read the switch for it). So neither program is off by more than 2 mm."""


class _Widths(dict[str, float]):
    """Widths of signs, looked up once each."""

    def __missing__(self, sign: str) -> float:
        self[sign] = width = 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5
        return width


_WIDTHS = _Widths()


def width_in_characters(text: str) -> float:
    """Width of ``text`` in characters of the text; Latin letters and figures take half of one."""
    return sum(map(_WIDTHS.__getitem__, text))


def signature_indents(unit: str, date: str) -> tuple[float, float]:
    """Right indents, in characters, of the unit's line and the date's, so that the unit is centred over the date.

    The date stands four characters from the edge. A unit too long for that moves both: it then ends at the edge of the
    text, the date stays centred under it.
    """
    date_width, unit_width = width_in_characters(date), width_in_characters(unit)
    spill = max(0.0, (unit_width - date_width - _LOOSE) / 2 - _RIGHT)
    return max(0.0, _RIGHT + (date_width + _LOOSE - unit_width) / 2), _RIGHT + spill


def unsealed_indents(unit: str, date: str) -> tuple[float, float]:
    """The same without a seal (7.3.5.2): the unit two characters from the edge, the date two behind the unit's first.

    A date that would come nearer to the edge than two characters stands there, and the unit moves with it.
    """
    date_width, unit_width = width_in_characters(date), width_in_characters(unit)
    date_right = max(_UNSEALED, unit_width - date_width)
    return date_right + date_width + _UNSEALED - unit_width, date_right


def unsealed_xml(unit: str, date: str) -> str:
    """The two paragraphs of a paper without a seal."""
    return _paragraphs(unit, date, unsealed_indents(unit, date), "署名（不盖章）")


def signature_xml(unit: str, date: str, style: str = "署名") -> str:
    """The two paragraphs, in ``style`` and 成文日期, with the indents this unit and date need."""
    return _paragraphs(unit, date, signature_indents(unit, date), style)


def signed_by_xml(post: str, name: str, date: str) -> str:
    """签名章 (7.3.5.3): the post two characters from the left, two lines under the text; room for the stamp, whose name
    ends four characters from the right; under it, after a line, the date. ``name`` is empty where the stamp says it."""
    room = TEXT_CHARACTERS - _POST_LEFT - _RIGHT - width_in_characters(post) - width_in_characters(name)
    gap = "\u3000" * max(1, math.floor(room))
    stamp = (
        f'<w:p><w:pPr><w:pStyle w:val="签名章"/><w:ind w:leftChars="{round(_POST_LEFT * 100)}" '
        f'w:left="{m.characters(_POST_LEFT)}" w:rightChars="{round(_RIGHT * 100)}" w:right="{m.characters(_RIGHT)}"/>'
        f'<w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">{escape(post)}{gap}{escape(name)}</w:t></w:r></w:p>'
    )
    return stamp + _line(date, _RIGHT, "成文日期（签名章后）")


def _paragraphs(unit: str, date: str, indents: tuple[float, float], style: str) -> str:
    lines = zip((unit, date), indents, (style, "成文日期"), strict=True)
    return "".join(_line(text, indent, style) for text, indent, style in lines)


def _line(text: str, indent: float, style: str) -> str:
    return (
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>"
        f'<w:ind w:rightChars="{round(indent * 100)}" w:right="{m.characters(indent)}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
