"""The office's own tables come in and go out: places, bodies, owners, mediators. Importing the same again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from archive.cases.organisation import mediator_table, owner_table, region_table, unit_table
from archive.cases.organisation.merging import Merged, Reading
from archive.cases.organisation.review_bodies import ReviewProposal, propose_reviews, with_reviews
from archive.record.record import Record, Transaction
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings, read_table
from archive.sheets.writing import Sheet, write_sheets

T = TypeVar("T")
Rows = Sequence[Row | BadRow | Remark]


@dataclass(frozen=True, slots=True)
class TableImport:
    """What became of the rows of a file."""

    read: int
    """Rows found, bad ones too."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    """What no row named, with ``replacing``: places and owners are gone, bodies and mediators no longer in use."""
    unchanged: int
    refused: tuple[BadRow, ...]
    notes: tuple[str, ...]
    cases: int = 0
    """Cases placed anew."""


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """One of the tables: how it is read and written."""

    code: str
    title: str
    headings: Headings
    written: tuple[str, ...]
    """The headings of an export."""
    rows: Callable[[Transaction], list[tuple[object, ...]]]
    take: Callable[[Transaction, Rows, bool], tuple[Merged[Any], Reading[Any]]]


def import_table(record: Record, table: OfficeTable, path: Path, *, replacing: bool = False) -> TableImport:
    """Take the rows of an XLSX or CSV file into the record: what they name is added or changed, the rest stays.

    Args:
        record: the record.
        table: which of the tables.
        path: the file.
        replacing: the file is the whole table; what it does not name goes, unless one of its rows is refused.

    Raises ReadError if the file cannot be read, InvalidInput if it lacks the headings.
    """
    rows = list(read_table(path, table.headings))
    with record.write() as tx:
        merged, found = table.take(tx, rows, replacing)
        if merged.differs:
            changes = {"added": merged.added, "changed": merged.changed, "removed": merged.removed}
            tx.log(f"{table.code}.import", table.code, after={**changes, "file": path.name})
    notes = list(found.notes)
    if replacing and found.refused:
        notes.append("有的行没有采用，所以表外原有的都留着。改正后请再导入一次。")
    return TableImport(
        read=sum(not isinstance(row, Remark) for row in rows),
        added=merged.added,
        changed=merged.changed,
        removed=merged.removed,
        unchanged=merged.unchanged,
        refused=tuple(sorted(found.refused, key=lambda row: row.line)),
        notes=tuple(notes),
        cases=record.refresh(),
    )


def export_table(record: Record, table: OfficeTable, path: Path) -> int:
    """Write the table so that it can be imported again; returns the number of rows. Raises StorageFull, InvalidInput."""
    with record.read() as tx:
        rows = table.rows(tx)
    return write_sheets([Sheet(table.title, table.written, rows)], path)


def take_reviews(record: Record) -> tuple[ReviewProposal, ...]:
    """Fill in the usual review bodies where units lack one; returns what was filled in."""
    with record.write() as tx:
        units = tx.organisation.units()
        proposals = propose_reviews(units, tx.organisation.places())
        if proposals:
            tx.organisation.set_units(with_reviews(units, proposals))
            tx.log("units.reviews", "units", after={one.unit: asdict(one) for one in proposals})
    return proposals


def _take_regions(tx: Transaction, rows: Rows, replacing: bool) -> tuple[Merged[Any], Reading[Any]]:
    merged, found = region_table.read_regions(rows, list(tx.organisation.places()), replacing=replacing)
    if merged.differs:
        tx.organisation.set_places(merged.listed)
        tx.cases.outdate()
    return merged, found


def _take_units(tx: Transaction, rows: Rows, replacing: bool) -> tuple[Merged[Any], Reading[Any]]:
    office = tx.organisation
    merged, found = unit_table.read_units(rows, office.units(), office.places(), replacing=replacing)
    if merged.differs:
        office.set_units(merged.listed)
    names = {unit.name for unit in merged.listed}
    beside = {name for unit in merged.listed for name in (unit.parent, unit.review_unit, unit.recheck_unit)}
    if missing := sorted(beside - names - {""}):
        found.notes.append(f"写作上级、复查或复核机关，但表里没有的：{'、'.join(missing)}。")
    return merged, found


def _take_owners(tx: Transaction, rows: Rows, replacing: bool) -> tuple[Merged[Any], Reading[Any]]:
    office = tx.organisation
    merged, found = owner_table.read_owners(rows, office.owners(), office.places(), office.units(), replacing=replacing)
    if merged.differs:
        office.set_owners(merged.listed)
    if not office.units():
        found.notes.append("单位表还是空的，责任单位的名称没有核对。")
    return merged, found


def _take_mediators(tx: Transaction, rows: Rows, replacing: bool) -> tuple[Merged[Any], Reading[Any]]:
    office = tx.organisation
    merged, found = mediator_table.read_mediators(
        rows, office.mediators(), office.places(), office.units(), replacing=replacing
    )
    if merged.differs:
        office.set_mediators(merged.listed)
    return merged, found


def _first_names(headings: Headings) -> tuple[str, ...]:
    return tuple(names[0] for names in headings.names.values())


REGIONS = OfficeTable(
    "regions",
    "区划",
    region_table.HEADINGS,
    _first_names(region_table.HEADINGS),
    lambda tx: [region_table.region_cells(region) for region in tx.organisation.places()],
    _take_regions,
)
UNITS = OfficeTable(
    "units",
    "单位",
    unit_table.HEADINGS,
    _first_names(unit_table.HEADINGS),
    lambda tx: [unit_table.unit_cells(unit) for unit in tx.organisation.units()],
    _take_units,
)
OWNERS = OfficeTable(
    "owners",
    "责任分工",
    owner_table.HEADINGS,
    owner_table.WRITTEN,
    lambda tx: [owner_table.owner_cells(owner) for owner in tx.organisation.owners()],
    _take_owners,
)
MEDIATORS = OfficeTable(
    "mediators",
    "人民调解员",
    mediator_table.HEADINGS,
    _first_names(mediator_table.HEADINGS),
    lambda tx: [mediator_table.mediator_cells(mediator) for mediator in tx.organisation.mediators()],
    _take_mediators,
)
