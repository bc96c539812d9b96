"""A terminal on a home of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The program on a fresh home, deaf to the settings of the machine."""
    for name in ("JUANZONG_HOME", "JUANZONG_DATABASE", "JUANZONG_INDEX", "JUANZONG_BROKER", "JUANZONG_ORIGINALS"):
        monkeypatch.delenv(name, raising=False)
    return Terminal(tmp_path / "home", capsys)


@pytest.fixture
def both(terminal: Terminal, record_url: str, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same with its record on SQLite, and on PostgreSQL."""
    monkeypatch.setenv("JUANZONG_DATABASE", record_url)
    return terminal
