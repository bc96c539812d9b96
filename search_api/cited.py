"""A query that is a citation (信访条例第22条, 《民法典》第五十四条第二款) leads to the article itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archive.laws.bookcase import VALIDITIES, Bookcase, Validity
from archive.laws.citations import typed_citation
from archive.laws.names import article_key
from archive.record.laws import law_key
from archive.record.record import Record
from indexer.index import Bonus, Keyword, Node, Or
from search_api.ranking import CITED_STEP


@dataclass(frozen=True, slots=True)
class Cited:
    """Articles a query names."""

    keys: tuple[str, ...]
    notes: tuple[str, ...]
    """Where they are not law on the day, or do not exist."""

    def widened(self, match: Node) -> Node:
        """What the words match, and the articles themselves."""
        return Or((match, Keyword("key", self.keys))) if self.keys else match

    @property
    def bonuses(self) -> tuple[Bonus, ...]:
        """What puts them on top, in the order they are named."""
        steps = range(len(self.keys), 0, -1)
        return tuple(
            Bonus(Keyword("key", (key,)), CITED_STEP * step) for key, step in zip(self.keys, steps, strict=True)
        )


NOTHING = Cited((), ())


def cited_by(record: Record, typed: str, day: dt.date) -> Cited:
    """The articles a query is, if it is nothing but a citation."""
    citation = typed_citation(typed) if "条" in typed else None
    if citation is None:
        return NOTHING
    case = Bookcase(record)
    found = [case.resolve(citation.name, place, day) for place in citation.places]
    notes = [
        f"{one.cited}：{VALIDITIES[one.validity]}{f'（{one.note}）' if one.note else ''}。"
        for one in found
        if one.validity is not Validity.IN_FORCE
    ]
    keys = dict.fromkeys(law_key(article_key(citation.name, place.article)) for place in citation.places)
    return Cited(tuple(keys), tuple(dict.fromkeys(notes)))
