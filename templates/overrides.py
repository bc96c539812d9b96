"""Values given by ``--set KEY=VALUE``, put into the case: what is typed wins over what the record holds; pure.

A key is a path into the case (``reply.review_unit``, ``claims.2.opinion``, ``parties.1.name``) or a short name
of a shelf file (``petitioner``, ``matter``, ``opinion``). The last part of a shelf key is enough where it is unique.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, get_type_hints

from archive.cases.model import AppealRoute, Case, Claim, Opinion, Party, PartyKind, Role
from archive.chinese.money import parse_yuan
from archive.errors import InvalidInput
from templates import text, wording
from templates.people import signing_parties
from templates.shelf import ShelfEntry

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_NUMBERED = re.compile(r"(claims|parties)\.(\d{1,3})\.([a-z_]+)")
_LISTS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "basis": text.citations,
    "legal_basis": text.citations,
    "mediators": text.names,
    "copies_to": text.names,
    "terms": text.items,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A case with the typed values in it."""

    case: Case
    extra: Mapping[str, str]
    """Typed values the case has no place for, by their key."""
    typed: frozenset[str] = frozenset()
    """Keys of all typed values, those the case took in as well."""

    def get(self, key: str) -> str:
        """A typed value outside the case, on one line, else empty."""
        return text.one_line(self.extra.get(key, ""))

    def lines(self, key: str) -> str:
        """A typed value outside the case with its line breaks, else empty."""
        return self.extra.get(key, "")


@lru_cache(maxsize=64)
def _hints(owner: Hashable) -> dict[str, Any]:
    """The types of a class's fields; looking them up takes as long as filling in a form."""
    return get_type_hints(owner)


def fill_in(case: Case, overrides: Mapping[str, str], paper: ShelfEntry) -> Filled:
    """The case with every typed value in its place.

    Raises InvalidInput for a key no paper of this kind takes, and for a value of the wrong form; all of them at once.
    """
    extra: dict[str, str] = {}
    keys: set[str] = set()
    wrong: list[str] = []
    for typed, value in sorted(overrides.items(), key=lambda pair: _NUMBERED.fullmatch(pair[0]) is not None):
        key = _full_key(typed, paper)
        keys.add(key or "")
        try:
            if key is None:
                wrong.append(f"没有“{typed}”这一项。")
            elif (changed := _set(case, key, value.strip())) is not None:
                case = changed
            else:
                extra[key] = "\n".join(text.paragraphs(value))
        except InvalidInput as problem:
            wrong.append(f"“{typed}”的值“{value}”不对：{problem.message}{problem.advice}")
    if wrong:
        known = "、".join(spec.key for spec in paper.fields)
        raise InvalidInput("\n".join(wrong), f"“{paper.title}”可以设置的项：{known}。")
    return Filled(case, extra, frozenset(keys))


def parse_day(value: str) -> dt.date:
    """A day from 2022-05-06, 2022/5/6, 2022.5.6, 20220506 or 2022年5月6日."""
    match = _DAY.fullmatch(value.translate(str.maketrans("０１２３４５６７８９", "0123456789")).strip())
    try:
        if match:
            year, month, day = (int(part) for part in match.groups() if part)
            return dt.date(year, month, day)
    except ValueError:
        pass
    raise InvalidInput("不是日期。", "请写成 2022-05-06 或 2022年5月6日。")


def _full_key(typed: str, paper: ShelfEntry) -> str | None:
    key = typed.strip()
    known = [spec.key for spec in paper.fields]
    if key in known:
        return key
    if _NUMBERED.fullmatch(key) or _in_model(key):
        return key
    ends = [full for full in known if full.endswith(f".{key}") and ".N." not in full]
    return ends[0] if len(ends) == 1 else None


def _in_model(key: str) -> bool:
    head, dot, tail = key.partition(".")
    names = {field.name for field in fields(Case)}
    if not dot:
        return key in names - {"parties", "events", "reply", "mediation", "extra", "version"}
    inner = _hints(Case).get(head)
    return head in ("reply", "mediation") and tail in {field.name for field in fields(inner or Case)}


