"""The tree of places, as clerks send it."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.organisation.region_table import read_regions, region_cells
from archive.cases.places import Places, Region, RegionKind
from tests.archive.cases.organisation.rows import rows

COUNTY: dict[str, object] = {"code": "99", "name": "安和县", "kind": "县"}
TOWNSHIP: dict[str, object] = {"code": "9901", "name": "青石乡", "kind": "乡镇", "parent": "99"}
VILLAGE: dict[str, object] = {"code": "990101", "name": "大沟村", "kind": "村", "parent": "9901"}


def _reasons(*listed: Mapping[str, object]) -> dict[int, str]:
    _, found = read_regions(rows(*listed), [])
    return {row.line: row.error.message for row in found.refused}


def test_rows_in_any_order_make_a_tree() -> None:
    """A village may stand above its township in the table; parents may be named instead of coded."""
    merged, found = read_regions(rows({**VILLAGE, "parent": "青石乡"}, TOWNSHIP, COUNTY), [])

    assert found.refused == []
    assert Places(merged.listed).full_name("990101") == "青石乡大沟村"


def test_the_statistical_code_says_level_and_parent() -> None:
    """The table of the statistics bureau has two columns."""
    merged, found = read_regions(
        rows(
            {"code": 230124000000, "name": "安和县"},
            {"code": 230124101000, "name": "青石乡"},
            {"code": "230124101201", "name": "大沟村"},
        ),
        [],
    )

    assert found.refused == []
    assert [(one.kind, one.parent) for one in merged.listed] == [
        (RegionKind.COUNTY, ""),
        (RegionKind.TOWNSHIP, "230124000000"),
        (RegionKind.VILLAGE, "230124101000"),
    ]


def test_a_village_without_its_township_takes_its_hamlets_with_it() -> None:
    """What hangs in the air would count for no township."""
    lost = {**VILLAGE, "parent": "9907"}
    hamlet = {"code": "99010101", "name": "一组", "kind": "屯", "parent": "990101"}

    reasons = _reasons(COUNTY, TOWNSHIP, lost, hamlet)

    assert set(reasons) == {4, 5}
    assert "不在表里" in reasons[4]


def test_a_circle_is_refused_by_row() -> None:
    """Walking up a circle never ends."""
    reasons = _reasons(
        COUNTY, TOWNSHIP, {**VILLAGE, "parent": "990102"}, {**VILLAGE, "code": "990102", "parent": "990101"}
    )
    assert set(reasons) == {4, 5}
    assert "绕成了一圈" in reasons[4]


def test_a_code_twice_keeps_the_first() -> None:
    """Two villages under one code would share their cases."""
    reasons = _reasons(COUNTY, TOWNSHIP, VILLAGE, {**VILLAGE, "name": "永胜村"}, VILLAGE)

    assert set(reasons) == {5}
    assert "第 4 行" in reasons[5]


def test_levels_must_go_down() -> None:
    """A township inside a village is a slip of the pen."""
    reasons = _reasons(COUNTY, TOWNSHIP, VILLAGE, {"code": "8", "name": "河东镇", "kind": "乡镇", "parent": "990101"})

    assert list(reasons) == [5]
    assert _reasons(COUNTY, {"code": "1", "name": "青石乡", "kind": "乡镇"}) == {3: "“青石乡”没有写上级。"}
    assert _reasons({"code": "1", "name": "某地", "kind": "地级市"}) == {2: "没有“地级市”这一级。"}
    assert list(_reasons({"code": "1"}, {"name": "青石乡"}, {"code": "12", "name": "无级"})) == [2, 3, 4]


def test_a_code_is_digits_of_the_right_number() -> None:
    """A letter O for a nought, or a digit lost, makes a second village that no case of the first is counted under."""
    reasons = _reasons(
        {"code": "230124", "name": "安和县", "kind": "县"},
        {"code": "230124101", "name": "青石乡", "kind": "乡镇", "parent": "230124"},
        {"code": "２３０１２４１０１２０１", "name": "大沟村", "kind": "村", "parent": "230124101"},
        {"code": "230124101201O1", "name": "一组", "kind": "屯", "parent": "230124101201"},
        {"code": "2.30124E+11", "name": "永胜村", "kind": "村", "parent": "230124101"},
        {"code": "23012410120", "name": "柳树村", "kind": "村", "parent": "230124101"},
        {"code": "23012410120101", "name": "二组", "kind": "屯", "parent": "大沟村"},
    )

    assert {line: reason[4:] for line, reason in reasons.items()} == {
        5: "“230124101201O1”里有数字以外的字。",
        6: "“2.30124E+11”里有数字以外的字。",
        7: "区划代码“23012410120”是 11 位。",
    }


def test_a_name_that_two_places_have_is_no_parent() -> None:
    """It would be a guess which township is meant."""
    other: dict[str, object] = {"code": "9902", "name": "河东镇", "kind": "乡镇", "parent": "99"}
    twice: dict[str, object] = {"code": "990201", "name": "大沟村", "kind": "村", "parent": "9902"}
    reasons = _reasons(
        COUNTY, TOWNSHIP, other, VILLAGE, twice, {"code": "5", "name": "一组", "kind": "组", "parent": "大沟村"}
    )
    assert list(reasons) == [7]
    assert "不止一个" in reasons[7]


def test_what_is_known_stays_unless_the_table_is_the_whole() -> None:
    """A file with one new village must not wipe out the county; a wrong one must not either."""
    known = [Region("99", "安和县", RegionKind.COUNTY), Region("9901", "青石乡", RegionKind.TOWNSHIP, "99")]

    merged, _ = read_regions(rows({"code": "9901", "name": "青石镇"}, VILLAGE), known)
    assert [one.name for one in merged.listed] == ["安和县", "青石镇", "大沟村"]
    assert (merged.added, merged.changed, merged.unchanged) == (("990101",), ("9901",), 0)

    whole, _ = read_regions(rows(COUNTY), known, replacing=True)
    assert (whole.removed, [one.code for one in whole.listed]) == (("9901",), ["99"])
    wrong, found = read_regions(rows(COUNTY, VILLAGE), known, replacing=True)
    assert len(found.refused) == 1
    assert len(wrong.listed) == 2


_CODES = st.sampled_from([str(number) for number in range(8)])
_ROW = st.fixed_dictionaries(
    {"code": _CODES, "name": st.sampled_from("甲乙丙丁"), "kind": st.sampled_from(["县", "乡镇", "村", "组"])},
    optional={"parent": _CODES},
)


@given(st.lists(_ROW, max_size=12))
def test_whatever_comes_in_what_is_kept_is_a_tree(listed: list[dict[str, object]]) -> None:
    """Every row ends taken or refused, and every place taken lies in a county."""
    merged, found = read_regions(rows(*listed), [])
    places = Places(merged.listed)

    assert len(found.stated) + len(found.refused) <= len(listed)
    assert {one.code for one in places} == {one.value.code for one in found.stated}
    for region in places:
        assert places.path(region.code)[0].kind is RegionKind.COUNTY

    again, second = read_regions(
        rows(*(dict(zip(("code", "name", "kind", "parent"), region_cells(one), strict=True)) for one in places)),
        merged.listed,
    )
    assert (second.refused, again.differs) == ([], False)
