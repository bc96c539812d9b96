"""How a value is written, by the form a shelf file gives it; pure.

======== ==================================================== ==================================================
form     what comes in                                        what the template gets
======== ==================================================== ==================================================
line     text                                                 one line
phrase   text                                                 one line without its full stop
sentence text                                                 one line with a full stop
text     text                                                 a list of closed paragraphs
items    text of several lines or ``；``, or a list           a list of phrases without numbers of their own
names    names parted by ``、`` or a list                      one line parted by ``、``
copies   names parted by ``、`` or a list                      one line parted by ``，``, as 抄送 wants
list     names parted by ``、`` or a list                      a list
day      a date or its text                                   ``2022年5月6日``
number   a document number                                    with 〔〕, checked
money    fen, or text such as 1.2万元                          ``人民币壹万元整（¥10,000.00）``
choice   one of the options                                   ``■是　□否``
rows     lines or ``；``, columns parted by ``｜``; or mappings a list of mappings with the columns as keys
======== ==================================================== ==================================================
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from archive.chinese.date_words import gongwen_date
from archive.chinese.money import amount_phrase, parse_yuan
from archive.errors import InvalidInput
from templates import checks, text
from templates.overrides import parse_day
from templates.papers.desk import Desk
from templates.shelf import FieldSpec

_COLUMN = re.compile(r"[｜|]")
_CHOSEN, _OPEN = "■", "□"


def write(spec: FieldSpec, raw: Any, desk: Desk) -> Any:
    """``raw`` in the form of its field; what is wrong with it is told to the desk and written as nothing."""
    try:
        return _WRITERS[spec.form](spec, raw, desk)
    except InvalidInput as problem:
        desk.problems.append(f"{spec.label}“{raw}”不对：{problem.message}{problem.advice}")
        return "" if spec.form not in ("text", "items", "list", "rows") else []


def _joined(raw: Any, by: str) -> str:
    if isinstance(raw, dt.date):
        return gongwen_date(raw)
    return by.join(map(str, raw)) if isinstance(raw, tuple | list) else str(raw)


def _day(spec: FieldSpec, raw: Any, desk: Desk) -> str:
    if not raw:
        return ""
    day = raw if isinstance(raw, dt.date) else parse_day(str(raw))
    desk.days[spec.key] = day
    return gongwen_date(day)


def _number(spec: FieldSpec, raw: Any, desk: Desk) -> str:
    number = checks.fold_brackets(str(raw))
    ordinal = "第" in spec.example
    if number and (problem := checks.number_problem(number, spec.label, ordinal=ordinal)):
        (desk.notes if ordinal else desk.problems).append(problem)
    return number


def _money(_: FieldSpec, raw: Any, __: Desk) -> str:
    if raw is None or raw == "":
        return ""
    fen = raw if isinstance(raw, int) else parse_yuan(str(raw))
    if fen < 0:
        raise InvalidInput("金额不能小于0。", "")
    return amount_phrase(fen)


def _choice(spec: FieldSpec, raw: Any, _: Desk) -> str:
    chosen = text.names(str(raw)) if raw else ()
    if unknown := [one for one in chosen if one not in spec.options]:
        raise InvalidInput(f"没有“{unknown[0]}”这一种。", f"可以写：{'、'.join(spec.options)}。")
    return "　".join(f"{_CHOSEN if option in chosen else _OPEN}{option}" for option in spec.options)


def _items(_: FieldSpec, raw: Any, __: Desk) -> list[str]:
    parts: Sequence[str] = (
        text.items(raw) if isinstance(raw, str) else [text.unnumbered(str(part)) for part in raw or ()]
    )
    return [phrase for phrase in map(text.phrase, parts) if phrase]


def _list(_: FieldSpec, raw: Any, __: Desk) -> list[str]:
    parts: Sequence[str] = text.names(raw) if isinstance(raw, str) else [text.one_line(str(part)) for part in raw or ()]
    return [part for part in parts if part]


def _rows(spec: FieldSpec, raw: Any, _: Desk) -> list[dict[str, str]]:
    if not isinstance(raw, str):
        return [{key: text.one_line(str(row.get(key, ""))) for key in spec.options} for row in raw or ()]
    made = []
    lines = text.paragraphs(raw)
    parts = re.split(r"[；;]", lines[0]) if len(lines) == 1 else []
    for line in parts if parts and all(_COLUMN.search(part) for part in parts) else lines:
        cells = [text.one_line(cell) for cell in _COLUMN.split(line)]
        if len(cells) > len(spec.options):
            raise InvalidInput(
                f"“{line}”有{len(cells)}栏，只要{len(spec.options)}栏。", "各栏之间用竖线｜分开，一行一项。"
            )
        made.append(dict(zip(spec.options, [*cells, *[""] * len(spec.options)], strict=False)))
    return made


_WRITERS: Final[Mapping[str, Callable[[FieldSpec, Any, Desk], Any]]] = {
    "line": lambda spec, raw, desk: text.one_line(_joined(raw, "、")),
    "phrase": lambda spec, raw, desk: text.phrase(_joined(raw, "；")),
    "sentence": lambda spec, raw, desk: text.sentence(_joined(raw, "；")),
    "text": lambda spec, raw, desk: text.sentences(_joined(raw, "\n")),
    "items": _items,
    "names": lambda spec, raw, desk: "、".join(_list(spec, raw, desk)),
    "copies": lambda spec, raw, desk: "，".join(_list(spec, raw, desk)),
    "list": _list,
    "day": _day,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "rows": _rows,
}
