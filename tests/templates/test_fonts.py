"""Missing fonts are told: a program shows others without a word."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from templates.gongwen.fonts import FONTS, substitutes


def _fontconfig(folder: Path, script: str) -> None:
    program = folder / "fc-match"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_what_is_shown_instead_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fontconfig(tmp_path, "printf 'Noto Serif CJK SC,思源宋体'")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert substitutes() == dict.fromkeys(FONTS, "Noto Serif CJK SC")


def test_installed_fonts_are_known_by_either_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fontconfig(tmp_path, 'case "$3" in 宋体) printf "SimSun,宋体";; 黑体) printf SimHei;; *) printf "%s" "$3";; esac')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert substitutes() == {}


def test_without_fontconfig_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert substitutes() is None
