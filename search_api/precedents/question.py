"""What likes are asked of: a case of the record, a pasted text, or a letter that was read. Pure.

Of a text the program itself reads class, place, claims, amount and persons, as it does when a letter is registered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from archive.cases.exchange.rows import case_from_row
from archive.cases.labels import label
from archive.cases.model import Case
from archive.chinese.money import format_yuan
from archive.describe import describe
from archive.errors import InvalidInput
from archive.extract.reading import Line, Page
from archive.laws.citations import resolve_citation
from archive.registration.accept import ALL, decide, row_of
from archive.registration.suggest import suggest

_LONGEST = 200_000
"""Characters of a question that are looked at, as many as the API takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    text: str
    """What is ranked by."""
    case: Case
    """The same as a case, to compare point by point; of a text only what could be read in it."""
    no: str = ""
    """Its number, if it is a case of the record."""
    notes: tuple[str, ...] = ()
    """What the reader should know, in Chinese."""

    @property
    def read(self) -> bool:
        """Whether its points were read by the program, and nobody has checked them."""
        return not self.no


def of_case(case: Case) -> Question:
    """A case of the record."""
    return Question(matter(case), case, case.no)


def of_text(text: str, places: Collection[str] = (), today: dt.date | None = None) -> Question:
    """A text that somebody wrote. Raises InvalidInput if nothing is written there."""
    lines = tuple(Line(line) for line in text[:_LONGEST].splitlines() if line.strip())
    question = of_pages((Page(1, lines),), places, today)
    if len(text) > _LONGEST:
        return replace(question, notes=(*question.notes, f"文字太长，只用了前 {_LONGEST:,} 个字。"))
    return question


def of_pages(pages: Sequence[Page], places: Collection[str] = (), today: dt.date | None = None) -> Question:
    """Pages that were read, such as a scanned letter. Raises InvalidInput if nothing was read."""
    text = "\n".join(page.text for page in pages)
    if not text.strip():
        raise InvalidInput("没有可以用来找类案的文字。", "请给出来信或案情的文字；扫描件没有读出文字的，请先看清原件。")
    doubts = tuple(f"第 {page.number} 页：{why}" for page in pages for why in page.review)
    return Question(text, _as_case(pages, text, places, today), notes=doubts)


def matter(case: Case) -> str:
    """What a case is about: its title, facts and claims, without what was decided."""
    parts = [case.title, case.summary, case.facts, *(claim.text for claim in case.claims), case.text]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def read_in(case: Case) -> list[tuple[str, str]]:
    """What was read in a text, name by name in Chinese, to be checked by a reader."""
    said = [
        ("类别", case.category),
        ("事项", label(case.matter_class) if case.matter_class else ""),
        ("地点", case.region),
        ("金额", f"{format_yuan(case.amount_fen)}元" if case.amount_fen else ""),
        ("人数", f"{case.group_size}人" if case.group_size > 1 else ""),
        ("诉求", "；".join(claim.text for claim in case.claims)),
        ("引用", "、".join(case.legal_basis)),
    ]
    return [(name, value) for name, value in said if value]


def _as_case(pages: Sequence[Page], text: str, places: Collection[str], today: dt.date | None) -> Case:
    paper = describe([page.text for page in pages]).paper
    decided = decide(suggest(pages, paper, places=places, today=today), (ALL,))
    try:
        row = row_of(decided)
    except InvalidInput:  # a mark of secrecy: nothing is registered of it, and nothing compared
        row = {}
    case = case_from_row({**row, "no": "?"}).case
    return replace(case, no="", text=text, legal_basis=tuple(resolve_citation(text)), restricted=False)
