"""Rows and cases: a flat or nested mapping, as JSON lines and spreadsheets carry it, and the case it means. Pure.

A row knows the keys of the case model; only ``no`` is required. What a row does not name stays as it is in the case it
updates; ``null`` empties. Keys the model has no place for are kept in ``Case.extra``, and so are values it cannot use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from archive.cases.exchange import parts
from archive.cases.exchange.people import PEOPLE, joined
from archive.cases.exchange.values import (
    bad,
    code_from,
    day_of,
    fen_from_yuan,
    fen_of,
    kept,
    number_of,
    shown,
    text_of,
    texts_of,
    truth_of,
    whole_number,
)
from archive.cases.labels import category_name, outcome_name
from archive.cases.model import (
    AppealRoute,
    Case,
    CaseKind,
    Channel,
    MatterClass,
    Mediation,
    Owners,
    Party,
    Registration,
    Reply,
    Risk,
)
from archive.errors import InvalidInput
from archive.storable import storable_json

_LONG_TEXTS = ("summary", "facts", "text")
_SHORT_TEXTS = ("title", "category", "region", "outcome", "handler", "duty_unit", "region_code", "voided")

KEYS = (
    "no",
    "title",
    "kind",
    "channel",
    "category",
    "region",
    "received",
    "matter_class",
    "appeal_route",
    "summary",
    "facts",
    "claims",
    "outcome",
    "text",
    "legal_basis",
    "amount_fen",
    "group_size",
    "handler",
    "duty_unit",
    "parties",
    "events",
    "reply",
    "mediation",
    "region_code",
    "registration",
    "owners",
    "risk",
    "voided",
    "restricted",
)
"""Every key of an exported row, in its order."""

ID_REASON = "id_reason"
"""Key of a row that says why identity numbers that fail their check are kept; it stands with the parties."""

_INPUT_KEYS = frozenset(KEYS) | {"amount"}
_EMPTY: Mapping[str, object] = {key: getattr(Case(no=""), key) for key in KEYS}
_PARTS: Mapping[str, object] = {
    "reply": Reply(),
    "mediation": Mediation(),
    "registration": Registration(),
    "owners": Owners(),
}
"""Keys whose values are objects, with the value that says nothing."""
_STRICT = frozenset(
    {"no", "title", "category", "region", "received", "facts", "claims", "outcome", "text", "legal_basis", "restricted"}
)
"""Keys whose form every importer is told, and the one that hides a case. Another program may mean something else by
the others, such as a ``reply`` that is a text: what the model cannot use is kept beside it, as an unknown key is."""
LENIENT = _INPUT_KEYS - _STRICT
"""Keys for which a value that the model cannot use never keeps a row out."""
_BESIDE = "原样保留（未采用）"
"""Where an exported row has the values that the model could not use, if it also has a usable one for the same key."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The case a row means."""

    case: Case
    notes: tuple[str, ...]
    """In Chinese: what was kept though it is not known, or could not be kept as it came."""


