"""Whether a petitioner may still ask for review or re-examination when a case is to be called complete."""

from __future__ import annotations

import datetime as dt

from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.model import Case, CaseKind
from archive.errors import InvalidInput
from archive.record.record import Transaction

_WINDOWS = {"REVIEW_APPLY": "复查", "RECHECK_APPLY": "复核"}
"""Codes of the rules, with what may be asked for."""


def check_time_to_ask(tx: Transaction, case: Case, day: dt.date) -> None:
    """Raises InvalidInput while the thirty days of 《信访工作条例》第三十五条、第三十六条 run on ``day``."""
    if case.kind is not CaseKind.PETITION:
        return
    for one in deadlines_of(case, tx.clocks.rules, tx.holidays.calendar()):
        if one.code in _WINDOWS and one.open and day <= one.due:
            asked = _WINDOWS[one.code]
            raise InvalidInput(
                f"信访人 {one.start} 收到答复，可以申请{asked}到 {one.due}，现在还不能登记“程序完结”。",
                f"{one.due} 以后没有申请{asked}的再登记；信访人撤回的请登记“撤回”，和解的请登记“和解”。",
                code="may_still_ask",
            )
