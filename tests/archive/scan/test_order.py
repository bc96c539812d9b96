"""Reading order, from boxes alone."""

from __future__ import annotations

import math

import numpy as np

from archive.extract.scan.order import page_angle, placed, reading_order
from archive.extract.scan.pieces import Piece


def piece(text: str, x: float, y: float, width: float, height: float = 30, lean: float = 0) -> Piece:
    """A box at (x, y) of a straight page that then leans by some degrees."""
    corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
    cosine, sine = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    return Piece((corners @ np.array([[cosine, sine], [-sine, cosine]])).astype(np.float32), text, 0.99)


def read(pieces: list[Piece]) -> list[str]:
    ordered = reading_order(placed(pieces, page_angle(pieces)))
    return ["|".join(each.piece.text for each in row) for row in ordered]


def test_leaning_rows_stay_rows() -> None:
    """At 5° the right end of a row stands three rows lower than its left end."""
    pieces = [
        piece(f"{row}{side}", x, 100 + 45 * row, width, lean=5)
        for row in range(6)
        for side, x, width in (("左", 100, 160), ("右", 1100, 300))
    ]

    assert read(pieces[::-1]) == [f"{row}左|{row}右" for row in range(6)]


def test_columns_under_a_heading_and_over_a_footer() -> None:
    """Heading, left column, right column, footer."""
    left = [piece(f"左{row}", 100, 200 + 40 * row, 500) for row in range(8)]
    right = [piece(f"右{row}", 660, 212 + 40 * row, 500) for row in range(8)]
    heading, footer = piece("题", 100, 100, 1060), piece("注", 100, 600, 1060)

    found = read([footer, *right, heading, *left])

    assert found == ["题", *(f"左{row}" for row in range(8)), *(f"右{row}" for row in range(8)), "注"]


def test_three_columns() -> None:
    """A newspaper has more than two."""
    pieces = [
        piece(f"{name}{row}", x, 100 + 40 * row, 380)
        for row in range(7)
        for name, x in (("甲", 0), ("乙", 450), ("丙", 900))
    ]

    assert read(pieces) == [f"{name}{row}" for name in "甲乙丙" for row in range(7)]


def test_table_without_rules_is_no_set_of_columns() -> None:
    """Names in one column and amounts in another belong together row by row."""
    pieces = [
        piece(f"{name}{row}", x, 100 + 40 * row, width)
        for row in range(10)
        for name, x, width in (("名", 100, 120), ("号", 300, 400), ("额", 800, 150), ("签", 1050, 120))
    ]

    assert read(pieces) == [f"名{row}|号{row}|额{row}|签{row}" for row in range(10)]


def test_two_signatures_side_by_side_are_rows() -> None:
    """甲方 and 乙方 sign next to each other, a few lines each."""
    pieces = [piece(f"{side}{row}", x, 100 + 50 * row, 400) for row in range(3) for side, x in (("甲", 0), ("乙", 600))]

    assert read(pieces) == [f"甲{row}|乙{row}" for row in range(3)]


def test_nothing_to_order() -> None:
    """A blank page has no angle and no rows."""
    assert read([]) == []