def case_from_row(row: Mapping[str, object], before: Case | None = None) -> Imported:
    """The case that ``row`` means, or ``before`` with what the row changes.

    Raises InvalidInput, in Chinese, for a row without a usable ``no``, with a value that cannot be used, or with a new
    sum below nothing.
    """
    clean: dict[str, object] = storable_json(dict(row))
    given, people = clean.pop(ID_REASON, None), clean.pop(PEOPLE, None)
    case = before or Case(no=number_of(clean.get("no")))
    explains = given not in (None, "")
    reason = given if explains else case.extra.get(ID_REASON)  # one kept unused is for the number that fails later
    if case.title and "title" not in clean and clean.get("summary") == case.title:
        del clean["summary"]  # the ledger as a sheet has one column for both
    notes: list[str] = []
    changes: dict[str, Any] = {}
    unusable: dict[str, object] = {}
    readers = [(key, read) for key, read in _READERS.items() if key in clean]
    for key, read in readers:
        said: list[str] = []
        try:
            changes[key] = read(clean[key], case, said)
        except InvalidInput as error:
            if key in _STRICT:
                raise
            unusable[key] = kept(clean[key])
            said = [_unused(error)]
        notes += said
    if "amount" in clean:
        try:
            fen = _yuan(clean["amount"])
            changes["amount_fen"] = fen if changes.get("amount_fen") is None else changes["amount_fen"]
        except InvalidInput as error:
            unusable["amount"] = kept(clean["amount"])
            notes.append(_unused(error))
    if isinstance(people, list) and all(isinstance(one, dict) for one in people):
        known = changes.get("parties", case.parties)
        changes["parties"] = joined(known, parts.parties_from(people, notes), people)
    stated = changes.get("parties", case.parties)
    explained = _explained(stated, reason)
    if explained != stated:
        changes["parties"] = explained
    elif explains and not any(map(parts.fails_check, stated)):
        clean[ID_REASON] = given
        notes.append("没有未通过校验的证件号码，证件号码说明原样保留，未采用。")
    used = explains or explained != stated
    if "parties" in changes:
        notes += parts.number_notes(explained)
    if changes.get("region", case.region) != case.region:
        changes.setdefault("region_code", "")  # of the place before; the record finds the new one
    taken = changes.keys() | ({"amount"} if "amount_fen" in changes else set())
    extra = {
        **{k: value for k, value in case.extra.items() if k not in taken and not (k == ID_REASON and used)},
        **{key: value for key, value in clean.items() if key not in _INPUT_KEYS},
        **unusable,
    }
    beside = clean.get(_BESIDE)
    if isinstance(beside, dict) and beside.keys() <= LENIENT:
        del extra[_BESIDE]
        extra |= beside
    if "received" in clean:
        changes["received"], imprecise = day_of(clean["received"], "收到日期（received）")
        extra.pop("received", None)
        if imprecise:
            extra["received"] = imprecise
            notes.append(f"收到日期只写到“{imprecise}”，原样保留，未作为日期。")
    after = replace(case, **changes, extra=extra)
    _check_sums(case, after)
    if "restricted" not in clean and _becomes_accusation(before, after):
        after = replace(after, restricted=True)
        notes.append("检举控告类事项，已设为限制查阅（《信访工作条例》第三十条）。")
    return Imported(after, tuple(notes))


def as_one_row(earlier: Mapping[str, object], later: Mapping[str, object]) -> dict[str, object]:
    """What two rows of one case say together: the later before the earlier, both of what is an object."""
    left = {key: value for key, value in earlier.items() if not any(other in later for other in _INSTEAD.get(key, ()))}
    for key in _PARTS.keys() & left.keys() & later.keys():
        before, after = left[key], later[key]
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            left[key] = {**before, **after}
            later = {name: value for name, value in later.items() if name != key}
    return {**left, **later}


_INSTEAD: Mapping[str, tuple[str, ...]] = {"amount": ("amount_fen",), "amount_fen": ("amount",), PEOPLE: ("parties",)}
"""Keys that a later row states under another."""


def _becomes_accusation(before: Case | None, after: Case) -> bool:
    """Whether the case is one now, was none before, and nobody has kept it from others yet."""
    known = before is not None and before.matter_class is MatterClass.ACCUSATION
    return after.matter_class is MatterClass.ACCUSATION and not known and not after.restricted


def _explained(parties: tuple[Party, ...], reason: object) -> tuple[Party, ...]:
    """The parties, with the reason beside each identity number that fails its check and has none of its own."""
    text = text_of(reason, "证件号码说明（id_reason）", joint="；").strip()
    return tuple(
        replace(one, id_reason=text) if text and not one.id_reason and parts.fails_check(one) else one
        for one in parties
    )


def _check_sums(before: Case, after: Case) -> None:
    """A sum below nothing is a slip of the pen; it would count against the others. One that stood there may stay."""
    known = {fen for _, fen in _sums(before)}
    for where, fen in _sums(after):
        if fen is not None and fen < 0 and fen not in known:
            raise bad(where, f"不能是负数：{Decimal(fen) / 100} 元", "请核对金额；没有金额就留空。")


def _sums(case: Case) -> list[tuple[str, int | None]]:
    instalments = enumerate(case.mediation.instalments, 1)
    return [
        ("金额", case.amount_fen),
        ("调解协议的金额", case.mediation.amount_fen),
        *((f"调解协议第 {number} 期的金额", one.amount_fen) for number, one in instalments),
    ]


