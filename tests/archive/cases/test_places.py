"""Places by code and by name."""

from __future__ import annotations

import pytest

from archive.cases.places import Places, Region, RegionKind, township_in

COUNTY, TOWN, VILLAGE, HAMLET = RegionKind
PLACES = Places(
    [
        Region("99", "安和县", COUNTY),
        Region("9901", "青石乡", TOWN, "99"),
        Region("9902", "清水乡", TOWN, "99"),
        Region("990101", "大沟村", VILLAGE, "9901"),
        Region("990102", "永胜村", VILLAGE, "9901"),
        Region("990201", "永胜村", VILLAGE, "9902"),
        Region("99010103", "三组", HAMLET, "990101"),
    ]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("安和县青石乡大沟村三组", "99010103"),
        ("青石乡 大沟村", "990101"),
        ("大沟村", "990101"),
        ("大沟村三组", "99010103"),
        ("清水乡永胜村", "990201"),
        ("永胜村", None),
        ("青石乡", "9901"),
        ("清水乡大沟村", "9902"),
        ("某某村", None),
        ("", None),
    ],
)
def test_a_place_is_told_from_its_name_or_not_at_all(text: str, code: str | None) -> None:
    """Two villages share a name: the wrong township would answer for the case."""
    found = PLACES.resolve(text)
    assert (found.code if found else None) == code


def test_ways_up_and_down_the_tree() -> None:
    """Figures of a township hold all its villages and hamlets."""
    assert PLACES.township("99010103") == "青石乡"
    assert PLACES.township("99") == ""
    assert PLACES.full_name("99010103") == "青石乡大沟村三组"
    assert {region.code for region in PLACES.below("9901")} == {"9901", "990101", "990102", "99010103"}
    assert PLACES.path("1") == ()


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("青石乡大沟村", "青石乡"),
        ("安和县城关镇南郊村", "城关镇"),
        ("向阳街道", "向阳街道"),
        ("大沟村", ""),
        ("", ""),
        ("安和县住房和城乡建设局", ""),
        ("安和县城镇管理局", ""),
        ("青石乡人民政府", "青石乡"),
    ],
)
def test_a_township_in_free_text(text: str, township: str) -> None:
    """Before the places are known, figures by township still come out."""
    assert township_in(text) == township
