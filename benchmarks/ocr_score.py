"""How far a reading is from the truth: folding, edit distance, character error rate."""

from __future__ import annotations

import re
import unicodedata

import opencc

_SIMPLIFIED = opencc.OpenCC("t2s")
_ALIKE = {
    **dict.fromkeys("“”„‟「」『』〝〞＂″", '"'),
    **dict.fromkeys("‘’‚‛＇′`´", "'"),
    **dict.fromkeys("〔【［〖〈《[{<", "("),
    **dict.fromkeys("〕】］〗〉》]}>", ")"),
    **dict.fromkeys("—–―－‐‑‒─━_−", "-"),
}
_TABLE = str.maketrans(_ALIKE)


def fold(text: str) -> str:
    """Width, quotes, brackets, dashes and white space folded, traditional characters made simplified."""
    wide: str = unicodedata.normalize("NFKC", text.translate(_TABLE)).translate(_TABLE)
    return str(_SIMPLIFIED.convert(re.sub(r"\s+", "", wide)))


def distance(found: str, truth: str) -> int:
    """Levenshtein distance, by Myers' bit-parallel algorithm on Python's long integers."""
    if not truth:
        return len(found)
    masks: dict[str, int] = {}
    for place, character in enumerate(truth):
        masks[character] = masks.get(character, 0) | 1 << place
    full, last = (1 << len(truth)) - 1, 1 << len(truth) - 1
    plus, minus, score = full, 0, len(truth)
    for character in found:
        equal = masks.get(character, 0)
        diagonal = (((equal & plus) + plus) ^ plus) | equal | minus
        up, down = minus | ~(diagonal | plus) & full, diagonal & plus
        score += bool(up & last) - bool(down & last)
        up, down = (up << 1 | 1) & full, (down << 1) & full
        plus, minus = down | ~(diagonal | up) & full, up & diagonal
    return score


def errors(found: str, truth: str) -> tuple[int, int]:
    """Edits needed and characters of the truth, both after folding."""
    want = fold(truth)
    return distance(fold(found), want), len(want)
