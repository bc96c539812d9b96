"""Saved searches: what is new of each since it was last looked at, and what of a day.

Rights are those of whoever looks, when they look, never those of when the search was saved. Only what has all that is
asked for counts: a search that finds nothing and would be relaxed has nothing new.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.record.saved import SavedSearch
from indexer.index import Hit
from search_api.access import Asker
from search_api.export.everything import all_found
from search_api.search import Found, Request, Searcher, SearchHit


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
    keys = _keys(_found(searcher, request_of(asked_of(request)), asker))
    with searcher.record.write() as tx:
        saved = tx.saved.add(asker.name, name, asked_of(request), tx.now)
        tx.saved.notice(asker.name, saved.name, keys, None, seen=True)
    return len(keys)


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
    told = []
    for saved in searches:
        found = _found(searcher, request_of(saved.asked), asker)
        with searcher.record.write() as tx:
            known = tx.saved.known(asker.name, saved.name)
            fresh = [key for key in _keys(found) if key not in known]
            tx.saved.notice(asker.name, saved.name, fresh, day, seen=False)
        new = {key for key in _keys(found) if key not in known or known[key].noticed == day}
        told.append(_news(searcher, saved, found, new, asker, limit))
    return told


def _looked(
    searcher: Searcher, saved: SavedSearch, asker: Asker, limit: int, *, also_seen: bool
) -> tuple[News, list[str]]:
    found = _found(searcher, request_of(saved.asked), asker)
    with searcher.record.read() as tx:
        known = tx.saved.known(asker.name, saved.name)
    new = [key for key in _keys(found) if key not in known or not known[key].seen]
    news = _news(searcher, saved, found, new, asker, limit, everything=also_seen)
    shown = {f"{hit.kind}:{hit.id}" for hit in news.hits}
    return news, [key for key in new if key in shown]


def _found(searcher: Searcher, request: Request, asker: Asker) -> Found:
    """All a saved search finds for the asker now."""
    found = all_found(searcher, request, asker)
    return replace(found, hits=replace(found.hits, total=0, hits=())) if found.relaxed else found


def _keys(found: Found) -> list[str]:
    return [hit.key for hit in found.hits.hits]


def _news(
    searcher: Searcher,
    saved: SavedSearch,
    found: Found,
    new: Collection[str],
    asker: Asker,
    limit: int,
    *,
    everything: bool = False,
) -> News:
    wanted = set(new)
    shown: list[Hit] = [hit for hit in found.hits.hits if everything or hit.key in wanted][:limit]
    hits = searcher.join(shown, found.parsed, asker)
    return News(saved.name, saved.asked["q"], found.hits.total, len(wanted), hits)
