"""The clocks against the articles: one situation a row of articles.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from archive.cases.clocks.deadline import Deadline
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.holidays import shipped_calendar
from archive.cases.clocks.rules import shipped
from tests.archive.cases.clocks.situations import case

_TABLE = Path(__file__).parent / "articles.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text("utf-8"))["row"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One deadline as a row states it."""

    code: str
    start: dt.date
    raw: dt.date
    rest: dict[str, str]

    @classmethod
    def read(cls, line: str) -> Expected:
        code, start, raw, *rest = line.split()
        return cls(code, dt.date.fromisoformat(start), dt.date.fromisoformat(raw), dict(x.split("=", 1) for x in rest))

    def differences(self, found: Deadline) -> list[str]:
        wanted = {
            "due_raw": self.raw,
            "due_rolled": dt.date.fromisoformat(self.rest.get("rolled", str(self.raw))),
            "paused_days": int(self.rest.get("paused", 0)),
            "extended_days": int(self.rest.get("extended", 0)),
            "met": dt.date.fromisoformat(self.rest["met"]) if "met" in self.rest else None,
        }
        wrong = [
            f"{key}: {getattr(found, key)}, not {value}"
            for key, value in wanted.items()
            if getattr(found, key) != value
        ]
        if not found.cancelled.startswith(self.rest.get("off", "")) or bool(found.cancelled) != ("off" in self.rest):
            wrong.append(f"cancelled: {found.cancelled!r}")
        for key in ("basis", "body"):
            if key in self.rest and getattr(found, key) != self.rest[key]:
                wrong.append(f"{key}: {getattr(found, key)!r}")
        return wrong


def deadlines(row: dict[str, Any]) -> list[Deadline]:
    rules = [replace(rule, on=True) if rule.code in row.get("on", []) else rule for rule in shipped().rules]
    return list(deadlines_of(case(row["events"], row.get("case")), rules, shipped_calendar()))


@pytest.mark.parametrize("row", ROWS, ids=range(1, len(ROWS) + 1))
def test_the_clocks_follow_the_article(row: dict[str, Any]) -> None:
    """A wrong day costs a petitioner his remedy, or the office its reply in time."""
    found = deadlines(row)

    for line in row.get("due", []):
        expected = Expected.read(line)
        same = [one for one in found if (one.code, one.start) == (expected.code, expected.start)]
        matching = [one for one in same if not expected.differences(one)]
        assert len(matching) == 1, (row["what"], line, [expected.differences(one) for one in same], found)


@pytest.mark.parametrize("row", [row for row in ROWS if "none" in row])
def test_no_clock_runs_that_the_article_does_not_know(row: dict[str, Any]) -> None:
    """A review time without service closes a matter whose petitioner never saw the reply."""
    codes = [one.code for one in deadlines(row)]

    assert [line for line in row["none"] if codes.count(line.split()[0]) >= int([*line.split(), "1"][1])] == []


def test_the_table_is_large_and_names_its_articles() -> None:
    """Issue 4 asks for 60; a row without its article cannot be reviewed."""
    assert len(ROWS) >= 60
    assert [row["what"] for row in ROWS if not row.get("article", "").strip()] == []
    assert [row["what"] for row in ROWS if not (row.get("due") or row.get("none"))] == []


def test_every_rule_has_a_situation() -> None:
    """A clock that no row mentions was never held to its article."""
    told = {line.split()[0] for row in ROWS for line in row.get("due", [])}

    assert {rule.code for rule in shipped().rules} - told == {"HEARING_HOLD"}
