"""Bodies and places as people write them."""

from __future__ import annotations

import pytest

from archive.cases.organisation.bodies import Bodies, PlaceFinder
from archive.cases.places import Places
from archive.errors import InvalidInput
from tests.archive.ledger.county import REGIONS, UNITS


def test_a_body_is_known_by_its_full_and_short_name() -> None:
    """Nobody types 村民委员会 every week."""
    bodies = Bodies(UNITS)

    assert bodies.find("大沟村").name == bodies.find(" 大沟村村民委员会 ").name == "大沟村村民委员会"


def test_an_unknown_body_is_answered_with_near_names() -> None:
    """The clerk sees the typing error at once."""
    with pytest.raises(InvalidInput) as refused:
        Bodies(UNITS).find("大沟村村委会")
    assert "大沟村村民委员会" in refused.value.advice

    with pytest.raises(InvalidInput, match="单位表是空的"):
        Bodies(()).find("大沟村")


@pytest.mark.parametrize(
    ("text", "home", "code"),
    [
        ("三组", "990101", "99010103"),
        ("大沟村三组", "9901", "99010103"),
        ("永胜村", "9901", "990102"),
        ("永胜村", "9902", "990201"),
        ("柳树村", "990101", "990202"),
        ("青石乡大沟村", "", "990101"),
        ("", "990101", "990101"),
        ("村东头老井边", "990101", "990101"),
        ("大沟村 一组", "9902", "99010101"),
    ],
)
def test_a_place_is_told_from_where_the_body_is(text: str, home: str, code: str) -> None:
    """There is a 三组 in every village and a 永胜村 in two townships."""
    assert PlaceFinder(Places(REGIONS)).code(text, home) == code


def test_what_looks_like_a_place_and_is_none_is_refused() -> None:
    """Counted for the wrong village it would never be looked for again."""
    finder = PlaceFinder(Places(REGIONS))
    with pytest.raises(InvalidInput) as refused:
        finder.code("大勾村", "9901")
    assert "大沟村" in refused.value.advice
    with pytest.raises(InvalidInput, match="同名"):
        finder.code("永胜村", "")


def test_an_office_without_a_tree_takes_every_place() -> None:
    """Places may be imported later."""
    assert PlaceFinder(Places(())).code("某村", "") == ""
