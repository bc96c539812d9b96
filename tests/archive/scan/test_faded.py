"""The second reading of a page: when it is taken, and what it may not lose."""

from __future__ import annotations

import numpy as np

from archive.extract.scan.faded import added_to, is_better, left_out, reads_badly
from archive.extract.scan.pieces import Piece

LETTER = (
    "如对本处理意见不服，可自收到本意见书之日起",
    "正县人民政府或哈尔滨市住房和城乡建设局",
    "提出的，本意见即为终结性意见。",
)
SHINING = ("一策：宝公红脉限丸国李", "好夫创景个一直卡快基字办岗末县个一", "前日01民8叶参全鼾词绿雲白卡牵衷大准由")


def at(text: str, score: float, row: int, width: float = 0) -> Piece:
    x1, y0 = 100 + (width or 25 * len(text)), 100 + 60 * row
    return Piece(np.array([[100, y0], [x1, y0], [x1, y0 + 40], [100, y0 + 40]], np.float32), text, score)


def letter(score: float) -> list[Piece]:
    return [at(text, score, row) for row, text in enumerate(LETTER)]


def shining(score: float) -> list[Piece]:
    return [at(text, score, row) for row, text in enumerate(SHINING, start=3)]


def test_ink_from_the_other_side_does_not_keep_its_page() -> None:
    """Half of a page's characters shine through from the back, some of them sure: they must not outvote the letter."""
    for garbage in (0.6, 0.7, 0.8, 0.86, 0.89):
        first = [*letter(0.995), *shining(garbage), at("基因", 0.97, 8, width=785)]

        assert reads_badly(first)
        assert is_better(letter(0.998), first)
        assert len(added_to(letter(0.998), first)) == len(LETTER)


def test_reading_without_the_letter_is_refused() -> None:
    """On a dark photograph the stretched picture keeps a few clear words and loses the rest."""
    first = [*letter(0.94), at("同意。", 0.95, 3)]

    assert not is_better([at("同意。", 0.99, 3)], first)
    assert not is_better([*letter(0.9)], first)


def test_letter_read_otherwise_is_no_loss() -> None:
    """A pen's 们 may come out as 們: the line still stands there."""
    first = [at("我们村的路多年失修，请领导们派人来看看", 0.95, 0)]
    second = [at("我們村的路多年失修，請领導們派人来看看", 0.98, 0)]

    assert is_better(second, first)


def test_difference_of_a_hair_decides_nothing() -> None:
    """What differs from one processor to the next must not choose between two readings."""
    assert not is_better(letter(0.961), letter(0.96))


def test_light_ink_that_only_the_first_reading_has_is_kept() -> None:
    """A line in light blue goes with the paper's shade; if it was sure, it stays."""
    blue = at("经研究同意受理", 0.97, 5)

    assert added_to(letter(0.99), [*letter(0.9), blue])[-1] is blue
    assert len(added_to(letter(0.99), [*letter(0.9), at("经研究同意受理", 0.9, 5)])) == len(LETTER)


def test_what_shines_through_is_counted() -> None:
    """What is left out is said."""
    first = [*letter(0.995), *shining(0.8), at("。。", 0.5, 7)]

    assert left_out(first, letter(0.99)) == len(SHINING)
