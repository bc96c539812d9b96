"""The parts of a case in a row: claims, parties, events, reply, mediation. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from archive.cases.exchange.values import (
    bad,
    code_from,
    fen_from_yuan,
    fen_of,
    list_of,
    mapping_of,
    shown,
    text_of,
    texts_of,
    truth_of,
    whole_day,
    whole_number,
)
from archive.cases.labels import event_type
from archive.cases.model import (
    Claim,
    CoordinationLevel,
    Event,
    Instalment,
    Mediation,
    MediationSource,
    Opinion,
    Owners,
    Party,
    PartyKind,
    Registration,
    Reply,
    ResolutionWay,
    Role,
)
from archive.chinese.identity import Fault, number_fault
from archive.chinese.masks import mask_id

_PartReader = Callable[[object, str], Any]


def claims_from(value: object, notes: list[str]) -> tuple[Claim, ...]:
    """Claims from a text (one a line), or a list of texts and objects."""
    if not isinstance(value, list | tuple | Mapping):
        return tuple(Claim(text) for text in texts_of(value, "诉求（claims）"))
    found: list[Claim] = []
    for number, item in enumerate(list_of(value), 1):
        where = f"第 {number} 项诉求（claims）"
        if isinstance(item, Mapping):
            found.append(_claim(item, where, notes))
        elif (text := text_of(item, where)).strip():
            found.append(Claim(text))
    return tuple(found)


def _claim(item: Mapping[str, object], where: str, notes: list[str]) -> Claim:
    if "text" not in item:
        raise bad(where, "没有 text（诉求内容）", '请写成 {"text": "……"}。')
    known: dict[str, _PartReader] = {
        "text": text_of,
        "finding": text_of,
        "basis": texts_of,
        "opinion": lambda value, place: code_from(Opinion, value, f"{place}的意见（opinion）"),
        "opinion_text": text_of,
    }
    return Claim(**_read(item, known, where, notes))


def parties_from(value: object, notes: list[str]) -> tuple[Party, ...]:
    """Parties from a list of objects; a text is the name of a petitioner."""
    known: dict[str, _PartReader] = {
        **{field.name: text_of for field in fields(Party)},
        "role": lambda given, place: code_from(Role, given, f"{place}的身份（role）") or Role.PETITIONER,
        "kind": lambda given, place: code_from(PartyKind, given, f"{place}的性质（kind）") or PartyKind.PERSON,
        "birth_date": lambda given, place: whole_day(given, f"{place}的出生日期（birth_date）"),
    }
    if isinstance(value, str) and value.lstrip().startswith(("{", "[{", '["')):
        raise bad("当事人（parties）", f"不是完整的 JSON：{shown(value)}", "请恢复原样，或只写姓名。")
    found: list[Party] = []
    for number, item in enumerate(list_of(value), 1):
        where = f"第 {number} 个当事人（parties）"
        given = item if isinstance(item, Mapping) else {"name": text_of(item, where)}
        if not text_of(given.get("name"), where).strip():
            raise bad(where, "没有姓名或名称（name）", '请写成 {"name": "……", "role": "信访人"}。')
        found.append(Party(**_read(given, known, where, notes)))
    return tuple(found)


def fails_check(party: Party) -> bool:
    """Whether the party's number is none that was ever given out to one of its kind."""
    return _fault(party) is not None


def _fault(party: Party) -> Fault | None:
    if not party.id_number.strip():
        return None
    return number_fault(party.id_number, organisation=party.kind is PartyKind.ORGANISATION)


def number_notes(parties: Iterable[Party]) -> list[str]:
    """What is to be said of identity numbers that fail their check: kept, and why."""
    return [
        f"{party.name}的证件号码（{mask_id(party.id_number)}）未通过校验：{_fault(party)}，已原样保留"
        + (
            f"，原因：{party.id_reason}"
            if party.id_reason
            else "；请对照证件核对，确是证件所载的，请写明原因（id_reason，证件号码说明）。"
        )
        for party in parties
        if fails_check(party)
    ]


def events_from(value: object, notes: list[str]) -> tuple[Event, ...]:
    """Events from a list of objects, each with its day."""
    known: dict[str, _PartReader] = {
        "day": whole_day,
        "type": lambda given, place: event_type(text_of(given, place)),
        "text": text_of,
        "unit": text_of,
        "actor": text_of,
        "number": text_of,
        "document_id": lambda given, place: whole_number(given, place, least=1),
        "details": mapping_of,
        "voided": text_of,
    }
    found: list[Event] = []
    for number, item in enumerate(list_of(value), 1):
        where = f"第 {number} 个经过（events）"
        kept = _read(mapping_of(item, where), known, where, notes)
        if kept.get("day") is None:
            raise bad(where, "没有日期（day）", '请写成 {"day": "2022-05-06", "type": "受理", "text": "……"}。')
        found.append(Event(**{"type": "", **kept}))
    return tuple(found)


