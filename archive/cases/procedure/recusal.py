"""Who must withdraw (回避): handlers and mediators that are a party, or declared to be near to one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.cases.model import Case


@dataclass(frozen=True, slots=True)
class Recusal:
    """Somebody at work on a case who must not be."""

    person: str
    post: str
    """承办人 or 调解员."""
    why: str


def recusals(case: Case) -> Iterator[Recusal]:
    """Those who must withdraw, with the reason.

    Near to a party is who was declared so by an act ``declare`` (person, party, relation).
    """
    parties = {party.name for party in case.parties}
    declared = {
        str(act.details.get("person")): f"与{act.details.get('party') or '当事人'}是{act.details.get('relation')}关系"
        for act in case.acts()
        if act.type == "declare"
    }
    for post, names in (("承办人", (case.handler,)), ("调解员", case.mediation.mediators)):
        for name in names:
            if name and name in parties:
                yield Recusal(name, post, "就是本案当事人")
            elif name in declared:
                yield Recusal(name, post, declared[name])
