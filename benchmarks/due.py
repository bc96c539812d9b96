"""The list of what is due, over an office's ten years: 10,000 cases with their histories, a few hundred of them open.

    python -m benchmarks.due [--cases N] [--url URL]

Prints the median and the slowest of many calls of each list, how long the deadlines of one case take to count, and how
long a new holiday table takes to come in. Histories are drawn by a seed; the record is made anew in a temporary folder.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.clocks.lights import Light
from archive.cases.clocks.rules import shipped
from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass, Party
from archive.ledger.due import PRESSING, due_list
from archive.ledger.holidays import import_holidays
from archive.record.deadlines import DueFilter
from archive.record.record import Record

TODAY = dt.date(2026, 11, 20)
_UNITS = [f"第{number}镇人民政府" for number in range(1, 9)]
_ALL = PRESSING | {Light.GREEN}
_REPEATS = 25
_STALLED = 0.05
"""Share of the cases that nobody went on with."""


def histories(count: int, seed: int = 7) -> Iterator[Case]:
    """Petitions and mediations of ten years; those of the last weeks are still under way."""
    rng = random.Random(seed)
    for number in range(count):
        received = TODAY - dt.timedelta(days=rng.randint(0, 3650))
        yield _mediation(rng, number, received) if rng.random() < 0.3 else _petition(rng, number, received)


def _petition(rng: random.Random, number: int, received: dt.date) -> Case:
    unit = rng.choice(_UNITS)
    steps: list[tuple[int, str, dict[str, object]]] = [
        (rng.randint(0, 14), "transfer", {"to": unit}),
        (rng.randint(0, 4), "receive", {}),
        (rng.randint(0, 14), "accept", {"simple": rng.random() < 0.2}),
        (rng.randint(5, 62), "reply", {}),
        (rng.randint(0, 9), "deliver", {"method": "直接送达"}),
    ]
    if rng.random() < 0.1:
        steps += [(rng.randint(1, 30), "review_apply", {}), (rng.randint(5, 30), "review", {"result": "uphold"})]
        steps += [(rng.randint(0, 5), "deliver", {"method": "直接送达"})]
    steps += [(rng.randint(31, 45), "finish", {}), (rng.randint(5, 60), "archive", {})]
    route = AppealRoute.DUTY_PERFORMANCE if rng.random() < 0.1 else AppealRoute.PETITION_PROCEDURE
    return Case(
        no=f"XF{number:06d}",
        title=f"第{number}件",
        received=received,
        matter_class=MatterClass.APPEAL,
        appeal_route=route,
        region=unit[:-4],
        duty_unit=unit,
        parties=(Party("某人", address="某村"),),
        events=tuple(_dated(rng, received, [(0, "register", {}), *steps])),
    )


def _mediation(rng: random.Random, number: int, received: dt.date) -> Case:
    steps: list[tuple[int, str, dict[str, object]]] = [
        (0, "apply", {}),
        (rng.randint(0, 3), "accept", {}),
        (rng.randint(1, 40), "agreement", {"form": "written"}),
        (rng.randint(5, 40), "visit", {}),
        (rng.randint(1, 40), "finish", {}),
        (rng.randint(1, 60), "archive", {}),
    ]
    return Case(
        no=f"RT{number:06d}",
        kind=CaseKind.MEDIATION,
        received=received,
        duty_unit=rng.choice(_UNITS),
        events=tuple(_dated(rng, received, steps)),
    )


def _dated(rng: random.Random, day: dt.date, steps: list[tuple[int, str, dict[str, object]]]) -> Iterator[Event]:
    left = rng.randint(1, len(steps)) if rng.random() < _STALLED else len(steps)
    for after, kind, details in steps[:left]:
        day += dt.timedelta(days=after)
        if day > TODAY:
            return
        yield Event(day, kind, details=details)


def _timed(what: Callable[[], object]) -> list[float]:
    what()
    times = []
    for _ in range(_REPEATS):
        began = time.perf_counter()
        what()
        times.append((time.perf_counter() - began) * 1000)
    return times


def measure(record: Record, cases: list[Case], folder: Path) -> None:
    """Fill the record, and print the figures."""
    began = time.perf_counter()
    for at in range(0, len(cases), 500):
        with record.write() as tx:
            tx.cases.add_many(cases[at : at + 500], tx.now)
    print(f"recording {len(cases)} cases with their deadlines: {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    found = [deadlines_of(case, shipped().rules, shipped_calendar()) for case in cases]
    spent = time.perf_counter() - began
    print(
        f"counting: {spent / len(cases) * 1000:.2f} ms a case, {sum(map(len, found)) / len(cases):.1f} deadlines each"
    )
    lists = {
        "pressing": (DueFilter(), PRESSING),
        "red": (DueFilter(), frozenset({Light.RED})),
        "all that runs": (DueFilter(), _ALL),
        "one unit": (DueFilter(units=(_UNITS[0],)), _ALL),
        "the petitioners'": (DueFilter(whose=(Whose.PETITIONER,)), _ALL),
        "until a day": (DueFilter(until=TODAY + dt.timedelta(days=3)), _ALL),
    }
    for name, (wanted, lights) in lists.items():
        shown = 0

        def ask(wanted: DueFilter = wanted, lights: frozenset[Light] = lights) -> None:
            nonlocal shown
            with record.read() as tx:
                shown = len(due_list(tx, shipped(), wanted, today=TODAY, lights=lights).lines)

        times = _timed(ask)
        print(f"due list, {name}: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms, {shown} lines")
    table = folder / "holidays.csv"
    table.write_text("日期,放假\n2026-11-23,放假\n", "utf-8")
    began = time.perf_counter()
    result = import_holidays(record, table, today=TODAY)
    print(f"one new holiday: {result.cases} cases counted anew in {time.perf_counter() - began:.1f} s")
    with record.write() as tx:
        tx.cases.outdate()
    began = time.perf_counter()
    print(f"other rules: {record.refresh()} cases counted anew in {time.perf_counter() - began:.1f} s")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--url", help="database; a SQLite file in a temporary folder if left out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Record(given.url or f"sqlite:///{folder / 'record.sqlite3'}") as record:
            measure(record, list(histories(given.cases)), folder)


if __name__ == "__main__":
    main()
