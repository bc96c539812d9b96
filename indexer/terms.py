"""Folded text → the terms both engines store and ask for: pure functions.

Three families share one field and are told apart by their first character: words as they are, pairs of neighbouring
atoms (``_``), single atoms (``.``). Measured on petitions and statute questions, words and pairs in one field rank
better than either alone; pairs and atoms also make every substring findable, however the words were cut.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise

from archive.chinese.fold import atoms, is_symbol
from archive.errors import InvalidInput
from indexer.segment import Segmenter

_GLUE = "~"
"""Joins the two atoms of a pair unless both are single characters."""
_LONGEST_KEYWORD = 1_000
_LONGEST_KEY = 8_000


def pair(first: str, second: str) -> str:
    """The term for two atoms standing side by side."""
    return first + second if len(first) == len(second) == 1 else f"{first}{_GLUE}{second}"


def pairs(found: list[str]) -> list[str]:
    """The terms for all neighbours of a text's atoms, in order."""
    return [pair(a, b) for a, b in pairwise(found)]


def rank_pair(term: str) -> str:
    """A pair as it stands among the rank terms."""
    return f"_{term}"


def rank_atom(atom: str) -> str:
    """An atom as it stands among the rank terms."""
    return f".{atom}"


def rank_terms(folded: str, segmenter: Segmenter, found: list[str] | None = None) -> list[str]:
    """All rank terms of folded text; ``found`` spares cutting its atoms again."""
    found = atoms(folded) if found is None else found
    words = [word for word in segmenter.cut_for_search(folded) if not is_symbol(word)]
    return [*words, *(f"_{term}" for term in pairs(found)), *(f".{atom}" for atom in found)]


def safe_keyword(value: str) -> str:
    """A keyword as both engines store it and ask for it.

    An engine drops a value too long for it without a word (tantivy beyond 65,530 bytes, Elasticsearch beyond 32,766):
    one of more than 1,000 characters is held as its beginning and a digest, so that it is still found by the whole.
    Half of a surrogate pair, as in a file name that is not UTF-8, becomes a question mark.
    """
    value = value.encode("utf-8", "replace").decode()
    if len(value) <= _LONGEST_KEYWORD:
        return value
    return f"{value[: _LONGEST_KEYWORD - 20]}…{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def checked_key(key: str) -> str:
    """An entry's key, refused (``InvalidInput``) where an engine would lose it: over 8,000 bytes, or not Unicode."""
    if len(key.encode("utf-8", "replace")) > _LONGEST_KEY or any("\ud800" <= c <= "\udfff" for c in key):
        raise InvalidInput(f"编号无法编入检索索引：{key[:40]!a}。", "编号过长，或含有损坏的字符，请改正后重试。")
    return key
