"""The holiday table of a year comes in: from a spreadsheet, JSON, or the official notice pasted as text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.cases.clocks.holidays import Holiday, Stated, lacking, sound
from archive.cases.clocks.notice import read_notice
from archive.cases.exchange.values import whole_day
from archive.chinese.fold import fold
from archive.errors import InvalidInput, ReadError
from archive.record.record import Record
from archive.sheets.files import BadRow, Remark, Row, reading, take_each
from archive.sheets.tables import Headings, read_table
from archive.sheets.workbook import looks_like_workbook

HEADINGS = Headings(
    {
        "day": ("日期", "date", "假日", "日子"),
        "off": ("放假", "状态", "休班", "是否放假", "isOffDay", "类型"),
        "note": ("备注", "节日", "名称", "name", "说明"),
    },
    required=("day", "off"),
)
_OFF = frozenset({"放假", "休", "休息", "假", "节假日", "法定节假日", "是", "1", "true", "off", "y"})
_WORKED = frozenset({"上班", "班", "调休", "调休上班", "补班", "工作", "工作日", "否", "0", "false", "work", "n"})
_RANGE = re.compile(r"\s*[至~～—]\s*")
_LONGEST = 1024 * 1024
_Read = tuple[Sequence[Stated], Sequence[BadRow], Sequence[str]]
"""Days stated, rows refused, and what is worth looking at."""


@dataclass(frozen=True, slots=True)
class HolidayImport:
    """What became of a table."""

    read: int
    """Days stated, good and bad."""
    changed: tuple[dt.date, ...]
    refused: tuple[BadRow, ...]
    incomplete: tuple[tuple[int, tuple[str, ...]], ...]
    """Years the table speaks of that still lack festivals: (year, festivals)."""
    cases: int
    """Cases whose deadlines were counted anew."""
    notes: tuple[str, ...] = ()


def import_holidays(
    record: Record, path: Path, *, today: dt.date, year: int | None = None, replacing: bool = False
) -> HolidayImport:
    """Take a table into the record, and count the deadlines concerned anew. Importing it again changes nothing.

    Args:
        record: the record.
        path: XLSX, CSV, JSON, or text of the notice.
        today: nothing beyond next year is taken.
        year: what a day of a notice without a year means.
        replacing: what the office stated before for the same years goes, instead of staying beside the new days.

    Raises ReadError if the file cannot be read, InvalidInput if nothing in it is a holiday table.
    """
    stated, refused, notes = _read(path, year)
    good, impossible = sound(stated, today)
    refused = sorted([*refused, *impossible], key=lambda one: one.line)
    years = {one.day.year for one in good}
    with record.write() as tx:
        changed = tx.holidays.put(good, replacing=years if replacing else ())
        calendar = tx.holidays.calendar()
        concerned = tx.deadlines.touching(changed)
        tx.cases.outdate(concerned)  # with the table, so that no crash can leave old days beside it
        if changed:
            tx.log(
                "holidays.import",
                "holidays",
                after={"days": [f"{day} {_said(calendar.off.get(day))}" for day in changed], "file": path.name},
            )
    record.refresh()
    return HolidayImport(
        read=len(stated) + len(refused) - len(impossible),
        changed=tuple(changed),
        refused=tuple(refused),
        incomplete=tuple((one, missing) for one in sorted(years) if (missing := lacking(one, calendar.off))),
        cases=len(concerned),
        notes=tuple(notes),
    )


def _said(off: bool | None) -> str:
    return "按周末" if off is None else "放假" if off else "上班"


def _read(path: Path, year: int | None) -> _Read:
    if looks_like_workbook(path) or path.suffix.lower() == ".csv":
        return _from_rows(read_table(path, HEADINGS))
    text = _text(path)
    if text.lstrip()[:1] in ("[", "{"):
        return _from_rows(_from_json(text, path))
    stated, refused = read_notice(text, year)
    return stated, refused, ()


def _text(path: Path) -> str:
    with reading(path) as file:
        content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise InvalidInput(f"{path.name} 太大，不会是放假安排。", "请只给出通知里“一、元旦：……”的部分，或一张表格。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(f"{path.name} 不是文字。", "请另存为 .xlsx、.csv 或 .txt 再导入。", code="damaged")


def _from_json(text: str, path: Path) -> Iterator[Row | BadRow]:
    try:
        value = json.loads(text)
    except ValueError as exc:
        raise ReadError(f"{path.name} 不是完好的 JSON（{exc}）。", "请重新下载或导出。", code="damaged") from exc
    listed = value.get("days", []) if isinstance(value, dict) else value
    if not isinstance(listed, list):
        raise InvalidInput(f"{path.name} 里没有日期的列表。", "应是列表，每项写 day、off、note。")
    for line, item in enumerate(listed, 1):
        if not isinstance(item, dict):
            yield BadRow(line, InvalidInput(f"第 {line} 项不是一组“名称: 值”。", "每项应写 day、off、note。"))
            continue
        yield Row(line, {key: value for name, value in item.items() if (key := HEADINGS.key_of(name))})


def _from_rows(rows: Iterable[Row | BadRow | Remark]) -> _Read:
    taken = take_each(rows, _days)
    return [day for days in taken.each for day in days], taken.refused, taken.notes


def _days(row: Row) -> list[Stated]:
    """The day of a row, or its days where a cell names the first and the last."""
    day, off = row.values.get("day"), _off(row.values.get("off"))
    note = str(row.values.get("note") or "").strip()
    found = [whole_day(end, "日期") for end in (_ends(day) if isinstance(day, str) else [day])]
    if len(found) > 2 or any(one is None for one in found):
        raise InvalidInput(f"日期“{day or ''}”看不懂。", "请写成 2027-10-01 或 2027年10月1日。")
    first, last = found[0], found[-1]
    assert first is not None
    assert last is not None
    if last < first:
        raise InvalidInput(f"起止颠倒：{first} 至 {last}。", "请对照通知改正。")
    if (last - first).days > 31:
        raise InvalidInput(f"{first} 至 {last} 太长，不会是一次放假。", "请对照通知改正。")
    count = (last - first).days + 1
    return [Stated(row.line, Holiday(first + dt.timedelta(days=number), off, note)) for number in range(count)]


def _ends(text: str) -> list[str]:
    """First and last day of “2027年2月5日至11日”, each whole; or the one day."""
    ends = _RANGE.split(text)
    stem = re.match(r"\s*(\d{4}年)(\d{1,2}月)", ends[0])
    if stem and len(ends) == 2 and "年" not in ends[1]:
        ends[1] = stem[1] + ("" if "月" in ends[1] else stem[2]) + ends[1]
    return ends


def _off(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    said = fold(str(value if value is not None else "")).strip()
    if said in _OFF:
        return True
    if said in _WORKED:
        return False
    raise InvalidInput(f"“{value if value is not None else ''}”看不出是放假还是上班。", "请写“放假”或“上班”。")
