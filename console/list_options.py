"""What commands that list have alike: how many lines a screen shows, and the whole list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def limit(shown: int) -> Decorator:
    """``--limit``: at most so many lines."""
    return click.option(
        "--limit", type=click.IntRange(1), metavar="条数", default=shown, show_default=True, help="最多显示几行。"
    )


OFFSET = click.option("--offset", type=click.IntRange(0), metavar="条数", default=0, help="跳过前面几行。")


def spreadsheet(told: str = "写成表格。") -> Decorator:
    """``--out``: where the list goes as XLSX; the help says what of it."""
    return click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="文件.xlsx", help=told)
