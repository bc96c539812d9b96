"""Where a field's value comes from if nobody types it.

A source is a short text of a shelf file::

    =文字              that text
    reply.number      a path into the case
    event:accept.day  of the last event of that type: day, text, unit, actor, number, or a detail
    event:deliver:reply.day   of the service of the last reply (review, recheck), not of another paper
    party:respondent.name   of the first party with that role; ``petitioner`` means whoever asked
    @matter           one of ``NAMED``
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from archive.cases import labels
from archive.cases.mediation.other_ways import other_ways
from archive.cases.model import Case, Event, MediationSource, Party, Role
from archive.chinese.date_words import chinese_number
from templates import people, text, wording
from templates.overrides import Filled
from templates.papers import matter as matters
from templates.papers.desk import Desk

_DAYS: Final = 60
"""Days to handle a matter of the sixth way (《信访工作条例》第三十四条)."""

_OPINIONS: Final = frozenset({"reply", "review", "recheck"})
"""Papers from whose service a period runs."""
_SOURCES: Final = {
    MediationSource.APPLIED: "当事人申请",
    MediationSource.ACTIVE: "主动调解",
    MediationSource.COURT: "法院委托",
    MediationSource.POLICE: "公安移交",
    MediationSource.PETITION_OFFICE: "信访移送",
    MediationSource.OTHER: "其他",
}


def look_up(source: str, filled: Filled, desk: Desk) -> Any:
    """The value a source names; empty if the case does not have it. Raises KeyError for a source nobody knows."""
    if source.startswith("="):
        return source[1:]
    if source.startswith("@"):
        return NAMED[source[1:]](filled, desk)
    if source.startswith("event:"):
        kind, _, inside = source.removeprefix("event:").partition(".")
        kind, _, paper = kind.partition(":")
        acts = filled.case.acts()
        found = _after(acts, paper, kind) if paper else [event for event in acts if event.type == kind]
        return _of_event(found[-1], inside) if found else ""
    if source.startswith("party:"):
        role, _, inside = source.removeprefix("party:").partition(".")
        return _of_party(filled.case, role, inside, desk.today)
    value: Any = filled.case
    for part in source.split("."):
        value = getattr(value, part)
    return value


def _after(acts: list[Event], paper: str, kind: str) -> list[Event]:
    """The events of a kind that belong to the last ``paper``: of its number, else those before the next opinion."""
    places = [place for place, event in enumerate(acts) if event.type == paper]
    if not places:
        return []
    own, later = acts[places[-1]], acts[places[-1] + 1 :]
    numbered = [event for event in later if event.type == kind and event.number and event.number == own.number]
    until = next((place for place, event in enumerate(later) if event.type in _OPINIONS), len(later))
    return numbered or [event for event in later[:until] if event.type == kind and not (event.number and own.number)]


def _of_event(event: Event, inside: str) -> Any:
    if inside in ("day", "text", "unit", "actor", "number"):
        return getattr(event, inside)
    return event.details.get(inside, "")


def _of_party(case: Case, role: str, inside: str, day: dt.date) -> Any:
    found = people.petitioners(case) if role == "petitioner" else case.parties_with(Role(role))
    if not found:
        return ""
    return party_values(found[0], day)[inside]


def party_values(party: Party, day: dt.date) -> dict[str, Any]:
    """A party as a form has it: everything as text, empty where it is not known."""
    one = text.one_line
    return {
        "name": people.display_name(party),
        "side": one(party.side),
        "role": labels.LABELS[party.role],
        "is_person": party.kind.value == "person",
        "gender": people.gender(party),
        "ethnicity": one(party.ethnicity),
        "age": people.age(party, day),
        "id_number": party.id_number.strip(),
        "occupation": one(party.occupation),
        "work_unit": one(party.work_unit),
        "phone": one(party.phone),
        "address": one(party.address) or one(party.work_unit),
        "legal_representative": one(party.legal_representative),
    }


def _parties(filled: Filled, desk: Desk) -> list[dict[str, Any]]:
    found = people.signing_parties(filled.case)
    return [
        {**party_values(party, desk.today), "side": side}
        for party, side in zip(found, people.side_names(found), strict=True)
    ]


def _side(filled: Filled, desk: Desk, *roles: Role) -> list[dict[str, Any]]:
    return [party_values(party, desk.today) for party in filled.case.parties_with(*roles)]


def _terms(filled: Filled, _: Desk) -> str:
    return "\n".join(filled.case.mediation.terms)


def _mediation_source(filled: Filled, _: Desk) -> str:
    source = filled.case.mediation.source
    return _SOURCES[source] if source else ""


def _whole(filled: Filled, _: Desk) -> str:
    return people.together(people.petitioners(filled.case), filled.case.group_size)


def _claims(filled: Filled, _: Desk) -> list[str]:
    return [text.phrase(text.unnumbered(claim.text)) for claim in filled.case.claims if claim.text.strip()]


def _unit(filled: Filled, _: Desk) -> str:
    return text.one_line(filled.case.reply.unit or filled.case.duty_unit)


def _handle_due(filled: Filled, _: Desk) -> dt.date | str:
    """The last day to handle it, in natural days from the day of acceptance."""
    accepted = filled.case.reply.accepted_on or look_up("event:accept.day", filled, _)
    return accepted + dt.timedelta(days=_DAYS) if isinstance(accepted, dt.date) else ""


def _extended_due(filled: Filled, desk: Desk) -> dt.date | str:
    """The last day after an extension; empty unless it is of 1 to 30 days (第三十四条)."""
    due, days = _handle_due(filled, desk), filled.get("days") or str(look_up("event:extend.days", filled, desk))
    extended = int(days) if days.isdecimal() else 0
    return due + dt.timedelta(days=extended) if isinstance(due, dt.date) and 0 < extended <= 30 else ""


def _review_unit(filled: Filled, desk: Desk) -> str:
    return text.one_line(filled.case.reply.review_unit) or desk.around.review_units.get(_unit(filled, desk), "")


def _recheck_unit(filled: Filled, desk: Desk) -> str:
    """Who re-examines: the body above the one that reviewed, or as the handling body's row says."""
    reviewed = _review_unit(filled, desk)
    return desk.around.review_units.get(reviewed, "") or desk.around.recheck_units.get(_unit(filled, desk), "")


