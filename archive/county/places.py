"""The places of the invented county, from ``places.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from archive.cases.places import Region, RegionKind


@dataclass(frozen=True, slots=True)
class Village:
    """A village or a community with its hamlets; a community has none."""

    region: Region
    hamlets: tuple[Region, ...]

    @property
    def is_community(self) -> bool:
        """Whether it is a community of a town (社区)."""
        return self.region.name.endswith("社区")


@dataclass(frozen=True, slots=True)
class CountyPlaces:
    """The tree, and its parts by township."""

    county: Region
    townships: Mapping[str, Region]
    """By name, in the order of the file."""
    villages: Mapping[str, tuple[Village, ...]]
    """By name of the township: its villages, then its communities."""

    @property
    def regions(self) -> tuple[Region, ...]:
        """All places, each before what lies in it."""
        found = [self.county]
        for name, township in self.townships.items():
            found.append(township)
            for village in self.villages[name]:
                found += [village.region, *village.hamlets]
        return tuple(found)


@cache
def places() -> CountyPlaces:
    """The places that come with the program.

    Codes have the form of 统计用区划代码: the county's six digits, three of the township (towns from 100, 乡 from 200),
    three of the village (communities from 001, villages from 200), and two further of the hamlet.
    """
    stated = tomllib.loads(resources.files(__package__).joinpath("places.toml").read_text("utf-8"))
    county = Region(f"{stated['code']}000000", stated["county"], RegionKind.COUNTY)
    townships: dict[str, Region] = {}
    villages: dict[str, tuple[Village, ...]] = {}
    for row in stated["township"]:
        name: str = row["name"]
        towns = sum(known.endswith("镇") for known in townships)
        serial = 100 + towns if name.endswith("镇") else 200 + len(townships) - towns
        code = f"{stated['code']}{serial}"
        townships[name] = Region(f"{code}000", name, RegionKind.TOWNSHIP, county.code)
        villages[name] = tuple(_villages(row, code))
    return CountyPlaces(county, MappingProxyType(townships), MappingProxyType(villages))


def _villages(row: Mapping[str, Any], code: str) -> list[Village]:
    found = []
    for number, (name, hamlets) in enumerate(row["villages"].items()):
        village = Region(f"{code}{200 + number}", name, RegionKind.VILLAGE, f"{code}000")
        named = [
            Region(f"{village.code}{at:02d}", hamlet, RegionKind.HAMLET, village.code)
            for at, hamlet in enumerate(hamlets, 1)
        ]
        found.append(Village(village, tuple(named)))
    for number, name in enumerate(row["communities"], 1):
        found.append(Village(Region(f"{code}{number:03d}", name, RegionKind.VILLAGE, f"{code}000"), ()))
    return found
