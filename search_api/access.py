"""Who asks, and what they may see: one rule, put inside every query.

Hits, counts, facets, likeness, export and preview all go through ``within`` or ``may_see``. What an asker may not see
is not there: it is answered with the same NotFound as what does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.cases.model import Case
from archive.errors import NotFound
from archive.record.document import Document
from archive.record.record import Transaction
from archive.record.shown import ShownCase
from indexer.entry import OPEN_SCOPE
from indexer.index import And, Keyword, Node


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody with the rights of a role."""

    name: str
    sees_restricted: bool = False
    """Whether reports of wrongdoing kept apart (《信访工作条例》第三十条) are shown."""
    sees_numbers: bool = False
    """Whether identity and telephone numbers stand whole in what is taken out of the archive."""


ADMINISTRATOR = Asker("管理员", sees_restricted=True, sees_numbers=True)
"""Whoever sits at the machine that holds the record."""


def within(node: Node, asker: Asker) -> Node:
    """``node`` confined to what the asker may see."""
    if asker.sees_restricted:
        return node
    allowed = Keyword("scope", (OPEN_SCOPE,))
    if isinstance(node, And):
        return And((*node.parts, allowed))
    return And((node, allowed))


def may_see(case: Case | ShownCase | None, asker: Asker) -> bool:
    """Whether the asker may see this case and its documents."""
    return case is None or not case.restricted or asker.sees_restricted


def find_case(tx: Transaction, no: str, asker: Asker) -> Case:
    """One case, whole. Raises NotFound, also if the asker may not see it."""
    case = tx.cases.many([no]).get(no)
    if case is None or not may_see(case, asker):
        raise NotFound(f"没有编号为“{no}”的案件。", "请核对编号，或用检索、juanzong case list 查找。")
    return case


def find_document(tx: Transaction, document_id: int, asker: Asker) -> Document:
    """One document. Raises NotFound, also if the asker may not see it."""
    document = tx.documents.many([document_id]).get(document_id)
    if document is None or not visible(tx, [document], asker):
        raise NotFound(f"没有编号为 {document_id} 的文档。", "请核对编号，或用检索、juanzong documents list 查找。")
    return document


def visible(tx: Transaction, documents: Sequence[Document], asker: Asker) -> list[Document]:
    """Those of the documents the asker may see: by their own case, and by the case of what they duplicate."""
    if asker.sees_restricted:
        return list(documents)
    originals = tx.documents.many([d.duplicate_of for d in documents if d.duplicate_of is not None])
    numbers = {d.case_no for d in (*documents, *originals.values()) if d.case_no}
    cases = tx.cases.many(sorted(numbers))

    def open_to(document: Document | None) -> bool:
        return document is None or may_see(cases.get(document.case_no or ""), asker)

    return [d for d in documents if open_to(d) and open_to(originals.get(d.duplicate_of or 0))]
