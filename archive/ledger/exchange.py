"""A file of cases into the record, some hundred rows a transaction; a bad row never takes a good one with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.batches import batches
from archive.cases.exchange.jsonl import read_jsonl, write_jsonl
from archive.cases.exchange.rows import as_one_row, case_from_row, changed_keys, row_from_case
from archive.cases.exchange.sheet import read_csv, read_sheet, write_sheet
from archive.cases.exchange.together import Part, together
from archive.cases.exchange.values import number_of
from archive.cases.model import Case
from archive.cases.procedure.days import check_day
from archive.errors import Conflict, JuanzongError
from archive.record.cases import case_key
from archive.record.projection import place_of
from archive.record.record import Record, Transaction
from archive.sheets.files import BadRow, Remark, Row, written_whole
from archive.sheets.workbook import looks_like_workbook
from archive.storable import storable_json

_AT_ONCE = 500
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

    A row with a number that is known updates that case with the keys the row has; several rows of one number count as
    one, the later before the earlier. A row received, or with an act done, before 1949 or after tomorrow is refused;
    ``today`` is the day here if it is left out. Raises ReadError if the file cannot be read and InvalidInput if it is of
    neither kind or its headings are not known.
    """
    result = ImportResult()
    day = today or dt.date.today()
    rows = read_sheet(path) if looks_like_workbook(path) else _plain(path)
    with together() as store:
        for some in batches(rows, _AT_ONCE):
            store.put(list(_numbered(some, result)))
        for part in store.parts(_AT_ONCE):
            result._add(_take(record, part, path.name, day))
    result.failures.sort(key=lambda failure: failure[0])
    result.notes.sort(key=lambda note: note[0])
    return result


def _numbered(rows: Iterable[Row | BadRow | Remark], result: ImportResult) -> Iterator[tuple[str, Row]]:
    """The rows with the number each has; of the others, what is to be said goes into ``result``."""
    for row in rows:
        if isinstance(row, Remark):
            result.notes.append((row.line, row.text))
            continue
        try:
            if isinstance(row, BadRow):
                raise row.error
            number = number_of(storable_json(row.values.get("no")))
        except JuanzongError as error:
            result.read += 1
            result.failures.append((row.line, error.message, error.advice))
        else:
            yield number, row


def _plain(path: Path) -> Iterator[Row | BadRow | Remark]:
    return read_csv(path) if path.suffix.lower() == ".csv" else read_jsonl(path)


def export_cases(record: Record, path: Path) -> int:
    """Write every case to ``path``, as XLSX if it is named so, else as JSON lines; returns how many.

    The file appears whole or not at all. Raises StorageFull, or InvalidInput for a place that cannot be.
    """
    with record.read() as transaction, written_whole(path) as file:
        rows = (row_from_case(case) for case in transaction.cases.all())
        return write_sheet(rows, file) if path.suffix.lower() == ".xlsx" else write_jsonl(rows, file)


def _take(record: Record, rows: Part, source: str, today: dt.date) -> ImportResult:
    """One transaction's worth. Another program may add or change the same cases meanwhile: then read and try again."""
    for tries_left in reversed(range(_TRIES)):
        try:
            with record.write() as transaction:
                return _Batch(transaction, source, today).take(rows)
        except Conflict:
            if not tries_left:
                raise
    raise AssertionError("unreachable")


class _Batch:
    """The rows of one transaction; written together at its end."""

    def __init__(self, transaction: Transaction, source: str, today: dt.date) -> None:
        self._transaction = transaction
        self._source = storable_json(source)
        self._today = today
        self._places = transaction.organisation.places()
        self._stated: dict[str, dict[str, object]] = {}
        """What the rows of each number that were taken say together."""
        self._lines: dict[str, int] = {}
        """The line on which each number stood last."""
        self._result = ImportResult()
        self._stored: dict[str, Case] = {}
        self._latest: dict[str, tuple[int, Case]] = {}
        self._changes: Counter[str] = Counter()
        """Rows of each number that changed something."""

    def take(self, rows: Part) -> ImportResult:
        """Write what the rows say; returns what became of them."""
        self._stored = self._transaction.cases.many(rows.numbers)
        for number, row in rows:
            self._result.read += 1
            try:
                self._one(number, row)
            except JuanzongError as error:
                self._result.failures.append((row.line, error.message, error.advice))
        self._write()
        return self._result

    def _one(self, number: str, row: Row) -> None:
        before = self._latest[number][1] if number in self._latest else self._stored.get(number)
        imported = case_from_row(row.values, before)
        stated = as_one_row(self._stated.get(number, {}), row.values)
        case = imported.case
        if (stored := self._stored.get(number)) is not None:
            case = self._placed(case_from_row(stated, stored).case, stored)
            self._note_place(row.line, stored, case)
        elif before is not None:
            case = case_from_row(stated).case
        _check_days(case, before, self._today)
        self._note_again(number, row.line, before, case)
        if before is None:
            self._result.created += 1
        elif changed_keys(before, case):
            self._changes[number] += 1
        else:
            self._result.unchanged += 1
        self._stated[number] = stated
        self._result.notes.extend((row.line, note) for note in imported.notes)
        if before is None or before != case:
            self._latest[number] = (row.line, case)

    def _placed(self, after: Case, before: Case) -> Case:
        """With the place as the record will have it."""
        if after.region_code == before.region_code:
            return after
        return replace(after, region_code=place_of(after, self._places))

    def _note_place(self, line: int, before: Case, after: Case) -> None:
        """A code counts before the words beside it; who changed only the words is told."""
        if after.region == before.region or not after.region_code or after.region_code != before.region_code:
            return
        found = self._places.resolve(after.region)
        if found is not None and (code := after.region_code) not in {one.code for one in self._places.path(found.code)}:
            old, new = self._places.full_name(code), self._places.full_name(found.code)
            text = f"属地改成了“{new}”，区划代码 {code} 没有改，仍归“{old}”；请改正或清空区划代码再导入。"
            self._result.notes.append((line, text))

    def _note_again(self, number: str, line: int, before: Case | None, after: Case) -> None:
        """Two rows of one file with one number may be two cases, of which only the later is seen."""
        first = self._lines.get(number)
        self._lines[number] = line
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
