"""The port's Query → the body of an Elasticsearch search. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from archive.errors import InvalidInput
from indexer.index import (
    EVERYTHING,
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

Body = dict[str, Any]

_TERMS_AT_ONCE = 50_000
"""Values in one ``terms`` clause; the server's default limit is 65,536."""
_DEEPEST = 28
"""Bool queries within each other; the server's default limit is 30."""
_MANY_RANK = 64
"""Rank terms from which on it costs less to score all entries than to leave out first those that do not match."""
_AFTER_ALL_DAYS = 2**31 - 1
"""Where entries without a day stand among the oldest; the field is an integer."""


def body(query: Query) -> Body:
    """The search of a query without its paging: what matches, what it scores, the order, the facets.

    What is chosen of facets filters after they are counted, and each of these within what is chosen of the others.
    """
    after = bool(query.chosen) and bool(query.facets)
    wanted = query.match if after else query.confined
    wide = not query.facets and query.sort == "relevance" and _is_wide(query, wanted)
    asked = {"bool": _filtering(wanted)}
    made: Body = {"query": asked, "sort": _order(query), "_source": False}
    if wide:
        made |= {"query": _ranked(query, EVERYTHING), "post_filter": asked}
    elif query.sort == "relevance":
        made["query"] = _ranked(query, wanted)
    if _depth(made) > _DEEPEST:
        raise InvalidInput("检索式的括号嵌套太深。", f"请把括号减到 {_DEEPEST} 层以内。", code="query_too_deep")
    if after:
        made["post_filter"] = {"bool": _filtering(_chosen(query, ""))}
    if query.facets:
        made["aggs"] = {}
        for name, most in query.facets.items():
            counted = _counted(name, most)
            others = _chosen(query, name)
            made["aggs"][name] = (
                {"filter": {"bool": _filtering(others)}, "aggs": {"within": counted}} if others.parts else counted
            )
    return made


def begin_body(name: str, prefix: str, match: Node, limit: int) -> Body:
    """The search that lists values of a field that begin so."""
    starts = {"prefix": {name: prefix}}
    listed = {"field": name, "include": f"{_literally(prefix)}.*", "size": limit}
    listed |= {"order": [{"_count": "desc"}, {"_key": "asc"}]}
    return {
        "query": {"bool": {"filter": [_node(match), starts]}},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"values": {"terms": listed}},
    }


def counts_body(nodes: Sequence[Node], match: Node) -> Body:
    """The search that counts what matches each of the nodes."""
    asked = {str(at): _node(node) for at, node in enumerate(nodes)}
    return {
        "query": {"bool": _filtering(match)},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"counts": {"filters": {"filters": asked}}},
    }


def groups_body(query: Query) -> Body:
    """The aggregation that counts groups, very closely up to 40,000 of them, and beyond it closely."""
    counted = {"cardinality": {"field": "group", "precision_threshold": 40_000}}
    return {"filter": {"bool": _filtering(query.confined)}, "aggs": {"counted": counted}}


def exact_groups_body(query: Query) -> Body:
    """The same, exact, and ten times as slow: all groups, as many as a server lists, and the count of them."""
    listed = {"listed": {"terms": {"field": "group", "size": 60_000}}}
    counted = {"counted": {"stats_bucket": {"buckets_path": "listed._count"}}}
    return {"filter": {"bool": _filtering(query.confined)}, "aggs": listed | counted}


def sizes_body(query: Query, groups: Sequence[int]) -> Body:
    """The search that counts what matches in each of some groups."""
    return {
        "query": {"bool": {"filter": [_node(query.confined), {"terms": {"group": list(groups)}}]}},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"groups": {"terms": {"field": "group", "size": len(groups)}}},
    }


def _counted(name: str, size: int) -> Body:
    # a shard gives more values than asked for, so that counts stay exact with several shards too
    return {"terms": {"field": name, "size": size, "shard_size": max(10_000, size)}}


def _chosen(query: Query, but: str) -> And:
    return And(tuple(Keyword(name, values) for name, values in query.chosen.items() if name != but))


def _literally(text: str) -> str:
    """Text as it stands, in Lucene's regular expressions."""
    return "".join(sign if sign.isalnum() else f"\\{sign}" for sign in text)


def _order(query: Query) -> list[Body]:
    if query.sort == "relevance":
        return [{"_score": "desc"}, {"key": "asc"}]
    newest = query.sort == "newest"
    return [
        {"day": {"order": "desc" if newest else "asc", "missing": 0 if newest else _AFTER_ALL_DAYS}},
        {"key": "asc"},
    ]


def _is_wide(query: Query, wanted: Node) -> bool:
    """Whether any of much may match: the server adds up scores several times as fast where nothing is left out before."""
    match wanted:
        case Or() | And(parts=(Or(), *_)):
            rest = wanted.parts[1:] if isinstance(wanted, And) else ()
            return len(query.rank) > _MANY_RANK and all(isinstance(part, Keyword) for part in rest)
        case _:
            return False


def _ranked(query: Query, wanted: Node) -> Body:
    rank = {term: weight for term, weight in query.rank.items() if weight > 0}
    text = _weighted("rank_terms", rank, 1.0)
    title = _weighted("title_terms", rank, query.title_weight)
    title += [{"constant_score": {"filter": _node(bonus.match), "boost": bonus.score}} for bonus in query.bonuses]
    match wanted:
        case AnyTerm(terms=terms) if rank and set(terms) == rank.keys():
            # what ranks is what matches: one pass over the terms does both
            return {"bool": {"must": _one(text), "should": title}}
        case And(parts=(AnyTerm(terms=terms), *rest)) if rank and set(terms) == rank.keys():
            return {"bool": {**_filtering(And(tuple(rest))), "must": _one(text), "should": title}}
        case Everything() if rank:
            return {"bool": {"should": [*text, *title, {"match_all": {"boost": 0}}]}}
        case _:
            return {"bool": {**_filtering(wanted), "should": [*text, *title], "minimum_should_match": 0}}


