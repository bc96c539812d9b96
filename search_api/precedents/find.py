"""Precedents: cases like a given case or text, with what was decided and which words made them alike."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.model import Case
from archive.chinese.fold import fold
from indexer.entry import case_text
from indexer.segment import Segmenter, general_rarity
from search_api.access import Asker, find_case, may_see
from search_api.precedents.ranked import rank_like
from search_api.search import Searcher

_WORDS_SHOWN = 8
_RARE = 12.0
"""Inverse document frequency of a word general Chinese hardly knows, such as a term of the trade."""
_BACKGROUND = 50
"""Like cases looked at to tell words that mark a matter from words all cases share."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """One like case."""

    id: str
    score: float
    title: str
    outcome: str
    """What was decided."""
    basis: tuple[str, ...]
    """On what."""
    words: tuple[str, ...]
    """The words both cases hold that are rarest among like cases, best first."""


def like_case(searcher: Searcher, no: str, asker: Asker, limit: int) -> list[Precedent]:
    """Cases like the case with this number, itself left out. Raises NotFound."""
    with searcher.record.read() as tx:
        case = find_case(tx, no, asker)
    return like_text(searcher, matter(case), asker, limit, apart_from=no)


def like_text(searcher: Searcher, text: str, asker: Asker, limit: int, *, apart_from: str = "") -> list[Precedent]:
    """Cases like a text."""
    hits = rank_like(searcher, text, asker, limit=max(limit, _BACKGROUND), apart_from=apart_from)
    with searcher.record.read() as tx:
        cases = tx.cases.many([hit.key.partition(":")[2] for hit in hits])
    seen = [(hit, case) for hit in hits if (case := cases.get(hit.key.partition(":")[2])) and may_see(case, asker)]
    segmenter = searcher.segmenter
    words = {case.no: _words(case_text(case), segmenter) for _, case in seen}
    asked = _words(text, segmenter)
    return [
        Precedent(case.no, hit.score, case.title or case.no, decision(case), basis(case), shared(asked, case.no, words))
        for hit, case in seen[:limit]
    ]


def matter(case: Case) -> str:
    """What a case is about: its title, facts and claims, without what was decided."""
    parts = [case.title, case.summary, case.facts, *(claim.text for claim in case.claims), case.text]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def decision(case: Case) -> str:
    """What was decided, as the record states it."""
    if case.outcome:
        return case.outcome
    opinions = [label(claim.opinion) for claim in case.claims if claim.opinion]
    return "、".join(dict.fromkeys(opinions))


def basis(case: Case) -> tuple[str, ...]:
    """The citations the decision rests on."""
    return tuple(dict.fromkeys((*case.legal_basis, *(cited for claim in case.claims for cited in claim.basis))))


def shared(asked: Mapping[str, int], no: str, words: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """The words of the question that this case holds too, those few like cases hold first."""
    holders: Counter[str] = Counter(word for held in words.values() for word in held)
    common = [word for word in asked if word in words[no]]
    rarity = general_rarity()
    weight = {
        word: math.log(1 + len(words) / holders[word]) * rarity.get(word, _RARE) * math.sqrt(asked[word])
        for word in common
    }
    ordered = sorted(common, key=lambda word: (-weight[word], word))
    return tuple(_longest_only(ordered)[:_WORDS_SHOWN])


def _longest_only(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not any(word in other for other in kept):
            kept = [other for other in kept if other not in word]
            kept.append(word)
    return kept


def _words(text: str, segmenter: Segmenter) -> Counter[str]:
    return Counter(word for word in segmenter.cut(fold(text)) if len(word) > 1 and word.isalpha())
