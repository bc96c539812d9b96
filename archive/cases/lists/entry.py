"""Whether a case may stand in a level, and when its observation ends. Pure."""

from __future__ import annotations

import datetime as dt

from archive.cases.clocks.counting import months_after
from archive.cases.labels import label
from archive.cases.lists.definitions import Definitions, Level
from archive.cases.model import Case
from archive.cases.procedure.standing import ListLevel, Standing, standing_of
from archive.errors import InvalidInput


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


def check_level(case: Case, level: Level) -> None:
    """Raises InvalidInput, with what is against it, for a case that does not fit the level."""
    if against := reasons_against(level, case, standing_of(case)):
        raise InvalidInput(
            f"不能列入{level.name}清单（{level.meaning}）：{'；'.join(against)}。",
            "请核对级别；条件在 lists.toml 里，可用 juanzong lists levels 查看。",
            code="level_not_fit",
        )


def observed_until(since: dt.date, definitions: Definitions) -> dt.date:
    """The last day of observation of a case that entered on ``since`` (《民法典》第二百零一条、第二百零二条)."""
    return months_after(since, definitions.months)
