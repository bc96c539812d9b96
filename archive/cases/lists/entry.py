"""Whether a case may stand in a level, and when its observation ends. Pure."""

from __future__ import annotations

import datetime as dt

from archive.cases.clocks.counting import months_after
from archive.cases.labels import label
from archive.cases.lists.definitions import Definitions, Level
from archive.cases.model import Case
from archive.cases.procedure.standing import ListLevel, Standing


def reasons_against(level: Level, case: Case, standing: Standing) -> list[str]:
    """What the case lacks to stand in ``level``, in Chinese; empty if it may.

    What leaves observation need not be unresolved: that its petitioner came again is what unresolves it.
    """
    wanted, against = level.requires, []
    leaving = standing.level is ListLevel.OBSERVED
    if wanted.resolved is True and standing.resolved is None:
        against.append("还没有化解（先登记“化解” resolve，或达成协议）")
    if wanted.resolved is False and standing.resolved is not None and not leaving:
        against.append("已经化解")
    if wanted.risks and case.risk not in wanted.risks:
        against.append(f"风险不是{'、'.join(map(label, wanted.risks))}")
    if case.group_size < wanted.persons:
        against.append(f"不到 {wanted.persons} 人")
    return against


def observed_until(since: dt.date, definitions: Definitions) -> dt.date:
    """The last day of observation of a case that entered on ``since`` (《民法典》第二百零一条、第二百零二条)."""
    return months_after(since, definitions.months)
