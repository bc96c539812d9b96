"""What a person types → a query of the index. Pure, and never an error: what cannot be parsed becomes plain words.

Words stand for substrings, quotes for adjacent text, a space for AND; AND OR NOT (且 或 非, && || + -) and brackets
combine them, NOT before AND before OR; ``字段:值`` asks a field. Full-width punctuation is the same as half-width.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from archive.chinese.fold import fold
from indexer.index import Bonus, Everything, Node, Nothing
from indexer.segment import Segmenter
from search_api.habits.widening import NO_HABITS, Habits, Widened
from search_api.language.apart import Needle
from search_api.language.meaning import Meaning, add_terms
from search_api.language.parts import settle
from search_api.language.tokens import are_balanced, plain_words, tokens_of
from search_api.language.tree import DEEPEST, depth, tree_of

LONGEST_QUERY = 2000
"""Characters of a typed query that are looked at; the answer says when more were typed."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood."""

    match: Node
    rank: Mapping[str, float]
    """Weight of each rank term."""
    needles: tuple[Needle, ...]
    """Atoms to highlight, as they stand side by side."""
    reading: str
    """The query said back in Chinese."""
    relaxed: Node | None = None
    """The same with any of its words instead of all; None where that would be the same."""
    notes: tuple[str, ...] = ()
    """What was not understood or left out, in Chinese."""
    widened: tuple[Widened, ...] = ()
    """What habits added."""
    hints: tuple[Bonus, ...] = ()
    """What makes an entry better where not all of the words are found."""
    typed: tuple[Needle, ...] = ()
    """Of the needles the words as they were typed, without what habits add."""
    size: int = 0
    """Atoms in all the ways in which its wildcards, wrong characters and distances are tried."""


def parse(typed: str, segmenter: Segmenter, today: dt.date, habits: Habits = NO_HABITS) -> Parsed:
    """Understand a typed query; ``today`` is what 近三个月 counts from, ``habits`` widen its words."""
    notes: list[str] = []
    if len(typed) > LONGEST_QUERY:
        notes.append(f"查询太长，只用了前 {LONGEST_QUERY} 个字。要找与长文相像的案件，请用“类案”。")
        typed = typed[:LONGEST_QUERY]
    tokens = list(tokens_of(typed))
    if not are_balanced(tokens):
        notes.append("括号或引号不成对，已按普通词语检索。")
        tokens = plain_words(typed)
    elif depth(tokens) > DEEPEST:
        notes.append("括号或“非”套得太深，已按普通词语检索。")
        tokens = plain_words(typed)
    tree = tree_of(tokens)
    meaning = Meaning(segmenter, today, habits)
    said = meaning.of(tree) if tree is not None else None
    notes += meaning.notes
    if said is None:
        if typed.strip():
            notes.append("查询里没有可以检索的字词。")
        return Parsed(
            Nothing() if typed.strip() else Everything(), {}, (), "" if typed.strip() else "全部", None, tuple(notes)
        )
    match, relaxed = settle(said.part, all_words=True), settle(said.part, all_words=False)
    return Parsed(
        match,
        meaning.rank,
        tuple(meaning.needles),
        said.reading,
        None if relaxed == match else relaxed,
        tuple(notes),
        tuple(meaning.widened),
        tuple(meaning.hints),
        tuple(meaning.typed),
        meaning.size,
    )


def plain(text: str, segmenter: Segmenter) -> dict[str, float]:
    """Rank terms of a plain text that is never parsed, each weighted by how often it stands in the text."""
    rank: dict[str, float] = {}
    add_terms(rank, fold(text), segmenter)
    return rank
