"""How long the checker takes for one paper: opening the file, reading it, all rules; without laying the pages out.

python -m benchmarks.checker [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from templates.checker.catalogue import RULES
from templates.checker.check import check
from tests.templates.checker.clean import CLEAN


def main(rounds: int = 60) -> dict[str, float]:
    """Print and return milliseconds of processor time a paper, the median of the rounds."""
    medians = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in CLEAN.items():
            file = Path(folder) / f"{name}.docx"
            make().save(str(file))
            medians[name] = statistics.median(_milliseconds(file) for _ in range(rounds))
            count = len(check(file).paper.paragraphs)
            print(f"{name}: {count} paragraphs, {len(RULES)} rules, {medians[name]:.1f} ms")
    return medians


def _milliseconds(file: Path) -> float:
    start = time.process_time()
    check(file)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
