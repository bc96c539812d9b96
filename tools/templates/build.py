"""Make the Word templates of ``templates/library`` from GB/T 9704 pages and styles.

Most are made from the ``[sheet]`` of their shelf file. Run once (``python -m tools.templates.build``); from then on the
files are edited in Word. Running it again makes them anew and loses such edits, so it asks for ``--force`` where a file
exists.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from docx.document import Document

from templates.gongwen.building import build
from templates.gongwen.sheet import of_layout
from templates.shelf import ShelfEntry, papers
from tools.templates import agreement

MAKERS: Final[dict[str, Callable[[], Document]]] = {"mediation-agreement": agreement.make}
"""Papers whose page is made by a program of its own."""


def make(paper: ShelfEntry) -> Document:
    """The template of a paper. Raises ValueError where its sheet cannot be read."""
    if paper.name in MAKERS:
        return MAKERS[paper.name]()
    return build(of_layout(paper.layout, paper.sheet))


def main() -> None:
    """Write each template that is named, or all."""
    known = {paper.name: paper for paper in papers()}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(known))
    parser.add_argument("--force", action="store_true")
    chosen = parser.parse_args()
    for name in chosen.names:
        target = known[name].file
        if target.exists() and not chosen.force:
            parser.error(f"{target.name} exists; --force replaces it")
        make(known[name]).save(str(target))
        print(target.name)


if __name__ == "__main__":
    main()
