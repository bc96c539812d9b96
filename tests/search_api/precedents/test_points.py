"""Alike and unlike must be what the cases say, and nothing where one of them says nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.model import Case, Claim, MatterClass, Opinion, Party, PartyKind, Role
from archive.cases.places import Places, Region, RegionKind
from search_api.precedents.points import points

PLACES = Places(
    [
        Region("1", "青石乡", RegionKind.TOWNSHIP),
        Region("11", "大沟村", RegionKind.VILLAGE, "1"),
        Region("2", "柳河镇", RegionKind.TOWNSHIP),
    ]
)
OURS = Case(
    "A1",
    category="土地",
    region="青石乡大沟村",
    region_code="11",
    matter_class=MatterClass.APPEAL,
    amount_fen=10_000_00,
    parties=(Party("张三", Role.RESPONDENT), Party("青石乡人民政府", Role.RESPONDENT, PartyKind.ORGANISATION)),
    claims=(
        Claim("退还被占的宅基地", basis=("《民法典》第二百三十八条",)),
        Claim("赔偿占地期间的损失"),
    ),
)
THEIRS = replace(
    OURS,
    no="A2",
    region="青石乡",
    region_code="1",
    amount_fen=40_000_00,
    group_size=7,
    parties=(Party("李四", Role.RESPONDENT),),
    claims=(
        Claim("退还所占宅基地", basis=("《中华人民共和国民法典》第238条",), opinion=Opinion.SUPPORT),
        Claim("公开审批结果"),
    ),
)


def _said(ours: Case, theirs: Case) -> dict[tuple[str, bool], list[str]]:
    told: dict[tuple[str, bool], list[str]] = {}
    for point in points(ours, theirs, PLACES):
        told.setdefault((point.name, point.alike), []).append(point.said)
    return told


def test_every_point_is_told_with_both_sides() -> None:
    """A lawyer must see at once why it is a precedent and why it may not be."""
    told = _said(OURS, THEIRS)

    assert told == {
        ("类别", True): ["类别：土地"],
        ("事项", True): ["事项：申诉求决"],
        ("属地", True): ["属地：同在青石乡"],
        ("诉求", True): ["诉求：退还被占的宅基地／退还所占宅基地（支持）"],
        ("诉求", False): ["诉求：只有本件“赔偿占地期间的损失”", "诉求：只有对方“公开审批结果”"],
        ("依据", True): ["依据：民法典第二百三十八条"],  # however it was written
        ("金额", False): ["金额：10,000.00元／40,000.00元"],
        ("人数", False): ["人数：1人／7人（群体）"],
    }


def test_nothing_is_told_of_what_one_side_leaves_open() -> None:
    """That a letter names no amount does not make it unlike."""
    assert points(OURS, Case("A3"), PLACES) == ()
    assert points(Case(""), OURS, PLACES) == ()


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_magnitude_is_the_same_from_both_sides(one: int, other: int) -> None:
    """Whether two amounts are near must not depend on which was asked."""
    first, second = Case("A", amount_fen=one), Case("B", amount_fen=other)

    assert [p.alike for p in points(first, second, PLACES)] == [p.alike for p in points(second, first, PLACES)]
