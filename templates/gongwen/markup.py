"""Reads the markup of ``sheet``; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from templates.gongwen import measures as m
from templates.gongwen.tables import WIDTH, Cell, Row, tag

_MARKS = {"~ ": "公文正文（接署名）", "# ": "一级标题", "## ": "二级标题", "### ": "三级标题"}
_COUNTER = "{%p set count = namespace(of=0) %}"
_STYLED = re.compile(r"\[([^\]]+)\] ?(.*)", re.DOTALL)
_CELL = re.compile(
    r'(?P<ditto>"):(?P<below>\d+(?:\.\d+)?)|(?P<text>.*):(?P<width>\d+(?:\.\d+)?)(?P<merge>v?)', re.DOTALL
)
_ROW = re.compile(r"\|(?P<flags>[-=^&%]*)(?P<lines>\d*(?:\.\d+)?) (?P<cells>.*)", re.DOTALL)
_CELL_STYLES = {"=": "格内项目", "*": "格内居中", ">": "格内签署", "!": "格内分栏", "_": "格内段落"}
_OPEN_STYLES = {"=": "表格名目", "*": "格内居中", ">": "格内签署", "!": "表格称谓", "_": "表格填写"}

ATTACHED = (
    ("", "{%p if attachments %}"),
    ("", "{%p for one in attachments %}"),
    ("", "{%p if loop.length == 1 %}"),
    ("附件说明", "附件：{{ one }}"),
    ("", "{%p elif loop.first %}"),
    ("附件说明（首项）", "附件：1.{{ one }}"),
    ("", "{%p else %}"),
    ("附件说明（续项）", "{{ loop.index }}.{{ one }}"),
    ("", "{%p endif %}"),
    ("", "{%p endfor %}"),
    ("", "{%p endif %}"),
)
"""附件说明: one attachment, or several one below the other (GB/T 9704—2012 7.3.4)."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table."""

    rows: tuple[Row, ...]
    ruled: bool


_CLOSING = "公文正文（接署名）"


def blocks(body: str) -> Iterator[Text | Table]:
    """The paragraphs and tables of a body, in order. Raises ValueError for a row that cannot be read."""
    made = list(_blocks(body))
    for place, one in enumerate(made):
        if isinstance(one, Text) and one.style == _CLOSING:
            _keep_before(made, place)
    return iter(made)


def _keep_before(made: list[Text | Table], place: int) -> None:
    """The text before a closing line stays with it, so that no signature stands with a single line on a page of its own.

    Of text that depends on a condition, the last paragraph of every branch does, and the one before them all. Text of a
    loop does not: all its paragraphs would hang together and leave a page half empty.
    """
    depth, marked = 0, False
    for before in range(place - 1, -1, -1):
        one = made[before]
        if not isinstance(one, Text) or one.text.startswith(("{%p endfor", "{%p for")):
            return
        if one.text.startswith("{%p"):
            depth += one.text.startswith("{%p endif") - one.text.startswith("{%p if")
            marked = False
        elif not marked:
            if one.style not in ("公文正文", _CLOSING):
                return
            made[before] = Text(_CLOSING, one.text)
            marked = True
            if depth <= 0:
                return


def _blocks(body: str) -> Iterator[Text | Table]:
    rows: list[Row] = []
    ruled = True
    if "\n#+ " in f"\n{body}":
        yield Text("", _COUNTER)
    for line in body.strip("\n").split("\n"):
        if line.startswith("|"):
            found = _ROW.fullmatch(line)
            if found is None:
                raise ValueError(f"no row: {line}")
            if rows and set(found["flags"]) & set("-="):
                yield Table(tuple(rows), ruled)
                rows = []
            ruled = "-" not in found["flags"] if not rows else ruled
            rows.append(_row(found, ruled))
            continue
        if rows:
            yield Table(tuple(rows), ruled)
            rows = []
        if line.strip() == "@@attachments":
            yield from (Text(style, words) for style, words in ATTACHED)
        elif line.strip():
            yield from _repeated(paragraph(line.strip()))
    if rows:
        yield Table(tuple(rows), ruled)


def paragraph(line: str) -> Text:
    """One line of a body."""
    if line.startswith("{%p"):
        return Text("", line)
    if styled := _STYLED.fullmatch(line):
        return Text(styled[1], styled[2])
    if line.startswith("#+ "):
        return Text("一级标题", f"{{% set count.of = count.of + 1 %}}{{{{ count.of | chinese }}}}、{line[3:]}")
    for mark, style in _MARKS.items():
        if line.startswith(mark):
            return Text(style, line[len(mark) :])
    return Text("公文正文", line)


def _repeated(one: Text) -> Iterator[Text]:
    if not one.text.startswith("@"):
        yield one
        return
    yield Text("", f"{{%p for line in {one.text[1:].strip()} %}}")
    yield Text(one.style, "{{ line }}")
    yield Text("", "{%p endfor %}")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """(style, characters) of a paragraph with ``⟦style⟧ … ⟦⟧``; the style is empty for plain ones."""
    parts = re.split(r"⟦([^⟧]*)⟧", text)
    for style, words in zip(["", *parts[1::2]], parts[::2], strict=True):
        if words:
            yield style, words


def _row(found: re.Match[str], ruled: bool) -> Row:
    flags, text = found["flags"], found["cells"]
    if "%" in flags:
        return tag(text)
    cells = tuple(_cells(text, _CELL_STYLES if ruled else _OPEN_STYLES))
    return Row(cells, float(found["lines"] or 1), heading="^" in flags, split="&" in flags)


def _cells(text: str, styles: dict[str, str]) -> Iterator[Cell]:
    found = [_CELL.fullmatch(part.strip()) for part in text.split("｜")]
    if any(match is None for match in found):
        raise ValueError(f"no cells: {text}")
    matches = [match for match in found if match is not None]
    edges = [0, *(_twips(end) for end in accumulate(float(match["width"] or match["below"]) for match in matches))]
    for match, left, right in zip(matches, edges, edges[1:], strict=False):
        if match["ditto"]:
            yield Cell(right - left, "", styles["="], "continue")
        else:
            yield Cell(right - left, _signed(match["text"], styles), "", "restart" if match["merge"] else "")


def _signed(text: str, styles: dict[str, str]) -> str:
    """Paragraphs of a cell with their styles written out, as ``tables`` takes them."""
    made = []
    for part in text.split("¶"):
        bare = part.strip()
        if bare.startswith(("{%p", "[")):
            made.append(bare)
        elif bare.startswith("@"):
            made.append(
                f"{{%p for line in {bare[1:].strip()} or [''] %}}¶[{styles['_']}]{{{{ line }}}}¶{{%p endfor %}}"
            )
        elif bare[:1] in styles:
            made.append(f"[{styles[bare[0]]}]{bare[1:].strip()}")
        else:
            made.append(f"[{'格内文字' if styles is _CELL_STYLES else '表格文字'}]{bare}")
    return "¶".join(made)


def _twips(characters: float) -> int:
    return round(characters * WIDTH / m.CHARACTERS)
