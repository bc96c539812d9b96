"""Template + case → a Word document, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from archive.cases.model import Case
from archive.new_file import write_new
from templates import blanks
from templates.context import values_for
from templates.fill import open_template
from templates.office.shelves import SHIPPED, Shelf, held
from templates.overrides import fill_in
from templates.surroundings import NOTHING, Surroundings

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was written, with everything that made it."""

    file: Path
    template: str
    title: str
    template_version: str
    """SHA-256 of the Word template."""
    fields: Mapping[str, Any]
    """Every value as it was printed; nothing but text, numbers, lists and mappings, so it can be kept as JSON."""
    sha256: str
    """Of the file's bytes."""
    notes: tuple[str, ...] = ()
    """What the office should know, in Chinese: assumptions made, doubts, characters taken out."""


def generate(
    template: str,
    case: Case,
    out: Path,
    overrides: Mapping[str, str] = _NONE,
    *,
    today: dt.date,
    overwrite: bool = False,
    shelf: Shelf = SHIPPED,
    around: Surroundings = NOTHING,
    unsigned: bool = False,
    series: str = "",
) -> Paper:
    """Write the paper ``template`` of ``case`` to ``out`` (or into it, if it is a folder).

    Args:
        template: name on the shelf, such as ``reply``.
        case: the case as the record holds it.
        out: the file to write; its folder is made if need be.
        overrides: values by the keys of ``fields_of``; they win over the case.
        today: date of the paper where none is given.
        overwrite: replace an existing file; otherwise it is a Conflict.
        shelf: the papers there are.
        around: what the office knows beside the case: its own name, who reviews whom, rows of a register.
        unsigned: leave number and date blank, to be put in when it is signed.
        series: what stands before the year of that number; empty: as the shelf and the body's letters give it.

    Raises:
        NotFound: no such paper.
        InvalidInput: an unknown key, a value of the wrong form, dates out of order.
        MissingFields: required values are missing, all of them named; nothing was written.
        TemplateError: the Word template is damaged.
        Conflict: ``out`` exists.
    """
    made = compose(template, case, overrides, today=today, shelf=shelf, around=around, unsigned=unsigned, series=series)
    target = out / file_name(case, made.title) if out.is_dir() else out
    write_new(target, made.data, overwrite=overwrite)
    return made.at(target)


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper that is whole, and not yet written anywhere."""

    data: bytes
    template: str
    title: str
    template_version: str
    fields: Mapping[str, Any]
    notes: tuple[str, ...]

    def at(self, file: Path) -> Paper:
        """The paper, once it was written to ``file``."""
        sha256 = hashlib.sha256(self.data).hexdigest()
        return Paper(file, self.template, self.title, self.template_version, self.fields, sha256, self.notes)


def compose(
    template: str,
    case: Case,
    overrides: Mapping[str, str] = _NONE,
    *,
    today: dt.date,
    shelf: Shelf = SHIPPED,
    around: Surroundings = NOTHING,
    unsigned: bool = False,
    series: str = "",
) -> Composed:
    """The paper ``template`` of ``case`` as bytes; arguments and errors as of ``generate``, which writes it."""
    paper = shelf.in_use(template)
    if unsigned:
        context = blanks.values_for_unsigned(paper, case, overrides, today, around, series)
    else:
        context = values_for(paper, fill_in(case, overrides, paper), today, around)
    word = open_template(paper.file)
    return Composed(
        word.fill(held(paper, context.values)), template, paper.title, word.version, context.values, context.notes
    )


def file_name(case: Case, title: str) -> str:
    """``XF202205-0012 信访事项答复意见书.docx``: number and title made safe for every file system."""
    return f"{safe_name(case.no)} {safe_name(title)}.docx".strip()


def safe_name(text: str) -> str:
    """``text`` as part of a file's name: no folder, no device, never longer than 120 bytes."""
    named = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", text).strip(" .")
    return named.encode(errors="ignore")[:120].decode(errors="ignore").strip(" .")
