"""The values of a paper whose shelf file says where each comes from and how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from archive.cases import labels
from archive.cases.model import AppealRoute, Case, CaseKind
from templates import checks, people, text, wording
from templates.gongwen.title import heading_size, title_lines
from templates.overrides import Filled
from templates.papers import forms
from templates.papers.desk import Desk
from templates.papers.sources import look_up
from templates.shelf import FieldSpec

_LISTS: Final = frozenset({"text", "items", "list", "rows"})
_MARKS: Final = ("copy_no", "secrecy", "urgency")
"""份号, 密级和保密期限, 紧急程度, from above (GB/T 9704—2012 7.2.1 to 7.2.3)."""


def values(filled: Filled, desk: Desk) -> dict[str, Any]:
    """Values of a paper by its shelf file, with those every layout asks for."""
    made = {spec.tag: _value(spec, filled, desk) for spec in desk.paper.fields if ".N." not in spec.key}
    made = {**_common(filled, made, desk.paper.layout), **made}
    _worked_out(desk)
    _check(filled, desk)
    _fits(filled.case, desk)
    heading = desk.paper.heading or desk.paper.title
    made["title"] = title_lines(heading.format_map(made))
    return made


def _value(spec: FieldSpec, filled: Filled, desk: Desk) -> Any:
    raw, wrong = _raw(spec, filled, desk), len(desk.problems)
    value = forms.write(spec, raw, desk)
    if spec.required and len(desk.problems) == wrong:  # a wrong value is not a missing one
        desk.need(spec.key, raw and value)
    return value


def _worked_out(desk: Desk) -> None:
    """Ask for a day that is counted from another only when the other is there."""
    asked = {key for key, _ in desk.missing}
    waiting = {spec.key for spec in desk.paper.fields if any(key in asked for key in spec.follows)}
    desk.missing = [(key, label) for key, label in desk.missing if key not in waiting]


def _raw(spec: FieldSpec, filled: Filled, desk: Desk) -> Any:
    """What was typed, or given by a register, or what the first source knows."""
    if typed := filled.lines(spec.key):
        return typed
    if spec.key in filled.typed and _in_case(spec.key, filled.case):
        taken = look_up(spec.key, filled, desk)  # the case took it in; a source may say the same in better words
        if _plain(taken):
            return taken
    if desk.around.given.get(spec.key):
        return desk.around.given[spec.key]
    for source in spec.source or ((spec.key,) if _in_case(spec.key, filled.case) else ()):
        found = look_up(source, filled, desk)
        if found not in ("", None, (), []):
            return found
    return () if spec.form in _LISTS else ""


def _plain(value: Any) -> bool:
    """True for text, days, numbers and lists of text; an enumeration is none of these."""
    if isinstance(value, tuple):
        return all(isinstance(part, str) for part in value)
    return isinstance(value, str | int | dt.date) and not isinstance(value, Enum)


def _in_case(key: str, case: Case) -> bool:
    value: Any = case
    for part in key.split("."):
        if not hasattr(value, part):
            return False
        value = getattr(value, part)
    return True


def _common(filled: Filled, made: Mapping[str, Any], layout: str) -> dict[str, Any]:
    """What the heads and feet of the layouts print, empty where the paper has no such field."""
    unit = str(made.get("unit", ""))
    mark = str(made.get("masthead", "")) or (f"{unit}文件" if layout == "document" else unit)
    present = [{"text": made[key], "black": key != "copy_no"} for key in _MARKS if made.get(key)]
    contact = [made.get(key, "") for key in ("contact", "phone")]
    parts = [f"{label}：{value}" for label, value in zip(("联系人", "联系电话"), contact, strict=True) if value]
    return {
        "unit": unit,
        "number": "",
        "addressee": "",
        "route": filled.case.appeal_route.value if filled.case.appeal_route else "",
        "guidance": wording.guidance(filled.case.appeal_route),
        "you": people.you(people.petitioners(filled.case), filled.case.group_size),
        "heading": heading_size(mark),
        "marks": present,
        "three_marks": [*present, *[{"text": "", "black": False}] * (3 - len(present))],
        "attachments": [],
        "copies_to": "",
        "signers": [],
        "attendance": [],
        "imprint_unit": made.get("imprint_unit", unit),
        "imprint_day": made.get("imprint_day", made.get("signed_on", "")),
        "note": made.get("note") or (f"（{'；'.join(parts)}）" if parts else ""),
        "stub_title": "存　根",
    }


def _fits(case: Case, desk: Desk) -> None:
    """The law gives some papers to some cases only; what the case does not say is doubted, not refused."""
    paper = desk.paper
    if paper.kinds and case.kind.value not in paper.kinds:
        kinds = "、".join(labels.LABELS[CaseKind(kind)] for kind in paper.kinds)
        desk.problems.append(f"“{paper.title}”用于{kinds}案件，本案是{labels.LABELS[case.kind]}案件。")
        return
    if paper.classes and case.matter_class and case.matter_class.value not in paper.classes:
        desk.problems.append(f"“{paper.title}”不用于{labels.LABELS[case.matter_class]}类信访事项。")
    if paper.routes and case.appeal_route is None:
        desk.notes.append(f"案件没有填办理途径（《信访工作条例》第三十一条），请核对能否出“{paper.title}”。")
    elif paper.routes and case.appeal_route and case.appeal_route.value not in paper.routes:
        ways = "、".join(wording.ROUTES[AppealRoute(way)] for way in paper.routes)
        own = wording.ROUTES[case.appeal_route]
        desk.problems.append(
            f"“{paper.title}”只用于《信访工作条例》第三十一条{ways}，本案的办理途径是{own}；各途径的程序和救济不同。"
        )


def _check(filled: Filled, desk: Desk) -> None:
    """Days in order, the number's year, identity numbers."""
    names = {spec.key: spec.label for spec in desk.paper.fields}
    desk.problems += checks.order_problems([(names[key], desk.days.get(key)) for key in desk.paper.order])
    signed = desk.days.get("signed_on", desk.today)
    number = text.one_line(filled.get("number"))
    if number and (note := checks.year_note(checks.fold_brackets(number), signed, names.get("number", "文号"))):
        desk.notes.append(note)
    desk.notes += checks.identity_notes(filled.case.parties)
