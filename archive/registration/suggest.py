"""Suggestions for a document: by the kind of paper it is. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from archive.cases.clocks.calendar import Calendar
from archive.describe import PaperKind
from archive.extract.reading import Page
from archive.registration.claims import find_claims
from archive.registration.formal import suggestions_of_formal
from archive.registration.letter import suggestions_of_letter
from archive.registration.minutes import suggestions_of_minutes
from archive.registration.running import running_text
from archive.registration.suggestion import DOUBTFUL, Field, Suggestion

_KINDS = frozenset(kind.value for kind in PaperKind)
_FORMAL = frozenset(
    (PaperKind.AGREEMENT, PaperKind.NOTICE, PaperKind.REPLY, PaperKind.DISPATCH, PaperKind.RECEIPT, PaperKind.REPORT)
)
"""Papers the office and its like write; everything else is read as what people write to it."""

_MISTAKEN = frozenset((PaperKind.REPLY, PaperKind.DISPATCH, PaperKind.REPORT))
"""Kinds whose words (的报告, 交办单, 的答复) stand in the heads of petitions too."""
_ANSWERS = re.compile(
    r"(?:答复|回复|函复|处理意见|复查意见|调查情况)如下|(?:调查|核查|办理|处理)[^。\n]{0,16}报告如下|经(?:我[局办委镇乡县院所]|本[局办委院所])?(?:依法)?(?:调查|核实|查实|查证|查明|研究|了解)[,:认]|现(?:将|就|予以)[^。\n]{0,60}(?:转送|转交|交办|答复|函复|移送|告知)"
)
_CERTAIN = 0.8
_OF_A_SLIP = (Field.DOCUMENT_NO, Field.DUE, Field.ARTICLE)
"""What a slip says of itself; the rest of it tells of the petition that it passes on."""
_WEEKENDS = Calendar()


def suggest(
    pages: Sequence[Page],
    paper: PaperKind | str,
    *,
    places: Collection[str] = (),
    today: dt.date | None = None,
    holidays: Calendar = _WEEKENDS,
) -> tuple[Suggestion, ...]:
    """What a clerk would register from these pages, each with its source line.

    ``paper`` is the kind of paper; ``places`` are the names of known townships, villages and hamlets, which are then
    believed before any other; days after ``today`` are doubted; ``holidays`` count the working days of minutes' terms.
    Never raises: a page without text yields nothing.
    """
    running = running_text(pages)
    if not running.text.strip():
        return ()
    kind = PaperKind(paper) if paper in _KINDS else PaperKind.OTHER
    if kind is PaperKind.MINUTES:
        return tuple(_doubting(suggestions_of_minutes(running, holidays), today))
    formal = kind in _FORMAL and not (kind in _MISTAKEN and _petitions(running.text))
    found = suggestions_of_formal(running, places) if formal else suggestions_of_letter(running, places)
    if formal and kind is PaperKind.DISPATCH:
        its_own = [one for one in found if one.field in _OF_A_SLIP]
        found = [*its_own, *suggestions_of_letter(running, places)]
    return tuple(_doubting(found, today))


def _doubting(found: Sequence[Suggestion], today: dt.date | None) -> Iterator[Suggestion]:
    """The same, with days that are still to come doubted: nothing was signed or happened on them."""
    for one in found:
        if (
            today
            and one.field in (Field.DATE, Field.OCCURRED)
            and one.normal[:10] > today.isoformat()[: len(one.normal)]
        ):
            yield replace(one, confidence=min(one.confidence, DOUBTFUL - 0.1), remark="晚于今天，请核对")
        else:
            yield one


def _petitions(text: str) -> bool:
    """Whether it asks the office for something, line by line, and answers nobody: a hotline's slip, an enterprise's 报告."""
    if _ANSWERS.search(text):
        return False
    return any(claim.confidence > _CERTAIN for claim in find_claims(text))
