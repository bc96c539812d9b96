"""Any row at all: read, or refused in Chinese."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cases.lists.definitions import shipped
from archive.cases.organisation.bodies import Bodies, PlaceFinder
from archive.cases.places import Places
from archive.cases.procedure.standing import ListLevel
from archive.errors import InvalidInput
from archive.ledger.weekly.columns import HEADINGS
from archive.ledger.weekly.rows import Defaults, RowReader
from tests.archive.ledger.county import REGIONS, UNITS

TODAY = dt.date(2022, 11, 25)
READER = RowReader(
    Bodies(UNITS), PlaceFinder(Places(REGIONS)), Defaults(TODAY, unit="大沟村", week=dt.date(2022, 11, 21)), shipped()
)
VALUES = st.one_of(
    st.text("争地界王李、，零 报告第0123456789周年月日-一是否=\n\0#🀄", max_size=8),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(
        ["零报告", "第47周", "本周", "青石乡", "大沟村三组", "三级", "已化解", "3人", "2022-11-22", "土地"]
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([key for key in HEADINGS.names if key != "seq"]), VALUES, max_size=8))
def test_a_row_is_read_or_refused(values: dict[str, object]) -> None:
    """Whatever stands in a cell, the rows behind it are read too."""
    try:
        read = READER.read(values)
    except InvalidInput:
        return

    assert read.week <= read.reported <= TODAY
    assert read.week.weekday() == 0
    if read.entry is not None:
        assert read.entry.title
        assert read.entry.persons >= max(1, len(read.entry.people))
        assert read.entry.found is None or read.entry.found <= read.reported


def test_a_level_is_read_by_the_name_the_office_gave_it() -> None:
    """In a county where 一级 is the gravest, its reports would be recorded as resolved and under observation."""
    names = {ListLevel.OBSERVED: "三级", ListLevel.SPECIAL: "二级", ListLevel.CLOSE: "一级"}
    usual = shipped()
    turned = replace(usual, levels=tuple(replace(level, name=names[level.code]) for level in usual.levels))
    reader = RowReader(
        Bodies(UNITS), PlaceFinder(Places(REGIONS)), Defaults(TODAY, unit="大沟村", week=dt.date(2022, 11, 21)), turned
    )
    for stated in ("一级", "1"):
        entry = reader.read({"title": "界墙", "level": stated}).entry
        assert entry is not None
        assert entry.level is ListLevel.CLOSE
