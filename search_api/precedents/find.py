"""Precedents: cases like a given case or text, in which points, what was decided and what became of all of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.model import Case
from archive.cases.procedure.held import HELD_LABELS, Held, held, reviews
from archive.extract.reading import Page
from indexer.index import Hit
from indexer.likeness.profile import from_bytes
from search_api.access import Asker, find_case, may_see
from search_api.precedents import question as asking
from search_api.precedents.filters import Filters, confine
from search_api.precedents.points import Point, points
from search_api.precedents.question import Question
from search_api.precedents.ranked import figures_of, rank_like, without_figures
from search_api.precedents.spread import Spread, spread
from search_api.precedents.words import Words, shared_words
from search_api.search import Searcher

NEAREST = 30
"""The most alike over which the spread is told."""
_BACKGROUND = 50
"""Like cases looked at to tell words that mark a matter from words all cases share."""
_NO_FILTERS = Filters()
_ENOUGH = frozenset({"类别", "诉求", "依据"})
"""Points of which one must agree for a case to count in the spread."""
RULE = f"最像的 {NEAREST} 件里，类别、一项诉求或一条依据相同的"


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
    alike: tuple[Point, ...]
    unlike: tuple[Point, ...]
    only_asked: tuple[str, ...]
    """Words that mark the question and do not stand in this case."""
    only_found: tuple[str, ...]
    """Words that mark this case and do not stand in the question."""
    held: Held
    """What became of the decision on review."""
    reviews: tuple[str, ...]
    """Each review with its day and result, in Chinese."""
    category: str
    place: str
    received: dt.date | None
    amount_fen: int | None
    agreed_fen: int | None
    """What a mediation agreement fixed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    hits: tuple[Precedent, ...]
    spread: Spread
    """Over the like cases, whether shown or not."""
    notes: tuple[str, ...] = ()
    """What the reader should know, in Chinese."""
    confined: tuple[str, ...] = ()
    """The filters, said back."""
    read: Case | None = None
    """Of a text, what the program read in it; None for a case of the record."""


def like_case(searcher: Searcher, no: str, asker: Asker, limit: int, filters: Filters = _NO_FILTERS) -> Found:
    """Cases like the case with this number, itself left out. Raises NotFound, and InvalidInput for a filter."""
    with searcher.record.read() as tx:
        question = asking.of_case(find_case(tx, no, asker))
    return find_like(searcher, question, asker, limit, filters)


def like_text(searcher: Searcher, text: str, asker: Asker, limit: int, filters: Filters = _NO_FILTERS) -> Found:
    """Cases like a text. Raises InvalidInput if it is empty, or for a filter."""
    question = asking.of_text(text, _names(searcher), searcher.today())
    return find_like(searcher, question, asker, limit, filters)


def like_pages(
    searcher: Searcher, pages: Sequence[Page], asker: Asker, limit: int, filters: Filters = _NO_FILTERS
) -> Found:
    """Cases like a letter that was read. Raises InvalidInput if nothing was read in it, or for a filter."""
    question = asking.of_pages(pages, _names(searcher), searcher.today())
    return find_like(searcher, question, asker, limit, filters)


def find_like(
    searcher: Searcher, question: Question, asker: Asker, limit: int, filters: Filters = _NO_FILTERS
) -> Found:
    """Cases like what is asked, within the asker's rights and the filters; so are the counts of the spread."""
    confined = confine(filters, searcher.parse, searcher.today())
    figures = figures_of(searcher)
    ranked = rank_like(
        searcher,
        question.text,
        asker,
        limit=max(limit, _BACKGROUND),
        having=confined.nodes,
        apart_from=question.no,
        figures=figures,
    )
    with searcher.record.read() as tx:
        numbers = [hit.key.partition(":")[2] for hit in ranked]
        kept = tx.cases.many(numbers[: max(limit, NEAREST)])
        counted = tx.likeness.of(numbers)
        places = tx.organisation.places()
    seen = [(hit, case) for hit in ranked if (case := kept.get(hit.key.partition(":")[2])) and may_see(case, asker)]
    around = [from_bytes(words) for words in counted.values()]
    shown = [case for _, case in seen[:limit]]
    words = shared_words(question.text, question.case, shown, around, searcher.segmenter)
    compared = {case.no: points(question.case, case, places) for _, case in seen}
    like = [case for _, case in seen[:NEAREST] if _is_like(compared[case.no])]
    missing = without_figures(searcher, figures)
    doubt = _doubt(question, [case for _, case in seen[:NEAREST]])
    return Found(
        tuple(_precedent(hit, case, compared[case.no], words[case.no]) for hit, case in seen[:limit]),
        spread(like),
        (*((missing,) if missing else ()), *question.notes, *((doubt,) if doubt else ())),
        confined.said,
        question.case if question.read else None,
    )


def decision(case: Case) -> str:
    """What was decided, as the record states it."""
    if case.outcome:
        return case.outcome
    opinions = [label(claim.opinion) for claim in case.claims if claim.opinion]
    return "、".join(dict.fromkeys(opinions))


def basis(case: Case) -> tuple[str, ...]:
    """The citations the decision rests on."""
    return tuple(dict.fromkeys((*case.legal_basis, *(cited for claim in case.claims for cited in claim.basis))))


def reviewed(case: Case) -> tuple[str, ...]:
    """Each review of a case as one phrase: 2023-05-06 复查维持（县政府）."""
    names = {"review": "复查", "recheck": "复核", "admin_recon": "申请行政复议", "admin_suit": "提起行政诉讼"}
    said = []
    for review in reviews(case):
        event = review.event
        result = "" if review.result is Held.COURT else HELD_LABELS[review.result]
        unit = f"（{event.unit}）" if event.unit else ""
        said.append(f"{event.day.isoformat()} {names[event.type]}{result}{unit}")
    return tuple(said)


def _doubt(question: Question, near: Sequence[Case]) -> str:
    """A note where the class read in a text is not that of most cases near it; empty where it is, or none was read."""
    read = question.case.category
    classes = Counter(case.category for case in near if case.category)
    if not question.read or not read or not classes:
        return ""
    [(usual, count)] = classes.most_common(1)
    if usual == read or 2 * count <= len(near):
        return ""
    return (
        f"读出的类别是“{read}”，最像的 {len(near)} 件里有 {count} 件是“{usual}”；类别读错了，同类的统计也会错，请核对。"
    )


def _names(searcher: Searcher) -> Sequence[str]:
    with searcher.record.read() as tx:
        return tuple(region.name for region in tx.organisation.places())


def _is_like(compared: Sequence[Point]) -> bool:
    """One of the points that make a matter the same kind agrees, or nothing of the kind is known."""
    known = [point for point in compared if point.name in _ENOUGH]
    return not known or any(point.alike for point in known)


def _precedent(hit: Hit, case: Case, compared: Sequence[Point], words: Words) -> Precedent:
    return Precedent(
        id=case.no,
        score=hit.score,
        title=case.title or case.no,
        outcome=decision(case),
        basis=basis(case),
        words=words.both,
        alike=tuple(point for point in compared if point.alike),
        unlike=tuple(point for point in compared if not point.alike),
        only_asked=words.only_asked,
        only_found=words.only_found,
        held=held(case),
        reviews=reviewed(case),
        category=case.category,
        place=case.region,
        received=case.received,
        amount_fen=case.amount_fen,
        agreed_fen=case.mediation.amount_fen,
    )
