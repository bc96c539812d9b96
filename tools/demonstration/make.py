"""Make the originals of the demonstration archive, from the root of the checkout.

``python -m tools.demonstration.make [NAME…]``: without names everything is made anew, the cases and the manifest with
it. Needs LibreOffice, the fonts named in ``word.py``, and for OFD a JDK 17 and Maven.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.demonstration import word
from tools.demonstration.cases import write_cases
from tools.demonstration.originals import MAKERS, UNPRINTED, scanned_pages
from tools.demonstration.paper import Paper, papers
from tools.demonstration.printing import LayoutError, to_pdf
from tools.demonstration.steady import STEADY

SOURCE = Path(__file__).parent / "papers"
ARCHIVE = Path("archive/demonstration")
ORIGINALS = ARCHIVE / "originals"
EXPECTED = Path("tests/archive/demonstration/expected")
COPIES = {
    "2023年信访卷/赵喜林种子质量/田间鉴定意见（复印件）.pdf": "seed-2-opinion",
}
"""Originals that arrived twice, under another name: the same bytes."""


def _print(wanted: list[Paper], folder: Path) -> None:
    documents = []
    for paper in wanted:
        if paper.make not in UNPRINTED:
            documents.append(folder / f"{paper.name}.docx")
            word.write(paper, documents[-1], printed=True)
    if documents:
        to_pdf(documents, folder, folder / "profile")


def _make(paper: Paper, folder: Path) -> None:
    out = ORIGINALS / paper.file
    out.parent.mkdir(parents=True, exist_ok=True)
    MAKERS[paper.make](paper, folder / f"{paper.name}.pdf", out)
    if out.suffix in STEADY:
        STEADY[out.suffix](out)
    if scanned_pages(paper):
        EXPECTED.mkdir(parents=True, exist_ok=True)
        (EXPECTED / f"{paper.name}.txt").write_text(paper.text + "\n", encoding="utf-8")


def _entry(paper: Paper, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "name": paper.name,
        "case": paper.case,
        "kind": paper.kind,
        "title": paper.title,
        "format": paper.make,
        "condition": paper.condition,
        "pages": len(paper.pages),
        "scanned": scanned_pages(paper),
        "sha256": hashlib.sha256((ORIGINALS / file).read_bytes()).hexdigest(),
    }


def write_manifest(known: list[Paper]) -> None:
    """What each original is, in the order of their names."""
    named = {paper.name: paper for paper in known}
    entries = [_entry(paper, paper.file) for paper in known]
    for copy, name in COPIES.items():
        shutil.copyfile(ORIGINALS / named[name].file, ORIGINALS / copy)
        entries.append({**_entry(named[name], copy), "copy_of": named[name].file})
    lines = ",\n".join(
        "  " + json.dumps(entry, ensure_ascii=False) for entry in sorted(entries, key=lambda one: one["file"])
    )
    (ARCHIVE / "manifest.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Make everything, or the papers named; 1 where a paper does not come out as it was written."""
    known = papers(SOURCE)
    wanted = [paper for paper in known if not names or paper.name in names]
    if not names:
        shutil.rmtree(ORIGINALS, ignore_errors=True)
        shutil.rmtree(EXPECTED, ignore_errors=True)
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _print(wanted, folder)
        for paper in wanted:
            try:
                _make(paper, folder)
            except LayoutError as error:
                print(error, file=sys.stderr)
                failed = 1
    if not failed:
        write_cases(Path(__file__).parent / "cases", ARCHIVE / "cases.jsonl")
        write_manifest(known)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
