"""The word lists of this room: text files beside the code, one entry a line, ``#`` begins a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def entries(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a list, each cut at white space."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list that has any number of them on a line."""
    return frozenset(word for entry in entries(name) for word in entry)


@cache
def weights(name: str) -> Mapping[str, int]:
    """Words with their weights, from lines of a weight and the words that have it."""
    return {word: int(entry[0]) for entry in entries(name) for word in entry[1:]}


@cache
def groups(name: str) -> Mapping[str, Sequence[str]]:
    """Words by the name that begins their line; a name may have several lines."""
    found: dict[str, list[str]] = {}
    for entry in entries(name):
        found.setdefault(entry[0], []).extend(entry[1:])
    return found


def any_of(some: frozenset[str] | Sequence[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(some, key=lambda word: (-len(word), word))) + ")"


def beginnings(some: Iterable[str]) -> re.Pattern[str]:
    """Any first sign of these words: by it most places of a text are passed over before a long pattern is tried."""
    return re.compile(f"[{re.escape(''.join(sorted({word[0] for word in some})))}]")


def each_match(pattern: re.Pattern[str], first: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` yields, tried only where ``first`` matches."""
    end = 0
    for sign in first.finditer(text):
        if sign.start() >= end and (match := pattern.match(text, sign.start())):
            end = match.end()
            yield match


def terms(name: str) -> str:
    """A regular expression for any word of a list in ``terms``."""
    return any_of(groups("terms")[name])
