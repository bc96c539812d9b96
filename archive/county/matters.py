"""Draws, with a seed, what every case of the county is: from its day, class and township to people, way and amount."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

from archive.cases.model import AppealRoute, CaseKind, Channel, MatterClass, MediationSource
from archive.cases.numbering import case_number, stem_of
from archive.cases.places import Region
from archive.county.arrivals import Arrival
from archive.county.bodies import DISCIPLINE, Bodies, bodies
from archive.county.matter import Hardness, Matter, Reported
from archive.county.opponents import Opponents
from archive.county.people import Person, Registry
from archive.county.places import CountyPlaces, Village, places
from archive.county.wording import MatterWording, Wordings, wordings

T = TypeVar("T")

_CHANNELS = {
    Channel.VISIT: 47, Channel.LETTER: 17, Channel.ONLINE: 13, Channel.HOTLINE: 10, Channel.PHONE: 6,
    Channel.TRANSFER: 4, Channel.LEADER: 2, Channel.FAX: 1,
}  # fmt: skip
"""Weights of how petitions come in."""
_OF_A_GROUP = {Channel.VISIT: 72, Channel.LETTER: 22, Channel.TRANSFER: 4, Channel.ONLINE: 2}
_OF_LEGAL = {Channel.VISIT: 6, Channel.PHONE: 3, Channel.ONLINE: 1}
_SOURCES = {
    MediationSource.APPLIED: 62, MediationSource.ACTIVE: 22, MediationSource.PETITION_OFFICE: 6,
    MediationSource.POLICE: 6, MediationSource.COURT: 3, MediationSource.OTHER: 1,
}  # fmt: skip
_ROUTES = {
    AppealRoute.PETITION_PROCEDURE: 85, AppealRoute.DUTY_PERFORMANCE: 7, AppealRoute.ADMIN_PROCEDURE: 4,
    AppealRoute.LITIGATION: 4, AppealRoute.PARTY_APPEAL: 0.3,
}  # fmt: skip
_HARDNESS = {Hardness.EASY: 60, Hardness.MIDDLE: 31, Hardness.HARD: 9}
_HARDNESS_OF_MEDIATION = {Hardness.EASY: 76, Hardness.MIDDLE: 22, Hardness.HARD: 2}
_REPORTED = {Reported.FOUND: 76, Reported.MISSED: 17, Reported.UNTRUE: 7}
_REPEAT = 0.13
"""Share of petitions that bring an earlier matter again."""
_REPEAT_DAYS = (12, 540)
_RECENT = 40
"""Petitions of a class and township that a repeat may belong to."""
_RURAL = frozenset({"涉农", "土地", "征地拆迁"})
_URBAN = frozenset({"物业房产", "供热", "消费维权"})
_PUBLIC = frozenset({
    "town", "unit", "county_gov", "insurance_bureau", "education_bureau", "police", "village_committee",
})  # fmt: skip
_MEDIATED, _MEDIATED_WITH_BODIES = 0.99, 0.25
"""Of the share that goes to mediation: people's mediation is between neighbours, not with the government."""
_ACCUSATION, _SUGGESTION = 0.4, 0.3
"""Shares among the matters that lend themselves to one."""
_TOWNSHIP_ANSWERS = 0.3
"""Share answered by the township although the class belongs to a department."""


def matters(arrived: Iterable[Arrival], seed: int) -> Iterator[Matter]:
    """The cases in the order they come in; the same arrivals and seed give the same cases."""
    yield from _Drawing(seed).draw(arrived)


