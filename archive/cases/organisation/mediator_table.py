"""The table of mediators (人民调解员) of each committee: what a row means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.cases.exchange.values import shown, text_of, truth_of
from archive.cases.organisation.merging import Merged, Reading, merge, read_rows
from archive.cases.organisation.near import did_you_mean
from archive.cases.organisation.unit_table import region_code
from archive.cases.places import Places
from archive.cases.units import Mediator, Unit, UnitKind
from archive.errors import InvalidInput
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings

HEADINGS = Headings(
    {
        "name": ("姓名", "调解员", "人民调解员"),
        "committee": ("调解委员会", "人民调解委员会", "调委会", "所属调委会"),
        "region": ("属地", "村屯", "区划代码", "所在地"),
        "phone": ("电话", "联系电话"),
        "active": ("在用", "是否在任"),
    },
    required=("name", "committee"),
)


def read_mediators(
    rows: Iterable[Row | BadRow | Remark],
    known: Sequence[Mediator],
    places: Places,
    units: Sequence[Unit],
    *,
    replacing: bool = False,
) -> tuple[Merged[Mediator], Reading[Mediator]]:
    """The mediators after the rows, and which rows were refused; who no row names with ``replacing`` has left."""
    committees = {
        name: unit.name for unit in units if unit.kind is UnitKind.COMMITTEE for name in (unit.name, unit.short) if name
    }
    before = {_key(mediator): mediator for mediator in known}
    found = read_rows(
        rows, lambda values: _mediator(values, before, places, committees, replacing), key=_key, what="调解员"
    )
    merged = merge(known, found.stated, _key)
    if replacing and not found.refused:
        stated = {_key(one.value) for one in found.stated}
        gone = tuple(_key(one) for one in merged.listed if _key(one) not in stated and one.active)
        listed = tuple(replace(one, active=False) if _key(one) in gone else one for one in merged.listed)
        merged = replace(merged, listed=listed, removed=gone)
    return merged, found


def mediator_cells(mediator: Mediator) -> tuple[object, ...]:
    """The row of a table that means this mediator."""
    return mediator.name, mediator.committee, mediator.region_code, mediator.phone, mediator.active


def _mediator(
    values: Mapping[str, object],
    known: Mapping[str, Mediator],
    places: Places,
    committees: Mapping[str, str],
    replacing: bool,
) -> Mediator:
    name, stated = _text(values, "name"), _text(values, "committee")
    if not name or not stated:
        raise InvalidInput("这一行没有姓名或调解委员会。", "每位调解员都要写姓名和所在的调解委员会。")
    committee = committees.get(stated, "" if committees else stated)
    if not committee:
        raise InvalidInput(
            f"单位表里没有叫“{shown(stated)}”的调解委员会。",
            did_you_mean(stated, committees) + "请核对名称，或先把它导入单位表。",
        )
    mediator = Mediator(name, committee)
    if not replacing:
        mediator = known.get(_key(mediator), mediator)
    if "region" in values:
        mediator = replace(mediator, region_code=region_code(_text(values, "region"), places))
    if "phone" in values:
        mediator = replace(mediator, phone=_text(values, "phone"))
    if "active" in values:
        mediator = replace(mediator, active=truth_of(values["active"], HEADINGS.names["active"][0]))
    return mediator


def _key(mediator: Mediator) -> str:
    return f"{mediator.committee} {mediator.name}"


def _text(values: Mapping[str, object], key: str) -> str:
    return re.sub(r"\s+", "", text_of(values.get(key), HEADINGS.names[key][0]))
