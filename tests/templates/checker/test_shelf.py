"""The office's own papers: what the shelf writes, the checker must have nothing to say about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.model import AppealRoute, Case, MatterClass
from archive.errors import InvalidInput, MissingFields
from templates import Paper, generate, papers
from templates.checker.check import check
from templates.shelf import ShelfEntry
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY

LATER = dt.date(2022, 12, 20)
CASES: tuple[Case, ...] = (
    HOMESTEAD,
    MUSHROOMS,
    replace(HOMESTEAD, appeal_route=AppealRoute.ADMIN_PROCEDURE),
    replace(HOMESTEAD, matter_class=MatterClass.SUGGESTION),
    replace(HOMESTEAD, reply=replace(HOMESTEAD.reply, signed_on=None)),
)


def _written(paper: ShelfEntry, folder: Path) -> list[Paper]:
    """The paper of every sample case it is for, its missing values filled with the shelf's own examples."""
    made = []
    for number, case in enumerate(CASES):
        for today in (TODAY, LATER):
            out = folder / f"{number}-{today}.docx"
            typed: dict[str, str] = {}
            for _ in range(3):
                try:
                    made.append(generate(paper.name, case, out, typed, today=today))
                except MissingFields as missing:
                    typed |= {key: paper.field(key).example for key, _ in missing.fields}
                    continue
                except InvalidInput:
                    pass
                break
    return made


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.name)
def test_the_checker_finds_nothing_in_a_paper_of_the_shelf(paper: ShelfEntry, tmp_path: Path) -> None:
    """A stranger with a ruler finds nothing to correct, and neither does our own ruler."""
    made = _written(paper, tmp_path)

    assert made, "no sample case suits this paper"
    for one in made:
        said = [
            f"{f.rule.id} {f.paragraph.place if f.paragraph else ''} {f.paragraph.words if f.paragraph else ''} {f.found}"
            for f in check(one.file).findings
        ]
        assert said == [], one.file.name
