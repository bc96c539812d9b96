"""Where each of many words stands in a text, found in one pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_BEGINNING = 2
"""Signs of a word by which most places of the text are passed over."""


def places_of(text: str, words: Collection[str]) -> Mapping[str, list[int]]:
    """The offsets of every word of two signs and more, left to right, overlapping ones too; an empty list where none is."""
    found: dict[str, list[int]] = {word: [] for word in words if len(word) >= _BEGINNING}
    lengths: dict[str, set[int]] = {}
    for word in found:
        lengths.setdefault(word[:_BEGINNING], set()).add(len(word))
    for at in range(len(text) - _BEGINNING + 1):
        for length in lengths.get(text[at : at + _BEGINNING], ()):
            places = found.get(text[at : at + length])
            if places is not None:
                places.append(at)
    return found
