"""A request for legal service, without its words."""

from __future__ import annotations

import datetime as dt

from archive.county.histories.acts import Acts
from archive.county.matter import Hardness, Matter


def advise(acts: Acts, matter: Matter, centre: str, lawyer: str) -> None:
    """Add the acts of the centre for legal service."""
    acts.act("register", unit=centre)
    if acts.chance(0.012):
        acts.wait(0, 3)
        acts.act("decline", unit=centre, reason="不符合法律援助条件")
        return
    acts.wait(0, 1)
    acts.act("accept", unit=centre)
    if acts.chance(0.004):
        acts.wait(1, 6)
        acts.act("withdraw", unit=centre, reason="申请人书面撤回")
        return
    acts.act("assign", unit=centre, to=lawyer)
    days = {Hardness.EASY: 3, Hardness.MIDDLE: 25, Hardness.HARD: 90}[matter.hardness]
    _next(acts, centre, "办理并答复", days)
    acts.wait(0, days)
    acts.act("answer", unit=centre, actor=lawyer)
    if acts.chance(0.7):
        acts.act("resolve", unit=centre)
    if acts.chance(0.5):
        score = acts.random.choices(("satisfied", "basic", "unsatisfied"), (86, 12, 2))[0]
        acts.act("rate", unit=centre, target="duty_unit", score=score)
    _next(acts, centre, "办结", 8)
    acts.wait(0, 8)
    acts.act("finish", unit=centre)
    if acts.chance(0.9):
        acts.wait(5, 50)
        acts.act("archive", unit=centre)


def _next(acts: Acts, centre: str, step: str, days: int) -> None:
    """No clock of the law runs here: the centre says itself what is next, and by when."""
    due = acts.workday(acts.day + dt.timedelta(days))
    acts.act("plan", unit=centre, step=step, due=due.isoformat())
