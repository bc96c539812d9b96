"""Running text: the lines of a document joined where a sentence runs on, with the way back to page and line.

A scan breaks sentences, numbers and names over lines. Rules look at one text in which such breaks are closed and the
others are line breaks; every offset leads back to the line it came from. Width is folded sign for sign (，is ``,``),
blanks are kept only where they part words or numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.chinese.fold import simplified_signs
from archive.extract.reading import Line, Page

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5, 0x5C80: 0x51FA}
"""Full width to half width, and 岀 for 出, which readers mistake for it."""
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_BLANKS = re.compile(r"\s+")
_ENDS = "。!?;:.…"
_RUNS_ON = ",、-—(（《“"
_GOES_ON = ",。;:!?、)》”"
"""With these no line begins that is a paragraph's first."""
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、)](?!\d)|第[一二三四五六七八九十]{1,3}[,、:是条]"
    r"|[①-⑳]|[甲乙丙丁戊]、|[•●◆■▪◇□*·-] ?(?=[\u4e00-\u9fff]))"
)
_LABELLED = re.compile(rf"[{_HAN}]{{2,7}}(?:[(][^()]{{1,8}}[)])?:")
_FIRST_WORD = re.compile(r"[0-9A-Za-z.,%-]+")
_COLUMNS = re.compile(r"\S(?:\u3000{2,}|\t|[ \u3000]{4,})\S")
"""A wide gap within a line."""
_RAGGED = 9.0
"""Columns by which a line that ends in the middle of a sentence may fall short of the right edge."""
_SET_IN = 8.0
"""Columns at the left beyond which a line is no line of a paragraph."""
_FULL, _RAGGED_FROM, _FEW = 0.35, 0.6, 8
"""Share of full lines below which lines are a message's; of the widest line from which a line is no heading; lines of a
page too short to tell."""
_SENTENCE = 30
"""Signs to a stop, up to which a page is prose."""
_STOPS = "。!?;,！？；，"
_WIDEST_PAGE = 160
"""Columns of a page without boxes, beyond which a line is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page and where its text begins in the running text."""

    page: int
    number: int
    """Line of its page, from 1."""
    text: str
    score: float
    start: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A part of the running text as it stands on the paper."""

    value: str
    plain: str
    """The same in simplified characters."""
    row: Row
    """The line it begins on."""
    score: float
    """The least of the recogniser's scores of the lines it covers."""


@dataclass(frozen=True, slots=True)
class Running:
    """The whole text of a document."""

    text: str
    """Folded, as rules read it."""
    raw: str
    """Sign for sign the same, as it stands on the paper."""
    plain: str
    """The same in simplified characters, with the punctuation of the paper."""
    rows: tuple[Row, ...]
    starts: tuple[int, ...]

    def row_at(self, offset: int) -> Row:
        """The line that holds the sign at ``offset``."""
        return self.rows[self._index(offset)]

    def quote(self, start: int, end: int) -> Quote:
        """The words of a half-open span, line breaks closed up."""
        first, last = self._index(start), self._index(max(start, end - 1))
        score = min(row.score for row in self.rows[first : last + 1])
        value, plain = (text[start:end].replace("\n", "") for text in (self.raw, self.plain))
        return Quote(value, plain, self.rows[first], score)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)


def running_text(pages: Sequence[Page]) -> Running:
    """Join the lines of all pages."""
    raw: list[str] = []
    rows: list[Row] = []
    length = 0
    previous: _Line | None = None
    for line in _lines(pages):
        if previous is not None and not _runs_on(previous, line):
            raw.append("\n")
            length += 1
        rows.append(Row(line.page, line.number, line.source.text, _score(line.source), length))
        raw.append(line.raw)
        length += len(line.raw)
        previous = line
    joined = "".join(raw)
    plain = simplified_signs(joined)
    return Running(_colons(folded(plain)), joined, plain, tuple(rows), tuple(row.start for row in rows))


def _colons(text: str) -> str:
    """Signs that were read for the colon behind a label at the beginning of a line."""
    return _MISREAD.sub(lambda match: match[1] + ":", text)


_MISREAD = re.compile(
    r"((?:^|(?<=\n)) ?(?:会议)?(?:主持|记录|出席|参加|参会|与会|列席|请假|缺席|时间|地点|议题|日期"
    r"|被?(?:反映|信访|申请|投诉|举报|控告|申诉|来访|来电|来信)"
    r"|姓名|联系电话|电话|手机|住址|地址|身份证号码?|公民身份号码|诉求|请求|责任单位|责任人|完成时限)(?:人员?|单位|事项)?) ?[;.·,、丶](?=[^\s])"
)


def folded(text: str) -> str:
    """Full-width signs in half width, sign for sign."""
    return text.translate(_WIDTH)


def _score(line: Line) -> float:
    return 1.0 if line.score is None else min(1.0, max(0.0, line.score))


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    number: int
    source: Line
    raw: str
    text: str
    full: bool
    """Reaches the right edge of its page's text."""
    room: float
    """Columns left free at the right."""
    indent: float
    """Columns left free at the left."""


