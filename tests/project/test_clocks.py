"""The table of clocks that people read is the one the program counts by."""

from __future__ import annotations

import re
from pathlib import Path

from archive.cases.clocks.lights import LIGHT_LABELS
from archive.cases.clocks.rules import of_office
from tests.project.tree import read
from tools.docs.clocks import TARGET, page


def test_the_clock_table_is_the_programs_own() -> None:
    """A table that says another number of days than the program counts is worse than none."""
    assert TARGET.read_text("utf-8") == page(), "run: python -m tools.docs.clocks"


def test_the_clocks_file_of_the_guide_is_taken(tmp_path: Path) -> None:
    """It is copied with other values."""
    (example,) = re.findall(r"```toml\n(.*?)```", read("docs/guide/11-clocks.md"), re.DOTALL)
    (tmp_path / "clocks.toml").write_text(example, "utf-8")

    clocks = of_office(tmp_path / "clocks.toml")

    admission = clocks.rule("REVIEW_ADMISSION")
    assert admission is not None
    assert (admission.on, admission.length, clocks.lights.yellow_days) == (True, 5, 7)


def test_every_light_is_explained() -> None:
    """A clerk who reads 期满 in the list finds here what it means."""
    (body,) = re.findall(r"^\| 灯 \|.*\n\|[-|]+\n((?:\|.*\n)+)", read("docs/guide/11-clocks.md"), re.MULTILINE)

    named = re.findall(r"^\| ([^|]+) \|", body, re.MULTILINE)

    assert {light for cell in named for light in cell.split("、")} == set(LIGHT_LABELS.values())
