"""Completes what is being typed: the index's own words, people, numbers, fields and their values.

Everything offered is counted among the entries that hold what was typed before it and that the asker may see; what has
none of these is not offered, so that nothing shows what one may not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.chinese.pinyin import spellings
from indexer.index import FACETS, WORDS, And, Keyword, Node, Pattern, Query, SearchIndex
from search_api.labels import FACET_LABELS, KIND_LABELS
from search_api.language.fields import FIELD_LABELS
from search_api.suggest.piece import Piece

Sort = Literal["past", "word", "person", "number", "case", "value", "field"]

SORTS: Mapping[Sort, str] = {
    "past": "查过",
    "word": "词语",
    "person": "当事人",
    "number": "文号",
    "case": "案件",
    "value": "分类",
    "field": "字段",
}
_CLASSES = ("category", "region", "unit", "outcome", "channel", "paper", "law")
"""Facets whose values are offered without their field being named."""
_FIELD_OF = {"region": "place", "list": "list"}
_OFFERED = frozenset({*FACETS, "number", "case_no", "place", "name"})
"""Fields whose values are offered once the field is named; numbers of persons never are."""
_DAYS = ("今年", "去年", "近三个月", "近半年", "近一年", "本月", "上月")
_LATIN = re.compile("[a-z]{2,20}")
_NUMBER = re.compile(r"(.+?字)[^\d〔]{0,2}(\d.*)")


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing offered."""

    sort: Sort
    text: str
    """What is offered."""
    query: str
    """The whole query with it."""
    count: int | None
    """Entries it is found in, with what was typed before; None where nothing was counted."""
    about: str = ""
    """The field it is a value of, in Chinese."""


def completions(index: SearchIndex, piece: Piece, scope: Node, limit: int) -> list[Completion]:
    """What completes a piece, the most likely first; ``scope`` is what the asker may see of what stands before."""
    if piece.field:
        return _values(index, piece, scope, limit)
    if not piece.text:
        return []
    asking = _Asking(index, piece, scope)
    kinds = [
        list(asking.words(max(3, limit // 2))),
        [*asking.persons(4), *asking.spelt(4)],
        list(asking.numbers(3)),
        list(asking.cases(3)),
        list(asking.classes(4)),
        list(asking.fields(2)),
    ]
    return _woven(kinds, limit)


def _woven(kinds: Sequence[list[Completion]], limit: int) -> list[Completion]:
    """Some of each sort, those of a sort together; what reads the same is offered once."""
    share = {id(kind): min(len(kind), 2) for kind in kinds}
    room = limit - sum(share.values())
    for kind in kinds:
        more = max(0, min(len(kind) - share[id(kind)], room))
        share[id(kind)] += more
        room -= more
    found: dict[str, Completion] = {}
    for kind in kinds:
        for one in kind[: share[id(kind)]]:
            found.setdefault(one.query, one)
    return list(found.values())[:limit]


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks the index for each sort."""

    index: SearchIndex
    piece: Piece
    scope: Node

    def words(self, limit: int) -> Iterator[Completion]:
        text = self.piece.text
        for word, count in self.index.begin(WORDS, text, self.scope, limit + 1):
            if word != text:
                yield self._offer("word", word, count)

    def persons(self, limit: int) -> Iterator[Completion]:
        for name, count in self.index.begin("party", self.piece.text, self.scope, limit):
            if name != self.piece.text:
                yield self._offer("person", name, count)

    def spelt(self, limit: int) -> Iterator[Completion]:
        """People and places whose spelling or initials begin so."""
        text = self.piece.text
        if not _LATIN.fullmatch(text):
            return
        asked = And((Pattern("pinyin", f"{text}*"), self.scope))
        facets = self.index.search(Query(asked, limit=0, facets={"party": 200, "region": 200})).facets
        for facet, sort in (("party", "person"), ("region", "value")):
            spelt = (
                (name, count)
                for name, count in facets[facet].items()
                if any(way.startswith(text) for way in (*spellings(name), *spellings(name[:-1])))
            )
            for (name, count), _ in zip(spelt, range(limit), strict=False):
                yield self._offer("person" if sort == "person" else "value", name, count, FACET_LABELS[facet])

    def numbers(self, limit: int) -> Iterator[Completion]:
        text = self.piece.text
        loose = _NUMBER.fullmatch(text)
        start = f"{loose[1]}〔{loose[2]}" if loose else text
        for number, count in self.index.begin("number", start, self.scope, limit):
            yield self._offer("number", number, count)

    def cases(self, limit: int) -> Iterator[Completion]:
        """Case numbers, the newest first, as the record writes them."""
        text = self.piece.text
        if len(text) < 2 or not re.search(r"\d", text) or re.search(r"[*?]", text):
            return
        asked = And((Pattern("case_no", f"{text}*"), Keyword("kind", ("case",)), self.scope))
        for hit in self.index.search(Query(asked, sort="newest", limit=limit)).hits:
            yield self._offer("case", hit.key.partition(":")[2], None)

    def classes(self, limit: int) -> Iterator[Completion]:
        """Values of facets that begin so, written with their field."""
        found = [
            (count, value, facet)
            for facet in _CLASSES
            for value, count in self.index.begin(facet, self.piece.text, self.scope, limit)
        ]
        for count, value, facet in sorted(found, key=lambda one: -one[0])[:limit]:
            label = FIELD_LABELS[_FIELD_OF.get(facet, facet)]
            written = Piece(self.piece.before, "", facet, label).completed(value)
            yield Completion("value", value, written, count, FACET_LABELS[facet])

    def fields(self, limit: int) -> Iterator[Completion]:
        labels = [label for label in FIELD_LABELS.values() if label.startswith(self.piece.text)]
        for label in labels[:limit]:
            yield Completion("field", f"{label}:", f"{self.piece.before}{label}:", None)

    def _offer(self, sort: Sort, text: str, count: int | None, about: str = "") -> Completion:
        return Completion(sort, text, self.piece.completed(text), None if self.piece.negated else count, about)


def _values(index: SearchIndex, piece: Piece, scope: Node, limit: int) -> list[Completion]:
    """Values of the field named, the most frequent first."""
    label = FIELD_LABELS[piece.field]
    given = _FIXED.get(piece.field)
    if given:
        return [Completion("value", v, piece.completed(v), None, label) for v in given if v.startswith(piece.text)][
            :limit
        ]
    if piece.field not in _OFFERED:
        return []
    if piece.text:
        found: Sequence[tuple[str, int]] = index.begin(piece.field, piece.text, scope, limit)
    else:
        facet = "region" if piece.field == "place" else piece.field
        if facet not in FACETS:
            return []
        counted = index.search(Query(scope, limit=0, facets={facet: limit})).facets[facet]
        found = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:limit]
    return [Completion("value", value, piece.completed(value), count, label) for value, count in found if value]


_FIXED: Mapping[str, Sequence[str]] = {"kind": tuple(KIND_LABELS.values()), "date": _DAYS}
"""Fields whose values are not the index's."""
