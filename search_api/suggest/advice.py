"""What helps after a search: near words where nothing was found, what to relax and what that finds, related words.

Every number is counted within what the asker may see; what would find nothing is not offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.chinese.fold import HAN, atoms, fold
from indexer.index import WORDS, Adjacent, Everything, Node
from indexer.segment import general_rarity, names_and_numbers
from search_api.access import Asker
from search_api.hits import SearchHit
from search_api.labels import FACET_LABELS
from search_api.language.tokens import tokens_of
from search_api.search import Request, Searcher
from search_api.suggest.near import doubtful, one_away, sounding_or_looking_alike
from search_api.suggest.relaxing import wider
from search_api.suggest.typing import LONGEST

_DOUBTFUL = 4
_NEAR_EACH = 3
_NEAR_TRIED = 12
_VOCABULARY = 3_000
"""Words with the same first character that are looked through."""
_RELATED = 8
_FEW = 5
"""Hits from which there is something to narrow."""
_LOOKED_AT = 24
_MARKING = 3
"""Times more often than in the archive a word stands in the hits: 反映 and 申请 stand in every paper."""
_MOST_RELAXED = 6
_WORD = re.compile(rf"[{HAN}]{{2,8}}")


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query, and how many entries it finds."""

    said: str
    """What is different, in Chinese."""
    typed: str
    count: int
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values of facets chosen then."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps after a search."""

    meant: tuple[Offer, ...] = ()
    """Did you mean."""
    wider: tuple[Offer, ...] = ()
    """What to leave out or make wider."""
    related: tuple[Offer, ...] = ()
    """Words that stand with what was found; the query with each."""


def advise(searcher: Searcher, request: Request, asker: Asker, total: int, hits: Sequence[SearchHit]) -> Advice:
    """Advice after a search that found ``total`` with all that was asked for, and shows ``hits``.

    In a pasted text no word is mended, and it is not narrowed by one more.
    """
    if len(request.typed) > LONGEST:
        return Advice() if total else Advice(wider=relaxed(searcher, request, asker))
    if total:
        return Advice(related=related(searcher, request, asker, hits))
    return Advice(did_you_mean(searcher, request, asker), relaxed(searcher, request, asker))


def did_you_mean(searcher: Searcher, request: Request, asker: Asker) -> tuple[Offer, ...]:
    """The query with a word that stands nowhere in the place of one near it that does."""
    everything = searcher.scope(Everything(), Request(""), asker)
    typed = request.typed
    folded = [fold(token.text) for token in tokens_of(typed) if token.kind in ("word", "phrase")]
    parts = list(dict.fromkeys(part for word in folded for part in doubtful(word, searcher.segmenter)))[:20]
    counts = searcher.index.counts([_letters(part) for part in parts], everything)
    nowhere = [part for part, count in zip(parts, counts, strict=True) if not count][:_DOUBTFUL]
    near = {part: others for part in nowhere if (others := _near(searcher, part, everything))}
    base = typed if all(part in typed for part in near) else fold(typed)
    found: dict[str, str] = {}
    all_mended = base
    for part, others in near.items():
        all_mended = all_mended.replace(part, others[0])
        for other in others:
            found.setdefault(base.replace(part, other), other)
    if len(near) > 1:  # several words are wrong, and with one of them mended nothing is found yet
        found.setdefault(all_mended, "、".join(others[0] for others in near.values()))
    return _counted(searcher, asker, [(f"“{other}”", replace(request, typed=new)) for new, other in found.items()])


def relaxed(searcher: Searcher, request: Request, asker: Asker) -> tuple[Offer, ...]:
    """The ways to ask for more that find something, the most first."""
    chosen = {name: values for name, values in request.filters.items() if name in FACET_LABELS}
    ways = wider(request.typed, chosen, FACET_LABELS, searcher.segmenter, searcher.today())
    asked = [(way.said, replace(request, typed=way.typed, filters=way.filters)) for way in ways]
    if request.kind is not None:
        asked.append(("不限种类", replace(request, kind=None)))
    offers = sorted(_counted(searcher, asker, asked), key=lambda offer: -offer.count)
    return tuple(offers[:_MOST_RELAXED])


def related(searcher: Searcher, request: Request, asker: Asker, hits: Sequence[SearchHit]) -> tuple[Offer, ...]:
    """Words that stand in many of the hits and in few texts of the archive; with how many each narrows the query to."""
    if len(hits) < _FEW:
        return ()
    rarity, left_out, typed = general_rarity(), names_and_numbers(), fold(request.typed)
    standing: Counter[str] = Counter()
    for hit in hits:
        cut = set(searcher.segmenter.cut(fold(f"{hit.title}\n{hit.snippet}")))
        standing.update(word for word in cut if _WORD.fullmatch(word) and word in rarity and word not in left_out)
    often = 3 if len(hits) > 5 else 2
    weighed = {w: n * rarity[w] for w, n in standing.items() if n >= often and w not in typed}
    likely = sorted(weighed, key=lambda word: (-weighed[word], word))[:_LOOKED_AT]
    everything = searcher.scope(Everything(), Request(""), asker)
    total, *held = searcher.index.counts([Everything(), *map(_letters, likely)], everything)
    marking = [w for w, n in zip(likely, held, strict=True) if standing[w] * total >= _MARKING * n * len(hits)]
    words = marking[:_RELATED]
    asked = [(word, replace(request, typed=f"{request.typed} {word}".strip())) for word in words]
    return _counted(searcher, asker, asked)


def _near(searcher: Searcher, part: str, scope: Node) -> list[str]:
    """Words of the index, or names, near a part: of the same sound or shape first, then one character away."""
    index = searcher.index
    alike = sounding_or_looking_alike(part)
    counts = index.counts([_letters(way) for way in alike], scope)
    standing = sorted((-n, way) for way, n in zip(alike, counts, strict=True) if n)[:_NEAR_TRIED]
    first = [way for _, way in standing if _is_known(searcher, way, scope)]
    listed: Counter[str] = Counter()
    for start in dict.fromkeys((part[0], part[1])):
        for name in (WORDS, "party"):
            listed.update(dict(index.begin(name, start, scope, _VOCABULARY)))
    rest = [word for word, _ in listed.most_common() if one_away(part, word) and word not in first]
    return [*first, *rest][:_NEAR_EACH]


def _is_known(searcher: Searcher, way: str, scope: Node) -> bool:
    """Whether letters that stand somewhere are a word or a name there, and not the end of one and the next one's begin."""
    return any(
        way == value for name in (WORDS, "party") for value, _ in searcher.index.begin(name, way, scope, _NEAR_TRIED)
    )


def _counted(searcher: Searcher, asker: Asker, asked: Iterable[tuple[str, Request]]) -> tuple[Offer, ...]:
    """What is asked, with how many each finds as it stands; what finds nothing is left out."""
    listed = list(asked)
    nodes = [searcher.scope(searcher.parse(one.typed, one.without).match, one, asker) for _, one in listed]
    counts = searcher.index.counts(nodes, Everything())
    return tuple(
        Offer(said, one.typed, count, one.filters)
        for (said, one), count in zip(listed, counts, strict=True)
        if count and one.typed.strip()
    )


def _letters(word: str) -> Node:
    return Adjacent(tuple(atoms(word)))
