"""The measures of GB/T 9704—2012, in the units Word wants.

A twip is 1/20 pt; 1 mm = 56.693 twips. The standard's 22 lines of 28 characters on 156 × 225 mm make a line of 28.95 pt
and a character of 15.79 pt, a little less than the 16 pt of size 3; characters are set 0.25 pt closer for it. A grid of
characters (``linesAndChars``) would say the same, but LibreOffice then gives each character two cells; a grid of lines
and closer characters print alike in both.
"""

from __future__ import annotations

from typing import Final

PAGE_WIDTH_MM: Final = 210.0
PAGE_HEIGHT_MM: Final = 297.0
TOP_MM: Final = 37.0
LEFT_MM: Final = 28.0
RIGHT_MM: Final = 26.0
BOTTOM_MM: Final = 35.0
TEXT_WIDTH_MM: Final = PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM
TEXT_HEIGHT_MM: Final = PAGE_HEIGHT_MM - TOP_MM - BOTTOM_MM

LINES: Final = 22
CHARACTERS: Final = 28
LINE_TWIPS: Final = 579
"""Exact line height: 22 of them fill 225 mm (12,756 twips)."""
CLOSER_TWIPS: Final = -5
"""Character spacing: 28 × (16 − 0.25) pt = 441 pt of 442.2 pt."""
CHARACTER_TWIPS: Final = 20 * 16 + CLOSER_TWIPS
"""One character (一字) of the text: what 左空二字 and 右空四字 count."""

SIZE_2: Final = 22.0
SIZE_3: Final = 16.0
SIZE_4: Final = 14.0
SIZE_5: Final = 10.5
"""Chinese type sizes 二号, 三号, 四号 in points."""

FANG_SONG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
HEI: Final = "黑体"
BIAO_SONG: Final = "方正小标宋简体"
SONG: Final = "宋体"

RED: Final = "FF0000"

HEADING_TOP_MM: Final = 30.0
"""信函格式: page edge to the top of the issuer's name (10.1)."""
RULE_WIDTH_MM: Final = 170.0
RULE_GAP_MM: Final = 4.0
"""Issuer's name to the first double line."""
RULE_FOOT_MM: Final = 20.0
"""Page's lower edge to the second double line."""
PAGE_NUMBER_GAP_MM: Final = 7.0
"""Text area to the dashes of the page number (7.5)."""


def twips(millimetres: float) -> int:
    """Millimetres in twips."""
    return round(millimetres * 1440 / 25.4)


def emu(millimetres: float) -> int:
    """Millimetres in English Metric Units, the measure of drawings."""
    return round(millimetres * 36000)


def characters(count: float) -> int:
    """Widths of ``count`` characters of the text, in twips."""
    return round(count * CHARACTER_TWIPS)
