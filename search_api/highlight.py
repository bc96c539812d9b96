"""Where in a text the words asked for stand, and the passage that shows them best. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.chinese.fold import LONGEST_ATOM, fold, fold_placed

PASSAGE = 120
"""Characters of a passage."""
SHORT = 60
"""Characters of each where it takes several to show all the words."""
MOST_PASSAGES = 4

_MANY = 50
"""Pages from which on most are passed over unfolded."""

Needles = Sequence[tuple[str | None, ...]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text with the words asked for marked."""

    page: int
    """Index of the text it was taken from, from 0."""
    start: int
    """Offset of the snippet in that text."""
    snippet: str
    highlights: tuple[Span, ...]
    """Half-open code-point offsets into ``snippet``, in order, not overlapping."""
    found: tuple[Span, ...]
    """All places in the page's text, half open."""
    shows: frozenset[int] = frozenset()
    """Numbers of the needles that stand whole in the snippet."""


def passage(texts: Sequence[str], needles: Needles) -> Passage:
    """The passage of one of the texts that shows most of the needles; the beginning if none stands there."""
    if not texts:
        return Passage(0, 0, "", (), ())
    page = _best_page(texts, needles)
    return _piece(texts[page], page, places(texts[page], needles), len(needles), PASSAGE)


def passages(texts: Sequence[str], needles: Needles, wanted: Needles) -> list[Passage]:
    """The passage that shows most of the needles, then shorter ones until all of ``wanted`` are shown that stand anywhere.

    At most ``MOST_PASSAGES``, from as many pages as it takes.
    """
    if not texts:
        return [passage(texts, needles)]

    best = _best_page(texts, needles)
    standing = {best: places(texts[best], needles)}
    first = _piece(texts[best], best, standing[best], len(needles), PASSAGE)
    sought = set(wanted)
    missing = [at for at, needle in enumerate(needles) if needle in sought and at not in first.shows]
    if not missing:
        return [first]
    further: list[Passage] = []
    pages = dict.fromkeys((needles[number] for _, _, number in standing[best]), best)
    pages |= _pages_with(texts, [needles[at] for at in missing if needles[at] not in pages]) if len(texts) > 1 else {}
    while missing and len(further) < MOST_PASSAGES - 1:
        number = missing.pop(0)
        page = pages.get(needles[number])
        if page is None:
            continue
        if page not in standing:
            standing[page] = places(texts[page], needles)
        found = [one for one in standing[page] if one[2] in (number, *missing)]
        if not found:
            continue
        further.append(_piece(texts[page], page, found, len(missing) + 1, SHORT))
        missing = [other for other in missing if other not in further[-1].shows]
    if further:
        first = _piece(texts[best], best, standing[best], len(needles), SHORT)
    return [first, *further]


def told(pieces: Sequence[Passage], *, paged: bool) -> tuple[str, tuple[Span, ...]]:
    """Passages as one snippet, and what is marked in it; ``paged`` says of those on other pages than the first which."""
    snippet, highlights = pieces[0].snippet, list(pieces[0].highlights)
    for piece in pieces[1:]:
        snippet += f"……（第{piece.page + 1}页）" if paged and piece.page != pieces[0].page else "……"
        highlights += [(start + len(snippet), end + len(snippet)) for start, end in piece.highlights]
        snippet += piece.snippet
    return snippet, tuple(highlights)


def _pages_with(texts: Sequence[str], needles: Needles) -> dict[tuple[str | None, ...], int]:
    """The first page on which each needle stands."""
    found: dict[tuple[str | None, ...], int] = {}
    for page, standing in enumerate(_standing(texts, needles)):
        for number in standing:
            if needles[number] not in found and places(texts[page], [needles[number]]):
                found[needles[number]] = page
        if len(found) == len(needles):
            break
    return found


