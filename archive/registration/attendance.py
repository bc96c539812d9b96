"""Who was at a meeting: 出席, 请假, 列席, each with unit and name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.name_shape import name_at
from archive.registration.suggestion import Field
from archive.registration.wordlists import any_of, terms, words

_ROLES = (Field.PRESENT, Field.ABSENT, Field.OBSERVER)
_LABEL = re.compile("|".join(f"(?P<{field.value}>{terms(field.value)})" for field in _ROLES))
_OTHER = re.compile(
    r"(?:主\s?持(?:人)?|记\s?录(?:人|员)?|整\s?理(?:人)?|议\s?题|会议议题|时\s?间|地\s?点|分\s?送|抄\s?送|发\s?送|印\s?发|报\s?送|主\s?送|会议内容|会议议程|议\s?程|议定事项|决定事项|会议(?:听取|认为|指出|强调|决定|议定|要求|研究)|现(?:将|就)|签\s?发|审\s?核|核\s?稿|校\s?对|联系人|缺席原因)\s?[::]?|\n?[①-⑳]"
    r"|\n[一二三四五六七八九十]、|\n[(][一二三四五六七八九十\d][)]|\n\d{1,2}[、. ]?[\u4e00-\u9fff]|\n序号|\n.{0,30}(?:办公室|委员会)\s?\d{4}年"
)
_UNIT_END = terms("unit_end")
_UNIT_END_LAST = "[局办委乡镇所院站村部队会厅处科校组屯场厂店矿]"
_UNIT = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9]{{1,24}}?{_UNIT_END}(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{{1,20}}{_UNIT_END}"
)
_TITLE = any_of([word for word in words("titles") if len(word) > 1 and word not in ("先生", "女士", "小姐")])
_RANK = re.compile(rf"{terms('rank_before')}*(?:{_TITLE}|{terms('rank')})(?:兼[\u4e00-\u9fff]{{2,8}})?$")
_ENDS_UNIT = re.compile(rf"{_UNIT_END}$")
_BACKWARDS = re.compile(r"(?:等同志|等)?(?P<word>参加|列席|出席)(?:了)?(?:本次|此次)?(?:会议)?(?=[。;\n])")
_UNSURE = re.compile(r"[、,; \n。]|$")
_IN_UNIT = re.compile(rf"{_UNIT_END}|{_TITLE}")
_ITEM = re.compile(r"[^、,;\n()]+(?:[(][^()\n]*[)])?")


@dataclass(frozen=True, slots=True)
class Attendee:
    """One who was there, or not: unit or name may be empty."""

    start: int
    end: int
    role: Field
    unit: str
    name: str
    confidence: float


def find_attendance(text: str) -> list[Attendee]:
    """Everybody under 出席, 请假 and 列席, in order."""
    found: list[Attendee] = []
    labels = [match for match in _LABEL.finditer(text) if _is_label(text, match)]
    for match, following in zip(labels, [*labels[1:], None], strict=False):
        at = match.end() + len(re.match(r"[\s::]*", text[match.end() : match.end() + 4]).group())  # type: ignore[union-attr]
        limit = following.start() if following else len(text)
        other = _OTHER.search(text, at, limit)
        stop = other.start() if other else limit
        period = re.compile(r"[。!?]").search(text, at, stop)
        role = Field(match.lastgroup or Field.PRESENT)
        found += _listed(text, at, period.start() if period else stop, role)
    known = {one.name for one in found}
    return found + [one for one in _named_before(text) if one.name not in known]


def _named_before(text: str) -> Iterator[Attendee]:
    """县信访局张三、县住建局李四列席。"""
    for match in _BACKWARDS.finditer(text):
        low = max(text.rfind(sign, 0, match.start()) for sign in "。;\n:") + 1
        role = Field.OBSERVER if match["word"] == "列席" else Field.PRESENT
        if match.start() - low <= 200:
            yield from (one for one in _listed(text, low, match.start(), role) if one.name)


def _is_label(text: str, match: re.Match[str]) -> bool:
    """出席： at the beginning of a line, or with its colon."""
    begins = match.start() == 0 or text[match.start() - 1] in "\n 。;"
    return text[match.end() : match.end() + 1] == ":" or (
        begins and text[match.end() : match.end() + 1] in (" ", "\n", "有")
    )


def _listed(text: str, start: int, end: int, role: Field) -> Iterator[Attendee]:
    """The items between two offsets; a name without a unit after 、 belongs to the unit before it."""
    unit = ""
    for match in _ITEM.finditer(text, start, end):
        if text[match.start() - 1] not in "、 ":
            unit = ""
        for piece_start, piece_end in _pieces(text, match.start(), match.end()):
            one = _attendee(text, piece_start, piece_end, role)
            if one is None:
                continue
            if one.name and not one.unit and unit:
                one = Attendee(one.start, one.end, role, unit, one.name, one.confidence - 0.05)
            unit = one.unit
            yield one


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """县信访局 张三 李四, 某公司 经理 王五: unit, title and the first name stand together; further names stand alone."""
    begun: int | None = None
    last = start
    for match in re.finditer(r"[^\s]+", text[start:end]):
        first, last_of = start + match.start(), start + match.end()
        word = match.group()
        behind = (
            begun is not None and _WORD.fullmatch(word) and _ends_unit(text[begun:last]) and not _IN_UNIT.search(word)
        )
        if _ends_in_name(word) or _is_name(word) or behind:
            yield (first if begun is None else begun), last_of
            begun = None
        elif begun is not None and not _RANK.fullmatch(word):
            yield begun, last
            begun = first
        elif begun is None:
            begun = first
        last = last_of
    if begun is not None:
        yield begun, last


def _without_rank(unit: str) -> str:
    """县信访局副局长 is of 县信访局, and so is 县信访局长."""
    rank = _RANK.search(unit)
    if rank is None:
        return unit
    kept, sign = unit[: rank.start()], rank.group()[0]
    return kept + sign if kept and sign in _HEADS and not _ENDS_UNIT.search(kept) else kept


_HEADS = "局所院站校村庭队镇乡厂"
"""Signs that end a unit and begin what its head is called."""
_WORD = re.compile(r"[\u4e00-\u9fff]{2,3}")


def _ends_unit(words_before: str) -> bool:
    """Whether a unit or a title stands right before a blank: 派出所 酆小兵."""
    return bool(_ENDS_UNIT.search(words_before) or _RANK.search(words_before))


def _is_name(piece: str) -> bool:
    shape = name_at(re.sub(r"[(].*", "", piece), 0, alone=True)
    return shape is not None and shape.weight >= 15


def _ends_in_name(piece: str) -> bool:
    return _name_at_end(re.sub(r"[(][^()]*[)]$", "", piece)) is not None


def _name_at_end(piece: str) -> int | None:
    """Where the name begins that ends the piece: after a title or a unit, or the whole piece."""
    best: tuple[int, int] | None = None
    for length in (3, 2, 4):
        begin = len(piece) - length
        if begin < 0:
            continue
        shape = name_at(piece[begin:], 0, alone=True)
        before = piece[:begin].rstrip()
        expected = bool(before) and bool(_ENDS_UNIT.search(before) or _RANK.search(before))
        if shape is None or shape.weight < (-35 if expected else 15) or (before and not expected):
            continue
        weight = shape.weight + (15 if before else 0)
        if best is None or weight > best[0]:
            best = (weight, begin)
    return best[1] if best else None


def _could_be_name(piece: str) -> bool:
    shape = name_at(piece, 0, alone=True)
    return shape is not None and shape.weight >= _RARE


_RARE = -40
_BEHIND_UNIT = re.compile(
    rf"(?P<unit>[\u4e00-\u9fff]{{0,18}}{_UNIT_END})(?P<name>(?!{_UNIT_END})[\u4e00-\u9fff]{{2,3}})(?<!{_UNIT_END_LAST})"
)


def _attendee(text: str, start: int, end: int, role: Field) -> Attendee | None:
    piece = text[start:end]
    aside = re.search(r"[(]([^()]*)[)]$", piece)
    bare = piece[: aside.start()] if aside else piece
    bare = re.sub(r"(?:同志|等(?:\d+人)?|参加|出席|列席)$", "", bare).strip(" :")
    offset = piece.find(bare) if bare else 0
    start += max(0, offset)
    if aside and (_is_name(bare) or (_IN_UNIT.search(aside[1]) and _could_be_name(bare))):
        unit = _RANK.sub("", aside[1]).strip() if _IN_UNIT.search(aside[1]) else ""
        return Attendee(start, end, role, unit, bare, 0.85)
    name_first = re.match(r"([\u4e00-\u9fff]{2,4})\s+(.+)$", bare)
    if name_first and _is_name(name_first[1]) and not _is_name(name_first[2]):
        return Attendee(start, start + len(bare), role, _RANK.sub("", name_first[2]).strip(), name_first[1], 0.8)
    begin = _name_at_end(bare)
    if begin is not None:
        unit = _without_rank(bare[:begin].strip(" :")).strip(" :")
        return Attendee(start, start + len(bare), role, unit, bare[begin:], 0.88)
    if behind := _BEHIND_UNIT.fullmatch(bare):  # a name nobody would know as one: 县环境保护局终南
        return Attendee(start, start + len(bare), role, _RANK.sub("", behind["unit"]), behind["name"], 0.7)
    if (
        re.fullmatch(r"[\u4e00-\u9fff]{2,3}", bare)
        and _UNSURE.match(text, start + len(bare))
        and not _IN_UNIT.search(bare)
    ):
        shape = name_at(bare, 0, alone=True)
        if shape is not None and shape.weight >= -25:
            return Attendee(start, start + len(bare), role, "", bare, 0.7)  # a rare name among others
    if _UNIT.fullmatch(_RANK.sub("", bare)) and 2 <= len(bare) <= 26:
        return Attendee(start, start + len(bare), role, _RANK.sub("", bare), "", 0.7)
    return None
