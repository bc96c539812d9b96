"""Case → the values a template may use; pure.

Most papers say in their shelf files where each value comes from (``papers/declared.py``); those that must think have a
builder of their own in ``templates/papers``. Either takes the case (typed values already in it), asks for what is
required, and returns plain values (text, lists, mappings) that can be frozen as JSON beside the paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from archive.errors import InvalidInput, MissingFields
from templates.overrides import Filled
from templates.papers import agreement, declared, reply
from templates.papers.desk import Desk
from templates.shelf import ShelfEntry
from templates.surroundings import NOTHING, Surroundings
from templates.text import printable

BUILDERS: Final[dict[str, Callable[[Filled, Desk], dict[str, Any]]]] = {
    "reply": reply.values,
    "mediation-agreement": agreement.values,
}
"""By the name of the paper; the others are ``declared``."""


@dataclass(frozen=True, slots=True)
class Context:
    """What one paper is filled with."""

    values: dict[str, Any]
    notes: tuple[str, ...] = field(default=())
    """What the office should know, in Chinese: assumptions, doubts, characters taken out."""


def values_for(paper: ShelfEntry, filled: Filled, today: dt.date, around: Surroundings = NOTHING) -> Context:
    """The values of a paper.

    Raises:
        MissingFields: required values are missing; names all of them.
        InvalidInput: values contradict each other or have a wrong form; tells all of it.
    """
    desk = Desk(paper, today, around)
    values = BUILDERS.get(paper.name, declared.values)(filled, desk)
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
