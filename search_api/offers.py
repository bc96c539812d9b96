"""Paragraphs of earlier replies in like cases, offered for a new one: with their source and what makes them alike."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from archive.cases.model import Case
from archive.chinese.fold import fold
from archive.describe import PaperKind
from archive.errors import InvalidInput, NotFound
from archive.record.record import Transaction
from indexer.segment import Segmenter, general_rarity
from search_api.access import Asker, find_case
from search_api.precedents.question import matter
from search_api.precedents.ranked import rank_like
from search_api.search import Searcher

_SHORTEST: Final = 20
"""Characters of a paragraph worth taking."""
_CASES: Final = 5
"""Like cases looked at where none is named."""
_WORDS: Final = 6
_RARE: Final = 12.0
_FORM: Final = re.compile(
    r"如(?:你|您|对|不服)|不服本|申请复查|申请行政复议|提起.{0,4}诉讼|特此|抄送|印发|联系人|^.{0,30}[：:]$|^.{0,20}处理意见书$|^.{0,20}〔\d{4}〕.{0,8}号$"
)
"""What every reply says of its own, and no other should take over."""
_ENDS: Final = re.compile(r"[。！？：；!?:;”）]$")
_TAKE: Final = re.compile(r"(?P<case>.+?)#(?P<number>\d+)(?:=(?P<key>.+))?")


@dataclass(frozen=True, slots=True)
class Offer:
    """One paragraph of an earlier case."""

    case: str
    number: int
    """Its place among the paragraphs of that case, from 1."""
    document: int | None
    """The reply it stands in; None for what the record states of the case."""
    paper: str
    """Name of that reply, or of the field of the record."""
    paragraph: int
    """From 1, in that reply."""
    text: str
    likeness: float = 0.0
    """0 to 1: the share of its words, by rarity, that the new case has too."""
    words: tuple[str, ...] = ()
    """Words both have, rarest first."""

    @property
    def id(self) -> str:
        """By which it is taken."""
        return f"{self.case}#{self.number}"


def offers_for(searcher: Searcher, no: str, earlier: Sequence[str], asker: Asker, limit: int) -> list[Offer]:
    """Paragraphs for a case, most alike first, of the cases named or else of the most alike.

    Cases kept apart (《信访工作条例》第三十条) lend nothing. Raises NotFound.
    """
    with searcher.record.read() as tx:
        case = find_case(tx, no, asker)
    chosen = list(earlier)
    if not chosen:
        hits = rank_like(searcher, matter(case), asker, limit=_CASES, apart_from=no)
        chosen = [hit.key.partition(":")[2] for hit in hits]
    with searcher.record.read() as tx:
        found = [offer for one in dict.fromkeys(chosen) if one != no for offer in paragraphs_of(tx, one, asker)]
    segmenter = searcher.segmenter
    asked = set(_words(matter(case), segmenter))
    alike = [_compared(offer, asked, segmenter) for offer in found]
    return sorted(alike, key=lambda offer: (-offer.likeness, offer.case, offer.number))[:limit]


def paragraphs_of(tx: Transaction, no: str, asker: Asker) -> list[Offer]:
    """What a case may lend, in a fixed order: its replies by document, then what its record states. Raises NotFound."""
    case = find_case(tx, no, asker)
    if case.restricted:
        return []
    rows: list[tuple[int | None, str, int, str]] = []
    documents = [one for one in tx.documents.all(case_no=no) if one.paper == PaperKind.REPLY]
    texts = tx.documents.texts_of([one.id for one in documents])
    for document in documents:
        paragraphs = _paragraphs("\n".join(texts[document.id]))
        rows += [(document.id, document.title or document.name, at, text) for at, text in enumerate(paragraphs, 1)]
    rows += [(None, name, 1, text) for name, text in _stated(case)]
    kept: dict[str, tuple[int | None, str, int, str]] = {}
    for row in rows:
        if len(row[3]) >= _SHORTEST and not _FORM.search(row[3]):
            kept.setdefault(row[3], row)
    return [Offer(no, number, *row) for number, row in enumerate(kept.values(), 1)]


def take(
    tx: Transaction, case: Case, wanted: Sequence[str], overrides: Mapping[str, str], asker: Asker
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The overrides with paragraphs taken (``旧案编号#3`` or ``旧案编号#3=claims.1.finding``), and the trace of each.

    Raises NotFound, InvalidInput.
    """
    given = dict(overrides)
    trace: list[dict[str, Any]] = []
    for one in wanted:
        match = _TAKE.fullmatch(one.strip())
        if match is None:
            raise InvalidInput(
                f"看不懂“{one}”。", "请写成 旧案编号#段号，如 XF2022050012LX#3；段号见 juanzong paper offer。"
            )
        offer = next((o for o in paragraphs_of(tx, match["case"], asker) if o.number == int(match["number"])), None)
        if offer is None or offer.case == case.no:
            raise NotFound(f"没有可取用的“{one}”。", "段号见 juanzong paper offer。")
        key = match["key"] or "facts"
        before = given.get(key) or (case.facts if key == "facts" else "")
        given[key] = f"{before}\n{offer.text}".strip()
        trace.append(
            {
                "case": offer.case, "document": offer.document, "paper": offer.paper,
                "paragraph": offer.paragraph, "key": key, "text": offer.text,
            }
        )  # fmt: skip
    return given, trace


def _stated(case: Case) -> list[tuple[str, str]]:
    rows = [("查明的事实", text) for text in case.facts.splitlines()]
    for number, claim in enumerate(case.claims, 1):
        rows += [(f"第{number}项查明的情况", claim.finding), (f"第{number}项处理意见", claim.opinion_text)]
    return [(name, text.strip()) for name, text in rows]


def _paragraphs(text: str) -> list[str]:
    """Lines joined where a sentence runs on, as scans and PDFs break them."""
    found: list[str] = []
    for line in text.splitlines():
        bare = line.strip()
        if found and bare and not _ENDS.search(found[-1]) and len(found[-1]) >= _SHORTEST:
            found[-1] += bare
        elif bare:
            found.append(bare)
    return found


def _compared(offer: Offer, asked: set[str], segmenter: Segmenter) -> Offer:
    rarity = general_rarity()
    weights = {
        word: rarity.get(word, _RARE) * math.sqrt(count) for word, count in _words(offer.text, segmenter).items()
    }
    common = sorted(weights.keys() & asked, key=lambda word: (-weights[word], word))
    likeness = sum(weights[word] for word in common) / max(sum(weights.values()), 1.0)
    return Offer(
        offer.case, offer.number, offer.document, offer.paper, offer.paragraph, offer.text, round(likeness, 3),
        tuple(common[:_WORDS]),
    )  # fmt: skip


def _words(text: str, segmenter: Segmenter) -> Counter[str]:
    return Counter(word for word in segmenter.cut(fold(text)) if len(word) > 1 and word.isalpha())
