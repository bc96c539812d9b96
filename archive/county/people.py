"""Invented people: names as they are given in the north-east, numbers that are nobody's.

Identity numbers begin with 990021, which is no region's code, and carry the right check digit; telephones begin with 19900.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from random import Random
from typing import Any

from archive.cases.model import Party, Role
from archive.chinese.identity import check_digit

REGION = "990021"
"""No region has this code."""
_HAN = "汉族"
_OTHERS = 0.035
"""Share of people of other peoples."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the county."""

    name: str
    sex: str
    born: dt.date
    id_number: str
    phone: str
    address: str
    ethnicity: str = _HAN
    occupation: str = ""

    def party(self, role: Role, *, side: str = "", known: bool = True) -> Party:
        """As a party of a case; ``known`` is False for somebody of whom only name and address were told."""
        return Party(
            name=self.name,
            role=role,
            side=side,
            gender=self.sex,
            ethnicity=self.ethnicity if known else "",
            birth_date=self.born if known else None,
            id_number=self.id_number if known else "",
            phone=self.phone if known else "",
            address=self.address,
            occupation=self.occupation if known else "",
        )


@dataclass(frozen=True, slots=True)
class _Given:
    until: int
    """Born before this year."""
    sex: str
    first: str
    second: str
    single: str


class Names:
    """The stock of names of ``names.toml``."""

    def __init__(self, stated: Mapping[str, Any]) -> None:
        surnames: Mapping[str, int] = stated["surnames"]
        self._surnames = list(surnames)
        self._weights = list(accumulate(surnames.values()))
        self._given = [
            _Given(int(year), {"male": "男", "female": "女"}[sex], parts["first"], parts["second"], parts["single"])
            for year, by_sex in sorted(stated["given"].items())
            for sex, parts in by_sex.items()
        ]
        self._peoples: list[Mapping[str, Any]] = stated["people"]
        self._people_weights = list(accumulate(people["weight"] for people in self._peoples))
        self.bodies: Mapping[str, Sequence[str]] = {
            kind: forms for kind, forms in stated["bodies"].items() if kind != "words"
        }
        self.words: Sequence[str] = stated["bodies"]["words"].split()
        self.scene: Mapping[str, Sequence[str]] = {kind: words.split() for kind, words in stated["scene"].items()}

    def name(self, random: Random, sex: str, born: int, family: str = "") -> tuple[str, str]:
        """A name and the people it is of; ``family`` is a surname that is given."""
        if not family and random.random() < _OTHERS:
            people = self._peoples[_weighted(random, self._people_weights)]
            own = people.get("male" if sex == "男" else "female")
            if own and "surnames" not in people:
                return random.choice(own), people["name"]
            family = random.choice(people["surnames"])
            if own:
                return family + random.choice(own), people["name"]
            return family + self._given_name(random, sex, born), people["name"]
        family = family or self._surnames[_weighted(random, self._weights)]
        return family + self._given_name(random, sex, born), _HAN

    def family_of(self, name: str) -> str:
        """The surname a name begins with, so that a child may bear it; empty for a name with a dot."""
        if "·" in name:
            return ""
        return name[:2] if name[:2] in self._surnames and len(name) > 2 else name[:1]

    def _given_name(self, random: Random, sex: str, born: int) -> str:
        parts = next((one for one in self._given if one.sex == sex and born < one.until), self._given[-1])
        if random.random() < 0.16:
            return random.choice(parts.single)
        first, second = random.choice(parts.first), random.choice(parts.second)
        return first + (second if second != first else random.choice(parts.single))


@cache
def names() -> Names:
    """The stock that comes with the program."""
    return Names(tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf-8")))


class Registry:
    """Gives every invented person numbers of his own; the same draws give the same numbers."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = names()
        self._born: Counter[tuple[dt.date, bool]] = Counter()
        self._people = 0

    def person(self, today: dt.date, address: str, *, sex: str = "", age: int = 0, family: str = "") -> Person:
        """A new person as of a day; sex, age and surname are drawn where they are not stated."""
        random = self._random
        sex = sex or ("男" if random.random() < 0.6 else "女")
        age = age or min(88, max(19, round(random.gauss(50, 14))))
        born = today - dt.timedelta(365 * age + random.randrange(age // 4, 360))
        name, people = self._names.name(random, sex, born.year, family)
        occupation = "农民" if age > 60 and "社区" not in address else random.choice(self._names.scene["jobs"])
        return Person(name, sex, born, self._id_number(born, sex), self._phone(), address, people, occupation)

    def _id_number(self, born: dt.date, sex: str) -> str:
        male = sex == "男"
        serial = 2 * self._born[born, male] + male + (0 if male else 2)
        self._born[born, male] += 1
        body = f"{REGION}{born:%Y%m%d}{serial % 1000:03d}"
        return body + check_digit(body)

    def _phone(self) -> str:
        self._people += 1
        return f"19900{(self._people * 7919) % 1_000_000:06d}"


def _weighted(random: Random, totals: Sequence[int]) -> int:
    return bisect_left(totals, random.random() * totals[-1])
