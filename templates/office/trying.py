"""A template tried on an invented case, or on a real one, without a trace in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archive.cases.model import Case
from archive.errors import MissingFields
from templates.context import values_for
from templates.fill import open_template
from templates.office.sample_case import SAMPLE, TOWN
from templates.office.shelves import held
from templates.office.store import Declared
from templates.overrides import fill_in
from templates.shelf import OWN_GROUP, FieldSpec, ShelfEntry
from templates.surroundings import Surroundings

_AROUND: Final = Surroundings(
    office="方正县信访局",
    review_units={TOWN: "方正县人民政府", "方正县人民政府": "松江市人民政府"},
    letters={TOWN: "松信"},
)
_DAY: Final = dt.date(2022, 6, 20)


@dataclass(frozen=True, slots=True)
class Tried:
    """A preview."""

    data: bytes
    case_no: str
    examples: tuple[str, ...]
    """Labels of the fields the case lacks, which were filled with examples."""
    notes: tuple[str, ...]


def tried(file: Path, declared: Declared, fields: Sequence[FieldSpec], case: Case | None, *, today: dt.date) -> Tried:
    """A paper of that template, its number left open. Raises TemplateError, InvalidInput."""
    paper = replace(
        ShelfEntry("preview", declared.title, "", (), declared.series, "", tuple(fields), file),
        layout=declared.layout, group=OWN_GROUP, version=1,
    )  # fmt: skip
    typed: dict[str, str] = {}
    for _ in range(len(fields) + 2):
        try:
            context = values_for(paper, fill_in(case or SAMPLE, typed, paper), today if case else _DAY, _AROUND)
            data = open_template(file).fill(held(paper, context.values))
            labels = tuple(paper.field(key).label for key in typed)
            return Tried(data, (case or SAMPLE).no, labels, context.notes)
        except MissingFields as missing:
            typed |= {key: _example(paper.field(key), today) for key, _ in missing.fields}
    raise AssertionError(f"{file.name} still lacks {typed}")


def _example(spec: FieldSpec, today: dt.date) -> str:
    """What is put where the case has nothing."""
    by_form = {"day": today.isoformat(), "number": "某信函字〔2022〕1号", "money": "10000元"}
    return spec.example or by_form.get(spec.form, f"（{spec.label}）")
