"""Where in a text the words asked for stand, and the passage that shows them best. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.chinese.fold import HAN, Folded, atom_spans, fold, fold_with_origin

PASSAGE = 120
"""Characters of a snippet."""

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


def passage(texts: Sequence[str], needles: Needles) -> Passage:
    """The passage of one of the texts that shows most of the needles; the beginning if none stands there."""
    if not texts:
        return Passage(0, 0, "", (), ())
    page = _best_page(texts, needles)
    text = texts[page]
    found = places(text, needles)
    start, end = _window(text, found, needles)
    end = max([end, *(b for a, b, _ in found if start <= a < end < b <= a + PASSAGE)])  # no word is cut in half
    marks = tuple(
        (max(a, start) - start, min(b, end) - start)
        for a, b, _ in found
        if a < end and b > start and (a >= start or b - a > PASSAGE)
    )
    return Passage(page, start, text[start:end], _merged(marks), _merged(tuple((a, b) for a, b, _ in found)))


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
            for match in re.finditer(f"(?=({side_by_side}))", folded.text):
                found.append((*folded.span(*match.span(1)), number))
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
    joined = [max("".join(atom or "\0" for atom in needle).split("\0"), key=len) for needle in needles]
    best, most = 0, -1
    for page, text in enumerate(texts):
        folded = fold(text).replace(" ", "")
        standing = sum(needle in folded for needle in joined)
        if standing > most:
            best, most = page, standing
        if standing == len(joined):
            break
    return best


def _window(text: str, found: Sequence[tuple[int, int, int]], needles: Needles) -> Span:
    """The stretch of ``PASSAGE`` characters that holds most different needles, then most places."""
    if not found:
        return 0, min(len(text), PASSAGE)
    starts = [start for start, _, _ in found]
    best, most = 0, (0, 0)
    for first, (start, _, _) in enumerate(found):
        last = bisect_right(starts, start + PASSAGE - 20)
        inside = found[first:last]
        value = (len({number for _, _, number in inside}), len(inside))
        if value > most:
            best, most = start, value
        if most[0] == len(needles):
            break
    start = _sentence_start(text, max(0, best - 20), best)
    return start, min(len(text), start + PASSAGE)


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
