"""Bars over the hits: without a gap, with every hit in one, in steps that can be told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_api.timeline import STEPS, Step, bars

MONTHS = st.builds(lambda year, month: f"{year:04d}-{month:02d}", st.integers(1990, 2030), st.integers(1, 12))


@given(counts=st.dictionaries(MONTHS, st.integers(1, 99), min_size=1), step=st.sampled_from([None, *STEPS]))
def test_every_hit_stands_in_one_bar(counts: dict[str, int], step: Step | None) -> None:
    """A history with a hole, or a bar that opens on other hits than it counts, is a lie."""
    made, found = bars(counts, step)
    months = [month for bar in found for month in bar.months]

    assert months == sorted(set(months))
    assert [bar.count for bar in found] == [sum(counts.get(m, 0) for m in bar.months) for bar in found]
    if len(found) < 400:
        assert sum(bar.count for bar in found) == sum(counts.values())
    assert step in (None, made)
    assert len(found) <= (48 if step is None else 400)


def test_what_is_no_month_is_left_out() -> None:
    assert bars({"": 3, "2022-13": 1, "二〇二二": 1}) == ("year", [])
    assert [(bar.label, bar.count) for bar in bars({"2022-11": 2, "2023-02": 1})[1]] == [
        ("2022年11月", 2),
        ("2022年12月", 0),
        ("2023年1月", 0),
        ("2023年2月", 1),
    ]
    assert [bar.label for bar in bars({"2022-11": 2, "2023-02": 1}, "quarter")[1]] == [
        "2022年四季度",
        "2023年一季度",
    ]
