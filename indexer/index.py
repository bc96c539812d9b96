"""The port between what the office asks and an engine that answers: Entry in, Query asked, Hits out.

No engine's words here. Both adapters store, for every entry, the same terms made by ``indexer.entry``: *rank terms*
(words, overlapping pairs, single atoms) that decide the score, *pairs in order* that decide whether atoms stand side
by side, and *atoms in order* for what stands apart. Both answer the same tree of nodes, so NOT excludes everywhere and both find the same set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

MAPPING_VERSION = 5
"""Raised whenever stored entries would have to be written anew."""

Kind = Literal["case", "document", "law"]
Sort = Literal["relevance", "newest", "oldest"]

_MOST = 50
FACETS: Mapping[str, int] = {
    **dict.fromkeys(("kind", "paper", "category", "region", "year"), _MOST),
    "month": 2_400,
    **dict.fromkeys(("outcome", "list", "channel", "unit", "law"), _MOST),
    "party": 20,
}
"""Fields whose values are counted in an answer, and how many of each are given, the most frequent first; ``month`` (2022-05)
is of the entry's own day and has no gaps, ``list`` is 一级 to 三级. The name of a person takes the engine a while to tell."""
WORDS = "words"
"""Name under which ``SearchIndex.begin`` gives the words of texts, as they were cut."""
KEYWORDS = (
    *FACETS,
    *("number", "case_no", "place", "name", "date", "scope", "identity", "phone", "pinyin"),
    *("matter", "cited", "held"),
)
"""Fields asked for a whole value; ``date`` holds ISO days and months mentioned in the text, ``scope`` the rights,
``identity`` and ``phone`` the parties' numbers, ``pinyin`` spelling and initials of names and places, ``matter`` what kind
of case it is, ``cited`` articles and statutes a case rests on, ``held`` what became of its decision on review."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case, document or article as the index holds it."""

    key: str
    """``case:NO``, ``document:ID`` or ``law:民法典第五十四条``; unique."""
    kind: Kind
    rank_terms: str
    """Words, pairs and atoms of the whole text, separated by spaces; decides the score."""
    title_terms: str
    """The same of the title."""
    pairs: str
    """Neighbouring atoms in order, separated by spaces; decides adjacency."""
    keywords: Mapping[str, tuple[str, ...]]
    """Values of ``KEYWORDS``."""
    day: int | None = None
    """Proleptic ordinal of the entry's own date (``datetime.date.toordinal``)."""
    digest: str = ""
    """Changes whenever anything above does; compared by ``index diff``."""
    version: int = 0
    """How far the outbox had come when the entry was made; an older one never replaces a newer."""
    atoms: str = ""
    """Atoms in order, separated by spaces; decides what stands apart, and which atoms are like a pattern."""
    amounts: tuple[int, ...] = ()
    """Amounts of money stated or standing in the text, in fen."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every entry."""


