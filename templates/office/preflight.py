"""A template looked through before it is used: everything that is wrong with it, each with its place; and what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.errors import ReadError, TemplateError
from templates.checker.opening import open_document
from templates.fill import open_template
from templates.office import logic, tags
from templates.office.dictionary import GIVEN, dictionary, nearest
from templates.office.fault import Fault
from templates.office.lines import Line, lines_of
from templates.package import MOST_FILE, Danger, dangers, too_large_file
from templates.shelf import FieldSpec

ALWAYS = ("unit", "signed_on")
"""Fields a paper's life asks for, whether its template prints them or not; they are never required then."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found."""

    faults: tuple[Fault, ...]
    fields: tuple[FieldSpec, ...]
    """The fields the template uses, in the order of the dictionary; ``required`` as its conditions say."""

    @property
    def grave(self) -> tuple[Fault, ...]:
        """Those with which it cannot be used."""
        return tuple(fault for fault in self.faults if fault.grave)


def look_through(file: Path, own: Iterable[FieldSpec] = ()) -> Preflight:
    """Every fault of a template, first what is dangerous, then its tags.

    Raises:
        NotFound: no such file.
        ReadError: it is no Word document that can be opened; says what it is instead.
    """
    risky = _dangers(file)
    if risky:
        return Preflight(risky, ())
    open_document(file)
    lines = lines_of(file.read_bytes())
    added = {spec.tag: spec for spec in own}
    found = tags.find(lines)
    faults = list(found.faults)
    read = logic.Read(added)
    if faults:
        faults += _names_only(found.tags, added)
    else:
        for part, source in tags.sources(lines, found.tags):
            logic.read(part, source, read)
        faults += read.faults
        faults += _unused(added, read.used, lines)
    if not any(fault.grave for fault in faults):
        faults += _compiled(file)
    return Preflight(tuple(dict.fromkeys(faults)), _fields(read.used, added))


def _dangers(file: Path) -> tuple[Fault, ...]:
    """What is dangerous in it, before a library opens it; nothing for what is no zip file, which ``opening`` names."""
    try:
        if file.stat().st_size > MOST_FILE:
            found: tuple[Danger, ...] = (too_large_file(file.stat().st_size),)
        else:
            found = dangers(file.read_bytes())
    except (OSError, ReadError):
        return ()
    return tuple(Fault(one.place, f"有{one.what}", one.advice, one.code) for one in found)


def _names_only(found: Iterable[tags.Tag], added: Mapping[str, FieldSpec]) -> list[Fault]:
    """Unknown fields of a template whose tags do not fit together yet, so that all is told at once."""
    local = {"loop"}
    for tag in found:
        match = re.match(r"\s*(?:for\s+([\w\s,]+?)\s+in\b|set\s+(\w+))", tag.inside) if tag.statement else None
        local |= set(re.findall(r"\w+", (match[1] or match[2]) if match else ""))
    known = {*dictionary(), *GIVEN, *added, *local}
    faults = []
    for tag in found:
        match = re.fullmatch(r"\s*([^\W\d]\w*)\s*", tag.inside) if not tag.statement else None
        if match and match[1] not in known:
            near = nearest(match[1], added)
            advice = f"是不是“{near}”？" if near else "请用 juanzong template fields 查看字段表。"
            faults.append(Fault(tag.shown, f"没有“{match[1]}”这个字段", advice, "unknown_field"))
    return faults


def _unused(added: Mapping[str, FieldSpec], used: Mapping[str, bool], lines: list[Line]) -> list[Fault]:
    missing = [spec.label for name, spec in added.items() if name not in used]
    faults = [
        Fault("全文", f"声明的字段“{label}”没有用到", "请核对字段名。", "unused_field", grave=False)
        for label in missing
    ]
    if not used:
        place = lines[0].shown() if lines else "全文"
        faults.append(
            Fault(
                place,
                "没有用到任何字段，每次写出来都一样",
                "请用 {{ 字段名 }} 标出要填的地方。",
                "no_fields",
                grave=False,
            )
        )
    return faults


def _compiled(file: Path) -> list[Fault]:
    """What only the filling itself sees."""
    try:
        open_template(file)
    except TemplateError as problem:
        return [Fault("全文", problem.message.rstrip("。"), problem.advice, problem.error_code)]
    return []


def _fields(used: Mapping[str, bool], added: Mapping[str, FieldSpec]) -> tuple[FieldSpec, ...]:
    known = [word.spec for name, word in dictionary().items() if name in used or name in ALWAYS]
    specs = [*known, *(spec for name, spec in added.items() if name in used)]
    return tuple(replace(spec, required=used.get(spec.tag, False)) for spec in specs)
