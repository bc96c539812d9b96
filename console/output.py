"""What commands print: one JSON value, or text for a person; never both."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

_ANY_LENGTH = 100_000
"""Columns of what is no terminal: nothing is broken or cut there."""


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: a bare ``LANG=C`` must not break a Chinese message."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def print_json(value: Any) -> None:
    """The one JSON value of ``--json``."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def print_error(error: Mapping[str, Any], *, as_json: bool) -> None:
    """An error as the office reads it (on stderr), or as a program does (on stdout)."""
    if as_json:
        print_json({"error": error})
        return
    click.echo(click.style("错误：", fg="red", bold=True) + str(error["message"]), err=True)
    for field in error.get("fields", ()):
        click.echo(f"  · {field['label']}（--set {field['key']}=…）", err=True)
    if error.get("advice"):
        click.echo(f"办法：{error['advice']}", err=True)


def screen(stream: TextIO | None = None) -> Console:
    """A terminal that respects NO_COLOR and pipes; a pipe gets lines of any length."""
    console = Console(file=stream or sys.stdout, highlight=False, soft_wrap=False)
    return console if console.is_terminal else Console(file=stream or sys.stdout, highlight=False, width=_ANY_LENGTH)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table that fits the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(str(cell))) for cell in row))
    screen().print(table)


def printable(text: str) -> str:
    """Text on one line without control characters, so that a file's name cannot steer the terminal."""
    return "".join(character if character.isprintable() else "�" for character in text)


def marked(snippet: str, highlights: Iterable[tuple[int, int]]) -> Text:
    """A snippet on one line with the words found in bold red, or in 【】 where there is no colour."""
    text = Text()
    at = 0
    plain = not screen().is_terminal
    for start, end in highlights:
        text.append(_one_line(snippet[at:start]))
        found = _one_line(snippet[start:end])
        text.append(f"【{found}】" if plain else found, style="bold red")
        at = end
    text.append(_one_line(snippet[at:]))
    return text


def _one_line(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text if c.isprintable() or c.isspace())
