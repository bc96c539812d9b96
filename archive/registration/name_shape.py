"""Whether the characters at a place of a text make a Chinese name, and where it ends.

A name is weighed by how much more often its characters stand in names than in text (lists ``surnames`` and ``given``),
by its length, and by what follows. Names of minorities with a dot (买买提·艾力) are taken by their shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from archive.chinese.names import COMPOUND_SURNAMES, normal_name
from archive.registration.wordlists import any_of, weights, words

_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・‧∙][\u4e00-\u9fff]{1,8}){1,3}")
_DOT = re.compile("[·•・‧∙]")
_LONGEST_PART, _WINDOW = 8, 16
"""Signs before the first dot of a name; signs that the weight of a name depends on, itself and what follows."""
_LEGIBLE = re.compile(r"[\u4e00-\u9fff]")
_UNKNOWN_GIVEN = 0
_UNKNOWN_SURNAME = -60
_COMPOUND = 70
_LENGTHS = {2: -16, 3: 0, 4: -25}
"""Ten times the logarithm of how common names of so many characters are against those of three."""
_LONGEST_RUN = 40
_ENDS_HERE, _GOES_ON_WELL = 25, 18
_NICKNAMED, _NICKNAME = 60, re.compile("老[大二三四五六七八九幺]")
"""What neighbours call each other: 晏老三."""
_STOPPED, _PLACED = 75, 70
"""Taken off for a word or place of the list, and for what reads on as a place or a body: 李家坝七组, 王家庄小学."""
_ADDRESSED = frozenset("总工姐哥叔婶姨爷嫂氏导董老家")
"""What people are called by after their surname alone."""
CLEAR, PLAIN = 100, 20
"""Weights from which a name stands out of a sentence by itself, and from which it is believed where one is announced."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A name at a place: how many signs it takes and how much it looks like one."""

    length: int
    weight: int
    name: str


def name_at(text: str, start: int, *, alone: bool = False) -> Shape | None:
    """The likeliest name that begins at ``start``, or None; ``alone`` if it must end where the word ends."""
    if _DOT.search(text, start, start + _LONGEST_PART) and (dotted := _DOTTED.match(text, start)):
        end = _end_of_dotted(text, start, dotted.end())
        return Shape(end - start, CLEAR, normal_name(text[start:end]))
    return _shape(text[start : start + _WINDOW], alone)


def _end_of_dotted(text: str, start: int, end: int) -> int:
    """艾力·卡德尔|说等渠修好: the last part ends before the first sign that no such name holds."""
    last = max(match.end() for match in _DOT.finditer(text, start, end))
    other = _NOT_DOTTED.search(text, last + 2, end)
    return other.start() if other else end


_NOT_DOTTED = re.compile(
    "[说称的在是与和及跟把将被对给让叫到去也都就又却不没要想会有系家已曾应当时后先等答表反主带因向从更便]"
)


@lru_cache(maxsize=1 << 16)
def _shape(window: str, alone: bool) -> Shape | None:
    """The same for the signs from ``start`` on, as many as a weight depends on; remembered, for texts repeat themselves."""
    best: Shape | None = None
    if foreign := _TRANSLITERATED.match(window):
        goes_on = _LEGIBLE.match(window, foreign.end()) and (alone or not _AFTER.match(window, foreign.end()))
        if foreign.end() >= _SHORTEST_FOREIGN and not goes_on:
            return Shape(foreign.end(), CLEAR, foreign.group())
    run = 0
    while run < 5 and _LEGIBLE.match(window, run):
        run += 1
    for length in (3, 2, 4):
        if length > run or (alone and run != length):
            continue
        weight = _weight(window, 0, length)
        if weight is not None and (best is None or weight > best.weight):
            best = Shape(length, weight, window[:length])
    return best