def events_after(before: tuple[Event, ...], stated: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of a case after a row stated some: none is removed, one that is no longer stated is voided.

    One that was voided for this alone counts again once it is stated again.
    """
    left = list(stated)
    kept: list[Event] = []
    for event in before:
        valid = replace(event, voided="") if event.voided == _GONE else event
        if event in left:
            left.remove(event)
        elif valid in left:
            left.remove(valid)
            event = valid
        elif not event.voided:
            event = replace(event, voided=_GONE)
        kept.append(event)
    return (*kept, *left)


_GONE = "导入的表格里已没有这一条"


def reply_from(value: object, before: Reply, notes: list[str]) -> Reply:
    """The reply with what ``value`` names; ``None`` empties it."""
    if value is None:
        return Reply()
    known: dict[str, _PartReader] = {
        **{field.name: text_of for field in fields(Reply)},
        "accepted_on": whole_day,
        "signed_on": whole_day,
        "copies_to": texts_of,
    }
    return replace(before, **_read(mapping_of(value, "答复（reply）"), known, "答复（reply）", notes))


def mediation_from(value: object, before: Mediation, notes: list[str]) -> Mediation:
    """The mediation with what ``value`` names; ``None`` empties it."""
    if value is None:
        return Mediation()
    known: dict[str, _PartReader] = {
        **{field.name: text_of for field in fields(Mediation)},
        "mediators": texts_of,
        "terms": texts_of,
        "signed_on": whole_day,
        "amount_fen": fen_of,
        "amount": fen_from_yuan,
        "source": lambda given, place: code_from(MediationSource, given, f"{place}的来源（source）"),
        "instalments": lambda given, place: _instalments(given, place, notes),
    }
    kept = _read(mapping_of(value, "调解（mediation）"), known, "调解（mediation）", notes)
    if "amount" in kept:
        kept.setdefault("amount_fen", kept["amount"])
        del kept["amount"]
    return replace(before, **kept)


def _truth_or_unsaid(given: object, place: str) -> bool | None:
    return None if given is None or given == "" else truth_of(given, place)


def registration_from(value: object, before: Registration, notes: list[str]) -> Registration:
    """The registration with what ``value`` names; ``None`` empties it."""
    if value is None:
        return Registration()
    known: dict[str, _PartReader] = {
        **{field.name: text_of for field in fields(Registration)},
        "first": _truth_or_unsaid,
        "small": _truth_or_unsaid,
        "occurred": whole_day,
        "keywords": texts_of,
    }
    return replace(before, **_read(mapping_of(value, "登记（registration）"), known, "登记（registration）", notes))


def owners_from(value: object, before: Owners, notes: list[str]) -> Owners:
    """The owners with what ``value`` names; ``None`` empties them."""
    if value is None:
        return Owners()
    known: dict[str, _PartReader] = {
        **{field.name: text_of for field in fields(Owners)},
        "way": lambda given, place: code_from(ResolutionWay, given, f"{place}的化解方式（way）"),
        "coordination": lambda given, place: code_from(CoordinationLevel, given, f"{place}的协调层级（coordination）"),
    }
    return replace(before, **_read(mapping_of(value, "包保（owners）"), known, "包保（owners）", notes))


def _instalments(value: object, where: str, notes: list[str]) -> tuple[Instalment, ...]:
    known: dict[str, _PartReader] = {"due": whole_day, "amount_fen": fen_of, "amount": fen_from_yuan, "text": text_of}
    found = []
    for number, item in enumerate(list_of(value), 1):
        kept = _read(mapping_of(item, where), known, f"{where}第 {number} 期", notes)
        if "amount" in kept:
            kept.setdefault("amount_fen", kept["amount"])
            del kept["amount"]
        found.append(Instalment(**kept))
    return tuple(found)


def _read(
    given: Mapping[str, object], known: Mapping[str, _PartReader], where: str, notes: list[str]
) -> dict[str, Any]:
    unknown = sorted(set(given) - set(known))
    if unknown and len(unknown) == len(given):
        raise bad(where, f"里没有认识的项：{shown('、'.join(unknown))}", f"可用的有：{'、'.join(known)}。")
    if unknown:
        notes.append(f"{where}里有不认识的项，没有保存：{'、'.join(unknown)}")
    return {
        key: read(given[key], where if key in ("text", "name") else f"{where}的 {key} ")
        for key, read in known.items()
        if key in given
    }


def plain(value: Any) -> Any:
    """A value of the case model as JSON can hold it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [part_row(item) if hasattr(item, "__dataclass_fields__") else plain(item) for item in value]
    return value


def part_row(part: Party | Event | Claim | Instalment | Reply | Mediation | Registration | Owners) -> dict[str, Any]:
    """A part of a case as a JSON object.

    Items of lists leave out what is empty; reply and mediation keep it, so that importing them replaces all that
    stood there.
    """
    row = {field.name: plain(getattr(part, field.name)) for field in fields(part)}
    return row if isinstance(part, Reply | Mediation | Registration | Owners) else _without_empty(row.items())


def claim_row(claim: Claim) -> str | dict[str, Any]:
    """A claim that is only a text as that text, any other as an object."""
    row = part_row(claim)
    return claim.text if list(row) == ["text"] and claim.text.strip() else {"text": claim.text, **row}


def _without_empty(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value for key, value in items if value not in ("", None, [], {})}
