"""A paper's page as data: its layout, and what stands on it in a light markup. No Word here.

The body is a text, a paragraph a line::

    text              公文正文
    ~ text            公文正文 that stays with the signature below it
    # text            一级标题            ## text  二级标题            ### text  三级标题
    [style] text      a paragraph in that style
    #+ text           一级标题 with the next number, 一、 二、 …, where some may be left out
    @x                a paragraph for each line of the list x; ``# @x`` and ``[style] @x`` in that style
    @@attachments     附件说明 of the list ``attachments``
    {%p if x %}       a tag that decides about the paragraphs around it
    ⟦黑体字⟧出席：⟦⟧     some characters in a style of their own
    |- a:14｜b:14      a row of a table without lines; |= begins one with lines
    |3 =名:4｜值:24     a row at least three lines high
    |^ =a:14｜=b:14    a heading row, repeated on every page
    |& a:28           a row that a page may cut
    |% {%tr for … %}  a tag that decides about rows

A cell is ``text:width``; widths are in characters (28 fill the line); ``:4v`` begins a cell that goes on below, in rows
where the cell is ``"``. Its first sign may say what it is: ``=`` a label, ``*`` centred, ``>`` at the right, ``!`` a
heading in black type, ``_`` a paragraph. ``¶`` parts the paragraphs of a cell, each of which may have its own sign, and
a part that begins with ``[style]`` has that style;
``@x`` in a cell is a paragraph for each line of x, an empty one if there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Letter:
    """信函格式 (GB/T 9704—2012 10.1): red name, double lines, no number on the first page."""

    body: str
    addressee: str = "{{ addressee }}"
    signature: str = "{{p signature(unit, signed_on) }}"
    note: str = "{{ note }}"
    """附注 under the date; its line is left out where it is empty."""
    stub: str = ""
    """Rows of a counterfoil (存根) on a page of its own."""


@dataclass(frozen=True, slots=True)
class Official:
    """文件格式 (7.2 to 7.4): 标志, 发文字号, red line, 版记."""

    body: str
    upward: bool = False
    """上行文: the number at the left, and who signs at the right."""
    attachments: str = ""
    """Body of the attachment pages."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """纪要格式 (10.3), and bulletins, which look alike."""

    body: str
    attendance: bool = True
    title: bool = True


@dataclass(frozen=True, slots=True)
class Plain:
    """A title over the text: applications, records, agreements, plans."""

    body: str
    number: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A ruled form: a title, a line above the table, the table."""

    body: str
    title: bool = True
    numbered: bool = True
    """Whether its pages bear numbers."""


Sheet = Letter | Official | Minutes | Plain | Form

_LAYOUTS: Final[Mapping[str, type[Sheet]]] = {
    "letter": Letter,
    "document": Official,
    "minutes": Minutes,
    "plain": Plain,
    "form": Form,
}


def of_layout(layout: str, parts: Mapping[str, Any]) -> Sheet:
    """The sheet of a shelf file. Raises ValueError for a part the layout does not have."""
    try:
        return _LAYOUTS[layout](**parts)
    except TypeError as problem:
        raise ValueError(f"{layout}: {problem}") from problem
