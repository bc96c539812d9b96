"""How many lines are left free between two elements: empty paragraphs and the spaces of styles together."""

from __future__ import annotations

from templates.checker.paper import Paper, Paragraph, Role, Where
from templates.gongwen import measures as m


def lines_between(paper: Paper, paragraph: Paragraph, step: int) -> float | None:
    """Free lines of 28.95 pt below (+1) or above (-1) a paragraph; None at the end of the text or beside a table."""
    free = paragraph.after if step > 0 else paragraph.before
    at = paragraph.index + step
    while 0 <= at < len(paper.paragraphs):
        other = paper.paragraphs[at]
        if other.where is not Where.BODY or other.new_page:
            return None
        if other.framed:
            at += step
            continue
        if paper.roles[at] is not Role.EMPTY:
            return free + (other.before if step > 0 else other.after)
        free += other.before + other.after + (other.pitch or m.LINE_TWIPS / 20) / (m.LINE_TWIPS / 20)
        at += step
    return None
