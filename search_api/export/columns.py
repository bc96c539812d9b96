"""The columns an exported table may have: what stands in each, and which hold numbers that are masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.model import Case, Party, Role
from archive.chinese.masks import mask_id, mask_phone
from archive.errors import InvalidInput
from search_api.hits import SearchHit
from search_api.labels import KIND_LABELS

_MAIN = (Role.PETITIONER, Role.APPLICANT)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found, with its case where it has one."""

    number: int
    """From 1, in the order found."""
    hit: SearchHit
    case: Case | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    heading: str
    value: Callable[[Line], object]


def _of_case(value: Callable[[Case], object]) -> Callable[[Line], object]:
    return lambda line: "" if line.case is None else value(line.case)


def _of_parties(value: Callable[[Party], str], *roles: Role) -> Callable[[Line], object]:
    def joined(case: Case) -> str:
        found = (value(party) for party in case.parties if not roles or party.role in roles)
        return "、".join(dict.fromkeys(one for one in found if one))

    return _of_case(joined)


COLUMNS: Mapping[str, Column] = {
    "number": Column("序号", lambda line: line.number),
    "kind": Column("种类", lambda line: KIND_LABELS[line.hit.kind]),
    "id": Column("编号", lambda line: line.hit.id),
    "title": Column("标题", lambda line: line.hit.title),
    "case": Column("案号", lambda line: line.hit.case_no or ""),
    "date": Column("日期", lambda line: line.hit.day),
    "paper": Column("文种", lambda line: line.hit.paper),
    "category": Column("类别", _of_case(lambda case: case.category)),
    "region": Column("属地", _of_case(lambda case: case.region)),
    "party": Column("当事人", _of_parties(lambda party: party.name)),
    "channel": Column("渠道", _of_case(lambda case: label(case.channel) if case.channel else "")),
    "unit": Column("责任单位", _of_case(lambda case: case.duty_unit)),
    "handler": Column("承办人", _of_case(lambda case: case.handler)),
    "outcome": Column("结果", _of_case(lambda case: case.outcome)),
    "amount": Column(
        "金额（元）", _of_case(lambda case: "" if case.amount_fen is None else f"{case.amount_fen / 100:.2f}")
    ),
    "page": Column("页码", lambda line: line.hit.page or ""),
    "snippet": Column("摘录", lambda line: line.hit.snippet),
    "file": Column("文件名", lambda line: line.hit.name),
    "identity": Column("身份证号", _of_parties(lambda party: party.id_number, *_MAIN)),
    "phone": Column("电话", _of_parties(lambda party: party.phone, *_MAIN)),
    "address": Column("住址", _of_parties(lambda party: party.address, *_MAIN)),
    "summary": Column("摘要", _of_case(lambda case: case.summary)),
}
"""By the name of the column, in the order they are listed."""

USUAL = (
    "number", "kind", "id", "title", "case", "date", "paper", "category", "region", "party", "outcome", "snippet"
)  # fmt: skip
"""Columns where nobody chose any."""


def chosen(named: str) -> tuple[str, ...]:
    """The columns named, by name or heading, separated by commas; the usual ones if none. Raises InvalidInput."""
    by_name = {**{name: name for name in COLUMNS}, **{one.heading: name for name, one in COLUMNS.items()}}
    asked = [name for part in named.replace("，", ",").replace("、", ",").split(",") if (name := part.strip())]
    if unknown := [name for name in asked if name not in by_name]:
        raise InvalidInput(f"没有“{'、'.join(unknown)}”这一列。", f"可以选：{listed()}。")
    return tuple(dict.fromkeys(by_name[name] for name in asked)) or USUAL


def listed() -> str:
    """All columns, in Chinese, with their names."""
    return "、".join(f"{one.heading}（{name}）" for name, one in COLUMNS.items())


def headings(columns: Sequence[str]) -> list[str]:
    """What stands above the columns."""
    return [COLUMNS[name].heading for name in columns]


def values(line: Line, columns: Sequence[str], *, masked: bool) -> list[object]:
    """What stands in the columns; identity and telephone numbers starred in every text if ``masked``."""
    found = [COLUMNS[name].value(line) for name in columns]
    return [mask_id(mask_phone(value)) if isinstance(value, str) else value for value in found] if masked else found