def _first(filled: Filled, _: Desk) -> str:
    first = filled.case.registration.first
    return "" if first is None else "初次" if first else "重复"


def _findings(filled: Filled, _: Desk) -> str:
    parts = [filled.case.facts, *(claim.finding for claim in filled.case.claims)]
    return "\n".join(part for part in parts if part.strip())


def _opinions(filled: Filled, _: Desk) -> str:
    return "\n".join(claim.opinion_text for claim in filled.case.claims if claim.opinion_text.strip())


def _citations(filled: Filled, _: Desk) -> str:
    found = [*filled.case.legal_basis, *(one for claim in filled.case.claims for one in claim.basis)]
    return "、".join(dict.fromkeys(text.phrase(one) for one in found))


NAMED: Final[Mapping[str, Callable[[Filled, Desk], Any]]] = {
    "today": lambda filled, desk: desk.today,
    "office": lambda filled, desk: desk.around.office,
    "unit": _unit,
    "review_unit": _review_unit,
    "recheck_unit": _recheck_unit,
    "petitioner": _whole,
    "people": lambda filled, desk: str(max(filled.case.group_size, len(people.petitioners(filled.case)))),
    "petitioners": lambda filled, desk: [party.name for party in people.petitioners(filled.case)],
    "you": lambda filled, desk: people.you(people.petitioners(filled.case), filled.case.group_size),
    "matter": lambda filled, desk: matters.quoted(matters.matter(filled.case)),
    "dispute": lambda filled, desk: matters.quoted(matters.dispute(filled.case)),
    "other_ways": lambda filled, desk: (
        f"可以依法通过仲裁、行政、司法等途径维护自己的权利：{'；'.join(other_ways(filled.case.category))}"
    ),
    "claims": _claims,
    "channel": lambda filled, desk: wording.CHANNELS[filled.case.channel] if filled.case.channel else "",
    "route": lambda filled, desk: wording.ROUTES[filled.case.appeal_route] if filled.case.appeal_route else "",
    "route_item": lambda filled, desk: (
        wording.ROUTES[filled.case.appeal_route].partition("（")[0] if filled.case.appeal_route else ""
    ),
    "class": lambda filled, desk: labels.LABELS[filled.case.matter_class] if filled.case.matter_class else "",
    "first": _first,
    "handle_due": _handle_due,
    "extended_due": _extended_due,
    "findings": _findings,
    "opinions": _opinions,
    "citations": _citations,
    "parties": _parties,
    "party_names": lambda filled, desk: "、".join(
        people.display_name(party) for party in people.signing_parties(filled.case) if party.name.strip()
    ),
    "party_count": lambda filled, desk: chinese_number(len(people.signing_parties(filled.case)) + 1),
    "applicants": lambda filled, desk: _side(filled, desk, Role.APPLICANT, Role.PETITIONER),
    "respondents": lambda filled, desk: _side(filled, desk, Role.RESPONDENT, Role.THIRD),
    "terms": _terms,
    "mediation_source": _mediation_source,
    "mediation_way": lambda filled, desk: (
        "人民调解委员会主动调解" if filled.case.mediation.source is MediationSource.ACTIVE else "当事人申请"
    ),
    "mediators": lambda filled, desk: filled.case.mediation.mediators,
}
"""Sources with a name of their own."""
