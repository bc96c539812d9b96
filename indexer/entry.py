"""A case, document or article as the record holds it → an entry of the index: pure functions.

In two steps: what a thing says, as a ``Draft``; then, many at a time, the terms of what they say.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.cases.labels import label
from archive.cases.model import Case
from archive.cases.places import township_in
from archive.cases.procedure.held import HELD_LABELS, held
from archive.cases.procedure.standing import LEVEL_LABELS, standing_of
from archive.cases.text import case_text
from archive.chinese.amounts import find_amounts
from archive.chinese.dates import date_labels
from archive.chinese.fold import atoms, fold
from archive.chinese.money import LARGEST_FEN
from archive.chinese.numbers import find_numbers, normal_number
from archive.chinese.pinyin import spellings
from archive.laws.citations import resolve_citation
from archive.record.cases import case_key
from archive.record.document import Document, document_key
from archive.record.laws import Article, law_key
from indexer.index import Entry, Kind
from indexer.segment import Segmenter
from indexer.terms import text_terms

OPEN_SCOPE = "open"
"""Scope of entries that everybody in the office may see."""

_PLACE_PARTS = re.compile(r"[^省市县区旗乡镇街道村社区屯组]{1,12}?(?:自治[州县]|街道|社区|[省市县区旗乡镇村屯组])")
_LONGEST_KEYWORD = 1000


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry is made of, before its text is cut."""

    key: str
    kind: Kind
    text: str
    title: str
    day: dt.date | None
    keywords: Mapping[str, Sequence[str]]
    stated: tuple[int, ...] = ()
    """Amounts of money the record states, in fen; those of the text come on top."""


def document_text(texts: Sequence[str]) -> str:
    """The pages' texts as one; a word may run over the end of a page."""
    return "\f".join(texts)


def article_text(article: Article) -> str:
    """An article with the name it is cited by."""
    return (
        f"{article.name or article.law}{article.heading}\n{article.text}" if article.kind == "statute" else article.text
    )


def case_draft(case: Case) -> Draft:
    """What a case says."""
    text = case_text(case)
    numbers = [number for stated in (case.no, case.reply.number, case.mediation.agreement_number) if (number := stated)]
    return Draft(
        case_key(case.no),
        "case",
        text,
        case.title,
        case.received,
        {
            **_case_keywords(case),
            "number": [normal_number(number) or fold(number) for number in numbers],
            "paper": [],
        },
        _stated(case),
    )


def document_draft(document: Document, texts: Sequence[str], case: Case | None) -> Draft:
    """What a document says; its case lends it class, place and outcome."""
    text = document_text(texts)
    return Draft(
        document_key(document.id),
        "document",
        text,
        document.title,
        document.day,
        {
            **({"scope": [OPEN_SCOPE]} if case is None else _case_keywords(case)),
            "paper": [document.paper],
            "name": [fold(document.name)],
        },
        () if case is None else _stated(case),
    )


def article_draft(article: Article) -> Draft:
    """What an article of a statute, or a published case, says."""
    return Draft(
        law_key(article.key),
        "law",
        article_text(article),
        article.key,
        article.day,
        {
            "scope": [OPEN_SCOPE],
            "paper": ["法律条文" if article.kind == "statute" else "典型案例"],
            "law": [article.name or article.law] if article.kind == "statute" else [],
        },
    )


def _case_keywords(case: Case) -> dict[str, list[str]]:
    return {
        "category": [case.category],
        "region": [township_in(case.region) or case.region],
        "place": [fold(case.region), *(fold(part) for part in _PLACE_PARTS.findall(case.region))],
        "outcome": [case.outcome] if len(case.outcome) <= 40 else [],
        "channel": [label(case.channel)] if case.channel else [],
        "list": [LEVEL_LABELS[level]] if (level := standing_of(case).level) else [],
        "unit": [case.duty_unit],
        "party": [fold(party.name) for party in case.parties],
        "pinyin": _pinyin(case),
        "identity": [value for party in case.parties if party.id_number for value in _whole_and_tail(party.id_number)],
        "phone": [value for party in case.parties if party.phone for value in _whole_and_tail(party.phone)],
        "case_no": [fold(case.no)],
        "scope": [f"restricted:{case.no}" if case.restricted else OPEN_SCOPE],
        "matter": [label(case.kind)],
        "cited": _cited(case),
        "held": [HELD_LABELS[held(case)]],
    }


def _cited(case: Case) -> list[str]:
    """Articles and statutes it rests on, as the shelf names them; a citation nobody can read stands for itself."""
    stated = dict.fromkeys((*case.legal_basis, *(cited for claim in case.claims for cited in claim.basis)))
    keys = [key for cited in stated for key in _keys_of(cited)]
    return [fold(name) for key in keys for name in (key, _STATUTE.sub("", key))]


