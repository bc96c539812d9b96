"""A query written again from its tree is understood as before."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from indexer.segment import Segmenter
from search_api.language.parse import parse
from search_api.language.tokens import tokens_of
from search_api.language.tree import tree_of
from search_api.language.written import written

SEGMENTER = Segmenter()
TODAY = dt.date(2023, 3, 31)
PARTS = (
    "宅基地",
    "张三",
    '"不予 受理"',
    '"甲 乙"~3',
    "类别:土地",
    '当事人:"李 四"',
    "日期:2022-04..2022-06",
    "金额:>10万",
    "张?",
    "王五~",
)


@given(st.lists(st.sampled_from((*PARTS, "AND", "OR", "NOT", "-", "(", ")")), min_size=1, max_size=9).map(" ".join))
def test_written_again_it_means_the_same(typed: str) -> None:
    """What is offered instead of a query must differ from it by what it says, and by nothing else."""
    tree = tree_of(list(tokens_of(typed)))
    if tree is None or typed.count("(") != typed.count(")"):
        return
    before = parse(written(tree), SEGMENTER, TODAY)

    tree_again = tree_of(list(tokens_of(written(tree))))
    assert tree_again is not None
    assert written(tree_again) == written(tree)
    if before.notes == () and typed.count("(") == 0:
        assert before.match == parse(typed, SEGMENTER, TODAY).match
