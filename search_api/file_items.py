"""What the file of a case holds: the papers the office wrote and the documents it received, within the asker's rights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.cases.model import Case, Event
from archive.describe import PaperKind
from archive.errors import NotFound, TemplateError
from archive.papers.life import OPEN, PAPER_STATES, PaperState
from archive.record.document import Document, State
from archive.record.paper import PaperRecord
from archive.record.record import Transaction
from search_api.access import Asker, visible
from templates import people
from templates.bind.item import Item
from templates.bind.order import MADE_HERE, in_order, section_of
from templates.checks import fold_brackets
from templates.office.shelves import Shelf
from templates.shelf import ShelfEntry

_NUMBER = re.compile(r"(?:编号[:：])?([一-鿿]{2,16}〔\d{4}〕第?\d{1,5}号)")
_HEAD = 12
"""Lines of a document's beginning among which its number stands, alone or parted by a space."""
_NOUN = re.compile(r"[书函表单录证告要信状议见知明件据条图）)]$")
"""How the title of a paper ends; others are its first line."""
_SERIAL = re.compile(r"^[\d\s._-]+")
_CONFIDENTIAL = "密件，另行保管"


@dataclass(frozen=True, slots=True)
class Contents:
    """The file of a case, before it is bound."""

    case: Case
    items: tuple[Item, ...]
    """In the order of its kind."""
    papers: Mapping[int, tuple[PaperRecord, ShelfEntry]]
    documents: tuple[Document, ...]
    left_out: tuple[str, ...]
    """What is not bound and why, in Chinese."""


def contents_of(tx: Transaction, case: Case, asker: Asker, shelf: Shelf) -> Contents:
    """Everything filed under a case, in order."""
    left_out: list[str] = []
    papers: dict[int, tuple[PaperRecord, ShelfEntry]] = {}
    own: set[str] = set()
    for paper in tx.papers.of_case(case.no):
        own.update(draft.sha256 for draft in tx.papers.drafts(paper.id))
        own.add(paper.sha256)
        entry = _known(shelf, paper.template)
        if entry.code in MADE_HERE:
            continue
        if paper.state is PaperState.VOID:
            left_out.append(f"公文 {paper.id}《{entry.title}》已作废，没有装入。")
        else:
            papers[paper.id] = (paper, entry)
    filed = [one for one in tx.documents.all(case_no=case.no) if one.sha256 not in own or one.sha256 is None]
    documents = list(_once(filed))
    seen = {one.id for one in visible(tx, documents, asker)}
    texts = tx.documents.texts_of([one.id for one in documents])
    acts = _acts_of(case)
    items = [
        *(_paper(case, paper, entry, asker) for paper, entry in papers.values()),
        *(
            _document(tx, case, one, acts[one.id], texts.get(one.id, []), hidden=one.id not in seen)
            for one in documents
        ),
    ]
    return Contents(case, tuple(in_order(items)), papers, tuple(documents), tuple(left_out))


def _known(shelf: Shelf, template: str) -> ShelfEntry:
    """What the shelf says of a paper; a template nobody knows any more does not keep its papers out of the file."""
    try:
        return shelf.entry(template)
    except (NotFound, TemplateError):
        return ShelfEntry(
            name=template, title=template, code="", basis=(), series="", copies="", fields=(), file=Path()
        )  # fmt: skip


def _once(documents: Sequence[Document]) -> Iterator[Document]:
    """A file received twice is bound once; one known from another case is bound here too."""
    bytes_seen: set[str] = set()
    for one in sorted(documents, key=lambda one: (one.state is State.DUPLICATE, one.id)):
        if one.sha256 is None or one.sha256 not in bytes_seen:
            bytes_seen.add(one.sha256 or "")
            yield one


def _acts_of(case: Case) -> defaultdict[int, list[Event]]:
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for act in case.acts():
        if act.document_id is not None:
            found[act.document_id].append(act)
    return found


def _paper(case: Case, paper: PaperRecord, entry: ShelfEntry, asker: Asker) -> Item:
    remarks = []
    if paper.state in OPEN:
        remarks.append("未签发")
    elif paper.state is PaperState.SUPERSEDED:
        remarks.append(PAPER_STATES[paper.state])
    sealed = bool(str(paper.values.get("secrecy") or "")) and not asker.sees_restricted
    number = paper.number or _printed(paper)
    return Item(
        title=str(paper.values.get("title") or entry.title),
        section=section_of(case.kind, code=entry.code, acts=(entry.event,), title=entry.title),
        number=number,
        responsible=str(paper.values.get("unit") or paper.values.get("committee") or paper.signer),
        day=paper.dated or paper.created_at.date(),
        sha256=paper.sha256,
        document_id=paper.document_id,
        paper_id=paper.id,
        code=entry.code,
        remark=_CONFIDENTIAL if sealed else "、".join(remarks),
        sealed=sealed,
    )


def _printed(paper: PaperRecord) -> str:
    """The number a paper bears that was typed and not taken at signing."""
    number = str(paper.values.get("number") or "")
    return "" if "　号" in number else number


def _document(
    tx: Transaction, case: Case, document: Document, acts: Sequence[Event], texts: Sequence[str], *, hidden: bool
) -> Item:
    printed = _number_in(texts)
    title = _title(document)
    issued = next((act.unit or act.actor for act in acts if act.unit or act.actor), "")
    own = document.paper == PaperKind.LETTER.value or title.endswith("申请书")
    by = people.together(people.petitioners(case), case.group_size) if own else issued
    return Item(
        title=title,
        section=section_of(case.kind, acts=[act.type for act in acts], title=title, name=document.paper),
        number=next((act.number for act in acts if act.number), printed),
        responsible=by,
        day=document.day or next((act.day for act in acts), None),
        sha256=document.sha256,
        document_id=document.id,
        remark=_CONFIDENTIAL if hidden else "",
        sealed=hidden,
        pages=document.pages or None,
        angles={page.number: page.angle for page in tx.documents.pages_of(document.id) if page.angle},
    )


def _number_in(texts: Sequence[str]) -> str:
    """The document number at the head of a text; one inside a sentence is that of another paper."""
    lines = texts[0].split("\n")[:_HEAD] if texts else []
    words = (fold_brackets(word) for line in lines for word in line.split())
    return next((found[1] for word in words if (found := _NUMBER.fullmatch(word))), "")


def _title(document: Document) -> str:
    """What the catalogue calls it: its title if it is one, else its file's name where that says something."""
    stem = _SERIAL.sub("", document.name.rpartition(".")[0])
    told = document.title.strip("# ")
    is_title = _NOUN.search(told) and not re.search(r"[，。；]", told) and document.paper != PaperKind.LETTER.value
    named = len(re.findall(r"[一-鿿]", stem)) >= _WORDS
    return stem if named and not is_title else told or document.name


_WORDS = 2
"""Characters from which the name of a file says something."""
