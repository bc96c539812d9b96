"""Items with their pages: numbered from 1 in every volume, a new volume where one is full. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from templates.bind.item import Item, Placed, Volume


def volumes_of(items: Sequence[tuple[Item, int | None]], most: int) -> list[Volume]:
    """The volumes of a file.

    Args:
        items: in their order, each with its pages; None where they are not known.
        most: pages of a volume. A paper is never cut: one that is longer alone fills a volume of its own.

    Behind the first item whose pages are not known, none has page numbers, and nothing is split.
    """
    whole = all(pages is not None for _, pages in items)
    parts: list[list[tuple[Item, int | None]]] = [[]]
    used = 0
    for item, pages in items:
        if whole and parts[-1] and used + (pages or 0) > most:
            parts.append([])
            used = 0
        parts[-1].append((item, pages))
        used += pages or 0
    return [_volume(number, part) for number, part in enumerate(parts, 1)]


def _volume(number: int, items: Sequence[tuple[Item, int | None]]) -> Volume:
    placed = []
    page: int | None = 1
    for seq, (item, pages) in enumerate(items, 1):
        last = page + pages - 1 if page is not None and pages else None
        placed.append(Placed(item, seq, page if last is not None else None, last))
        if pages is None:
            page = None
        elif page is not None:
            page += pages
    return Volume(number, tuple(placed), page - 1 if page is not None else None)
