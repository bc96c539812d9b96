"""A share of three cases is no share, and a figure without its number is none."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.model import Case, Claim, Event, Mediation, Opinion
from search_api.precedents.spread import share, spread


def test_each_figure_rests_on_the_cases_that_say_something() -> None:
    """A case without an outcome must not count as one that failed."""
    answered = (Event(dt.date(2023, 1, 2), "accept"), Event(dt.date(2023, 1, 21), "reply"))
    told = spread(
        [
            Case("A1", outcome="已化解", amount_fen=100, received=dt.date(2023, 1, 1), events=answered),
            Case("A2", outcome="已化解", claims=(Claim("甲", opinion=Opinion.SUPPORT), Claim("乙"))),
            Case("A3", claims=(Claim("甲", opinion=Opinion.SUPPORT), Claim("乙", opinion=Opinion.REJECT))),
            Case("A4", outcome="未化解", mediation=Mediation(amount_fen=300)),
        ]
    )

    assert told.n == 4
    assert (told.outcomes.n, dict(told.outcomes.values)) == (3, {"已化解": 2, "未化解": 1})
    assert (told.findings.n, dict(told.findings.values)) == (3, {"支持": 2, "不支持": 1})
    assert (told.supported.n, dict(told.supported.values)) == (2, {"全部支持": 1, "部分支持": 1})
    assert (told.tested, told.reviews.n) == (0, 0)
    assert (told.amounts and told.amounts.n, told.agreed and told.agreed.middle) == (1, 300)
    assert (told.days and told.days.middle) == 20


def test_few_cases_give_no_percentage() -> None:
    """67 % of three cases is what a reader remembers, and it means nothing."""
    assert share(2, 3) == "2/3（不足 5 件，不算比例）"
    assert share(7, 9) == "7/9（78%）"


def test_nothing_gives_nothing() -> None:
    """An empty archive must not divide by zero."""
    told = spread([])

    assert (told.n, told.amounts, told.outcomes.n) == (0, None, 0)


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=40))
def test_quartiles_stand_in_order(amounts: list[int]) -> None:
    """A quarter above the greatest is a mistake nobody sees in a sentence."""
    told = spread([Case(f"A{at}", amount_fen=fen) for at, fen in enumerate(amounts)]).amounts

    assert told is not None
    ordered = [told.least, told.low, told.middle, told.high, told.greatest]
    assert ordered == sorted(ordered)
    assert (told.n, told.least, told.greatest) == (len(amounts), min(amounts), max(amounts))
