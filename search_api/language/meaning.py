"""The tree of what was typed → what the index is asked, what ranks, what is highlighted, and the reading back. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from archive.chinese.fold import HAN, atoms, fold, is_symbol
from indexer.index import Adjacent, Amounts, And, Bonus, Days, Keyword, Node, Not, Or
from indexer.segment import Segmenter
from indexer.terms import rank_terms
from search_api.habits.widening import NO_HABITS, Habits, Widened
from search_api.language import days
from search_api.language.apart import (
    FARTHEST,
    LONGEST_FUZZY,
    Needle,
    near_words,
    needles_with_one_wrong,
    pattern_node,
    simple_pattern,
    size_of,
    with_one_wrong,
)
from search_api.language.counted import together
from search_api.language.days import stretch_of
from search_api.language.fields import field_node, special
from search_api.language.money import writings_of
from search_api.language.parts import Said, Words, all_of, settle
from search_api.language.tree import AllOf, AnyOf, Leaf, NotOf, Typed
from search_api.ranking import NEAR_NAME, SAME_TIME

_NAME = re.compile(rf"[{HAN}]{{2,4}}")
"""Long enough for a name of a person, and not too long."""
_LARGEST = 600
"""Atoms in all the ways in which wildcards, wrong characters and distances of one query are tried."""
_MOST_WORDS = 800
_MOST_RANKED = 500
"""Characters of one query that rank. With these three a query stays below what a small Elasticsearch takes at once."""
_MOST_WIDENED = 12
"""Things one query is widened by: each is counted on its own."""
_MOST_HINTS = 8
LONGEST_WORD = 2_000
"""Characters of one word or phrase, folded."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of what was typed."""

    own: tuple[str, ...]
    """Its words with those of the office's own list."""
    sought: tuple[str, ...]
    """Its words without them."""

    @property
    def reading(self) -> str:
        own, sought = ("、".join(f"“{word}”" for word in words) for words in (self.own, self.sought))
        return own if own == sought else f"{own}（也找分开的{sought}）"