def _set(case: Case, key: str, value: str) -> Case | None:
    """The case with ``key`` set; None if the case has no place for it."""
    if key == "petitioner":
        return _petitioners(case, value)
    if key == "matter":
        return replace(case, summary=text.one_line(value))
    if key == "claims":
        return replace(case, claims=tuple(Claim(item) for item in text.items(value)))
    if key == "mediation.amount":
        return replace(case, mediation=replace(case.mediation, amount_fen=parse_yuan(value) if value else None))
    if key == "channel":
        return _channel(case, value)
    if match := _NUMBERED.fullmatch(key):
        kind, number, field = match.groups()
        return (_claim if kind == "claims" else _party)(case, int(number), field, value)
    head, dot, tail = key.partition(".")
    if not _in_model(key):
        return None
    if not dot:
        return replace(case, **{key: _convert(Case, key, value)})
    part = getattr(case, head)
    return replace(case, **{head: replace(part, **{tail: _convert(part.__class__, tail, value)})})


def _petitioners(case: Case, value: str) -> Case:
    roles = (Role.PETITIONER, Role.REPRESENTATIVE, Role.APPLICANT)
    known = {party.name: party for party in case.parties}
    given = tuple(known.get(name, Party(name)) for name in text.names(value))
    others = tuple(party for party in case.parties if party.role not in roles and party not in given)
    return replace(case, parties=tuple(replace(party, role=Role.PETITIONER) for party in given) + others)


def _channel(case: Case, value: str) -> Case | None:
    for channel, label in wording.CHANNELS.items():
        if value in (channel.value, label):
            return replace(case, channel=channel)
    return None if value else replace(case, channel=None)


def _claim(case: Case, number: int, field: str, value: str) -> Case:
    if not 1 <= number <= len(case.claims):
        raise InvalidInput(f"案件只有{len(case.claims)}项请求。", "请先用 claims 写明各项请求。")
    old = case.claims[number - 1]
    if field == "opinion" and value and wording.parse_opinion(value) is None:
        new = replace(old, opinion=None, opinion_text=text.one_line(value))
    else:
        new = replace(old, **{field: _convert(Claim, field, value)})
    return replace(case, claims=(*case.claims[: number - 1], new, *case.claims[number:]))


def _party(case: Case, number: int, field: str, value: str) -> Case:
    signing = list(signing_parties(case))
    others = tuple(party for party in case.parties if party not in signing)
    if not 1 <= number <= len(signing) + 200:
        raise InvalidInput("当事人的序号不对。", "序号从1开始。")
    while len(signing) < number:
        signing.append(Party("", Role.RESPONDENT if signing else Role.APPLICANT))
    signing[number - 1] = replace(signing[number - 1], **{field: _convert(Party, field, value)})
    return replace(case, parties=tuple(signing) + others)


def _convert(owner: Hashable, field: str, value: str) -> Any:
    """``value`` in the type of the field, told by its annotation."""
    hint = _hints(owner).get(field)
    if hint is None:
        raise InvalidInput(f"没有“{field}”这一项。", "")
    if hint is str:
        return "\n".join(text.paragraphs(value))
    if hint == dt.date | None:
        return parse_day(value) if value else None
    if hint == tuple[str, ...]:
        return _LISTS[field](value)
    if hint == Opinion | None:
        return wording.parse_opinion(value)
    if hint == AppealRoute | None:
        if value and wording.parse_route(value) is None:
            raise InvalidInput(
                "不是条例第三十一条的办理途径。", f"可以写：{'、'.join(wording.ROUTES.values())}，或者一至六。"
            )
        return wording.parse_route(value)
    if hint == int | None:
        return parse_yuan(value) if value else None
    if hint is int:
        if not value.isdecimal():
            raise InvalidInput("不是整数。", "")
        return int(value)
    if hint in (PartyKind, Role):
        return _choose(hint, value)
    raise InvalidInput(f"“{field}”不能在这里改。", "请在案件里修改。")


def _choose(kind: type[PartyKind] | type[Role], value: str) -> PartyKind | Role:
    labels = {
        "自然人": PartyKind.PERSON,
        "个人": PartyKind.PERSON,
        "单位": PartyKind.ORGANISATION,
        "法人": PartyKind.ORGANISATION,
    }
    try:
        return labels.get(value) or kind(value)
    except ValueError as problem:
        raise InvalidInput(f"可以写：{'、'.join(member.value for member in kind)}。", "") from problem
