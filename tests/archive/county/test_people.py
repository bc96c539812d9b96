"""The people and bodies of the county: as many as it has, and nobody real."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

from archive.cases.places import RegionKind
from archive.cases.units import UnitKind
from archive.chinese.identity import birth_of, is_person_id, sex_of
from archive.chinese.names import COMPOUND_SURNAMES
from archive.county.bodies import bodies
from archive.county.people import REGION, Registry
from archive.county.places import places
from tests.archive.county.counties import cases


def test_numbers_are_sound_and_nobodys() -> None:
    """They must pass every check a real one passes, and belong to no region there is."""
    registry = Registry(Random(3))
    people = [registry.person(dt.date(2020, 5, 1), "青石乡大沟村三组") for _ in range(3000)]

    assert REGION == "990021"
    assert all(one.id_number.startswith(REGION) and is_person_id(one.id_number) for one in people)
    assert all(birth_of(one.id_number) == one.born and sex_of(one.id_number) == one.sex for one in people)
    assert len({one.id_number for one in people}) == len({one.phone for one in people}) == len(people)
    assert all(one.phone.startswith("19900") and len(one.phone) == 11 for one in people)


def test_no_real_number_in_any_case() -> None:
    """Whatever a case holds may be shown at a fair."""
    for case in cases():
        for party in case.parties:
            assert not party.id_number or party.id_number.startswith(REGION)
            assert not party.phone or party.phone.startswith("19900")


def test_names_are_spread_as_they_are_given() -> None:
    """王 and 李 are many, some names have two characters more, some have a dot."""
    registry = Registry(Random(5))
    names = [registry.person(dt.date(2022, 1, 1), "").name for _ in range(4000)]
    surnames = Counter(name[0] for name in names)

    assert {"王", "李", "张"} == {name for name, _ in surnames.most_common(3)}
    assert 0.001 < sum("·" in name for name in names) / len(names) < 0.02
    assert 0.002 < sum(name[:2] in COMPOUND_SURNAMES for name in names) / len(names) < 0.03
    assert len(set(names)) / len(names) > 0.75


def test_the_county_has_the_places_it_should_have() -> None:
    """The scale of the office it is built for."""
    kinds = Counter(region.kind for region in places().regions)
    communities = sum(region.name.endswith("社区") for region in places().regions)
    known = {region.code for region in places().regions}

    assert (kinds[RegionKind.TOWNSHIP], communities) == (8, 11)
    assert (kinds[RegionKind.VILLAGE] - communities, kinds[RegionKind.HAMLET]) == (67, 253)
    assert all(region.parent in known for region in places().regions if region.kind is not RegionKind.COUNTY)
    assert len(known) == len(places().regions)


def test_every_body_that_answers_has_one_that_reviews() -> None:
    """Without a review body no opinion may be issued."""
    known = bodies()
    names = {unit.name for unit in known.units}
    answering = [unit for unit in known.units if unit.kind in (UnitKind.DEPARTMENT, UnitKind.TOWNSHIP)]

    assert len(names) == len(known.units)
    assert all({unit.review_unit, unit.recheck_unit} <= names for unit in answering)
    assert sum(unit.kind is UnitKind.COMMITTEE for unit in known.units) == 67 + 8 + 7
    assert {owner.unit for owner in known.owners} <= names


def test_two_mediators_in_each_hamlet() -> None:
    """As the office has them; a committee never lists somebody twice."""
    mediators = bodies().mediators
    hamlets = {region.code for region in places().regions if region.kind is RegionKind.HAMLET}

    assert Counter(one.region_code for one in mediators if one.region_code in hamlets) == dict.fromkeys(hamlets, 2)
    assert len({(one.committee, one.name) for one in mediators}) == len(mediators)
