"""Parts of the way: tables, seals, joining, the measure of errors."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from archive.extract.scan.layout import closed_up
from archive.extract.scan.pieces import Piece
from archive.extract.scan.rules import find_tables
from archive.extract.scan.seals import better_of, find_seals, lifted
from benchmarks.ocr_score import distance, fold


def ruled(height: int = 500, width: int = 900) -> np.ndarray:
    """A grey page with a table of three rows and three columns, the last row's two right cells made one."""
    page = np.full((height, width), 240, np.uint8)
    for y in (100, 160, 220, 280):
        cv2.line(page, (100, y), (800, y), 30, 2)
    for x in (100, 800):
        cv2.line(page, (x, 100), (x, 280), 30, 2)
    cv2.line(page, (300, 100), (300, 280), 30, 2)
    cv2.line(page, (550, 100), (550, 220), 30, 2)
    return page


def test_cells_of_a_ruled_table() -> None:
    """Rows and merged cells as they are drawn."""
    (table,) = find_tables(ruled(), 30)

    assert [len(row) for row in table.cells] == [3, 3, 2]
    last = table.cells[2][1]
    assert [last.x0, last.x1] == pytest.approx([300, 800], abs=5)


def test_strokes_of_characters_make_no_cells() -> None:
    """A tall stroke inside a cell ends before the rules and must not divide it."""
    page = ruled()
    cv2.line(page, (200, 112), (200, 148), 30, 3)

    (table,) = find_tables(page, 30)

    assert [len(row) for row in table.cells] == [3, 3, 2]


def test_underlined_form_is_no_table() -> None:
    """Lines to write on enclose nothing."""
    page = np.full((500, 900), 240, np.uint8)
    for y in range(100, 400, 50):
        cv2.line(page, (100, y), (800, y), 30, 2)

    assert find_tables(page, 30) == []


def sealed(colour: tuple[int, int, int]) -> np.ndarray:
    page = np.full((1000, 700, 3), 250, np.uint8)
    cv2.circle(page, (350, 600), 65, colour, 5)
    cv2.putText(page, "2023", (310, 610), cv2.FONT_HERSHEY_SIMPLEX, 1, (20, 20, 20), 3)
    return page


@pytest.mark.parametrize("colour", [(40, 30, 210), (165, 155, 216)], ids=["red", "faint pink"])
def test_red_ring_is_bleached_and_black_ink_stays(colour: tuple[int, int, int]) -> None:
    """What the seal covers must come out as dark as before."""
    page = sealed(colour)

    (seal,) = find_seals(page)
    bleached = lifted(page, [seal])

    assert seal.x1 - seal.x0 == pytest.approx(135, abs=8)
    assert int(bleached[600 - 65, 350].min()) > 200
    assert int(bleached.min()) < 60


@pytest.mark.parametrize("colour", [(40, 40, 40), (200, 60, 30), (90, 130, 180)])
def test_black_blue_and_brown_rings_are_no_red_seals(colour: tuple[int, int, int]) -> None:
    """Only red can be told from ink by its channel."""
    assert find_seals(sealed(colour)) == []


def test_red_heading_is_no_seal() -> None:
    """The red name of the office at the top of a paper is text to be read as it is."""
    page = np.full((1000, 700, 3), 250, np.uint8)
    cv2.rectangle(page, (100, 50), (600, 100), (40, 30, 210), -1)

    assert find_seals(page) == []


def at(text: str, score: float, x: float = 0) -> Piece:
    return Piece(np.array([[x, 0], [x + 300, 0], [x + 300, 30], [x, 30]], np.float32), text, score)


def test_better_of_two_readings_is_kept_place_by_place() -> None:
    """Bleaching saves text under a seal and loses red handwriting: neither may win everywhere."""
    plain = [at("方正县信访局", 0.8), at("同意按此办理", 0.97, 500), at("和城", 0.97, 1000)]
    bleached = [at("方正县信访局", 0.99), at("同", 0.6, 500)]

    chosen = {(piece.text, piece.score) for piece in better_of(plain, bleached)}

    assert chosen == {("方正县信访局", 0.99), ("同意按此办理", 0.97)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("方 正 县 信访局", "方正县信访局"),
        ("2023 年 7 月", "2023 年 7 月"),
        ("Word  2019", "Word 2019"),
        ("答复： 同意 。", "答复：同意。"),
    ],
)
def test_spaces_between_chinese_characters_are_closed_up(before: str, after: str) -> None:
    """方 正 县 must be found as 方正县."""
    assert closed_up(before) == after


@pytest.mark.parametrize(
    ("found", "truth", "edits"), [("", "abc", 3), ("abc", "", 3), ("axc", "abc", 1), ("bcd", "abc", 2)]
)
def test_distance(found: str, truth: str, edits: int) -> None:
    """A measure that is wrong makes every figure wrong."""
    assert distance(found, truth) == edits


def test_fold() -> None:
    """Width, brackets, quotes, dashes, spaces and traditional characters do not count."""
    assert fold("〔２０２３〕 “我們” — ａ") == fold('(2023)"我们"-a')
