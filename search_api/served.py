"""Which papers a service return (送达回证) is for: those its rows name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from archive.errors import InvalidInput
from archive.papers.life import PaperState
from archive.record.paper import PaperRecord
from archive.record.record import Transaction
from templates.checks import fold_brackets
from templates.life.issuing import RETURN
from templates.office.shelves import Shelf

_TO_SERVE: Final = frozenset({PaperState.SIGNED, PaperState.SEALED, PaperState.ISSUED})


def to_serve(tx: Transaction, template: str, no: str, shelf: Shelf) -> dict[str, Any]:
    """What a service return says if nobody types it: the papers of its case that are still to be served."""
    if template != RETURN:
        return {}
    due = [paper for paper in served_papers(tx, no, shelf) if paper.state in _TO_SERVE]
    return {"papers": [row_of(paper, shelf) for paper in due]}


def stated_rows(tx: Transaction, template: str, no: str, papers: Sequence[PaperRecord], shelf: Shelf) -> dict[str, str]:
    """What is typed into a service return for some papers of its case alone.

    Raises InvalidInput (``not_served``) for another kind of paper, and for papers of other cases or served on nobody.
    """
    if not papers:
        return {}
    known = {paper.id for paper in served_papers(tx, no, shelf) if paper.state in _TO_SERVE | {PaperState.SERVED}}
    wrong = [paper for paper in papers if paper.id not in known]
    if template != RETURN or wrong:
        what = f"公文 {wrong[0].id} " if wrong else f"“{shelf.title(template)}”"
        raise InvalidInput(
            f"{what}{'不是这个案件已签发、要送达的公文' if wrong else '不是送达回证'}。",
            "--serves 只用于送达回证（service-return），写同一案件里已签发、要送达给人的公文。",
            code="not_served",
        )
    return {"papers": "\n".join("｜".join(row_of(paper, shelf).values()) for paper in papers)}


def row_of(paper: PaperRecord, shelf: Shelf) -> dict[str, str]:
    """The row of a service return that names a paper."""
    return {"name": shelf.title(paper.template), "number": paper.number, "copies": "1"}


def named_in(tx: Transaction, template: str, no: str, values: Mapping[str, Any], shelf: Shelf) -> list[int]:
    """Ids of the papers the rows of a service return name, by their numbers, or by title where there is no number."""
    rows = values.get("papers") if template == RETURN else None
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return []
    papers = [paper for paper in served_papers(tx, no, shelf) if paper.state is not PaperState.VOID]
    return [paper.id for row in rows for paper in papers if _names(row, paper, shelf)]


def served_papers(tx: Transaction, no: str, shelf: Shelf) -> list[PaperRecord]:
    """The papers of a case that are served on somebody, oldest first."""
    return [paper for paper in tx.papers.of_case(no) if shelf.entry(paper.template).served_on]


def _names(row: Mapping[str, Any], paper: PaperRecord, shelf: Shelf) -> bool:
    number = fold_brackets(str(row.get("number") or ""))
    if number or paper.number:
        return number == paper.number
    return paper.signed_at is not None and str(row.get("name") or "").strip() == shelf.title(paper.template)
