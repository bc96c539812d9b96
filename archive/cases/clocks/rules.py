"""Reads the rule table, and what the office changed in it (``HOME/clocks.toml``).

An office may switch local rules on and off, change their length and basis, and add rules of its own. What national law
says is not the office's to change.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from archive.cases.clocks import holidays
from archive.cases.clocks.counting import Unit
from archive.cases.clocks.deadline import Whose
from archive.cases.clocks.lights import Lights
from archive.cases.clocks.rule import Again, Earlier, Extension, Per, Rule, Trigger, Verified
from archive.cases.model import AppealRoute, CaseKind, MatterClass
from archive.errors import SettingsError

_KEYS = {field.name for field in fields(Rule)} - {"pause_basis", "hears"}
_NEEDED = ("code", "label", "kinds", "starts", "met_by", "whose", "verified", "basis")
_NOT_COUNTED = ("warn", "alarms", "quote", "verified", "hears")
"""Keys that move no deadline."""
_OFFICE_MAY = {"on", "label", "length", "unit", "basis", "warn", "alarms"}
_OF_NATIONAL_LAW = {"warn", "alarms"}
"""What an office may set for a rule of national law."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The rules in force, and when their lights change."""

    rules: tuple[Rule, ...]
    lights: Lights
    fingerprint: str
    """Tells apart rules, and holiday tables of the program, by which deadlines come out otherwise."""

    def rule(self, code: str) -> Rule | None:
        """The rule of that code."""
        return next((rule for rule in self.rules if rule.code == code), None)

    @property
    def windows(self) -> frozenset[str]:
        """Codes of the times for asking, whose end is no breach."""
        return frozenset(rule.code for rule in self.rules if rule.window)


@cache
def shipped() -> Clocks:
    """The rules as they come with the program."""
    table = _shipped_table()
    rules = _rules(table["rule"], table["lists"], table["reasons"])
    return Clocks(rules, Lights(), _fingerprint(rules))


@cache
def _shipped_table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text("utf-8"))


def of_office(path: Path) -> Clocks:
    """The rules with what the office changed in its file; without a file, as shipped. Raises SettingsError."""
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"读不懂期限规则文件 {path}：{exc}", "请改正这个文件，或先把它移开。") from exc
    try:
        return _changed(stated)
    except _Wrong as exc:
        raise SettingsError(
            f"期限规则文件 {path.name}：{exc}", f"请修改 {path}；全部规则见 juanzong due rules。"
        ) from exc


