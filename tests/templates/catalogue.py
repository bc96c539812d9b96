"""Every paper of the shelf, written from a case it is for: what the case lacks comes from the shelf's own examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from archive.cases.model import AppealRoute, Case, MatterClass
from archive.errors import MissingFields
from templates import Paper, generate
from templates.shelf import ShelfEntry
from tests.templates.samples import HOMESTEAD, MUSHROOMS, TODAY

TYPED: Final[dict[str, dict[str, str]]] = {
    "review-opinion": {"signed_on": "2022-08-08"},
    "no-further-notice": {"again_on": "2022-12-05", "signed_on": "2022-12-08"},
    "supervision-notice": {
        "copies_to": "方正县人民政府办公室，方正县自然资源局",
        "copy_no": "000001",
        "secrecy": "内部",
        "urgency": "特急",
    },
}
"""Values some papers need beside, for their days to stand in order or to show what is optional."""
_WHOLE: Final = ("minutes",)
"""Layouts that take nothing from a case: all their examples are typed."""


def case_for(paper: ShelfEntry) -> Case:
    """A sample case the paper may be written of."""
    if paper.group == "人民调解":
        return MUSHROOMS
    case = HOMESTEAD
    if paper.routes and AppealRoute.PETITION_PROCEDURE not in paper.routes:
        case = replace(case, appeal_route=AppealRoute(paper.routes[1]))
    if paper.classes:
        case = replace(case, matter_class=MatterClass(paper.classes[0]), appeal_route=None)
    return case


def typed_for(paper: ShelfEntry) -> dict[str, str]:
    """What is typed beside the case."""
    examples = {spec.key: spec.example for spec in paper.fields if spec.example} if paper.layout in _WHOLE else {}
    return examples | TYPED.get(paper.name, {})


def written(paper: ShelfEntry, out: Path, typed: dict[str, str] | None = None, case: Case | None = None) -> Paper:
    """The paper, with the examples of the shelf for what is missing."""
    values = typed_for(paper) | (typed or {})
    for _ in range(4):
        try:
            return generate(paper.name, case or case_for(paper), out, values, today=TODAY, overwrite=True)
        except MissingFields as missing:
            values = {key: paper.field(key).example for key, _ in missing.fields} | values
    raise AssertionError(f"{paper.name} still lacks {values}")
