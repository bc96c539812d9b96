"""Puts a county into a record: places and bodies, cases, weekly checks, meetings; some hundred rows a transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from archive.batches import batches
from archive.cases.weekly.weeks import monday_of
from archive.county.county import County
from archive.errors import Conflict
from archive.record.cases import case_key
from archive.record.record import Record

_CASES_AT_ONCE, _REPORTS_AT_ONCE = 500, 3000
_SUBJECT, _BEGUN, _DONE = "county", "county.begin", "county.load"
"""Subject and actions of the trail by which a county is known again."""
Step = Callable[[str, int], None]
"""Told what is being put in, and how many more of it were."""


@dataclass(slots=True)
class Loaded:
    """What was put in."""

    cases: int = 0
    reports: int = 0
    entries: int = 0
    meetings: int = 0
    decisions: int = 0
    receptions: int = 0
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class Stated:
    """Which county a record holds, or is being filled with."""

    seed: int
    years: int
    cases: int
    until: dt.date
    whole: bool
    """Whether everything was put in."""


def stated_county(record: Record) -> Stated | None:
    """The county that was begun in a record, as its audit trail says."""
    with record.read() as tx:
        lines = tx.trail(_SUBJECT)
    begun = next((line.after for line in lines if line.action == _BEGUN), None)
    if begun is None:
        return None
    whole = any(line.action == _DONE for line in lines)
    return Stated(begun["seed"], begun["years"], begun["cases"], dt.date.fromisoformat(begun["until"]), whole)


def load_county(record: Record, county: County, *, step: Step = lambda what, count: None) -> Loaded:
    """Fill a record with a county. What is there already stays, and is not put in again.

    Raises Conflict for a record that holds other cases. An interrupted run is taken up where it stopped.
    """
    source = f"演示县（种子 {county.seed}）"
    known = _known(record, county)
    if not known:
        with record.write() as tx:
            tx.organisation.set_places(county.regions)
            tx.organisation.set_units(county.units)
            tx.organisation.set_owners(county.owners)
            tx.organisation.set_mediators(county.mediators)
            said = {
                "seed": county.seed,
                "years": county.years,
                "cases": len(county.arrivals),
                "until": county.last.isoformat(),
            }
            tx.log(_BEGUN, _SUBJECT, after=said)
    loaded = Loaded()
    if len(known) < len(county.matters):
        _load_cases(record, county, known, source, loaded, step)
    _load_weekly(record, county, source, loaded, step)
    _load_meetings(record, county, loaded, step)
    _load_reception(record, county, loaded, step)
    with record.write() as tx:
        tx.log(_DONE, _SUBJECT, after={"cases": len(county.matters)})
    return loaded


def _known(record: Record, county: County) -> set[str]:
    """Numbers of the cases there are. Raises Conflict where they are others."""
    with record.read() as tx:
        known = set(tx.cases.numbers())
    if others := known - {matter.no for matter in county.matters}:
        raise Conflict(
            f"这里已经有别的案件了，例如 {min(others)}。", "演示县要放在空的数据文件夹里；请用 --home 指定一个。"
        )
    return known


def _load_cases(record: Record, county: County, known: set[str], source: str, loaded: Loaded, step: Step) -> None:
    new = (case for case in county.cases() if case.no not in known)
    for cases in batches(new, _CASES_AT_ONCE):
        with record.write() as tx:
            tx.cases.add_many(cases, tx.now)
            tx.outbox.put(case_key(case.no) for case in cases)
            for case in cases:
                tx.log("case.import", case_key(case.no), after={"file": source})
        loaded.cases += len(cases)
        step("案件", len(cases))


def _load_weekly(record: Record, county: County, source: str, loaded: Loaded, step: Step) -> None:
    with record.read() as tx:
        reported = tx.weekly_reports.weeks(monday_of(county.first), county.last)
    new = (one for one in county.weekly() if one.week not in reported.get(one.unit, ()))
    for reports in batches(new, _REPORTS_AT_ONCE):
        entries = sum(len(one.entries) for one in reports)
        with record.write() as tx:
            tx.weekly.add_whole(reports, source=source, now=tx.now)
            tx.log("weekly.load", "weekly", after={"file": source, "reports": len(reports), "entries": entries})
        loaded.reports += len(reports)
        loaded.entries += entries
        step("周排查", len(reports))


def _load_meetings(record: Record, county: County, loaded: Loaded, step: Step) -> None:
    for meetings in batches(county.meetings, 50):
        with record.write() as tx:
            for meeting in meetings:
                if tx.meetings.exists(meeting.no):
                    continue
                tx.meetings.add(meeting)
                for decision in meeting.decisions:
                    tx.meetings.add_decision(meeting.no, decision)
                tx.log("meeting.new", f"meeting:{meeting.no}", after={"decisions": len(meeting.decisions)})
                loaded.meetings += 1
                loaded.decisions += len(meeting.decisions)
        step("会议", len(meetings))


def _load_reception(record: Record, county: County, loaded: Loaded, step: Step) -> None:
    """Roster, visits and proposals, all or none."""
    with record.write() as tx:
        if tx.roster.duties(county.first, county.last):
            return
        visits = list(county.receptions())
        tx.roster.add_whole(list(county.roster()))
        tx.receptions.add_whole(visits)
        loaded.receptions = len(visits)
        for proposal in county.proposals():
            tx.proposals.add(proposal)
            loaded.proposals += 1
        said = {"receptions": loaded.receptions, "proposals": loaded.proposals}
        tx.log("reception.load", "reception", after=said)
    step("接访", loaded.receptions)
