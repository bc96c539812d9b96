"""A mistyped identity number makes an agreement unenforceable; a refused true one stops the office."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.exchange.parts import fails_check
from archive.cases.model import Party
from archive.chinese.identity import (
    Fault,
    age_on,
    birth_of,
    is_credit_code,
    is_person_id,
    normal_id,
    number_fault,
    sex_of,
    widen_old_id,
)
from archive.registration.identity_numbers import find_ids
from templates.checks import identity_notes

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


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (NUMBERS[0], None),
        ("110105491231002", None),
        ("1101**********002X", None),
        ("11010519491231002", Fault.LENGTH),
        ("1101051949123100AX", Fault.SIGNS),
        ("660105194912310020", Fault.REGION),
        ("110105194913310020", Fault.BIRTH),
        ("110105187912310020", Fault.BIRTH),
        ("110105491331002", Fault.BIRTH),
        ("110105194912310021", Fault.CHECK),
        ("91110000600037341L", Fault.OTHER_KIND),
        ("990102198807224528", None),
    ],
)
def test_the_first_thing_wrong_with_a_number_is_named(number: str, fault: Fault | None) -> None:
    """A clerk who is told only that it fails looks at eighteen signs; told the region, at two."""
    assert number_fault(number) is fault


def test_a_birth_that_is_still_to_come_and_a_bodys_code_are_judged() -> None:
    assert number_fault(NUMBERS[0], today=dt.date(1949, 12, 30)) is Fault.BIRTH
    assert number_fault("91110000600037341L", organisation=True) is None
    assert number_fault(NUMBERS[0], organisation=True) is Fault.CREDIT


def test_cases_papers_and_suggestions_say_the_same_of_a_number() -> None:
    """One rule: what a scan suggests as good is neither doubted in the case nor on the paper written from it."""
    for number in (NUMBERS[0], "110105194912310021", "660105194912310020", "110105491231002", "990102198807224528"):
        party = Party(name="王某", id_number=number)
        fault = number_fault(number)
        assert fails_check(party) is bool(identity_notes([party])) is (fault is not None)
        (found,) = find_ids(f"身份证号{number}")
        assert (fault is None) is (found.remark == ""), found
        assert fault is None or str(fault) in found.remark
