"""A mistyped identity number makes an agreement unenforceable; a refused true one stops the office."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.identity import age_on, birth_of, is_credit_code, is_person_id, normal_id, sex_of, widen_old_id

NUMBERS = ("11010519491231002X", "440524188001010014")  # the examples of GB 11643


@pytest.mark.parametrize("number", NUMBERS)
def test_the_standards_own_examples_pass(number: str) -> None:
    assert is_person_id(number)


@pytest.mark.parametrize("number", NUMBERS)
@given(place=st.integers(0, 17), digit=st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_found(number: str, place: int, digit: str) -> None:
    """The check digit (mod 11, weights prime to 11) finds each single mistake."""
    wrong = number[:place] + digit + number[place + 1 :]
    assert is_person_id(wrong) == (wrong == number)


@given(st.text(max_size=20))
def test_any_text_is_answered(text: str) -> None:
    assert is_person_id(text) in (True, False)
    assert is_credit_code(text) in (True, False)


def test_birth_sex_and_age_are_read_off() -> None:
    assert birth_of("11010519491231002x") == dt.date(1949, 12, 31)
    assert (sex_of(NUMBERS[0]), sex_of(NUMBERS[1])) == ("女", "男")
    assert (birth_of("110105"), sex_of("110105")) == (None, None)
    assert age_on(dt.date(1966, 3, 12), dt.date(2022, 3, 11)) == 55
    assert age_on(dt.date(1966, 3, 12), dt.date(2022, 3, 12)) == 56
    assert age_on(dt.date(2000, 2, 29), dt.date(2021, 2, 28)) == 20


def test_typed_forms_are_folded() -> None:
    assert normal_id(" １１０１０５ 19491231 002ｘ ") == NUMBERS[0]


def test_old_numbers_are_widened() -> None:
    assert widen_old_id("110105491231002") == "11010519491231002X"
    assert is_person_id(widen_old_id("110105491231002"))
    for wrong in ("110105491331002", "123", ""):
        with pytest.raises(ValueError, match="no"):
            widen_old_id(wrong)


def test_credit_codes_are_checked() -> None:
    assert is_credit_code("91110000600037341L")
    assert not is_credit_code("91110000600037341M")
    assert not is_credit_code("9111000060003734I1")  # I is not among its characters
