"""What commands print: one JSON value, or text for a person; never both."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_FULL_LINE = re.compile(r"^[^\n ]{17,}[^\n。：:；;A-Za-z0-9 ](?=\n[\u3000-\u9fff])", re.MULTILINE)
"""A line of running text that stops where the page did, not where the sentence does. Forms have spaces."""


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
    return (
        console
        if console.is_terminal
        else Console(file=stream or sys.stdout, highlight=False, width=200, soft_wrap=True)
    )


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
    return "".join(character if character.isprintable() or character == "\u3000" else "�" for character in text)


def marked(snippet: str, highlights: Iterable[tuple[int, int]], *, page: bool = False) -> Text:
    """A snippet on one line with the words found in bold red, or in 【】 where there is no colour.

    Args:
        snippet: the text.
        highlights: half-open ranges of it.
        page: its line breaks are those of a page, so a full line goes on in the next without a space.
    """
    text = Text()
    at = 0
    plain = not screen().is_terminal
    shown = [_shown(c) for c in snippet]
    for full in _FULL_LINE.finditer(snippet) if page else ():
        shown[full.end()] = ""
    for start, end in highlights:
        text.append("".join(shown[at:start]))
        found = "".join(shown[start:end])
        text.append(f"【{found}】" if plain else found, style="bold red")
        at = end
    text.append("".join(shown[at:]))
    return text


def indented(text: Text) -> Padding | Text:
    """A paragraph set in; on a terminal its further lines too."""
    return Padding(text, (0, 0, 0, 5)) if screen().is_terminal else Text.assemble("     ", text)


def _shown(c: str) -> str:
    return " " if c.isspace() else c if c.isprintable() else ""
