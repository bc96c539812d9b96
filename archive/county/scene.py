"""What the slots of a case's texts stand for: drawn once a case where it must stay the same, else each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random

from archive.chinese.date_words import chinese_number
from archive.county.matter import Matter
from archive.county.people import names

_SMALL = 10
"""Numbers up to this may be written as words."""


class Scene:
    """The slots of one case."""

    def __init__(self, matter: Matter, random: Random, further: Mapping[str, str]) -> None:
        self.matter = matter
        self.random = random
        self._said = dict(further)
        self._in_words = random.random() < 0.3
        self._stock = names()
        self._happened = matter.day - dt.timedelta(random.randint(2, 45))
        self._dates = random.choice((_plain, _plain, _spoken, _dotted))

    def say(self, slot: str, bounds: str = "") -> str:
        """Fill a slot. Raises KeyError for one that is not known."""
        drawn = _DRAWN.get(slot)
        if drawn is not None:
            return drawn(self, bounds)
        if slot not in self._said:
            self._said[slot] = self._first(slot)
        return self._said[slot]

    def tell(self, slot: str, text: str) -> None:
        """State what a slot stands for from now on."""
        self._said[slot] = text

    def be_formal(self) -> None:
        """From now on speak as papers do: sums in figures, days in full."""
        self._in_words = False
        self._dates = _plain
        for slot in ("day", "day0", "day2", "later"):
            self._said.pop(slot, None)
        self._said["sum"] = f"{(self.matter.amount_fen or 200_000) // 100}元"

    def _first(self, slot: str) -> str:
        """What a slot stands for in this case."""
        matter, random = self.matter, self.random
        match slot:
            case "about":
                return matter.about
            case "town":
                return matter.township
            case "village":
                return matter.village.region.name
            case "hamlet":
                return (matter.hamlet or matter.village.region).name
            case "name":
                return matter.petitioner.name
            case "sex":
                return matter.petitioner.sex
            case "age":
                return str(max(18, (matter.day - matter.petitioner.born).days // 365))
            case "address":
                return matter.petitioner.address
            case "count":
                return str(matter.group_size)
            case "who":
                if matter.opponent is not None:
                    return matter.opponent.name
                return self._stock.name(random, "男" if random.random() < 0.7 else "女", random.randrange(1945, 1995))[
                    0
                ]
            case "against":
                return matter.opposed_body or self.say("who")
            case "a":
                return matter.petitioner.name
            case "b":
                return self.say("against")
            case "unit":
                return matter.unit
            case "sum":
                return _yuan((matter.amount_fen or 200_000) // 100, random)
            case "crop":
                return random.choice(self._stock.scene["crops"])
            case "seed":
                return random.choice(self._stock.scene["seeds"])
            case "estate":
                address = matter.petitioner.address
                own = (one for one in self._stock.scene["estates"] if one in address)
                return next(own, "") or random.choice(self._stock.scene["estates"])
            case "road":
                return random.choice(self._stock.scene["roads"])
            case "site":
                return random.choice(self._stock.scene["sites"])
            case "post":
                return random.choice(self._stock.scene["posts"])
            case "day":
                return self._date(self._happened)
            case "day0":
                return self._date(self._happened - dt.timedelta(random.randint(15, 160)))
            case "day2":
                return self._date(self._happened + (matter.day - self._happened) * 0.6)
            case "later":
                return self._date(matter.day + dt.timedelta(random.randint(20, 90)))
            case "year":
                return f"{matter.day.year - random.randint(1, 12)}年"
            case _:
                return self._body(slot)

    def _body(self, kind: str) -> str:
        """The body on the other side where the matter is about one of its kind, else one like it."""
        body = self.matter.opposed_body
        forms = self._stock.bodies[kind]
        if body and any(_form_fits(form, body) for form in forms):
            return body
        form = self.random.choice(forms)
        return form.format(x=self.random.choice(self._stock.words), town=self.say("town"), village=self.say("village"))

    def _date(self, day: dt.date) -> str:
        return self._dates(day, self.matter.day.year)

    def _number(self, bounds: str) -> str:
        least, most = (int(bound) for bound in bounds.split("-"))
        number = self.random.randint(least, most)
        return chinese_number(number) if self._in_words and number > 0 and most <= _SMALL else str(number)

    def _decimal(self, bounds: str) -> str:
        least, most = (float(bound) for bound in bounds.split("-"))
        value = self.random.uniform(least, most)
        return f"{value:.0f}" if value > 5 and self.random.random() < 0.4 else f"{value:.1f}"

    def _yuan(self, bounds: str) -> str:
        least, most = (int(bound) for bound in bounds.split("-"))
        value = self.random.randint(least, most)
        return _yuan(value if value < 200 else value // 10 * 10, self.random)


_DRAWN: Mapping[str, Callable[[Scene, str], str]] = {
    "n": Scene._number,
    "mu": lambda scene, bounds: f"{scene._decimal(bounds)}亩",
    "m": lambda scene, bounds: scene._decimal(bounds),
    "yuan": Scene._yuan,
}
"""Slots that stand for something new each time."""


def _form_fits(form: str, body: str) -> bool:
    """Whether a body is called as a form has it, judged by how it ends."""
    ending = form.rsplit("}", 1)[-1]
    return bool(ending) and body.endswith(ending)


def _yuan(value: int, random: Random) -> str:
    if value >= 10_000 and value % 100 == 0 and random.random() < 0.5:
        return f"{value / 10_000:g}万元"
    if value % 100 == 0 and value < 10_000 and random.random() < 0.2:
        return chinese_number(value) + "元"
    return f"{value}{random.choice(('元', '元', '块钱'))}"


def _plain(day: dt.date, year: int) -> str:
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"


def _spoken(day: dt.date, year: int) -> str:
    if day.year == year:
        return f"{day.month}月{day.day}号"
    return f"去年{day.month}月{day.day}号" if day.year == year - 1 else f"{day.year}年{day.month}月"


def _dotted(day: dt.date, year: int) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
