"""Who was at a meeting: 出席, 请假, 列席, each with unit and name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.attendance_labels import labels, list_ends
from archive.registration.name_shape import name_at
from archive.registration.suggestion import Field
from archive.registration.wordlists import any_of, terms, words

_UNIT_END = terms("unit_end")
_UNIT_END_LAST = "[局办委乡镇所院站村部队会厅处科校组屯场厂店矿]"
_UNIT = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9]{{1,24}}?{_UNIT_END}(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{{1,20}}{_UNIT_END}"
)
_TITLE = any_of([word for word in words("titles") if len(word) > 1 and word not in ("先生", "女士", "小姐")])
_RANK = re.compile(rf"{terms('rank_before')}*(?:{_TITLE}|{terms('rank')})(?:兼[\u4e00-\u9fff]{{2,8}})?$")
_ENDS_UNIT = re.compile(rf"{_UNIT_END}$")
_BACKWARDS = re.compile(
    r"(?:等(?:\d+人|[一二三四五六七八九十]+人)?|等?(?:有关|相关)?(?:负责)?同志)?(?:派员|派人|应邀|分别|一同|陪同|共同)?"
    r"(?:(?P<word>参加|列席|出席|到会)(?:了)?(?:本次|此次)?(?:会议|会商|调解|协调)?"
    r"|(?:因(?:事|病|公|故|[^,。;]{1,6}?))?(?P<not>请假|缺席|未到会|未参加|未能参加)(?:本次|此次)?(?:会议)?)(?=[,。;\n])"
)
_OTHER_CLAUSE = re.compile(
    r"主持|召开|举行|召集|会议室|研究|讨论|专题|议题|听取|^[^\u4e00-\u9fff]*\d{4}年|^(?:会上|会后|会议)|什么|怎么|吗|表示|认为|应当|必须"
)
"""What stands before those who were there and names none of them."""
_UNSURE = re.compile(r"[、,; \n。]|$")
_IN_UNIT = re.compile(rf"{_UNIT_END}|{_TITLE}")
_ITEM = re.compile(r"(?:(?!以及)[^、,;\n()])+(?:[(][^()\n]*[)])?")


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
    announced = list(labels(text))
    for (role, _, begin), following in zip(announced, [*announced[1:], None], strict=False):
        limit = following[1] if following else len(text)
        at = begin + len(text[begin:limit]) - len(text[begin:limit].lstrip(" \n:"))
        found += _listed(text, at, list_ends(text, at, limit), role)
    known = {one.name for one in found}
    found += [one for one in _named_before(text) if one.name not in known]
    spoken_for = {one.unit for one in found if one.name}
    return [one for one in found if one.name or one.unit not in spoken_for]


def _named_before(text: str) -> Iterator[Attendee]:
    """县信访局张三、县住建局李四列席。"""
    for match in _BACKWARDS.finditer(text):
        low = max(text.rfind(sign, 0, match.start()) for sign in "。;\n:") + 1
        low = max(low, match.start() - _LONGEST_ROW)
        for clause in re.compile("[^,]+,?").finditer(text, low, match.start()):
            if _OTHER_CLAUSE.search(clause.group()) or _BACKWARDS.search(text, clause.start(), clause.end() + 1):
                low = clause.end()
        surely = text[match.end() : match.end() + 1] != "," or bool(_SURELY_THERE.search(match.group()))
        role = Field.ABSENT if match["not"] else Field.OBSERVER if match["word"] == "列席" else Field.PRESENT
        if low < match.start():
            sent = "派" in match.group() or _SENT.search(text, max(low, match.start() - 14), match.start() + 4)
            listed = list(_listed(text, low, match.start(), role))
            if surely or (len(listed) > 1 and all(one.name for one in listed)):
                yield from (one for one in listed if one.name or sent)


_LONGEST_ROW = 300
_SURELY_THERE = re.compile("列席|会议|出席|到会|请假|缺席|本次|此次")
"""Where the sentence goes on: 参加 alone is what somebody is to do."""
_SENT = re.compile(r"(?:单位|部门|负责同志|负责人)")
"""Units were there, nobody is named."""


def _listed(text: str, start: int, end: int, role: Field) -> Iterator[Attendee]:
    """The items between two offsets; a name without a unit after 、 belongs to the unit before it."""
    named, rest = _names_first(text, start, end, role)
    yield from named
    start, unit = rest, ""
    for match in _ITEM.finditer(text, start, end):
        if text[match.start() - 1] not in "、 ":
            unit = ""
        for piece_start, piece_end in _pieces(text, match.start(), match.end()):
            one = _attendee(text, piece_start, piece_end, role)
            if one is None:
                continue
            if one.name and not one.unit and unit and not _OWN_PART.search(text, piece_start, piece_end):
                one = Attendee(one.start, one.end, role, unit, one.name, one.confidence - 0.05)
            unit = one.unit
            yield one


def _names_first(text: str, start: int, end: int, role: Field) -> tuple[list[Attendee], int]:
    """Lines of a name and what he is (曹国庆 县委副书记), and where other lines begin: all of a list or none."""
    found: list[Attendee] = []
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        match = _NAME_FIRST.fullmatch(text, *line.span())
        if match is None or not _is_name(match["name"]) or not _IN_UNIT.search(match["is"]):
            return (found, line.start()) if len(found) > 1 else ([], start)
        parts = re.split("[、,]", match["is"])
        if any(_name_at_end(part) is not None for part in parts):
            return (found, line.start()) if len(found) > 1 else ([], start)
        unit = _without_rank(parts[0])
        found.append(
            Attendee(match.start("name"), line.end(), role, unit if len(unit) > 1 else "", match["name"], 0.85)
        )
    return (found, end) if len(found) > 1 else ([], start)


_NAME_FIRST = re.compile(r"\s?(?:\d{1,2}[、.]\s?)?(?P<name>[\u4e00-\u9fff]{2,4})\s(?P<is>[^\s:;()]{2,40})\s?")
_OWN_PART = re.compile(
    r"(?:信访人|申请人|当事人|反映人|投诉人|来访人|举报人|家属|村民|居民|业主|群众|代表|律师|证人|患者|工人|职工|户主)"
)
"""What says that somebody is there for himself, not for the unit named before."""


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
    if kept in ("患者", "死者", "伤者"):
        return unit
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
    return _name_at_end(_HONOURED.sub("", re.sub(r"[(][^()]*[)]$", "", piece))) is not None


def _name_at_end(piece: str) -> int | None:
    """Where the name begins that ends the piece: after a title or a unit, or the whole piece."""
    best: tuple[int, int] | None = None
    for length in (3, 2, 4):
        begin = len(piece) - length
        if begin < 0 or _RANK.fullmatch(piece, begin) or _NO_NAME.search(piece, begin):
            continue
        shape = name_at(piece[begin:], 0, alone=True)
        before = piece[:begin].rstrip(" :")
        if piece[begin] in "长员任" and _ENDS_UNIT.search(before):
            continue  # 医政股股|长丘岳
        expected = bool(before) and bool(_ENDS_UNIT.search(before) or _RANK.search(before))
        if shape is None or shape.weight < (-35 if expected else 15) or (before and not expected):
            continue
        weight = shape.weight + (15 if before else 0) + (30 if before and _RANK.search(before) else 0)
        if best is None or weight > best[0]:
            best = (weight, begin)
    return best[1] if best else None


_NO_NAME = re.compile("负责|同志|人员|有关|单位|部门|领导|主任|书记|代表$")


def _could_be_name(piece: str) -> bool:
    shape = name_at(piece, 0, alone=True)
    return shape is not None and shape.weight >= _RARE


_RARE = -40
_BEHIND_UNIT = re.compile(
    rf"(?P<unit>[\u4e00-\u9fff]{{0,18}}{_UNIT_END})(?P<name>(?!{_UNIT_END})[\u4e00-\u9fff]{{2,3}})(?<!{_UNIT_END_LAST})"
)


_THEN_TITLE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,3}})(?:{_TITLE}|副?[县市区镇乡局院所站科股]长)")
_BEHIND_TITLE = re.compile(
    rf"[\u4e00-\u9fff]{{0,20}}?(?:{_TITLE}|{terms('rank')})(?P<name>(?!{_TITLE}|{terms('rank')}|负责|同志|人员|助理)[\u4e00-\u9fff]{{2,3}})(?<!{_UNIT_END_LAST})"
)
_WHY = re.compile("住院|出差|学习|外出|开会|病假|事假|请假|培训|休假|值班|下乡|迟到|早退|有事|生病|因")
_ROLE_ASIDE = re.compile("列席|请假|缺席|未到")
_HONOURED = re.compile("(?<=[\u4e00-\u9fff]{2})(?:律师|同志|先生|女士|医生|大夫|老师)$")
_EVERY = re.compile("各|有关|相关|无$|略$|其他")


def _attendee(text: str, start: int, end: int, role: Field) -> Attendee | None:
    piece = text[start:end]
    aside = re.search(r"[(]([^()]*)[)]$", piece)
    if aside and (elsewhere := _ROLE_ASIDE.search(aside[1])):
        role = Field.OBSERVER if elsewhere.group() == "列席" else Field.ABSENT
    bare = re.sub(r"^\s?\d{1,2}[、.]\s?", "", piece[: aside.start()] if aside else piece)
    if (called := _HONOURED.search(bare)) and _name_at_end(bare[: called.start()]) is not None:
        bare = bare[: called.start()]
    bare = re.sub(
        r"(?:等?(?:有关|相关)?(?:负责)?同志|等(?:\d+人|单位|部门)?(?:主要)?(?:负责人|负责同志)?|(?<=[局委办所院乡镇])负责人|参加|出席|列席)$",
        "",
        bare,
    )
    bare = re.sub(r"^(?:以及|及其?|和(?![平谐顺睦兴])|有|为|是)(?=..)", "", bare.strip(" :"))
    if _EVERY.match(bare):
        return None
    offset = piece.find(bare) if bare else 0
    start += max(0, offset)
    if aside and (_is_name(bare) or (_IN_UNIT.search(aside[1]) and _could_be_name(bare))):
        unit = _RANK.sub("", aside[1]).strip() if _IN_UNIT.search(aside[1]) and not _WHY.search(aside[1]) else ""
        return Attendee(start, end, role, unit, bare, 0.85)
    if aside and (inside := _name_at_end(aside[1].strip())) is not None and _ends_unit(bare):
        name = aside[1].strip()[inside:]  # 县水务局(副局长 倪萍)
        return Attendee(start, end, role, _without_rank(bare), name, 0.85)
    headed = re.match(r"([^:]{2,20}):\s?(.+)$", bare)
    if headed and _ENDS_UNIT.search(headed[1]) and (inside := _name_at_end(headed[2])) is not None:
        part = _without_rank(headed[2][:inside].strip(" :"))
        return Attendee(start, start + len(bare), role, part or headed[1], headed[2][inside:], 0.88)
    name_first = re.match(r"([\u4e00-\u9fff]{2,4})\s+(.+)$", bare)
    if name_first and _is_name(name_first[1]) and not _is_name(name_first[2]):
        return Attendee(start, start + len(bare), role, _RANK.sub("", name_first[2]).strip(), name_first[1], 0.8)
    called = _THEN_TITLE.fullmatch(bare)
    if called and _is_name(called["name"]):  # 田大壮局长
        return Attendee(start, start + len(bare), role, "", called["name"], 0.8)
    begin = _name_at_end(bare)
    if begin is not None:
        unit = _without_rank(bare[:begin].strip(" :")).strip(" :")
        return Attendee(start, start + len(bare), role, unit if len(unit) > 1 else "", bare[begin:], 0.88)
    if titled := _BEHIND_TITLE.fullmatch(bare):
        unit = _without_rank(bare[: titled.start("name")])
        return Attendee(start, start + len(bare), role, unit if len(unit) > 1 else "", titled["name"], 0.65)
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
