"""Decisions in tables: rows under a heading that names its columns (事项、责任单位、责任人、完成时限), whatever their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TASK, UNIT, PERSON, DUE, OTHER = "task", "unit", "person", "due", "other"
_COLUMNS = (
    (
        OTHER,
        re.compile(
            r"序号|编号|号|备注|进展|(?:配合|协办|协同|参与|督办)(?:单位|部门|领导|人)?|存在问题|责任领导|包案领导"
        ),
    ),
    (PERSON, re.compile(r"(?:责任|负责|承办|经办|落实|联系|具体)人(?:员)?(?:姓名)?|(?:责任|牵头)领导")),
    (UNIT, re.compile(r"(?:责任|牵头|承办|主办|落实|负责|办理|主责)?(?:单位|部门|主体)")),
    (DUE, re.compile(r"(?:完成|办结|办理|整改|落实|截止)?(?:时限|时间|期限|日期)(?:要求)?")),
    (
        TASK,
        re.compile(
            r"(?:议定|决定|研究|工作|具体|整改|主要|交办|会议)?(?:事项|任务|内容|措施|要求|意见|工作|决定)(?:内容)?"
        ),
    ),
)
_LEADER = re.compile(r"(?:责任|牵头|包案)领导")
_CELL = re.compile(r"[^ \n]+")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where its cells stand; a column that is not there is None."""

    task: tuple[int, int]
    unit: tuple[int, int] | None
    person: tuple[int, int] | None
    due: tuple[int, int] | None


def table_rows(text: str) -> Iterator[Row]:
    """The rows of the first table with columns for what is to be done and by whom or by when."""
    columns: list[str] = []
    for line in _LINE.finditer(text):
        cells = [cell.span() for cell in _CELL.finditer(text, line.start(), line.end())]
        if not columns:
            named = _named(text, cells)
            columns = named if TASK in named and (UNIT in named or DUE in named) else []
            continue
        row = _row(text, cells, columns)
        if row is None:
            return
        yield row


def _named(text: str, cells: Sequence[tuple[int, int]]) -> list[str]:
    """What each cell of a heading names; nothing if one names no column."""
    if len(cells) < 2:
        return []
    named = []
    for start, end in cells:
        kind = next((kind for kind, sign in _COLUMNS if sign.fullmatch(text, start, end)), None)
        if kind is None:
            return []
        named.append(kind)
    if PERSON not in named:
        named = [PERSON if _LEADER.fullmatch(text, *cell) else kind for kind, cell in zip(named, cells, strict=True)]
    return named


def _row(text: str, cells: Sequence[tuple[int, int]], columns: Sequence[str]) -> Row | None:
    if len(cells) == len(columns) + 1 and text[slice(*cells[0])].isdecimal():
        cells = cells[1:]
    if len(cells) + 1 == len(columns) and columns[0] == OTHER and not text[cells[0][0]].isdecimal():
        columns = columns[1:]
    if len(cells) != len(columns):
        return None
    found: dict[str, tuple[int, int]] = {}
    for kind, cell in zip(columns, cells, strict=True):
        if kind != OTHER:
            found.setdefault(kind, cell)
    task = found[TASK]
    return Row(task, found.get(UNIT), found.get(PERSON), found.get(DUE)) if task[1] - task[0] >= _LEAST else None


_LEAST = 4
