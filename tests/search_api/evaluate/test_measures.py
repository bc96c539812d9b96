"""Measures against cases counted by hand, and what they may never do."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InvalidInput
from search_api.evaluate.chance import interval, paired_p
from search_api.evaluate.measures import MEASURES, average_precision, ndcg, precision, recall, reciprocal_rank
from search_api.evaluate.report import report
from search_api.evaluate.trec import format_qrels, format_run, parse_qrels, parse_run

GRADES = {"a": 3, "b": 2, "c": 0, "d": 3}
RANKED = ["c", "a", "x", "b", "d"]


def test_measures_are_those_counted_by_hand() -> None:
    """A measure that is a little off makes every table of the benchmarks wrong."""
    assert precision(RANKED, GRADES, 3, 5) == 2 / 5
    assert precision(RANKED, GRADES, 1, 10) == 3 / 10  # places that were not filled hold nothing relevant
    assert recall(RANKED, GRADES, 3, 2) == 1 / 2
    assert average_precision(RANKED, GRADES, 3) == (1 / 2 + 2 / 5) / 2
    assert average_precision(RANKED[:2], GRADES, 1) == (1 / 2) / 3  # b and d were not found
    assert reciprocal_rank(RANKED, GRADES, 2, 10) == 1 / 2
    assert reciprocal_rank(RANKED, GRADES, 2, 1) == 0
    gained = 3 / math.log2(3) + 2 / math.log2(5)
    best = 3 + 3 / math.log2(3) + 2 / 2
    assert ndcg(RANKED, GRADES, 4) == pytest.approx(gained / best)


_grades = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=1)


@given(_grades, st.permutations(list("abcdefghxyz")), st.integers(1, 4))
def test_measures_stay_between_nothing_and_the_best_order(
    grades: dict[str, int], ranked: list[str], least: int
) -> None:
    """No order of the same documents may beat the order by grade."""
    best = sorted(ranked, key=lambda document: -grades.get(document, 0))
    for measure in MEASURES:
        value = measure.of(ranked, grades, least)
        assert 0 <= value <= measure.of(best, grades, least) + 1e-12 <= 1 + 1e-9, measure.name


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.lists(st.tuples(st.text(min_size=1), st.integers(-1000, 1000).map(float)), unique_by=lambda row: row[0]),
    )
)
def test_a_run_comes_back_as_it_was_written(run: dict[str, list[tuple[str, float]]]) -> None:
    """Ids with blanks, such as a case's title, must not shift the columns; equal scores keep their order."""
    ordered = {query: sorted(rows, key=lambda row: -row[1]) for query, rows in run.items() if rows}

    assert parse_run(format_run(ordered, "试 1")) == ordered


def test_judgements_come_back_and_a_bad_line_is_named() -> None:
    """Judgements that are half read give figures that look right."""
    judged = {"问 1": {"民法典第五十四条": 1, "100%": 0}}
    assert parse_qrels("\ufeff" + format_qrels(judged)) == judged

    with pytest.raises(InvalidInput, match="第 2 行"):
        parse_qrels("q 0 d 1\nq 0 d gut\n")
    with pytest.raises(InvalidInput, match="第 1 行"):
        parse_run("q Q0 d 1 nan x\n")


def test_the_interval_covers_the_true_mean_as_often_as_it_says() -> None:
    """An interval that is too narrow sells noise as progress."""
    draw = random.Random(1)
    covered = 0
    for _ in range(200):
        low, high = interval([draw.random() for _ in range(60)], seed=3, rounds=500)
        covered += low <= 0.5 <= high

    assert 180 <= covered <= 198


def test_the_paired_test_knows_chance_from_difference() -> None:
    """Five queries that all gain: of 32 ways to swap, two differ as much."""
    assert paired_p([0.9] * 5, [0.1] * 5, seed=1) == pytest.approx(2 / 32, abs=0.01)
    assert paired_p([0.1, 0.9], [0.9, 0.1], seed=1) == 1.0
    assert paired_p([0.5], [0.5], seed=1) == 1.0
    assert paired_p([0.3 + i / 100 for i in range(40)], [i / 100 for i in range(40)], seed=1) == 1 / 10_001


def test_what_is_left_out_of_a_report_is_said() -> None:
    """A query that found nothing counts 0; one without judgements is named, not silently dropped."""
    qrels = {"1": {"a": 1}, "2": {"a": 1}, "3": {"a": 1}, "5": {"a": 0}}
    told = report({"1": [("a", 1.0)]}, qrels, ["1", "2", "4", "5"], relevant_from=1, seed=0, against={})

    assert (told.queries, told.not_judged, told.not_asked, told.without_relevant) == (3, ("4",), ("3",), ("5",))
    [mean] = [figure for figure in told.figures if figure.name == "MAP"]
    assert mean.mean == pytest.approx(1 / 3)
    assert mean.other == 0.0
