"""Figures with what they compare to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.cases.figures.periods import Period
from archive.cases.figures.shares import Figure, change
from archive.cases.labels import code_of, label
from archive.cases.lists.definitions import Definitions
from archive.cases.model import CaseKind, Channel
from archive.cases.procedure.standing import ListLevel
from archive.cases.procedure.status import STATUS_LABELS, Status
from archive.record.ledger import LedgerFilter
from archive.record.measures import MEASURES, Measure
from archive.record.record import Transaction

_NO_VALUE = "（未填）"


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure with the same of the period before and of the year before."""

    name: str
    """What it is of: a value of the dimension, or the measure itself."""
    now: Figure
    before: Figure
    year_before: Figure

    @property
    def month_on_month(self) -> str:
        """环比."""
        return change(self.now, self.before)

    @property
    def year_on_year(self) -> str:
        """同比."""
        return change(self.now, self.year_before)


def compared(
    tx: Transaction, measure: Measure, period: Period, dimension: str | None = None, within: LedgerFilter | None = None
) -> list[Compared]:
    """A figure, or one for each value of a dimension, with 环比 and 同比.

    A dimension of time goes by without them: each of its rows is the next one's comparison.
    """
    now = tx.figures.by(measure, period, dimension, within)
    if dimension in ("month", "quarter", "year", "week"):
        return [Compared(value, figure, Figure(0, 0), Figure(0, 0)) for value, figure in now.items()]
    before = tx.figures.by(measure, period.before(), dimension, within)
    year_before = tx.figures.by(measure, period.year_before(), dimension, within)
    nothing = _nothing(measure)
    if dimension is None:
        return [Compared(measure.label, now.get("", nothing), before.get("", nothing), year_before.get("", nothing))]
    names = [*now, *(value for value in (*before, *year_before) if value not in now)]
    return [
        Compared(
            shown(dimension, value, tx.definitions),
            now.get(value, nothing),
            before.get(value, nothing),
            year_before.get(value, nothing),
        )
        for value in dict.fromkeys(names)
    ]


def overview(tx: Transaction, period: Period, within: LedgerFilter | None = None) -> list[Compared]:
    """Every figure of one period."""
    return side_by_side(tx, tuple(MEASURES.values()), period, within)


def side_by_side(
    tx: Transaction, measures: Sequence[Measure], period: Period, within: LedgerFilter | None = None
) -> list[Compared]:
    """These figures with 环比 and 同比, asked together."""
    periods = (period, period.before(), period.year_before())
    asked = list(dict.fromkeys(periods))
    found = tx.figures.several(measures, asked, within)
    at = [asked.index(one) for one in periods]
    return [Compared(one.label, *(found[one.code][place] for place in at)) for one in measures]


def shown(dimension: str, value: str, lists: Definitions) -> str:
    """A value of a dimension as the office reads it."""
    if not value:
        return _NO_VALUE
    if dimension == "channel" and (channel := code_of(Channel, value)):
        return label(channel)
    if dimension == "kind" and (kind := code_of(CaseKind, value)):
        return label(kind)
    if dimension == "level" and value in set(ListLevel):
        return lists.name(ListLevel(value))
    if dimension == "status" and value in set(Status):
        return STATUS_LABELS[Status(value)]
    return value


def _nothing(measure: Measure) -> Figure:
    return Figure(0, 0, percent=not measure.mean) if measure.top is not None or measure.mean else Figure(0)
