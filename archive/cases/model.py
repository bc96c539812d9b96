"""The case and what belongs to it, as values.

The shape follows the office's own papers: what a registration form, a reply and an agreement ask for. Dates are whole
days; an imprecise date stays text in ``Case.extra``. Money is an integer of fen (1 yuan = 100 fen).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class CaseKind(StrEnum):
    """What kind of matter; decides which clocks and papers apply."""

    PETITION = "petition"
    MEDIATION = "mediation"
    LEGAL_SERVICE = "legal_service"


class Channel(StrEnum):
    """How a matter came in (《信访工作条例》第十七条, and the office's own sources)."""

    VISIT = "visit"
    LETTER = "letter"
    PHONE = "phone"
    ONLINE = "online"
    FAX = "fax"
    TRANSFER = "transfer"
    LEADER = "leader"
    HOTLINE = "hotline"


class MatterClass(StrEnum):
    """《信访工作条例》第二十九至三十一条."""

    SUGGESTION = "suggestion"
    ACCUSATION = "accusation"
    APPEAL = "appeal"


class AppealRoute(StrEnum):
    """The six ways of 《信访工作条例》第三十一条; only the sixth ends in a petition opinion with review."""

    LITIGATION = "litigation"
    ARBITRATION = "arbitration"
    PARTY_APPEAL = "party_appeal"
    ADMIN_PROCEDURE = "admin_procedure"
    DUTY_PERFORMANCE = "duty_performance"
    PETITION_PROCEDURE = "petition_procedure"


class Opinion(StrEnum):
    """The three findings of 《信访工作条例》第三十二条."""

    SUPPORT = "support"
    EXPLAIN = "explain"
    REJECT = "reject"


class Role(StrEnum):
    """What a party is in this case."""

    PETITIONER = "petitioner"
    REPRESENTATIVE = "representative"
    RESPONDENT = "respondent"
    APPLICANT = "applicant"
    AGENT = "agent"
    THIRD = "third"
    WITNESS = "witness"


class Risk(StrEnum):
    """How likely a dispute is to grow."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class ResolutionWay(StrEnum):
    """The office's three ways of resolving (三种化解方式)."""

    DIRECT = "direct"
    """The competent department or the locality leads."""
    COORDINATED = "coordinated"
    """The convener or the leader in charge calls the departments together."""
    REVIEWED = "reviewed"
    """Experts or lawyers review it; what is unreasonable is answered in writing after a collective meeting."""


class CoordinationLevel(StrEnum):
    """Who coordinates a joint meeting: one front, across fronts, several fronts and complex."""

    FRONT = "front"
    CONVENER = "convener"
    TOP = "top"


class MediationSource(StrEnum):
    """How a dispute reached the mediators."""

    APPLIED = "applied"
    ACTIVE = "active"
    COURT = "court"
    POLICE = "police"
    PETITION_OFFICE = "petition_office"
    OTHER = "other"


class PartyKind(StrEnum):
    """A natural person, or a body."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or body in a case, with the role it has there."""

    name: str
    role: Role = Role.PETITIONER
    kind: PartyKind = PartyKind.PERSON
    side: str = ""
    """甲方, 乙方 … in an agreement; empty elsewhere."""
    gender: str = ""
    ethnicity: str = ""
    birth_date: dt.date | None = None
    id_number: str = ""
    """Identity number (GB 11643), or for a body its unified social credit code (GB 32100)."""
    phone: str = ""
    address: str = ""
    occupation: str = ""
    """职业或职务."""
    work_unit: str = ""
    legal_representative: str = ""
    id_reason: str = ""
    """Why an identity number that fails its check is kept all the same, such as what the card itself shows."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One request of the petitioner, with what was found and decided about it."""

    text: str
    finding: str = ""
    """What the inquiry established."""
    basis: tuple[str, ...] = ()
    """Citations, such as 《民法典》第二百三十八条."""
    opinion: Opinion | None = None
    opinion_text: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a case, on a day."""

    day: dt.date
    type: str
    """register, accept, investigate, hearing, mediate, reply, deliver, visit, close …"""
    text: str = ""
    unit: str = ""
    actor: str = ""
    number: str = ""
    """文号 of the paper that carries it."""
    document_id: int | None = None
    """The paper itself, where the record holds it."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """What this type states further, as JSON: days in ISO form, money in fen; see ``procedure/actions.py``."""
    voided: str = ""
    """Why it does not count. A wrong event is voided, never removed."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One step of performing an agreement."""

    due: dt.date | None = None
    amount_fen: int | None = None
    text: str = ""
    """What is to be done, where it is not a payment."""


@dataclass(frozen=True, slots=True)
class Mediation:
    """What a mediation agreement states (《人民调解法》第二十九条)."""

    committee: str = ""
    mediators: tuple[str, ...] = ()
    recorder: str = ""
    agreement_number: str = ""
    facts: str = ""
    """纠纷主要事实、争议事项."""
    liability: str = ""
    """各方当事人的责任."""
    terms: tuple[str, ...] = ()
    """协议内容, one by one."""
    performance_mode: str = ""
    performance_place: str = ""
    performance_deadline: str = ""
    amount_fen: int | None = None
    signed_on: dt.date | None = None
    source: MediationSource | None = None
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reply states beside the case (《信访工作条例》第三十二条, 第三十五条)."""

    number: str = ""
    """发文字号, such as 方信访复字〔2022〕12号."""
    unit: str = ""
    """有权处理的机关、单位, which answers in its own name."""
    review_unit: str = ""
    """原办理机关、单位的上一级机关、单位, where a review may be asked for."""
    source: str = ""
    """Who passed the matter on, and when; empty if it came directly."""
    accepted_on: dt.date | None = None
    inquiry: str = ""
    """How the facts were established."""
    signed_on: dt.date | None = None
    contact: str = ""
    phone: str = ""
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registration form (来访、来信登记表) states beside the case."""

    external_no: str = ""
    """The number in the national petition system."""
    query_code: str = ""
    """查询码, by which the petitioner may ask how things stand."""
    source_unit: str = ""
    """来源机关, which passed the matter on."""
    source_number: str = ""
    """来文文号, of the paper by which it did."""
    registrar: str = ""
    first: bool | None = None
    """初信初访: True for the first time, False for a repeat, None if nobody has said."""
    repeat_of: str = ""
    """Number of the earlier case a repeat belongs to."""
    occurred: dt.date | None = None
    purpose: str = ""
    """信访目的."""
    keywords: tuple[str, ...] = ()
    small: bool | None = None
    """小事: simple enough to be done the same day (简易办理); None if nobody has said."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who answers for a dispute, by matter and by place (属事、属地、包保责任), and how it is to be resolved."""

    way: ResolutionWay | None = None
    coordination: CoordinationLevel | None = None
    leader: str = ""
    """包案领导."""
    township_owner: str = ""
    village_owner: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One dispute with everything the record holds about it."""

    no: str
    """The office's own number; unique."""
    kind: CaseKind = CaseKind.PETITION
    title: str = ""
    channel: Channel | None = None
    category: str = ""
    """One of the office's classes, or free text as it came."""
    region: str = ""
    """Where the matter arose, as free text or a known place."""
    received: dt.date | None = None
    matter_class: MatterClass | None = None
    appeal_route: AppealRoute | None = None
    summary: str = ""
    facts: str = ""
    text: str = ""
    """Further text of the case, such as the whole message."""
    claims: tuple[Claim, ...] = ()
    legal_basis: tuple[str, ...] = ()
    outcome: str = ""
    amount_fen: int | None = None
    group_size: int = 1
    handler: str = ""
    duty_unit: str = ""
    parties: tuple[Party, ...] = ()
    events: tuple[Event, ...] = ()
    reply: Reply = Reply()
    mediation: Mediation = Mediation()
    region_code: str = ""
    """The place in the office's region tree, where it is known."""
    registration: Registration = Registration()
    owners: Owners = Owners()
    risk: Risk | None = None
    voided: str = ""
    """Why the whole case does not count, such as a double registration; a case is never removed."""
    restricted: bool = False
    """True keeps the case out of what others may see (《信访工作条例》第三十条)."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys of an import that the model has no place for; kept as they came."""
    version: int = 0
    """Counts changes; 0 before the case is in the record."""

    def parties_with(self, *roles: Role) -> tuple[Party, ...]:
        """The parties having one of these roles, in the order of the record."""
        return tuple(party for party in self.parties if party.role in roles)

    def acts(self) -> list[Event]:
        """The events that count, by day; those of one day in the order recorded."""
        return sorted((event for event in self.events if not event.voided), key=lambda event: event.day)
