"""The table of bodies (单位): what a row means, and which rows contradict others. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.cases.exchange.values import shown, text_of, truth_of
from archive.cases.organisation.merging import Merged, Reading, circles, merge, read_rows
from archive.cases.places import Places
from archive.cases.units import UNIT_LABELS, Unit, UnitKind
from archive.errors import InvalidInput, JuanzongError
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings

HEADINGS = Headings(
    {
        "name": ("单位名称", "全称", "单位", "名称"),
        "short": ("简称", "规范简称"),
        "kind": ("类别", "单位类别", "性质"),
        "letters": ("机关代字", "代字"),
        "parent": ("上级机关", "上级", "主管单位"),
        "review_unit": ("复查机关",),
        "recheck_unit": ("复核机关",),
        "region": ("属地", "所在地", "区划代码"),
        "reports_weekly": ("周排查报送", "报送周排查", "是否报送周排查"),
        "active": ("在用", "是否在用"),
    },
    required=("name",),
)

_KINDS: Mapping[str, UnitKind] = {
    name: kind
    for kind, others in (
        (UnitKind.PETITION_OFFICE, ("信访局", "信访办")),
        (UnitKind.DEPARTMENT, ("部门", "县级部门", "工作部门")),
        (UnitKind.TOWNSHIP, ("乡镇", "街道", "乡", "镇")),
        (UnitKind.VILLAGE, ("村", "社区", "村委会", "居委会")),
        (UnitKind.COMMITTEE, ("调委会", "调解委员会")),
        (UnitKind.UPPER, ("上级", "市级机关")),
        (UnitKind.OTHER, ("其他", "其它")),
    )
    for name in (kind.value, UNIT_LABELS[kind], *others)
}
_BY_NAME = (
    (re.compile(r"调解委员会|调委会"), UnitKind.COMMITTEE),
    (re.compile(r"信访"), UnitKind.PETITION_OFFICE),
    (re.compile(r"村民委员会|居民委员会|村委会|居委会|[村社]区?$"), UnitKind.VILLAGE),
    (re.compile(r"[乡镇]人民政府$|[乡镇]政府$|街道办事处$|[乡镇]$|街道$"), UnitKind.TOWNSHIP),
    (re.compile(r"[局委办院]$|委员会$"), UnitKind.DEPARTMENT),
)
"""What kind a body is if the table does not say, by its name; the first that fits."""
_TEXTS = ("short", "letters", "parent", "review_unit", "recheck_unit")
_SELF = {"parent": "上级机关", "review_unit": "复查机关", "recheck_unit": "复核机关"}


def read_units(
    rows: Iterable[Row | BadRow | Remark], known: Sequence[Unit], places: Places, *, replacing: bool = False
) -> tuple[Merged[Unit], Reading[Unit]]:
    """The bodies after the rows, and which rows were refused.

    What was known stays, changed where a row says so. With ``replacing`` a row states a body whole, and a body that no
    row names is no longer in use, if no row was refused; a body never disappears, for cases name it.
    """
    before = {unit.name: unit for unit in known}
    found = read_rows(
        rows, lambda values: _unit(values, before, places, replacing), key=lambda unit: unit.name, what="单位"
    )
    found.refuse(_contradictory(known, found))
    merged = merge(known, found.stated, lambda unit: unit.name)
    if replacing and not found.refused:
        merged = _retired(merged, {one.value.name for one in found.stated})
    return merged, found


def unit_cells(unit: Unit) -> tuple[object, ...]:
    """The row of a table that means this body."""
    return (
        unit.name, unit.short, UNIT_LABELS[unit.kind], unit.letters, unit.parent, unit.review_unit, unit.recheck_unit,
        unit.region_code, unit.reports_weekly, unit.active,
    )  # fmt: skip


def guessed_kind(name: str) -> UnitKind:
    """What kind of body it is by its name."""
    return next((kind for form, kind in _BY_NAME if form.search(name)), UnitKind.OTHER)


def kind_of(text: str) -> UnitKind:
    """The kind that was typed. Raises InvalidInput."""
    if text not in _KINDS:
        raise InvalidInput(f"没有“{shown(text)}”这类单位。", f"可以是：{'、'.join(UNIT_LABELS.values())}。")
    return _KINDS[text]


def _unit(values: Mapping[str, object], known: Mapping[str, Unit], places: Places, replacing: bool) -> Unit:
    name = _text(values, "name")
    if not name:
        raise InvalidInput("这一行没有单位名称。", "请写单位的全称。")
    unit = known.get(name)
    if unit is None or replacing:
        unit = Unit(name, kind=guessed_kind(name))
    stated: dict[str, Any] = {key: _text(values, key) for key in _TEXTS if key in values}
    for key in ("reports_weekly", "active"):
        if key in values:
            stated[key] = truth_of(values[key], HEADINGS.names[key][0])
    if "kind" in values:
        stated["kind"] = kind_of(_text(values, "kind"))
    if "region" in values:
        stated["region_code"] = region_code(_text(values, "region"), places)
    unit = replace(unit, **stated)
    for key, label in _SELF.items():
        if getattr(unit, key) == unit.name:
            raise InvalidInput(f"“{name}”的{label}写成了它自己。", f"请写它的{label}，不知道就留空。")
    return unit


def region_code(text: str, places: Places) -> str:
    """The code of the place that ``text`` (a code or a name) means. Raises InvalidInput if there is none."""
    if not text or places.get(text) is not None:
        return text
    found = places.resolve(text)
    if found is None:
        raise InvalidInput(f"区划表里没有“{shown(text)}”，或不止一个。", "请写代码，或从乡镇写起；没有的先导入区划表。")
    return found.code


def _contradictory(known: Sequence[Unit], found: Reading[Unit]) -> dict[int, JuanzongError]:
    """Rows whose short name is another's name, and rows whose bodies stand above each other in a circle."""
    wrong: dict[int, JuanzongError] = {}
    stated = {one.value.name for one in found.stated}
    taken = {name: unit.name for unit in known if unit.name not in stated for name in (unit.name, unit.short) if name}
    taken |= {name: name for name in stated}
    for one in found.stated:
        short = one.value.short
        if short and taken.setdefault(short, one.value.name) != one.value.name:
            wrong[one.line] = InvalidInput(
                f"简称“{short}”已经是“{taken[short]}”的了。", "两个单位不能同名；请换一个简称。"
            )
    units = {unit.name: unit for unit in known} | {one.value.name: one.value for one in found.stated}
    endless = circles({unit.name: unit.parent for unit in units.values() if unit.parent})
    for one in found.stated:
        if one.value.name in endless and one.value.parent in endless:
            wrong[one.line] = InvalidInput(
                f"“{one.value.name}”往上的各级机关绕成了一圈。", "请改正这一行或它上级那一行的上级机关。"
            )
    return wrong


def _retired(merged: Merged[Unit], stated: set[str]) -> Merged[Unit]:
    gone = tuple(unit.name for unit in merged.listed if unit.name not in stated and unit.active)
    listed = tuple(replace(unit, active=False) if unit.name in gone else unit for unit in merged.listed)
    return replace(merged, listed=listed, removed=gone)


def _text(values: Mapping[str, object], key: str) -> str:
    return re.sub(r"\s+", "", text_of(values.get(key), HEADINGS.names[key][0]))
