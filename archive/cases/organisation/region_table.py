"""The table of places (区划): what a row means, and which rows make no tree. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from archive.cases.exchange.values import shown, text_of
from archive.cases.organisation.merging import Merged, Reading, Stated, circles, merge, read_rows
from archive.cases.places import REGION_LABELS, Region, RegionKind
from archive.errors import InvalidInput, JuanzongError
from archive.sheets.files import BadRow, Remark, Row
from archive.sheets.tables import Headings

HEADINGS = Headings(
    {
        "code": ("代码", "区划代码", "统计用区划代码", "编码"),
        "name": ("名称", "区划名称", "地名"),
        "kind": ("级别", "层级", "类型"),
        "parent": ("上级", "上级代码", "上级区划", "所属"),
    },
    required=("code", "name"),
)

_KINDS: Mapping[str, RegionKind] = {
    name: kind
    for kind, others in (
        (RegionKind.COUNTY, ("县", "区", "旗", "县级")),
        (RegionKind.TOWNSHIP, ("乡镇", "乡", "镇", "街道", "乡级")),
        (RegionKind.VILLAGE, ("村", "社区", "行政村", "村级", "居委会")),
        (RegionKind.HAMLET, ("屯", "自然屯", "组", "村民小组", "小组")),
    )
    for name in (kind.value, REGION_LABELS[kind], *others)
}
_DEPTH = {kind: depth for depth, kind in enumerate(RegionKind)}
_DIGITS = re.compile(r"[0-9]{1,20}")
_OWN = 8
"""Digits of a code that may be the office's own; a longer one is the national code, or one with a digit lost."""
_STATISTICAL = re.compile(r"\d{12}")
"""统计用区划代码: two digits each of province, city and county, three each of township and village."""


def read_regions(
    rows: Iterable[Row | BadRow | Remark], known: Sequence[Region], *, replacing: bool = False
) -> tuple[Merged[Region], Reading[Region]]:
    """The tree after the rows, and which rows were refused: double codes, unknown places above, circles, wrong levels.

    What was known stays, changed where a row says so; ``replacing`` drops what no row names, if no row was refused.
    """
    listed = list(rows)
    beside = {} if replacing else {region.code: region for region in known}
    codes = beside.keys() | {_code(row.values) for row in listed if isinstance(row, Row)}
    names: dict[str, set[str]] = {}
    for code, name in [(one.code, one.name) for one in beside.values()] + [
        (_code(row.values), _text(row.values, "name")) for row in listed if isinstance(row, Row)
    ]:
        names.setdefault(name, set()).add(code)
    found = read_rows(
        listed, lambda values: _region(values, beside, codes, names), key=lambda region: region.code, what="代码"
    )
    while wrong := _misplaced(found.stated, beside):
        found.refuse(wrong)
    return merge(known, found.stated, lambda region: region.code, replacing=replacing and not found.refused), found


def region_cells(region: Region) -> tuple[object, ...]:
    """The row of a table that means this place."""
    return region.code, region.name, REGION_LABELS[region.kind], region.parent


def _region(
    values: Mapping[str, object],
    known: Mapping[str, Region],
    codes: Iterable[str],
    names: Mapping[str, set[str]],
) -> Region:
    code, name = _code(values), _text(values, "name")
    before = known.get(code)
    if not code or not name:
        raise InvalidInput("这一行没有代码或名称。", "每个地方都要写代码和名称。")
    kind = _kind(_text(values, "kind"), code, before)
    if before is None:
        _check_code(code, kind)
    parent = _parent(_text(values, "parent"), code, kind, before, codes, names)
    return Region(code, name, kind, parent)


def _check_code(code: str, kind: RegionKind) -> None:
    """Digits alone, as GB/T 2260 and the statistics bureau write them; short ones of an office's own may be."""
    if not _DIGITS.fullmatch(code):
        raise InvalidInput(
            f"区划代码“{shown(code)}”里有数字以外的字。",
            "区划代码只能是数字：县区 6 位、乡镇街道 9 位、村社区 12 位，或一律 12 位。",
        )
    if len(code) > _OWN and kind is not RegionKind.HAMLET and len(code) not in (9, 12):
        raise InvalidInput(
            f"{REGION_LABELS[kind]}的区划代码“{shown(code)}”是 {len(code)} 位。",
            "请对照统计用区划代码核对：县区 6 位、乡镇街道 9 位、村社区 12 位，或一律 12 位。",
        )


def _kind(stated: str, code: str, before: Region | None) -> RegionKind:
    if stated:
        if stated not in _KINDS:
            raise InvalidInput(f"没有“{shown(stated)}”这一级。", f"可以是：{'、'.join(REGION_LABELS.values())}。")
        return _KINDS[stated]
    if before is not None:
        return before.kind
    if not _STATISTICAL.fullmatch(code):
        raise InvalidInput("这一行没有写级别。", f"可以是：{'、'.join(REGION_LABELS.values())}。")
    if code.endswith("000000"):
        return RegionKind.COUNTY
    return RegionKind.TOWNSHIP if code.endswith("000") else RegionKind.VILLAGE


def _parent(
    stated: str,
    code: str,
    kind: RegionKind,
    before: Region | None,
    codes: Iterable[str],
    names: Mapping[str, set[str]],
) -> str:
    if stated in codes:
        return stated
    if stated:
        named = names.get(stated, set())
        if len(named) > 1:
            raise InvalidInput(f"叫“{stated}”的地方不止一个。", f"请写上级的代码：{'、'.join(sorted(named))}。")
        return next(iter(named), stated)
    if before is not None:
        return before.parent
    if kind is RegionKind.COUNTY or not _STATISTICAL.fullmatch(code):
        return ""
    return f"{code[:6]}000000" if kind is RegionKind.TOWNSHIP else f"{code[:9]}000"


def _misplaced(stated: Sequence[Stated[Region]], known: Mapping[str, Region]) -> dict[int, JuanzongError]:
    """Rows that do not fit into the tree of the rows that are left; asked again until all fit."""
    tree = {**known, **{one.value.code: one.value for one in stated}}
    endless = circles({code: region.parent for code, region in tree.items() if region.parent})
    wrong: dict[int, JuanzongError] = {}
    for one in stated:
        region = one.value
        above = tree.get(region.parent)
        if region.code in endless and region.parent in endless:
            wrong[one.line] = InvalidInput(
                f"“{region.name}”往上的各级绕成了一圈，到不了县区。", "请改正这一行或它上级那一行的上级。"
            )
        elif not region.parent and region.kind is not RegionKind.COUNTY:
            wrong[one.line] = InvalidInput(f"“{region.name}”没有写上级。", "只有县区可以没有上级。")
        elif region.parent and above is None:
            wrong[one.line] = InvalidInput(
                f"“{region.name}”的上级“{region.parent}”不在表里。", "请先写上级那一行，或改正上级。"
            )
        elif above is not None and _DEPTH[above.kind] >= _DEPTH[region.kind]:
            wrong[one.line] = InvalidInput(
                f"{REGION_LABELS[region.kind]}“{region.name}”不能属于{REGION_LABELS[above.kind]}“{above.name}”。",
                "请核对级别和上级。",
            )
    return wrong


def _code(values: Mapping[str, object]) -> str:
    return unicodedata.normalize("NFKC", _text(values, "code"))


def _text(values: Mapping[str, object], key: str) -> str:
    return re.sub(r"\s+", "", text_of(values.get(key), HEADINGS.names[key][0]))