class _Drawing:
    """The random draws and what they must remember: numbers given, people, and recent petitions."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"matters:{seed}")
        self._registry = Registry(self._random)
        self._places: CountyPlaces = places()
        self._bodies: Bodies = bodies()
        self._wordings: Wordings = wordings()
        self._opponents = Opponents(self._random, self._registry)
        self._series: Counter[str] = Counter()
        self._recent: dict[tuple[str, str], deque[Matter]] = defaultdict(lambda: deque(maxlen=_RECENT))

    def draw(self, arrived: Iterable[Arrival]) -> Iterator[Matter]:
        """One after the other."""
        for serial, arrival in enumerate(arrived):
            wording = self._wordings.classes[arrival.category].matters[arrival.about]
            kind = self._kind(wording, self._wordings.classes[arrival.category].legal)
            earlier = self._earlier(arrival) if kind is CaseKind.PETITION else None
            matter = self._again(serial, arrival, earlier) if earlier else self._new(serial, arrival, kind, wording)
            if kind is CaseKind.PETITION and not earlier and matter.matter_class is MatterClass.APPEAL:
                self._recent[arrival.category, arrival.township].append(matter)
            yield matter

    def _kind(self, wording: MatterWording, legal: float) -> CaseKind:
        drawn = self._random.random()
        mediated = wording.mediation * (_MEDIATED_WITH_BODIES if wording.against in _PUBLIC else _MEDIATED)
        if drawn < mediated:
            return CaseKind.MEDIATION
        return CaseKind.LEGAL_SERVICE if drawn < mediated + legal else CaseKind.PETITION

    def _new(self, serial: int, arrival: Arrival, kind: CaseKind, wording: MatterWording) -> Matter:
        random = self._random
        village = self._village(arrival)
        hamlet = random.choice(village.hamlets) if village.hamlets and random.random() < 0.6 else None
        matter_class = self._matter_class(wording) if kind is CaseKind.PETITION else None
        size = self._group_size(wording, matter_class) if kind is CaseKind.PETITION else 1
        channel, source = self._channel(kind, size)
        petitioner = self._person(arrival.day, arrival.township, village, hamlet, wording)
        opponent, body = self._opponents.of(wording, petitioner, arrival, village, self._address)
        weights = _HARDNESS_OF_MEDIATION if kind is CaseKind.MEDIATION else _HARDNESS
        hardness = self._weighted(weights) if size < 5 else random.choice((Hardness.MIDDLE, Hardness.HARD))
        route = self._route(wording, arrival.category) if matter_class is MatterClass.APPEAL else None
        return Matter(
            serial=serial,
            no=self._number(kind, channel, arrival.day),
            day=arrival.day,
            kind=kind,
            channel=channel,
            category=arrival.category,
            about=arrival.about,
            township=arrival.township,
            village=village,
            hamlet=hamlet,
            matter_class=matter_class,
            route=route,
            hardness=hardness,
            petitioner=petitioner,
            companions=self._companions(arrival, village, size) if size >= 5 else (),
            opponent=opponent,
            opposed_body=body,
            group_size=size,
            amount_fen=self._amount(wording),
            unit=self._unit(arrival, wording, matter_class),
            simple=(
                hardness is Hardness.EASY
                and size == 1
                and channel not in (Channel.TRANSFER, Channel.LEADER)
                and (route is AppealRoute.PETITION_PROCEDURE or matter_class is MatterClass.SUGGESTION)
                and random.random() < 0.42
            ),
            reported=self._weighted(_REPORTED),
            source=source,
            committee=self._committee(arrival, village) if kind is CaseKind.MEDIATION else "",
        )

    def _again(self, serial: int, arrival: Arrival, earlier: Matter) -> Matter:
        """A petition that brings an earlier matter again, by the same people."""
        size = max(1, round(earlier.group_size * self._random.uniform(0.7, 1.3))) if earlier.group_size >= 5 else 1
        channel, _ = self._channel(CaseKind.PETITION, size)
        gap = (arrival.day - earlier.day).days
        hardness = Hardness.HARD if earlier.hardness is Hardness.HARD or gap > 200 else Hardness.MIDDLE
        return replace(
            earlier,
            serial=serial,
            no=self._number(CaseKind.PETITION, channel, arrival.day),
            day=arrival.day,
            channel=channel,
            hardness=hardness,
            group_size=size,
            simple=False,
            reported=self._weighted(_REPORTED),
            repeat_of=earlier.no,
            pending_repeat=gap < 40 and not earlier.simple,
        )

    def _earlier(self, arrival: Arrival) -> Matter | None:
        if self._random.random() >= _REPEAT or arrival.cause == arrival.about:
            return None
        least, most = _REPEAT_DAYS
        known = [
            one
            for one in self._recent[arrival.category, arrival.township]
            if least <= (arrival.day - one.day).days <= most
        ]
        return self._random.choice(known) if known else None

    def _number(self, kind: CaseKind, channel: Channel | None, day: dt.date) -> str:
        stem = stem_of(kind, day)
        self._series[stem] += 1
        return case_number(kind, channel, day, self._series[stem])

    def _village(self, arrival: Arrival) -> Village:
        listed = self._places.villages[arrival.township]
        communities = [one for one in listed if one.is_community]
        villages = [one for one in listed if not one.is_community]
        urban = {True: 0.92, False: 0.5}[arrival.category in _URBAN] if arrival.township == "城关镇" else 0.45
        if arrival.category in _RURAL or not communities:
            urban = 0.0
        return self._random.choice(communities if self._random.random() < urban else villages)

    def _person(
        self, day: dt.date, township: str, village: Village, hamlet: Region | None, wording: MatterWording
    ) -> Person:
        age = self._random.randrange(66, 86) if wording.against == "child" else 0
        sex = "女" if wording.against == "spouse" and self._random.random() < 0.8 else ""
        return self._registry.person(day, self._address(township, village, hamlet), sex=sex, age=age)

    def _address(self, township: str, village: Village, hamlet: Region | None) -> str:
        random = self._random
        county = "安和县" if random.random() < 0.3 else ""
        base = f"{county}{township}{village.region.name}"
        if village.is_community:
            estate = random.choice(self._opponents.estates)
            return (
                f"{base}{estate}{random.randint(1, 18)}号楼{random.randint(1, 5)}单元"
                f"{random.randint(1, 12)}0{random.randint(1, 3)}室"
            )
        if hamlet:
            return base + hamlet.name
        return base + "一二三四五六七八"[random.randrange(8)] + "组"

    def _companions(self, arrival: Arrival, village: Village, size: int) -> tuple[Person, ...]:
        count = min(4, max(1, size // 6 + self._random.randrange(2)))
        return tuple(
            self._registry.person(arrival.day, self._address(arrival.township, village, None)) for _ in range(count)
        )

    def _matter_class(self, wording: MatterWording) -> MatterClass:
        drawn = self._random.random()
        if wording.may_accuse and drawn < _ACCUSATION:
            return MatterClass.ACCUSATION
        if wording.may_suggest and drawn < _SUGGESTION:
            return MatterClass.SUGGESTION
        return MatterClass.APPEAL

    def _group_size(self, wording: MatterWording, matter_class: MatterClass | None) -> int:
        drawn = self._random.random()
        if matter_class is not MatterClass.APPEAL:
            return 1
        if drawn < wording.group * 0.85:
            return min(70, 5 + int(self._random.expovariate(1 / 5.5)))
        return self._random.choice((2, 2, 2, 3, 3, 4)) if drawn < wording.group * 0.85 + 0.24 else 1

    def _channel(self, kind: CaseKind, size: int) -> tuple[Channel | None, MediationSource | None]:
        if kind is CaseKind.MEDIATION:
            source = self._weighted(_SOURCES)
            return (Channel.VISIT if source is MediationSource.APPLIED else None), source
        if kind is CaseKind.LEGAL_SERVICE:
            return self._weighted(_OF_LEGAL), None
        return self._weighted(_OF_A_GROUP if size >= 5 else _CHANNELS), None

    def _route(self, wording: MatterWording, category: str) -> AppealRoute:
        if wording.route is not None and self._random.random() < 0.6:
            return wording.route
        drawn = self._weighted(_ROUTES)
        if drawn is AppealRoute.LITIGATION and category == "劳动争议":
            return AppealRoute.ARBITRATION
        return drawn

    def _unit(self, arrival: Arrival, wording: MatterWording, matter_class: MatterClass | None) -> str:
        if matter_class is MatterClass.ACCUSATION:
            return DISCIPLINE
        township = self._bodies.townships[arrival.township].unit.name
        if wording.unit == "township":
            return township
        if not wording.unit and self._random.random() < _TOWNSHIP_ANSWERS:
            return township
        return self._bodies.departments[wording.unit or self._bodies.matters[arrival.category]].unit.name

    def _committee(self, arrival: Arrival, village: Village) -> str:
        drawn = self._random.random()
        if arrival.category in self._bodies.committees and drawn < 0.6:
            return arrival.category
        if village.is_community or drawn > 0.82:
            return arrival.township
        return village.region.code

    def _amount(self, wording: MatterWording) -> int | None:
        if wording.amount is None:
            return None
        least, most = wording.amount
        yuan = math.exp(self._random.uniform(math.log(least), math.log(most)))
        step: int = 10 ** max(0, int(math.log10(yuan)) - (1 if self._random.random() < 0.55 else 2))
        return max(1, round(yuan / step)) * step * 100

    def _weighted(self, weights: Mapping[T, float]) -> T:
        return self._random.choices(list(weights), list(weights.values()))[0]
