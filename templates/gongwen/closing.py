"""No signature stands on a page without text (GB/T 9704—2012 7.3.5.5).

The last lines of the text are kept with it. A long last paragraph is not: carried over, it would leave the page before
half empty, and where it is all the text there is, nothing can be kept at all. There the standard has the lines set
closer together or further apart, until the signature has room under the text or some of the text goes over to its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, takewhile
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from templates.gongwen import measures as m
from templates.gongwen.length import PAGE, end_of, height_in_lines, height_in_twips, look_of
from templates.gongwen.looks import Look
from templates.gongwen.oxml import put

SIGNED: Final = ("署名", "署名（不盖章）", "签名章")
"""Styles of the first line of a signature."""
_TEXT, _ATTACHED = "公文正文", "附件说明"
_FEWEST, _MOST, _MORE = 2, 6, 3
"""Lines of text that are kept with a signature; the longest last paragraph that is carried over whole; and the longest
before a shorter last one."""
_SPARE: Final = _FEWEST + 1
"""Lines of text that are meant to go over with the signature: a count may be off by one."""
_CLOSEST, _WIDEST = 360, 800
"""Twips from line to line, 18 and 40 pt, between which lines of 16 pt do not run into each other or apart."""


def settle(root: etree._Element) -> bool:
    """Keep the last of the text with the signature, or set its lines so that it stays; True if anything was changed."""
    signature = _signature(root)
    if signature is None:
        return False
    pitch = pitch_of(root)
    changed = _keep(signature)
    if pitch is None:
        return changed
    text = _text_before(signature)
    for one in (*text, *_end_of(text[0])) if pitch < m.LINE_TWIPS else text:
        look = look_of(one)
        before = round(look.before * pitch) if look is not None else 0
        put(_properties(one), "w:spacing", before=before, line=pitch, lineRule="exact")
    return True


def pitch_of(root: etree._Element) -> int | None:
    """Twips from line to line that keep text and signature together; None where the usual ones do, or nothing can.

    The count of lines may be off by one: what ends within a line of the foot is taken to go over it.
    """
    signature = _signature(root)
    last = _above(signature) if signature is not None else None
    if signature is None or last is None or _to_keep(signature):
        return None
    page, left = end_of(root, until=last, usual=True)
    used = page * PAGE - left * m.LINE_TWIPS
    full, on_last = divmod(used - 1, PAGE)
    end = sum(map(height_in_twips, _end_of(last)))
    lines = sum(height_in_lines(one) for one in _text_before(signature))
    if on_last + end > PAGE - m.LINE_TWIPS:
        return _nearest(used, lines, end / m.LINE_TWIPS, int(full) + 1)
    if full and on_last < _FEWEST * m.LINE_TWIPS - 2:
        return _nearest(used, lines, end / m.LINE_TWIPS, int(full))
    return None


def is_kept(paragraph: etree._Element) -> bool:
    """Whether a paragraph stays on one page with the next, by itself or by its style."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}")
    if own is not None:
        return own.get(qn("w:val"), "1") != "0"
    look = look_of(paragraph)
    return look is not None and look.together


def is_text(block: etree._Element) -> bool:
    """Whether it is a paragraph of the running text, and no heading."""
    look = look_of(block)
    return look is not None and look.level is None and _is(look, _TEXT)


def _nearest(used: float, lines: float, end: float, page: int) -> int | None:
    """The pitch nearest to the usual one with which all ends on ``page``, or lines of the text go over it.

    Args:
        used: twips from the top of the first page to the end of the text.
        lines: of the text.
        end: of what follows the text.
        page: the page the text ends on.
    """
    room = page * PAGE - (used - lines * m.LINE_TWIPS)
    pitches = [(room - (page - 1) * m.LINE_TWIPS) / (lines + end + 1)]
    if lines > _SPARE:
        pitches.append(room / (lines - _SPARE))
    fitting = [round(one) for one in pitches if _CLOSEST <= one <= _WIDEST]
    return min(fitting, key=lambda one: max(one / m.LINE_TWIPS, m.LINE_TWIPS / one), default=None)


def _keep(signature: etree._Element) -> bool:
    """Keep the last of the text with the signature, and let go of what stands above it."""
    changed, wanted = False, _to_keep(signature)
    for one in takewhile(is_text, _upwards(signature)):
        keep = one in wanted
        if not keep and not is_kept(one):
            break
        if keep != is_kept(one):
            put(_properties(one), "w:keepNext", val=int(keep))
            changed = True
    return changed


def _to_keep(signature: etree._Element) -> list[etree._Element]:
    """The last paragraphs of the text that make two lines; none that is long, and none that begins the text."""
    kept: list[etree._Element] = []
    lines = 0.0
    first = [one for one in _text_before(signature) if is_text(one)][-1:]
    for one in takewhile(is_text, _upwards(signature)):
        own = height_in_lines(one)
        if lines >= _FEWEST or own > (_MORE if kept else _MOST) or one in first:
            break
        kept.append(one)
        lines += own
    return kept


def _signature(root: etree._Element) -> etree._Element | None:
    body = root.find(qn("w:body"))
    return next((one for one in body if _is(look_of(one), *SIGNED)), None) if body is not None else None


def _above(signature: etree._Element) -> etree._Element | None:
    """The last paragraph of the text, if nothing but 附件说明 stands between it and the signature."""
    above = next(_upwards(signature), None)
    return above if above is not None and is_text(above) else None


def _upwards(signature: etree._Element) -> Iterator[etree._Element]:
    before = signature.itersiblings(preceding=True)
    return dropwhile(_is_attachment, before)


def _is_attachment(block: etree._Element) -> bool:
    look = look_of(block)
    return look is not None and look.name.startswith(_ATTACHED)


def _text_before(signature: etree._Element) -> list[etree._Element]:
    return [one for one in signature.itersiblings(preceding=True) if _is(look_of(one), _TEXT)]


def _end_of(last: etree._Element) -> Iterator[etree._Element]:
    """What follows the text on its page: attachments, signature, note, and 抄送 at the foot."""
    for one in last.itersiblings():
        look = look_of(one)
        if look is None or look.page or look.name.startswith("版记"):
            return
        yield one


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = paragraph.find(qn("w:pPr"))
    assert properties is not None  # it has a style
    return properties


def _is(look: Look | None, *names: str) -> bool:
    return look is not None and (look.name in names or look.based_on in names)
