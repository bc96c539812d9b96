"""Reports of the weekly check come in: files of one body or of many, sent again as often as need be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.cases.organisation.bodies import Bodies, PlaceFinder
from archive.cases.weekly.entry import Entry, ReportedEntry
from archive.cases.weekly.weeks import week_name
from archive.errors import InvalidInput, JuanzongError
from archive.ledger.weekly.columns import HEADINGS
from archive.ledger.weekly.rows import Defaults, ReadRow, RowReader
from archive.record.record import Record, Transaction
from archive.record.weekly_reports import WeeklyReport
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import read_table

_AT_ONCE = 100
"""Reports taken in one transaction, so that years of them come in in minutes."""
REPLACED = "被同一周更正的报表替代"
"""Why an entry that a corrected report no longer has does not count."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken."""

    file: str
    line: int
    """0 for the file as a whole."""
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class TakenReport:
    """What became of one body's report for one week."""

    unit: str
    week: dt.date
    entries: int
    """That count now; 0 is a zero report."""
    added: int
    voided: int
    first: bool
    """Whether the body had not reported this week before."""

    @property
    def changed(self) -> bool:
        """False if everything stood there already."""
        return self.first or bool(self.added or self.voided)


@dataclass(frozen=True, slots=True)
class WeeklyImport:
    """What became of all the files."""

    rows: int
    """Rows that say something, good and bad."""
    reports: tuple[TakenReport, ...]
    refused: tuple[Refused, ...]
    notes: tuple[Refused, ...]
    """Rows that were taken, with what is worth looking at."""


@dataclass(slots=True)
class _Group:
    """Rows of one body and week, as they are gathered."""

    file: str
    line: int
    reporter: str = ""
    reported: dt.date = dt.date.min
    entries: dict[Entry, tuple[int, str]] = field(default_factory=dict)
    """Each with its line and the number of its case."""
    zero: bool = False
    bad: int = 0


_Groups = dict[tuple[str, dt.date], _Group]


def report(record: Record, files: Sequence[Path], defaults: Defaults) -> WeeklyImport:
    """Take reports in. A file that is sent again changes nothing; a corrected one replaces what its body reported.

    A row that cannot be used is refused with its line and never stops the
    others; while a report has such rows, nothing its body reported earlier is taken back.
    """
    with record.read() as tx:
        bodies = Bodies(tx.organisation.units())
        reader = RowReader(bodies, PlaceFinder(tx.organisation.places()), defaults, tx.definitions)
    if defaults.unit:
        bodies.find(defaults.unit)
    groups: _Groups = {}
    refused: list[Refused] = []
    notes: list[Refused] = []
    rows = sum(_gather(path, reader, groups, refused, notes) for path in files)
    whole = [(key, group) for key, group in groups.items() if _says_something(*key, group, refused)]
    taken: list[TakenReport] = []
    for at in range(0, len(whole), _AT_ONCE):
        with record.write() as tx:
            for (unit, week), group in whole[at : at + _AT_ONCE]:
                taken.append(_take(tx, unit, week, group, defaults.today, notes))
    return WeeklyImport(rows, tuple(taken), tuple(refused), tuple(notes))


def _gather(path: Path, reader: RowReader, groups: _Groups, refused: list[Refused], notes: list[Refused]) -> int:
    rows = 0
    unused: dict[str, None] = {}
    for item in _items(path, refused):
        if isinstance(item, Remark):
            notes.append(Refused(path.name, item.line, item.text, ""))
            continue
        rows += 1
        read: ReadRow | None = None
        try:
            if isinstance(item, BadRow):
                raise item.error
            unused |= dict.fromkeys(key for key in item.values if key not in HEADINGS.names)
            read = reader.read(item.values)
            _put(groups, path.name, item.line, read)
            notes += (Refused(path.name, item.line, note, "") for note in read.notes)
        except JuanzongError as error:
            refused.append(Refused(path.name, item.line, error.message, error.advice))
            if isinstance(item, Row):
                _mark_bad(groups, path.name, reader, item, read)
    if unused:
        notes.append(Refused(path.name, 0, f"没有用到的栏目：{'、'.join(unused)}。", ""))
    return rows


def _items(path: Path, refused: list[Refused]) -> Iterator[Row | BadRow | Remark]:
    """The rows of a file; what stops the whole file is refused, and the next file goes on."""
    try:
        yield from read_table(path, HEADINGS)
    except JuanzongError as error:
        refused.append(Refused(path.name, 0, error.message, error.advice))


