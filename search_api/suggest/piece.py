"""What is typed so far → what stands before, and the piece that is being typed. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.chinese.fold import fold
from search_api.language.fields import FIELDS

_LAST = re.compile(r'(?P<before>(?s:.*?))(?P<piece>[^\s()（）"“”„＂「」『』　]*)\Z')
_NOT = re.compile(r"(?:[-－]|\bnot\s+|非\s+)\Z", re.IGNORECASE)
_SIGN = re.compile(r"[-+－＋]+")
_FIELD = re.compile(r"(?P<name>[^:：]{1,10})[:：](?P<value>.*)", re.DOTALL)
_NEEDS_QUOTES = re.compile(r"[\s()（）:：~*?？]|^[-+]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The end of a typed query."""

    before: str
    """What stands before it, as typed."""
    text: str
    """What is being typed, folded, without field and sign."""
    field: str = ""
    """The field it is a value of."""
    label: str = ""
    """That field as typed."""

    @property
    def negated(self) -> bool:
        """Whether it is said what must not be found."""
        return bool(_NOT.search(self.before))

    def completed(self, value: str) -> str:
        """The whole query with this value in place of the piece."""
        written = f'"{value}"' if _NEEDS_QUOTES.search(value) and '"' not in value else value
        return f"{self.before}{self.label}{':' if self.label else ''}{written}"


def last_piece(typed: str) -> Piece:
    """The piece at the end; empty after a blank."""
    found = _LAST.fullmatch(typed)
    before, piece = (found["before"], found["piece"]) if found else ("", typed)
    if sign := _SIGN.match(piece):
        before, piece = before + sign.group(), piece[sign.end() :]
    field = _FIELD.fullmatch(piece)
    if field and (name := FIELDS.get(fold(field["name"]))):
        return Piece(before, fold(field["value"]).strip(), name, field["name"])
    return Piece(before, fold(piece).strip())
