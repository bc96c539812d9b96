"""A file of cases into the record, some hundred rows a transaction; a bad row never takes a good one with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.batches import batches
from archive.cases.exchange.jsonl import read_jsonl, write_jsonl
from archive.cases.exchange.rows import case_from_row, changed_keys, row_from_case
from archive.cases.exchange.seen import SeenNumbers, seen_numbers
from archive.cases.exchange.sheet import read_csv, read_sheet, write_sheet
from archive.cases.exchange.values import number_of
from archive.cases.model import Case
from archive.cases.procedure.days import check_day
from archive.errors import Conflict, InvalidInput, JuanzongError
from archive.record.cases import case_key
from archive.record.record import Record, Transaction
from archive.record.text import storable_json
from archive.sheets.files import BadRow, Remark, Row, written_whole
from archive.sheets.workbook import looks_like_workbook

_ROWS_AT_ONCE = 500
_TRIES = 3


@dataclass(slots=True)
class ImportResult:
    """What became of a file's rows: ``read`` = created + changed + unchanged + failures."""

    read: int = 0
    """Rows found, bad ones too."""
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    failures: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, message, advice) of each row that was not taken."""
    notes: list[tuple[int, str]] = field(default_factory=list)
    """(line, text): what was kept though it is not known."""

    def _add(self, other: ImportResult) -> None:
        self.read += other.read
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.failures += other.failures
        self.notes += other.notes


def import_cases(record: Record, path: Path, *, today: dt.date | None = None) -> ImportResult:
    """Take the cases of an XLSX, CSV or JSON-lines file into the record.

    A row with a number that is known updates that case with the keys the row has. A row received, or with an act done,
    before 1949 or after tomorrow is refused; ``today`` is the day here if it is left out. Raises ReadError if the file
    cannot be read and InvalidInput if it is of neither kind or its headings are not known.
    """
    result = ImportResult()
    day = today or dt.date.today()
    rows = read_sheet(path) if looks_like_workbook(path) else _plain(path)
    with seen_numbers() as seen:
        for some in batches(rows, _ROWS_AT_ONCE):
            result.notes.extend((item.line, item.text) for item in some if isinstance(item, Remark))
            taken = [item for item in some if not isinstance(item, Remark)]
            result._add(_take(record, taken, path.name, day, seen))
    return result


def _plain(path: Path) -> Iterator[Row | BadRow | Remark]:
    return read_csv(path) if path.suffix.lower() == ".csv" else read_jsonl(path)


def export_cases(record: Record, path: Path) -> int:
    """Write every case to ``path``, as XLSX if it is named so, else as JSON lines; returns how many.

    The file appears whole or not at all. Raises StorageFull, or InvalidInput for a place that cannot be.
    """
    with record.read() as transaction, written_whole(path) as file:
        rows = (row_from_case(case) for case in transaction.cases.all())
        return write_sheet(rows, file) if path.suffix.lower() == ".xlsx" else write_jsonl(rows, file)


def _take(record: Record, rows: Sequence[Row | BadRow], source: str, today: dt.date, seen: SeenNumbers) -> ImportResult:
    """One transaction's worth. Another program may add or change the same cases meanwhile: then read and try again."""
    numbers = sorted({number for row in rows if isinstance(row, Row) and (number := _number(row)) is not None})
    earlier = seen.lines(numbers)
    for tries_left in reversed(range(_TRIES)):
        try:
            with record.write() as transaction:
                batch = _Batch(transaction, source, today, earlier)
                taken = batch.take(rows, numbers)
            seen.put(batch.lines)
            return taken
        except Conflict:
            if not tries_left:
                raise
    raise AssertionError("unreachable")


class _Batch:
    """The rows of one transaction; written together at its end."""

    def __init__(self, transaction: Transaction, source: str, today: dt.date, earlier: Mapping[str, int]) -> None:
        self._transaction = transaction
        self._source = storable_json(source)
        self._today = today
        self._earlier = earlier
        self.lines: dict[str, int] = {}
        """The line on which each number stood last."""
        self._result = ImportResult()
        self._stored: dict[str, Case] = {}
        self._latest: dict[str, tuple[int, Case]] = {}
        self._changes: Counter[str] = Counter()
        """Rows of each number that changed something."""

    def take(self, rows: Sequence[Row | BadRow], numbers: Sequence[str]) -> ImportResult:
        """Write what the rows, which have these numbers, say; returns what became of them."""
        self._stored = self._transaction.cases.many(numbers)
        for row in rows:
            self._result.read += 1
            try:
                self._one(row)
            except JuanzongError as error:
                self._result.failures.append((row.line, error.message, error.advice))
        self._write()
        return self._result

    def _one(self, row: Row | BadRow) -> None:
        if isinstance(row, BadRow):
            raise row.error
        number = number_of(storable_json(row.values.get("no")))
        before = self._latest[number][1] if number in self._latest else self._stored.get(number)
        imported = case_from_row(row.values, before)
        _check_days(imported.case, before, self._today)
        self._note_again(number, row.line, before, imported.case)
        if before is None:
            self._result.created += 1
        elif changed_keys(before, imported.case):
            self._changes[number] += 1
        else:
            self._result.unchanged += 1
        self._result.notes.extend((row.line, note) for note in imported.notes)
        if before is None or before != imported.case:
            self._latest[number] = (row.line, imported.case)

    def _note_again(self, number: str, line: int, before: Case | None, after: Case) -> None:
        """Two rows of one file with one number may be two cases, of which only the later is seen."""
        first = self.lines.get(number) or self._earlier.get(number)
        self.lines[number] = line
        if first is not None and before is not None and changed_keys(before, after):
            text = f"编号“{number}”在第 {first} 行已有一行，写得不同的以这一行为准；若是两件，请改正编号。"
            self._result.notes.append((line, text))

    def _write(self) -> None:
        """A case that several rows changed is written once, as the last of them left it."""
        created: list[Case] = []
        touched: list[str] = []
        for number, (line, case) in self._latest.items():
            before = self._stored.get(number)
            origin = {"file": self._source, "line": line}
            if before is None:
                created.append(case)
                self._transaction.log("case.import", case_key(number), after=origin)
            else:
                names = changed_keys(before, case)
                if not names:  # a later row took back what an earlier one changed
                    self._result.unchanged += self._changes.pop(number, 0)
                    continue
                self._transaction.cases.change(case, self._transaction.now)
                old, new = row_from_case(before), row_from_case(case)
                self._transaction.log(
                    "case.import",
                    case_key(number),
                    before={key: old.get(key) for key in _row_keys(names, old, new)},
                    after={**origin, "changed": {key: new.get(key) for key in _row_keys(names, old, new)}},
                )
            touched.append(case_key(number))
        self._result.changed += self._changes.total()
        self._transaction.cases.add_many(created, self._transaction.now)
        self._transaction.outbox.put(touched)


def _row_keys(names: Sequence[str], old: dict[str, object], new: dict[str, object]) -> list[str]:
    return [key for key in {**old, **new} if (key in names or "extra" in names) and old.get(key) != new.get(key)]


def _check_days(case: Case, before: Case | None, today: dt.date) -> None:
    """Raises InvalidInput for a day that cannot be, unless it stood in the record before."""
    if case.received and (before is None or case.received != before.received):
        check_day("收到日期", case.received, today)
    known = before.events if before else ()
    for number, event in enumerate(case.events, 1):
        if event not in known:
            check_day(f"第 {number} 条经过的日期", event.day, today)


def _number(row: Row) -> str | None:
    try:
        return number_of(storable_json(row.values.get("no")))
    except InvalidInput:
        return None
