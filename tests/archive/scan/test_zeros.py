"""The round zero of Chinese numerals."""

from __future__ import annotations

import numpy as np
import pytest

from archive.extract.scan.zeros import may_lack_zeros, with_zeros

PITCH = 5


def read(printed: str, found: str, rings: dict[int, float]) -> str:
    """``printed`` line of which the recogniser found all but the characters that are · in ``found``.

    ``rings`` gives the probability of a ring at the place of each character that has one.
    """
    seen = [(sign, place) for place, sign in enumerate(found) if sign != "·"]
    probabilities = np.zeros(PITCH * len(printed), np.float32)
    for place, probability in rings.items():
        probabilities[PITCH * place] = probability
    return with_zeros("".join(sign for sign, _ in seen), [PITCH * place for _, place in seen], probabilities)


@pytest.mark.parametrize(
    ("printed", "found", "rings"),
    [
        ("他于二〇一四年翻盖", "他于二·一四年翻盖", {3: 0.34}),
        ("自二〇〇八年起至今", "自二··八年起至今", {2: 0.34, 3: 0.2}),
        ("至二〇二〇年止", "至二〇二·年止", {2: 0.9, 4: 0.15}),
        ("他于二〇一四年翻盖", "他于二○一四年翻盖", {3: 0.9}),
        ("第一百〇三条的规定", "第一百〇三条的规定", {3: 0.9}),
        ("第一百〇三条的规定", "第一百·三条的规定", {3: 0.3}),
    ],
)
def test_zero_is_put_back_where_a_ring_was_seen(printed: str, found: str, rings: dict[int, float]) -> None:
    """Of 二一四年 nobody knows which year it was, and a search for 二〇一四年 does not find it."""
    assert read(printed, found, rings) == printed


@pytest.mark.parametrize(
    ("found", "rings"),
    [
        ("他于二·一四年翻盖", {}),
        ("他于二·一四年翻盖", {3: 0.05}),
        ("自二··八年起至今", {2: 0.34}),
        ("他住二·楼东头", {3: 0.34}),
        ("二一年来没有变化", {1: 0.9}),
    ],
    ids=["a smudge", "hardly a ring", "one ring, room for two", "no numeral behind it", "no room"],
)
def test_nothing_is_invented(found: str, rings: dict[int, float]) -> None:
    """A zero that nobody wrote makes another year of it."""
    assert read(found, found, rings) == found.replace("·", "")


def test_line_too_short_to_measure_is_left() -> None:
    """Two characters do not tell how wide the others are."""
    assert read("二〇一", "二·一", {1: 0.34}) == "二一"


@pytest.mark.parametrize(
    ("text", "may"), [("二一四年", True), ("一二三", True), ("2014年", False), ("一分为二", False)]
)
def test_only_lines_with_numerals_are_looked_at(text: str, may: bool) -> None:
    """Looking at every line's columns again would cost time."""
    assert may_lack_zeros(text) is may
