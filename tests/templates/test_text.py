"""Small repairs of text: each is a mark an official would have had to correct by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.model import AppealRoute, Opinion
from archive.errors import InvalidInput
from templates import text, wording
from templates.overrides import parse_day


@pytest.mark.parametrize(
    ("given_text", "closed"),
    [
        ("已办结", "已办结。"),
        ("已办结。", "已办结。"),
        ("如下：", "如下："),
        ("甲，", "甲。"),
        ("办结.", "办结。"),
        ("", ""),
    ],
)
def test_sentences_are_closed_once(given_text: str, closed: str) -> None:
    assert text.sentence(given_text) == closed


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("甲；乙", ("甲", "乙")),
        ("1.甲\n2、乙；丙", ("甲", "乙；丙")),
        ("（一）甲\n第二，乙", ("甲", "乙")),
        ("2022年赔偿\n1.5亩土地", ("2022年赔偿", "1.5亩土地")),
        ("  ", ()),
    ],
)
def test_lists_are_parted_and_stripped_of_their_own_numbers(typed: str, parts: tuple[str, ...]) -> None:
    assert text.items(typed) == parts


def test_citations_of_one_law_stay_together() -> None:
    assert text.citations("《甲法》第一条、第二条、《乙法》第三条；丙法第四条") == (
        "《甲法》第一条、第二条",
        "《乙法》第三条",
        "丙法第四条",
    )


@given(st.text(max_size=40))
def test_cleaned_text_holds_nothing_xml_forbids(value: str) -> None:
    cleaned, notes = text.printable({"a": [value]})
    assert text.printable(cleaned)[0] == cleaned
    lost = [sign for sign in value if sign in "\x00\x01\x02\u202e\ufeff\ufffe"]
    assert bool(lost) <= bool(notes)


@pytest.mark.parametrize(
    ("typed", "opinion"),
    [
        ("支持", Opinion.SUPPORT),
        ("不予支持。", Opinion.REJECT),
        ("解释 说明", Opinion.EXPLAIN),
        ("部分支持", None),
        ("", None),
    ],
)
def test_opinions_are_not_guessed(typed: str, opinion: Opinion | None) -> None:
    """部分支持 contains 支持 and is not it."""
    assert wording.parse_opinion(typed) is opinion


@pytest.mark.parametrize(
    "typed", ["六", "6", "第六项", "第三十一条第（六）项", "petition_procedure", "第六项（信访程序）"]
)
def test_ways_are_read_as_they_are_written(typed: str) -> None:
    assert wording.parse_route(typed) is AppealRoute.PETITION_PROCEDURE


@pytest.mark.parametrize(
    "typed", ["2022-05-06", "2022/5/6", "2022.5.6", "20220506", "2022年5月6日", "２０２２年５月６日"]
)
def test_days_are_read_in_any_form(typed: str) -> None:
    assert parse_day(typed).isoformat() == "2022-05-06"


@pytest.mark.parametrize("typed", ["2022-02-30", "昨天", "5月6日", "2022-13-01", ""])
def test_no_day_is_invented(typed: str) -> None:
    with pytest.raises(InvalidInput, match="不是日期"):
        parse_day(typed)
