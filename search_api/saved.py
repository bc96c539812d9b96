"""Saved searches: what is new of each since it was last looked at, and what of a day.

Rights are those of whoever looks, when they look, never those of when the search was saved. Only what has all that is
asked for counts: a search that finds nothing and would be relaxed has nothing new. What is found is read step by step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.batches import batches
from archive.record.saved import Known, SavedSearch
from indexer.index import Hit
from search_api.access import Asker
from search_api.hits import SearchHit
from search_api.search import Found, Request, Searcher

_AT_ONCE = 2_000
"""Hits in memory."""


@dataclass(frozen=True, slots=True)
class News:
    """What a saved search finds."""

    name: str
    typed: str
    total: int
    new: int
    """Hits that are new, however many of them are shown."""
    hits: tuple[SearchHit, ...]


def asked_of(request: Request) -> dict[str, Any]:
    """A request as it is kept."""
    return {
        "q": request.typed,
        "kind": request.kind,
        "filters": {name: list(values) for name, values in request.filters.items()},
        "without": sorted(request.without),
    }


def request_of(asked: Mapping[str, Any]) -> Request:
    """The request that was kept, the newest first."""
    filters: Mapping[str, list[str]] = asked.get("filters", {})
    return Request(
        asked["q"],
        asked.get("kind"),
        "newest",
        filters={name: tuple(values) for name, values in filters.items()},
        facets=False,
        without=frozenset(asked.get("without", ())),
    )


def save(searcher: Searcher, name: str, request: Request, asker: Asker) -> int:
    """Save a search; what it finds now is not new. Returns how much that is. Raises InvalidInput, Conflict."""
    with searcher.record.write() as tx:
        tx.saved.prepare(asker.name, name)
    count = 0
    for hits in _steps(searcher, _found(searcher, request_of(asked_of(request)), asker)):
        with searcher.record.write() as tx:
            tx.saved.notice(asker.name, name.strip(), (hit.key for hit in hits), None, seen=True)
        count += len(hits)
    with searcher.record.write() as tx:  # last of all: a search is there only when all it found is known
        tx.saved.add(asker.name, name, asked_of(request), tx.now)
    return count


def unseen(searcher: Searcher, saved: SavedSearch, asker: Asker, limit: int, *, also_seen: bool = False) -> News:
    """What a saved search finds that its person was not shown yet; changes nothing."""
    return _looked(searcher, saved, asker, limit, also_seen=also_seen)[0]


def run(searcher: Searcher, name: str, asker: Asker, day: dt.date, limit: int, *, also_seen: bool = False) -> News:
    """What is new since the search was last run; what is shown of it, at most ``limit``, is not new from now on.

    With ``also_seen`` the hits are all there are.
    Raises NotFound.
    """
    with searcher.record.read() as tx:
        saved = tx.saved.get(asker.name, name)
    news, keys = _looked(searcher, saved, asker, limit, also_seen=also_seen)
    with searcher.record.write() as tx:
        tx.saved.notice(asker.name, saved.name, keys, day, seen=True)
        tx.saved.see(asker.name, saved.name, keys)
    return news


def digest(searcher: Searcher, asker: Asker, day: dt.date, limit: int) -> list[News]:
    """What the saved searches of a person found first on this day; asked again, it says the same and what came since."""
    with searcher.record.read() as tx:
        searches = tx.saved.of(asker.name)
    return [_of_day(searcher, saved, asker, day, limit) for saved in searches]


def _of_day(searcher: Searcher, saved: SavedSearch, asker: Asker, day: dt.date, limit: int) -> News:
    def noticed(hits: list[Hit]) -> set[str]:
        known = _known(searcher, saved, asker, hits)
        fresh = [hit.key for hit in hits if hit.key not in known]
        if fresh:
            with searcher.record.write() as tx:
                tx.saved.notice(asker.name, saved.name, fresh, day, seen=False)
        return {*fresh, *(key for key, one in known.items() if one.noticed == day)}

    return _news(searcher, saved, asker, limit, noticed)[0]


def _looked(
    searcher: Searcher, saved: SavedSearch, asker: Asker, limit: int, *, also_seen: bool
) -> tuple[News, list[str]]:
    def not_seen(hits: list[Hit]) -> set[str]:
        known = _known(searcher, saved, asker, hits)
        return {hit.key for hit in hits if hit.key not in known or not known[hit.key].seen}

    return _news(searcher, saved, asker, limit, not_seen, everything=also_seen)


def _known(searcher: Searcher, saved: SavedSearch, asker: Asker, hits: list[Hit]) -> dict[str, Known]:
    with searcher.record.read() as tx:
        return tx.saved.known(asker.name, saved.name, (hit.key for hit in hits))


def _found(searcher: Searcher, request: Request, asker: Asker) -> Found:
    """What a saved search finds for the asker now, none of it in memory."""
    return searcher.find(replace(request, limit=0), asker)


def _steps(searcher: Searcher, found: Found) -> Iterator[list[Hit]]:
    """The hits some at a time; none of a search that was relaxed."""
    if not found.relaxed:
        yield from batches(searcher.index.every(found.query), _AT_ONCE)


def _news(
    searcher: Searcher,
    saved: SavedSearch,
    asker: Asker,
    limit: int,
    news_among: Callable[[list[Hit]], set[str]],
    *,
    everything: bool = False,
) -> tuple[News, list[str]]:
    """What a saved search finds, and the keys of what is new and shown of it."""
    found = _found(searcher, request_of(saved.asked), asker)
    total = new = 0
    shown: list[Hit] = []
    fresh: set[str] = set()
    for hits in _steps(searcher, found):
        among = news_among(hits)
        total += len(hits)
        new += len(among)
        wanted = [hit for hit in hits if everything or hit.key in among][: limit - len(shown)]
        shown += wanted
        fresh |= among & {hit.key for hit in wanted}
    told = searcher.join(shown, found.understood.parsed, asker)
    keys = [key for hit in told if (key := f"{hit.kind}:{hit.id}") in fresh]
    return News(saved.name, saved.asked["q"], total, new, told), keys
