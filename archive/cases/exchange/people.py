"""Who petitions and whom it is about, from the columns of an office's own table: names, numbers, telephones, homes. Pure.

Such a column names people; it does not say that there are no others. What stood in the case beside them stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.cases.exchange.values import text_of
from archive.cases.model import Party, Role
from archive.chinese.names import normal_name

PEOPLE = "people_columns"
"""Key of a row under which the people of its columns stand, a list of objects like ``parties``."""
RESPONDENTS = "respondents"
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "id_number": ("身份证号", "身份证号码", "公民身份号码", "证件号码", "信访人身份证号", "统一社会信用代码"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "信访人电话"),
    "address": ("住址", "家庭住址", "住所", "联系地址", "通讯地址", "信访人住址", "单位或住址"),
    "gender": ("性别",),
    "ethnicity": ("民族",),
    "occupation": ("职业", "职业或职务"),
}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{f"first.{key}": names for key, names in _DETAILS.items()},
    RESPONDENTS: ("被反映人", "被反映单位", "被反映人（单位）", "被申请人", "被投诉单位"),
}
"""Key to the headings: what the first petitioner's number, telephone … is, and whom it is about."""
_SPLIT = re.compile(r"[、,，;；\n]")
_TOGETHER = re.compile(r"^(.*\S)\s*等\s*(\d{1,6})\s*人$", re.DOTALL)
_ASKING = frozenset({Role.PETITIONER, Role.APPLICANT, Role.REPRESENTATIVE})


def people_of(names: str, cells: Mapping[str, object]) -> tuple[list[dict[str, object]], int | None]:
    """The people of one row, and how many petition together where the column says so (张三等5人).

    Args:
        names: what stands in the column of the petitioners.
        cells: the row's other cells, by the keys of ``COLUMNS``.
    """
    together = _TOGETHER.match(names.strip())
    asking: list[dict[str, object]] = [
        {"name": name.strip()} for name in _SPLIT.split(together[1] if together else names)
    ]
    found = [one for one in asking if one["name"]]
    if found:
        found[0] |= {key.removeprefix("first."): value for key, value in cells.items() if key != RESPONDENTS}
    about = _SPLIT.split(text_of(cells.get(RESPONDENTS, ""), "被反映人"))
    found += [{"name": name.strip(), "role": Role.RESPONDENT.value} for name in about if name.strip()]
    return found, int(together[2]) if together else None


def joined(known: Sequence[Party], stated: Sequence[Party], given: Sequence[Mapping[str, Any]]) -> tuple[Party, ...]:
    """The parties of a case with what a table says of them.

    A person known keeps what the table does not say. Where it names a petitioner the case lacks, its petitioners are
    those of the table; nobody else is taken away.
    """
    by_name = {normal_name(one.name): one for one in reversed(known)}
    said = [_with(by_name.get(normal_name(one.name)), one, row) for one, row in zip(stated, given, strict=True)]
    names = {normal_name(one.name) for one in said}
    new = any(one.role in _ASKING and normal_name(one.name) not in by_name for one in said)
    left = [one for one in known if normal_name(one.name) not in names and not (new and one.role in _ASKING)]
    if new:
        return (*said, *left)
    changed = {normal_name(one.name): one for one in said}
    kept = [changed.pop(normal_name(one.name), one) for one in known]
    return (*kept, *changed.values())


def _with(known: Party | None, stated: Party, row: Mapping[str, Any]) -> Party:
    if known is None:
        return stated
    return replace(known, **{key: getattr(stated, key) for key in row if key not in ("name", "role")})
