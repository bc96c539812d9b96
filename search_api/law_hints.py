"""Articles that may bear on a claim, each with why: the words they share, and like cases that rest on them."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass

from archive.chinese.fold import fold
from archive.laws.bookcase import Bookcase, Validity
from archive.laws.citations import find_citations
from archive.laws.places import Place
from archive.record.laws import Article
from indexer.likeness.model import Model
from indexer.segment import Segmenter, general_rarity
from search_api.access import Asker, find_case
from search_api.precedents.find import basis
from search_api.precedents.question import matter
from search_api.precedents.ranked import figures_of, rank_like
from search_api.search import Searcher

_LOOKED_AT = 50
_NEAR = 20
"""Like cases whose law is looked at."""
_SMOOTHING = 10
"""Of 1 / (rank + this), by which the two orders are added."""
_WORDS = 6
_RARE = 4.0
"""Inverse document frequency from which an article is as telling as can be."""
_COMMON = 6.2
"""Words more usual than this in general Chinese say nothing."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One article, and why."""

    article: Article
    words: tuple[str, ...]
    """Those the claim and the article share, rarest first."""
    cases: tuple[str, ...]
    """Like cases that rest on it, most alike first."""


def hints_for_case(searcher: Searcher, no: str, asker: Asker, limit: int) -> list[Hint]:
    """Articles for a case. Raises NotFound."""
    with searcher.record.read() as tx:
        text = matter(find_case(tx, no, asker))
    return hints_for_text(searcher, text, asker, limit, apart_from=no)


def hints_for_text(searcher: Searcher, text: str, asker: Asker, limit: int, *, apart_from: str = "") -> list[Hint]:
    """Articles for a claim, those in force today only."""
    scores: dict[str, float] = defaultdict(float)
    by_words = [hit.key.removeprefix("law:") for hit in searcher.rank(text, asker, kind="law", limit=_LOOKED_AT)]
    for rank, key in enumerate(by_words, 1):
        scores[key] += 1 / (rank + _SMOOTHING)
    resting: dict[str, list[str]] = defaultdict(list)
    model = figures_of(searcher)()
    near = [hit.key.partition(":")[2] for hit in rank_like(searcher, text, asker, limit=_NEAR, apart_from=apart_from)]
    with searcher.record.read() as tx:
        cases = tx.cases.many(near)
    for rank, no in enumerate(near, 1):
        for key in _cited(basis(cases[no])) if no in cases else ():
            scores[key] += _rarity(key, model) / (rank + _SMOOTHING)
            resting[key].append(no)
    with searcher.record.read() as tx:
        articles = tx.laws.many(list(scores))
    shelf, today, segmenter = Bookcase(searcher.record), searcher.today(), searcher.segmenter
    best = sorted((key for key in scores if key in articles), key=lambda key: (-scores[key], key))
    found: list[Hint] = []
    for key in best:
        if len(found) == limit:
            break
        if _in_force(shelf, articles[key], today):
            words = _shared(text, articles[key].text, segmenter)
            found.append(Hint(articles[key], words, tuple(resting[key])))
    return found


def _rarity(key: str, model: Model | None) -> float:
    """0 to 1: what every case rests on (《信访工作条例》第三十二条) says little of this one."""
    count = model.cited.get(key, 0) if model is not None else 0
    return min(1.0, math.log(1 + model.cases / count) / _RARE) if model is not None and count else 1.0


def _cited(stated: tuple[str, ...]) -> list[str]:
    places = [(one.name, place) for text in stated for one in find_citations(text) for place in one.places]
    return list(dict.fromkeys(f"{name}{place.article}" for name, place in places))


def _in_force(shelf: Bookcase, article: Article, today: dt.date) -> bool:
    if article.kind != "statute":
        return False
    return shelf.resolve(article.name, Place(article.heading), today).validity is Validity.IN_FORCE


def _shared(text: str, article: str, segmenter: Segmenter) -> tuple[str, ...]:
    rarity = general_rarity()
    ours = {word for word in segmenter.cut(fold(text)) if len(word) > 1 and word.isalpha()}
    theirs = {word for word in segmenter.cut(fold(article)) if word in ours and rarity.get(word, 99.0) > _COMMON}
    return tuple(sorted(theirs, key=lambda word: (-rarity.get(word, 99.0), word))[:_WORDS])