def _weighted(field: str, rank: Mapping[str, float], scale: float) -> list[Body]:
    """Terms of equal weight share a clause: ``match`` makes the same disjunction of terms from far less JSON."""
    by_weight: defaultdict[float, list[str]] = defaultdict(list)
    for term, weight in rank.items():
        if weight * scale > 0:
            by_weight[weight * scale].append(term)
    return [{"match": {field: {"query": " ".join(terms), "boost": boost}}} for boost, terms in by_weight.items()]


def _one(clauses: list[Body]) -> Body:
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses, "minimum_should_match": 1}}


def _filtering(node: Node) -> Body:
    """The parts of a bool query that let through what ``node`` matches, without a score."""
    wanted, unwanted = _sides(_plain(node))
    made: Body = {"filter": [_node(part) for part in wanted] or [{"match_all": {}}]}
    if unwanted:
        made["must_not"] = [_node(part) for part in unwanted]
    return made


def _plain(node: Node) -> Node:
    """The same without brackets that change nothing: bool queries may stand within each other only so deep."""
    match node:
        case And(parts=parts):
            flat = [
                inner for part in map(_plain, parts) for inner in (part.parts if isinstance(part, And) else (part,))
            ]
            return flat[0] if len(flat) == 1 else And(tuple(flat))
        case Or(parts=parts):
            flat = [inner for part in map(_plain, parts) for inner in (part.parts if isinstance(part, Or) else (part,))]
            return flat[0] if len(flat) == 1 else Or(tuple(flat))
        case Not(part=Not(part=part)):
            return _plain(part)
        case Not(part=part):
            return Not(_plain(part))
        case _:
            return node


def _sides(node: Node) -> tuple[list[Node], list[Node]]:
    """What must match and what must not."""
    match node:
        case Everything():
            return [], []
        case Not(part=Or(parts=parts)):
            return [], list(parts)
        case Not(part=part):
            return [], [part]
        case And(parts=parts):
            sides = [_sides(part) for part in parts]
            return [part for wanted, _ in sides for part in wanted], [part for _, not_ in sides for part in not_]
        case _:
            return [node], []


def _node(node: Node) -> Body:
    match node:
        case Everything() | And(parts=()) | Adjacent(atoms=()):
            return {"match_all": {}}
        case Nothing() | Or(parts=()) | AnyTerm(terms=()) | Keyword(values=()):
            return {"match_none": {}}
        case Adjacent(atoms=found):
            field, terms = adjacent(found)
            if len(terms) == 1:
                return {"term": {field: terms[0]}}
            return {"match_phrase": {field: " ".join(terms)}}
        case Spaced(atoms=spaced):
            standing = tuple(atom for atom in spaced if atom is not None)
            if len(standing) < 2:
                return _node(Adjacent(standing))
            return {"span_near": {"clauses": _clauses(spaced), "slop": 0, "in_order": True}}
        case Near(one=one, other=other, far=far):
            near_in, *terms, between = near(one, other, far)
            both = [{"span_term": {near_in: term}} for term in terms]
            orders = [
                {"span_near": {"clauses": order, "slop": between, "in_order": True}} for order in (both, both[::-1])
            ]
            return {"span_or": {"clauses": orders}}
        case Pattern(name=name, pattern=pattern):
            return {"wildcard": {name: {"value": pattern.replace("\\", "\\\\")}}}
        case Amounts(low=low_fen, high=high_fen):
            return {"range": {"amounts": {"gte": low_fen or 0} | ({} if high_fen is None else {"lte": high_fen})}}
        case Keyword(name=name, values=values):
            return _any_of(name, [value if name == "key" else safe_keyword(value) for value in values])
        case AnyTerm(terms=any_terms):
            return _any_of("rank_terms", list(any_terms))
        case Days(first=first, last=last):
            low = 1 if first is None else max(first, 1)
            return {"range": {"day": {"gte": low} if last is None else {"gte": low, "lte": last}}}
        case Or(parts=parts):
            return _one(_alternatives(parts))
        case And() | Not():
            return {"bool": _filtering(node)}


def _alternatives(parts: Sequence[Node]) -> list[Body]:
    """Clauses any of which may match; single terms share one, for which the server reads each list once and is done."""
    made = [_node(part) for part in parts]
    terms: defaultdict[str, list[str]] = defaultdict(list)
    for clause in made:
        for field, term in clause.get("term", {}).items():
            terms[field].append(term)
    return [
        *(_any_of(field, values) for field, values in terms.items()),
        *(clause for clause in made if "term" not in clause),
    ]


def _clauses(spaced: tuple[str | None, ...]) -> list[Body]:
    """Atoms and the gaps between them; a gap is so many positions wide, no more and no less."""
    clauses: list[Body] = []
    for atom, run in groupby(spaced):
        count = len(list(run))
        clauses += [{"span_gap": {"atoms": count}}] if atom is None else [{"span_term": {"atoms": atom}}] * count
    return clauses


def _any_of(field: str, values: list[str]) -> Body:
    pieces = [values[at : at + _TERMS_AT_ONCE] for at in range(0, len(values), _TERMS_AT_ONCE)]
    return _one([{"terms": {field: piece}} for piece in pieces])


def _depth(made: Any) -> int:
    """How many bool queries stand within each other."""
    if isinstance(made, dict):
        return max((_depth(value) + (name == "bool") for name, value in made.items()), default=0)
    return max(map(_depth, made), default=0) if isinstance(made, list) else 0
