"""The end of a filled paper, set once it is known how long it is: signature, 抄送 and 版记."""

from __future__ import annotations

from lxml import etree

from templates.gongwen.closing import SIGNED, settle
from templates.gongwen.copies import COPIES, keep_with_text
from templates.gongwen.imprint import PLACE, on_even_page

_MARKS = ("signature(", "unsealed(", "signed_by(", *(f'w:val="{style}"' for style in (*SIGNED, COPIES, PLACE)))


def has_end(source: str) -> bool:
    """Whether a template has an end to set: a signature, 抄送 or 版记."""
    return any(mark in source for mark in _MARKS)


def set_end(root: etree._Element) -> bool:
    """Set the end of a document where its own length asks for it; True if anything was changed."""
    settled = settle(root)
    kept = keep_with_text(root)
    return on_even_page(root) or settled or kept
