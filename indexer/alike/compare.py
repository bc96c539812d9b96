"""Two papers character by character: how much they share, where they differ, and what they may be to each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from archive.record.alike import Relation
from indexer.alike.sketch import SHINGLE

LONGEST = 30_000
"""Characters up to which texts are laid side by side; longer ones are told by their shingles alone."""
LEAST = 0.7
"""Of the shorter text that has to be in the other."""
_OF_OTHERS = 0.92
"""The same with letters in which quite different identity numbers or telephones stand."""
_GAP = 2
"""Characters alike by chance between two differences."""
_BLOCK = 8
"""Characters from which a difference is somebody's wording and no error of reading."""
_ENDS = 60
"""Characters at the beginning and the end, where addressee, signature and day stand."""
_SENTENCE = 15
"""Characters from which a block is a sentence more or another one."""
_REWORDED = 0.03
"""Part of the text in blocks up to which a paper is the same paper read again."""
_NAME, _CLEAN = 3, 0.03
"""Characters from which a difference at an end is another name, where at most this part between the ends is misread: the
names themselves, written twice in a short letter, are no errors of reading."""
_NUMBER = re.compile(r"\d{7,}[\dx]?")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two squeezed texts differ."""

    start: int
    end: int
    """Half-open, in the first."""
    other_start: int
    other_end: int

    @property
    def size(self) -> int:
        """Characters of the longer side."""
        return max(self.end - self.start, self.other_end - self.other_start)


@dataclass(frozen=True, slots=True)
class Alike:
    """What two papers have in common."""

    likeness: float
    """Part of the longer text that is in the other, 0 to 1."""
    contained: float
    """Part of the shorter text that is in the other, 0 to 1."""
    relation: Relation


def compare(one: str, other: str) -> Alike | None:
    """Compare two squeezed texts; None if they are different papers."""
    if not one or not other:
        return None
    if max(len(one), len(other)) > LONGEST:
        return _by_shingles(one, other)
    found = differences(one, other)
    same = (len(one) + len(other) - sum(d.end - d.start + d.other_end - d.other_start for d in found)) / 2
    short, long = sorted((len(one), len(other)))
    contained, likeness = same / short, same / long
    cut = [d for d in found if _is_cut(d, one, other)]
    ends = [d for d in found if d not in cut and _at_the_ends(d, one, other)]
    blocks = [d.size for d in found if d.size >= _BLOCK and d not in cut and d not in ends]
    between = [d.size for d in found if d.size < _BLOCK and d not in cut and d not in ends]
    clean = sum(between) <= _CLEAN * max(short - 2 * _ENDS, _ENDS)
    renamed = any(d.size >= (_NAME if clean else _BLOCK) for d in ends)
    if contained < LEAST or (contained < _OF_OTHERS and _of_others(one, other)):
        return None
    reworded = sum(blocks) > _REWORDED * short or any(size >= _SENTENCE for size in blocks)
    relation = Relation.REVISED if reworded else Relation.COPY if renamed else Relation.RESCAN
    return Alike(round(likeness, 4), round(contained, 4), relation)


def differences(one: str, other: str) -> list[Difference]:
    """Where two squeezed texts differ; what is alike by chance between two differences belongs to them."""
    found: list[Difference] = []
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            continue
        start, end, other_start, other_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        last = found[-1] if found else None
        if last is not None and start - last.end <= _GAP and (start == last.end or last.size + end - start > _BLOCK):
            found[-1] = Difference(last.start, end, last.other_start, other_end)
        else:
            found.append(Difference(start, end, other_start, other_end))
    return found


def _is_cut(difference: Difference, one: str, other: str) -> bool:
    """Whether a piece at the beginning or the end is in one of the two only, as where a page was cut."""
    sizes = sorted((difference.end - difference.start, difference.other_end - difference.other_start))
    at_end = difference.end == len(one) and difference.other_end == len(other)
    at_start = difference.start == 0 and difference.other_start == 0
    return sizes[1] >= _BLOCK and sizes[0] <= sizes[1] // 5 and (at_end or at_start)


def _at_the_ends(difference: Difference, one: str, other: str) -> bool:
    head = max(difference.end, difference.other_end) <= _ENDS
    return head or max(len(one) - difference.start, len(other) - difference.other_start) <= _ENDS


def _of_others(one: str, other: str) -> bool:
    """Whether both name people by number, and no number is in both, an error of reading or two aside."""
    first, second = _NUMBER.findall(one), _NUMBER.findall(other)
    return bool(first and second) and not any(_near(a, b) for a in first for b in second)


def _near(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=3) <= 2


def _by_shingles(one: str, other: str) -> Alike | None:
    first, second = _shingle_set(one), _shingle_set(other)
    shared = len(first & second)
    contained, likeness = shared / min(len(first), len(second)), shared / max(len(first), len(second))
    if contained < LEAST * LEAST:
        return None
    return Alike(round(likeness, 4), round(contained, 4), Relation.RESCAN if likeness >= LEAST else Relation.REVISED)


def _shingle_set(text: Sequence[str]) -> set[Sequence[str]]:
    return {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}
