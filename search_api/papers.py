"""Writes a paper of a case, and files it through the same way in as everything else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive import intake
from archive.cases.model import Case
from archive.errors import Conflict
from archive.intake import Received
from archive.new_file import names_like
from archive.originals import Originals
from archive.papers.life import PaperState
from archive.record.papers import Origin, Written
from archive.record.record import Record, Transaction
from templates.generate import Paper, file_name, generate
from templates.life.remains import TAKEN
from templates.office.shelves import SHIPPED, Shelf
from templates.surroundings import from_units

_TO_SERVE: Final = frozenset({PaperState.SIGNED, PaperState.SEALED, PaperState.ISSUED})


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper that was written, recorded and kept."""

    id: int
    """Its number in the record."""
    draft: int
    """Which draft of it this is, from 1."""
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
    unsigned: bool = False,
    series: str = "",
    new: bool = False,
    shelf: Shelf = SHIPPED,
    taken: Sequence[Mapping[str, Any]] = (),
) -> Filed:
    """Write a paper to ``target`` (or into it, if it is a folder), record it with its values frozen, and file it.

    It becomes the next draft of the paper of that kind the case has at work, or the first of a new one. ``unsigned``
    and ``series`` as ``templates.generate.generate`` takes them; ``new`` begins a new paper beside one at
    work; ``taken`` is the trace of paragraphs taken from earlier cases (``search_api.offers.take``), frozen with the
    values. Raises what ``generate`` raises; nothing is recorded then.
    """
    with record.read() as tx:
        around = from_units(tx.organisation.units(), _given(tx, template, case.no, shelf))
    paper = generate(
        template, case, target, overrides, today=today, overwrite=overwrite, around=around, unsigned=unsigned, series=series,
        shelf=shelf,
    )  # fmt: skip
    received = intake.receive(record, originals, intake.Found(paper.file), case_no=case.no)
    traced = {TAKEN: list(taken)} if taken else {}
    written = Written(
        Origin.GENERATED,
        str(paper.file),
        paper.sha256,
        json.loads(json.dumps({**paper.fields, **traced}, ensure_ascii=False, default=str)),
        paper.template_version,
        received.document_id,
    )
    with record.write() as tx:
        case_id = tx.cases.id_of(case.no)
        at_work = None if new else tx.papers.at_work(case_id, template)
        if at_work is None:
            paper_id, draft = tx.papers.begin(case_id, template, written, by=tx.actor, now=tx.now), 1
        else:
            paper_id = at_work
            draft = tx.papers.add_draft(tx.papers.lock(at_work), written, by=tx.actor, now=tx.now)
        said = {"template": paper.template, "sha256": paper.sha256, "paper": paper_id, "draft": draft}
        tx.log("paper.generate", f"case:{case.no}", after=said)
        tx.log("paper.draft", f"paper:{paper_id}", after=said)
    return Filed(paper_id, draft, paper, received)


def _given(tx: Transaction, template: str, no: str, shelf: Shelf) -> dict[str, Any]:
    """What a paper takes from the other papers of its case: a service return, those that are still to be served."""
    if template != "service-return":
        return {}
    due = [
        paper for paper in tx.papers.of_case(no) if paper.state in _TO_SERVE and shelf.entry(paper.template).served_on
    ]  # fmt: skip
    return {"papers": [{"name": shelf.title(one.template), "number": one.number, "copies": "1"} for one in due]}


def write_next(
    record: Record,
    originals: Originals,
    template: str,
    case: Case,
    folder: Path,
    overrides: Mapping[str, str],
    *,
    today: dt.date,
    unsigned: bool = False,
    series: str = "",
    new: bool = False,
    shelf: Shelf = SHIPPED,
    taken: Sequence[Mapping[str, Any]] = (),
) -> Filed:
    """Like ``write_paper`` into ``folder``, under a name of its own: an issued paper is superseded, never replaced."""
    plain = file_name(case, shelf.entry(template).title)
    for name in names_like(plain):
        try:
            return write_paper(
                record, originals, template, case, folder / name, overrides,
                today=today, unsigned=unsigned, series=series, new=new, shelf=shelf, taken=taken,
            )  # fmt: skip
        except Conflict as refused:
            if refused.error_code != "file_exists":
                raise
    raise AssertionError  # names do not end
