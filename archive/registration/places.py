"""Townships, villages and hamlets in a text: from a list of known ones, or by their suffix."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.registration.wordlists import any_of, groups, words

TOWNSHIP, VILLAGE, HAMLET = "township", "village", "hamlet"
_SUFFIX = re.compile(r"街道|社区|[乡镇](?!长|村干部|村两级|亲|里|路)|村(?!长|口|里|头|支|医)|屯")
_HIGHER = re.compile(r"自治区|[省市县州盟区](?!$)|[乡镇]|街道(?:办事处)?|办事处|农场|林场")
_INNER = re.compile(r"[\u4e00-\u9fff]{0,2}[乡镇]|[\u4e00-\u9fff]?街道|村(?<=屯村)")
_OTHER_WORDS = re.compile(
    r"[我你他她它们咱俺的是在住到从和与及于由被向至去经把让给对就也都还了着说这那哪该此某各每几两同邻外全本为因以不没有无并而或但后前里上下内来出过"
    r"自又再才能会要请望谢等其己所且之则即若如何什么怎多少一求问据、,。;:!?()“”\"'\s]"
)
_IS_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OF_A_VILLAGE = re.compile(r"民|霸|主任|干部|文书|会计|书记|长|支书|党员|组|道(?!路)|部")
_ACTS_ON_VILLAGERS = re.compile(rf"{any_of([act for act in groups('terms')['acts'] if len(act) > 1])}")
"""解决村民通行: the village of no name."""
_SOFT = frozenset("会和同向前后上下内本里以来多全")
"""Of those words the ones that begin names too, where nothing stands before: 会丰镇."""
_LONGEST = 6
"""Signs before a suffix that may belong to the name."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A township, a village or a hamlet."""

    start: int
    end: int
    name: str
    level: str
    confidence: float


def find_places(text: str, known: Collection[str] = ()) -> list[FoundPlace]:
    """Townships, villages and hamlets: those of ``known`` wherever they stand, else by suffix; left to right."""
    found = list(_known_places(text, known)) if known else []
    taken = {offset for place in found for offset in range(place.start, place.end)}
    doubtful: list[FoundPlace] = []
    end = 0
    for suffix in _SUFFIX.finditer(text):
        if _within_a_name(text, suffix):
            continue
        low = max(end, suffix.start() - _LONGEST - 4)
        start, anchored = _start(text, low, suffix.start())
        anchored |= start == low == end > 0 and suffix.group() != "屯"
        name = text[start : suffix.end()]
        if suffix.start() in taken or start in taken or not _believable(text, name, suffix):
            continue
        if _OF_A_VILLAGE.match(text, suffix.end()) and (not anchored or _ACTS_ON_VILLAGERS.match(name)):
            continue
        sure = (0.82 if anchored else 0.4) - (0.3 if known else 0.0)
        (found if anchored else doubtful).append(FoundPlace(start, suffix.end(), name, level_of(name), sure))
        end = suffix.end()
    return sorted(_shortened([*found, *doubtful], found), key=lambda place: place.start)


def _shortened(places: Sequence[FoundPlace], found: Sequence[FoundPlace]) -> Iterator[FoundPlace]:
    """侵害走马镇 is 走马镇 where that stands by itself elsewhere."""
    names = {place.name for place in found}
    for place in places:
        name = next((place.name[at:] for at in range(len(place.name) - 2, 0, -1) if place.name[at:] in names), None)
        if name is None:
            yield place
        else:
            yield replace(place, start=place.end - len(name), name=name, confidence=0.75)


def level_of(name: str) -> str:
    """Which level a name belongs to, by its suffix."""
    return TOWNSHIP if re.search(r"[乡镇]$|街道$", name) else VILLAGE if re.search(r"村$|社区$", name) else HAMLET


def _known_places(text: str, known: Collection[str]) -> Iterator[FoundPlace]:
    for match in _pattern(frozenset(name for name in known if len(name) > 1)).finditer(text):
        yield FoundPlace(match.start(), match.end(), match.group(), level_of(match.group()), 0.95)


@cache
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    return re.compile(any_of(known))


def _within_a_name(text: str, suffix: re.Match[str]) -> bool:
    """大屯营镇, 李家屯村: the suffix of a lower level inside a name of a higher one."""
    rest = text[suffix.end() : suffix.end() + 4]
    if suffix.group() == "屯":
        return bool(re.match(r"村|[\u4e00-\u9fff]?[乡镇]", rest))
    return suffix.group() == "村" and bool(re.match(r"[乡镇]|街道", rest))


def _start(text: str, low: int, at: int) -> tuple[int, bool]:
    """Where the name before a suffix begins, and whether something shows that it begins there.

    It begins after a higher level (方正县|德善乡), after other words (反映|永胜村) or a sign, at most six signs back.
    """
    start, anchored = low, low == 0
    for level in _HIGHER.finditer(text, low, at):
        if at - level.end() >= 1:
            start, anchored = level.end(), True
    below = anchored and start > low
    for word in _before().finditer(text, start, at):
        if at - word.end() >= 1:
            start, anchored, below = word.end(), True, False
    for other in _OTHER_WORDS.finditer(text, start, at):
        first = other.start() == start
        if at - other.end() < 1 or (below and first) or _in_a_name(text, other.start()):
            continue
        if first and other.group() in _SOFT and (start == 0 or not _IS_HAN.match(text[start - 1])):
            continue
        start, anchored, below = other.end(), True, False
    if at - start > _LONGEST:
        start, anchored = at - _LONGEST, False
    if start == low and low and not anchored:
        anchored = not _IS_HAN.match(text[low - 1])
    return start, anchored


@cache
def _before() -> re.Pattern[str]:
    return re.compile(any_of(words("before_places")))


def _in_a_name(text: str, at: int) -> bool:
    """前进, 会发, 向阳: pairs in names of places that hold a word of another kind."""
    pairs = words("place_pairs")
    return text[at : at + 2] in pairs or text[max(0, at - 1) : at + 1] in pairs


def _believable(text: str, name: str, suffix: re.Match[str]) -> bool:
    body = name[: len(name) - len(suffix.group())]
    if not 1 <= len(body) <= _LONGEST or not _IS_HAN.fullmatch(body):
        return False
    if name in words("not_places") or body in words("not_places") or body.endswith(tuple(words("not_place_bodies"))):
        return False
    last = _OTHER_WORDS.match(body, len(body) - 1)
    if last and not _in_a_name(name, len(body) - 1):
        return False
    if any(not _in_a_name(name, other.start()) for other in _OTHER_WORDS.finditer(body)) and len(body) > 3:
        return False
    if len(body) == 1:
        return suffix.group() in ("镇", "屯", "乡") and bool(
            _HIGHER.search(text[max(0, suffix.start() - 3) : suffix.start() - 1])
        )
    return True
