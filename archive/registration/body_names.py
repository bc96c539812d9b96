"""By what names one body goes: its full name, shorter ones, its kind alone; and the body a letter is written to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from archive.registration.bodies import Body


def merged_bodies(bodies: Sequence[Body], addressee: str, ours: Collection[str]) -> Mapping[str, int]:
    """Bodies by their longest names, each with where it first stands so; 石峰矿业 is 安和县石峰矿业有限公司."""
    fuller: dict[str, str] = {}
    for long in dict.fromkeys(body.name for body in bodies):
        for name in _shorter(long):
            fuller.setdefault(name, long)
    found: dict[str, int] = {}
    for body in bodies:
        name = body.name
        if name in fuller or name in ours or (addressee and (name in addressee or addressee.endswith(name))):
            continue
        found.setdefault(name, body.start)
    return found


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


_KIND = re.compile(
    r"(?:合作社|村委会|村民委员会|居委会|物业|公司|学校|中学|小学|幼儿园|医院|卫生院|卫生室|诊所|银行|供热站|液化气站|派出所|法院|镇政府|乡政府|养老院|培训班|健身房|驾校|超市|饭店|工厂|砖厂|厂|店|站|矿)$"
)
_CALLED = {"村民委员会": "村委会", "中学": "学校", "小学": "学校"}
_BEFORE_KIND = re.compile(
    r"[^\u4e00-\u9fff]|[的在到向跟和与同由被让叫找给从就是该这那把对将请求令促成问去要进归因欠叫]"
)
_DEMANDS = re.compile(r"律\s?师\s?函|催告函|催款函|敦促函|函\s?告|致函")
_HEAD, _LONG_BEFORE = 400, 200


def kinds_of(names: Collection[str]) -> Mapping[str, str]:
    """The word by which a body may be called again (合作社), for those that are the only one of their kind."""
    found: dict[str, list[str]] = {}
    for name in names:
        kind = _KIND.search(name) or (re.search("公司$", name) if name.endswith("公司") else None)
        if kind and len(kind.group()) > 1:
            found.setdefault(_CALLED.get(kind.group(), kind.group()), []).append(name)
    return {bodies[0]: kind for kind, bodies in found.items() if len(bodies) == 1}


def alone(text: str, places: Sequence[int], named: Sequence[int], length: int) -> list[int]:
    """Those places of a kind's word where it stands by itself, not within a longer name."""
    inside = {offset for at in named for offset in range(at, at + length)}
    return [at for at in places if at not in inside and (at == 0 or _BEFORE_KIND.match(text, at - 1))]


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