@dataclass(slots=True)
class Meaning:
    """Goes through a tree, gathering what ranks and what is highlighted on the way."""

    segmenter: Segmenter
    today: dt.date
    habits: Habits = NO_HABITS
    negated: int = 0
    rank: dict[str, float] = field(default_factory=dict)
    needles: dict[Needle, None] = field(default_factory=dict)
    typed: dict[Needle, None] = field(default_factory=dict)
    """The needles that were typed."""
    notes: dict[str, None] = field(default_factory=dict)
    widened: dict[Widened, None] = field(default_factory=dict)
    hints: dict[Bonus, None] = field(default_factory=dict)
    """What makes an entry better where not all of the words are found."""
    size: int = 0
    """Of what stands apart so far."""
    ranked: int = 0
    """Characters that rank so far."""
    asked: dict[Node, None] = field(default_factory=dict)
    """What words and phrases were asked for so far."""

    def of(self, typed: Typed) -> Said | None:
        """What a part of the tree means; None if it asks for nothing."""
        match typed:
            case Leaf():
                return self._leaf(typed)
            case NotOf(part=part):
                self.negated += 1
                said = self.of(part)
                self.negated -= 1
                if said is None:
                    return None
                return Said(Not(settle(said.part, all_words=True)), f"不要{said.closed}")
            case AllOf(parts=parts):
                known = [said for part in parts if (said := self.of(part)) is not None]
                return all_of(known)
            case AnyOf(parts=parts):
                known = [said for part in parts if (said := self.of(part)) is not None]
                if len(known) < 2:
                    return known[0] if known else None
                any_of = Or(tuple(dict.fromkeys(settle(said.part, all_words=True) for said in known)))
                return Said(any_of, "，或".join(said.closed for said in known), "或")

    def _leaf(self, leaf: Leaf) -> Said | None:
        if leaf.kind == "field":
            return self._field(leaf)
        if len(self.asked) >= _MOST_WORDS:
            self._tell_too_many()
            return None
        folded = fold(leaf.text)
        if len(folded) > LONGEST_WORD:  # a character may stand for twenty
            self.notes[f"一个词只用了前 {LONGEST_WORD} 个字。"] = None
            folded = folded[:LONGEST_WORD]
        if leaf.near is not None and (found := self._near(leaf.text, leaf.near)):
            return found
        if leaf.kind == "phrase":
            return self._phrase(leaf.text, folded)
        if len(folded) > 2 and folded[-1] == "~" and (found := self._fuzzy(folded)):
            return found
        if re.search("[*?]", folded) and (found := self._pattern(leaf.text, folded)):
            return found
        return self._word(folded)

    def _field(self, leaf: Leaf) -> Said | None:
        if leaf.field == "party" and len(leaf.text) > 2 and leaf.text[-1] in "~～":
            name = fold(leaf.text).rstrip("~～").strip()
            wrong = with_one_wrong("party", name)
            if self._affords(wrong):
                return Said(wrong, f"当事人是“{name}”（可错一个字）")
            return Said(Keyword("party", (name,)), f"当事人是“{name}”")
        node, reading, note = field_node(leaf.field, leaf.text, self.today)
        if note:
            self.notes[note] = None
        return None if node is None else Said(node, reading)

    def _word(self, folded: str) -> Said | None:
        pieces = self._pieces(folded)
        words = list(dict.fromkeys(word for piece in pieces for word in piece.sought))
        self._hint(folded)
        meant = self._special(folded)
        if not words and meant is None:
            return None
        self._add(folded)
        if meant:
            node, reading = meant
            letters = _one(tuple(self._adjacent(tuple(atoms(word))) for word in ([folded] if words else [])))
            numbers = [one for one in self.habits.of(folded) if one.habit == "numbers"]
            letters = self._also(letters, numbers) if letters else None
            return Said(Words((Or((letters, node)) if letters else node,)), f"含“{folded}”或{reading}")
        if len(words) > 1 and (whole := self.habits.of(folded)):
            letters = And(tuple(self._adjacent(tuple(atoms(word))) for word in words))
            return Said(Words((self._also(letters, whole),)), f"含“{folded}”")
        nodes = tuple(dict.fromkeys(node for piece in pieces for node in self._nodes(piece)))
        if len(nodes) > _MOST_WORDS:
            self._tell_too_many()
        return Said(Words(nodes[:_MOST_WORDS]), f"含{'、'.join(dict.fromkeys(piece.reading for piece in pieces))}")

    def _pieces(self, folded: str) -> list[_Piece]:
        cut = [
            (_without_marks(own), _without_marks(sought)) for own, sought in together(self.segmenter.both_cuts(folded))
        ]
        return [_Piece(own, sought) for own, sought in cut if sought]

    def _nodes(self, piece: _Piece) -> list[Node]:
        """What of a piece is to be found. The office's own words are marked, and rank: what is found does not hang on
        them, or a word that is added would hide what was found before."""
        if piece.own != piece.sought:
            for word in piece.own:
                self._mark(tuple(atoms(word)))
        nodes = [self._also(self._adjacent(tuple(atoms(word))), self.habits.of(word)) for word in piece.sought]
        if len(nodes) > 1 and len(piece.own) == 1 and (also := self.habits.of(piece.own[0])):
            return [self._also(And(tuple(nodes)), also)]
        return nodes

    def _phrase(self, text: str, folded: str) -> Said | None:
        found = _within_marks(folded)
        if not found:
            return None
        self._add(folded)
        node = self._adjacent(found)
        reading = f"原文含“{text.strip()}”"
        meant = self._special(folded)
        if meant:
            return Said(Words((Or((node, meant[0])),)), f"{reading}或{meant[1]}")
        return Said(Words((node,)), reading)

    def _near(self, text: str, far: int) -> Said | None:
        words = [word for part in text.split() if (word := _within_marks(fold(part)))]
        if len(words) < 2:
            return None
        node, note = near_words(words, far)
        if note:
            self.notes[note] = None
        if not self._affords(node):
            return None
        for word in words:
            self._add("".join(word))
            self._adjacent(word)
        listed = "、".join(f"“{''.join(word)}”" for word in words)
        return Said(Words((node,)), f"{listed}相隔不超过{min(far, FARTHEST)}个字")

    def _fuzzy(self, folded: str) -> Said | None:
        name = folded.rstrip("~").strip()
        if len(atoms(name)) < 2:
            return None
        node = with_one_wrong("", name)
        if len(atoms(name)) > LONGEST_FUZZY:
            self.notes[f"可错一个字的词最多{LONGEST_FUZZY}个字，更长的按原文找。"] = None
        if not self._affords(node):
            return self._phrase(name, name)
        self._add(name)
        self._mark(tuple(atoms(name)))
        for needle in needles_with_one_wrong(name):
            self._mark(needle)
        return Said(Words((node,)), f"含“{name}”（可错一个字）")

    def _pattern(self, text: str, folded: str) -> Said | None:
        simple = simple_pattern(folded)
        if simple is None:
            self.notes["一个词里的 * 和 ? 太多或者太长，按普通词语找。"] = None
            return None
        found = pattern_node(simple)
        if found is None or not self._affords(found[0]):
            return None
        node, needles = found
        for needle in needles:
            self._mark(needle)
        self._add(re.sub("[*?]", " ", folded))
        return Said(Words((node,)), f"含形如“{text}”的字")

    def _affords(self, node: Node) -> bool:
        """Whether a node may be tried in all its ways; a query that has too many is told so."""
        more = size_of(node)
        if self.size + more > _LARGEST:
            self.notes["通配符、错字和相隔写得太多，后面的按原文找。"] = None
            return False
        self.size += more
        return True

    def _widen(self, one: Widened) -> bool:
        """Whether the query is widened by this."""
        if len(self.widened) >= _MOST_WIDENED and one not in self.widened:
            self.notes[f"词语很多，只有前{_MOST_WIDENED}处按习惯放宽。"] = None
            return False
        self.widened[one] = None
        return True

    def _special(self, folded: str) -> tuple[Node, str] | None:
        """What the word means beside its letters; one sum in another writing is a habit, which may be off."""
        meant = special(folded, self.today)
        if meant is not None and isinstance(meant[0], Keyword) and meant[0].name == "date":
            for written in days.writings_of(meant[0].values[0]):
                self._mark(tuple(atoms(written)))
        if meant is None or not isinstance(meant[0], Amounts) or meant[0].low != meant[0].high:
            return meant
        if self.negated or "numbers" not in self.habits.on:
            return None
        if not self._widen(Widened("numbers", folded, (meant[1],), meant[0])):
            return None
        for written in writings_of(meant[0].low or 0):
            self._mark(tuple(atoms(written)))
        return meant

    def _also(self, letters: Node, widened: list[Widened]) -> Node:
        """The letters, or what the habits add to them. What is excluded is what was typed and no more: nobody sees what is
        lost, and the words are not said back."""
        if self.negated:
            return letters
        widened = [one for one in widened if self._widen(one)]
        for one in widened:
            for needle in _needles(one.node):
                self._mark(needle)
                self._add_lightly("".join(needle))
        return Or((letters, *(one.node for one in widened))) if widened else letters

    def _hint(self, folded: str) -> None:
        if self.negated or len(self.hints) >= _MOST_HINTS:
            return
        if _NAME.fullmatch(folded):
            near = with_one_wrong("party", folded)
            self.hints[Bonus(Or((Keyword("party", (folded,)), near)), NEAR_NAME)] = None
        elif stretch := stretch_of(folded, self.today):
            first, last = stretch.first, stretch.last
            days = Days(first.toordinal() if first else None, last.toordinal() if last else None)
            self.hints[Bonus(days, SAME_TIME)] = None

    def _add_lightly(self, folded: str) -> None:
        """What a habit adds ranks too, after what was typed."""
        more: dict[str, float] = {}
        if not self.negated:
            add_terms(more, folded, self.segmenter)
        for term in more:
            self.rank.setdefault(term, 1.0)

    def _adjacent(self, found: tuple[str, ...]) -> Node:
        self._mark(found)
        if not self.negated:
            self.typed[found] = None
        node = Adjacent(found)
        self.asked[node] = None
        return node

    def _mark(self, needle: Needle) -> None:
        if not self.negated:
            self.needles[needle] = None

    def _add(self, folded: str) -> None:
        if self.negated:
            return
        room = _MOST_RANKED - self.ranked
        self.ranked += min(len(folded), room)
        if len(folded) > room:
            self.notes[f"排序只看前 {_MOST_RANKED} 个字。"] = None
        add_terms(self.rank, folded[:room], self.segmenter)

    def _tell_too_many(self) -> None:
        self.notes[f"词语太多，只用了前 {_MOST_WORDS} 个。要找与长文相像的案件，请用“类案”。"] = None


def _within_marks(folded: str) -> tuple[str, ...]:
    """The atoms of a text from its first to its last that is no mark."""
    found = atoms(folded)
    standing = [at for at, atom in enumerate(found) if not is_symbol(atom)]
    return tuple(found[standing[0] : standing[-1] + 1]) if standing else ()


def _without_marks(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if not all(is_symbol(atom) for atom in atoms(word)))


def add_terms(rank: dict[str, float], folded: str, segmenter: Segmenter) -> None:
    """Count the rank terms of a text, marks left out."""
    for term in rank_terms(folded, segmenter):
        if not (term[0] == "." and is_symbol(term[1:])):
            rank[term] = rank.get(term, 0.0) + 1.0


def _needles(node: Node) -> list[tuple[str, ...]]:
    match node:
        case Adjacent(atoms=found):
            return [found]
        case Or(parts=parts):
            return [needle for part in parts for needle in _needles(part)]
        case _:
            return []


def _one(nodes: tuple[Node, ...]) -> Node | None:
    return nodes[0] if nodes else None
