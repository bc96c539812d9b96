"""What a paper's shelf file says about its way; pure."""

from __future__ import annotations

from typing import Final

from archive.papers.life import Nature
from templates.shelf import ShelfEntry

_SEALED: Final = frozenset({"letter", "document"})
"""Layouts that need a seal: minutes bear none (GB/T 9704—2012 10.3), forms are signed by hand."""


def nature_of(paper: ShelfEntry) -> Nature:
    """Whether it needs a seal, and whether it is served."""
    return Nature(sealed=paper.layout in _SEALED, served=bool(paper.served_on))
