"""Where in a text the words asked for stand, and the passage that shows them best. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.chinese.fold import HAN, Folded, atom_spans, fold, fold_with_origin

PASSAGE = 120
"""Characters of a passage."""
SHORT = 60
"""Characters of each where it takes several to show all the words."""
MOST_PASSAGES = 4

_MANY = 50
"""Pages from which on most are passed over unfolded."""

Needles = Sequence[tuple[str | None, ...]]
Span = tuple[int, int]
_HAN = re.compile(f"[{HAN}]")


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
    first = passage(texts, needles)
    sought = set(wanted)
    missing = [at for at, needle in enumerate(needles) if needle in sought and at not in first.shows]
    if not texts or not missing:
        return [first]
    further: list[Passage] = []
    pages = _pages_with(texts, [needles[number] for number in missing])
    while missing and len(further) < MOST_PASSAGES - 1:
        number = missing.pop(0)
        page = pages.get(needles[number])
        if page is None:
            continue
        found = [one for one in places(texts[page], needles) if one[2] in (number, *missing)]
        if not found:
            continue
        further.append(_piece(texts[page], page, found, len(missing) + 1, SHORT))
        missing = [other for other in missing if other not in further[-1].shows]
    if further:
        found = places(texts[first.page], needles)
        first = _piece(texts[first.page], first.page, found, len(needles), SHORT)
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
    folded = fold_with_origin(text)
    found = []
    rest = []
    for number, needle in enumerate(needles):
        if all(atom is not None and _HAN.fullmatch(atom) for atom in needle):
            # each character is an atom wherever it stands: no need to cut the text
            side_by_side = r"\s*".join(needle)  # type: ignore[arg-type]  # none is None
            search = re.compile(side_by_side).search
            match = search(folded.text)
            while match:
                found.append((*folded.span(*match.span()), number))
                match = search(folded.text, match.start() + 1)  # one may begin within another
        else:
            rest.append((number, needle))
    if rest:
        found += _among_atoms(folded, rest)
    return sorted(found)


def _among_atoms(folded: Folded, needles: Sequence[tuple[int, tuple[str | None, ...]]]) -> list[tuple[int, int, int]]:
    spans = atom_spans(folded.text)
    standing = [atom for atom, _, _ in spans]
    at: dict[str, list[int]] = {}
    wanted = {needle[0] for _, needle in needles}
    for position, atom in enumerate(standing):
        if atom in wanted:
            at.setdefault(atom, []).append(position)
    found = []
    for number, needle in needles:
        length = len(needle)
        for position in at.get(needle[0] or "", ()):
            if _stands(standing, position, needle):
                start, _ = folded.span(spans[position][1], spans[position][2])
                _, end = folded.span(spans[position + length - 1][1], spans[position + length - 1][2])
                found.append((start, end, number))
    return found


def _stands(standing: Sequence[str], at: int, needle: tuple[str | None, ...]) -> bool:
    """Whether the atoms from ``at`` on are those of the needle, where None is any one atom."""
    there = standing[at : at + len(needle)]
    return len(there) == len(needle) and all(want in (None, found) for want, found in zip(needle, there, strict=True))


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