def _standing(texts: Sequence[str], needles: Needles) -> Iterator[set[int]]:
    """Page by page the numbers of the needles that seem to stand there.

    To fold two thousand pages takes half a second: of many pages a needle is sought as it is written there, and in what
    is folded only if it is on none so.
    """
    runs = [_longest_run(needle) for needle in needles]
    hard = set(range(len(runs)))
    if len(texts) > _MANY:
        hard = {number for number, run in enumerate(runs) if not any(run in _bare(text) for text in texts)}
    for text in texts:
        bare = _bare(text)
        standing = {number for number, run in enumerate(runs) if number not in hard and run in bare}
        if hard:
            folded = fold(text).replace(" ", "")
            standing |= {number for number in hard if runs[number] in folded}
        yield standing


def _bare(text: str) -> str:
    return text.replace("\n", "").replace(" ", "")


def _longest_run(needle: tuple[str | None, ...]) -> str:
    return max("".join(atom or "\0" for atom in needle).split("\0"), key=len)


def _piece(text: str, page: int, found: Sequence[tuple[int, int, int]], needles: int, width: int) -> Passage:
    start, end = _window(text, found, needles, width)
    end = max([end, *(b for a, b, _ in found if start <= a < end < b <= a + PASSAGE)])  # no word is cut in half
    marks = tuple(
        (max(a, start) - start, min(b, end) - start)
        for a, b, _ in found
        if a < end and b > start and (a >= start or b - a > PASSAGE)
    )
    shows = frozenset(number for a, b, number in found if start <= a and b <= end)
    spans = _merged(tuple((a, b) for a, b, _ in found))
    return Passage(page, start, text[start:end], _merged(marks), spans, shows)


def places(text: str, needles: Needles) -> list[tuple[int, int, int]]:
    """(start, end, number of the needle) of every place in ``text`` where a needle stands."""
    if not needles or not text:
        return []
    folded = fold_placed(text)
    found = []
    for number, needle in enumerate(needles):
        search = _atoms_in_order(needle).search
        match = search(folded.text)
        while match:
            found.append((*folded.span(*match.span()), number))
            match = search(folded.text, match.start() + 1)  # one may begin within another
    return sorted(found)


_NOT_WITHIN = "(?<![a-z0-9])"
_ANY_ATOM = rf"(?:{_NOT_WITHIN}[a-z0-9]+(?![a-z0-9])|[^\sa-z0-9])"


@lru_cache(maxsize=4096)
def _atoms_in_order(needle: tuple[str | None, ...]) -> re.Pattern[str]:
    """Atoms with nothing but white space between them; None is any one atom."""
    before = (None, *needle)
    return re.compile(r"\s*".join(map(_atom, needle, before)))


def _atom(atom: str | None, before: str | None) -> str:
    """One atom after another: letters and digits stand whole, of a long run its pieces; all else stands anywhere."""
    if atom is None:
        return _ANY_ATOM
    if not (atom.isascii() and atom.isalnum()):
        return re.escape(atom)
    begins = "" if before is not None and len(before) == LONGEST_ATOM else _NOT_WITHIN
    return f"{begins}{atom}" if len(atom) == LONGEST_ATOM else f"{begins}{atom}(?![a-z0-9])"


def _best_page(texts: Sequence[str], needles: Needles) -> int:
    if len(texts) == 1 or not needles:
        return 0
    best, most = 0, -1
    for page, standing in enumerate(_standing(texts, needles)):
        if len(standing) > most:
            best, most = page, len(standing)
        if most == len(needles):
            break
    return best


def _window(text: str, found: Sequence[tuple[int, int, int]], needles: int, width: int) -> Span:
    """The stretch of ``width`` characters that holds most different needles, then most places."""
    if not found:
        return 0, min(len(text), width)
    starts = [start for start, _, _ in found]
    best, most = 0, (0, 0)
    for first, (start, _, _) in enumerate(found):
        last = bisect_right(starts, start + width - 20)
        inside = found[first:last]
        value = (len({number for _, _, number in inside}), len(inside))
        if value > most:
            best, most = start, value
        if most[0] == needles:
            break
    start = _sentence_start(text, max(0, best - 20), best)
    return start, min(len(text), start + width)


def _sentence_start(text: str, earliest: int, latest: int) -> int:
    """Just after the last line or sentence end between two offsets, else the earlier of them."""
    for at in range(latest, earliest, -1):
        if text[at - 1] in "\n。；！？":
            return at
    return earliest


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
