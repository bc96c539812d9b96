"""Cells of a workbook: text that can never be run as a formula, and characters that XML cannot hold."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

_CONTROL = r"00[01][0-9A-Fa-f]|[fF]{3}[eEfF]"
_ESCAPED = re.compile(rf"_x(?:({_CONTROL})|005[fF]_x({_CONTROL}))_")
_TO_ESCAPE = re.compile(rf"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=(?:{_CONTROL})_)")
RUNS = re.compile(r"[=+\-@\t\r]")
"""What a text in CSV begins with that Excel would run as a formula; we put an apostrophe before it."""
_LONG = 20
"""Characters from which a text is wrapped."""


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that holds ``text`` as text, whatever it starts with."""
    made = WriteOnlyCell(sheet, escape(text))
    made.data_type = "s"  # never a formula
    made.quotePrefix = True  # and it stays text when someone edits it
    made.alignment = Alignment(vertical="top", wrap_text="\n" in text or len(text) > _LONG)
    return made


def heading_cell(sheet: Any, text: str) -> Any:
    """A cell of a heading row."""
    made = WriteOnlyCell(sheet, text)
    made.font = Font(bold=True)
    made.alignment = Alignment(vertical="top", wrap_text=True)
    return made


def escape(text: str) -> str:
    """Characters XML cannot hold, in the way of ECMA-376 (22.9.2.19 ST_Xstring)."""
    return _TO_ESCAPE.sub(lambda m: "_x005F_x" if len(m[0]) > 1 else f"_x{ord(m[0]):04X}_", text)


def unescape(text: str) -> str:
    """The way back."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else f"_x{m[2]}_", text) if "_x" in text else text
