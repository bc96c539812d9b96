"""Meetings come in with what they decided: from minutes a clerk accepted, or from a table of decisions. Idempotent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.cases.exchange.values import text_of, whole_day
from archive.cases.meetings.meeting import KIND_LABELS, Decision, Meeting, MeetingKind
from archive.chinese.dates import parse_date
from archive.errors import InvalidInput
from archive.ledger.meetings.holding import decide_in, feed_back, hold_in
from archive.record.record import Record
from archive.sheets.files import BadRow, Row, take_each
from archive.sheets.tables import Headings, read_table

HEADINGS = Headings(
    {
        "no": ("会议编号", "期号", "会议期号", "纪要编号", "文号"),
        "kind": ("会议类型", "会议种类"),
        "title": ("会议名称", "议题", "会议议题"),
        "held": ("会议日期", "会议时间", "召开日期", "日期"),
        "place": ("会议地点", "地点"),
        "host": ("主持人", "主持"),
        "recorder": ("记录人", "记录"),
        "text": ("议定事项", "决定事项", "事项", "工作任务"),
        "unit": ("责任单位", "承办单位", "牵头单位"),
        "person": ("责任人", "负责人"),
        "due": ("完成时限", "完成期限", "时限", "办结时限"),
        "case_no": ("案件编号", "台账编号"),
        "done": ("办结日期", "完成日期"),
        "feedback": ("办理情况", "落实情况", "反馈"),
    },
    required=("no", "text"),
)

_WHOLE_DAY = re.compile(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")


@dataclass(frozen=True, slots=True)
class MinutesImport:
    """What became of minutes."""

    meeting: Meeting
    new: bool
    """Whether the meeting was not in the record before."""
    added: int
    """Decisions that were not there before."""


@dataclass(frozen=True, slots=True)
class MeetingImport:
    """What became of a table."""

    read: int
    meetings: int
    decisions: int
    done: int
    refused: tuple[BadRow, ...]
    notes: tuple[str, ...]


def import_minutes(
    record: Record, meeting: Meeting, decisions: Iterable[Decision], *, today: dt.date, by: str
) -> MinutesImport:
    """Record a meeting with its decisions, as accepted from its minutes; what is there already is left alone.

    A decision is the same if its text and its case are. Raises InvalidInput, NotFound, Conflict.
    """
    with record.write() as tx:
        new = not (meeting.no and tx.meetings.exists(meeting.no))
        held = hold_in(tx, meeting, today=today) if new else tx.meetings.get(meeting.no)
        if held.voided:
            raise InvalidInput(f"会议“{held.no}”已作废。", f"当时的理由：{held.voided}。")
        known = {(one.text, one.case_no) for one in held.decisions}
        added = 0
        for decision in decisions:
            if (decision.text.strip(), decision.case_no) not in known:
                decide_in(tx, held, replace(decision, text=decision.text.strip()), today=today, by=by)
                known.add((decision.text.strip(), decision.case_no))
                added += 1
        return MinutesImport(tx.meetings.get(held.no), new, added)


def import_meetings(record: Record, path: Path, *, today: dt.date, by: str) -> MeetingImport:
    """Take in a table with a decision a line. Raises InvalidInput, ReadError for what is no such table."""
    taken = take_each(read_table(path, HEADINGS), lambda row: _take(record, row, today, by))
    return MeetingImport(
        taken.read,
        sum(minutes.new for minutes, _ in taken.each),
        sum(minutes.added for minutes, _ in taken.each),
        sum(finished for _, finished in taken.each),
        taken.refused,
        taken.notes,
    )


def _take(record: Record, row: Row, today: dt.date, by: str) -> tuple[MinutesImport, bool]:
    values = row.values
    meeting = Meeting(
        no=_text(values, "no"),
        kind=kind_of(_text(values, "kind")),
        title=_text(values, "title"),
        held=whole_day(values.get("held"), "会议日期"),
        place=_text(values, "place"),
        host=_text(values, "host"),
        recorder=_text(values, "recorder"),
    )
    if not meeting.no:
        raise InvalidInput("没有写会议编号。", "请填上期号或编号，同一次会议写同一个。")
    due, due_text = due_of(values.get("due"))
    decision = Decision(
        _text(values, "text"), _text(values, "unit"), _text(values, "person"), due, due_text, _text(values, "case_no")
    )
    result = import_minutes(record, meeting, [decision], today=today, by=by)
    finished = whole_day(values.get("done"), "办结日期")
    kept = next(one for one in result.meeting.decisions if (one.text, one.case_no) == (decision.text, decision.case_no))
    if finished is None or kept.done is not None:
        return result, False
    feed_back(record, kept.id, _text(values, "feedback") or "已办结", day=finished, today=today, by=by, done=True)
    return result, True


def due_of(stated: object) -> tuple[dt.date | None, str]:
    """A term as a day, or as the text it is (长期坚持, 春耕前). Raises InvalidInput for a day that never was."""
    if isinstance(stated, dt.datetime):
        return stated.date(), ""
    if isinstance(stated, dt.date):
        return stated, ""
    text = text_of(stated, "完成时限").strip()
    span = parse_date(text.removesuffix("前").removesuffix("底")) if text else None
    if span is None and _WHOLE_DAY.search(text):
        raise InvalidInput(f"完成时限“{text}”没有这一天。", "请核对日期。", code="bad_day")
    return (span.last, text if span.first != span.last else "") if span else (None, text)


def kind_of(stated: str) -> MeetingKind:
    """A kind by code or name; special where nothing is said. Raises InvalidInput."""
    if not stated:
        return MeetingKind.SPECIAL
    for kind, name in KIND_LABELS.items():
        if stated in (kind.value, name, name.removesuffix("会")):
            return kind
    raise InvalidInput(f"没有“{stated}”这种会议。", f"可以是：{'、'.join(KIND_LABELS.values())}。")


def _text(values: Mapping[str, object], key: str) -> str:
    return text_of(values.get(key), HEADINGS.names[key][0]).strip()
