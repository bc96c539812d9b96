"""Papers a second against docxtpl's own loop, on the same template and values, in turns; and what a thousand of them need.

docxtpl's loop is what its manual shows: a new ``DocxTemplate`` for each paper, ``render``, ``save``, in the same sandbox.
Ours reads the case, asks for required fields, checks days and numbers, fills with strict names and escaping, proves the XML
and writes the file. Forcing it to disk under its name (filing) is timed apart, for the disk decides about it. A thousand
replies in one run (``juanzong generate --cases``) are filed, kept among the originals and recorded as drafts beside.

    python -m benchmarks.papers [ROUNDS]
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from docxtpl import DocxTemplate

from archive.cases.model import Case
from archive.originals import Originals
from archive.record.record import Record
from search_api.bulk import Bulk
from search_api.papers import Writing, write_paper
from templates.bulk.manifest import Made, manifest_of
from templates.bulk.orders import Order
from templates.context import values_for
from templates.fill import open_template
from templates.generate import generate
from templates.overrides import fill_in
from templates.sandbox import ENVIRONMENT
from templates.shelf import entry
from tests.templates.catalogue import written
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY

SINGLE = 100
"""Papers filed and recorded one by one, to compare with many at once."""
PAPERS = 20
"""Papers a round of each loop."""
NAMES: dict[str, Case] = {
    "reply": HOMESTEAD,
    "mediation-agreement": MUSHROOMS,
    "registration-form": HOMESTEAD,
    "transfer-letter": HOMESTEAD,
}


def main(rounds: int = 7) -> dict[str, float]:
    """Print and return the ratio (docxtpl's time over ours) of each paper; the median of the rounds."""
    ratios = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, case in NAMES.items():
            ratios[name] = _compare(name, case, Path(folder), rounds)
        _thousand(Path(folder))
        ratios["bulk"] = _bulk(Path(folder))
    return ratios


def _compare(name: str, case: Case, folder: Path, rounds: int) -> float:
    target = folder / f"{name}.docx"
    paper = entry(name)
    values = dict(written(paper, target, case=case).fields)
    typed = {spec.key: spec.example for spec in paper.fields if spec.required and spec.key in _ABSENT}

    def ours() -> None:
        shelf = entry(name)
        context = values_for(shelf, fill_in(case, typed, shelf), TODAY)
        target.write_bytes(open_template(shelf.file).fill(context.values))

    def theirs() -> None:
        template = DocxTemplate(paper.file)
        template.render(values, ENVIRONMENT)
        template.save(folder / f"{name}-docxtpl.docx")

    def filed() -> None:
        generate(name, case, target, typed, today=TODAY, overwrite=True)

    rows = [(_seconds(theirs), _seconds(ours), _seconds(filed)) for _ in range(rounds)]
    ratio = statistics.median(their / our for their, our, _ in rows)
    docxtpl, juanzong, whole = (statistics.median(column) / PAPERS * 1000 for column in zip(*rows, strict=True))
    print(
        f"{name}: docxtpl {docxtpl:.1f} ms, juanzong {juanzong:.1f} ms a paper, ratio {ratio:.1f}; "
        f"filed {whole:.1f} ms, ratio {docxtpl / whole:.1f}"
    )
    return ratio


_ABSENT = frozenset({"unit", "number"})
"""What the sample cases do not hold."""


def _thousand(folder: Path) -> None:
    """A thousand replies to a thousand files: the ceiling after a hundred and after all of them."""
    ceilings = {}
    for number in range(1, 1001):
        generate("reply", HOMESTEAD, folder / f"{number}.docx", today=TODAY)
        if number in (100, 1000):
            ceilings[number] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {ceilings[100]:.0f} MB after 100 papers, {ceilings[1000]:.0f} MB after 1,000")


def _bulk(folder: Path) -> float:
    """A thousand replies of a thousand cases in one run, recorded; returns docxtpl's time over ours, of the same paper."""
    cases = [replace(HOMESTEAD, no=f"XF{number:05}") for number in range(1000)]
    orders = [Order(row, case.no, {"reply.signed_on": "2022-06-20"}) for row, case in enumerate(cases, 1)]
    values = dict(written(entry("reply"), folder / "one.docx", case=HOMESTEAD).fields)
    template = entry("reply").file

    def theirs() -> None:
        paper = DocxTemplate(template)
        paper.render(values, ENVIRONMENT)
        paper.save(folder / "docxtpl.docx")

    ceilings, seconds = [], 0.0
    with Record(f"sqlite:///{folder / 'record.sqlite3'}") as record, manifest_of(folder / "bulk") as manifest:
        with record.write() as tx:
            tx.cases.add_many(cases, tx.now)
        bulk = Bulk(record, Originals(folder / "originals"), "reply", TODAY)
        before = _seconds(theirs) / PAPERS
        start = time.perf_counter()
        for done in bulk.write(orders, manifest):
            assert done.entry.state is Made.WRITTEN, done.entry.reason
            if done.entry.row in (100, 1000):
                ceilings.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        seconds = (time.perf_counter() - start) / len(orders)
        docxtpl = (before + _seconds(theirs) / PAPERS) / 2
        single = _one_by_one(record, Originals(folder / "originals"), cases[:SINGLE], folder / "single")
    print(
        f"bulk: docxtpl {docxtpl * 1000:.1f} ms, juanzong {seconds * 1000:.1f} ms a paper filed and recorded "
        f"({1 / seconds:.0f} a second), ratio {docxtpl / seconds:.1f}; one by one {single * 1000:.1f} ms; "
        f"memory {ceilings[0]:.0f} MB after 100, {ceilings[1]:.0f} MB after 1,000"
    )
    return docxtpl / seconds


def _one_by_one(record: Record, originals: Originals, cases: Sequence[Case], folder: Path) -> float:
    """Seconds a paper where each is filed and recorded by itself, as ``juanzong generate --case`` does."""
    start = time.perf_counter()
    for case in cases:
        write_paper(record, originals, "reply", case, folder / f"{case.no}.docx", Writing(TODAY, {"matter": case.no}))
    return (time.perf_counter() - start) / len(cases)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    for _ in range(PAPERS):
        work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
