"""A mediation from the application to the file, without its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from archive.cases.model import Instalment, MediationSource
from archive.county.bodies import COURT
from archive.county.histories.acts import Acts
from archive.county.matter import Hardness, Matter

_SUCCESS = {Hardness.EASY: 0.975, Hardness.MIDDLE: 0.92, Hardness.HARD: 0.7}
_PAYS = 0.72
"""Share of agreements about money, where money is at stake."""
_BROKEN, _NEVER, _LATE, _CONFIRMED, _ORAL = 0.06, 0.15, 0.12, 0.07, 0.22
_ELSEWHERE = {
    MediationSource.COURT: COURT,
    MediationSource.POLICE: "安和县公安局",
    MediationSource.PETITION_OFFICE: "安和县信访局",
    MediationSource.OTHER: "安和县司法局",
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, as far as it shapes what follows."""

    signed: dt.date
    oral: bool
    amount_fen: int | None
    instalments: tuple[Instalment, ...]


def mediate(acts: Acts, matter: Matter, committee: str, mediator: str) -> Agreed | None:
    """Add the acts of the committee; what was agreed, if anything was."""
    sent = _ELSEWHERE.get(matter.source) if matter.source else None
    first: dict[str, Any] = {"from": sent} if sent else {}
    acts.act("refer" if sent else "apply", unit=committee, actor=mediator, **first)
    if acts.chance(0.008):
        acts.wait(0, 3)
        acts.act("decline", unit=committee, reason="一方当事人明确拒绝调解")
        return None
    acts.wait(0, 3)
    acts.act("accept", unit=committee, actor=mediator, form=acts.random.choice(("口头", "书面")))
    acts.wait(0, 2)
    acts.act("inform", unit=committee, actor=mediator)
    if acts.chance(0.55):
        acts.wait(0, 5)
        acts.act("investigate", unit=committee, actor=mediator)
    if acts.chance(0.006):
        acts.act("withdraw", unit=committee, reason="申请人书面撤回调解申请")
        _filed(acts, committee)
        return None
    sessions = 1 + acts.chance(0.38) + acts.chance(0.1 if matter.hardness is Hardness.EASY else 0.5)
    success = acts.chance(_SUCCESS[matter.hardness])
    for number in range(1, sessions + 1):
        acts.wait(0, 6 if matter.hardness is Hardness.EASY else 13)
        last = number == sessions
        acts.act("mediate", unit=committee, actor=mediator, result=_result(last, success))
    if acts.chance(0.02):
        acts.wait(20, 60)  # beyond the month
    if success:
        return _agree(acts, matter, committee, mediator)
    acts.wait(0, 4)
    acts.act("terminate", unit=committee, actor=mediator, reason="")
    _filed(acts, committee)
    return None


def _result(last: bool, success: bool) -> str:
    if not last:
        return "有待继续调解"
    return "成功" if success else "不成"


def _agree(acts: Acts, matter: Matter, committee: str, mediator: str) -> Agreed:
    amount = _amount(acts, matter)
    oral = (amount is None and acts.chance(2 * _ORAL)) or acts.chance(_ORAL / 3)
    signed = acts.day
    stated: dict[str, Any] = {"amount_fen": amount} if amount is not None else {}
    form = "oral" if oral else "written"
    acts.act("agreement", unit=committee, actor=mediator, form=form, effective=signed.isoformat(), **stated)
    instalments = _instalments(acts, amount)
    if not oral and acts.chance(_CONFIRMED):
        _confirm(acts, signed, committee)
    performed = _perform(acts, signed, instalments, committee)
    visited = acts.workday(signed + dt.timedelta(acts.random.randint(5, 26 if acts.chance(0.9) else 60)))
    acts.act("visit", unit=committee, actor=mediator, day=visited)
    acts.day = max(acts.day, visited)
    if acts.chance(0.6):
        score = acts.random.choices(("satisfied", "basic", "unsatisfied"), (80, 17, 3))[0]
        acts.act("rate", unit=committee, target="duty_unit", score=score)
    if performed:
        acts.wait(0, 10)
        acts.act("finish", unit=committee)
        _filed(acts, committee)
    else:
        acts.wait(90, 240)
        acts.act("finish", unit=committee, reason="sued")
        acts.act("archive", unit=committee)
    return Agreed(signed, oral, amount, instalments)


def _amount(acts: Acts, matter: Matter) -> int | None:
    """Fen that are to be paid: less than was asked for."""
    if matter.amount_fen is None or not acts.chance(_PAYS):
        return None
    share = acts.random.uniform(0.45, 0.95)
    return max(100, round(matter.amount_fen * share / 100 / 50) * 50 * 100)


def _instalments(acts: Acts, amount: int | None) -> tuple[Instalment, ...]:
    random = acts.random
    due = acts.day + dt.timedelta(random.randint(0, 30))
    if amount is None:
        return (
            (Instalment(acts.day + dt.timedelta(random.randint(3, 30)), None, "恢复原状"),) if acts.chance(0.5) else ()
        )
    if amount < 300_000 or acts.chance(0.6):
        return (Instalment(due, amount),)
    count = random.randint(2, 4)
    part = amount // count // 100 * 100
    parts = [part] * (count - 1) + [amount - part * (count - 1)]
    return tuple(Instalment(due + dt.timedelta(60 * at), fen) for at, fen in enumerate(parts))


def _perform(acts: Acts, signed: dt.date, instalments: tuple[Instalment, ...], committee: str) -> bool:
    """Add what was paid and done; whether all of it was."""
    for number, one in enumerate(instalments, 1):
        broken = acts.chance(_BROKEN)
        if one.due is None or (broken and acts.chance(_NEVER)):
            return False
        if broken:
            day = one.due + dt.timedelta(acts.random.randint(60, 300))
        elif acts.chance(_LATE):
            day = one.due + dt.timedelta(acts.random.randint(2, 40))
        else:
            day = max(signed, one.due - dt.timedelta(acts.random.randint(0, 10)))
        acts.day = max(acts.day, day)
        paid: dict[str, Any] = {"amount_fen": one.amount_fen, "voucher": "收条"} if one.amount_fen is not None else {}
        acts.act("perform", unit=committee, instalment=number, **paid)
    return True


def _confirm(acts: Acts, signed: dt.date, committee: str) -> None:
    """Judicial confirmation, within its 30 days."""
    acts.day = acts.workday(signed + dt.timedelta(acts.random.randint(1, 20)))
    acts.act("confirm_apply", unit=committee, court=COURT)
    acts.wait(1, 3)
    acts.act("confirm_admit", unit=COURT)
    acts.wait(3, 14)
    acts.act("confirm", unit=COURT, result="confirmed" if acts.chance(0.95) else "rejected")


def _filed(acts: Acts, committee: str) -> None:
    acts.wait(2, 40)
    acts.act("archive", unit=committee)
