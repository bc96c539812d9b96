"""The port's Query → tantivy's queries. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import tantivy

from indexer.index import (
    Adjacent,
    Amounts,
    And,
    AnyTerm,
    Days,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Query,
    Spaced,
)
from indexer.terms import adjacent, near, safe_keyword

NO_DAY = 0
"""The day of an entry that has none."""

_MOST = 2**63 - 1
_PATTERNS = 64
"""Patterns kept compiled."""


class Queries:
    """Makes queries for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self._pattern = lru_cache(maxsize=_PATTERNS)(self._compiled)
        """A query asks with the same patterns several times: for its hits, its counts, its facets."""

    def ranked(self, query: Query) -> tantivy.Query:
        """What matches, scored by what ranks."""
        make = tantivy.Query
        rank = {term: weight for term, weight in query.rank.items() if weight > 0}
        text = self._weighted("rank_terms", rank, 1.0)
        title = self._weighted("title_terms", rank, query.title_weight)
        title += [
            (tantivy.Occur.Should, make.const_score_query(self.node(bonus.match), bonus.score))
            for bonus in query.bonuses
        ]
        match query.confined:
            case AnyTerm(terms=terms) if text and set(terms) == rank.keys():
                # what ranks is what matches: one pass over the terms does both
                return make.boolean_query([(tantivy.Occur.Must, make.boolean_query(text)), *title] if title else text)
            case And(parts=(AnyTerm(terms=terms), *rest)) if text and set(terms) == rank.keys():
                within = make.const_score_query(self.node(And(tuple(rest))), 0.0)
                must = [(tantivy.Occur.Must, within), (tantivy.Occur.Must, make.boolean_query(text))]
                return make.boolean_query([*must, *title])
            case _:
                within = make.const_score_query(self.node(query.confined), 0.0)
                return make.boolean_query([(tantivy.Occur.Must, within), *text, *title])

    def _weighted(
        self, field: str, rank: Mapping[str, float], scale: float
    ) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        weighted: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for term, weight in rank.items():
            boost = weight * scale
            if boost > 0:
                query = tantivy.Query.term_query(self._schema, field, term, "freq")
                # a boost of one would wrap every term of a long question for nothing
                weighted.append(
                    (tantivy.Occur.Should, tantivy.Query.boost_query(query, boost) if boost != 1 else query)
                )
        return weighted

    def _compiled(self, name: str, pattern: str) -> tantivy.Query:
        return tantivy.Query.regex_query(self._schema, name, _regex(pattern))

    def node(self, node: Node) -> tantivy.Query:
        """What matches."""
        make = tantivy.Query
        match node:
            case Everything() | And(parts=()) | Adjacent(atoms=()):
                return make.all_query()
            case Nothing() | Or(parts=()) | AnyTerm(terms=()):
                return make.empty_query()
            case Adjacent(atoms=found):
                field, terms = adjacent(found)
                if len(terms) == 1:
                    return make.term_query(self._schema, field, terms[0], "basic")
                return make.phrase_query(self._schema, field, list(terms))
            case Spaced(atoms=spaced):
                standing: list[str | tuple[int, str]] = [
                    (at, atom) for at, atom in enumerate(spaced) if atom is not None
                ]
                if len(standing) < 2:
                    return self.node(Adjacent(tuple(atom for atom in spaced if atom is not None)))
                return make.phrase_query(self._schema, "atoms", standing)
            case Near(one=one, other=other, far=far):
                near_in, first, second, between = near(one, other, far)
                both = ([first, second], [second, first])  # with a slop alone, one of them first would count as farther
                return make.boolean_query(
                    [
                        (tantivy.Occur.Should, make.phrase_query(self._schema, near_in, list(order), slop=between))
                        for order in both
                    ]
                )
            case Pattern(name=name, pattern=pattern):
                return self._pattern(name, pattern)
            case Amounts(low=low, high=high):
                return make.range_query(
                    self._schema, "amounts", tantivy.FieldType.Integer, low or 0, _MOST if high is None else high
                )
            case Keyword(name=name, values=values):
                return make.term_set_query(
                    self._schema, name, [v if name == "key" else safe_keyword(v) for v in values]
                )
            case AnyTerm(terms=any_terms):
                return make.term_set_query(self._schema, "rank_terms", list(any_terms))
            case Days(first=first, last=last):
                low = NO_DAY + 1 if first is None else max(first, NO_DAY + 1)
                return make.range_query(self._schema, "day", tantivy.FieldType.Integer, low, last)
            case And(parts=parts):
                return make.boolean_query([(tantivy.Occur.Must, self.node(part)) for part in parts])
            case Or(parts=parts):
                return make.boolean_query([(tantivy.Occur.Should, self.node(part)) for part in parts])
            case Not(part=part):
                return make.boolean_query(
                    [(tantivy.Occur.Must, make.all_query()), (tantivy.Occur.MustNot, self.node(part))]
                )


def _regex(pattern: str) -> str:
    """The pattern in the syntax of tantivy's automata, which need no anchors; whitespace too is any character."""
    signs = {"*": r"(?s:.*)", "?": r"(?s:.)"}
    return "".join(signs.get(sign) or (re.escape(sign) if sign in _SPECIAL else sign) for sign in pattern)


_SPECIAL = frozenset(r"\.+*?()|[]{}^$#&-~")
