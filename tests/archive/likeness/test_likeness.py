"""Same person, same matter, and what the law says then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.likeness.matters import same_matter, text_likeness
from archive.cases.likeness.people import best_match, forms_of, same_person
from archive.cases.likeness.relations import Relation, compare
from archive.cases.model import Case, Event, Party, PartyKind, Role

MAN = Party("李桂香", id_number="990021195103124529", phone="199 0000 2729", address="安和县青石乡大沟村三组12号")


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (Party("李桂香", id_number="９９００２１ 19510312 4529"), 1.0),
        (Party("李桂芳", id_number="990021510312452"), 1.0),
        (Party("李桂香", id_number="990021195103124592"), 0.7),
        (Party("李桂香", id_number="990021196603124523"), None),
        (Party("李 桂香", phone="19900002729、0451-1234567"), 0.95),
        (Party("李桂香", address="青石乡大沟村3组12号"), 0.85),
        (Party("李桂香", address="清水乡泉眼村一组"), 0.5),
        (Party("李桂湘", address="安和县青石乡大沟村三组"), 0.6),
        (Party("王大力", phone="19900002729"), 0.6),
        (Party("王大力"), None),
        (Party(""), None),
    ],
)
def test_whether_two_are_one_person(other: Party, score: float | None) -> None:
    """A namesake is a hint, a number is a proof, and two different numbers are two people."""
    stated = MAN if other.id_number else replace(MAN, id_number="")
    found = same_person(stated, other)
    assert (found.score if found else None) == score


def test_a_body_is_told_by_its_name() -> None:
    """A company has no phone of its own."""
    body = Party("安和县大沟菌业有限公司", kind=PartyKind.ORGANISATION)
    found = same_person(body, body)
    assert found
    assert found.score == 0.9


def test_an_old_number_stands_in_every_form() -> None:
    """A record of 1998 holds fifteen digits, today's letter eighteen."""
    assert "990021510312452" in forms_of("990021195103124529")
    assert any(len(form) == 18 for form in forms_of("990021510312452"))
    assert forms_of("") == set()


def test_only_those_who_bring_it_are_compared() -> None:
    """The township is in half of all cases; it is not the same petitioner."""
    unit = Party("青石乡人民政府", Role.RESPONDENT, PartyKind.ORGANISATION)
    assert best_match(Case("1", parties=(unit,)), Case("2", parties=(unit,))) is None


TEXT = "我家承包的二十亩旱田被村里修路占用三亩，村委会答应每亩补偿三千元，至今没有兑现，多次找村书记都推说等乡里拨款。"
AGAIN = "去年修路占了我家承包地三亩，说好每亩补三千元，村委会到现在也没兑现，找村书记就说等乡里拨款，请求尽快落实补偿。"
OTHER = "邻居在两家中间砌墙，把我家的采光全部挡住，屋里白天也要点灯，请求拆除超高的院墙。"


def test_the_same_matter_told_again_is_like_another_is_not() -> None:
    """Nobody writes the same letter twice in the same words."""
    assert text_likeness(TEXT, AGAIN) > 0.35 > 0.15 > text_likeness(TEXT, OTHER)
    assert text_likeness(TEXT, TEXT) == pytest.approx(1.0)
    assert text_likeness("", TEXT) == 0.0
    case = Case("1", facts=TEXT, category="征地拆迁", region="青石乡大沟村")
    points = same_matter(case, Case("2", facts=AGAIN, category="征地拆迁", region="大沟村")).points
    assert any(point.startswith("内容相似") for point in points)
    assert "同属征地拆迁" in points
    assert "同在大沟村" in points


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_runs_both_ways(one: str, other: str) -> None:
    """A list sorted by it must not depend on which case came first."""
    found = text_likeness(one, other)
    assert 0.0 <= found <= 1.0 + 1e-9
    assert found == pytest.approx(text_likeness(other, one))


def _with(no: str, text: str, *acts: tuple[str, str], **stated: Any) -> Case:
    events = tuple(Event(dt.date.fromisoformat(day), kind) for kind, day in acts)
    given: dict[str, object] = {
        "parties": (MAN,),
        "facts": text,
        "category": "征地拆迁",
        "region": "大沟村",
        "events": events,
    }
    return Case(no, **{**given, **stated})


_REGISTERED = ("register", "2022-05-06")
_ACCEPTED = ("accept", "2022-05-10")
_SERVED = (_REGISTERED, _ACCEPTED, ("reply", "2022-06-01"), ("deliver", "2022-06-02"))
_RECHECKED = tuple(
    (act, f"2022-07-{day:02}")
    for day, act in enumerate(("review_apply", "review", "deliver", "recheck_apply", "recheck", "deliver"), 1)
)


@pytest.mark.parametrize(
    ("earlier", "relation", "law"),
    [
        (_with("2", AGAIN, _REGISTERED), Relation.REPEAT, "重复信访"),
        (_with("2", AGAIN, _REGISTERED, _ACCEPTED), Relation.PENDING, "第十九条"),
        (_with("2", AGAIN, *_SERVED, ("finish", "2022-07-20")), Relation.REPEAT, "没有经过复核"),
        (_with("2", AGAIN, *_SERVED, *_RECHECKED), Relation.OVER, "第三十六条"),
        (_with("2", AGAIN, _REGISTERED, ("withdraw", "2022-07-20")), Relation.REPEAT, "重复信访"),
        (_with("2", OTHER, _REGISTERED, category="邻里", region="泉眼村"), Relation.SAME_PERSON, "别的事项"),
        (_with("2", AGAIN, _REGISTERED, parties=(Party("王大力"),)), Relation.SAME_MATTER, "并案"),
        (_with("2", OTHER, _REGISTERED, parties=(Party("王大力"),), category="邻里", region=""), None, ""),
        (_with("2", OTHER, _REGISTERED, parties=(Party("李桂香"),), category="邻里", region=""), None, ""),
    ],
)
def test_what_an_earlier_case_means(earlier: Case, relation: Relation | None, law: str) -> None:
    """The wrong paragraph in a refusal is what courts and leaders find first."""
    found = compare(_with("1", TEXT, ("register", "2022-08-01")), earlier)
    assert (found.relation if found else None) == relation
    if found:
        assert law in found.advice