def _put(groups: _Groups, file: str, line: int, read: ReadRow) -> None:
    key = (read.unit.name, read.week)
    group = groups.setdefault(key, _Group(file, line))
    if group.file != file:
        raise InvalidInput(
            f"{read.unit.name}{week_name(read.week)}的已经在 {group.file} 里了。", "同一周的请合并在一个文件里。"
        )
    if read.entry is not None:
        if read.entry in group.entries:
            raise InvalidInput(f"与第 {group.entries[read.entry][0]} 行完全相同。", "请删掉重复的一行。")
        group.entries[read.entry] = (line, read.case_no)
    group.zero = group.zero or read.zero
    group.reporter = read.reporter or group.reporter
    group.reported = max(group.reported, read.reported)


def _mark_bad(groups: _Groups, file: str, reader: RowReader, row: Row, read: ReadRow | None) -> None:
    """Remember that a body's report is not whole, as far as the row says whose it is."""
    if read is None:
        try:
            read = reader.read({key: row.values[key] for key in ("unit", "week") if key in row.values})
        except JuanzongError:
            return
    groups.setdefault((read.unit.name, read.week), _Group(file, row.line)).bad += 1


def _says_something(unit: str, week: dt.date, group: _Group, refused: list[Refused]) -> bool:
    if group.entries or group.zero or group.bad:
        return bool(group.entries or group.zero)
    refused.append(
        Refused(
            group.file,
            group.line,
            f"{unit}{week_name(week)}的表没有填写。",
            "没有纠纷的，请在事由一栏写“零报告”。",
        )
    )
    return False


def _take(
    tx: Transaction, unit: str, week: dt.date, group: _Group, today: dt.date, notes: list[Refused]
) -> TakenReport:
    before = tx.weekly_reports.of(unit, week, lock=True)
    old = tx.weekly.entries_of(before.id) if before else []
    stood = {one.entry: one for one in old}
    numbers = _numbers(tx, unit, week, group, old, notes)
    new = [(entry, numbers[entry]) for entry in group.entries if entry not in stood]
    gone = [one for entry, one in stood.items() if entry not in group.entries]
    if gone and group.bad:
        said = f"{unit}{week_name(week)}有 {group.bad} 行没有读成，原来报的 {len(gone)} 条先保留；改好后请重报一次。"
        notes.append(Refused(group.file, group.line, said, ""))
        gone = []
    after = before or tx.weekly_reports.add(
        unit, week, reporter=group.reporter, reported=group.reported, source=group.file, now=tx.now
    )
    tx.weekly.add_entries(after.id, new, group.reported)
    tx.weekly.void_entries([one.id for one in gone], REPLACED, today)
    for entry, one in stood.items():
        if (no := numbers.get(entry, "")) and not one.case_no:
            tx.weekly.set_case(one.id, no)
    taken = TakenReport(unit, week, len(stood) + len(new) - len(gone), len(new), len(gone), before is None)
    if taken.changed:
        _log(tx, after, taken, group, gone, corrected=before is not None)
    return taken


def _log(
    tx: Transaction,
    report: WeeklyReport,
    taken: TakenReport,
    group: _Group,
    gone: Iterable[ReportedEntry],
    *,
    corrected: bool,
) -> None:
    if corrected:
        tx.weekly_reports.touch(report, reporter=group.reporter, source=group.file, now=tx.now)
    tx.log(
        "weekly.correct" if corrected else "weekly.report",
        f"weekly:{taken.unit}:{taken.week}",
        after={
            "file": group.file,
            "reporter": group.reporter,
            "reported": group.reported.isoformat(),
            "entries": taken.entries,
            "added": taken.added,
            "voided": [one.id for one in gone],
        },
    )


def _numbers(
    tx: Transaction,
    unit: str,
    week: dt.date,
    group: _Group,
    old: Sequence[ReportedEntry],
    notes: list[Refused],
) -> dict[Entry, str]:
    """The case of each entry: as stated, else that of the same dispute in this report or the one before."""
    stated = {no for _, no in group.entries.values() if no}
    known = tx.weekly.known_cases(stated) if stated else set()
    linked = {_dispute(one.entry): one.case_no for one in [*_last_entries(tx, unit, week), *old] if one.case_no}
    found: dict[Entry, str] = {}
    for entry, (line, no) in group.entries.items():
        if no and no not in known:
            said = f"台账里没有编号为“{no}”的案件，这一条照收，没有对上案件。"
            notes.append(Refused(group.file, line, said, ""))
        found[entry] = no if no in known else linked.get(_dispute(entry), "")
    return found


def _last_entries(tx: Transaction, unit: str, week: dt.date) -> list[ReportedEntry]:
    last = tx.weekly_reports.last_week(unit, week)
    before = tx.weekly_reports.of(unit, last) if last else None
    return tx.weekly.entries_of(before.id) if before else []


def _dispute(entry: Entry) -> tuple[str, tuple[str, ...], str]:
    """By what two lines of one body are the same dispute."""
    return entry.title, entry.people, entry.region_code
