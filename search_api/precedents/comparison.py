"""Two to six cases side by side: what was asked, found and decided, on what, how long it took and whether it stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.cases.labels import EVENT_TYPES, label
from archive.cases.model import Case, Claim, Role
from archive.cases.places import Places
from archive.cases.procedure.held import HELD_LABELS, held
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import STATUS_LABELS
from archive.chinese.money import format_yuan
from archive.errors import InvalidInput
from search_api.access import Asker, find_case
from search_api.precedents.find import basis, decision, reviewed
from search_api.precedents.points import Point, phrases, points
from search_api.search import Searcher

FEWEST, MOST = 2, 6
"""Cases that stand side by side: more cannot be read."""
_STEPS = ("accept", "reply", "agreement", "deliver", "review", "recheck", "confirm", "resolve", "finish")
"""Events whose days are told."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One case of a comparison."""

    no: str
    title: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cases side by side."""

    cases: tuple[Compared, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Name of the row and a cell for each case; a row nobody has anything in is left out."""
    points: tuple[tuple[Point, ...], ...]
    """Of each case but the first, in which points it is like and unlike the first."""


def compare(searcher: Searcher, numbers: Sequence[str], asker: Asker) -> Comparison:
    """Put these cases side by side, the first being what the others are compared with.

    Raises InvalidInput for fewer than two or more than six, NotFound for a case the asker may not see.
    """
    asked = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    if not FEWEST <= len(asked) <= MOST:
        raise InvalidInput(f"对比要选 {FEWEST} 到 {MOST} 个不同的案件，现在是 {len(asked)} 个。", "请增减后再比。")
    with searcher.record.read() as tx:
        cases = [find_case(tx, number, asker) for number in asked]
        places = tx.organisation.places()
    return side_by_side(cases, places)


def side_by_side(cases: Sequence[Case], places: Places) -> Comparison:
    """The cases side by side. Pure."""
    first, *others = cases
    told = tuple(points(first, other, places) for other in others)
    rows = [(name, tuple(cell(case) for case in cases)) for name, cell in _ROWS]
    for name, alike in (("与首件相同", True), ("与首件不同", False)):
        said = ["\n".join(phrases([point for point in some if point.alike is alike])) for some in told]
        rows.append((name, ("（首件）", *said)))
    return Comparison(
        tuple(Compared(case.no, case.title or case.no) for case in cases),
        tuple((name, cells) for name, cells in rows if any(cell and cell != "（首件）" for cell in cells)),
        told,
    )


def _facts(case: Case) -> str:
    return case.facts or case.summary or case.mediation.facts or case.text


def _claims(case: Case) -> str:
    return "\n".join(f"{at}．{_claim(claim)}" for at, claim in enumerate(case.claims, 1))


def _claim(claim: Claim) -> str:
    found = f"　查明：{claim.finding}" if claim.finding else ""
    opinion = "：".join(part for part in (label(claim.opinion) if claim.opinion else "", claim.opinion_text) if part)
    return claim.text + found + (f"　意见：{opinion}" if opinion else "")


def _against(case: Case) -> str:
    return "、".join(party.name for party in case.parties_with(Role.RESPONDENT) if party.name)


def _agreed(case: Case) -> str:
    return "\n".join(f"{at}．{term}" for at, term in enumerate(case.mediation.terms, 1))


def _money(fen: int | None) -> str:
    return f"{format_yuan(fen)}元" if fen else ""


def _steps(case: Case) -> str:
    start = [f"{case.received.isoformat()} 收到"] if case.received else []
    steps = [
        f"{act.day.isoformat()} {EVENT_TYPES.get(act.type, _NAMES.get(act.type, act.type))}"
        for act in case.acts()
        if act.type in _STEPS
    ]
    return "\n".join([*start, *steps])


_NAMES = {"confirm": "司法确认", "resolve": "化解", "finish": "完结"}


def _took(case: Case) -> str:
    standing = standing_of(case)
    said = [
        _days(case.received, standing.replied, "答复或调成"),
        _days(case.received, standing.finished, "完结"),
    ]
    return "\n".join(part for part in said if part)


def _days(start: dt.date | None, end: dt.date | None, what: str) -> str:
    return f"{(end - start).days}天{what}" if start and end and end >= start else ""


def _review(case: Case) -> str:
    return "\n".join((HELD_LABELS[held(case)], *reviewed(case)))


_ROWS: tuple[tuple[str, Callable[[Case], str]], ...] = (
    ("业务", lambda case: label(case.kind)),
    ("类别", lambda case: case.category),
    ("事项", lambda case: label(case.matter_class) if case.matter_class else ""),
    ("属地", lambda case: case.region),
    ("被反映", _against),
    ("责任单位", lambda case: case.duty_unit),
    ("人数", lambda case: f"{case.group_size}人"),
    ("涉及金额", lambda case: _money(case.amount_fen)),
    ("事实", _facts),
    ("诉求与意见", _claims),
    ("依据", lambda case: "\n".join(basis(case))),
    ("协议", _agreed),
    ("协议金额", lambda case: _money(case.mediation.amount_fen)),
    ("结果", decision),
    ("现状", lambda case: STATUS_LABELS[standing_of(case).status]),
    ("经过", _steps),
    ("用时", _took),
    ("复查", _review),
)
