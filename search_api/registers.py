"""Reads the ledger for the papers that are of a meeting, a week or a month and not of a case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.cases.figures.periods import parse_period
from archive.cases.model import Case
from archive.cases.weekly.weeks import parse_week
from archive.errors import InvalidInput
from archive.ledger.figures import monthly_bulletin
from archive.ledger.weekly.views import missing_reports, week_rollup
from archive.record.record import Record, Transaction
from templates.generate import Paper, generate
from templates.office.shelves import SHIPPED, Shelf
from templates.papers.registers import of_meeting, of_month, of_week
from templates.surroundings import from_units


def write_from_register(
    record: Record,
    template: str,
    of: str,
    target: Path,
    overrides: dict[str, str],
    *,
    today: dt.date,
    overwrite: bool,
    shelf: Shelf = SHIPPED,
) -> Paper:
    """Write minutes of a meeting, or the bulletin of a week or a month, named by ``of``.

    Raises InvalidInput for a paper that is of a case, and what ``generate`` raises.
    """
    paper = shelf.entry(template)
    with record.read() as tx:
        units = tx.organisation.units()
        given = _given(tx, paper.register, of, today)
    if given is None:
        raise InvalidInput(f"“{paper.title}”由案件生成，不由会议、周次或者月份生成。", "请用 --case 给出案件编号。")
    return generate(
        template,
        Case(of),
        target,
        overrides,
        today=today,
        overwrite=overwrite,
        around=from_units(units, given),
        shelf=shelf,
    )


def _given(tx: Transaction, register: str, of: str, today: dt.date) -> dict[str, object] | None:
    if register == "meeting":
        return of_meeting(tx.meetings.get(of))
    if register == "week":
        monday = parse_week(of, today)
        missing, _ = missing_reports(tx, monday)
        return of_week(week_rollup(tx, monday), [one.unit.name for one in missing], monday)
    if register == "month":
        month = parse_period(of, today)
        return of_month(monthly_bulletin(tx, month, today), month.label, month.first)
    return None
