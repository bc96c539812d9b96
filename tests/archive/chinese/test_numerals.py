"""Numbers in characters and digits: there and back, and nothing that is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.numerals import in_characters, number_in_characters


@given(st.integers(0, 99_999_999))
def test_written_and_read_again(number: int) -> None:
    assert number_in_characters(in_characters(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三十", 30), ("十二", 12), ("一百零五", 105), ("二〇二二", 2022), ("二零二二", 2022), ("两百", 200), ("三万二千", 32_000),
        ("一十二", 12), ("三百五", 305), ("十三百", None), ("万", None), ("三十户", None), ("百姓", None), ("两", None),
    ],
)  # fmt: skip
def test_read(text: str, number: int | None) -> None:
    """二百五 said for 250 is left as 205: it is also how one writes 二百零五 in a hurry."""
    assert number_in_characters(text) == number


@pytest.mark.parametrize(
    ("number", "text"), [(0, "零"), (12, "十二"), (30, "三十"), (1005, "一千零五"), (20_010, "二万零一十")]
)
def test_written(number: int, text: str) -> None:
    assert in_characters(number) == text
