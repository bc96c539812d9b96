"""Which papers are to be written: one order a paper, from a sheet or a list of case numbers."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import InvalidInput
from archive.originals import unreadable
from archive.sheets.files import BadRow


@dataclass(frozen=True, slots=True)
class Order:
    """One paper to be written."""

    row: int
    """Of the sheet or list, from 1."""
    case_no: str
    values: Mapping[str, str] = field(default_factory=dict)
    """What is typed for it, by the keys of the paper's fields."""
    nth: int = 1
    """The how many-th paper of this case in the sheet."""

    def name(self, template: str) -> str:
        """What tells this paper from all others of the folder, whichever row it stands in."""
        return "\x1f".join((template, self.case_no, str(self.nth)))

    def digest(self) -> str:
        """Of what is typed: differs once somebody corrects the row."""
        typed = json.dumps(dict(sorted(self.values.items())), ensure_ascii=False)
        return hashlib.sha256(typed.encode()).hexdigest()[:32]


def numbered(orders: Iterable[Order | BadRow]) -> Iterator[Order | BadRow]:
    """The orders with those of one case counted."""
    seen: Counter[str] = Counter()
    for one in orders:
        if isinstance(one, Order):
            seen[one.case_no] += 1
            yield Order(one.row, one.case_no, one.values, seen[one.case_no])
        else:
            yield one


def each_once(numbers: Iterable[tuple[int, str]], values: Mapping[str, str]) -> Iterator[Order | BadRow]:
    """One order a case, with the same values; a case named again is refused with the row it stood in before."""
    first: dict[str, int] = {}
    for row, number in numbers:
        if number in first:
            error = InvalidInput(
                f"{number} 在第 {first[number]} 行已经写过。", "一个案件只写一份；要写几份的，请用表格（--from-xlsx）。",
                code="case_twice",
            )  # fmt: skip
            yield BadRow(row, error)
        else:
            first[number] = row
            yield Order(row, number, values)


def listed(path: Path) -> Iterator[tuple[int, str]]:
    """(line, case number) of each line of a text file; empty lines and those beginning with ``#`` are left out.

    Raises ReadError if the file cannot be read, InvalidInput if it is no text.
    """
    try:
        with path.open("rb") as file:
            for line, raw in enumerate(file, 1):
                number = _decoded(raw, path, line).strip("\ufeff \t\r\n")
                if number and not number.startswith("#"):
                    yield line, number
    except OSError as problem:
        raise unreadable(path, problem) from problem


def _decoded(raw: bytes, path: Path, line: int) -> str:
    if b"\0" not in raw:
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise InvalidInput(
        f"{path.name} 第 {line} 行不是文字。",
        "请给出每行一个案件编号的文本文件；表格请用 --from-xlsx。",
        code="no_list",
    )


def merged(order: Order, common: Mapping[str, str]) -> Order:
    """The order with values that hold for all papers; what its own row says wins."""
    return Order(order.row, order.case_no, {**common, **order.values}, order.nth) if common else order
