"""Pages of text drawn where their lines stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.extract.reading import Line
from templates.bind.placed import PlacedPage, pieces, placed_document

_PLACES = st.tuples(*(st.floats(0, 1, width=32) for _ in range(4)))


@given(text=st.text("甲乙丙a1，— <&", min_size=1, max_size=20), box=_PLACES)
def test_no_word_is_lost_and_none_begins_outside_its_box(text: str, box: tuple[float, float, float, float]) -> None:
    """A word beside the page is a word lost."""
    x0, y0, x1, y1 = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
    made = pieces(Line(text, (x0, y0, x1, y1)), 210, 297)
    if y1 * 297 - y0 * 297 <= 0:
        return
    assert [one.text for one in made] == text.split()
    assert all(x0 * 210 - 0.01 <= one.x <= x1 * 210 + 0.01 for one in made)


def test_columns_keep_their_edges() -> None:
    """Name and telephone stand at the two ends of a row, not side by side."""
    left, right = pieces(Line("联系人：贺敏 电话：12345678", (0.2, 0.1, 0.8, 0.12)), 210, 297)
    size = 0.02 * 297
    assert left.x == pytest.approx(42)
    assert left.scale == 100
    assert right.x + (3 + 4) * size == pytest.approx(168, abs=0.1)


def test_whatever_the_text_says_the_document_is_whole() -> None:
    """A sign that breaks the file would take all its pages out of the volume."""
    lines = (Line("甲&乙<协议>“补充”", (0.1, 0.1, 0.5, 0.12)), Line("没有位置"))
    made = placed_document([PlacedPage(210, 297, lines), PlacedPage(297, 210, picture=b"png")])
    assert "甲&乙<协议>“补充”" in etree.tostring(etree.fromstring(made), method="text", encoding="unicode")
    assert made.count(b"<draw:frame") == 2
