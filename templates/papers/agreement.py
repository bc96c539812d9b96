"""人民调解协议书: parties, facts, terms, performance, signatures (《人民调解法》第二十九条; 司法部文书格式)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from archive.cases.model import Party, PartyKind
from archive.chinese.date_words import chinese_number, gongwen_date
from archive.chinese.money import amount_phrase
from templates import checks, people, text, wording
from templates.overrides import Filled
from templates.papers.desk import Desk

_PERSON: Final = {
    "gender": "性别",
    "ethnicity": "民族",
    "age": "年龄",
    "occupation": "职业或职务",
    "phone": "联系方式",
    "address": "单位或住址",
}
_BODY: Final = {"legal_representative": "法定代表人", "phone": "联系方式", "address": "地址"}


def values(filled: Filled, desk: Desk) -> dict[str, Any]:
    """Values of the template ``mediation-agreement``."""
    case, mediation = filled.case, filled.case.mediation
    parties = people.signing_parties(case)
    committee = desk.need("mediation.committee", text.one_line(mediation.committee))
    number = desk.need("mediation.agreement_number", checks.fold_brackets(mediation.agreement_number))
    for place in range(1, max(2, len(parties)) + 1):
        desk.need(f"parties.{place}.name", parties[place - 1].name.strip() if place <= len(parties) else "")
    facts = desk.need("mediation.facts", text.sentences(mediation.facts or case.facts))
    terms = desk.need("mediation.terms", [text.sentence(text.unnumbered(term)) for term in mediation.terms])
    mode = desk.need("mediation.performance_mode", text.phrase(mediation.performance_mode))
    deadline = desk.need("mediation.performance_deadline", text.phrase(mediation.performance_deadline))
    mediators = desk.need("mediation.mediators", [name for name in map(text.one_line, mediation.mediators) if name])
    signed = mediation.signed_on or desk.today
    desk.problems += checks.order_problems((("收到日期", case.received), ("签订日期", signed)))
    if number:
        if problem := checks.number_problem(number, "协议书编号", ordinal=True):
            desk.notes.append(problem)  # committees number as their judicial office tells them; no law gives the form
        elif note := checks.year_note(number, signed, "协议书编号"):
            desk.notes.append(note)
    if mediation.amount_fen is not None and mediation.amount_fen < 0:
        desk.problems.append("履行金额不能小于0。")
    desk.notes += checks.identity_notes(parties)
    sides = people.side_names(parties)
    amount = mediation.amount_fen
    shown = [_party(party, side, signed) for party, side in zip(parties, sides, strict=True)]
    desk.notes += [note for party in shown if (note := _blanks(party))]
    return {
        "title": "人民调解协议书",
        "committee": committee,
        "number": number,
        "parties": shown,
        "facts": facts,
        "liability": text.sentences(mediation.liability),
        "terms": [{"ordinal": wording.ordinal(place), "text": term} for place, term in enumerate(terms, start=1)],
        "amount": amount_phrase(amount) if amount is not None and amount >= 0 else "",
        "mode": mode,
        "place": text.phrase(mediation.performance_place),
        "deadline": deadline,
        "copies": chinese_number(len(parties) + 1),
        "mediators": mediators,
        "recorder": text.one_line(mediation.recorder),
        "signatures": signatures(
            [f"{side}（{people.display_name(party)}）" for party, side in zip(parties, sides, strict=True)],
            mediators,
            text.one_line(mediation.recorder),
        ),
        "signed_on": gongwen_date(signed),
    }


def _party(party: Party, side: str, signed: dt.date) -> dict[str, Any]:
    return {
        "side": side,
        "is_person": party.kind is PartyKind.PERSON,
        "name": people.display_name(party),
        "gender": people.gender(party),
        "ethnicity": text.one_line(party.ethnicity),
        "age": people.age(party, signed),
        "id_number": party.id_number.strip(),
        "occupation": text.one_line(party.occupation),
        "phone": text.one_line(party.phone),
        "address": text.one_line(party.address) or text.one_line(party.work_unit),
        "legal_representative": text.one_line(party.legal_representative),
    }


def _blanks(party: Mapping[str, Any]) -> str:
    """Which lines of the form stay empty for the pen; nothing is left out unsaid."""
    labels = _PERSON if party["is_person"] else _BODY
    empty = [label for key, label in labels.items() if not party[key]]
    return f"{party['side']}的{'、'.join(empty)}没有填，协议书上留空，请手填或者补录。" if empty else ""


def signatures(parties: Sequence[str], mediators: Sequence[str], recorder: str) -> list[dict[str, str]]:
    """Rows of the signing table: the parties at the left; each mediator, then the recorder, at the right."""
    left = [f"{party}：" for party in parties]
    right = [f"人民调解员（{name}）：" for name in mediators] + [f"记录人（{recorder}）：" if recorder else "记录人："]
    return [{"left": a, "right": b} for a, b in zip_longest(left, right, fillvalue="")]