def _fingerprint(rules: tuple[Rule, ...]) -> str:
    counted = [{**asdict(rule), **dict.fromkeys(_NOT_COUNTED)} for rule in rules]
    days = [(holiday.day, holiday.off) for holiday in holidays.shipped()]
    text = json.dumps([counted, days], sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


class _Wrong(Exception):
    """What is wrong with a table, in Chinese."""


def _changed(stated: Mapping[str, Any]) -> Clocks:
    if unknown := sorted(set(stated) - {"rules", "rule", "lights", "reasons"}):
        raise _Wrong(f"有不认识的项：{'、'.join(unknown)}；可用的项：rules、rule、lights、reasons")
    rules = {rule.code: rule for rule in shipped().rules}
    for code, changes in _mapping(stated, "rules").items():
        if code not in rules:
            raise _Wrong(f"没有规则 {code}")
        rules[code] = _override(rules[code], changes)
    table = _shipped_table()
    reasons = {**table["reasons"], **_mapping(stated, "reasons")}
    for rule in _rules(stated.get("rule", []), table["lists"], reasons):
        if rule.code in rules:
            raise _Wrong(f"规则 {rule.code} 已经有了；要改它，请写在 [rules.{rule.code}] 下")
        if rule.verified is Verified.NATIONAL:
            raise _Wrong(f"规则 {rule.code}：自己加的规则不能标为全国规定（V），请写 office 或 V-local")
        rules[rule.code] = rule
    changed = tuple(rules.values())
    return Clocks(changed, _lights(_mapping(stated, "lights")), _fingerprint(changed))


def _override(rule: Rule, changes: object) -> Rule:
    if not isinstance(changes, dict):
        raise _Wrong(f"[rules.{rule.code}] 应是一组“名称 = 值”")
    if unknown := sorted(set(changes) - _OFFICE_MAY):
        raise _Wrong(f"[rules.{rule.code}] 里不能改：{'、'.join(unknown)}；可以改：{'、'.join(sorted(_OFFICE_MAY))}")
    if rule.verified is Verified.NATIONAL and (firm := sorted(set(changes) - _OF_NATIONAL_LAW)):
        raise _Wrong(f"{rule.code} 是{rule.basis}规定的，不能改：{'、'.join(firm)}")
    values = dict(changes)
    if "unit" in values:
        values["unit"] = _one_of(Unit, values["unit"], rule.code)
    if "alarms" in values:
        values["alarms"] = tuple(_whole(day, rule.code, "alarms") for day in _sequence(values["alarms"], rule.code))
    return _sound(replace(rule, **values))


def _lights(stated: Mapping[str, Any]) -> Lights:
    known = {field.name for field in fields(Lights)}
    if unknown := sorted(set(stated) - known):
        raise _Wrong(f"[lights] 有不认识的项：{'、'.join(unknown)}；可用的项：{'、'.join(sorted(known))}")
    return Lights(**{name: _whole(value, "[lights]", name) for name, value in stated.items()})


def _rules(rows: object, lists: Mapping[str, Any], reasons: Mapping[str, Any]) -> tuple[Rule, ...]:
    if not isinstance(rows, list):
        raise _Wrong("规则要写成 [[rule]]")
    rules = tuple(_rule(row, lists, reasons) for row in rows)
    codes = [rule.code for rule in rules]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise _Wrong(f"规则 {twice[0]} 写了两次")
    return rules


def _rule(row: object, lists: Mapping[str, Any], reasons: Mapping[str, Any]) -> Rule:
    if not isinstance(row, dict):
        raise _Wrong("规则要写成 [[rule]]")
    try:
        return _sound(_parsed(row, lists, reasons))
    except (KeyError, TypeError, AttributeError) as exc:  # a table where text stands, or the other way round
        raise _Wrong(f"规则 {row.get('code', '')} 的写法不对（{exc}）") from exc


def _parsed(row: Mapping[str, Any], lists: Mapping[str, Any], reasons: Mapping[str, Any]) -> Rule:
    code = str(row.get("code", "（没有 code 的一条）"))
    if missing := [key for key in _NEEDED if key not in row]:
        raise _Wrong(f"规则 {code} 缺少：{'、'.join(missing)}")
    if unknown := sorted(set(row) - _KEYS):
        raise _Wrong(f"规则 {code} 有不认识的项：{'、'.join(unknown)}")
    values: dict[str, Any] = dict(row)
    values["kinds"] = _all_of(CaseKind, row["kinds"], code)
    values["routes"] = _all_of(AppealRoute, row.get("routes", []), code)
    values["classes"] = _all_of(MatterClass, row.get("classes", []), code)
    values["whose"] = _one_of(Whose, row["whose"], code)
    values["verified"] = _one_of(Verified, row["verified"], code)
    values["unit"] = _one_of(Unit, row.get("unit", Unit.DAY), code)
    values["again"] = _one_of(Again, row.get("again", Again.IGNORE), code)
    values["per"] = _one_of(Per, row["per"], code) if "per" in row else None
    values["starts"] = tuple(_trigger(one, code) for one in _sequence(row["starts"], code))
    values["met_by"] = tuple(_trigger(one, code) for one in _sequence(row["met_by"], code))
    values["ends"] = tuple(_ends(row.get("ends", []), code, lists, reasons))
    values["alarms"] = tuple(_whole(day, code, "alarms") for day in _sequence(row.get("alarms", []), code))
    values["earlier"] = tuple(Earlier(one["until"], one["basis"]) for one in row.get("earlier", []))
    if "pause" in row:
        values["pause"], values["pause_basis"] = _trigger(row["pause"], code), str(row["pause"].get("basis", ""))
    if "extend" in row:
        stated = row["extend"]
        values["extend"] = Extension(**{**stated, "needs": tuple(stated["needs"])})
    return Rule(**values)


def _sound(rule: Rule) -> Rule:
    """The rule, if its values can be counted with."""
    for name in ("label", "basis"):
        if not isinstance(getattr(rule, name), str) or not getattr(rule, name).strip():
            raise _Wrong(f"规则 {rule.code} 的 {name} 应是一行文字")
    for name in ("length", "before", "warn"):
        value = getattr(rule, name)
        if value is not None:
            _whole(value, rule.code, name)
    for name in ("on", "window", "unrouted"):
        if not isinstance(getattr(rule, name), bool):
            raise _Wrong(f"规则 {rule.code} 的 {name} 应是 true 或 false")
    if rule.since is not None and not isinstance(rule.since, dt.date):
        raise _Wrong(f"规则 {rule.code} 的 since 应是日期")
    return rule


def _ends(
    stated: Sequence[Any], code: str, lists: Mapping[str, Any], reasons: Mapping[str, Any]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in _sequence(stated, code):
        if isinstance(one, dict):
            found.append((str(one["on"]), str(one["reason"])))
            continue
        if one.startswith("@") and one[1:] not in lists:
            raise _Wrong(f"规则 {code} 的 ends 里没有 {one} 这个列表")
        for event in lists[one[1:]] if one.startswith("@") else [one]:
            if event not in reasons:
                raise _Wrong(f"规则 {code}：事件 {event} 没有写明原因")
            found.append((event, str(reasons[event])))
    return found


def _trigger(stated: object, code: str) -> Trigger:
    if isinstance(stated, str):
        return Trigger(stated)
    if isinstance(stated, dict) and isinstance(stated.get("on"), str):
        return Trigger(stated["on"], dict(stated.get("where", {})))
    raise _Wrong(f"规则 {code} 的事件应写成名称，或 {{ on = 名称 }}")


def _mapping(stated: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = stated.get(name, {})
    if not isinstance(found, dict):
        raise _Wrong(f"[{name}] 应是一组“名称 = 值”")
    return found


def _sequence(stated: object, code: str) -> Sequence[Any]:
    if not isinstance(stated, list | tuple):
        raise _Wrong(f"规则 {code} 的列表应写在方括号里")
    return stated


def _whole(value: object, code: str, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 3660:
        raise _Wrong(f"{code} 的 {name} 应是 0 到 3660 的整数，现在是：{value}")
    return value


def _one_of(kind: Any, value: object, code: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise _Wrong(f"规则 {code}：没有“{value}”，可以是：{'、'.join(kind)}") from None


def _all_of(kind: Any, values: object, code: str) -> frozenset[Any]:
    return frozenset(_one_of(kind, value, code) for value in _sequence(values, code))
