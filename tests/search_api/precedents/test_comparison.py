"""Side by side must show the same of every case, in Word as on the page."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx

from archive.cases.model import Case, Claim, Event, Opinion
from archive.cases.places import Places
from search_api.precedents.comparison import MOST, side_by_side
from search_api.precedents.comparison_out import comparison_word

_CASE = Case(
    "A1",
    title="承包地被占",
    category="土地",
    received=dt.date(2023, 1, 1),
    facts="邻居占地。\x0b[两处]¶见图",
    claims=(Claim("退还", finding="属实", basis=("《民法典》第二百三十八条",), opinion=Opinion.SUPPORT),),
    events=(Event(dt.date(2023, 1, 3), "accept"), Event(dt.date(2023, 1, 31), "reply")),
    outcome="已化解",
)
_OTHER = replace(_CASE, no="A2", category="邻里", claims=(), facts="")


def test_every_row_has_a_cell_for_every_case() -> None:
    """A cell that slid one column to the left gives one case the outcome of another."""
    comparison = side_by_side([_CASE, _OTHER], Places([]))
    rows = dict(comparison.rows)

    assert all(len(cells) == 2 for cells in rows.values())
    assert rows["类别"] == ("土地", "邻里")
    assert rows["诉求与意见"] == ("1．退还　查明：属实　意见：支持", "")
    assert rows["用时"] == ("30天答复或调成", "30天答复或调成")
    assert rows["与首件不同"] == ("（首件）", "类别：土地／邻里")
    assert "协议" not in rows  # neither has one


def test_the_word_paper_holds_six_cases_on_a_turned_page() -> None:
    """Six columns on an upright page cannot be read; marks of our own templates in a text must not break it."""
    cases = [replace(_CASE, no=f"A{at}") for at in range(MOST)]
    comparison = side_by_side(cases, Places([]))

    paper = docx.Document(io.BytesIO(comparison_word(comparison, dt.date(2026, 11, 27))))

    section = paper.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    [table] = paper.tables
    assert [cell.text for cell in table.rows[0].cells] == ["项目", *(f"承包地被占\nA{at}" for at in range(MOST))]
    told = {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
    assert list(told) == [name for name, _ in comparison.rows]
    assert "[两处]¶见图" in told["事实"]
