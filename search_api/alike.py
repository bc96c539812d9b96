"""Papers that may be one and the same, as somebody may see them: found, laid side by side, and judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.errors import InvalidInput
from archive.record.alike import LikeVerdict, Pair
from archive.record.document import Document, document_key
from archive.record.record import Record, Transaction
from indexer.alike.compare import LONGEST, differences
from indexer.alike.sketch import squeezed
from indexer.entry import document_text
from search_api.access import Asker, find_document, visible

_AROUND = 8
"""Characters shown before a difference."""
_SHOWN = 60
"""Characters shown of one side of a difference."""


@dataclass(frozen=True, slots=True)
class Like:
    """Two documents with much text in common, both of which the asker may see."""

    one: Document
    other: Document
    pair: Pair | None
    """None where somebody said it though nothing was found."""
    verdict: LikeVerdict | None


@dataclass(frozen=True, slots=True)
class Change:
    """One place where two papers differ, in their characters without blanks and punctuation."""

    before: str
    """What stands before it in both."""
    one: str
    other: str
    cut: bool
    """Whether only the beginning of a side is shown."""


def likes(tx: Transaction, asker: Asker, document_id: int | None = None) -> list[Like]:
    """The pairs of one document or of all, the likest first; those only somebody spoke of at the end."""
    pairs = list(tx.alike.pairs(document_id))
    verdicts = tx.alike.verdicts(document_id)
    found = {(pair.one, pair.other) for pair in pairs}
    ids = {one for ends in (*found, *verdicts) for one in ends}
    seen = {one.id: one for one in visible(tx, list(tx.documents.many(sorted(ids)).values()), asker)}
    said = [(ends, None) for ends in verdicts if ends not in found]
    return [
        Like(seen[ends[0]], seen[ends[1]], pair, verdicts.get(ends))
        for ends, pair in (*(((pair.one, pair.other), pair) for pair in pairs), *said)
        if ends[0] in seen and ends[1] in seen
    ]


def passed_over(tx: Transaction, asker: Asker) -> int:
    """Documents, of those the asker may see, so like many others that not every other was compared."""
    return len(visible(tx, list(tx.documents.many(tx.alike.passed_over()).values()), asker))


def groups(found: Iterable[Like]) -> dict[int, int]:
    """For each document the least id of those it hangs together with; pairs said to be different hold nothing together."""
    least: dict[int, int] = {}

    def root(one: int) -> int:
        while least.setdefault(one, one) != one:
            least[one] = least[least[one]]
            one = least[one]
        return one

    for like in found:
        first, second = root(like.one.id), root(like.other.id)
        if like.verdict is None or like.verdict.same:
            least[max(first, second)] = min(first, second)
    return {one: root(one) for one in list(least)}


def changes(tx: Transaction, like: Like) -> list[Change] | None:
    """Where two papers differ; None if they are too long to be laid side by side."""
    texts = tx.documents.texts_of([like.one.id, like.other.id])
    one, other = (squeezed(document_text(texts[document.id])) for document in (like.one, like.other))
    if max(len(one), len(other)) > LONGEST:
        return None
    return [
        Change(
            one[max(0, at.start - _AROUND) : at.start],
            one[at.start : at.end][:_SHOWN],
            other[at.other_start : at.other_end][:_SHOWN],
            at.size > _SHOWN,
        )
        for at in differences(one, other)
    ]


def judge(record: Record, asker: Asker, one: int, other: int, *, same: bool, note: str = "") -> LikeVerdict | None:
    """Say whether two documents are one paper; returns what was said before.

    Raises NotFound, also if the asker may not see one of them; InvalidInput for a document and itself.
    """
    if one == other:
        raise InvalidInput("这是同一个编号。", "请给出两份不同文档的编号。")
    with record.write() as tx:
        for number in (one, other):
            find_document(tx, number, asker)
        before = tx.alike.judge(one, other, same=same, person=asker.name, now=tx.now, note=note)
        for number, counterpart in ((one, other), (other, one)):
            tx.log(
                "document.same" if same else "document.different",
                document_key(number),
                before=None if before is None else {"same": before.same, "by": before.person},
                after={"document": counterpart, "note": note},
            )
    return before
