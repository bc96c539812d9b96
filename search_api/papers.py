"""Writes a paper of a case, and files it through the same way in as everything else; what is written becomes a draft."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive import intake
from archive.cases.model import Case
from archive.errors import Conflict
from archive.intake import Received
from archive.new_file import names_like
from archive.originals import Originals
from archive.record.paper import Entry, Origin, Written
from archive.record.record import Record, Transaction
from search_api.served import named_in, to_serve
from templates.generate import Paper, file_name, generate
from templates.life.issuing import RETURN
from templates.life.remains import TAKEN
from templates.office.shelves import SHIPPED, Shelf
from templates.surroundings import Surroundings, from_units


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


@dataclass(frozen=True, slots=True)
class Writing:
    """How a paper is to be written, of a case or of an entry of a register."""

    today: dt.date
    """Its day where none is typed."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Values by the keys of its fields; they win over what the record says."""
    unsigned: bool = False
    """Leave number and date blank, to be put in when it is signed."""
    series: str = ""
    """What stands before the year of its number; empty: as the shelf and the body's letters give it."""
    new: bool = False
    """Begin a new paper beside one of that kind at work."""
    overwrite: bool = False
    """Replace an existing file."""
    taken: Sequence[Mapping[str, Any]] = ()
    """The trace of paragraphs taken from earlier cases (``search_api.offers.take``), frozen with the values."""


def write_paper(
    record: Record,
    originals: Originals,
    template: str,
    case: Case,
    target: Path,
    how: Writing,
    shelf: Shelf = SHIPPED,
) -> Filed:
    """Write a paper to ``target`` (or into it, if it is a folder), record it with its values frozen, and file it.

    It becomes the next draft of the paper of that kind the case has at work, or the first of a new one. Raises what
    ``generate`` raises; nothing is recorded then.
    """
    with record.read() as tx:
        around = from_units(tx.organisation.units(), to_serve(tx, template, case.no, shelf))
    paper = generated(template, case, target, how, around, shelf)
    return file_paper(record, originals, paper, case.no, new=how.new, shelf=shelf, taken=how.taken)


def generated(template: str, case: Case, target: Path, how: Writing, around: Surroundings, shelf: Shelf) -> Paper:
    """The paper, written and not yet recorded. Raises what ``templates.generate.generate`` raises."""
    return generate(
        template, case, target, how.typed, today=how.today, overwrite=how.overwrite, around=around,
        unsigned=how.unsigned, series=how.series, shelf=shelf,
    )  # fmt: skip


def file_paper(
    record: Record,
    originals: Originals,
    paper: Paper,
    of: str | Entry,
    *,
    new: bool = False,
    shelf: Shelf = SHIPPED,
    taken: Sequence[Mapping[str, Any]] = (),
    apart: str = "",
) -> Filed:
    """Keep a paper that was written of a case (by its number) or an entry of a register, and record it as a draft.

    ``apart`` names a case kept apart that a paper of a register speaks of: the file is filed under it.
    """
    case_no = of if isinstance(of, str) else None
    received = intake.receive(record, originals, intake.Found(paper.file), case_no=case_no or apart or None)
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
        owner = tx.cases.id_of(of) if isinstance(of, str) else of
        at_work = None if new else tx.papers.at_work(owner, paper.template)
        paper_id, draft = keep_draft(tx, paper.template, of, owner, written, at_work, shelf)
    return Filed(paper_id, draft, paper, received)


def keep_draft(
    tx: Transaction,
    template: str,
    of: str | Entry,
    owner: int | Entry,
    written: Written,
    at_work: int | None,
    shelf: Shelf,
) -> tuple[int, int]:
    """(id of the paper, number of the draft): the next draft of the paper at work, or the first of a new one.

    ``of`` is a case by its number, ``owner`` the same by its id; an entry of a register is both.
    """
    if at_work is None:
        paper_id, draft = tx.papers.begin(owner, template, written, by=tx.actor, now=tx.now), 1
    else:
        paper_id, draft = at_work, tx.papers.add_draft(tx.papers.lock(at_work), written, by=tx.actor, now=tx.now)
    if isinstance(of, str) and template == RETURN:
        tx.papers.set_serves(paper_id, named_in(tx, template, of, written.values, shelf))
    said = {"template": template, "sha256": written.sha256, "paper": paper_id, "draft": draft}
    tx.log("paper.generate", f"case:{of}" if isinstance(of, str) else f"{of.register}:{of.name}", after=said)
    tx.log("paper.draft", f"paper:{paper_id}", after=said)
    return paper_id, draft


def write_next(
    record: Record,
    originals: Originals,
    template: str,
    case: Case,
    folder: Path,
    how: Writing,
    shelf: Shelf = SHIPPED,
) -> Filed:
    """Like ``write_paper`` into ``folder``, under a name of its own: an issued paper is superseded, never replaced."""

    def write(target: Path) -> Filed:
        return write_paper(record, originals, template, case, target, how, shelf)

    return under_a_free_name(write, folder, file_name(case, shelf.entry(template).title))


def under_a_free_name(write: Callable[[Path], Filed], folder: Path, plain: str) -> Filed:
    """Write under the first name like ``plain`` that is not taken in the folder."""
    for name in names_like(plain):
        try:
            return write(folder / name)
        except Conflict as refused:
            if refused.error_code != "file_exists":
                raise
    raise AssertionError  # names do not end
