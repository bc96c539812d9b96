"""One ``index rebuild`` from a record, in a process of its own; prints the most memory it held, in MB.

    python -m benchmarks.pipeline_memory RECORD

Counted is anonymous memory: pages of the index's own files, which the system may drop at any time, are left out.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path

from archive.record.record import Record
from benchmarks.rebuild_memory import anonymous_kb
from indexer import pipeline
from indexer.embedded.index import EmbeddedIndex
from indexer.words import OfficeWords


def main(path: str) -> None:
    """Rebuild and measure."""
    done = threading.Event()
    most = [0]

    def watch() -> None:
        while not done.wait(0.02):
            most[0] = max(most[0], anonymous_kb())

    watcher = threading.Thread(target=watch)
    watcher.start()
    with tempfile.TemporaryDirectory() as folder, Record(f"sqlite:///{path}") as record:
        assert pipeline.rebuild(record, EmbeddedIndex(Path(folder)), OfficeWords(record).segmenter()) > 0
    done.set()
    watcher.join()
    print(f"{most[0] / 1024:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
