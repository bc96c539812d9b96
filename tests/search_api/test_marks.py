"""Where words stand in lines and on pictures."""

from __future__ import annotations

import pytest

from archive.extract.reading import Line, Page
from search_api.marks import line_marks, word_boxes


def _page(*texts: str) -> Page:
    return Page(1, tuple(Line(text, (0.1, 0.1 * n, 0.9, 0.1 * n + 0.05)) for n, text in enumerate(texts, 1)))


def test_a_word_over_the_end_of_a_line_is_marked_in_both() -> None:
    """Scanned text breaks anywhere: half of a word unmarked looks like a mistake."""
    marks = line_marks(_page("他家的宅基", "地在村东。宅基地"), [("宅", "基", "地")])

    assert marks == [((3, 5),), ((0, 1), (5, 8))]


def test_marks_count_in_code_points_of_the_line_as_it_stands() -> None:
    """Full-width letters and traditional characters are folded for the search, not on the page."""
    marks = line_marks(_page("𠮷某ＡＢ与調解"), [("ab",), ("调", "解")])

    assert marks == [((2, 4), (5, 7))]


def test_overlapping_words_are_one_mark() -> None:
    """Nested marks would be broken HTML."""
    assert line_marks(_page("人民调解协议"), [tuple("人民调解"), tuple("调解协议")]) == [((0, 6),)]


def test_nothing_asked_marks_nothing() -> None:
    """A page opened without a query is shown plain."""
    assert line_marks(_page("甲", "", "乙"), []) == [(), (), ()]


def test_a_word_in_the_middle_of_a_line() -> None:
    """Ten characters of the same width: the fourth and fifth stand at three to five tenths."""
    (box,) = word_boxes(Line("一二三四五六七八九十", (0.0, 0.2, 1.0, 0.3)), [(3, 5)])

    assert box == pytest.approx((0.3, 0.2, 0.5, 0.3))


def test_a_line_that_runs_downward() -> None:
    """Vertical text is marked downward."""
    (box,) = word_boxes(Line("一二三四五", (0.8, 0.0, 0.84, 0.5)), [(1, 2)])

    assert box == pytest.approx((0.8, 0.1, 0.84, 0.2))


def test_a_line_without_place_has_no_boxes() -> None:
    """Word and text files have no pictures."""
    assert word_boxes(Line("宅基地"), [(0, 3)]) == []
    assert word_boxes(Line("", (0, 0, 1, 1)), [(0, 0)]) == []
