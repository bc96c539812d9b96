"""Whether pages are read alike when they are altered so little that nobody sees it.

    python -m benchmarks.ocr_steady --data DIR

Stands in for other processors (see ``ocr_altered``); ``--runtime onnxruntime`` is a second arithmetic where that is
installed. Every page of ``DIR/scans`` is read as it is and altered in each way, and whatever way it is read, a condition
may be no worse than its bar in ``benchmarks.ocr``. The last column counts the readings that went another way than that
of the page as it is: turned or not, a second reading taken or refused.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from archive.extract.scan.reader import PageReader
from benchmarks.ocr import MEASURED, SLACK
from benchmarks.ocr_altered import ALTERATIONS
from benchmarks.ocr_pages import SAMPLES, TruePage, pages_of
from benchmarks.ocr_score import errors

AS_IT_IS = "as it is"


def report(pages: list[TruePage], reader: PageReader) -> bool:
    """Read them all and print the table; True if every bar is met."""
    groups: dict[str, list[TruePage]] = defaultdict(list)
    for page in pages:
        groups[page.condition].append(page)
    names = [AS_IT_IS, *ALTERATIONS]
    print(f"| condition | pages | {' | '.join(names)} | bar | ok | went another way |\n|{'---|' * (len(names) + 5)}")
    met = True
    for condition, group in groups.items():
        rates, otherwise = _read(group, reader)
        bar = MEASURED[condition] + SLACK if condition in MEASURED else None
        good = bar is None or max(rates) <= bar + 1e-9
        met &= good
        shown = " | ".join(f"{rate:.2f}" for rate in rates)
        limit = f"{bar:.2f} | {'✓' if good else '✗'}" if bar is not None else "– | –"
        print(f"| {condition} | {len(group)} | {shown} | {limit} | {otherwise} |", flush=True)
    return met


def _read(pages: list[TruePage], reader: PageReader) -> tuple[list[float], int]:
    """Error rates in per cent, one for each way of reading, and how many readings went another way."""
    wrong = [0] * (1 + len(ALTERATIONS))
    characters = otherwise = 0
    for page in pages:
        picture = page.load()
        ways = []
        for number, each in enumerate((picture, *(alter(picture) for alter in ALTERATIONS.values()))):
            scanned = reader.read(each)
            bad, size = errors("\n".join(line.text for line in scanned.lines), page.truth)
            wrong[number] += bad
            ways.append((scanned.angle, tuple(note for note in scanned.notes if "识别" in note)))
        characters += size
        otherwise += sum(way != ways[0] for way in ways[1:])
    return [100 * bad / characters for bad in wrong], otherwise


def main() -> int:
    """Run it; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ocr_steady", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds scans/CONDITION/*.jpg and scans/text/*.txt")
    parser.add_argument("--only", nargs="+", default=[], metavar="CONDITION", help="only these conditions")
    parser.add_argument("--runtime", choices=("openvino", "onnxruntime"), help="what runs the networks")
    options = parser.parse_args()
    root = options.data / "scans" if options.data else SAMPLES
    if not options.data:
        print("No --data: reading the project's own few pages.\n")
    pages = [page for page in pages_of(root) if not options.only or page.condition in options.only]
    return 0 if report(pages, PageReader(runtime=options.runtime)) else 1


if __name__ == "__main__":
    sys.exit(main())