def split_names(run: str, least: int = 15) -> tuple[str, ...]:
    """Names written one after another without a sign (佟志刚曲明), if the whole run is nothing but names; else nothing."""
    if not 4 <= len(run) <= _LONGEST_RUN:
        return ()
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(run) + 1)
    best[0] = (0, ())
    for end in range(2, len(run) + 1):
        for length in (3, 2, 4):
            before = best[end - length] if end >= length else None
            shape = name_at(run[end - length : end], 0, alone=True) if before else None
            if before is None or shape is None or shape.weight < least:
                continue
            total = before[0] + shape.weight - _ENDS_HERE
            if best[end] is None or total > best[end][0]:  # type: ignore[index]
                best[end] = (total, (*before[1], shape.name))
    found = best[len(run)]
    return found[1] if found and len(found[1]) > 1 else ()


def reads_on(text: str, end: int) -> bool:
    """Whether a word that follows names stands at ``end``."""
    return bool(_AFTER_LONG.match(text, end))


def follows(text: str, end: int) -> bool:
    """Whether the sentence goes on at ``end`` with a word that may follow names, or stops there."""
    return end >= len(text) or not _LEGIBLE.match(text, end) or bool(_AFTER.match(text, end))


def surname_weight(text: str, start: int) -> int:
    """How much the character at ``start`` looks like a surname."""
    if text[start : start + 2] in COMPOUND_SURNAMES:
        return _COMPOUND
    return weights("surnames").get(text[start], _UNKNOWN_SURNAME)


def _weight(text: str, start: int, length: int) -> int | None:
    name = text[start : start + length]
    compound = name[:2] in COMPOUND_SURNAMES and length > 2
    given = name[2:] if compound else name[1:]
    if len(given) > 2 and not _double_surname(name):
        return None
    if _TITLE.match(text, start + (2 if compound else 1)) or name[1:] in _ADDRESSED or _NEVER.search(name):
        return None
    if len(given) == 2 and (_AFTER_LONG.match(text, start + length - 1) or _CALLED.match(text, start + length - 1)):
        return None
    weight = _COMPOUND if compound else weights("surnames").get(name[0], _UNKNOWN_SURNAME)
    table = weights("given")
    weight += sum(table.get(sign, _UNKNOWN_GIVEN) for sign in given) + _LENGTHS[length if not compound else length - 1]
    if name in _labels():
        return None
    weight += _NICKNAMED if _NICKNAME.fullmatch(given) else 0
    weight -= _STOPPED if name in words("stop_names") else 0
    end = start + length
    if _PLACE.match(text, end - 1):
        weight -= _PLACED
    if end >= len(text) or not _LEGIBLE.match(text, end):
        return weight + _ENDS_HERE
    return weight + (_GOES_ON_WELL if _AFTER.match(text, end) else 0)


@cache
def _labels() -> frozenset[str]:
    """What the people of a paper are called: 陈情人 is nobody's name."""
    return words("person_labels") | words("person_words")


def _double_surname(name: str) -> bool:
    """Husband's and own surname before a given name: 张王秀英 is rare, and only with common ones."""
    table = weights("surnames")
    return len(name) == 4 and table.get(name[0], 0) > 40 and table.get(name[1], 0) > 40


_PLACE = re.compile(
    r"[县镇乡村屯路街州市区庄]|.(?:[县镇乡村屯路街州市区庄湾沟坝岗岭]|[一二三四五六七八九十\d]{1,2}组|小区|社区|小学|中学|公司|医院|物业|集团|饭店|超市|农场|林场)"
)
_CALLED = re.compile("律师|老师|医生|大夫|先生|女士|主任|书记|局长|经理|会计|师傅|校长|院长")
_NEVER = re.compile("某|[的了]$|^.[总]|[厂馆店站局库垛函状证乡镇县室]$|[诉请告定议]书$")
"""What no name holds: the last signs of bodies, things and papers."""
_TITLE = re.compile(any_of([word for word in words("titles") if len(word) > 1]) + "|[某氏]")
_AFTER = re.compile(any_of(words("after_names")))
_TRANSLITERATED, _SHORTEST_FOREIGN = re.compile(f"{any_of(words('transliterated'))}{{1,3}}"), 3
"""呼格吉勒, 扎西卓玛: names of minorities that are written without a dot."""
_AFTER_LONG = re.compile(any_of([word for word in words("after_names") if len(word) > 1]))
