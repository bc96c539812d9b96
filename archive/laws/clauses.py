"""An article's parts: 款 are its paragraphs, 项 begin with （一）, 目 with 1. (《立法法》第六十五条). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.laws.numerals import value_of

_ITEM = re.compile(r"^\s*[（(]\s*([一二三四五六七八九十百〇零]+)\s*[）)]\s*")
_POINT = re.compile(r"^\s*(?:[（(]\s*(\d{1,3})\s*[）)]|(\d{1,3})\s*[.．、])\s*(?!\d)")


@dataclass(slots=True)
class Part:
    """One 款, 项 or 目 with what stands under it."""

    number: int
    text: str
    """Its own lines, its sign included."""
    parts: list[Part] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """Its text with that of what stands under it, a line each."""
        return "\n".join([self.text, *(part.whole for part in self.parts)])


def clauses_of(text: str) -> list[Part]:
    """The 款 of an article with their 项 and 目; a 项 is numbered as printed, or counted where the sign is unreadable."""
    clauses: list[Part] = []
    item: Part | None = None
    for line in text.splitlines():
        if not line.strip():
            continue
        if clauses and (match := _ITEM.match(line)):
            item = Part(value_of(match[1]) or len(clauses[-1].parts) + 1, line.strip())
            clauses[-1].parts.append(item)
        elif item is not None and (match := _POINT.match(line)):
            item.parts.append(Part(int(match[1] or match[2]), line.strip()))
        elif not clauses and (match := _ITEM.match(line)):  # the article begins with its items
            clauses.append(Part(1, ""))
            item = Part(value_of(match[1]) or 1, line.strip())
            clauses[0].parts.append(item)
        else:
            clauses.append(Part(len(clauses) + 1, line.strip()))
            item = None
    return clauses
