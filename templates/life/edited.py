"""A draft that came back from Word: where its number and date stand, and how they are put in. Bytes in, bytes out.

Nothing else of the file is touched: parts without a place are copied byte for byte.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from archive.chinese.date_words import gongwen_date
from templates.blanks import DATES

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READ: Final = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_LEFT: Final = r"[\s\u3000_＿]*"
"""What people leave, or put, in a blank."""
_OTHER_DAYS: Final = re.compile("受理|收到|登记|送达|到期|届满|签收")
"""Labels beside a day that is not the paper's own."""
_STORED: Final = zipfile.ZIP_DEFLATED

Find = Callable[[str, str], list[tuple[int, int]]]
"""(text of a paragraph, text of the cell before it) → places of the blank, half open."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What is to be put in, and how it is found."""

    name: str
    """As a clerk calls it."""
    shown: str
    """What stood there when the draft was made."""
    find: Find


def blanks_of(values: Mapping[str, Any]) -> list[Blank]:
    """The blanks a draft made of these values has: its number, if any, and its date, if any."""
    made = []
    if number := str(values.get("number") or ""):
        made.append(Blank("文号", number, _exactly(_number_pattern(number))))
    date = next((str(values[name]) for name in DATES if values.get(name)), "")
    if date:
        made.append(Blank("成文日期", date, _date_finder(date)))
    return made


def count(data: bytes, blank: Blank) -> int:
    """How often a blank stands in a Word file."""
    return sum(len(blank.find(_text(p), _before(p))) for root in _roots(data) for p in root.iter(f"{_W}p"))


def fill(data: bytes, values: Mapping[str, Any], number: str, day: dt.date) -> bytes:
    """The file with number and date put in."""
    news = {"文号": number, "成文日期": gongwen_date(day)}
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", _STORED) as target:
        for info in source.infolist():
            part = source.read(info)
            if _READ.fullmatch(info.filename):
                part = _filled(part, blanks_of(values), news)
            target.writestr(info, part, _STORED)
    return packed.getvalue()


_PARSER: Final = etree.XMLParser(resolve_entities=False, huge_tree=True)


def _number_pattern(number: str) -> str:
    """A number typed by hand as it is; a blank one with whatever room is left in it."""
    if not re.search(r"\s[号期]$", number):
        return re.escape(number)
    head, tail = number[:-1].rstrip(), number[-1]
    alone = r"(?<![一-鿿])" if head.startswith("〔") else ""  # of minutes; not the end of another paper's number
    return alone + re.escape(head) + _LEFT + tail


def _date_finder(date: str) -> Find:
    if "　" in date:
        return _exactly(rf"{re.escape(date[:4])}年{_LEFT}月{_LEFT}日")
    alone = re.compile(rf"(?:^|\t){_LEFT}({re.escape(date)})(?:印发)?{_LEFT}$")

    def find(text: str, before: str) -> list[tuple[int, int]]:
        match = alone.search(text)
        return [match.span(1)] if match and not _OTHER_DAYS.search(before) else []

    return find


def _exactly(pattern: str) -> Find:
    compiled = re.compile(pattern)
    return lambda text, _: [match.span() for match in compiled.finditer(text)]


def _roots(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if _READ.fullmatch(name):
                yield etree.fromstring(packed.read(name), _PARSER)


def _filled(part: bytes, blanks: list[Blank], news: Mapping[str, str]) -> bytes:
    root = etree.fromstring(part, _PARSER)
    done = 0
    for paragraph in root.iter(f"{_W}p"):
        for blank in blanks:
            for start, end in reversed(blank.find(_text(paragraph), _before(paragraph))):
                _put(paragraph, start, end, news[blank.name])
                done += 1
    if not done:
        return part
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _nodes(paragraph: etree._Element) -> list[etree._Element]:
    """Text and tabs of a paragraph, not those of a box standing in it."""
    return [
        node
        for node in paragraph.iter(f"{_W}t", f"{_W}tab")
        if next(node.iterancestors(f"{_W}p")) is paragraph and next(node.iterancestors()).tag == f"{_W}r"
    ]


def _said(node: etree._Element) -> str:
    return "\t" if node.tag == f"{_W}tab" else node.text or ""


def _text(paragraph: etree._Element) -> str:
    return "".join(map(_said, _nodes(paragraph)))


def _before(paragraph: etree._Element) -> str:
    """The text of the table cell before the one the paragraph stands in; empty outside tables."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    before = cell.getprevious() if cell is not None else None
    return "" if before is None else "".join(node.text or "" for node in before.iter(f"{_W}t"))


def _put(paragraph: etree._Element, start: int, end: int, new: str) -> None:
    """Characters ``start`` to ``end`` become ``new``, in the run the first of them stands in."""
    at = 0
    for node in _nodes(paragraph):
        said = _said(node)
        low, high = max(start - at, 0), min(end - at, len(said))
        at += len(said)
        if low >= high or node.tag != f"{_W}t":
            continue
        node.text = said[:low] + new + said[high:]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        new = ""
