"""An office in a folder, for tests that work on a real record, index and originals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import cli
from archive import settings
from console.office import Office


@contextmanager
def office_in(folder: Path, **overrides: Any) -> Iterator[Office]:
    """An office whose data lies in ``folder``; ``overrides`` replace settings."""
    office = Office(replace(settings.load({"HOME": str(folder)}, folder / "home"), **overrides))
    try:
        yield office
    finally:
        office.close()


class Terminal:
    """Runs the program as a person would, in this process, on one home."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """(exit code, standard output, standard error) of one command."""
        self._capsys.readouterr()
        code = cli.run(["--home", str(self.home), *arguments])
        captured = self._capsys.readouterr()
        return code, captured.out, captured.err

    def json(self, *arguments: str, code: int = 0) -> Any:
        """The JSON value of one command, which must exit with ``code`` and print nothing else."""
        exit_code, out, _ = self.run(*arguments, "--json")
        assert exit_code == code, out
        return json.loads(out)
