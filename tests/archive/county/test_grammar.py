"""The grammars in which the county's texts are written."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.county.grammar import parse, render, slots
from archive.county.manner import said, slipped


def _say(slot: str, bounds: str) -> str:
    return f"<{slot}{bounds}>"


def test_alternatives_and_slots() -> None:
    """Every alternative comes up, and slots keep their bounds."""
    template = parse("[甲|乙[丙|]]欠{sum}，{n:2-9}次")
    texts = {render(template, _say, Random(seed)) for seed in range(60)}

    assert texts == {f"{who}欠<sum>，<n2-9>次" for who in ("甲", "乙丙", "乙")}
    assert list(slots(template)) == ["sum", "n"]


@pytest.mark.parametrize("text", ["[甲|乙", "甲]", "{甲", "甲|乙", "{n:2-9"])
def test_an_unclosed_bracket_is_refused(text: str) -> None:
    """It would stand in ten thousand letters."""
    with pytest.raises(ValueError, match=r"bracket|brace"):
        parse(text)


@given(st.text(alphabet="甲乙，。1", max_size=12))
def test_plain_text_stays(text: str) -> None:
    """What has no brackets is said as it is."""
    assert render(parse(text), _say, Random(1)) == text


def test_a_record_speaks_of_him_and_quotes_as_said() -> None:
    """A clerk writes 其家; what somebody said stays in his own words."""
    record = [("我们", "他们"), ("我家", "其家"), ("我", "其")]
    assert said("我家的地他说“我管不着”，我们不服", record) == "其家的地他说“我管不着”，他们不服"


def test_a_slip_of_the_pen_changes_one_word() -> None:
    """Letters have slips; search must be tried on them."""
    assert slipped("按照合同办", [("合同", "和同"), ("安装", "按装")], Random(1)) == "按照和同办"
    assert slipped("没有可错的", [("合同", "和同")], Random(1)) == "没有可错的"
