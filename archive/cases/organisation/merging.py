"""Rows of a table of the office against what is known already: what is new, what changes, what is refused. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive.errors import InvalidInput, JuanzongError
from archive.sheets.files import BadRow, Remark, Row, take_each

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """What a row states."""

    line: int
    value: T


@dataclass(slots=True)
class Reading(Generic[T]):
    """The rows of a table, read."""

    stated: list[Stated[T]]
    refused: list[BadRow]
    notes: list[str]

    def refuse(self, wrong: Mapping[int, JuanzongError]) -> None:
        """Drop the rows of these lines, each with its error."""
        self.refused += [BadRow(line, error) for line, error in sorted(wrong.items())]
        self.stated = [one for one in self.stated if one.line not in wrong]


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """A table after the rows of a file."""

    listed: tuple[T, ...]
    """All of it; what was known keeps its order, what is new comes behind."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def differs(self) -> bool:
        """True if it is not what was known."""
        return bool(self.added or self.changed or self.removed)


def read_rows(
    rows: Iterable[Row | BadRow | Remark], read: Callable[[Mapping[str, object]], T], key: Callable[[T], str], what: str
) -> Reading[T]:
    """Read each row by ``read``; a bad one, and one that contradicts an earlier row of the same key, is refused."""
    seen: dict[str, Stated[T]] = {}

    def take(row: Row) -> None:
        value = read(row.values)
        before = seen.setdefault(key(value), Stated(row.line, value))
        if before.value != value:
            told = f"{what}“{key(value)}”与第 {before.line} 行重复，内容不同。"
            raise InvalidInput(told, "请只留正确的一行。")

    taken = take_each(rows, take)
    return Reading(list(seen.values()), list(taken.refused), list(taken.notes))


def merge(
    known: Sequence[T], stated: Sequence[Stated[T]], key: Callable[[T], str], *, replacing: bool = False
) -> Merged[T]:
    """The table with what the rows state; ``replacing`` drops what no row names."""
    before = {key(value): value for value in known}
    after = {key(one.value): one.value for one in stated}
    gone = [name for name in before if name not in after] if replacing else []
    return Merged(
        listed=(
            *(after.get(name, value) for name, value in before.items() if name not in gone),
            *(value for name, value in after.items() if name not in before),
        ),
        added=tuple(name for name in after if name not in before),
        changed=tuple(name for name, value in after.items() if name in before and before[name] != value),
        removed=tuple(gone),
        unchanged=sum(name in before and before[name] == value for name, value in after.items()),
    )


def circles(above: Mapping[str, str]) -> set[str]:
    """The names from which the way up never ends; ``above`` names what stands above each."""
    endless: set[str] = set()
    for start in above:
        seen: set[str] = set()
        name = start
        while name in above and name not in seen and name not in endless:
            seen.add(name)
            name = above[name]
        if name in seen or name in endless:
            endless.update(seen)
    return endless
