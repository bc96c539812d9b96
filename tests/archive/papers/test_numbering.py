"""Document numbers: their form, their series, and what is missing in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidInput
from archive.papers.numbering import Counter, Series, series_of_number, series_of_pattern, takes_number
from templates.checks import number_problem
from templates.shelf import papers


def test_every_series_of_the_shelf_gives_numbers_in_form() -> None:
    """A pattern nobody can number by is found out when the first paper is to be signed."""
    assert sum(takes_number(paper.series) for paper in papers()) >= 15
    for paper in papers():
        if takes_number(paper.series):
            series = series_of_pattern(paper.series, "松信访", masthead="信访工作月报")
            assert series is not None, paper.name
            if series.masthead:
                assert series.cited(2022, 12) == "信访工作月报" + series.number(2022, 12)
                continue
            assert number_problem(series.number(2022, 12), "", ordinal=True) == "", paper.name
            assert series_of_number(series.number(2022, 12)) == series_of_number(series.blank(2022)) == series


def test_minutes_and_bulletins_are_counted_under_their_masthead() -> None:
    """〔2022〕第6期 alone names three different issues of three bulletins."""
    issue = series_of_pattern("〔{年}〕第{序号}期", "", "矛盾纠纷排查化解周报")
    assert issue is not None
    assert (issue.blank(2022), issue.number(2022, 6)) == ("〔2022〕第　期", "〔2022〕第6期")
    assert issue.cited(2022, 6) == "矛盾纠纷排查化解周报〔2022〕第6期"
    typed = series_of_pattern("〔{年}〕{序号}号", "", "信访工作联席会议纪要", "专题会议纪要")
    assert typed is not None
    assert (typed.head, typed.number(2022, 3)) == ("专题会议纪要", "〔2022〕3号")


def test_a_pattern_that_is_none_is_refused() -> None:
    """An office edits its shelf files by hand."""
    with pytest.raises(InvalidInput):
        series_of_pattern("{机关代字}[{年}]{序号}", "松信访")
    assert series_of_pattern("{机关代字}复字〔{年}〕{序号}号", "") is None


@given(first=st.integers(1, 50), taken=st.sets(st.integers(1, 60)), last=st.integers(0, 60))
def test_gaps_and_strangers_are_all_there_is_to_find(first: int, taken: set[int], last: int) -> None:
    """Doctor must miss no missing number and blame no good one."""
    counter = Counter("松信访复字", 2022, first, last)

    assert (set(range(first, last + 1)) - set(counter.gaps(taken))) | set(counter.strangers(taken)) == taken


def test_the_committees_form_keeps_its_ordinal() -> None:
    """Judicial offices print 第 before the number."""
    assert series_of_number("松人调字〔2022〕第8号") == Series("松人调字", ordinal=True)
    assert Series("松人调字", ordinal=True).number(2022, 9) == "松人调字〔2022〕第9号"
