"""How hard cases wander through the three lists, and how they are struck off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from archive.cases.labels import label
from archive.cases.procedure.standing import ListLevel
from archive.county.histories.acts import Acts
from archive.county.matter import Hardness, Matter

_OBSERVED = 184
"""Days without a petition after which an entry may be struck off."""

_OVER = frozenset({"finish", "settle", "withdraw"})
_QUARTERS = 48
"""Times an unresolved entry is taken up at most: the county's ten years and more."""


class Wandering:
    """A case's way through the lists."""

    def __init__(self, acts: Acts, matter: Matter, office: str, approver: str) -> None:
        self._acts = acts
        self._matter = matter
        self._office = office
        self._approver = approver
        self._level = ListLevel.SPECIAL
        self._since = matter.day

    def run(self, resolved: dt.date | None, again: Sequence[Matter]) -> None:
        """Add the moves; ``again`` are the petitions that brought the same matter again, by day."""
        acts, random = self._acts, self._acts.random
        entered = acts.workday(self._matter.day + dt.timedelta(random.randint(2, 18)))
        if resolved is not None and entered >= resolved:
            return
        hard = self._matter.hardness is Hardness.HARD
        self._level = ListLevel.CLOSE if hard and acts.chance(0.4) else ListLevel.SPECIAL
        self._since = entered
        acts.act("list_enter", unit=self._office, day=entered, level=self._level.value)
        if hard and acts.chance(0.25):
            day = acts.workday(entered + dt.timedelta(random.randint(20, 70)))
            if resolved is None or day < resolved:
                self._move(day, ListLevel.CLOSE)
        self._follow_up(resolved or dt.date.max)
        if resolved is not None:
            self._move(acts.workday(resolved + dt.timedelta(random.randint(1, 10))), ListLevel.OBSERVED)
        for one in again:
            self._come_again(one)
        if self._level is ListLevel.OBSERVED:
            applied = acts.workday(self._since + dt.timedelta(random.randint(_OBSERVED, _OBSERVED + 50)))
            acts.act("strike_apply", unit=self._matter.unit, day=applied)
            struck = acts.workday(applied + dt.timedelta(random.randint(2, 15)))
            acts.act("strike_off", unit=self._office, day=struck, approver=self._approver)

    def _follow_up(self, resolved: dt.date) -> None:
        """Unresolved when its procedure is over, it is taken up again every quarter: each time with a step and its day.

        Filing ends what was planned, so that it is planned anew that day.
        """
        acts, random = self._acts, self._acts.random
        filed = max(acts.day, self._since)
        over = [one.day for one in acts.done if one.type in _OVER and one.day < filed]
        planned = [max(over[-1], self._since)] if over else []
        day = filed
        while len(planned) < _QUARTERS:
            planned.append(day)
            day = acts.workday(day + dt.timedelta(random.randint(70, 110)))
        for at, day in enumerate(planned):
            if day < resolved:
                due = planned[at + 1] if at + 1 < len(planned) else day + dt.timedelta(90)
                acts.act("plan", unit=self._office, day=day, due=acts.workday(due + dt.timedelta(3)).isoformat())

    def _come_again(self, one: Matter) -> None:
        """Under observation it moves back up that day; after a while it is resolved anew."""
        seen = (one.day - self._since).days
        if self._level is not ListLevel.OBSERVED or not 0 <= seen <= _OBSERVED:
            return
        came = label(one.channel) if one.channel else "信访"
        reason = f"观察期内同一事项又{came}（{one.no}，{one.day}）"
        self._move(one.day, ListLevel.SPECIAL, reason=reason, petition=one.no)
        calm = self._acts.workday(one.day + dt.timedelta(self._acts.random.randint(40, 120)))
        self._acts.act("resolve", unit=self._matter.unit, day=calm, outcome="已化解")
        self._move(calm, ListLevel.OBSERVED)

    def _move(self, day: dt.date, to: ListLevel, **further: str) -> None:
        if to is self._level:
            return
        moved: dict[str, Any] = {"from": self._level.value, "to": to.value, **further}
        self._acts.act("list_move", unit=self._office, day=day, **moved)
        self._level, self._since = to, day
