"""Cases ranked by likeness to a text: the engine gives candidates within the asker's rights, the fusion orders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from archive.chinese.fold import fold
from indexer.index import Hit, Node
from indexer.likeness import model as likeness_model
from indexer.likeness.model import Model, articles_of
from indexer.likeness.profile import from_bytes, profile_of
from search_api.access import Asker
from search_api.precedents.fusion import Candidate, rank
from search_api.ranking import CANDIDATES
from search_api.search import Searcher

_CASE = "case:"
NO_FIGURES = "本案卷库还没有类案所用的统计数字（旧版升级而来的都没有），下面只按检索引擎的次序排，较差。请运行 juanzong index rebuild。"
UNCOUNTED = "有 {} 个案件还没有计入类案所用的统计数字，它们排在最后。请运行 juanzong index rebuild。"
Figures = Callable[[], Model | None]
"""Gives the figures over the archive, read once."""


def figures_of(searcher: Searcher) -> Figures:
    """The figures of this archive; a batch reads them once."""

    @cache
    def read() -> Model | None:
        with searcher.record.read() as tx:
            stored = tx.likeness.model()
        return None if stored is None else likeness_model.from_bytes(stored)

    return read


def rank_like(
    searcher: Searcher,
    text: str,
    asker: Asker,
    *,
    limit: int,
    among: Sequence[str] | None = None,
    having: Sequence[Node] = (),
    apart_from: str = "",
    figures: Figures | None = None,
) -> list[Hit]:
    """Cases like a text, most alike first; with ``among`` only those of these, and only what matches all of ``having``.

    Where the archive has no figures yet, or too little to tell cases apart, the engine's order stands; not its scores,
    which depend on words of cases the asker may not see.
    """
    depth = max(limit + 1, CANDIDATES)
    around = _apart(searcher.rank(text, asker, kind="case", limit=depth), apart_from)
    found = around
    if among is not None or having:
        found = _apart(searcher.rank(text, asker, kind="case", limit=depth, among=among, having=having), apart_from)
    model = (figures or figures_of(searcher))()
    if model is None or len(found) < 2:
        return [Hit(hit.key, -float(at)) for at, hit in enumerate(found[:limit])]
    candidates = candidates_of(searcher, (*around, *found))
    wanted = [candidates[hit.key] for hit in found if hit.key in candidates]
    near = [candidates[hit.key] for hit in around if hit.key in candidates]
    asked = profile_of(searcher.segmenter.ranked_words(fold(text)).split())
    ranked = [Hit(f"{_CASE}{one.no}", score) for one, score in rank(asked, wanted, near, model)]
    lowest = ranked[-1].score if ranked else 0.0
    rest = [hit for hit in found if hit.key not in candidates]  # not counted yet: they come last, never lost
    return [*ranked, *(Hit(hit.key, lowest - at) for at, hit in enumerate(rest, 1))][:limit]


def without_figures(searcher: Searcher, figures: Figures) -> str:
    """What must be said where likeness cannot be told well, in Chinese; empty where it can.

    An archive of an earlier version has no figures; the engine's bare order must not pass for more than it is.
    """
    if figures() is None:
        return NO_FIGURES
    with searcher.record.read() as tx:
        uncounted = tx.likeness.uncounted()
    return UNCOUNTED.format(uncounted) if uncounted else ""


def _apart(hits: Sequence[Hit], no: str) -> list[Hit]:
    return [hit for hit in hits if hit.key != f"{_CASE}{no}"]


def candidates_of(searcher: Searcher, hits: Iterable[Hit]) -> dict[str, Candidate]:
    """The counted words and citations of these cases, by key; a case not counted yet is left out."""
    numbers = [key.removeprefix(_CASE) for key in dict.fromkeys(hit.key for hit in hits)]
    with searcher.record.read() as tx:
        words = tx.likeness.of(numbers)
        standing = tx.likeness.standing(numbers)
    return {
        f"{_CASE}{no}": Candidate(no, from_bytes(words[no]), articles_of(standing[no]))
        for no in numbers
        if no in words and no in standing
    }
