"""What each figure of the office is: which cases it looks at, which of them count, over which day.

Every figure is a set of cases (``bottom``) and those of them that count (``top``), so that each can be opened to the
cases behind it. Definitions follow the practice of petition offices; where offices differ the variant is in the label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, true

from archive.cases.figures.periods import Period
from archive.cases.model import AppealRoute, CaseKind, Channel
from archive.cases.procedure.standing import Score
from archive.cases.procedure.status import Status
from archive.record.dialect import days_between
from archive.record.ledger_tables import deadlines, instalments
from archive.record.tables import cases, events
from archive.record.visited import visits

Condition = Callable[[Period], ColumnElement[bool]]

_PETITION = cases.c.kind == CaseKind.PETITION.value
_MEDIATION = cases.c.kind == CaseKind.MEDIATION.value
_OTHER = cases.alias("other")
OBSERVED_DAYS = 90
"""Days in which no repeat may come for a first petition to count as resolved at once; offices take 60 to 90."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, by its definition."""

    code: str
    label: str
    definition: str
    """In Chinese: what over what, by which day, and which variant."""
    bottom: Condition
    """The cases it looks at."""
    top: Condition | None = None
    """Those of them that count; None for a plain count or sum."""
    summed: ColumnElement[Any] | None = None
    """What is summed instead of counted: persons, or days for a mean."""
    mean: bool = False
    """Whether the sum is divided by the number of cases."""
    of_visits: bool = False
    """Whether it looks at visits (``archive.record.visited``), not at cases."""
    over: ColumnElement[Any] | None = None
    """The day that ``bottom`` lets lie in the period, where it is a column: what goes by the same is asked together.

    None too where other rows are looked at for each case: PostgreSQL does so ten times as fast if it is asked alone.
    """
    better: int = 0
    """1 if more is better, -1 if less is, 0 if neither."""


def _between(column: ColumnElement[Any]) -> Condition:
    return lambda period: column.between(period.first, period.last)


def _all(*parts: ColumnElement[bool] | Condition) -> Condition:
    def made(period: Period) -> ColumnElement[bool]:
        return and_(true(), *(part if isinstance(part, ColumnElement) else part(period) for part in parts))

    return made


def _due(*codes: str) -> Condition:
    """A deadline of these falls into the period, and was not cancelled."""
    return lambda period: _deadline(codes, deadlines.c.due_raw.between(period.first, period.last))


def _due_and_kept(*codes: str) -> Condition:
    return lambda period: _deadline(
        codes, deadlines.c.due_raw.between(period.first, period.last), deadlines.c.met <= deadlines.c.due_raw
    )


def _deadline(codes: tuple[str, ...], *further: ColumnElement[bool]) -> ColumnElement[bool]:
    return _one_of(
        select(deadlines.c.case_id).where(deadlines.c.code.in_(codes), deadlines.c.cancelled == "", *further)
    )


def _one_of(case_ids: Select[Any]) -> ColumnElement[bool]:
    """The case is among these. Asked once for the whole list, not anew for each case, whatever the database plans."""
    return cases.c.id.in_(case_ids)


def _repeated(within: int | None = None) -> ColumnElement[bool]:
    """A later case, received after this one was answered, names it as the earlier of the same matter."""
    passed = days_between(cases.c.replied, _OTHER.c.received)
    return exists(
        select(literal(1)).where(
            _OTHER.c.repeat_of == cases.c.no,
            _OTHER.c.voided == "",
            passed > 0,
            *([passed <= within] if within is not None else []),
        )
    )


def _event(*types: str) -> ColumnElement[bool]:
    return _one_of(select(events.c.case_id).where(events.c.type.in_(types), events.c.voided == ""))


def _event_in(*types: str) -> Condition:
    return lambda period: _one_of(
        select(events.c.case_id).where(
            events.c.type.in_(types), events.c.voided == "", events.c.day.between(period.first, period.last)
        )
    )


def _instalment_due(*further: ColumnElement[bool]) -> Condition:
    return lambda period: _one_of(
        select(instalments.c.case_id).where(instalments.c.due.between(period.first, period.last), *further)
    )


