"""The office's places, bodies, owners and mediators in the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select

from archive.cases.places import Places, Region, RegionKind
from archive.cases.units import Mediator, Owner, OwnerSubject, Unit, UnitKind
from archive.errors import NotFound
from archive.record.ledger_tables import mediators, owners, regions, units
from archive.storable import storable, storable_json


class Organisation:
    """Places and bodies as seen by one transaction. Each list is replaced whole, as the office's table states it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def places(self) -> Places:
        """The region tree."""
        rows = self._connection.execute(select(regions).order_by(regions.c.seq))
        return Places(Region(row.code, row.name, RegionKind(row.kind), row.parent) for row in rows)

    def set_places(self, listed: Sequence[Region]) -> None:
        """Replace the region tree."""
        self._replace(regions, [{**asdict(region), "seq": seq} for seq, region in enumerate(listed)])

    def units(self, kind: UnitKind | None = None) -> list[Unit]:
        """All bodies, or those of one kind, in the order of the table."""
        query = select(units).order_by(units.c.id)
        if kind is not None:
            query = query.where(units.c.kind == kind)
        return [_unit(row._mapping) for row in self._connection.execute(query)]

    def unit(self, name: str) -> Unit:
        """One body by its full or short name. Raises NotFound."""
        query = select(units).where((units.c.name == storable(name)) | (units.c.short == storable(name)))
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(f"没有叫“{name}”的单位。", "请核对名称，或先导入单位表。")
        return _unit(row._mapping)

    def set_units(self, listed: Sequence[Unit]) -> None:
        """Replace the bodies."""
        self._replace(units, [asdict(unit) for unit in listed])

    def owners(self) -> list[Owner]:
        """Who answers for what."""
        rows = self._connection.execute(select(owners).order_by(owners.c.id))
        return [Owner(OwnerSubject(row.subject), row.key, row.unit, row.person, row.phone) for row in rows]

    def set_owners(self, listed: Sequence[Owner]) -> None:
        """Replace the owners."""
        self._replace(owners, [asdict(owner) for owner in listed])

    def mediators(self) -> list[Mediator]:
        """The mediators."""
        rows = self._connection.execute(select(mediators).order_by(mediators.c.id))
        return [Mediator(row.name, row.committee, row.region_code, row.phone, row.active) for row in rows]

    def set_mediators(self, listed: Sequence[Mediator]) -> None:
        """Replace the mediators."""
        self._replace(mediators, [asdict(mediator) for mediator in listed])

    def _replace(self, table: Table, rows: Iterable[dict[str, object]]) -> None:
        self._connection.execute(delete(table))
        listed = [storable_json(row) for row in rows]
        if listed:
            self._connection.execute(insert(table), listed)


def _unit(row: RowMapping) -> Unit:
    values = dict(row)
    del values["id"]
    return Unit(**{**values, "kind": UnitKind(values["kind"])})
