"""Word's automatic numbers: 第一条, （二）, 3. stand nowhere in a document's text and are counted here."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_PLACE = re.compile(r"%([1-9])")

_Node = Any
"""lxml's elements."""


class Numbering:
    """Counts the numbered paragraphs of one document, in the order they are asked for."""

    def __init__(self, numbering: _Node | None, styles: _Node) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is None:
            return
        for abstract in numbering.iterfind(f"{_W}abstractNum"):
            self._levels[_value(abstract, "abstractNumId")] = dict(map(_level, abstract.iterfind(f"{_W}lvl")))
        for number in numbering.iterfind(f"{_W}num"):
            of = number.find(f"{_W}abstractNumId")
            if of is not None:
                self._abstract[_value(number, "numId")] = _value(of, "val")
        for style in styles.iterfind(f"{_W}style"):
            found = _list_of(style)
            if found:
                self._styles[_value(style, "styleId")] = found

    def label(self, paragraph: _Node) -> str:
        """The number before this paragraph, counted on; "" where it has none."""
        found = _list_of(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self._styles.get(_value(style, "val")) if style is not None else None
        if found is None:
            return ""
        number, depth = found
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        form, text, _ = levels[depth]
        if form == "bullet" or form == "none":
            return "• " if form == "bullet" else ""

        def place(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            kind, _, first = levels.get(level, ("decimal", "", 1))
            return written(counts.get(level, first), kind)

        label = _PLACE.sub(place, text)
        return f"{label} " if label[-1:].isascii() and label else label


def written(value: int, form: str) -> str:
    """A number in one of Word's forms; those unknown here come out in figures."""
    if form in {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"}:
        return _chinese(value, _DIGITS, "十百千")
    if form in {"ideographDigital", "japaneseCounting", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form == "chineseLegalSimplified":
        return _chinese(value, _FORMAL, "拾佰仟")
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= value <= 20:
        return chr(0x245F + value)
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if form in {"upperLetter", "lowerLetter"} and value >= 1:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"}:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form == "ideographTraditional":
        return "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10]
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _chinese(value: int, digits: str, units: str) -> str:
    if not 0 < value < 10_000:
        return str(value)
    out = ""
    figures = str(value)
    for place, figure in enumerate(figures):
        rank = len(figures) - place - 1
        if figure != "0":
            out += digits[int(figure)] + (units[rank - 1] if rank else "")
        elif out and not out.endswith("零") and int(figures[place:]):
            out += "零"
    return out[1:] if units[0] == "十" and 10 <= value < 20 else out


def _roman(value: int) -> str:
    out = ""
    for size, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (value // size)
        value %= size
    return out


def _level(level: _Node) -> tuple[int, tuple[str, str, int]]:
    """(depth, (form, text, first)) of a list's level."""
    parts = {name: level.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start")}
    form = _value(parts["numFmt"], "val") if parts["numFmt"] is not None else "decimal"
    text = _value(parts["lvlText"], "val") if parts["lvlText"] is not None else ""
    first = _whole(_value(parts["start"], "val"), 1) if parts["start"] is not None else 1
    return _whole(_value(level, "ilvl"), 0), (form, text, first)


def _list_of(node: _Node) -> tuple[str, int] | None:
    """(list, depth) that a paragraph or a style names for itself."""
    properties = node.find(f"{_W}pPr/{_W}numPr")
    number = properties.find(f"{_W}numId") if properties is not None else None
    if properties is None or number is None:
        return None
    depth = properties.find(f"{_W}ilvl")
    return _value(number, "val"), _whole(_value(depth, "val"), 0) if depth is not None else 0


def _value(node: _Node, name: str) -> str:
    return str(node.get(f"{_W}{name}", ""))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise
