"""What the file of a mediation must hold, in its order, and what it lacks (立卷归档, 《人民调解法》第二十七条). Pure.

The order is that of the forms of 司法部 (2010). Cover, list of contents and back are printed when the file is bound.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from archive.cases.model import Case, Event
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of paper in the file."""

    seq: int
    name: str
    words: re.Pattern[str]
    """How such a paper is called."""
    acts: frozenset[str]
    """Acts whose paper, by number or document, is one."""


ITEMS = (
    Item(
        1,
        "人民调解申请书或受理登记表",
        re.compile(r"调解申请|受理登记"),
        frozenset({"apply", "refer", "register", "accept"}),
    ),
    Item(2, "当事人权利义务告知书", re.compile(r"权利义务"), frozenset({"inform"})),
    Item(3, "当事人身份证明", re.compile(r"身份证|户口|营业执照|身份证明"), frozenset()),
    Item(4, "授权委托书", re.compile(r"授权委托|委托书"), frozenset()),
    Item(5, "调查记录", re.compile(r"调查(?:记录|笔录)"), frozenset({"investigate"})),
    Item(6, "证据材料", re.compile(r"证据|证明|照片|合同|票据"), frozenset()),
    Item(7, "调解记录", re.compile(r"调解(?:记录|笔录)"), frozenset({"mediate"})),
    Item(8, "人民调解协议书或口头协议登记表", re.compile(r"调解协议|协议书|口头协议"), frozenset({"agreement"})),
    Item(8, "调解终止告知书", re.compile(r"终止"), frozenset({"terminate"})),
    Item(9, "履行凭证", re.compile(r"收条|收据|汇款|转账|履行"), frozenset({"perform"})),
    Item(10, "回访记录", re.compile(r"回访"), frozenset({"visit"})),
    Item(
        11, "司法确认材料", re.compile(r"司法确认|民特|调确"), frozenset({"confirm_apply", "confirm_admit", "confirm"})
    ),
    Item(12, "卷宗情况说明", re.compile(r"情况说明"), frozenset()),
)


@dataclass(frozen=True, slots=True)
class FileItem:
    """One kind of paper, with those the file holds of it."""

    seq: int
    name: str
    required: bool
    papers: tuple[str, ...]
    """Numbers and documents; empty if there is none."""

    @property
    def missing(self) -> bool:
        """True if the file may not be closed without it."""
        return self.required and not self.papers


def file_of(case: Case, documents: Iterable[tuple[int, str]], have: Collection[str] = ()) -> tuple[FileItem, ...]:
    """The file of a case, item by item.

    Args:
        case: the mediation.
        documents: id and title of each document filed under it.
        have: names, or parts of names, of items that lie in the paper file only.
    """
    listed = list(documents)
    acts = case.acts()
    return tuple(
        FileItem(item.seq, item.name, item.name in _required(case), tuple(_papers(item, acts, listed, have)))
        for item in ITEMS
    )


def _papers(
    item: Item, acts: Iterable[Event], documents: Iterable[tuple[int, str]], have: Collection[str]
) -> Iterator[str]:
    for act in acts:
        if act.type in item.acts:
            if act.document_id is not None:
                yield f"文档 {act.document_id}"
            elif act.number:
                yield act.number
            elif act.type == "perform" and act.details.get("voucher"):
                yield str(act.details["voucher"])
    yield from (f"文档 {number}" for number, title in documents if item.words.search(title))
    if any(stated and stated in item.name for stated in have):
        yield "纸质"


def _required(case: Case) -> frozenset[str]:
    """What must be there, by how the mediation ended."""
    types = {act.type for act in case.acts()}
    names = {ITEMS[0].name}
    if "decline" not in types:
        names |= {ITEMS[1].name, ITEMS[2].name}
        if "mediate" in types or "agreement" in types:
            names.add(ITEMS[6].name)
    if "agreement" in types or standing_of(case).status is Status.AGREED:
        names.add(ITEMS[7].name)
    if "terminate" in types:
        names.add(ITEMS[8].name)
    return frozenset(names)
