"""By what names one body goes: its full name, shorter ones, its kind alone; and the body a letter is written to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from archive.registration.bodies import Body
from archive.registration.wordlists import entries


@dataclass(frozen=True, slots=True)
class Named:
    """A body by its longest name, where it first stands so, and by what else it goes in the text."""

    start: int
    called: frozenset[str]


def merged_bodies(bodies: Sequence[Body], addressee: str, ours: Collection[str]) -> Mapping[str, Named]:
    """Bodies by their longest names; 石峰矿业 is 安和县石峰矿业有限公司."""
    fuller: dict[str, str] = {}
    for long in dict.fromkeys(body.name for body in bodies):
        for name in _shorter(long):
            fuller.setdefault(name, long)
    fuller |= _abbreviated([name for name in dict.fromkeys(body.name for body in bodies) if name not in fuller])
    called: dict[str, set[str]] = {}
    for name in dict.fromkeys(body.name for body in bodies):
        long = name
        while long in fuller:
            long = fuller[long]
        called.setdefault(long, set()).add(name)
    found: dict[str, Named] = {}
    for body in bodies:
        name = body.name
        if name in fuller or name in ours or (addressee and (name in addressee or addressee.endswith(name))):
            continue
        found.setdefault(name, Named(body.start, frozenset((*called[name], short_name(name)))))
    return found


def _abbreviated(names: Sequence[str]) -> Mapping[str, str]:
    """恒通驾校 is 临溪县恒通驾驶培训有限公司: what begins like the own name of a firm, and is the only such one."""
    firms = [(_firms_own(name), name) for name in names if name.endswith("公司")]
    found: dict[str, str] = {}
    for name in names:
        own = _OWN.match(name) if not name.endswith("公司") else None
        meant = [long for firm, long in firms if own and firm.startswith(own["own"])]
        if not meant and not name.endswith("公司") and (kind := _OF_A_PLACE.fullmatch(name)):
            meant = [
                long for _, long in firms if any(kind["kind"] in some for ends, some in _generic() if ends.search(long))
            ]
        if len(meant) == 1:
            found[name] = meant[0]
    return found


_OF_A_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}[县市区镇乡村](?P<kind>[\u4e00-\u9fff]{2,4})")
"""竹溪乡|采石场: what it is and where, not what it is called."""


_OWN = re.compile(
    r"(?P<own>(?!..?[县市区镇乡村])[\u4e00-\u9fff]{2,3})(?:驾校|物业|超市|酒店|饭店|养殖场|医院|学校|幼儿园|置业|地产|矿业|家政|装饰|旅行社|[厂店馆矿场])$"
)


def _firms_own(name: str) -> str:
    return re.sub(r"^(?:[\u4e00-\u9fff]{1,4}?[省市县区镇乡])+", "", name)


def _shorter(name: str) -> Iterator[str]:
    """What a body may be called for short: without a region before it, without 有限公司 behind it."""
    for lead in range(len(name) - 1):
        if lead and not _REGIONS.fullmatch(name, 0, lead):
            continue
        if lead:
            yield name[lead:]
        if name.endswith("人民政府"):
            yield name[lead:-4] + "政府"
        if name.endswith("公司"):
            yield from (name[lead:end] for end in range(lead + 2, len(name) - 1))
            yield from (name[lead:end] + "公司" for end in range(lead + 2, len(name) - 3))


_REGIONS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}(?:省|市|县|区|旗|镇|乡))*|[\u4e00-\u9fff]{2,14}(?:局|公司|集团|银行|政府|街道)"
)
"""What may stand before a body's own name: its region, or the body it belongs to."""


def short_name(name: str) -> str:
    """What a body is called again: 安和县永固建材有限公司 is 永固建材 later."""
    bare = re.sub(r"^[\u4e00-\u9fff]{1,4}?(?:省|市|县|区)(?=[\u4e00-\u9fff]{4})", "", name)
    bare = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", bare)
    return bare if len(bare) >= 4 else name


@cache
def _generic() -> Sequence[tuple[re.Pattern[str], Sequence[str]]]:
    """What bodies of a kind are called by nobody's name, from lines of an end of their names and such words."""
    return [(re.compile(f"(?:{ends})$"), some) for ends, *some in entries("called")]


_BEFORE_KIND = re.compile(
    r"[^\u4e00-\u9fff]|[的在到向跟和与同由被让叫找给从就是该这那把对将请求令促成问去要进归因欠叫]"
)
_DEMANDS = re.compile(r"律\s?师\s?函|催告函|催款函|敦促函|函\s?告|致函")
_HEAD, _LONG_BEFORE = 400, 200


def kinds_of(names: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The words by which a body may be called again (合作社, 园方), those that no other body of the text may be meant by."""
    found: dict[str, list[str]] = {}
    for name in names:
        for word in {word for ends, some in _generic() if ends.search(name) for word in some}:
            found.setdefault(word, []).append(name)
    meant: dict[str, list[str]] = {}
    for word, bodies in found.items():
        if len(bodies) == 1:
            meant.setdefault(bodies[0], []).append(word)
    return meant


def apart(places: Mapping[str, Sequence[int]], names: Collection[str]) -> list[tuple[int, int]]:
    """(start, end) of one body wherever it stands by any of these names, the longest at each place."""
    spans = ((at, at + len(name)) for name in names for at in places[name])
    found: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or span[1] > found[-1][1]:
            found.append(span)
    return found


def alone(
    text: str, places: Mapping[str, Sequence[int]], kinds: Collection[str], named: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where a word for a kind of body stands by itself, not within a longer name."""
    inside = {offset for span in named for offset in range(*span)}
    spans = apart(places, kinds)
    return [one for one in spans if one[0] not in inside and (one[0] == 0 or _BEFORE_KIND.match(text, one[0] - 1))]


def written_to(text: str, bodies: Sequence[Body]) -> str:
    """The body a demand is written to, as lawyers do; empty for a letter to an office about others."""
    if not _DEMANDS.search(text, 0, _HEAD) or not re.search(r"贵[司公单局院行校厂方]", text):
        return ""
    for body in bodies:
        line = text[text.rfind("\n", 0, body.start) + 1 : body.start]
        if (
            body.start < _LONG_BEFORE
            and re.fullmatch(r"(?:致)?\s?:?\s?", line)
            and text[body.end : body.end + 1] in ":\n"
        ):
            return body.name
    return ""
