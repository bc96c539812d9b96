"""A week counted from the hamlet up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from archive.cases.places import Places
from archive.cases.procedure.standing import ListLevel
from archive.cases.weekly.entry import Entry, ReportedEntry
from archive.cases.weekly.rollup import NOWHERE, RollupLine, roll_up
from tests.archive.ledger.county import REGIONS, UNITS

WEEK = dt.date(2022, 11, 21)


def _entry(number: int, unit: str, code: str, *, case_no: str = "", title: str = "", **stated: Any) -> ReportedEntry:
    entry = Entry(title or f"事由{number}", region_code=code, **stated)
    return ReportedEntry(number, unit, WEEK, WEEK, entry, case_no)


def _lines(entries: list[ReportedEntry], reported: tuple[str, ...] = ()) -> dict[str, RollupLine]:
    return {line.code: line for line in roll_up(entries, Places(REGIONS), UNITS, reported).lines}


def test_every_place_counts_what_lies_in_it() -> None:
    """A hamlet's dispute that its township does not see is not watched."""
    lines = _lines(
        [
            _entry(1, "大沟村村民委员会", "99010103", persons=3, level=ListLevel.CLOSE, category="土地"),
            _entry(2, "大沟村村民委员会", "990101", persons=2, resolved=True, level=ListLevel.OBSERVED),
            _entry(3, "泉眼镇人民政府", "9902"),
        ]
    )

    assert {code: line.tally.entries for code, line in lines.items() if line.tally.entries} == {
        "99": 3, "9901": 2, "990101": 2, "99010103": 1, "9902": 1,
    }  # fmt: skip
    assert (lines["9901"].tally.persons, lines["9901"].tally.resolved, lines["9901"].tally.open) == (5, 1, 1)
    assert lines["99"].tally.levels == Counter({ListLevel.CLOSE: 1, ListLevel.OBSERVED: 1, None: 1})
    assert lines["99"].tally.categories == Counter({"土地": 1, "未分类": 2})
    assert [lines[code].depth for code in ("99", "9901", "990101", "99010103")] == [0, 1, 2, 3]


def test_what_township_and_village_both_report_counts_once() -> None:
    """84 disputes in the ledger must not become 160 in the county's figure."""
    entries = [
        _entry(1, "大沟村村民委员会", "990101", title="争地界", people=("王某",)),
        _entry(2, "青石乡人民政府", "990101", title="争地界", people=("王某",)),
        _entry(3, "大沟村村民委员会", "990101", case_no="RT1"),
        _entry(4, "青石乡人民政府", "9901", case_no="RT1"),
    ]
    same_body_twice = [
        _entry(5, "大沟村村民委员会", "990101", title="邻里"),
        _entry(6, "大沟村村民委员会", "990101", title="邻里"),
    ]

    rolled = roll_up([*entries, *same_body_twice], Places(REGIONS), UNITS, ())

    assert (rolled.total.entries, rolled.repeated) == (4, 2)


def test_bodies_expected_and_heard_from_stand_beside() -> None:
    """Zero disputes of a township that never reported is no good news."""
    lines = _lines([], ("大沟村村民委员会", "安和县住房和城乡建设局"))

    assert (lines["9901"].expected, lines["9901"].reported) == (3, 1)
    assert (lines["99"].expected, lines["99"].reported) == (5, 1)
    assert (lines[NOWHERE].expected, lines[NOWHERE].reported) == (1, 1)


def test_an_entry_without_a_place_is_not_lost() -> None:
    """The county's total must be the sum of what was reported."""
    lines = _lines([_entry(1, "安和县住房和城乡建设局", "")])

    assert lines[NOWHERE].tally.entries == 1
    assert lines["99"].tally.entries == 0
