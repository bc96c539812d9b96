"""Case → the values a template may use; pure.

Each paper has a builder in ``templates/papers``: it takes the case (typed values already in it), asks for what is
required, and returns plain values (text, lists, mappings) that can be frozen as JSON beside the paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from archive.errors import InvalidInput, MissingFields, TemplateError
from templates.overrides import Filled
from templates.papers import agreement, reply
from templates.papers.desk import Desk
from templates.shelf import ShelfEntry
from templates.text import printable

BUILDERS: Final[dict[str, Callable[[Filled, Desk], dict[str, Any]]]] = {
    "reply": reply.values,
    "mediation-agreement": agreement.values,
}
"""By the name of the paper."""


@dataclass(frozen=True, slots=True)
class Context:
    """What one paper is filled with."""

    values: dict[str, Any]
    notes: tuple[str, ...] = field(default=())
    """What the office should know, in Chinese: assumptions, doubts, characters taken out."""


def values_for(paper: ShelfEntry, filled: Filled, today: dt.date) -> Context:
    """The values of a paper.

    Raises:
        MissingFields: required values are missing; names all of them.
        TemplateError: the program knows no such paper.
        InvalidInput: values contradict each other or have a wrong form; tells all of it.
    """
    if paper.name not in BUILDERS:
        raise TemplateError(f"程序还不会为“{paper.title}”取值。", "请使用随程序安装的模板，或者等新版本。")
    desk = Desk(paper, today)
    values = BUILDERS[paper.name](filled, desk)
    if desk.missing:
        listed = "、".join(label for _, label in desk.missing)
        raise MissingFields(
            f"“{paper.title}”还缺{len(desk.missing)}项必填内容：{listed}。",
            f"请在案件里补上，或者在命令后面加 --set 项=值，例如 --set {desk.missing[0][0]}=……",
            desk.missing,
        )
    if desk.problems:
        raise InvalidInput("\n".join(desk.problems), "请改正后重新生成；文书没有写出。")
    cleaned, lost = printable(values)
    return Context(cleaned, (*desk.notes, *lost))
