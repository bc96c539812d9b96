"""The office's places: county, townships, villages and communities, hamlets, as one tree. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class RegionKind(StrEnum):
    """A level of the tree."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    """行政村、社区."""
    HAMLET = "hamlet"
    """自然屯、村民小组."""


REGION_LABELS: Mapping[RegionKind, str] = {
    RegionKind.COUNTY: "县区",
    RegionKind.TOWNSHIP: "乡镇街道",
    RegionKind.VILLAGE: "村社区",
    RegionKind.HAMLET: "屯组",
}

_TOWNSHIP = re.compile(r"[^省市县区旗]{1,10}?(?:(?<!城)乡|镇(?!建设|管理|规划|居民)|街道)")
"""城乡 and 城镇 in the name of a body (住房和城乡建设局) are no township."""
_COUNTY_HEAD = re.compile(r"^.{0,20}?[省市县区旗](?=.)")


@dataclass(frozen=True, slots=True)
class Region:
    """One place."""

    code: str
    """统计用区划代码 or a code of the office's own, digits alone; unique."""
    name: str
    kind: RegionKind
    parent: str = ""
    """Code of the place it lies in."""


class Places:
    """The tree, with the ways of asking it."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code = {region.code: region for region in regions}

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Region | None:
        """The place of that code."""
        return self._by_code.get(code)

    def path(self, code: str) -> tuple[Region, ...]:
        """From the county down to the place; empty for an unknown code."""
        found: list[Region] = []
        region = self._by_code.get(code)
        while region is not None and region not in found:
            found.append(region)
            region = self._by_code.get(region.parent)
        return tuple(reversed(found))

    def township(self, code: str) -> str:
        """Name of the township a place lies in; empty if it lies in none."""
        return next((region.name for region in self.path(code) if region.kind is RegionKind.TOWNSHIP), "")

    def full_name(self, code: str) -> str:
        """Names from the township down, such as 青石乡大沟村三组."""
        return "".join(region.name for region in self.path(code) if region.kind is not RegionKind.COUNTY)

    def below(self, code: str) -> tuple[Region, ...]:
        """The place and everything in it."""
        found = [self._by_code[code]] if code in self._by_code else []
        for region in found:
            found += self._children.get(region.code, ())
        return tuple(found)

    def resolve(self, text: str) -> Region | None:
        """The smallest place that ``text`` names without doubt, such as 安和县青石乡大沟村三组, or 大沟村 alone."""
        stated = re.sub(r"\s+", "", text)
        found = {
            region.code: sum(len(part.name) for part in self.path(region.code) if part.name in stated)
            for region in self._by_code.values()
            if region.name in stated and self._in_order(region, stated)
        }
        if not found:
            return None
        longest = max(found.values())
        best = [code for code, length in found.items() if length == longest]
        deepest = [code for code in best if not any(code in self._ancestors(other) for other in best)]
        return self._by_code[deepest[0]] if len(deepest) == 1 else None

    def _in_order(self, region: Region, stated: str) -> bool:
        """Places above it that are named stand before it, and no other township is named."""
        at = stated.rfind(region.name)
        above = self.path(region.code)[:-1]
        if any(part.name in stated and stated.find(part.name) > at for part in above):
            return False
        names = {part.name for part in above} | {region.name}
        townships = [
            one.name for one in self._by_code.values() if one.kind is RegionKind.TOWNSHIP and one.name in stated
        ]
        return not townships or any(name in names for name in townships)

    def _ancestors(self, code: str) -> set[str]:
        return {region.code for region in self.path(code)[:-1]}

    @cached_property
    def _children(self) -> dict[str, list[Region]]:
        children: dict[str, list[Region]] = {}
        for region in self._by_code.values():
            children.setdefault(region.parent, []).append(region)
        return children


def township_in(text: str) -> str:
    """The township that a free text names by its ending; empty if none does."""
    found = _TOWNSHIP.search(_COUNTY_HEAD.sub("", text.strip()))
    return found.group() if found else ""
