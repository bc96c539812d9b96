"""Numbers of articles, both ways."""

from __future__ import annotations

import pytest

from archive.laws.numerals import numeral_of, value_of


@pytest.mark.parametrize(
    ("value", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (54, "五十四"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1000, "一千"),
        (1003, "一千零三"),
        (1010, "一千零一十"),
        (1011, "一千零一十一"),
        (1260, "一千二百六十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numerals_are_written_as_statutes_write_them(value: int, numeral: str) -> None:
    """A key spelt otherwise than the shelf's finds nothing."""
    assert numeral_of(value) == numeral


def test_every_numeral_reads_back() -> None:
    """No two articles may share a key."""
    assert [value_of(numeral_of(value)) for value in range(1, 10_000)] == list(range(1, 10_000))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("一百〇三", 103), ("一〇三", 103), ("103", 103), ("１０３", 103), ("〇", 0)),
        *(("", None), ("甲", None), ("99999", None), ("二〇二二二", None)),
    ],
)
def test_numbers_come_in_other_spellings_too(text: str, value: int | None) -> None:
    """A clerk types 103, an old paper writes 一百〇三."""
    assert value_of(text) == value


@pytest.mark.parametrize("value", [0, -1, 10_000])
def test_no_article_has_such_a_number(value: int) -> None:
    """A wrong number must not become a wrong key."""
    with pytest.raises(ValueError, match="no article"):
        numeral_of(value)
