"""Filling the index against the bare engine with the same tokens and threads, and the memory of a rebuild.

    python -m benchmarks.index [--data DIR] [--documents 10000] [--runs 3] [--elasticsearch URL]… [--memory N…]

Runs stand side by side, ours and the bare engine's in turn; the table gives the best of each, and the processor time of
this process, which tells more on a busy machine. Elasticsearch is measured where an address is given. Bars: at least
.70 of the bare engine; memory the same for any number of documents.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from elasticsearch import Elasticsearch

from benchmarks.engines import fill_elasticsearch, fill_tantivy
from benchmarks.entries import entries, source, spool
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Entry, Stamp

STAMP = Stamp(MAPPING_VERSION, "benchmark")
_MEMORY = 96 * 1024 * 1024
_THREADS = 2


def main() -> None:
    """Measure, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--elasticsearch", action="append", default=[])
    options.add_argument("--memory", type=int, nargs="+", help="the memory of rebuilds of so many documents")
    given = options.parse_args()
    stored = list(entries(given.data, given.documents))
    print(f"{len(stored):,} documents of about 1,000 characters, {source(given.data)}\n")
    print(
        "| from stored entries to searchable | ours s | bare engine s | speed, ours / bare | the same in CPU time | bar |"
    )
    print("|---|---|---|---|---|---|")
    _row("embedded, rebuild", *_embedded(stored, given.runs))
    for url in given.elasticsearch:
        version = _version(url)
        _row(f"Elasticsearch {version}, rebuild", *_elasticsearch(url, stored, given.runs, rebuild=True))
        _row(f"Elasticsearch {version}, write", *_elasticsearch(url, stored, given.runs, rebuild=False))
    del stored
    if given.memory:
        _memory(given.data, given.elasticsearch, given.memory)


Times = tuple[float, float]
"""Seconds by the clock and of this process's processor time."""


def _row(name: str, ours: Times, bare: Times) -> None:
    speed, cpu = bare[0] / ours[0], bare[1] / ours[1]
    print(f"| {name} | {ours[0]:.2f} | {bare[0]:.2f} | {speed:.2f} | {cpu:.2f} | ≥ .70 |", flush=True)


def _timed(run: Callable[[], None]) -> Times:
    start, used = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - start, time.process_time() - used


def _best(times: list[tuple[Times, Times]]) -> tuple[Times, Times]:
    ours, bare = [a for a, _ in times], [b for _, b in times]
    return (min(a for a, _ in ours), min(b for _, b in ours)), (min(a for a, _ in bare), min(b for _, b in bare))


def _embedded(stored: list[Entry], runs: int) -> tuple[Times, Times]:
    def ours() -> None:
        with tempfile.TemporaryDirectory() as folder:
            EmbeddedIndex(Path(folder), threads=_THREADS).rebuild(stored, STAMP)

    def bare() -> None:
        with tempfile.TemporaryDirectory() as folder:
            fill_tantivy(Path(folder), stored, threads=_THREADS, memory=_MEMORY)

    return _best([(_timed(ours), _timed(bare)) for _ in range(runs)])


def _elasticsearch(url: str, stored: list[Entry], runs: int, *, rebuild: bool) -> tuple[Times, Times]:
    def ours() -> None:
        index = ElasticIndex(url, name=name, threads=_THREADS)
        if rebuild:
            index.rebuild(stored, STAMP)
        else:
            index.write(stored)
        index.close()

    def bare() -> None:
        with Elasticsearch(url, request_timeout=120) as client:
            fill_elasticsearch(client, f"bare-{uuid.uuid4().hex[:8]}", stored, threads=_THREADS)

    times = []
    for _ in range(runs):
        name = f"benchmark-{uuid.uuid4().hex[:8]}"
        index = ElasticIndex(url, name=name)
        if not rebuild:
            index.rebuild((), STAMP)
        times.append((_timed(ours), _timed(bare)))
        index.drop()
        with Elasticsearch(url) as client:
            for found in client.indices.get(index="bare-*").body:
                client.indices.delete(index=found)
    return _best(times)


def _version(url: str) -> str:
    with Elasticsearch(url) as client:
        nodes = client.nodes.info(node_id="_local", filter_path="nodes.*.version").body["nodes"]
    return str(next(iter(nodes.values()))["version"])


def _memory(data: Path | None, urls: list[str], counts: list[int]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        spool(folder / "entries.jsonl", data, max(counts))
        print(f"\n| memory of a rebuild, most at any time, MB | {' | '.join(f'{count:,}' for count in counts)} |")
        print("|---" * (1 + len(counts)) + "|")
        for place in ("embedded", *urls):
            command = [sys.executable, "-m", "benchmarks.rebuild_memory", str(folder / "entries.jsonl"), place]
            found = [
                subprocess.run([*command, str(count)], check=True, capture_output=True, text=True).stdout.strip()
                for count in counts
            ]
            name = "embedded" if place == "embedded" else f"Elasticsearch {_version(place)} (our side)"
            print(f"| {name} | {' | '.join(found)} |", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
