"""A wrong amount in an agreement costs someone money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.chinese.money import LARGEST_FEN, amount_phrase, capital_amount, format_yuan, parse_yuan
from archive.errors import InvalidInput

# 支付结算办法 附一, its own examples first
CASES = {
    "1409.50": "人民币壹仟肆佰零玖元伍角整",
    "6007.14": "人民币陆仟零柒元壹角肆分",
    "1680.32": "人民币壹仟陆佰捌拾元叁角贰分",
    "107000.53": "人民币壹拾万柒仟元伍角叁分",
    "16409.02": "人民币壹万陆仟肆佰零玖元零贰分",
    "325.04": "人民币叁佰贰拾伍元零肆分",
    "0.05": "人民币伍分",
    "0.50": "人民币伍角整",
    "100000": "人民币壹拾万元整",
    "100000000": "人民币壹亿元整",
    "10001": "人民币壹万零壹元整",
    "1000100": "人民币壹佰万零壹佰元整",
    "100010000": "人民币壹亿零壹万元整",
    "0": "人民币零元整",
    "20300": "人民币贰万零叁佰元整",
    "1000000000001": "人民币壹万亿零壹元整",
    "12": "人民币壹拾贰元整",
    "100001000": "人民币壹亿零壹仟元整",
}


@pytest.mark.parametrize(("yuan", "words"), CASES.items())
def test_capitals_follow_the_payment_rules(yuan: str, words: str) -> None:
    assert capital_amount(parse_yuan(yuan)) == words


@given(st.integers(0, LARGEST_FEN))
def test_capitals_and_figures_read_back_to_the_same_amount(fen: int) -> None:
    assert parse_yuan(capital_amount(fen)) == fen
    assert parse_yuan(format_yuan(fen)) == fen


@given(st.integers(0, LARGEST_FEN))
def test_no_zero_is_doubled_or_left_at_the_end(fen: int) -> None:
    words = capital_amount(fen)
    assert "零零" not in words
    assert "零元" not in words or fen == 0
    assert words.endswith("整") == (fen % 10 == 0)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1.2万元", 1_200_000),
        ("¥12,000.50", 1_200_050),
        ("￥１２００", 120_000),
        ("十二万元", 12_000_000),
        ("三千五百元", 350_000),
        ("3元5角", 350),
        ("一亿二千万", 12_000_000_000),
        ("人民币壹佰元整", 10_000),
        ("0.3亿元", 3_000_000_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text", ["", "元", "abc", "1,23", "1.234", "两万五", "-3", "1e5", "12元13", "十" * 50 + "万" * 9]
)
def test_a_doubtful_amount_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(InvalidInput, match="金额"):
        parse_yuan(text)


@pytest.mark.parametrize("fen", [-1, LARGEST_FEN + 1])
def test_what_has_no_written_form_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="no written form"):
        capital_amount(fen)


def test_both_forms_stand_side_by_side() -> None:
    assert amount_phrase(1_000_000) == "人民币壹万元整（¥10,000.00）"
    assert format_yuan(-150) == "-1.50"
