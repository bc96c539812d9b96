"""The table of who answers for which matters and places (属事、属地责任): what a row means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.cases.exchange.values import shown, text_of
from archive.cases.labels import CATEGORIES, category_name
from archive.cases.organisation.merging import Merged, Reading, merge, read_rows
from archive.cases.organisation.near import did_you_mean
from archive.cases.organisation.unit_table import region_code
from archive.cases.places import Places
from archive.cases.units import SUBJECT_LABELS, Owner, OwnerSubject, Unit
from archive.errors import InvalidInput
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings

HEADINGS = Headings(
    {
        "subject": ("方式", "责任方式"),
        "key": ("类别或属地", "事项", "范围"),
        "category": ("纠纷类别", "类别"),
        "region": ("属地", "乡镇", "村社区", "区划"),
        "unit": ("责任单位", "单位"),
        "person": ("责任人", "包保人", "负责人"),
        "phone": ("电话", "联系电话"),
    },
    required=("unit",),
)
"""A row names either ``category`` or ``region``, or says which of the two ``key`` is."""
WRITTEN = ("方式", "类别或属地", "责任单位", "责任人", "电话")
"""The headings we write."""


def read_owners(
    rows: Iterable[Row | BadRow | Remark],
    known: Sequence[Owner],
    places: Places,
    units: Sequence[Unit],
    *,
    replacing: bool = False,
) -> tuple[Merged[Owner], Reading[Owner]]:
    """The owners after the rows, and which rows were refused."""
    before = {} if replacing else {_key(owner): owner for owner in known}
    found = read_rows(rows, lambda values: _owner(values, before, places, units), key=_key, what="责任分工")
    return merge(known, found.stated, _key, replacing=replacing and not found.refused), found


def owner_cells(owner: Owner) -> tuple[object, ...]:
    """The row of a table that means this owner."""
    return SUBJECT_LABELS[owner.subject], owner.key, owner.unit, owner.person, owner.phone


def full_name(text: str, units: Sequence[Unit]) -> str:
    """The full name of the body that ``text`` names in full or short. Raises InvalidInput; an empty table knows all."""
    found = next((unit.name for unit in units if text in (unit.name, unit.short)), "")
    if found or not text or not units:
        return found or text
    raise InvalidInput(
        f"单位表里没有“{shown(text)}”。",
        did_you_mean(text, _names(units)) + "请核对名称，或先导入单位表。",
    )


def _names(units: Sequence[Unit]) -> list[str]:
    return [name for unit in units for name in (unit.name, unit.short) if name]


def _owner(values: Mapping[str, object], known: Mapping[str, Owner], places: Places, units: Sequence[Unit]) -> Owner:
    subject, about = _about(values)
    if subject is OwnerSubject.MATTER:
        key = category_name(about) or ""
        if not key:
            raise InvalidInput(f"没有“{shown(about)}”这种纠纷类别。", f"可以是：{'、'.join(CATEGORIES)}。")
    else:
        key = region_code(about, places)
    owner = known.get(_key(Owner(subject, key)), Owner(subject, key))
    stated: dict[str, Any] = {name: _text(values, name) for name in ("person", "phone") if name in values}
    if "unit" in values:
        stated["unit"] = full_name(_text(values, "unit"), units)
    owner = replace(owner, **stated)
    if not owner.unit and not owner.person:
        raise InvalidInput("这一行没有责任单位，也没有责任人。", "至少写一样。")
    return owner


def _about(values: Mapping[str, object]) -> tuple[OwnerSubject, str]:
    stated = _text(values, "subject")
    subject = next((one for one in OwnerSubject if stated in (one.value, SUBJECT_LABELS[one])), None)
    if stated and subject is None:
        raise InvalidInput(f"没有“{shown(stated)}”这种责任方式。", f"可以是：{'、'.join(SUBJECT_LABELS.values())}。")
    category, region, key = (_text(values, name) for name in ("category", "region", "key"))
    if category and region:
        raise InvalidInput("一行里写了类别又写了属地。", "属事、属地请分两行写。")
    if category or (key and subject is OwnerSubject.MATTER):
        return OwnerSubject.MATTER, category or key
    if region or (key and subject is OwnerSubject.PLACE):
        return OwnerSubject.PLACE, region or key
    if key:
        known = category_name(key)
        return (OwnerSubject.MATTER, known) if known else (OwnerSubject.PLACE, key)
    raise InvalidInput("这一行没有写对什么负责。", "请写纠纷类别（属事）或属地。")


def _key(owner: Owner) -> str:
    return f"{SUBJECT_LABELS[owner.subject]} {owner.key}"


def _text(values: Mapping[str, object], key: str) -> str:
    return re.sub(r"\s+", "", text_of(values.get(key), HEADINGS.names[key][0]))
