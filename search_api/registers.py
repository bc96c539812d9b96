"""Writes the papers that are of a meeting, a week or a month and not of a case; they are recorded like all others."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.cases.figures.periods import parse_period
from archive.cases.model import Case
from archive.cases.weekly.weeks import parse_week, week_name
from archive.errors import InvalidInput
from archive.ledger.reports import monthly_bulletin
from archive.ledger.weekly.views import missing_reports, week_rollup
from archive.originals import Originals
from archive.record.paper import Entry
from archive.record.record import Record, Transaction
from search_api.papers import Filed, Writing, file_paper, generated, under_a_free_name
from templates.generate import file_name
from templates.office.shelves import SHIPPED, Shelf
from templates.papers.registers import of_meeting, of_month, of_week
from templates.surroundings import Surroundings, from_units


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A paper that is to be written of one entry of a register."""

    template: str
    entry: Entry
    around: Surroundings
    shelf: Shelf
    apart: str = ""
    """A case kept apart (《信访工作条例》第三十条) that it speaks of; it is shown to those who may see that one."""

    @property
    def plain_name(self) -> str:
        """What its file is called."""
        return file_name(Case(self.entry.name), self.shelf.entry(self.template).title)


def of_register(record: Record, template: str, of: str, *, today: dt.date, shelf: Shelf = SHIPPED) -> RegisterPaper:
    """What minutes of a meeting, or the bulletin of a week or a month named by ``of``, say.

    Raises InvalidInput for a paper that is of a case and for a period that cannot be, NotFound for a meeting.
    """
    paper = shelf.entry(template)
    with record.read() as tx:
        units = tx.organisation.units()
        found = _found(tx, paper.register, of, today)
    if found is None:
        raise InvalidInput(f"“{paper.title}”由案件生成，不由会议、周次或者月份生成。", "请用 --case 给出案件编号。")
    name, given, apart = found
    return RegisterPaper(template, Entry(paper.register, name), from_units(units, given), shelf, apart)


def entry_names(of: str, today: dt.date) -> list[str]:
    """Names an entry may have that somebody calls ``of``: as written, as a week, as a month."""
    names = [of.strip()]
    with suppress(InvalidInput):
        names.append(week_name(parse_week(of, today)))
    with suppress(InvalidInput):
        names.append(parse_period(of, today).label)
    return list(dict.fromkeys(names))


def write_register_paper(
    record: Record, originals: Originals, paper: RegisterPaper, target: Path, how: Writing
) -> Filed:
    """Write it to ``target`` (or into it, if it is a folder) and record it as a draft.

    Raises what ``templates.generate.generate`` raises; nothing is recorded then.
    """
    written = generated(paper.template, Case(paper.entry.name), target, how, paper.around, paper.shelf)
    return file_paper(record, originals, written, paper.entry, new=how.new, shelf=paper.shelf, apart=paper.apart)


def write_next_register_paper(
    record: Record, originals: Originals, paper: RegisterPaper, folder: Path, how: Writing
) -> Filed:
    """Like ``write_register_paper`` into ``folder``, under a name of its own."""

    def write(target: Path) -> Filed:
        return write_register_paper(record, originals, paper, target, how)

    return under_a_free_name(write, folder, paper.plain_name)


def _found(tx: Transaction, register: str, of: str, today: dt.date) -> tuple[str, dict[str, Any], str] | None:
    """(name of the entry, what it gives, a case kept apart it speaks of); None for a paper of no register."""
    if register == "meeting":
        meeting = tx.meetings.get(of)
        cases = tx.cases.many([*meeting.agenda, *(one.case_no for one in meeting.decisions if one.case_no)])
        return meeting.no, of_meeting(meeting), next((no for no, case in cases.items() if case.restricted), "")
    if register == "week":
        monday = parse_week(of, today)
        missing, _ = missing_reports(tx, monday)
        return week_name(monday), of_week(week_rollup(tx, monday), [one.unit.name for one in missing], monday), ""
    if register == "month":
        month = parse_period(of, today)
        return month.label, of_month(monthly_bulletin(tx, month, today), month.label, month.first), ""
    return None
