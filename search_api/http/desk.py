"""What every request works on, and who asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from anyio import CapacityLimiter
from fastapi import Depends, Request

from archive.extract.reading import Page
from archive.originals import Originals
from archive.pictures import PagePictures
from archive.record.record import Record
from search_api.access import Asker
from search_api.http.keys import Keys
from search_api.search import Searcher
from templates.office.shelves import SHIPPED, Shelf

ASKER = "juanzong.asker"
"""Where the guard leaves the asker in the request's scope."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The office, as the page and the API use it."""

    record: Record
    originals: Originals
    searcher: Searcher
    papers_folder: Callable[[str], Path]
    """Folder for the papers of a case, by its number."""
    read: Callable[[Collection[int]], None]
    """Have documents read in the background; returns at once."""
    look: Callable[[Path], Sequence[Page]]
    """Read a file that is not kept; returns when it is read. Raises ReadError."""
    looking: CapacityLimiter
    """As many letters are read at once; those who wait take no thread from the others."""
    keys: Keys
    pictures: PagePictures
    drawing: CapacityLimiter
    """As many pictures of pages are drawn at once; those who wait take no thread from the others."""
    shelf: Shelf = SHIPPED
    """The papers this office can write, its own templates among them."""


def _desk(request: Request) -> Desk:
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def _asker(request: Request) -> Asker:
    asker = request.scope[ASKER]
    assert isinstance(asker, Asker)
    return asker


AtDesk = Annotated[Desk, Depends(_desk)]
By = Annotated[Asker, Depends(_asker)]
