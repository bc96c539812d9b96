"""Identity and telephone numbers as OCR leaves them: a wrong digit must never look sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.identity import Fault
from archive.registration.identity_numbers import find_ids
from archive.registration.telephones import find_phones

GOOD = "11010519491231002X"


def _ids(text: str) -> list[str]:
    return [found.number for found in find_ids(text)]


def _phones(text: str) -> list[str]:
    return [found.number for found in find_phones(text)]


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        "11010519491231002x",
        "11010519491231002×",
        "1101051949123l002X",
        "11O105194912310O2X",
        "110105 19491231 002X",
        "号码.11010519491231002X,",
        "110105-19491231-002X",
    ],
)
def test_slips_of_the_recogniser_are_mended_where_the_check_digit_agrees(written: str) -> None:
    assert _ids(f"身份证号:{written}") == [GOOD]


def test_a_number_that_fails_its_check_is_doubtful_and_says_so() -> None:
    """It may be the true one on paper, or misread: the clerk must look."""
    (found,) = find_ids("身份证号230124195703120517")

    assert found.number == "230124195703120517"
    assert found.confidence < 0.5
    assert found.remark.startswith(Fault.CHECK)


def test_a_digit_lost_is_said() -> None:
    (found,) = find_ids("身份证号23012419570312051")

    assert found.remark.startswith(Fault.LENGTH)
    assert found.confidence < 0.5


def test_old_numbers_of_fifteen_digits_are_found() -> None:
    assert _ids("身份证 110105491231002") == ["110105491231002"]


@pytest.mark.parametrize(
    "text", ["证号:HLJ-FZ-2005-004471", "91110000600037341L", "卡号6228480402564890018", "工单202311060215", ""]
)
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    assert _ids(text) == []


def test_a_row_of_a_table_keeps_its_columns_apart() -> None:
    assert _ids("1张宝山230124196306081234 1组水稻3.20 1150 3680.00") == ["230124196306081234"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("电话13845126709。", "13845126709"),
        ("联系电话:138 4512 6709", "13845126709"),
        ("手机138-4512-6709", "13845126709"),
        ("电话l3845l26709", "13845126709"),
        ("电话138451267O9", "13845126709"),
        ("+8613845126709", "13845126709"),
        ("拨打0451-57123456查询", "0451-57123456"),
        ("(0451)57126033", "0451-57126033"),
        ("电话:045157126033", "0451-57126033"),
        ("电话010-66001234转802", "010-66001234-802"),
        ("电话:6653127", "6653127"),
        ("热线400-820-8820", "4008208820"),
    ],
)
def test_telephone_numbers_in_every_form(text: str, number: str) -> None:
    assert _phones(text) == [number]


@pytest.mark.parametrize(
    "text", ["1500 1350 3680", "证号2005004471", "2023110602151234567", "面积1384.5126709", "12345热线", "0.65亩"]
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert _phones(text) == []


def test_the_digits_of_an_identity_number_are_no_telephone_number() -> None:
    text = "身份证号13845126709123456"
    spans = [(found.start, found.end) for found in find_ids(text)]

    assert [found.number for found in find_phones(text, spans)] == []


@given(st.text("0123456789XxOolI -—()转电话身份证号", max_size=80))
def test_spans_lie_in_the_text(text: str) -> None:
    spans = [(found.start, found.end) for found in find_ids(text)] + [(one.start, one.end) for one in find_phones(text)]

    assert all(0 <= start < end <= len(text) for start, end in spans)
