"""The reading process: ``python -m archive.extract.worker``.

It reads the files it is asked for, page by page (``answering`` says how it is asked, and when it ends).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from archive.extract import messages
from archive.extract.answering import answer_requests, refusal
from archive.extract.kinds import sniff
from archive.extract.read import READERS, read_pages
from archive.extract.reading import Remarks
from archive.extract.scanned import ScannedPage

if TYPE_CHECKING:
    from archive.extract.scan.reader import PageReader

RENEW_AFTER = 80
"""Pages of OCR after which the process asks to be replaced: the recogniser's memory grows with every page."""


class LazyOcr:
    """The page reader, made when the first page needs it: its models take seconds to load."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._reader: PageReader | None = None
        self.pages = 0
        """Pages read so far."""

    def __call__(self, picture: NDArray[np.uint8]) -> ScannedPage:
        """Read one page."""
        if self._reader is None:
            from archive.extract.scan.reader import PageReader  # most files need no models in memory

            self._reader = PageReader(threads=self._threads)
        self.pages += 1
        return self._reader.read(picture)

    @property
    def spent(self) -> bool:
        """Whether the process should be replaced."""
        return self.pages >= RENEW_AFTER


def answers(request: messages.Message, ocr: LazyOcr) -> Iterator[messages.Message]:
    """Everything there is to say to one request."""
    path, start, limits = messages.asked(request)
    try:
        content = sniff(path)
        pages = read_pages(path, limits, ocr, start)
        while True:
            try:
                page = next(pages)
            except StopIteration as end:
                remarks: Remarks = end.value
                break
            yield messages.page_message(page)
            if ocr.spent:
                yield {"renew": page.number + 1}
                return
        yield {
            "done": {
                "kind": content.kind.value,
                "reader": READERS[content.kind],
                "notes": remarks.notes,
                "review": remarks.review,
                "spent": ocr.spent,
            }
        }
    except Exception as exc:  # noqa: BLE001 - the rim of the process
        yield refusal(exc, path, limits)


def main() -> None:
    """Answer until the parent is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ocr-threads", type=int, default=1)
    arguments = parser.parse_args()
    ocr = LazyOcr(arguments.ocr_threads)
    answer_requests(lambda request: answers(request, ocr), lambda: ocr.spent)


if __name__ == "__main__":
    main()