def row_from_case(case: Case) -> dict[str, Any]:
    """The row that, imported, gives the same case; values are what JSON can hold."""
    row = {key: parts.plain(getattr(case, key)) for key in KEYS if key not in ("claims", *_PARTS)}
    row["claims"] = [parts.claim_row(claim) for claim in case.claims]
    for key, empty in _PARTS.items():
        part = getattr(case, key)
        row[key] = None if part == empty else parts.part_row(part)
    ordered = {key: row[key] for key in KEYS}
    beside: dict[str, Any] = {}
    for key, value in case.extra.items():
        field = "amount_fen" if key == "amount" else key
        if key in LENIENT and getattr(case, field) != _EMPTY[field]:
            beside[key] = value
        else:
            ordered[key] = value
    return {**ordered, _BESIDE: beside} if beside else ordered


def usable(key: str, value: object) -> bool:
    """Whether the model can use an exported ``value`` for ``key``; ``amount`` is only exported if it cannot."""
    if key not in LENIENT or key == "amount":
        return key != "amount"
    try:
        _READERS[key](value, Case(no=""), [])
    except InvalidInput:
        return False
    return True


def changed_keys(before: Case, after: Case) -> list[str]:
    """The fields in which two cases differ, version aside."""
    names = (field.name for field in fields(Case) if field.name != "version")
    return [name for name in names if getattr(before, name) != getattr(after, name)]


_Reader = Callable[[object, Case, list[str]], Any]


def _unused(error: InvalidInput) -> str:
    return f"{error.message}。原样保留，未采用。"


def _yuan(value: object) -> int | None:
    return fen_from_yuan(value, "金额（amount）")


def _text(label: str, joint: str) -> _Reader:
    return lambda value, _case, _notes: text_of(value, label, joint=joint)


def _category(value: object, _: Case, notes: list[str]) -> str:
    text = text_of(value, "类别（category）", joint="、").strip()
    known = category_name(text)
    if text and known is None:
        notes.append(f"不认识的类别“{shown(text)}”，原样保留。")
    return known or text


def _outcome(value: object, _: Case, notes: list[str]) -> str:
    text = text_of(value, "结果（outcome）", joint="、").strip()
    known = outcome_name(text)
    if text and known is None:
        notes.append(f"不认识的结果“{shown(text)}”，原样保留。")
    return known or text


def _kind(value: object, _: Case, notes: list[str]) -> CaseKind:
    return code_from(CaseKind, value, "业务（kind）") or CaseKind.PETITION


def _restricted(value: object, _: Case, notes: list[str]) -> bool:
    return False if value is None else truth_of(value, "限制查阅（restricted）")


def _group_size(value: object, _: Case, notes: list[str]) -> int:
    return whole_number(value, "人数（group_size）", least=0) or 1


def _no(value: object, case: Case, notes: list[str]) -> str:
    number = number_of(value)
    if number != case.no:
        raise bad("编号", f"与要修改的案件不同：{shown(number)}", "编号不能改；请另立一行。")
    return number


_READERS: Mapping[str, _Reader] = {
    "no": _no,
    **{key: _text(key, "\n") for key in _LONG_TEXTS},
    **{key: _text(key, "、") for key in _SHORT_TEXTS},
    "category": _category,
    "outcome": _outcome,
    "kind": _kind,
    "channel": lambda value, _case, _notes: code_from(Channel, value, "渠道（channel）"),
    "matter_class": lambda value, _case, _notes: code_from(MatterClass, value, "事项类别（matter_class）"),
    "appeal_route": lambda value, _case, _notes: code_from(AppealRoute, value, "处理途径（appeal_route）"),
    "claims": lambda value, _case, notes: parts.claims_from(value, notes),
    "legal_basis": lambda value, _case, _notes: texts_of(value, "依据（legal_basis）"),
    "amount_fen": lambda value, _case, _notes: fen_of(value, "金额（amount_fen）"),
    "group_size": _group_size,
    "parties": lambda value, _case, notes: parts.parties_from(value, notes),
    "events": lambda value, case, notes: parts.events_after(case.events, parts.events_from(value, notes)),
    "reply": lambda value, case, notes: parts.reply_from(value, case.reply, notes),
    "mediation": lambda value, case, notes: parts.mediation_from(value, case.mediation, notes),
    "registration": lambda value, case, notes: parts.registration_from(value, case.registration, notes),
    "owners": lambda value, case, notes: parts.owners_from(value, case.owners, notes),
    "risk": lambda value, _case, _notes: code_from(Risk, value, "风险（risk）"),
    "restricted": _restricted,
}
