"""The most memory of taking everything out: exports, grouped exports, saved searches and their digest, by documents.

    python -m benchmarks.taking_memory HOME KEPT [--documents 1000 10000 100000]

HOME is filled by ``juanzong demo --size county``; KEPT holds the indexes of ``benchmarks.answers HOME --keep KEPT``. Each runs in
a process of its own, on a copy of the record. Counted is anonymous memory, in MB: it must not grow with the documents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from archive.settings import load
from benchmarks.answers import Copies
from benchmarks.rebuild_memory import anonymous_kb
from console.office import Office
from indexer.embedded.index import EmbeddedIndex
from indexer.index import Hit, Query
from search_api import saved
from search_api.access import ADMINISTRATOR
from search_api.export.columns import chosen
from search_api.export.everything import export
from search_api.search import Request, Searcher

_DAY = dt.date(2024, 1, 5)
_TYPED = "的"
"""Stands nearly everywhere."""


class Listed(Copies):
    """Copies that are the record's where all of them are asked for, too."""

    def every(self, query: Query) -> Iterator[Hit]:
        """The hits."""
        return (replace(hit, key=hit.key.partition("#")[0]) for hit in super().every(query))


def _export(searcher: Searcher, folder: Path, form: str, *, grouped: bool = False) -> int:
    request = Request(_TYPED, grouped=grouped)
    return export(searcher, request, ADMINISTRATOR, folder / f"out.{form}", chosen("")).rows


def _save(searcher: Searcher) -> int:
    return saved.save(searcher, "一", Request(_TYPED), ADMINISTRATOR)


def _digest(searcher: Searcher) -> int:
    with searcher.record.write() as tx:
        tx.saved.prepare(ADMINISTRATOR.name, "二")
        tx.saved.add(ADMINISTRATOR.name, "二", saved.asked_of(Request(_TYPED)), tx.now)
    return saved.digest(searcher, ADMINISTRATOR, _DAY, 20)[0].new


DONE: Mapping[str, Callable[[Searcher, Path], int]] = {
    "start": lambda searcher, _: searcher.search(Request(_TYPED, limit=10), ADMINISTRATOR).total,
    "export CSV": lambda searcher, folder: _export(searcher, folder, "csv"),
    "export CSV, grouped": lambda searcher, folder: _export(searcher, folder, "csv", grouped=True),
    "export XLSX, grouped": lambda searcher, folder: _export(searcher, folder, "xlsx", grouped=True),
    "save a search": lambda searcher, _: _save(searcher),
    "digest, all of it new": lambda searcher, _: _digest(searcher),
}


_BY_KEYS = {"save a search", "digest, all of it new"}
"""What keeps the keys of hits, so that each copy counts."""


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("kept", type=Path)
    options.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options.add_argument("--one", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        one(given.home, given.kept / str(given.documents[0]), given.one)
        return
    print(f"| most memory, MB (found) | {' | '.join(f'{count:,}' for count in given.documents)} |")
    print("|---|" + "---|" * len(given.documents), flush=True)
    for name in DONE:
        cells = []
        for count in given.documents:
            asked = [str(given.home), str(given.kept), "--documents", str(count), "--one", name]
            command = [sys.executable, "-m", "benchmarks.taking_memory", *asked]
            cells.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def one(home: Path, kept: Path, name: str) -> None:
    """Do one of them and print what it held and found."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(home / "record.sqlite3", folder)
        office = Office(load({}, Path(folder)))
        index = EmbeddedIndex(kept) if name in _BY_KEYS else Listed(kept)
        searcher = replace(office.searcher, index=index)
        most, over = [0], threading.Event()

        def watch() -> None:
            while not over.wait(0.02):
                most[0] = max(most[0], anonymous_kb())

        watcher = threading.Thread(target=watch)
        watcher.start()
        found = DONE[name](searcher, Path(folder))
        over.set()
        watcher.join()
        office.close()
    print(f"{most[0] / 1024:.0f} ({found:,})")


if __name__ == "__main__":
    main()
