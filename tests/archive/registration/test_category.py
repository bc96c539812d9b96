"""The class of a matter by weighted words, and by what else is known of a letter."""

from __future__ import annotations

from collections import Counter

from archive.registration.category import Known, find_category
from archive.registration.wordlists import entries


def test_no_word_speaks_twice_for_a_class() -> None:
    """界石 counted twice made an agreement about soya beans one about land."""
    times = Counter((category, word) for category, _, *words in entries("categories") for word in words)

    assert [pair for pair, number in times.items() if number > 1] == []


def test_a_report_of_an_official_is_classed_with_no_subject() -> None:
    text = "种子都是他一个人说了算。"

    assert find_category(text, Known(report=True)).name == "其他"  # type: ignore[union-attr]
    assert find_category(text).name == "涉农"  # type: ignore[union-attr]


def test_whom_it_complains_of_decides_where_words_do_not() -> None:
    """A wound that was sewn in a hospital is no matter of medicine unless the hospital is complained of."""
    text = "孩子的手被门夹了，住院十天。"

    assert find_category(text, Known(against=("县人民医院",))).name == "医疗"  # type: ignore[union-attr]
    assert find_category(text, Known(against=("小太阳幼儿园",))).name == "教育"  # type: ignore[union-attr]
