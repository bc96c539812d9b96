"""What is said: enough of it, for everything the plan speaks of, with slots that can be filled."""

from __future__ import annotations

import re
from random import Random

import pytest

from archive.cases.labels import CATEGORIES
from archive.county.grammar import Template, slots
from archive.county.people import names
from archive.county.scene import Scene
from archive.county.seasons import load
from archive.county.wording import wordings
from tests.archive.county.counties import cases, small

FURTHER = {"handler", "unit", "reps", "earlier", "title", "claim", "who_asks", "to", "suggest", "body", "route", "nth"}
"""Slots that are told a scene before they are asked for."""


def _all() -> dict[str, Template]:
    found: dict[str, Template] = {}
    known = wordings()
    for category, of_class in known.classes.items():
        for key, listed in of_class.parts.items():
            found |= {f"{category} {key} {at}": one for at, one in enumerate(listed)}
        for about, matter in of_class.matters.items():
            for listed in (matter.titles, matter.facts, matter.more, matter.claims):
                found |= {f"{category} {about} {len(found)}": one for one in listed}
    for section, parts in known.common.items():
        for key, listed in parts.items():
            found |= {f"{section} {key} {at}": one for at, one in enumerate(listed)}
    return found


def test_everything_the_plan_speaks_of_has_words() -> None:
    """A season without words would come out empty, or fail on the day it is drawn."""
    plan, known = load(), wordings().classes
    spoken = {(one.name, about) for one in plan.classes for about in one.about}
    spoken |= {(one.category, about) for one in plan.seasons for about in one.about}
    spoken |= {(one.category, one.about) for one in plan.bursts}

    assert sorted(known) == sorted(CATEGORIES)
    assert {(category, about) for category, of_class in known.items() for about in of_class.matters} == spoken


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_class_is_told_in_many_ways(category: str) -> None:
    """Search and likeness measured on three wordings a class would be measured on nothing."""
    matters = wordings().classes[category].matters.values()

    assert sum(len(one.facts) for one in matters) >= 25
    assert all(len(one.facts) >= 3 and len(one.claims) >= 2 and one.titles for one in matters)


def test_every_slot_can_be_filled() -> None:
    """A slot nobody fills stops the county in the middle."""
    scene_of = Scene(small().matters[0], Random(1), dict.fromkeys(FURTHER, "某"))
    bounds = {"n": "2-9", "mu": "1-9", "m": "0.5-2", "yuan": "100-900"}
    for where, template in _all().items():
        for slot in slots(template):
            assert scene_of.say(slot, bounds.get(slot, "")), where


def test_kinds_of_bodies_are_known() -> None:
    """Whom a matter is against decides who stands in the case."""
    kinds = {one.against for of_class in wordings().classes.values() for one in of_class.matters.values()}
    assert kinds - {"person", "spouse", "child", "town", "unit"} <= set(names().bodies)


def test_texts_are_whole() -> None:
    """A brace or a doubled unit in a letter shows the machine behind it."""
    wrong = re.compile(r"[\[\]{}|]|元元|块钱元|元块|亩亩|，，|。。|，。|的的|其其")
    texts = [
        text for case in cases() for text in (case.title, case.summary, case.facts, *(c.text for c in case.claims))
    ]
    assert [text for text in texts if not text or wrong.search(text)] == []


def test_sentences_are_seldom_repeated() -> None:
    """Texts that repeat each other make likeness and search look better than they are."""
    sentences = [one for case in cases() for one in re.split(r"(?<=[。！？])", case.facts) if one]

    assert len({case.facts for case in cases()}) == len(cases())
    assert len(set(sentences)) / len(sentences) > 0.8


def test_facts_are_several_sentences() -> None:
    """A petition is more than its title."""
    lengths = sorted(len(re.findall(r"[。！？]", case.facts)) for case in cases())
    assert lengths[len(lengths) // 10] >= 3
    assert lengths[len(lengths) // 2] >= 4
