"""What every import of a table says at its end: the rows that were refused, what is worth looking at, the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from archive.sheets.files import BadRow
from console.output import print_table


def refused_json(refused: Iterable[BadRow]) -> list[dict[str, Any]]:
    """Each refused row: its line, the reason, and what to do."""
    return [{"line": one.line, "reason": one.error.message, "advice": one.error.advice} for one in refused]


def show_left(refused: Sequence[BadRow], notes: Iterable[str]) -> None:
    """Say which rows were refused and why, and what is worth looking at."""
    if refused:
        print_table(("行", "原因", "办法"), ((one.line, one.error.message, one.error.advice) for one in refused))
    for note in notes:
        click.echo(f"请留意：{note}")


def exit_code(read: int, refused: Sequence[BadRow]) -> int:
    """1 if there were rows and none of them was taken."""
    return 1 if refused and len(refused) == read else 0
