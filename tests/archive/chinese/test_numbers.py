"""A document number is one number, whatever brackets, spaces and zeros it was typed with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.fold import fold
from archive.chinese.numbers import find_numbers, normal_number, numbers_in


@pytest.mark.parametrize(
    "written",
    [
        "方信访复字〔2022〕12号",
        "方信访复字[2022]12号",
        "方信访复字［２０２２］１２号",
        "方信访复字【2022】012号",
        "方信访复字(2022)第12号",
        "方信访复字 （2022） 12 号",
        "方信訪復字〔2022〕12號",
        "方信访复字<2022>12号",
    ],
)
def test_one_form_for_every_bracket(written: str) -> None:
    assert normal_number(written) == "方信访复字〔2022〕12号"


@pytest.mark.parametrize("written", ["（2023）粤0605民初1234号", "(2023)粤0605民初1234号", "〔2023〕粤0605民初01234号"])
def test_court_numbers(written: str) -> None:
    assert normal_number(written) == "（2023）粤0605民初1234号"


@pytest.mark.parametrize(
    "written", ["", "12号", "〔2022〕12号", "方信访复字〔2022〕", "2022年12号", "方信访复字〔1822〕12号"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert normal_number(written) is None


def test_numbers_in_a_text_in_order_without_repeats() -> None:
    text = "根据方信访复字〔2022〕12号和方信访复字(2022)12号，以及（2023）粤0605民初88号判决，作出方府办[2021]3号答复。"

    assert find_numbers(text) == ["方信访复字〔2022〕12号", "方府办〔2021〕3号", "（2023）粤0605民初88号"]


@given(st.text("方信访字号第〔2022〕(9)[1]0 年根据", max_size=40))
def test_what_is_found_is_in_its_one_form(text: str) -> None:
    """A number found in a letter must be the one that a typed number becomes."""
    for number in find_numbers(text):
        assert normal_number(number) == number


def test_a_heading_above_does_not_run_into_the_number() -> None:
    """Otherwise a paper is not found by its own number."""
    text = "信访事项处理意见书\n安住建信复字〔2023〕12号\n宋桂珍"

    assert find_numbers(text) == ["安住建信复字〔2023〕12号"]


def test_a_number_broken_over_two_lines_is_found() -> None:
    """Scans break lines anywhere."""
    assert find_numbers("见安住建信复字\n〔2023〕12号") == find_numbers("见安住建信复字〔2023〕12号")


@given(
    st.lists(
        st.sampled_from(["方信访复字", "〔2022〕", "(2023)", "12号", "粤0605民初8号", "\n", "\r\n", " ", "，"]),
        max_size=14,
    )
)
def test_lines_are_looked_at_one_by_one(pieces: list[str]) -> None:
    """They are folded together, which must not join them."""
    text = "".join(pieces)
    alone = [number for line in text.splitlines() for number in numbers_in(fold(line))]

    assert find_numbers(text)[: len(set(alone))] == list(dict.fromkeys(alone))
