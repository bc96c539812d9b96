"""What the three lists are called and ask: as shipped, and as the office changed it (``HOME/lists.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from archive.cases.labels import code_of
from archive.cases.model import Risk
from archive.cases.procedure.standing import ListLevel
from archive.errors import InvalidInput, SettingsError

_KEYS = {level.name.lower(): level for level in ListLevel}
_MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a case must be to stand in a level; what is left out is not asked."""

    resolved: bool | None = None
    risks: tuple[Risk, ...] = ()
    persons: int = 0
    """At least so many."""


@dataclass(frozen=True, slots=True)
class Level:
    """One of the lists."""

    code: ListLevel
    name: str
    """What the office calls it, such as 一级."""
    title: str
    """How it is managed, such as 一般管理."""
    meaning: str
    requires: Requirements = Requirements()


@dataclass(frozen=True, slots=True)
class Definitions:
    """The lists of an office."""

    levels: tuple[Level, ...]
    months: int
    """How long a resolved case is observed."""
    rises_to: ListLevel
    """Where a case under observation goes when its petitioner comes again."""

    def level(self, code: ListLevel) -> Level:
        """The level of that code."""
        return next(level for level in self.levels if level.code is code)

    def name(self, code: ListLevel | None) -> str:
        """What the office calls a level; empty for none."""
        return self.level(code).name if code else ""

    def named(self, text: str) -> Level:
        """The level that ``text`` (its name, title, code or number) means. Raises InvalidInput."""
        for number, level in enumerate(self.levels, 1):
            known_as = (level.name, level.title, level.code.value, level.code.name.lower(), str(number))
            if text.strip() in known_as:
                return level
        known = "、".join(f"{level.name}（{level.title}）" for level in self.levels)
        raise InvalidInput(f"没有“{text}”这一级清单。", f"可以是：{known}。")


@cache
def shipped() -> Definitions:
    """The lists as they come with the program."""
    stated = tomllib.loads(resources.files(__package__).joinpath("lists.toml").read_text("utf-8"))
    empty = tuple(Level(level, "", "", "") for level in ListLevel)
    return _checked(_changed(Definitions(empty, 0, ListLevel.SPECIAL), stated))


def of_office(path: Path) -> Definitions:
    """The lists with what the office changed in its file; without a file, as shipped. Raises SettingsError."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"读不懂清单定义文件 {path}：{exc}", "请改正这个文件，或先把它移开。") from exc
    try:
        return _checked(_changed(shipped(), stated))
    except _Wrong as exc:
        raise SettingsError(f"清单定义文件 {path.name}：{exc}", f"请修改 {path}；写法见使用指南“三级清单”。") from exc


class _Wrong(Exception):
    """What is wrong with a file, in Chinese."""


def _changed(before: Definitions, stated: Mapping[str, Any]) -> Definitions:
    _only(stated, {"observation", "levels"}, "文件")
    observation = _table(stated.get("observation", {}), "[observation]")
    _only(observation, {"months", "rises_to"}, "[observation]")
    levels = _table(stated.get("levels", {}), "[levels]")
    _only(levels, set(_KEYS), "[levels]")
    rises_to = observation.get("rises_to", before.rises_to.name.lower())
    if rises_to not in _KEYS:
        raise _Wrong(f"rises_to 应是 {'、'.join(_KEYS)} 之一，现在是：{rises_to}")
    changes = {_KEYS[key]: _table(value, f"[levels.{key}]") for key, value in levels.items()}
    return Definitions(
        tuple(_level(level, changes.get(level.code, {})) for level in before.levels),
        _whole(observation.get("months", before.months), "observation.months", 1, _MOST_MONTHS),
        _KEYS[rises_to],
    )


def _level(before: Level, stated: Mapping[str, Any]) -> Level:
    where = f"levels.{before.code.name.lower()}"
    _only(stated, {"name", "title", "meaning", "requires"}, f"[{where}]")
    texts: dict[str, Any] = {key: stated[key] for key in ("name", "title", "meaning") if key in stated}
    for key, value in texts.items():
        if not isinstance(value, str) or (key == "name" and not value.strip()):
            raise _Wrong(f"{where}.{key} 应是文字，现在是：{value!r}")
    requires = before.requires
    if "requires" in stated:
        requires = _requirements(_table(stated["requires"], f"[{where}.requires]"), f"{where}.requires")
    return replace(before, **texts, requires=requires)


def _requirements(stated: Mapping[str, Any], where: str) -> Requirements:
    _only(stated, {field.name for field in fields(Requirements)}, f"[{where}]")
    resolved = stated.get("resolved")
    if resolved is not None and not isinstance(resolved, bool):
        raise _Wrong(f"{where}.resolved 应是 true 或 false，现在是：{resolved!r}")
    risks = stated.get("risks", [])
    if not isinstance(risks, list):
        raise _Wrong(f'{where}.risks 应写在方括号里，例如 ["高"]')
    found = [code_of(Risk, str(risk)) for risk in risks]
    if None in found:
        raise _Wrong(f"{where}.risks 应是 低、中、高，现在是：{'、'.join(map(str, risks))}")
    persons = _whole(stated.get("persons", 0), f"{where}.persons", 0, 1_000_000)
    return Requirements(resolved, tuple(risk for risk in found if risk), persons)


def _checked(made: Definitions) -> Definitions:
    names = [level.name for level in made.levels]
    if len(set(names)) < len(names):
        raise _Wrong(f"三级的名称不能相同：{'、'.join(names)}")
    if made.rises_to is ListLevel.OBSERVED:
        raise _Wrong("rises_to 不能是观察期那一级（observed）：又信访的要调出观察期")
    if made.level(ListLevel.OBSERVED).requires.resolved is not True:
        raise _Wrong("观察期那一级（observed）必须要求已化解（resolved = true）")
    return made


def _only(stated: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(stated) - known):
        raise _Wrong(f"{where} 有不认识的项：{'、'.join(unknown)}；可用的项：{'、'.join(sorted(known))}")


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong(f"{where} 应是一组“名称 = 值”")
    return value


def _whole(value: object, where: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _Wrong(f"{where} 应是 {least} 到 {most} 的整数，现在是：{value!r}")
    return value
