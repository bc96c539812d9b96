"""Who stands on the other side of a case: a neighbour, a spouse, a child, or a body of the kind the matter is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from zlib import crc32

from archive.cases.places import Region
from archive.county.arrivals import Arrival
from archive.county.people import Person, Registry, names
from archive.county.places import Village
from archive.county.wording import MatterWording

Address = Callable[[str, Village, Region | None], str]
_BODIES_OF_A_TOWNSHIP = 6
"""How many bodies of a kind a township has, so that some come up again and again."""
_ELSEWHERE = "安和县城关镇"


class Opponents:
    """Draws the other side."""

    def __init__(self, random: Random, registry: Registry) -> None:
        self._random = random
        self._registry = registry
        self._names = names()

    @property
    def estates(self) -> Sequence[str]:
        """The housing estates there are."""
        return self._names.scene["estates"]

    def of(
        self, wording: MatterWording, petitioner: Person, arrival: Arrival, village: Village, address: Address
    ) -> tuple[Person | None, str]:
        """A person, or the name of a body; neither where nobody is complained of."""
        against = wording.against
        if against == "person":
            hamlet = self._random.choice(village.hamlets) if village.hamlets and self._random.random() < 0.7 else None
            return self._registry.person(arrival.day, address(arrival.township, village, hamlet)), ""
        if against == "spouse":
            age = max(20, arrival.day.year - petitioner.born.year + self._random.randint(-5, 5))
            sex = "女" if petitioner.sex == "男" else "男"
            return self._registry.person(arrival.day, petitioner.address, sex=sex, age=age), ""
        if against == "child":
            age = arrival.day.year - petitioner.born.year - self._random.randint(20, 30)
            family = self._names.family_of(petitioner.name) if petitioner.sex == "男" else ""
            where = petitioner.address if self._random.random() < 0.6 else _ELSEWHERE
            return self._registry.person(arrival.day, where, sex="男", age=max(25, age), family=family), ""
        if against == "town":
            return None, f"{arrival.township}人民政府"
        return None, self._body(against, arrival.township, village)

    def _body(self, kind: str, township: str, village: Village) -> str:
        """A body of a kind; empty where none is meant."""
        forms = self._names.bodies.get(kind)
        if not forms:
            return ""
        if kind == "village_committee" and village.is_community:
            return f"{village.region.name}居民委员会"
        at = self._random.randrange(_BODIES_OF_A_TOWNSHIP)
        word = self._names.words[(crc32(f"{kind}{township}".encode()) + 7 * at) % len(self._names.words)]
        return forms[at % len(forms)].format(x=word, town=township, village=village.region.name)
