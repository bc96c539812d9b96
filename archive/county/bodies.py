"""The bodies of the invented county, from ``bodies.toml``: who answers, who reviews, who owns, who mediates, who leads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from types import MappingProxyType
from typing import Any

from archive.cases.units import Mediator, Owner, OwnerSubject, Unit, UnitKind
from archive.county.people import Names, names
from archive.county.places import CountyPlaces, Village, places

COUNTY = "安和县"
GOVERNMENT = f"{COUNTY}人民政府"
CITY = "嘉宁市人民政府"
PROVINCE = "省人民政府"
COURT = f"{COUNTY}人民法院"
ARBITRATION = f"{COUNTY}劳动人事争议仲裁委员会"
DISCIPLINE = f"{COUNTY}纪委监委"
JOINT_OFFICE = f"{COUNTY}信访工作联席会议办公室"
_MEDIATORS_OF_A_HAMLET = 2
_MEDIATORS_OF_A_TOWNSHIP = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A body that handles cases."""

    unit: Unit
    head: str
    handlers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader of the county, who is on duty in the hall in turn."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Committee:
    """A mediation committee."""

    name: str
    letters: str
    mediators: tuple[str, ...]
    township: str = ""
    category: str = ""
    """The class a specialised one is for."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """All of them."""

    office: Body
    clerks: tuple[str, ...]
    departments: Mapping[str, Body]
    """By name without the county's."""
    townships: Mapping[str, Body]
    """By name of the place."""
    villages: Mapping[str, Body]
    """By code of the village or community."""
    committees: Mapping[str, Committee]
    """By code of the village, name of the township, or class of matter."""
    others: tuple[Unit, ...]
    """Above the county, or beside it."""
    leaders: tuple[Leader, ...]
    matters: Mapping[str, str]
    """Class to the department that answers for it."""
    mediators: tuple[Mediator, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every body, those above first."""
        known = [self.office, *self.departments.values(), *self.townships.values(), *self.villages.values()]
        committees = [
            Unit(one.name, UnitKind.COMMITTEE, letters=f"{one.letters}人调字") for one in self.committees.values()
        ]
        return (*self.others, *(body.unit for body in known), *committees)

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Who answers for each class, and for each township and village."""
        by_matter = [
            Owner(OwnerSubject.MATTER, category, self.departments[name].unit.name, self.departments[name].head)
            for category, name in self.matters.items()
        ]
        placed = [*self.townships.values(), *self.villages.values()]
        by_place = [
            Owner(OwnerSubject.PLACE, body.unit.region_code, body.unit.name, body.handlers[0])
            for body in placed
            if body.handlers
        ]
        return (*by_matter, *by_place)


@cache
def bodies() -> Bodies:
    """The bodies that come with the program."""
    stated = tomllib.loads(resources.files(__package__).joinpath("bodies.toml").read_text("utf-8"))
    return _Reader(stated, places(), names()).read()


class _Reader:
    """Makes the bodies; people of villages and hamlets are drawn, always the same."""

    def __init__(self, stated: Mapping[str, Any], where: CountyPlaces, stock: Names) -> None:
        self._stated = stated
        self._places = where
        self._stock = stock
        self._random = Random("bodies")
        self._taken: set[str] = set()
        self._phones = 0

    def read(self) -> Bodies:
        office = self._stated["petition_office"]
        townships = {row["name"]: self._township(row) for row in self._stated["township"]}
        villages = {
            village.region.code: self._village(name, village)
            for name, listed in self._places.villages.items()
            for village in listed
        }
        committees, mediators = self._committees()
        return Bodies(
            office=Body(
                Unit(
                    office["name"], UnitKind.PETITION_OFFICE, office["short"], office["letters"],
                    review_unit=GOVERNMENT, recheck_unit=CITY, region_code=self._places.county.code,
                ),
                office["clerks"][0],
                tuple(office["clerks"]),
            ),
            clerks=tuple(office["clerks"]),
            departments=MappingProxyType({row["name"]: self._department(row) for row in self._stated["department"]}),
            townships=MappingProxyType(townships),
            villages=MappingProxyType(villages),
            committees=MappingProxyType(committees),
            others=(
                Unit(PROVINCE, UnitKind.UPPER),
                Unit(CITY, UnitKind.UPPER, parent=PROVINCE, review_unit=PROVINCE),
                Unit(GOVERNMENT, UnitKind.OTHER, "县政府", "安政", CITY, CITY, PROVINCE),
                Unit(COURT, UnitKind.OTHER, "县法院"),
                Unit(ARBITRATION, UnitKind.OTHER, "县仲裁委", "安劳人仲案字"),
                Unit(JOINT_OFFICE, UnitKind.OTHER, "县联办", "安联办"),
            ),
            leaders=tuple(Leader(row["name"], row["post"]) for row in self._stated["leaders"]),
            matters=MappingProxyType(self._stated["matters"]),
            mediators=mediators,
        )  # fmt: skip

    def _department(self, row: Mapping[str, Any]) -> Body:
        unit = Unit(
            f"{COUNTY}{row['name']}", UnitKind.DEPARTMENT, row["short"], row["letters"],
            review_unit=GOVERNMENT, recheck_unit=CITY, reports_weekly=True,
        )  # fmt: skip
        return Body(unit, row["head"], tuple(row["handlers"]))

    def _township(self, row: Mapping[str, Any]) -> Body:
        unit = Unit(
            f"{row['name']}人民政府", UnitKind.TOWNSHIP, row["name"], row["letters"], "", GOVERNMENT, CITY,
            self._places.townships[row["name"]].code, reports_weekly=True,
        )  # fmt: skip
        return Body(unit, row["head"], tuple(row["handlers"]))

    def _village(self, township: str, village: Village) -> Body:
        name = village.region.name
        full = f"{name}居民委员会" if village.is_community else f"{name}村民委员会"
        unit = Unit(
            full, UnitKind.VILLAGE, name, "", f"{township}人民政府", "", "", village.region.code, reports_weekly=True
        )
        head = self._person()
        return Body(unit, head, (head, self._person()))

    def _committees(self) -> tuple[dict[str, Committee], tuple[Mediator, ...]]:
        committees: dict[str, Committee] = {}
        mediators: list[Mediator] = []
        for township, listed in self._places.villages.items():
            code = self._places.townships[township].code
            own = [self._person() for _ in range(_MEDIATORS_OF_A_TOWNSHIP)]
            committees[township] = Committee(f"{township}人民调解委员会", township[:-1], tuple(own), township)
            mediators += self._mediators(committees[township], {code: own})
            for village in listed:
                if village.is_community:
                    continue
                people = {
                    hamlet.code: [self._person() for _ in range(_MEDIATORS_OF_A_HAMLET)] for hamlet in village.hamlets
                }
                name = village.region.name
                one = Committee(
                    f"{name}人民调解委员会", name, tuple(person for two in people.values() for person in two), township
                )
                committees[village.region.code] = one
                mediators += self._mediators(one, people)
        for row in self._stated["committee"]:
            one = Committee(row["name"], row["letters"], tuple(row["mediators"]), "", row["category"])
            committees[row["category"]] = one
            mediators += self._mediators(one, {self._places.county.code: list(one.mediators)})
        return committees, tuple(mediators)

    def _mediators(self, committee: Committee, people: Mapping[str, Sequence[str]]) -> list[Mediator]:
        return [
            Mediator(name, committee.name, code, self._phone()) for code, listed in people.items() for name in listed
        ]

    def _person(self) -> str:
        """A name nobody of the bodies has."""
        while True:
            sex = "男" if self._random.random() < 0.65 else "女"
            name, _ = self._stock.name(self._random, sex, self._random.randrange(1955, 1995))
            if name not in self._taken:
                self._taken.add(name)
                return name

    def _phone(self) -> str:
        self._phones += 1
        return f"19900{900_000 + self._phones:06d}"
