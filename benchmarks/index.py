"""Filling the index against the bare engine with the same tokens and threads, and the memory of a rebuild.

    python -m benchmarks.index [--data DIR] [--documents 10000] [--runs 3] [--elasticsearch URL]… [--memory]

Runs stand side by side, ours and the bare engine's in turn; the table gives the best of each. Elasticsearch is
measured where an address is given. Bars: at least .70 of the bare engine; memory the same for any number of documents.
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
from indexer.elastic import ElasticIndex
from indexer.embedded import EmbeddedIndex
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
    options.add_argument("--memory", action="store_true", help="the memory of rebuilds of 1,000 to 40,000 documents")
    given = options.parse_args()
    stored = list(entries(given.data, given.documents))
    print(f"{len(stored):,} documents of about 1,000 characters, {source(given.data)}\n")
    print(
        "| from stored entries to searchable | ours s | bare engine s | ours / bare speed | bar |\n|---|---|---|---|---|"
    )
    _row("embedded, rebuild", *_embedded(stored, given.runs))
    for url in given.elasticsearch:
        version = _version(url)
        _row(f"Elasticsearch {version}, rebuild", *_elasticsearch(url, stored, given.runs, rebuild=True))
        _row(f"Elasticsearch {version}, write", *_elasticsearch(url, stored, given.runs, rebuild=False))
    del stored
    if given.memory:
        _memory(given.data, given.elasticsearch)


def _row(name: str, ours: float, bare: float) -> None:
    print(f"| {name} | {ours:.2f} | {bare:.2f} | {bare / ours:.2f} | ≥ .70 |", flush=True)


def _side_by_side(ours: Callable[[], None], bare: Callable[[], None], runs: int) -> tuple[float, float]:
    times = [(_timed(ours), _timed(bare)) for _ in range(runs)]
    return min(a for a, _ in times), min(b for _, b in times)


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _embedded(stored: list[Entry], runs: int) -> tuple[float, float]:
    def ours() -> None:
        with tempfile.TemporaryDirectory() as folder:
            EmbeddedIndex(Path(folder), threads=_THREADS).rebuild(stored, STAMP)

    def bare() -> None:
        with tempfile.TemporaryDirectory() as folder:
            fill_tantivy(Path(folder), stored, threads=_THREADS, memory=_MEMORY)

    return _side_by_side(ours, bare, runs)


def _elasticsearch(url: str, stored: list[Entry], runs: int, *, rebuild: bool) -> tuple[float, float]:
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
    return min(a for a, _ in times), min(b for _, b in times)


def _version(url: str) -> str:
    with Elasticsearch(url) as client:
        nodes = client.nodes.info(node_id="_local", filter_path="nodes.*.version").body["nodes"]
    return str(next(iter(nodes.values()))["version"])


def _memory(data: Path | None, urls: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        spool(folder / "entries.jsonl", data, 40_000)
        print("\n| memory of a rebuild, most at any time, MB | 1,000 | 10,000 | 40,000 |\n|---|---|---|---|")
        for place in ("embedded", *urls):
            command = [sys.executable, "-m", "benchmarks.rebuild_memory", str(folder / "entries.jsonl"), place]
            found = [
                subprocess.run([*command, str(count)], check=True, capture_output=True, text=True).stdout.strip()
                for count in (1_000, 10_000, 40_000)
            ]
            name = "embedded" if place == "embedded" else f"Elasticsearch {_version(place)} (our side)"
            print(f"| {name} | {' | '.join(found)} |", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
