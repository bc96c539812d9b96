"""抄送 of a letter (GB/T 9704—2012 10.1) never stands alone with the note on a page of its own.

It is a frame at the foot of the page of the paragraph it hangs on, the note under the signature. Where that page has room
for the note but not for both, LibreOffice takes the two to the next page and leaves the signature behind, whatever is
kept together. There the last of the text goes with them, as it does by itself where the note has no room either.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from templates.gongwen.closing import SIGNED, is_kept, is_text
from templates.gongwen.length import end_of, height_in_lines, look_of
from templates.gongwen.looks import Look
from templates.gongwen.oxml import put

COPIES: Final = "抄送"
_TEXT: Final = "公文正文"


def keep_with_text(root: etree._Element) -> bool:
    """Begin a page before the last of the text where 抄送 would leave it; True if one was begun."""
    frames = [one for one in root.iter(qn("w:p")) if _is(look_of(one), COPIES)]
    if not frames:
        return False
    anchor = frames[-1].getnext()
    if anchor is None or anchor.tag != qn("w:p"):
        return False
    _, left = end_of(root, until=anchor)
    needed = sum(height_in_lines(one) for one in frames)
    if not -1.1 <= left < needed + 0.6:  # the count may be off by a line
        return False
    first = _last_of_text(frames[0])
    if first is None:
        return False
    properties = first.find(qn("w:pPr"))
    assert properties is not None  # it has a style
    put(properties, "w:pageBreakBefore")
    return True


def _last_of_text(frame: etree._Element) -> etree._Element | None:
    """The first of the paragraphs that are kept with the signature; None if they are all the text there is."""
    signature = next((one for one in frame.itersiblings(preceding=True) if _is(look_of(one), *SIGNED)), None)
    if signature is None:
        return None
    kept = list(takewhile(is_kept, signature.itersiblings(preceding=True)))
    for one in reversed(kept):
        before = one.getprevious()
        if before is not None and is_text(before) and _is(look_of(one), _TEXT):
            return one
    return None


def _is(look: Look | None, *names: str) -> bool:
    return look is not None and (look.name in names or look.based_on in names)
