"""One rule for every file that a command is given to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import cli
from tests.office import Terminal

READING = (
    ("ingest", "{}"),
    ("case", "import", "{}"),
    ("dispatch", "batch", "{}"),
    ("evaluate", "--queries", "{}", "--qrels", "{}"),
    ("generate", "reply", "--cases", "{}", "--out", "/no/such/folder"),
    ("generate", "reply", "--from-xlsx", "{}", "--out", "/no/such/folder"),
    ("holidays", "import", "{}"),
    ("law", "import", "{}"),
    ("meeting", "import", "{}"),
    ("office", "units", "import", "{}"),
    ("paper", "check", "{}"),
    ("precedents", "--text-file", "{}"),
    ("reception", "roster", "import", "{}"),
    ("search", "--queries", "{}"),
    ("template", "add", "{}"),
    ("weekly", "report", "{}"),
)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_file_that_is_not_there_is_a_failure_not_wrong_use(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """A script that retries what failed, and mails its author what was called wrongly, must tell the two apart."""
    given = [one.format("/no/such/file.xlsx") for one in arguments]

    error = terminal.json(*given, code=1)["error"]

    assert error["code"] == "no_such_path"
    assert "/no/such/file.xlsx" in error["message"]
    assert error["advice"]


def test_a_folder_where_a_file_is_wanted_is_the_same(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.json("case", "import", str(tmp_path), code=1)["error"]["code"] == "no_such_path"


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (inner := command.get_command(context, name)) is not None:
                yield from _commands(inner, (*path, name))


def test_no_command_leaves_it_to_click() -> None:
    """click answers 2, as for a misspelt option."""
    asking = [
        (*path, parameter.name)
        for path, command in _commands(cli.juanzong)
        for parameter in command.params
        if isinstance(parameter.type, click.Path) and parameter.type.exists
    ]

    assert asking == []
