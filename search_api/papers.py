"""Writes a paper of a case, and files it through the same way in as everything else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive import intake
from archive.cases.model import Case
from archive.errors import Conflict
from archive.intake import Received
from archive.originals import Originals
from archive.record.record import Record
from templates.generate import Paper, file_name, generate
from templates.shelf import entry
from templates.surroundings import from_units


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper that was written, recorded and kept."""

    id: int
    """Its number in the record."""
    paper: Paper
    received: Received
    """Its way in; pending if it has still to be read so that it can be found."""


def write_paper(
    record: Record,
    originals: Originals,
    template: str,
    case: Case,
    target: Path,
    overrides: Mapping[str, str],
    *,
    today: dt.date,
    overwrite: bool = False,
) -> Filed:
    """Write a paper to ``target`` (or into it, if it is a folder), record it with its values frozen, and file it.

    Raises what ``templates.generate.generate`` raises; nothing is recorded then.
    """
    with record.read() as tx:
        around = from_units(tx.organisation.units())
    paper = generate(template, case, target, overrides, today=today, overwrite=overwrite, around=around)
    received = intake.receive(record, originals, intake.Found(paper.file), case_no=case.no)
    with record.write() as tx:
        paper_id = tx.papers.add(
            tx.cases.id_of(case.no),
            template=paper.template,
            template_version=paper.template_version,
            values=json.loads(json.dumps(paper.fields, ensure_ascii=False, default=str)),
            file=str(paper.file),
            sha256=paper.sha256,
            document_id=received.document_id,
            now=tx.now,
        )
        tx.log("paper.generate", f"case:{case.no}", after={"template": paper.template, "sha256": paper.sha256})
    return Filed(paper_id, paper, received)


def write_next(
    record: Record,
    originals: Originals,
    template: str,
    case: Case,
    folder: Path,
    overrides: Mapping[str, str],
    *,
    today: dt.date,
) -> Filed:
    """Like ``write_paper`` into ``folder``, under a name of its own: an issued paper is superseded, never replaced."""
    plain = Path(file_name(case, entry(template).title))
    number = 1
    while True:
        name = plain.name if number == 1 else f"{plain.stem}（{number}）{plain.suffix}"
        try:
            return write_paper(record, originals, template, case, folder / name, overrides, today=today)
        except Conflict as taken:
            if taken.error_code != "file_exists":
                raise
            number += 1