def _lines(pages: Sequence[Page]) -> Iterator[_Line]:
    for page in pages:
        kept = [(number, line, close_blanks(line.text)) for number, line in enumerate(page.lines, 1)]
        kept = [entry for entry in kept if entry[2]]
        boxed = [line for _, line, _ in kept if line.box]
        columns = [_columns(line.text.strip()) for _, line, _ in kept]
        if len(boxed) * 2 > len(kept):
            sign = _sign_width(boxed)
            right = _high([line.box[2] for line in boxed if line.box])
            left = _low([line.box[0] for line in boxed if line.box])
            rooms = [(right - line.box[2]) / sign if line.box else 0.0 for _, line, _ in kept]
            indents = [(line.box[0] - left) / sign if line.box else 0.0 for _, line, _ in kept]
        else:
            rooms = _rooms(columns, [raw for _, _, raw in kept])
            indents = [float(_columns(line.text[: len(line.text) - len(line.text.lstrip())])) for _, line, _ in kept]
        for (number, line, raw), room, indent in zip(kept, rooms, indents, strict=True):
            yield _Line(page.number, number, line, raw, folded(simplified_signs(raw)), room < 3.5, room, indent)


def _rooms(columns: Sequence[int], lines: Sequence[str]) -> list[float]:
    """Columns left free at the right of lines that have no boxes: by the widest one, if the page is set in paragraphs."""
    widest = max(columns, default=0)
    full = sum(column >= widest - 4 for column in columns)
    stops = sum(line.count(sign) for line in lines for sign in _STOPS)
    prose = len(lines) >= _FEW and stops * _SENTENCE >= sum(map(len, lines))
    if widest > _WIDEST_PAGE or (full < max(2, _FULL * len(columns)) and not prose):
        return [99.0] * len(columns)
    rooms = [float(widest - column - 3) for column in columns]
    for number, line in enumerate(lines):
        breaks = columns[number] >= _RAGGED_FROM * widest and " " not in line and line[-1] not in _STOPS + _ENDS
        if number and prose and breaks:
            rooms[number] = min(rooms[number], 0.0)  # broken in the middle of a sentence, wherever that was
    return rooms


def _runs_on(line: _Line, following: _Line) -> bool:
    """Whether the sentence of a line goes on in the following one."""
    last = line.text[-1]
    if following.text[0] in _GOES_ON:
        return True
    if _NUMBERED.match(following.text) or _LABELLED.match(following.text):
        return False
    if last in _RUNS_ON:
        return True
    if _COLUMNS.search(line.source.text) or _COLUMNS.search(following.source.text):
        return False  # a row of a table
    if line.indent > _SET_IN or following.indent > _SET_IN:
        return False  # set to the right or the middle: a signature, a date, a heading
    if line.page == following.page and following.indent - line.indent > 2.5 and last in _ENDS:
        return False
    if last not in _ENDS and line.room < _RAGGED and following.indent - line.indent < 2.5:
        return True
    word = _FIRST_WORD.match(following.text)
    return line.full or (word is not None and line.room < 3.5 + word.end())


def close_blanks(text: str) -> str:
    """One line with blanks only where they part two words or two numbers."""
    parts = _BLANKS.split(text.strip())
    if len(parts) == 1:
        return parts[0]
    wide = [bool(_WIDE_GAP.fullmatch(gap)) for gap in _BLANKS.findall(text.strip())]
    spaced = sum(len(part) == 1 for part in parts) > 0.6 * len(parts) and len(parts) > 8
    built = [parts[0]]
    for (before, after), cell in zip(pairwise(parts), wide, strict=True):
        built += (" " if not spaced and (_parted(before, after) or (cell and _cells(before, after))) else "", after)
    return "".join(built)


_WIDE_GAP = re.compile(r"\t\s*|\u3000{2,}|\s{3,}")


def _cells(before: str, after: str) -> bool:
    """Whether a wide gap parts two cells of a table: 石桥镇    4月30日前."""
    if any(len(part) == 1 and _is_han(part) for part in (before, after)):
        return False
    return (_is_han(before[-1:]) and after[:1].isalnum()) or (before[-1:].isalnum() and _is_han(after[:1]))


def _parted(before: str, after: str) -> bool:
    """Whether the blank between two pieces parts words or numbers; ``王 伟`` and ``时 间：`` are one word each."""
    left, right = before[-1:], after[:1]
    if _is_han(left) and _is_han(right):
        return _is_han(before[-2:-1]) or _is_han(after[1:2])
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff" or sign == "〇"


def _columns(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


def _sign_width(lines: Sequence[Line]) -> float:
    """Width of one column (half a Chinese character), as a share of the page's."""
    widths = sorted((line.box[2] - line.box[0]) / max(1, _columns(line.text)) for line in lines if line.box)
    return max(widths[len(widths) // 2], 1e-4)


def _high(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.9)]


def _low(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.1)]
