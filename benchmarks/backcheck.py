"""How well the back-check (倒查) tells what the weekly checks missed, and what they said untruly.

    python -m benchmarks.backcheck [--cases N] [--years N] [--seed N]

A county is made whose letters and visits are known to have been found, missed or said untruly before they came; the
back-check proposes a verdict for each first one, and precision and recall of its verdicts are printed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections import Counter
from pathlib import Path

from archive.cases.backcheck.verdict import Verdict
from archive.county.county import county
from archive.county.loading import load_county
from archive.ledger.backcheck.running import run
from archive.record.backchecks import BackcheckFilter
from archive.record.record import Record

_WARMING = dt.timedelta(days=60)
"""Days at the beginning, whose letters nobody could have reported before."""


def verdicts(folder: Path, cases: int, years: int, seed: int) -> Counter[tuple[Verdict, Verdict]]:
    """How many first letters and visits there are by (what is true, what is proposed)."""
    made = county(seed, years, cases)
    record = Record(f"sqlite:///{folder / 'record.sqlite3'}")
    try:
        load_county(record, made)
        run(record, made.first + _WARMING, made.last)
        truth = {matter.no: Verdict(matter.reported.value) for matter in made.matters}
        with record.read() as tx:
            rows = list(tx.backchecks.rows(BackcheckFilter()))
        return Counter((truth[one.no], one.proposal.verdict) for one in rows)
    finally:
        record.close()


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backcheck", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = verdicts(Path(folder), options.cases, options.years, options.seed)
    print(
        f"{sum(counted.values())} first letters and visits\n\n| verdict | true | precision | recall |\n|---|---|---|---|"
    )
    for verdict in Verdict:
        right = counted[verdict, verdict]
        proposed = sum(number for (_, shown), number in counted.items() if shown is verdict)
        true = sum(number for (real, _), number in counted.items() if real is verdict)
        if proposed or true:
            print(f"| {verdict.value} | {true} | {right / max(1, proposed):.3f} | {right / max(1, true):.3f} |")
    for (real, shown), number in sorted(counted.items()):
        if real is not shown:
            print(f"{real.value} called {shown.value}: {number}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
