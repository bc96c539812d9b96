"""A bound OFD page without its seal, its red line or the lines of its table is another paper than the one that came."""

from __future__ import annotations

import math
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.ofd_arcs import arc
from archive.extract.ofd_drawing import Drawing, Shape, Stamp, drawings
from archive.extract.reading import Limits, Line
from templates.bind.placed import PlacedPage, placed_document
from templates.bind.under import lay_under
from tests.archive.extract.made_ofd import write_ofd

DOTS = 8
"""A millimetre."""
RED, BLACK, WHITE = (220, 0, 0), (0, 0, 0), (255, 255, 255)


def _printed(drawing: Drawing, folder: Path) -> tuple[list[str], pypdfium2.PdfBitmap]:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(210 / 25.4 * 72, 297 / 25.4 * 72))
        pdf.save(folder / "blank.pdf")
    failed = lay_under(folder / "blank.pdf", [drawing], folder / "drawn.pdf")
    with pypdfium2.PdfDocument(folder / "drawn.pdf") as document:
        return failed, document[0].render(scale=DOTS / 72 * 25.4)


@pytest.mark.parametrize(
    ("x", "y", "color"),
    [
        pytest.param(100, 48, (255, 0, 0), id="a red line with a shared look"),
        pytest.param(100, 110, BLACK, id="a table's upper edge"),
        pytest.param(68, 120, BLACK, id="a table's upright"),
        pytest.param(100, 116, WHITE, id="an empty cell"),
        pytest.param(50, 160, (255, 255, 127), id="a filling one can see through"),
        pytest.param(29.5, 180, BLACK, id="a dash"),
        pytest.param(31.5, 180, WHITE, id="a gap between dashes"),
        pytest.param(141, 221, RED, id="the star of a seal"),
        pytest.param(121, 221, RED, id="the ring of a seal, at its left"),
        pytest.param(141 + 20 * math.cos(1), 221 + 20 * math.sin(1), RED, id="the ring, at its lower right"),
        pytest.param(130, 221, WHITE, id="between ring and star"),
        pytest.param(60, 201.8, (230, 0, 0), id="a seal that is a picture"),
        pytest.param(40.5, 200.5, WHITE, id="where that picture is clear"),
    ],
)
def test_every_mark_stands_where_it_stood_in_its_color(
    x: float, y: float, color: tuple[int, int, int], drawn: pypdfium2.PdfBitmap
) -> None:
    found = drawn.to_pil().convert("RGB").getpixel((round(x * DOTS), round(y * DOTS)))
    assert found == pytest.approx(color, abs=3)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfBitmap:
    folder = tmp_path_factory.mktemp("ofd")
    (drawing,) = drawings(write_ofd(folder / "page.ofd"), Limits())
    failed, picture = _printed(drawing, folder)
    assert failed == []
    return picture


def test_words_keep_their_color_and_font(tmp_path: Path) -> None:
    """红头 printed black is no 红头."""
    (drawing,) = drawings(write_ofd(tmp_path / "page.ofd"), Limits())
    head = Line("方正县人民政府文件", (40 / 210, 30.3 / 297, 148 / 210, 42 / 297))
    title = Line("关于宅基地的来件", (50 / 210, 60 / 297, 114 / 210, 68 / 297))
    made = placed_document([PlacedPage(210, 297, (head, title), tuple(drawing.inks))]).decode()
    assert 'fo:color="#ff0000"' in made
    assert 'style:font-family-asian="黑体"' in made
    assert made.count("<draw:frame") == 2


def test_a_picture_that_cannot_be_read_is_named_and_stops_nothing(tmp_path: Path) -> None:
    (drawing,) = drawings(write_ofd(tmp_path / "page.ofd"), Limits())
    broken = [Stamp(b"no picture", one.matrix) if isinstance(one, Stamp) else one for one in drawing.objects]
    failed, picture = _printed(Drawing(210, 297, broken), tmp_path)
    assert len(failed) == 1
    assert "第1页的一张图片没有画出" in failed[0]
    assert picture.to_pil().getpixel((100 * DOTS, 48 * DOTS)) != WHITE


@pytest.mark.parametrize("data", ["L 1 1", "M 1", "M a b L 2 2", "M 1e300 0 L 0 0", "X 1 1", "", "M nan 0 L 1 1"])
def test_a_path_that_cannot_be_read_draws_nothing(data: str, tmp_path: Path) -> None:
    content = (
        f'<ofd:PathObject ID="2" Boundary="0 0 9 9"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    )
    (drawing,) = drawings(write_ofd(tmp_path / "page.ofd", content), Limits())
    assert all(step[0] != "l" for one in drawing.objects if isinstance(one, Shape) for step in one.steps)


_NUMBER = st.floats(-500, 500)


@given(
    start=st.tuples(_NUMBER, _NUMBER), end=st.tuples(_NUMBER, _NUMBER), radius=st.floats(0.01, 500),
    large=st.booleans(), sweep=st.booleans(),
)  # fmt: skip
def test_an_arc_ends_where_it_should_and_keeps_to_its_circle(
    start: tuple[float, float], end: tuple[float, float], radius: float, large: bool, sweep: bool
) -> None:
    curves = list(arc(start, end, (radius, radius), 0, large=large, sweep=sweep))
    if math.dist(start, end) < 1e-3:
        return
    assert curves[-1][-2:] == end
    assert len(curves) <= 4
    reach = max(radius, math.dist(start, end) / 2) * 2.01
    assert all(math.dist(start, one[-2:]) <= reach for one in curves)
