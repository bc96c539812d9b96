"""From the outbox to searchable, segmentation included, against the segmenter's loop plus the bare engine's loop.

    python -m benchmarks.pipeline [--documents 10000] [--data DIR] [--runs 3] [--elasticsearch URL]…
                                  [--ingest 2000] [--memory 1000 10000 40000]

The record holds the documents as reading leaves them, each with a row in the outbox; ``drain`` is timed. Beside it, in
the same run: the segmenter over the same texts and nothing else, and the engine alone with the entries made beforehand.
Given are the best of the runs, and the same by processor time, which tells more on a busy machine. Bar: at least .70.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from elasticsearch import Elasticsearch

from archive import settings
from archive.chinese.fold import fold
from archive.extract.reading import Line, Page
from archive.record.document import Extracted, document_key
from archive.record.record import Record
from benchmarks.engines import fill_elasticsearch, fill_tantivy
from benchmarks.entries import source, texts
from console.documents.ingest import take_in
from console.office import Office
from indexer import pipeline
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Entry, SearchIndex, Stamp
from indexer.segment import Segmenter

_FIRST = dt.date(2000, 1, 1)
_MEMORY = 96 * 1024 * 1024
Times = tuple[float, float]
"""Seconds by the clock and of this process's processor time."""


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--data", type=Path)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--elasticsearch", action="append", default=[])
    options.add_argument("--ingest", type=int, default=0, help="also take in so many small text files")
    options.add_argument("--memory", type=int, nargs="+", default=[], help="memory of rebuilds of so many documents")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.sqlite3"
        fill_record(record, given.data, given.documents)
        print(f"{given.documents:,} documents of about 1,000 characters, {source(given.data)}\n")
        print(
            "| from the outbox to searchable | ours s | segmenter s | engine s | speed | the same in CPU time | bar |"
        )
        print("|---|---|---|---|---|---|---|")
        for place in ("embedded", *given.elasticsearch):
            _compare(record, place, given.runs)
        if given.ingest:
            _ingest(given.data, given.ingest)
        if given.memory:
            _memory(given.data, given.memory)


def fill_record(path: Path, data: Path | None, count: int) -> None:
    """A record of ``count`` documents that have been read and wait in the outbox."""
    found = texts(data)
    with Record(f"sqlite:///{path}") as record:
        for at in range(0, count, 500):
            with record.write() as tx:
                for number, text in enumerate(islice(found, min(500, count - at)), at):
                    document_id = tx.documents.add(
                        name=f"来信{number}.txt", source=f"/{number}", now=tx.now, sha256=f"{number:064x}"
                    )
                    lines = tuple(Line(text[start : start + 30]) for start in range(0, len(text), 30))
                    day = _FIRST + dt.timedelta(number % 9_000)
                    read = Extracted([Page(1, lines)], "text", "plain", "来信", text[:20], day, None, (), ())
                    tx.documents.settle(document_id, read, tx.now)
                    tx.outbox.put([document_key(document_id)])


def _compare(source_record: Path, place: str, runs: int) -> None:
    segmenter = Segmenter()
    segmenter.cut_for_search("预热词典")
    with Record(f"sqlite:///{source_record}") as record:
        with record.read() as tx:
            folded = [fold(pages[0]) for pages in tx.documents.texts_of([d.id for d in tx.documents.all()]).values()]
        stored = list(pipeline.entries_of(record, segmenter))
    ours, cut, bare = [], [], []
    for _ in range(runs):
        ours.append(_drained(source_record, place, segmenter))
        cut.append(_timed(lambda: _segment(folded)))
        bare.append(_bare(place, stored))
    best = [tuple(min(column) for column in zip(*times, strict=True)) for times in (ours, cut, bare)]
    (clock, cpu), (cut_clock, cut_cpu), (bare_clock, bare_cpu) = best
    speed, by_cpu = (cut_clock + bare_clock) / clock, (cut_cpu + bare_cpu) / cpu
    name = "embedded" if place == "embedded" else f"Elasticsearch {_version(place)}"
    print(
        f"| {name} | {clock:.2f} | {cut_clock:.2f} | {bare_clock:.2f} | {speed:.2f} | {by_cpu:.2f} | ≥ .70 |",
        flush=True,
    )


def _segment(folded: list[str]) -> None:
    segmenter = Segmenter()
    for text in folded:
        segmenter.cut_for_search(text)


def _drained(source_record: Path, place: str, segmenter: Segmenter) -> Times:
    """Drain a copy of the record into a fresh index."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        for path in source_record.parent.glob(f"{source_record.name}*"):
            shutil.copy(path, folder)
        name = f"benchmark-{uuid.uuid4().hex[:8]}"
        index = EmbeddedIndex(folder / "index") if place == "embedded" else ElasticIndex(place, name=name)
        index.rebuild([], Stamp(MAPPING_VERSION, segmenter.fingerprint))
        with Record(f"sqlite:///{folder / source_record.name}") as record:
            times = _timed(lambda: _drain(record, index, segmenter))
        if isinstance(index, ElasticIndex):
            index.drop()
        index.close()
    return times


def _drain(record: Record, index: SearchIndex, segmenter: Segmenter) -> None:
    assert pipeline.drain(record, index, segmenter) > 0


def _bare(place: str, stored: list[Entry]) -> Times:
    if place == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            return _timed(lambda: fill_tantivy(Path(folder), stored, threads=1, memory=_MEMORY))
    name = f"bare-{uuid.uuid4().hex[:8]}"
    with Elasticsearch(place, request_timeout=120) as client:
        try:
            return _timed(lambda: fill_elasticsearch(client, name, stored, threads=4))
        finally:
            client.indices.delete(index=name)


def _timed(run: Callable[[], object]) -> Times:
    start, used = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - start, time.process_time() - used


def _version(url: str) -> str:
    with Elasticsearch(url) as client:
        nodes = client.nodes.info(node_id="_local", filter_path="nodes.*.version").body["nodes"]
    return str(next(iter(nodes.values()))["version"])


def _ingest(data: Path | None, count: int) -> None:
    """Small text files from a folder to searchable, with the default settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number, text in enumerate(islice(texts(data), count)):
            (folder / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
        office = Office(settings.load({"HOME": name}, folder / "home"))
        clock, cpu = _timed(lambda: take_in(office, [folder / "in"], case_no=None))
        office.close()
    print(
        f"\n`ingest` of {count:,} text files: {clock:.1f} s, {count / clock:.0f} files/s ({cpu:.1f} s of this process)"
    )


def _memory(data: Path | None, counts: list[int]) -> None:
    found = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            record = Path(folder) / "record.sqlite3"
            fill_record(record, data, count)
            command = [sys.executable, "-m", "benchmarks.pipeline_memory", str(record)]
            found.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
    print(f"\n| `index rebuild`, most memory at any time, MB | {' | '.join(f'{count:,}' for count in counts)} |")
    print("|---" * (1 + len(counts)) + "|")
    print(f"| embedded | {' | '.join(found)} |", flush=True)


if __name__ == "__main__":
    main()
