"""The lists and figures of the ten-year county: 10,000 cases with their histories, checks and meetings.

    python -m benchmarks.county [--cases N] [--url URL] [--repeats N] [--keep FILE]

Fills a SQLite file (and the database of ``--url``, which must be empty) once, and prints for each list or figure in
milliseconds: the median of many calls, the slowest, and the median of this process's own time on a processor, which
leaves out the waiting of a shared machine (and, for PostgreSQL, what the server computes). ``--keep`` names a SQLite file
that is filled if it is not there, and used again if it is. ``--url postgresql`` runs a server of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from archive.cases.clocks.rules import shipped
from archive.cases.figures.periods import Period, month_of, year_of
from archive.cases.meetings.meeting import DecisionState
from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import Status
from archive.county.county import CASES, County, county
from archive.county.loading import load_county, stated_county
from archive.ledger import lists
from archive.ledger.due import PRESSING, due_list
from archive.ledger.figures import compared, overview
from archive.ledger.mediation.due import due_of_agreements
from archive.ledger.meetings.views import missing_months
from archive.ledger.outlook import look_ahead
from archive.ledger.reports import annual_report, monthly_bulletin
from archive.ledger.weekly.views import missing_reports, week_rollup
from archive.record.deadlines import DueFilter
from archive.record.decisions import DecisionFilter
from archive.record.dispatches import DispatchFilter, DispatchState
from archive.record.figures import DIMENSIONS
from archive.record.ledger import LedgerFilter
from archive.record.measures import MEASURES
from archive.record.meetings import MeetingFilter
from archive.record.proposals import ProposalFilter
from archive.record.receptions import ReceptionFilter
from archive.record.record import Record, Transaction
from archive.record.weekly import EntryFilter
from tests.servers.postgres import running

UNTIL = dt.date(2025, 12, 31)
_REPEATS = 21
Question = Callable[[Transaction], object]


def questions(made: County) -> Mapping[str, Question]:
    """What clerks and leaders ask, by name."""
    today, this_year = made.last, year_of(made.last)
    unit = next(unit.name for unit in made.units if unit.name.endswith("人民政府") and unit.reports_weekly)
    week = today - dt.timedelta(days=today.weekday())
    open_ones = LedgerFilter(open_only=True)
    return {
        "ledger: newest 50": lambda tx: list(tx.ledger.rows(LedgerFilter(), limit=50)),
        "ledger: count": lambda tx: tx.ledger.count(LedgerFilter()),
        "ledger: open": lambda tx: list(tx.ledger.rows(open_ones)),
        "ledger: a township's class": lambda tx: list(
            tx.ledger.rows(LedgerFilter(townships=("双桥镇",), categories=("涉农",)), limit=50)
        ),
        "ledger: a word in the title": lambda tx: list(tx.ledger.rows(LedgerFilter(text="工资"), limit=50)),
        "ledger: handling": lambda tx: list(tx.ledger.rows(LedgerFilter(statuses=(Status.HANDLING,)))),
        "ledger: without a next step": lambda tx: list(tx.ledger.rows(LedgerFilter(adrift=True))),
        "ledger: tally by township": lambda tx: tx.ledger.tally(LedgerFilter(), "township"),
        "due: pressing": lambda tx: due_list(tx, shipped(), DueFilter(), today=today, lights=PRESSING),
        "due: a unit": lambda tx: due_list(tx, shipped(), DueFilter(units=(unit,)), today=today, lights=PRESSING),
        "lists: all three": lambda tx: lists.entries(tx, LedgerFilter(), today=today),
        "lists: the third": lambda tx: list(tx.ledger.rows(LedgerFilter(levels=(ListLevel.CLOSE,)))),
        "lists: a township's": lambda tx: lists.entries(tx, LedgerFilter(townships=("双桥镇",)), today=today),
        "lists: counted": lambda tx: tx.ledger.tally(LedgerFilter(), "level"),
        **_dispatch_and_mediation(today, unit),
        **_reception(today, this_year),
        "weekly: a week's entries": lambda tx: list(tx.weekly.entries(EntryFilter(since=week, until=week))),
        "weekly: who reported": lambda tx: tx.weekly_reports.all(week),
        "weekly: last weeks of all": lambda tx: tx.weekly_reports.last_weeks(week),
        "weekly: a week rolled up": lambda tx: week_rollup(tx, week),
        "weekly: who has not reported": lambda tx: missing_reports(tx, week),
        "back-check: what to check": lambda tx: tx.backchecks.to_check(
            this_year.first, today, (Channel.LETTER, Channel.VISIT)
        ),
        "meetings: all, with the months without": lambda tx: (
            tx.meetings.lines(MeetingFilter()),
            missing_months(tx, today),
        ),
        "meetings: all, with minutes and decisions": lambda tx: tx.meetings.rows(MeetingFilter()),
        "meetings: open decisions": lambda tx: tx.meetings.decisions(DecisionFilter(states=(DecisionState.OPEN,))),
        "one case, whole": lambda tx: tx.cases.get(made.matters[len(made.matters) // 2].no),
        **{f"figure: {one.label}": partial(compared, measure=one, period=this_year) for one in MEASURES.values()},
        **{
            f"figure: received by {name}": partial(
                compared, measure=MEASURES["received"], period=this_year, dimension=code
            )
            for code, name in DIMENSIONS.items()
        },
        "all figures of a year": lambda tx: overview(tx, this_year),
        "monthly bulletin": lambda tx: monthly_bulletin(tx, month_of(today), today),
        "annual report": lambda tx: annual_report(tx, today.year, today),
        "outlook": lambda tx: look_ahead(tx, today + dt.timedelta(1)),
    }


def _dispatch_and_mediation(today: dt.date, unit: str) -> Mapping[str, Question]:
    """What was passed on, and what of agreements is due."""
    overdue = DispatchFilter(states=(DispatchState.OVERDUE,))
    return {
        "dispatch: newest 50": lambda tx: list(tx.dispatches.rows(DispatchFilter(), today=today, limit=50)),
        "dispatch: overdue": lambda tx: list(tx.dispatches.rows(overdue, today=today)),
        "dispatch: a unit": lambda tx: list(tx.dispatches.rows(DispatchFilter(units=(unit,)), today=today)),
        "dispatch: tally by unit": lambda tx: tx.dispatches.by_unit(DispatchFilter(), today=today),
        "mediation: due": lambda tx: due_of_agreements(tx, today=today, until=today + dt.timedelta(30)),
        "mediation: newest 50": lambda tx: list(tx.ledger.rows(LedgerFilter(kinds=(CaseKind.MEDIATION,)), limit=50)),
    }


def _reception(today: dt.date, year: Period) -> Mapping[str, Question]:
    """Who was received, and what has no answer."""
    within = ReceptionFilter(since=year.first, until=today)
    return {
        "reception: visits of a year": lambda tx: list(tx.receptions.rows(within)),
        "reception: counted": lambda tx: tx.receptions.figures(within),
        "reception: annotations of a year": lambda tx: tx.answers.annotations(year.first, today),
        "reception: unanswered": lambda tx: tx.answers.unanswered(today),
        "reception: roster of a year": lambda tx: tx.roster.duties(year.first, today),
        "proposals: all": lambda tx: tx.proposals.rows(ProposalFilter()),
    }


def measure(record: Record, made: County, repeats: int) -> None:
    """Fill the record where it is empty, and print the figures."""
    if stated_county(record) is None:
        began, spent = time.perf_counter(), time.process_time()
        loaded = load_county(record, made)
        print(
            f"filled: {loaded} in {time.perf_counter() - began:.0f} s, {time.process_time() - spent:.0f} s of them ours"
        )
    slowest: list[tuple[float, str]] = []
    for name, ask in questions(made).items():
        times, own = _timed(record, ask, 3 if name in ("annual report", "outlook") else repeats)
        slowest.append((statistics.median(times), name))
        print(f"{statistics.median(times):8.1f} {max(times):8.1f} {statistics.median(own):8.1f}  {name}", flush=True)
    over = [name for median, name in slowest if median > 200]
    print(f"over 200 ms at the median: {', '.join(over) or 'none'}")


def _timed(record: Record, ask: Question, repeats: int) -> tuple[list[float], list[float]]:
    """Milliseconds that passed, and those on a processor; the first call is left out."""
    times, own = [], []
    for _ in range(repeats + 1):
        began, spent = time.perf_counter(), time.process_time()
        with record.read() as tx:
            ask(tx)
        times.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - spent) * 1000)
    return times[1:], own[1:]


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--url", help="an empty PostgreSQL database to be measured besides, or just “postgresql”")
    parser.add_argument("--repeats", type=int, default=_REPEATS)
    parser.add_argument("--keep", type=Path, help="SQLite file to fill, or to use if it is filled")
    given = parser.parse_args()
    began = time.process_time()
    made = county(1, 10, given.cases, until=UNTIL)
    characters = sum(len(case.facts) for case in made.cases())
    print(f"made {given.cases} cases with {characters} characters of facts: {time.process_time() - began:.1f} s of CPU")
    with (
        tempfile.TemporaryDirectory() as name,
        Record(f"sqlite:///{given.keep or Path(name) / 'record.sqlite3'}") as record,
    ):
        print("SQLite")
        measure(record, made, given.repeats)
    if given.url:
        with _postgresql(given.url) as url, Record(url) as record:
            print("PostgreSQL")
            measure(record, made, given.repeats)


@contextmanager
def _postgresql(given: str) -> Iterator[str]:
    """The database that is named, or a fresh one on a server of its own."""
    if given != "postgresql":
        yield given
        return
    with running() as server, server.database() as url:
        yield url


if __name__ == "__main__":
    main()
