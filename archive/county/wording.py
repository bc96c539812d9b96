"""What is said in the county's cases, from ``wordings/*.toml``: a file a class of disputes, and what is common to all."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from archive.cases.model import AppealRoute
from archive.county.grammar import Template, parse

_LISTS = (
    "effect", "support", "explain", "reject", "support_opinion", "explain_opinion", "reject_opinion", "terms", "answer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatterWording:
    """What is said of one kind of matter within a class, such as 土地流转费没有按时给."""

    about: str
    titles: tuple[Template, ...]
    facts: tuple[Template, ...]
    more: tuple[Template, ...]
    claims: tuple[Template, ...]
    against: str
    """Against whom: ``person``, ``spouse``, ``child``, ``town``, ``unit``, or a kind of body in ``names.toml``."""
    unit: str
    """Which department answers; ``township`` for the township, empty for the class's own."""
    amount: tuple[int, int] | None
    """Least and most that is at stake, in yuan."""
    route: AppealRoute | None
    mediation: float
    """Share of such matters that go to mediation."""
    group: float
    """Share that several people bring together."""
    may_accuse: bool
    may_suggest: bool
    estate: str
    """The housing estate it is about, where it is one."""


@dataclass(frozen=True, slots=True)
class ClassWording:
    """What is said in one class of disputes."""

    category: str
    legal: float
    """Share that ask for legal service."""
    matters: Mapping[str, MatterWording]
    """By what they are about."""
    parts: Mapping[str, tuple[Template, ...]]
    """Effects, findings, opinions, terms and answers."""
    basis: tuple[str, ...]
    basis_before_2021: tuple[str, ...]
    """Citations of the time before the Civil Code."""


Common = Mapping[str, Mapping[str, tuple[Template, ...]]]
"""Section and key of ``common.toml`` to its wordings."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Everything that is said."""

    classes: Mapping[str, ClassWording]
    common: Common
    voices: Mapping[str, tuple[tuple[str, str], ...]]
    """Manner of speaking to what it replaces by what, longest first."""
    typos: tuple[tuple[str, str], ...]


@cache
def wordings() -> Wordings:
    """What comes with the program."""
    folder = resources.files("archive.county.wordings")
    stated = [
        tomllib.loads(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    ]
    common = next(one for one in stated if "category" not in one)
    return Wordings(
        MappingProxyType({one["category"]: _class(one) for one in stated if "category" in one}),
        {
            section: {key: _templates(value) for key, value in parts.items()}
            for section, parts in common.items()
            if section not in ("voice", "typos")
        },
        {manner: _replacements(changes) for manner, changes in common["voice"].items()},
        _replacements(common["typos"]),
    )


def _class(stated: Mapping[str, Any]) -> ClassWording:
    return ClassWording(
        category=stated["category"],
        legal=stated["legal"],
        matters=MappingProxyType({row["about"]: _matter(row, stated) for row in stated["matter"]}),
        parts={key: _templates(stated[key]) for key in _LISTS},
        basis=tuple(stated["basis"]),
        basis_before_2021=tuple(stated["basis_before_2021"]),
    )


def _matter(row: Mapping[str, Any], of_class: Mapping[str, Any]) -> MatterWording:
    amount = row.get("sum")
    return MatterWording(
        about=row["about"],
        titles=_templates(row["title"]),
        facts=_templates(row["facts"]),
        more=_templates(row["more"]),
        claims=_templates(row["claims"]),
        against=row["against"],
        unit=row.get("unit", ""),
        amount=(amount[0], amount[1]) if amount else None,
        route=AppealRoute(row["route"]) if "route" in row else None,
        mediation=row.get("mediation", of_class["mediation"]),
        group=row.get("group", of_class["group"]),
        may_accuse=row.get("accuse", False),
        may_suggest=row.get("suggest", False),
        estate=row.get("estate", ""),
    )


def _templates(texts: Sequence[str]) -> tuple[Template, ...]:
    return tuple(parse(text) for text in texts)


def _replacements(changes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(changes.items(), key=lambda pair: -len(pair[0])))
