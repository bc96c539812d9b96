"""At which level a meeting coordinates: one front its leader, across fronts the convener, several and complex the top leaders.

``domain`` rule 4 of the office; which department belongs to which front is configuration.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from archive.cases.model import Case, CoordinationLevel, ResolutionWay, Risk
from archive.cases.procedure.dispatches import dispatches_of
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import SettingsError

_SEVERAL = 3
"""Fronts that are several even if the matter is plain."""
_MANY = 30
"""People in a case who make it complex."""

Fronts = Mapping[str, Sequence[str]]
"""Front to the words by which a department belongs to it."""


@dataclass(frozen=True, slots=True)
class LevelProposal:
    """The level, and why."""

    level: CoordinationLevel
    fronts: tuple[str, ...]
    reasons: tuple[str, ...]
    """In Chinese."""


def fronts_of_office(path: Path) -> Fronts:
    """The office's own division into fronts, or the one shipped where the file is not there. Raises SettingsError."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"读不懂战线划分 {path}：{exc}", "请改正这个文件，或先把它移开。") from exc
    if not all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in stated.values()):
        raise SettingsError(f"战线划分 {path} 应是“战线 = [词, …]”。", "请改正这个文件，或先把它移开。")
    return stated


def shipped() -> Fronts:
    """The usual division."""
    return tomllib.loads(resources.files("archive.cases.meetings").joinpath("fronts.toml").read_text("utf-8"))


def front_of(unit: str, fronts: Fronts) -> str:
    """The front of a department; empty for townships, villages and bodies no front claims."""
    return next((front for front, words in fronts.items() if any(word in unit for word in words)), "")


def propose_level(cases: Iterable[Case], fronts: Fronts, further: Iterable[str] = ()) -> LevelProposal:
    """The level for a meeting on these cases; ``further`` are bodies that are called besides."""
    cases = list(cases)
    bodies = list(dict.fromkeys([*(body for case in cases for body in _bodies(case)), *further]))
    found = tuple(dict.fromkeys(front for body in bodies if (front := front_of(body, fronts))))
    complex_ = [reason for case in cases for reason in _complex(case)]
    said = f"涉及{len(found)}条战线：{'、'.join(found)}" if found else "没有跨战线的部门"
    if len(found) >= _SEVERAL or (len(found) > 1 and complex_):
        level, reasons = CoordinationLevel.TOP, (said, *dict.fromkeys(complex_))
    elif len(found) > 1:
        level, reasons = CoordinationLevel.CONVENER, (said,)
    else:
        level, reasons = CoordinationLevel.FRONT, (said,)
    stated = [case.owners.coordination for case in cases if case.owners.coordination]
    order = list(CoordinationLevel)
    highest = max([level, *stated], key=order.index)
    if highest is not level:
        reasons = (*reasons, "案件登记的协调层级更高")
    return LevelProposal(highest, found, reasons)


def _bodies(case: Case) -> list[str]:
    passed = [one.to_unit for one in dispatches_of(case.acts()) if one.returned is None]
    return [body for body in (case.duty_unit, *passed) if body]


def _complex(case: Case) -> list[str]:
    reasons = []
    if case.owners.way is ResolutionWay.REVIEWED:
        reasons.append(f"{case.no} 是积案难案")
    if case.group_size >= _MANY:
        reasons.append(f"{case.no} 涉及 {case.group_size} 人")
    if case.risk is Risk.HIGH and standing_of(case).level is ListLevel.CLOSE:
        reasons.append(f"{case.no} 三级清单、高风险")
    return reasons
