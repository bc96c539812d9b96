"""What a case of the county states beside its words: its people, how it stands, what was agreed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from archive.cases.model import CaseKind, Event, Instalment, Mediation, Party, PartyKind, Role
from archive.chinese.date_words import gongwen_date
from archive.county.histories.mediation import Agreed
from archive.county.matter import Hardness, Matter
from archive.county.telling import Telling


@dataclass(frozen=True, slots=True)
class History:
    """The bare acts of a case up to the end of the county's years, and who was at work."""

    events: list[Event]
    agreed: Agreed | None
    handler: str
    committee: str
    mediators: tuple[str, ...]
    leader: str


def outcome_of(matter: Matter, events: Sequence[Event]) -> str:
    """How it stands: by an act, or as a clerk notes it where it ended without being resolved."""
    outcome = ""
    for event in events:
        if event.type in ("resolve", "agreement"):
            outcome = "已化解"
        elif event.type == "list_move" and event.details.get("petition") and outcome:
            outcome = "反弹"
    if outcome:
        return outcome
    if any(event.type in ("terminate", "finish", "deliver") for event in events):
        return "未化解" if matter.hardness is Hardness.HARD else "平稳"
    return ""


def duty_unit_of(matter: Matter, events: Sequence[Event], committee: str) -> str:
    """The body it was last passed to."""
    if matter.kind is CaseKind.MEDIATION:
        return committee
    if matter.kind is CaseKind.LEGAL_SERVICE:
        return "安和县司法局"
    unit = ""
    for event in events:
        if event.type in ("transfer", "assign"):
            unit = str(event.details["to"])
        elif event.type == "return":
            unit = ""
    return unit


def parties_of(matter: Matter, random: Random) -> tuple[Party, ...]:
    """Who asks, who speaks with him, and who is on the other side."""
    mediation = matter.kind is CaseKind.MEDIATION
    asks = Role.APPLICANT if mediation or matter.kind is CaseKind.LEGAL_SERVICE else Role.PETITIONER
    found = [matter.petitioner.party(asks, side="甲方" if mediation else "")]
    found += [one.party(Role.REPRESENTATIVE) for one in matter.companions]
    side = "乙方" if mediation else ""
    if matter.opponent is not None:
        known = mediation or random.random() < 0.2
        found.append(matter.opponent.party(Role.RESPONDENT, side=side, known=known))
    elif matter.opposed_body:
        found.append(Party(matter.opposed_body, Role.RESPONDENT, PartyKind.ORGANISATION, side))
    return tuple(found)


def mediation_of(
    matter: Matter, events: Sequence[Event], history: History, telling: Telling, asked: Sequence[str]
) -> Mediation:
    """What the committee did, with the agreement if there is one."""
    if matter.kind is not CaseKind.MEDIATION:
        return Mediation()
    signed = next((event for event in events if event.type == "agreement"), None)
    begun = Mediation(committee=history.committee, mediators=history.mediators, source=matter.source)
    if signed is None or history.agreed is None:
        return begun
    agreed = history.agreed
    last = agreed.instalments[-1].due if agreed.instalments else None
    return replace(
        begun,
        recorder=history.mediators[-1],
        agreement_number=signed.number,
        facts=telling.common("mediation", "open"),
        liability=telling.common("mediation", "liability"),
        terms=telling.terms(asked, _paid(agreed.amount_fen, agreed.instalments)),
        performance_mode="现金或者转账" if agreed.amount_fen is not None else "自行履行",
        performance_place=matter.region,
        performance_deadline=f"{gongwen_date(last)}前" if last else "当场履行",
        amount_fen=agreed.amount_fen,
        signed_on=agreed.signed,
        instalments=agreed.instalments,
    )


def _paid(amount_fen: int | None, instalments: Sequence[Instalment]) -> str:
    """The term about money."""
    if amount_fen is None:
        return ""
    parts = [(one.due, one.amount_fen) for one in instalments if one.due and one.amount_fen is not None]
    if len(parts) == 1:
        return f"乙方于{gongwen_date(parts[0][0])}前一次性支付甲方{amount_fen // 100}元。"
    each = "，".join(f"{gongwen_date(due)}前支付{fen // 100}元" for due, fen in parts)
    return f"乙方分{len(parts)}期支付甲方{amount_fen // 100}元：{each}。"