def _scored(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_([Score.SATISFIED.value, Score.BASIC.value, Score.UNSATISFIED.value])


def _pleased(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_([Score.SATISFIED.value, Score.BASIC.value])


_RECEIVED = _between(cases.c.received)
_RATEABLE = and_(
    _PETITION,
    or_(cases.c.first.is_(None), cases.c.first.is_(true())),
    or_(cases.c.appeal_route.is_(None), cases.c.appeal_route != AppealRoute.LITIGATION.value),
    cases.c.restricted.is_not(true()),
)
_CAME = "本期接待来访（接访登记的各批，和当天没有接访登记的来访件）"
_NOTICES = ("NOTICE_DIRECT", "NOTICE_TRANSFERRED")
_HANDLING = ("HANDLE_60", "SIMPLE_HANDLE")
_CONCLUDED = (cases.c.status + "").in_(  # not by the index of states: SQLite would read every case that is over
    [Status.AGREED.value, Status.FINISHED.value, Status.ARCHIVED.value, Status.TERMINATED.value]
)

MEASURES: Mapping[str, Measure] = {
    one.code: one
    for one in (
        Measure("received", "受理登记件次", "本期收到并登记的件数，作废的不计", _RECEIVED, over=cases.c.received),
        Measure("petitions", "信访件次", "本期收到的信访事项件数", _all(_PETITION, _RECEIVED), over=cases.c.received),
        Measure(
            "letters", "来信件数", "本期收到的来信件数", _all(_PETITION, cases.c.channel == Channel.LETTER.value, _RECEIVED),
            over=cases.c.received,
        ),
        Measure(
            "online", "网信件数", "本期收到的网信件数", _all(_PETITION, cases.c.channel == Channel.ONLINE.value, _RECEIVED),
            over=cases.c.received,
        ),
        Measure(
            "calls", "来电件数", "本期收到的来电和热线件数",
            _all(_PETITION, cases.c.channel.in_([Channel.PHONE.value, Channel.HOTLINE.value]), _RECEIVED), over=cases.c.received,
        ),
        Measure("visits", "来访批次", _CAME + "的批数", _between(visits.c.day), of_visits=True, over=visits.c.day),
        Measure("visitors", "来访人次", _CAME + "的人数之和", _between(visits.c.day), summed=visits.c.persons, of_visits=True, over=visits.c.day),
        Measure(
            "group_visits", "集体访批次", "本期来访中集体访（五人以上）的批数", _all(visits.c.group_visit.is_(true()), _between(visits.c.day)),
            of_visits=True, over=visits.c.day,
        ),
        Measure("annotated", "领导批示件数", "本期收到、有领导批示的件数", _all(cases.c.annotated > 0, _RECEIVED), over=cases.c.received),
        Measure("transferred", "转送件数", "本期转送的件数", _event_in("transfer")),
        Measure("assigned", "交办件数", "本期交办的件数", _event_in("assign")),
        Measure("supervised", "督办件数", "本期督办的件数", _event_in("supervise")),
        Measure(
            "dispatch_rate", "及时转送率", "15日内转送、交办、受理或不予受理的件数 ÷ 期限在本期内的应转送件数（第二十二条）",
            _due("DISPATCH_15"), _due_and_kept("DISPATCH_15"), better=1,
        ),
        Measure(
            "notice_rate", "及时受理率", "按期书面告知的件数 ÷ 告知期限在本期内的件数（第二十三条，15日）",
            _due(*_NOTICES), _due_and_kept(*_NOTICES), better=1,
        ),
        Measure(
            "closing_rate", "按期办结率", "按期出具意见的件数 ÷ 办理期限在本期内的件数；延期获批的按新期限（第三十四条）",
            _due(*_HANDLING), _due_and_kept(*_HANDLING), better=1,
        ),
        Measure(
            "acceptance_days", "初次平均受理周期", "初次件从收到到受理的平均天数，按受理日期",
            _all(_PETITION, cases.c.first.is_not(False), cases.c.accepted.is_not(None), cases.c.received.is_not(None), _between(cases.c.accepted)),
            summed=days_between(cases.c.received, cases.c.accepted), mean=True, better=-1, over=cases.c.accepted,
        ),
        Measure(
            "reply_days", "初次平均答复周期", "初次件从受理到答复的平均天数，按答复日期",
            _all(_PETITION, cases.c.first.is_not(False), cases.c.accepted.is_not(None), cases.c.replied.is_not(None), _between(cases.c.replied)),
            summed=days_between(cases.c.accepted, cases.c.replied), mean=True, better=-1, over=cases.c.replied,
        ),
        Measure(
            "satisfaction_office", "满意率（信访部门）", "满意和基本满意 ÷ 参评件，按收到日期",
            _all(_RATEABLE, _scored(cases.c.score_office), _RECEIVED), _all(_pleased(cases.c.score_office)), better=1, over=cases.c.received,
        ),
        Measure(
            "satisfaction_unit", "满意率（责任单位）", "满意和基本满意 ÷ 参评件，按收到日期",
            _all(_RATEABLE, _scored(cases.c.score_unit), _RECEIVED), _all(_pleased(cases.c.score_unit)), better=1, over=cases.c.received,
        ),
        Measure(
            "rated_rate", "参评率", "参评件 ÷ 应参评件（已答复的初次事项，不含涉法涉诉和限制查阅的），按收到日期",
            _all(_RATEABLE, cases.c.replied.is_not(None), _RECEIVED),
            _all(or_(_scored(cases.c.score_unit), _scored(cases.c.score_office))), better=1, over=cases.c.received,
        ),
        Measure(
            "repeat_rate_a", "重复信访率（口径一）", "重复件次 ÷ 总件次，按收到日期",
            _all(_PETITION, _RECEIVED), _all(or_(cases.c.repeat_of != "", cases.c.first.is_(False))), better=-1, over=cases.c.received,
        ),
        Measure(
            "repeat_rate_b", "重复信访率（口径二）", "初次办结后再访的件数 ÷ 初次办结件数，按答复日期",
            _all(_PETITION, cases.c.first.is_(True), cases.c.replied.is_not(None), _between(cases.c.replied)),
            _all(_repeated()), better=-1,
        ),
        Measure(
            "resolution_rate", "化解率", "已化解件数 ÷ 台账应化解件数，按收到日期",
            _RECEIVED, _all(cases.c.resolved.is_not(None)), better=1, over=cases.c.received,
        ),
        Measure(
            "first_time_rate", "初信初访一次性化解率",
            f"初次办结、化解、此后{OBSERVED_DAYS}日内未再访的件数 ÷ 初次办结件数，按答复日期（观察期可配置）",
            _all(_PETITION, cases.c.first.is_(True), cases.c.replied.is_not(None), _between(cases.c.replied)),
            _all(cases.c.resolved.is_not(None), ~_repeated(OBSERVED_DAYS)), better=1,
        ),
        Measure("mediations", "调解受理件数", "本期受理的人民调解件数", _all(_MEDIATION, _between(cases.c.accepted)), over=cases.c.accepted),
        Measure(
            "mediation_success", "调解成功率（口径一）", "达成协议件数 ÷ 受理件数，按受理日期",
            _all(_MEDIATION, _between(cases.c.accepted)), _all(cases.c.resolved.is_not(None)), better=1, over=cases.c.accepted,
        ),
        Measure(
            "mediation_success_b", "调解成功率（口径二）", "达成协议件数 ÷ 调结件数，按受理日期",
            _all(_MEDIATION, _between(cases.c.accepted), _CONCLUDED), _all(cases.c.resolved.is_not(None)), better=1, over=cases.c.accepted,
        ),
        Measure(
            "performance_rate", "协议履行率", "到期各期都已履行的协议 ÷ 有期限在本期内的协议",
            _instalment_due(), lambda period: ~_instalment_due(instalments.c.done.is_(None))(period), better=1,
        ),
        Measure(
            "confirmation_rate", "司法确认率", "法院确认的件数 ÷ 达成书面协议的件数，按协议日期",
            _all(_MEDIATION, _event_in("agreement")), _all(_event("confirm")), better=1,
        ),
        Measure(
            "listed", "现在清单内的事项", "本期收到、现在仍在三级清单里的件数", _all(cases.c.level.is_not(None), _RECEIVED),
            over=cases.c.received,
        ),
    )
}  # fmt: skip
"""Every figure, by code, in the order of a report."""
