"""On which page a paragraph stands: counted from its lines where nothing lays the pages out."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import Final

from templates.checker.paper import Paper, Paragraph, Role, Section, Where
from templates.gongwen import measures as m

_FONT_LINE: Final = 1.3
"""Height of a line by the font alone, in sizes."""


def with_estimated_pages(paper: Paper) -> Paper:
    """The paper with the page of each paragraph, from 1, as the count of lines has it; tables are taken for plain lines."""
    pages: list[int] = []
    ends: list[int] = []
    page, used, section = 1, 0.0, 0
    row = ""
    for paragraph, role in zip(paper.paragraphs, paper.roles, strict=True):
        box = paper.sections[min(paragraph.section, len(paper.sections) - 1)] if paper.sections else None
        height, room = _height(paragraph, box), _room(box)
        if paragraph.section != section or (paragraph.new_page and used):
            page, used, section = page + 1, 0.0, paragraph.section
        same_row = paragraph.where is Where.TABLE and paragraph.place == row
        row = paragraph.place if paragraph.where is Where.TABLE else ""
        if paragraph.framed or paragraph.where is Where.BOX or same_row or role in (Role.PRINTED, Role.COPIES):
            height = 0.0
        starts = page + (1 if used + min(height, m.LINE_TWIPS / 20) > room + 1 else 0)
        used += height
        while used > room + 1:
            page, used = page + 1, used - room
        pages.append(min(starts, page))
        ends.append(page)
        if paragraph.ends_page:
            page, used = page + 1, 0.0
    starting = _kept_together(paper, pages)
    return replace(paper, pages=starting, ends=tuple(map(max, starting, ends)))


def _kept_together(paper: Paper, pages: list[int]) -> tuple[int, ...]:
    """A heading goes over to the page of the text below it."""
    for paragraph, below in reversed(list(pairwise(paper.paragraphs))):
        if paragraph.together and not below.new_page and pages[below.index] == pages[paragraph.index] + 1:
            pages[paragraph.index] += 1
    return tuple(pages)


def _room(section: Section | None) -> float:
    """Points of a page's height that text may fill."""
    if section is None or section.height <= section.top + section.bottom:
        return m.TEXT_HEIGHT_MM / 25.4 * 72
    return (section.height - section.top - section.bottom) / 25.4 * 72


def _height(paragraph: Paragraph, section: Section | None) -> float:
    size = paragraph.size or m.SIZE_3
    width = m.TEXT_WIDTH_MM
    if section is not None and section.width > section.left + section.right:
        width = section.width - section.left - section.right
    line = paragraph.pitch
    if line is None:
        grid = section.grid_pitch if section is not None and paragraph.on_grid else 0.0
        line = max(size * _FONT_LINE, grid) * paragraph.multiple
    line = min(max(line, 1.0), 500.0)
    room = max(width / 25.4 * 72 / (size + m.CLOSER_TWIPS / 20) - paragraph.left - paragraph.right, 1.0)
    lines = 0
    for number, part in enumerate(paragraph.text.split("\n")):
        taken = _width(part) + (paragraph.first if not number else 0.0)
        lines += max(1, math.ceil(round(taken / room, 3)))
    return lines * line + (paragraph.before + paragraph.after) * m.LINE_TWIPS / 20


def _width(text: str) -> float:
    """In characters; Latin letters and figures take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)
