"""The reminders list, all clocks of a case, and the calendar file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar

from archive.cases.clocks.lights import Light
from archive.cases.clocks.rules import shipped
from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass, Party
from archive.ledger.due import PRESSING, clocks_of, due_list
from archive.ledger.reminders import write_calendar
from archive.record.deadlines import DueFilter
from archive.record.record import Record

TODAY = dt.date(2022, 6, 20)
ALL = PRESSING | {Light.GREEN}


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def add(record: Record, no: str, *events: Event, kind: CaseKind = CaseKind.PETITION, unit: str = "") -> None:
    petition = kind is CaseKind.PETITION
    case = Case(
        no=no,
        kind=kind,
        title=f"张三{no}",
        matter_class=MatterClass.APPEAL if petition else None,
        appeal_route=AppealRoute.PETITION_PROCEDURE if petition else None,
        parties=(Party("张三"),),
        events=events,
        duty_unit=unit,
    )
    with record.write() as tx:
        tx.cases.add(case, tx.now)


def lines(record: Record, lights: frozenset[Light] = PRESSING, **wanted: object) -> list[tuple[str, Light, int]]:
    with record.read() as tx:
        found = due_list(tx, shipped(), DueFilter(**wanted), today=TODAY, lights=lights)  # type: ignore[arg-type]
    return [(line.row.case_no, line.light, line.days_left) for line in found.lines]


def filled(record: Record) -> None:
    add(record, "XF1", Event(d("2022-04-19"), "accept"))  # due 18 June: red
    add(record, "XF2", Event(d("2022-05-01"), "accept"))  # due 30 June, 10 days: yellow
    add(record, "XF3", Event(d("2022-05-02"), "accept"))  # due 1 July, 11 days: green
    add(record, "XF4", Event(d("2022-06-14"), "accept", details={"simple": True}))  # due 28 June, 6 workdays: green


def test_the_list_shows_red_and_yellow_and_says_what_it_leaves_out(record: Record) -> None:
    """What is far off must not bury what is late, and must not be forgotten either."""
    filled(record)

    with record.read() as tx:
        found = due_list(tx, shipped(), DueFilter(), today=TODAY)

    assert [(line.row.case_no, line.light, line.days_left) for line in found.lines] == [
        ("XF1", Light.RED, -2),
        ("XF2", Light.YELLOW, 10),
    ]
    assert (found.counts[Light.RED], found.counts[Light.YELLOW], found.green) == (1, 1, 2)


def test_every_light_can_be_asked_for(record: Record) -> None:
    """Alone or together, most urgent first; a day in time and a light narrow each other."""
    filled(record)

    assert [no for no, _, _ in lines(record, ALL)] == ["XF1", "XF4", "XF2", "XF3"]
    assert [no for no, _, _ in lines(record, frozenset({Light.GREEN}))] == ["XF4", "XF3"]
    assert [no for no, _, _ in lines(record, frozenset({Light.RED}))] == ["XF1"]
    assert [no for no, _, _ in lines(record, ALL, until=d("2022-06-28"))] == ["XF1", "XF4"]
    assert lines(record, PRESSING, until=d("2022-06-19")) == [("XF1", Light.RED, -2)]


def test_a_year_without_a_table_is_named(record: Record) -> None:
    """A day that was guessed must not pass for one that was counted."""
    add(record, "XF1", Event(d("2026-11-10"), "accept"))  # 60 days end on 9 January 2027

    with record.read() as tx:
        found = due_list(tx, shipped(), DueFilter(), today=d("2027-01-04"))
        clocks = clocks_of(tx, shipped(), "XF1", today=d("2027-01-04"))

    assert (found.missing_years, clocks.missing_years) == ((2027,), (2027,))


def test_a_case_shows_all_its_clocks(record: Record) -> None:
    """Met, cancelled, lapsed and running ones, with what could not be counted."""
    add(
        record,
        "XF1",
        Event(d("2022-03-01"), "register"),
        Event(d("2022-03-03"), "transfer", details={"to": "清水乡"}),
        Event(d("2022-03-10"), "accept"),
        Event(d("2022-05-20"), "reply"),
        Event(d("2022-05-23"), "deliver"),
        Event(d("2022-06-10"), "review_apply"),
        Event(d("2022-06-12"), "hearing", details={"from": "2022-02-31"}),
    )

    with record.read() as tx:
        found = clocks_of(tx, shipped(), "XF1", today=TODAY)

    assert [(line.row.deadline.code, line.light) for line in found.lines] == [
        ("DISPATCH_15", Light.MET),
        ("NOTICE_TRANSFERRED", Light.MET),
        ("HANDLE_60", Light.LATE),
        ("SERVE", Light.MET),
        ("REVIEW_APPLY", Light.MET),
        ("REVIEW_DECIDE", Light.GREEN),
    ]
    assert len(found.remarks) == 1


def test_the_calendar_reminds_of_judicial_confirmation(record: Record, tmp_path: Path) -> None:
    """Seven, three and one day before; no name travels in the file; the same deadline keeps its identity."""
    add(record, "RT1", Event(d("2022-06-01"), "agreement", details={"form": "written"}), kind=CaseKind.MEDIATION)
    add(record, "XF1", Event(d("2022-05-01"), "accept"))
    path = tmp_path / "due.ics"

    def written() -> list[Any]:
        with record.read() as tx:
            found = due_list(tx, shipped(), DueFilter(), today=TODAY, lights=ALL)
        count = write_calendar((line.row for line in found.lines), shipped(), path, now=dt.datetime.now(dt.UTC))
        events = list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))
        assert len(events) == count
        return events

    entries = {str(entry["summary"]): entry for entry in written()}
    confirm = entries["共同申请司法确认（RT1）"]

    assert "张三" not in path.read_text("utf-8")
    assert confirm.decoded("dtstart") == d("2022-07-01")
    assert [alarm.decoded("trigger") for alarm in confirm.walk("VALARM")] == [
        dt.timedelta(days=-days, hours=9) for days in (7, 3, 1)
    ]
    assert "民事诉讼法" in str(confirm["description"])
    assert list(entries["办结并出具信访处理意见书（XF1）"].walk("VALARM")) == []
    assert len({str(entry["uid"]) for entry in entries.values()}) == len(entries)
    assert {str(entry["uid"]) for entry in written()} == {str(entry["uid"]) for entry in entries.values()}


def test_the_calendar_file_keeps_the_form_of_its_standard(record: Record, tmp_path: Path) -> None:
    """Telephones refuse a whole file for one line that is too long, or put a last day on the day before (RFC 5545)."""
    long = "青石乡人民政府，" * 12 + "信访办, 第一组\\二号"
    add(record, "XF1", Event(d("2022-05-01"), "accept"), unit=long)
    path = tmp_path / "due.ics"
    with record.read() as tx:
        found = due_list(tx, shipped(), DueFilter(), today=TODAY, lights=ALL)
    write_calendar((line.row for line in found.lines), shipped(), path, now=dt.datetime(2022, 6, 20, 8, tzinfo=dt.UTC))

    written = path.read_bytes()
    lines = written.split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert written.count(b"\n") == len(lines) - 1
    assert max(map(len, lines)) <= 75
    assert {line for line in lines if line.startswith(b"DTSTAMP")} == {b"DTSTAMP:20220620T080000Z"}
    starts = [line for line in lines if line.startswith(b"DTSTART")]
    assert starts
    assert all(line.startswith(b"DTSTART;VALUE=DATE:2022") for line in starts)  # whole days: no zone can move them
    assert "第一组\\\\二号\\n" in written.replace(b"\r\n ", b"").decode()
    [entry] = [one for one in icalendar.Calendar.from_ical(written).walk("VEVENT") if "办结" in str(one["summary"])]
    assert str(entry["description"]).startswith(long)
