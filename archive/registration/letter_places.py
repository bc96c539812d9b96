"""Where petitioners live, and the townships, villages and hamlets of the matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from archive.registration.addresses import FoundAddress, find_addresses
from archive.registration.gathering import suggestion
from archive.registration.letter_facts import Facts
from archive.registration.letter_people import whose
from archive.registration.places import find_places
from archive.registration.suggestion import Field, Suggestion

_HAMLET = re.compile(
    r"[村区](?P<name>(?![^,。]*(?:组|号|栋|楼|室|小区|路|街|户|新城|花园|家园|苑|公寓|府|庭|[一二三四五六七八九十]屯))"
    r"[\u4e00-\u9fff]{2,4})(?=[,。;、)\n ]|$)"
)
"""A hamlet without its suffix at the end of an address: 红星村|前窝棚."""


def homes_and_places(facts: Facts) -> Iterator[Suggestion]:
    """Where petitioners live, and the townships and villages of the matter."""
    homes = _homes(facts)
    for one in homes:
        yield suggestion(
            facts.running, Field.ADDRESS, one.start, one.end, confidence=one.confidence, group=whose(facts, one.start)
        )
    yield from _places(facts, homes)


def _homes(facts: Facts) -> list[FoundAddress]:
    """Addresses without those that only repeat a part of another of the first hundred."""
    found = find_addresses(facts.text)
    spans = {one: facts.text[one.start : one.end] for one in found}
    first = list(dict.fromkeys(spans.values()))[:100]
    return [one for one in found if not any(spans[one] in other and len(spans[one]) < len(other) for other in first)]


def _places(facts: Facts, homes: Sequence[FoundAddress]) -> Iterator[Suggestion]:
    """The townships and villages of the matter: those of the address and those that stand out or come again."""
    for home in homes:
        if hamlet := _HAMLET.search(facts.text, home.start, home.end):
            yield suggestion(facts.running, Field.PLACE, *hamlet.span("name"), confidence=0.6)
    found = find_places(facts.text, facts.places)
    times: dict[str, int] = {}
    for place in found:
        times[place.name] = times.get(place.name, 0) + 1
    for place in found:
        sure = place.confidence if times[place.name] > 1 else place.confidence - 0.05
        if sure >= 0.5 or (times[place.name] > 1 and not _covered(place.name, times)):
            yield suggestion(
                facts.running, Field.PLACE, place.start, place.end, normal=place.name, confidence=max(sure, 0.5)
            )


def _covered(name: str, names: Collection[str]) -> bool:
    """Whether a shorter name that stands by itself is the end of this one."""
    return any(name[at:] in names for at in range(1, len(name) - 1))
