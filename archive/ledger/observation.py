"""Whether a case has come through its observation, asked whenever it is to be struck off, by whatever way."""

from __future__ import annotations

import datetime as dt

from archive.cases.lists.entry import observed_until
from archive.cases.model import Case
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import InvalidInput
from archive.record.record import Transaction

STRIKING = frozenset({"strike_apply", "strike_off"})
"""Acts that observation must have preceded."""


def check_observation(tx: Transaction, case: Case, day: dt.date) -> None:
    """Raises InvalidInput where observation has not passed on ``day``, or the petitioner came again meanwhile."""
    definitions, standing = tx.definitions, standing_of(case)
    if standing.level is not ListLevel.OBSERVED or standing.level_since is None:
        return  # the procedure refuses it, and says why
    if again := tx.lists.petitions(case.no, standing.level_since):
        raise InvalidInput(
            f"观察期内又有信访：{'、'.join(again)}。",
            f"请用 juanzong lists move 调回{definitions.name(definitions.rises_to)}清单。",
            code="petitioned_again",
        )
    until = observed_until(standing.level_since, definitions)
    if day <= until:
        raise InvalidInput(
            f"观察期还没有满：{standing.level_since} 列入，满 {definitions.months} 个月是 {until}。",
            f"{until} 以后没有新的信访，再由排查单位申请。",
            code="still_observed",
        )
