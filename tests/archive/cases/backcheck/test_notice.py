"""No name gets into a notice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.backcheck.notice import Noticed, masked, notice_of
from archive.cases.backcheck.verdict import Verdict

NAMES = st.lists(st.text("王李张欧阳国强秀英桂香", min_size=2, max_size=4), min_size=1, max_size=4, unique=True)


@given(NAMES, st.text("反映占地、，", max_size=10))
def test_names_are_masked_wherever_they_stand(names: list[str], said: str) -> None:
    """One name may begin with another: 王国 in 王国强."""
    text = said.join(names)
    one = Noticed("XF1", dt.date(2022, 11, 8), "来信", "土地", text, tuple(names), names[0], Verdict.MISSED, text)

    made = notice_of(
        "大沟村村民委员会", dt.date(2022, 11, 1), {Verdict.MISSED: 1}, [one], "县信访局", dt.date(2022, 12, 1)
    )

    longest = max(names, key=len)
    assert longest not in masked(text, names)
    assert all(longest not in paragraph for paragraph in made.paragraphs)


def test_a_month_without_anything_missed() -> None:
    """The body is told so, without empty headings."""
    made = notice_of("甲村", dt.date(2022, 11, 1), {Verdict.FOUND: 3}, [], "县信访局", dt.date(2022, 12, 1))

    assert len(made.paragraphs) == 1
    assert "没有漏排" in made.text
