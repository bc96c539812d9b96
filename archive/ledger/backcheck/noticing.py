"""Bodies are told what they missed or reported untruly, month by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter

from archive.cases.backcheck.notice import Letterhead, Notice, Noticed, notice_of
from archive.cases.backcheck.verdict import Verdict
from archive.cases.clocks.counting import roll
from archive.cases.labels import label
from archive.cases.model import Case, PartyKind
from archive.cases.units import UnitKind
from archive.chinese.date_words import gongwen_date
from archive.errors import InvalidInput
from archive.privacy.names import Named
from archive.privacy.redact import redact
from archive.record.backchecks import Backcheck, BackcheckFilter
from archive.record.record import Record, Transaction

_TOLD = (Verdict.MISSED, Verdict.UNTRUE)
_OFFICE = "县信访局"
_ANSWER = dt.timedelta(days=15)
"""Until when a body answers if nobody says otherwise; on a day off, on the next day of work."""


def notice(
    tx: Transaction, unit: str, month: dt.date, *, today: dt.date, number: str = "", answer_by: dt.date | None = None
) -> tuple[Notice, list[str]]:
    """The notice to a body for the month that ``month`` lies in, and the numbers of the cases in it.

    What was kept apart since it was checked is neither listed nor counted. Raises InvalidInput for an answer wanted
    before the notice.
    """
    if answer_by is not None and answer_by <= today:
        raise InvalidInput(
            f"报送整改情况的日期 {answer_by} 不在今天以后。", "请用 --answer-by 写以后的日期。", code="bad_day"
        )
    first, last = month_of(month)
    checked = [one for one in tx.backchecks.rows(BackcheckFilter(first, last, units=(unit,))) if not one.restricted]
    told = sorted((one for one in checked if one.verdict in _TOLD), key=lambda one: (one.received, one.no))
    whole = tx.cases.many([one.no for one in told])
    office = next((one.name for one in tx.organisation.units(UnitKind.PETITION_OFFICE)), _OFFICE)
    head = Letterhead(office, unit, today, answer_by or roll(today + _ANSWER, tx.holidays.calendar()), number)
    counts = Counter(one.verdict for one in checked)
    made = notice_of(head, first, counts, [_noticed(tx, one, whole[one.no]) for one in told])
    return made, [one.no for one in told]


def issue(
    record: Record, unit: str, month: dt.date, number: str, *, today: dt.date, answer_by: dt.date | None = None
) -> Notice:
    """The same, and keep by which paper the body was told. Raises InvalidInput if there is nothing to tell."""
    with record.write() as tx:
        made, numbers = notice(tx, unit, month, today=today, number=number, answer_by=answer_by)
        if not numbers:
            raise InvalidInput(f"{unit}这个月没有漏排和排查不实的事项。", "不需要印发通报。")
        tx.backchecks.notified(numbers, number)
        tx.log("backcheck.notice", f"backcheck-notice:{number}", after={"unit": unit, "cases": numbers})
        return made


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _noticed(tx: Transaction, one: Backcheck, case: Case) -> Noticed:
    people = [party.name for party in case.parties if party.kind is PartyKind.PERSON and party.name]
    named = [Named(name) for name in people]
    return Noticed(
        no=one.no,
        received=one.received,
        came=label(one.channel) if one.channel else "信访",
        category=one.category,
        title=redact(one.title, named).text,
        names=tuple(people),
        petitioner=one.petitioner,
        verdict=one.verdict,
        reason=redact(one.reason, named).text,
        persons=one.group_size,
        compared=_compared(tx, one),
    )


def _compared(tx: Transaction, one: Backcheck) -> str:
    """By what the dispute was known, so that the body finds it among its papers."""
    if one.verdict is not Verdict.UNTRUE:
        return ""
    if one.entry_id is not None:
        entry = tx.weekly.entry(one.entry_id)
        whose = "你单位" if entry.unit == one.unit else entry.unit
        return f"{whose}{gongwen_date(entry.reported)}上报的第{entry.id}号排查条目"
    return f"台账记载的{one.ledger_no}" if one.ledger_no else ""