@lru_cache(maxsize=10_000)
def _keys_of(cited: str) -> tuple[str, ...]:
    return tuple(resolve_citation(cited)) or (cited,)


_STATUTE = re.compile(r"第[^第]+条(?:之.+)?$")

_PLACE_ENDING = re.compile(r"(?<=..)(?:街道|社区|[省市县区旗乡镇村屯组])$")


def names_of(case: Case) -> tuple[str, ...]:
    """Names of the parties and of the places, these also without 乡, 镇, 村: what is found by its spelling."""
    places = [part for part in _PLACE_PARTS.findall(case.region) if not part[0].isdigit()]
    names = [party.name for party in case.parties] + places + [_PLACE_ENDING.sub("", place) for place in places]
    return tuple(dict.fromkeys(names))


def _pinyin(case: Case) -> list[str]:
    return [spelling for name in names_of(case) for spelling in spellings(name)]


def _whole_and_tail(number: str) -> tuple[str, ...]:
    """A number without blanks and dashes, and its last four after a star."""
    bare = re.sub(r"[\s-]+", "", fold(number))
    return (bare, f"*{bare[-4:]}") if len(bare) > 4 else (bare,)


def _stated(case: Case) -> tuple[int, ...]:
    stated = (case.amount_fen, case.mediation.amount_fen, *(part.amount_fen for part in case.mediation.instalments))
    return tuple(dict.fromkeys(fen for fen in stated if fen is not None))


def _amounts(draft: Draft, folded: str) -> tuple[int, ...]:
    """Stated and written amounts, each once; those of the law are not money of anybody."""
    if draft.kind == "law":
        return ()
    found = (amount.fen for amount in find_amounts(folded) if amount.fen <= LARGEST_FEN)
    return tuple(sorted({*draft.stated, *found}))


def entries(drafts: Sequence[Draft], segmenter: Segmenter, version: int = 0) -> list[Entry]:
    """The entries of drafts, a step for all of them before the next: each step has its tables, which would not stay
    in the processor's caches if one text went through all steps before another. The engine's come last of all."""
    folded = [fold(draft.text) for draft in drafts]
    kept = [_keywords(draft, text) for draft, text in zip(drafts, folded, strict=True)]
    titles = [fold(draft.title) for draft in drafts]
    amounts = [_amounts(draft, text) for draft, text in zip(drafts, folded, strict=True)]
    words = [segmenter.ranked_words(text) for text in folded]
    title_words = [segmenter.ranked_words(title) for title in titles]
    told = zip(drafts, folded, titles, kept, words, title_words, strict=True)
    digests = [_digest(*one) for one in told]
    in_order = [" ".join(atoms(text)) for text in folded]
    terms = text_terms(folded, words)
    title_terms = text_terms(titles, title_words)
    return [
        Entry(draft.key, draft.kind, ranked, title, pairs, keywords, _ordinal(draft.day), digest, version, apart, money)
        for draft, (ranked, pairs), (title, _), keywords, digest, apart, money in zip(
            drafts, terms, title_terms, kept, digests, in_order, amounts, strict=True
        )
    ]


def _keywords(draft: Draft, folded: str) -> dict[str, tuple[str, ...]]:
    numbers = [] if draft.kind == "law" or "〔" not in folded else find_numbers(draft.text, folded)
    day = draft.day
    values = {
        **draft.keywords,
        "number": [*draft.keywords.get("number", ()), *numbers],
        "kind": [draft.kind],
        "year": [str(day.year)] if day else [],
        "month": [day.isoformat()[:7]] if day else [],
        "date": sorted(date_labels(folded) | ({day.isoformat(), day.isoformat()[:7]} if day else set())),
    }
    return {
        name: tuple(dict.fromkeys(value[:_LONGEST_KEYWORD] for value in listed if value))
        for name, listed in values.items()
    }


def _digest(
    draft: Draft, folded: str, title: str, keywords: Mapping[str, tuple[str, ...]], words: str, title_words: str
) -> str:
    # of the words themselves, not of the list they were cut by: a new word makes no entry old that is cut as before
    told = (
        folded,
        title,
        words,
        title_words,
        repr(sorted(keywords.items())),
        str(_ordinal(draft.day)),
        str(draft.stated),
    )
    return hashlib.blake2b("\x00".join(told).encode(), digest_size=12).hexdigest()


def digest_of(draft: Draft, segmenter: Segmenter) -> str:
    """The digest its entry has."""
    folded, title = fold(draft.text), fold(draft.title)
    words, title_words = segmenter.ranked_words(folded), segmenter.ranked_words(title)
    return _digest(draft, folded, title, _keywords(draft, folded), words, title_words)


def _ordinal(day: dt.date | None) -> int | None:
    return day.toordinal() if day else None
