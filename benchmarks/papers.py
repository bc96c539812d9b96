"""Papers a second: ``generate`` against docxtpl's own loop, on the same template and values, in turns.

docxtpl's loop is what its manual shows: a new ``DocxTemplate`` for each paper, ``render``, ``save``, in the same
sandbox. Ours reads the case, checks it, fills, proves the XML and forces the file to disk, which is most of its time.

    python -m benchmarks.papers [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docxtpl import DocxTemplate

from archive.cases.model import Case
from templates.fill import ENVIRONMENT
from templates.generate import generate
from templates.shelf import entry
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY

PAPERS = 20
"""Papers a round of each loop."""


def main(rounds: int = 7) -> dict[str, float]:
    """Print and return the ratio (docxtpl's time over ours) of each paper; the median of the rounds."""
    ratios = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, case in (("reply", HOMESTEAD), ("mediation-agreement", MUSHROOMS)):
            ratios[name] = _compare(name, case, Path(folder), rounds)
    return ratios


def _compare(name: str, case: Case, folder: Path, rounds: int) -> float:
    target = folder / f"{name}.docx"
    values = dict(generate(name, case, target, today=TODAY, overwrite=True).fields)
    source = entry(name).file

    def ours() -> None:
        generate(name, case, target, today=TODAY, overwrite=True)

    def theirs() -> None:
        template = DocxTemplate(source)
        template.render(values, ENVIRONMENT)
        template.save(folder / f"{name}-docxtpl.docx")

    pairs = [(_seconds(theirs), _seconds(ours)) for _ in range(rounds)]
    ratio = statistics.median(their / our for their, our in pairs)
    docxtpl, juanzong = (statistics.median(column) / PAPERS * 1000 for column in zip(*pairs, strict=True))
    print(f"{name}: docxtpl {docxtpl:.1f} ms, juanzong {juanzong:.1f} ms a paper, ratio {ratio:.1f}")
    return ratio


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    for _ in range(PAPERS):
        work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
