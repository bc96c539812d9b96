"""No name gets into a notice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive.cases.backcheck.notice import Letterhead, Noticed, masked, notice_of
from archive.cases.backcheck.verdict import Verdict

HEAD = Letterhead("县信访局", "大沟村村民委员会", dt.date(2022, 12, 1), dt.date(2022, 12, 16))
NAMES = st.lists(st.text("王李张欧阳国强秀英桂香", min_size=2, max_size=4), min_size=1, max_size=4, unique=True)


@given(NAMES, st.text("反映占地、，", max_size=10))
def test_names_are_masked_wherever_they_stand(names: list[str], said: str) -> None:
    """One name may begin with another: 王国 in 王国强."""
    text = said.join(names)
    one = Noticed("XF1", dt.date(2022, 11, 8), "来信", "土地", text, tuple(names), names[0], Verdict.MISSED, text)

    made = notice_of(HEAD, dt.date(2022, 11, 1), {Verdict.MISSED: 1}, [one])

    longest = max(names, key=len)
    assert longest not in masked(text, names)
    assert all(longest not in paragraph for paragraph in made.paragraphs)


def test_a_month_without_anything_missed() -> None:
    """The body is told so, without empty headings."""
    made = notice_of(HEAD, dt.date(2022, 11, 1), {Verdict.FOUND: 3}, [])

    assert len(made.paragraphs) == 1
    assert "没有漏排" in made.text


def test_the_whole_paper_as_an_official_reads_it() -> None:
    """Which letter, against which entry, what is wanted until when, and that the body may object."""
    missed = Noticed(
        "XF2022110001LX", dt.date(2022, 11, 8), "来信", "土地", "反映李某占水渠", ("王明",), "王明", Verdict.MISSED,
        "排查条目和台账里事先没有相符的记录", persons=5,
    )  # fmt: skip
    untrue = Noticed(
        "XF2022110002LF", dt.date(2022, 11, 9), "来访", "", "要求发工资", (), "安和县砖厂", Verdict.UNTRUE,
        "报为已化解，却仍来访。", compared="你单位2022年11月4日上报的第12号排查条目",
    )  # fmt: skip
    head = Letterhead(
        "县信访局", "大沟村村民委员会", dt.date(2022, 12, 1), dt.date(2022, 12, 16), "安信访通〔2022〕3号"
    )
    counts = {Verdict.FOUND: 3, Verdict.MISSED: 1, Verdict.UNTRUE: 1, Verdict.PENDING: 2}

    made = notice_of(head, dt.date(2022, 11, 1), counts, [missed, untrue])

    assert made.text == (
        "关于大沟村村民委员会2022年11月初信初访倒查情况的通报\n安信访通〔2022〕3号\n\n大沟村村民委员会：\n"
        "　　按照矛盾纠纷周排查和倒查的要求，县信访局对2022年11月收到的初信初访事项逐件倒查。已核定涉及你单位的5件，其中事先掌握3件，"
        "漏排1件，排查不实1件。另有2件尚未核定，核定后另行通报。现将漏排和排查不实的事项通报如下：\n"
        "　　一、漏排事项（1件）\n"
        "　　（一）2022年11月8日，王某等5人来信，反映李某占水渠（土地类，编号XF2022110001LX）。"
        "经核对，排查条目和台账里事先没有相符的记录。\n"
        "　　二、排查不实事项（1件）\n"
        "　　（一）2022年11月9日，安和县砖厂来访，反映要求发工资（编号XF2022110002LF）。"
        "经与你单位2022年11月4日上报的第12号排查条目核对，报为已化解，却仍来访。\n"
        "　　三、工作要求\n"
        "　　请逐件核实漏排、不实的原因，补报、更正排查条目，明确责任人和化解措施，于2022年12月16日前将整改情况书面报送县信访局。"
        "对通报的事项有异议的，请一并说明理由，并附当时的排查记录。\n\n县信访局\n2022年12月1日\n"
    )
