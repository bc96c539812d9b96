"""One rebuild in a process of its own; prints the most memory it held, in MB.

    python -m benchmarks.rebuild_memory ENTRIES (embedded | URL) COUNT

Counted is anonymous memory: pages of the index's own files, which the system may drop at any time, are left out.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import uuid
from pathlib import Path

from benchmarks.entries import read
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Stamp


def main(spooled: str, place: str, count: str) -> None:
    """Rebuild and measure."""
    stamp = Stamp(MAPPING_VERSION, "benchmark")
    done = threading.Event()
    most = [0]

    def watch() -> None:
        while not done.wait(0.02):
            most[0] = max(most[0], anonymous_kb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    found = read(Path(spooled), int(count))
    if place == "embedded":
        with tempfile.TemporaryDirectory() as folder:
            built = EmbeddedIndex(Path(folder), threads=1).rebuild(found, stamp)
    else:
        index = ElasticIndex(place, name=f"memory-{uuid.uuid4().hex[:8]}")
        built = index.rebuild(found, stamp)
        index.drop()
    done.set()
    watcher.join()
    assert built == int(count)
    print(f"{most[0] / 1024:.0f}")


def anonymous_kb() -> int:
    """What this process holds now."""
    found = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main(*sys.argv[1:])
