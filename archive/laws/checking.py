"""The citations of a text, each looked up on the shelf as of a day, and the words quoted beside it compared."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from archive.laws.bookcase import Bookcase, Resolved, Validity
from archive.laws.citations import Citation, find_citations

_SAYS: Final = r"(?P<says>的?(?:相关|有关|下列)?(?:规定|要求|明确|指出|载明|表述)(?:了|为|的是)?)?\s*[：:，,]?\s*"
_QUOTED: Final = re.compile(_SAYS + r"[“「](?P<words>[^”」]{1,600})[”」]")
_SPOKEN: Final = re.compile(r"[“「][^”」]*[”」]")
_SHORTEST: Final = 8
"""Characters from which words in quotation marks are taken for the words of the law."""
_UNLIKE: Final = 0.5
"""Words quoted that share less than this with the article are somebody else's."""
_SIGNS: Final = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class LawsAt:
    """The shelf, and the day that counts where a paper bears none."""

    case: Bookcase
    today: dt.date


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation, looked up."""

    start: int
    end: int
    """Half-open, in the text."""
    words: str
    """As it stands there."""
    found: tuple[Resolved, ...]
    """A place each; one without a place where only the law is named."""
    quoted: str = ""
    """Words in quotation marks beside it."""
    differs: str = ""
    """How they differ from the law, in Chinese; empty where they do not."""


def check_citations(text: str, case: Bookcase, day: dt.date) -> list[Checked]:
    """Every citation of a text in order; a title without an article only if the shelf has that law."""
    quotations = [match.span() for match in _SPOKEN.finditer(text)]
    return [_checked(text, one, case, day) for one in _counted(find_citations(text), quotations, case)]


def _counted(
    citations: Sequence[Citation], quotations: Sequence[tuple[int, int]], case: Bookcase
) -> Iterator[Citation]:
    for one in citations:
        inside = any(start <= one.start < end for start, end in quotations)
        if not one.named and inside:
            continue  # 前款 in words that are quoted means the law's own
        if not one.named and not case.periods(one.name):
            continue  # its law is told of already
        if one.places or (one.marked and case.periods(one.name)):
            yield one


def _checked(text: str, one: Citation, case: Bookcase, day: dt.date) -> Checked:
    found = tuple(case.resolve(one.name, place, day) for place in one.places or (None,))
    match = _QUOTED.match(text, one.end) if one.places else None
    quoted = match["words"] if match else ""
    differs = _difference(quoted, found, case, day, stated=bool(match and match["says"]))
    return Checked(one.start, one.end, text[one.start : one.end], found, quoted, differs)


def _difference(quoted: str, found: Sequence[Resolved], case: Bookcase, day: dt.date, *, stated: bool) -> str:
    """How words quoted differ from what the law says; empty if they do not, or are no quotation.

    ``stated``: the paper says that the law says so.
    """
    texts = [one.text for one in found if one.text]
    if not texts or len(_bare(quoted)) < _SHORTEST:
        return ""
    pieces = [piece for part in re.split(r"…+|\.{3,}", quoted) if (piece := _bare(part))]
    if any(_stands(pieces, _bare(text)) for text in texts):
        return ""
    whole = [case.resolve(one.name, type(one.place)(one.place.article), day).text for one in found if one.place]
    if any(_stands(pieces, _bare(text)) for text in whole):
        return "这段话在同一条的另一处"
    return _nearest(quoted, whole) or ("条文里没有这段话" if stated else "")


def _stands(pieces: Sequence[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _nearest(quoted: str, texts: Sequence[str]) -> str:
    best, said = 0.0, ""
    for text in texts:
        matcher = SequenceMatcher(None, quoted, text, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        share = sum(block.size for block in blocks) / max(len(quoted), 1)
        if blocks and share > best:
            first, last = blocks[0], blocks[-1]
            start, end = max(first.b - first.a, 0), last.b + last.size + len(quoted) - last.a - last.size
            best, said = share, text[start:end].replace("\n", "")
    return f"条文是“{said}”" if best >= _UNLIKE else ""


def _bare(text: str) -> str:
    """A text without signs and blanks; （一） in front of a 项 stays, as 一."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


WRONG: Final = frozenset({Validity.NO_ARTICLE, Validity.NO_CLAUSE, Validity.NO_ITEM})
"""The place cited does not exist."""
EXPIRED: Final = frozenset({Validity.ENDED, Validity.NOT_YET})
"""It exists, but is not law on that day."""
