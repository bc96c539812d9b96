"""A case, document or article as the record holds it → an entry of the index: pure functions."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence

from archive.cases.labels import label
from archive.cases.model import Case
from archive.cases.places import township_in
from archive.chinese.dates import find_dates
from archive.chinese.fold import atoms, fold
from archive.chinese.numbers import find_numbers, normal_number
from archive.record.cases import case_key
from archive.record.documents import Document, document_key
from archive.record.laws import Article, law_key
from indexer.index import Entry, Kind
from indexer.segment import Segmenter
from indexer.terms import pairs, rank_text

OPEN_SCOPE = "open"
"""Scope of entries that everybody in the office may see."""

_PLACE_PARTS = re.compile(r"[^省市县区旗乡镇街道村社区屯组]{1,12}?(?:自治[州县]|街道|社区|[省市县区旗乡镇村屯组])")
_LONGEST_KEYWORD = 1000


def case_text(case: Case) -> str:
    """Everything of a case that plain words find, part by part on lines of their own."""
    parts = [case.no, case.title, case.category, case.region, case.summary, case.facts]
    for claim in case.claims:
        parts += [claim.text, claim.finding, claim.opinion_text, *claim.basis]
    parts += [case.text, case.outcome, *case.legal_basis, case.handler, case.duty_unit]
    parts += [party.name for party in case.parties]
    parts += [case.reply.number, case.reply.inquiry]
    mediation = case.mediation
    parts += [mediation.agreement_number, mediation.committee, mediation.facts, mediation.liability, *mediation.terms]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def document_text(texts: Sequence[str]) -> str:
    """The pages' texts as one; a word may run over the end of a page."""
    return "\f".join(texts)


def article_text(article: Article) -> str:
    """An article with the name it is cited by."""
    return (
        f"{article.name or article.law}{article.heading}\n{article.text}" if article.kind == "statute" else article.text
    )


def case_entry(case: Case, segmenter: Segmenter, version: int = 0) -> Entry:
    """The entry of a case."""
    text = case_text(case)
    numbers = [number for stated in (case.no, case.reply.number, case.mediation.agreement_number) if (number := stated)]
    return _entry(
        case_key(case.no),
        "case",
        text,
        case.title,
        segmenter,
        case.received,
        {
            **_case_keywords(case),
            "number": [normal_number(number) or fold(number) for number in numbers],
            "paper": [],
        },
        version,
    )


def document_entry(
    document: Document, texts: Sequence[str], case: Case | None, segmenter: Segmenter, version: int = 0
) -> Entry:
    """The entry of a document; its case lends it class, place and outcome."""
    text = document_text(texts)
    return _entry(
        document_key(document.id),
        "document",
        text,
        document.title,
        segmenter,
        document.day,
        {
            **({"scope": [OPEN_SCOPE]} if case is None else _case_keywords(case)),
            "paper": [document.paper],
            "name": [fold(document.name)],
        },
        version,
    )


def article_entry(article: Article, segmenter: Segmenter, version: int = 0) -> Entry:
    """The entry of an article of a statute, or of a published case."""
    return _entry(
        law_key(article.key),
        "law",
        article_text(article),
        article.key,
        segmenter,
        article.day,
        {
            "scope": [OPEN_SCOPE],
            "paper": ["法律条文" if article.kind == "statute" else "典型案例"],
            "law": [article.name or article.law] if article.kind == "statute" else [],
        },
        version,
    )


def _case_keywords(case: Case) -> dict[str, list[str]]:
    return {
        "category": [case.category],
        "region": [township_in(case.region) or case.region],
        "place": [fold(case.region), *(fold(part) for part in _PLACE_PARTS.findall(case.region))],
        "outcome": [case.outcome] if len(case.outcome) <= 40 else [],
        "channel": [label(case.channel)] if case.channel else [],
        "unit": [case.duty_unit],
        "party": [fold(party.name) for party in case.parties],
        "case_no": [fold(case.no)],
        "scope": [f"restricted:{case.no}" if case.restricted else OPEN_SCOPE],
    }


def _entry(
    key: str,
    kind: Kind,
    text: str,
    title: str,
    segmenter: Segmenter,
    day: dt.date | None,
    keywords: Mapping[str, Sequence[str]],
    version: int,
) -> Entry:
    folded, folded_title = fold(text), fold(title)
    found = atoms(folded)
    dates = {label for date in find_dates(folded) for label in (date.span.label, date.span.label[:7])}
    numbers = [] if kind == "law" or "〔" not in folded else find_numbers(text, folded)
    values = {
        **keywords,
        "number": [*keywords.get("number", ()), *numbers],
        "kind": [kind],
        "year": [str(day.year)] if day else [],
        "date": sorted(dates | ({day.isoformat(), day.isoformat()[:7]} if day else set())),
    }
    kept = {
        name: tuple(dict.fromkeys(value[:_LONGEST_KEYWORD] for value in listed if value))
        for name, listed in values.items()
    }
    joined = pairs(found)
    terms = rank_text(folded, segmenter, found, joined)
    title_terms = rank_text(folded_title, segmenter)
    ordinal = day.toordinal() if day else None
    digest = hashlib.blake2b(
        "\x00".join((folded, folded_title, segmenter.fingerprint, repr(sorted(kept.items())), str(ordinal))).encode(),
        digest_size=12,
    ).hexdigest()
    return Entry(key, kind, terms, title_terms, " ".join(joined), kept, ordinal, digest, version)
