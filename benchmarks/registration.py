"""How well the suggestions for registration are: precision and recall of each field.

    python -m benchmarks.registration [--data DIR] [--show]

Three sets: letters and minutes of ``tests/archive/registration/letters``, drawn, damaged and read by the real reader; with
``--data DIR``, real messages with planted values (the half that no rule was mended on), and the scans of
``DIR/scans/fields.json``. ``--show`` prints what was missed and what was wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from archive.describe import PaperKind, describe
from archive.extract.reading import Line, Page
from archive.extract.scan.reader import PageReader
from archive.extract.scanned import scanned_page
from archive.registration.category import find_category
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field
from benchmarks.registration_pages import read_paper
from benchmarks.registration_planted import labelled, planted
from benchmarks.registration_score import Slip, Tally, bare, score

LETTERS = Path(__file__).parent.parent / "tests" / "archive" / "registration" / "letters"
BARS: Mapping[str, float] = {
    **dict.fromkeys(("id_no", "phone", "amounts", "date"), 0.97),
    **dict.fromkeys(("petitioner", "people", "address", "claims"), 0.92),
    "category": 0.85,
}
_PEOPLE = (Field.PETITIONER, Field.PARTY, Field.RESPONDENT, Field.PERSON)
_KINDS = {"minutes": PaperKind.MINUTES, "agreement": PaperKind.AGREEMENT, "notice": PaperKind.NOTICE}


def letters(
    folder: Path, reader: PageReader | None, every: int = 1
) -> Iterator[tuple[str, dict[str, Any], list[Page]]]:
    """Every pair in the folder, or every so many; without a reader the text itself stands for the pages."""
    for file in sorted(folder.glob("*.txt"))[::every]:
        truth = json.loads(file.with_suffix(".json").read_text("utf-8"))
        text = file.read_text("utf-8")
        if reader is None:
            parts = text.split("\f")
            yield (
                file.stem,
                truth,
                [Page(n, tuple(Line(line) for line in part.split("\n"))) for n, part in enumerate(parts, 1)],
            )
        else:
            yield file.stem, truth, read_paper(text, file.stem, truth.get("damage"), bool(truth.get("hand")), reader)


def scans(root: Path, reader: PageReader) -> Iterator[tuple[str, dict[str, Any], list[Page]]]:
    """Every picture of the papers whose fields are known, in every condition."""
    fields = json.loads((root / "fields.json").read_text("utf-8"))
    for picture in sorted(root.glob("*/*.jpg")):
        if picture.stem in fields and picture.parent.name != "real":
            with Image.open(picture) as opened:
                loaded = np.asarray(opened.convert("RGB"), np.uint8)
            yield f"{picture.parent.name}/{picture.stem}", fields[picture.stem], [scanned_page(1, loaded, reader.read)]


def measure(papers: Iterator[tuple[str, dict[str, Any], list[Page]]]) -> tuple[int, dict[str, Tally], list[Slip]]:
    """(papers, counts of each field, what went wrong)."""
    tallies: dict[str, Tally] = {}
    slips: list[Slip] = []
    number = 0
    for name, truth, pages in papers:
        number += 1
        kind = _KINDS.get(truth.get("paper", "")) or describe([page.text for page in pages]).paper
        slips += score(name, truth, suggest(pages, kind), tallies)
        sys.stderr.write(f"\r{number} ")
    sys.stderr.write("\n")
    return number, tallies, slips


def measure_planted(data: Path, held_out: bool) -> tuple[int, dict[str, Tally], list[Slip]]:
    """The same for messages with planted values; of people only the planted ones can be counted."""
    tallies: dict[str, Tally] = {}
    slips: list[Slip] = []
    number = 0
    for message in planted(data):
        if message.held_out is not held_out:
            continue
        number += 1
        pages = [Page(1, tuple(Line(line) for line in message.text.split("\n")))]
        found = suggest(pages, PaperKind.LETTER)
        slips += score(message.name, message.truth, found, tallies)
        named = {bare(one.normal) for one in found if one.field in _PEOPLE}
        missed = [name for name in message.others if bare(name) not in named]
        tallies.setdefault("people (recall only)", Tally()).add(len(message.others) - len(missed), 0, len(missed))
        if missed:
            slips.append(Slip(message.name, "people", tuple(missed), ()))
    for text, category, out in labelled(data):
        if out is held_out:
            found_category = find_category(text)
            right = found_category is not None and found_category.name == category
            tallies.setdefault("category (hotline)", Tally()).add(int(right), int(not right), int(not right))
            if not right:
                slips.append(Slip(text[:30], "category", (category,), (found_category.name if found_category else "",)))
    return number, tallies, slips


def report(title: str, papers: int, tallies: Mapping[str, Tally], slips: list[Slip], show: bool) -> bool:
    """Print the table; True if no bar is missed."""
    print(
        f"\n{title}: {papers} papers\n\n| field | values | precision | recall | bar | ok |\n|---|---|---|---|---|---|"
    )
    met = True
    for key, tally in tallies.items():
        bar = BARS.get(key)
        good = bar is None or (tally.precision >= bar and tally.recall >= bar)
        met &= good
        shown = "–" if "recall only" in key else f"{tally.precision:.3f}"
        sign = "" if bar is None else "✓" if good else "✗"
        print(f"| {key} | {tally.right + tally.missed} | {shown} | {tally.recall:.3f} | {bar or ''} | {sign} |")
    if show:
        for slip in slips:
            print(f"{slip.paper} {slip.key}: missed {list(slip.missed)} wrong {list(slip.wrong)}")
    return met


def main() -> int:
    """Run it; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.registration", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds petitions/ and scans/")
    parser.add_argument("--letters", type=Path, default=LETTERS, help="folder of NAME.txt beside NAME.json")
    parser.add_argument("--plain", action="store_true", help="give the letters as text, without drawing and reading")
    parser.add_argument("--every", type=int, default=1, help="of the letters only each of so many")
    parser.add_argument("--mending", action="store_true", help="the half of the messages on which rules are mended")
    parser.add_argument("--only", choices=("letters", "messages", "scans"), help="only this set")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was wrong")
    options = parser.parse_args()
    met = True
    if options.only in (None, "letters"):
        found = measure(letters(options.letters, None if options.plain else PageReader(1), options.every))
        met &= report("Letters and minutes", *found, options.show)
    if options.data and options.only in (None, "messages"):
        met &= report("Real messages", *measure_planted(options.data, not options.mending), options.show)
    if options.data and options.only in (None, "scans"):
        met &= report("Scans", *measure(scans(options.data / "scans", PageReader(1))), options.show)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
