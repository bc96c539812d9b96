"""The Word parts of a volume: cover, catalogue, back; and the slip that stands for what is not bound."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from archive.cases.model import Case, CaseKind
from archive.errors import MissingFields
from templates.bind.item import Placed, Volume
from templates.generate import Composed, compose
from templates.gongwen.page import new_paper, unnumbered
from templates.shelf import fields_of
from templates.surroundings import Surroundings

COVER: Final = "封面"
CATALOGUE: Final = "卷内目录"
BACK: Final = "备考表"
_NAMES: Final[Mapping[bool, tuple[str, str, str]]] = {
    True: ("file-cover", "file-catalogue", "file-back"),
    False: ("volume-cover", "volume-catalogue", "volume-back"),
}
"""Whether it is a mediation: the forms of 司法部, or those of petition archives."""
_KINDS: Final = {CaseKind.PETITION: "信访案卷", CaseKind.MEDIATION: "调解卷宗", CaseKind.LEGAL_SERVICE: "法律服务案卷"}
_NOBODY: Final = "system"
"""The operator where nobody said who it is; the case's handler stands in the parts then."""
OPEN_VALUE: Final = "（待填）"


@dataclass(frozen=True, slots=True)
class Part:
    """One Word part of a volume."""

    name: str
    data: bytes
    blanks: tuple[str, ...]
    """Labels of what nobody knows yet, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all volumes of a file are made with."""

    case: Case
    around: Surroundings
    operator: str
    today: dt.date
    typed: Mapping[str, str]


def parts_of(desk: Desk, volume: Volume, of: int, situation: Sequence[str]) -> tuple[Part, Part, Part]:
    """Cover, catalogue and back of one of ``of`` volumes; ``situation`` are the sentences of 本卷情况说明."""
    mediation = desk.case.kind is CaseKind.MEDIATION
    cover, catalogue, back = _NAMES[mediation]
    counted = f"{len(volume.placed)}件" + ("" if volume.pages is None else f"　{volume.pages}页")
    which = f"第{volume.number}卷　共{of}卷"
    said = "\n".join(situation) or "本卷材料齐全，顺序无误。"
    common = {"file_kind": _KINDS[desk.case.kind], "filed_by": "" if desk.operator == _NOBODY else desk.operator}
    if mediation:
        rows: list[dict[str, str]] = [
            {"name": _named(one), "pages": one.pages, "remark": one.item.remark} for one in volume.placed
        ]
        front = {**common, "remark": which if of > 1 else ""}
        last = {"pages": "" if volume.pages is None else str(volume.pages), "situation": said, **common}
    else:
        rows = [_row(one) for one in volume.placed]
        front = {**common, "volume": which, "counted": counted}
        last = {"counted": counted, "situation": said, **common}
    return (
        _part(desk, cover, COVER, front),
        _part(desk, catalogue, CATALOGUE, {"volume": which}, {"contents": rows}),
        _part(desk, back, BACK, last),
    )


def _named(one: Placed) -> str:
    return f"{one.item.title}（{one.item.number}）" if one.item.number else one.item.title


def _row(one: Placed) -> dict[str, str]:
    item = one.item
    return {
        "number": item.number,
        "responsible": item.responsible,
        "name": item.title,
        "day": item.day.strftime("%Y.%m.%d") if item.day else "",
        "pages": one.pages,
        "remark": item.remark,
    }


def _part(
    desk: Desk, template: str, name: str, values: Mapping[str, str], given: Mapping[str, Any] | None = None
) -> Part:
    from_shelf = {spec.key for spec in fields_of(template)}
    typed = {key: value for key, value in {**values, **desk.typed}.items() if key in from_shelf and value}
    blanks: dict[str, str] = {}
    around = replace(desk.around, given=given or {})
    for _ in range(3):
        try:
            made: Composed = compose(
                template, desk.case, {**typed, **dict.fromkeys(blanks, OPEN_VALUE)}, today=desk.today, around=around
            )
        except MissingFields as missing:
            blanks.update(missing.fields)
        else:
            return Part(name, made.data, tuple(blanks.values()))
    raise AssertionError(f"{template} still lacks values")


def slip(title: str, lines: Sequence[str]) -> bytes:
    """A page that stands for a paper: why it is not bound here, and where it is. As a Word file."""
    return _plain([title, "", *lines])


def text_document(text: str) -> bytes:
    """A text file as a Word file."""
    return _plain(text.replace("\r\n", "\n").replace("\f", "\n").split("\n"))


def _plain(lines: Sequence[str]) -> bytes:
    document = new_paper()
    unnumbered(document.sections[0])
    for line in lines:
        document.add_paragraph("".join(c for c in line if c.isprintable() or c in "\t\u3000"))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
