"""Who reviews a body's opinions, where the office's table does not say."""

from __future__ import annotations

import pytest

from archive.cases.organisation.review_bodies import propose_reviews, with_reviews
from archive.cases.places import Places
from archive.cases.units import Unit, UnitKind
from tests.archive.ledger.county import REGIONS, UNITS

COUNTY = "安和县人民政府"


def test_departments_and_townships_are_reviewed_by_the_county() -> None:
    """A reply that names nobody leaves the petitioner without a way on."""
    found = {one.unit: one.review_unit for one in propose_reviews(UNITS, Places(REGIONS))}

    assert found["青石乡人民政府"] == found["安和县农业农村局"] == found["大沟村村民委员会"] == COUNTY


@pytest.mark.parametrize("kind", list(UnitKind))
@pytest.mark.parametrize("name", ["安和县人民法院", "安和县人民检察院", "安和县人民法院青石人民法庭"])
def test_no_government_reviews_a_court_or_a_procuratorate(name: str, kind: UnitKind) -> None:
    """A petitioner sent to the county government over a judgement has lost the time for an appeal."""
    court = Unit(name, kind, parent="安和县委政法委")
    places = Places(REGIONS)

    assert propose_reviews((court,), places) == ()
    assert with_reviews((court,), propose_reviews((*UNITS, court), places)) == (court,)
