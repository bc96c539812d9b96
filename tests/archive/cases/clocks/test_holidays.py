"""Holiday tables: what comes with the program, what is pasted, and what cannot be true."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.counting import Unit, count, roll
from archive.cases.clocks.holidays import Holiday, Stated, calendar_of, lacking, shipped, shipped_calendar, sound
from archive.cases.clocks.notice import read_notice
from tools.clocks.holidays import TARGET, table

NOTICES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "notices.toml").read_text("utf-8"))["notice"]
_DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 20)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# What comes with the program


def test_the_table_is_the_packages() -> None:
    """A file edited by hand, or a package that learned a new year, must be seen."""
    assert TARGET.read_text("utf-8") == table(), "run: python -m tools.clocks.holidays"


def test_every_day_of_every_year_agrees() -> None:
    """Weekends, holidays and days worked, one by one."""
    calendar = shipped_calendar()
    days = [d("2004-01-01") + number * _DAY for number in range((d("2026-12-31") - d("2004-01-01")).days + 1)]

    assert [day for day in days if calendar.is_off(day) != chinese_calendar.is_holiday(day)] == []


def test_the_table_is_complete_from_2004_to_2026() -> None:
    """The check that finds a year incomplete must not find these so, and must find one so that lacks a festival."""
    off = {holiday.day: holiday.off for holiday in shipped()}

    assert shipped_calendar().years == frozenset(range(2004, 2027))
    assert lacking(2027, off) == ("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节")
    for year in (2009, 2016, 2024):
        for name in ("元旦", "清明节", "端午节", "国庆节"):
            less = {one.day: one.off for one in shipped() if one.day.year != year or one.note != name}
            assert name in lacking(year, less), (year, name)


def test_a_year_without_a_table_counts_with_weekends_and_is_named() -> None:
    """National Day of 2027 is not known yet: the day is a guess, and whoever shows it can say so."""
    last = count(d("2027-09-01"), 30, Unit.DAY, shipped_calendar()).last

    assert roll(last, shipped_calendar()) == d("2027-10-01")
    assert shipped_calendar().missing(d("2026-12-01"), last) == (2027,)
    assert not shipped_calendar().knows(2027)


def test_the_offices_own_days_take_the_place_of_the_programs() -> None:
    """A county may be told to work on a day that others have off."""
    own = calendar_of([Holiday(d("2026-10-07"), off=False, note="县里通知")])

    assert not own.is_off(d("2026-10-07"))
    assert own.is_off(d("2026-10-06"))
    assert own.knows(2026)


def test_one_day_does_not_make_a_table() -> None:
    """A year of which only New Year is known would otherwise be taken for known, and be wrong without a word."""
    assert not calendar_of([Holiday(d("2027-01-01"), off=True)]).knows(2027)


# Pasted notices


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice["year"])
def test_a_notice_is_read_whole(notice: dict[str, Any]) -> None:
    """Against the package, which took its days from the same notices."""
    stated, refused = read_notice(notice["text"], notice["year"])
    good, impossible = sound(stated, TODAY)
    read, known = Calendar({one.day: one.off for one in good}), shipped_calendar()
    first = d(f"{notice['year']}-01-01")
    # the last days of December are those of the next year's notice
    days = [first + number * _DAY for number in range(360)]

    assert (refused, impossible) == ([], [])
    assert [
        day for day in days if read.is_off(day) != known.is_off(day) and str(day) not in notice.get("also", [])
    ] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("国庆节：10月1日至7日放假调休，共8天。", "国庆节：写了共8天，但列出的是 7 天（2024-10-01 至 2024-10-07）。"),
        ("国庆节：9月29日（星期六）上班。", "国庆节：2024-09-29 是星期日，不是星期六。"),
        ("国庆节：9月29日（周六）上班。", "国庆节：2024-09-29 是星期日，不是星期六。"),
        ("清明节：4月6日至4日放假，共3天。", "清明节：起止颠倒：2024-04-06 至 2024-04-04。"),
        ("春节：2月30日放假。", "春节：没有 2024年2月30日 这一天。"),
        ("春节：13月1日放假。", "春节：没有 2024年13月1日 这一天。"),
        ("劳动节：1日放假。", "劳动节：没有 2024年0月1日 这一天。"),
        ("国庆节：1月1日至10月7日放假。", "国庆节：2024-01-01 至 2024-10-07 太长，不会是一次放假。"),
        (
            "元旦：1月2日（星期二）公休日调至1月6日（星期六）上班。",
            "元旦：没有看懂“1月2日（星期二）公休日调至1月6日（星期六）上班”。",
        ),
        ("今天天气很好。", "没有找到放假安排。"),
    ],
)
def test_a_sentence_that_contradicts_itself_is_refused(text: str, message: str) -> None:
    """A slip of the pen in the table moves every deadline of the year."""
    stated, refused = read_notice(text, 2024)

    assert [one.error.message for one in refused] == [message]
    assert stated == []
    assert all(one.error.advice for one in refused)


def test_a_bad_sentence_does_not_take_a_good_one_with_it() -> None:
    """The line is named, and the rest is kept."""
    stated, refused = read_notice(
        "一、元旦：1月1日放假。\n七、国庆节：10月1日至7日放假，共9天。10月12日（星期六）上班。", 2024
    )

    assert [(one.line, one.holiday.day, one.holiday.off) for one in stated] == [
        (1, d("2024-01-01"), True),
        (2, d("2024-10-12"), False),
    ]
    assert [one.line for one in refused] == [2]


def test_a_notice_without_a_year_asks_for_it() -> None:
    """Last year's days in this year's table would be worse than none."""
    [refused] = read_notice("国庆节：10月1日至7日放假调休，共7天。")[1]

    assert "--year" in refused.error.message


# What cannot be true


def table_of(*rows: tuple[str, bool]) -> list[Stated]:
    return [Stated(line, Holiday(d(day), off)) for line, (day, off) in enumerate(rows, 1)]


def test_a_day_both_off_and_worked_is_refused_in_both_rows() -> None:
    """Nobody can tell which was meant; the other rows are kept."""
    good, refused = sound(table_of(("2027-10-01", True), ("2027-10-09", False), ("2027-10-01", False)), TODAY)

    assert [one.day for one in good] == [d("2027-10-09")]
    assert [one.line for one in refused] == [1, 3]
    assert refused[0].error.message == "2027-10-01 既写了放假，又写了上班。"


def test_a_workday_that_is_no_make_up_is_refused() -> None:
    """A Wednesday is worked anyway: the date is a slip, and the true make-up day is missing."""
    good, refused = sound(table_of(("2027-03-03", False)), TODAY)

    assert good == []
    assert refused[0].error.message == "2027-03-03 是星期三，本来就上班，不会是调休上班日。"


@pytest.mark.parametrize("day", ["1948-10-01", "2028-10-01"])
def test_years_that_cannot_be_known_are_refused(day: str) -> None:
    """Before the rules of 1949, and after what is announced."""
    assert len(sound(table_of((day, True)), TODAY)[1]) == 1


def test_the_same_row_twice_is_one_day() -> None:
    """Pasted twice."""
    good, refused = sound(table_of(("2027-10-01", True), ("2027-10-01", True)), TODAY)

    assert (len(good), refused) == (1, [])


def test_an_empty_calendar_knows_no_year() -> None:
    """Weekends alone."""
    assert Calendar().missing(d("2022-01-01"), d("2023-01-01")) == (2022, 2023)
