"""How fast text PDFs are read, and whether the fast way says the same as pdfplumber.

    python benchmarks/pdf_text.py [--data DIR] [--pages N]

Every ratio is taken in one run, the loop of pdfplumber (``extract_words()``, ``page.close()``) and the reader in turn
over the same pages in one process; then the pool with one and with two processes. ``--data`` names a folder with
``scans/originals/*.pdf``. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import numpy as np
import pdfplumber
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from archive.extract import pdf
from archive.extract.pdfium import PdfiumFile
from archive.extract.pool import ReaderPool
from archive.extract.reading import Limits
from tests.archive.extract.made_pdf import PageMaker, columns, latin, letter, papers, table, write_pdf

_ROUNDS = 3


def _no_ocr(_: NDArray[np.uint8]) -> NoReturn:
    raise AssertionError("a text page was sent to OCR")


def loop(paths: list[Path]) -> None:
    """What anyone would write with pdfplumber."""
    for path in paths:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_words()
                page.close()


def reader(paths: list[Path]) -> None:
    """Our reader, in this process."""
    for path in paths:
        for _ in pdf.read_pdf(path, Limits(), _no_ocr):
            pass


def seconds(work: Callable[[list[Path]], None], paths: list[Path]) -> float:
    """CPU time of one run."""
    begun = time.process_time()
    work(paths)
    return time.process_time() - begun


def compare(path: Path) -> tuple[int, int, int]:
    """(pages, pages the fast way serves, of these unlike pdfplumber's text with white space folded)."""
    pages = fast = unlike = 0
    with PdfiumFile(path) as pdfium, pdfplumber.open(path) as plumber:
        for index, page in enumerate(plumber.pages):
            pages += 1
            mine = pdf._fast(index + 1, pdfium.survey(index))
            if mine is not None:
                fast += 1
                # text printed twice to look bold is one text; pdfplumber folds it on request
                theirs = page.dedupe_chars().extract_text()
                unlike += "".join(mine.text.split()) != "".join(theirs.split())
            page.close()
    return pages, fast, unlike


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sets = _made(Path(folder), asked.pages)
        originals = sorted((asked.data / "scans" / "originals").glob("*.pdf")) if asked.data else []
        _print_speed(sets, originals)
        _print_scaling(sets["all kinds in turn"])
        made = Path(folder) / "compared.pdf"
        made.write_bytes(write_pdf(papers(300)))
        print("\n| compared | pages | served by pdfium | text unlike pdfplumber's |\n|---|---|---|---|")
        print("| 300 made pages | {} | {} | {} |".format(*compare(made)))
        if originals:
            pages, fast, unlike = (sum(values) for values in zip(*map(compare, originals), strict=True))
            print(f"| scans/originals | {pages} | {fast} | {unlike} |")


def _made(folder: Path, count: int) -> dict[str, Path]:
    rng = random.Random(11)
    kinds: dict[str, Callable[[], PageMaker]] = {
        "letters": lambda: letter(rng),
        "Chinese and Latin": lambda: latin(rng),
        "ruled tables": lambda: table(rng, 20)[0],
        "two columns": lambda: columns(rng),
    }
    sets = {name: [make() for _ in range(count)] for name, make in kinds.items()}
    sets["all kinds in turn"] = papers(count * 2)
    paths = {}
    for number, (name, pages) in enumerate(sets.items()):
        paths[name] = folder / f"{number}.pdf"
        paths[name].write_bytes(write_pdf(pages))
    return paths


def _print_speed(sets: dict[str, Path], originals: list[Path]) -> None:
    print("| text PDF, one process | pdfplumber's loop, CPU s | reader, CPU s | times as fast |")
    print("|---|---|---|---|")
    rows: dict[str, list[Path]] = {name: [path] for name, path in sets.items()}
    if originals:
        rows["scans/originals, 10 times"] = originals * 10
    for name, paths in rows.items():
        pairs = [(seconds(loop, paths), seconds(reader, paths)) for _ in range(_ROUNDS)]
        theirs, ours = (min(side) for side in zip(*pairs, strict=True))
        print(f"| {name} | {theirs:.2f} | {ours:.2f} | {theirs / ours:.2f} |", flush=True)


def _print_scaling(path: Path) -> None:
    print("\n| pool, wall clock | s |\n|---|---|")
    once = {}
    for jobs in (1, 2):
        with ReaderPool(jobs) as pool, ThreadPoolExecutor(jobs) as threads:
            list(threads.map(pool.read, [path] * jobs))  # processes started, libraries loaded
            times = []
            for _ in range(2):
                begun = time.perf_counter()
                list(threads.map(pool.read, [path] * 4))
                times.append(time.perf_counter() - begun)
        once[jobs] = min(times)
        print(f"| 4 files, {jobs} process{'es' if jobs > 1 else ''} | {once[jobs]:.2f} |", flush=True)
    print(f"| two processes are … times as fast as one | {once[1] / once[2]:.2f} |")


if __name__ == "__main__":
    main()