EVERYTHING = Everything()


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no entry."""


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Matches entries in which these atoms stand side by side, in this order."""

    atoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spaced:
    """Matches entries in which these atoms stand in this order; None stands for any one atom. Begins and ends with one."""

    atoms: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Matches entries in which two different pieces stand at most ``far`` atoms apart, either of them first.

    Both are one atom, or both are two of which the end of neither begins the other; what else stands near is asked for
    in all its ways by ``Spaced``.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    far: int

    @staticmethod
    def holds(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether these may be the two pieces."""
        return len(one) == len(other) in (1, 2) and one[0] != other[-1] and one[-1] != other[0]


@dataclass(frozen=True, slots=True)
class Keyword:
    """Matches entries having one of these values in a field of ``KEYWORDS``, or one of these keys (``name`` "key")."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Matches entries having a value like the pattern in a field of ``KEYWORDS``, or an atom like it (``name`` "atoms").

    ``*`` is any number of characters, ``?`` exactly one.
    """

    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Matches entries that name an amount in a closed range of fen; None is open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Days:
    """Matches entries whose own date lies in a closed range of ordinals; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class And:
    """Matches what every part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches what any part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Matches everything its part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Matches entries having at least one of these rank terms; stands first in an ``And``."""

    terms: tuple[str, ...]


Node = Everything | Nothing | Adjacent | Spaced | Near | Keyword | Pattern | Amounts | Days | And | Or | Not | AnyTerm


@dataclass(frozen=True, slots=True)
class Bonus:
    """What makes an entry better whatever its words are: it scores so much more if it matches."""

    match: Node
    score: float


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: which entries match, what makes one better than another, and how much of the answer is wanted."""

    match: Node
    rank: Mapping[str, float] = field(default_factory=dict)
    """Weight of each rank term; scores add up as BM25 over the text, and again over the title."""
    title_weight: float = 1.0
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: Mapping[str, int] = field(default_factory=dict)
    """How many values of each are wanted, the most frequent first."""
    bonuses: tuple[Bonus, ...] = ()
    """Added to the score of entries that match."""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values chosen of facets, any of each: they narrow hits, total and the other facets, not the facet itself."""
    grouped: bool = False
    """Of a case and its documents give only the one that stands first; the total counts groups."""

    @property
    def confined(self) -> Node:
        """What matches and has the values chosen."""
        return self.without("")

    def without(self, facet: str) -> Node:
        """The same, whatever its values of one facet are."""
        parts = [Keyword(name, values) for name, values in self.chosen.items() if name != facet]
        if not parts:
            return self.match
        return And((*(self.match.parts if isinstance(self.match, And) else (self.match,)), *parts))


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found."""

    key: str
    score: float
    together: int = 1
    """Where grouped: how many of its group match."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer."""

    total: int
    """All entries that match, however many are returned."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built with."""

    mapping: int
    segmenter: str
    """Fingerprint of the segmenter that cut every entry."""
    words: tuple[str, ...] = ()
    """The office's own words it cut by, sorted."""
    unsure: tuple[str, ...] = ()
    """Words on which the list has changed since: entries that hold one of them may be cut either way."""

    @property
    def is_current(self) -> bool:
        """Whether this version of the program built it."""
        return self.mapping == MAPPING_VERSION


@dataclass(frozen=True, slots=True)
class Stored:
    """One entry as it stands in the index, for comparison with the record."""

    key: str
    digest: str


def group_of(entry: Entry) -> int:
    """A number that is the same for a case and its documents, else of the entry alone."""
    return number_of(next(iter(entry.keywords.get("case_no", ())), "") or f"\0{entry.key}")


def number_of(value: str) -> int:
    """A number of 63 bits that stands for a value where an engine counts numbers faster than texts."""
    return int.from_bytes(hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


class SearchIndex(Protocol):
    """An engine that holds entries and answers queries. Errors are ``IndexUnavailable`` and ``IndexOutdated``."""

    def stamp(self) -> Stamp | None:
        """What the index in use was built with; None if there is none yet."""

    def search(self, query: Query) -> Hits:
        """Answer a query from the index in use."""

    def every(self, query: Query) -> Iterator[Hit]:
        """Every hit of a query in its order, as the index stood at the first step; some thousands in memory at a time.

        What the query says of offset, limit, facets and groups does not count.
        """

    def begin(self, name: str, prefix: str, match: Node, limit: int) -> list[tuple[str, int]]:
        """Values of a field of ``KEYWORDS``, or ``WORDS``, that begin so in entries that match, and in how many.

        The most frequent come first, those as frequent by their letters. ``prefix`` is not empty.
        """

    def counts(self, nodes: Sequence[Node], match: Node) -> list[int]:
        """How many entries match each of the nodes and ``match``."""

    def write(self, entries: Iterable[Entry], deleted: Iterable[str] = ()) -> None:
        """Add or replace entries, remove keys; everything is searchable and durable on return.

        Raises ``EntriesRefused`` when all others are, if the engine does not take some as they are.
        """

    def rebuild(self, entries: Iterable[Entry], stamp: Stamp) -> int:
        """Build a new index aside and swap it in; returns the number of entries. Search never sees a gap.

        Raises ``EntriesRefused`` when it is in use without those the engine does not take.
        """

    def restamp(self, stamp: Stamp) -> None:
        """Say what the index in use, which must exist, is built with by now; durable on return."""

    def stored(self, match: Node = EVERYTHING) -> Iterator[Stored]:
        """Every entry of the index in use that matches, in any order."""

    def close(self) -> None:
        """Let go of files and connections."""
