"""Carrying out edits on a document: text of a paragraph, look of runs, place on the line, the page; nothing is taken away but what an edit names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from templates.checker.paper import Node, Paragraph, Run
from templates.checker.rule import Arrange, Dress, Edit, NumberPages, Replace, SetPage
from templates.gongwen import measures as m
from templates.gongwen.oxml import put
from templates.gongwen.page import put_number

_INDENTS: Final = ("firstLine", "firstLineChars", "hanging", "hangingChars")
_SIDES: Final = {"left": ("left", "start"), "right": ("right", "end")}
_FOOTER_MM: Final = 24.7
"""Page edge to the page number's line, so that its dashes stand 7 mm under the text."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def apply(document: Document, edits: Iterable[Edit]) -> None:
    """Carry out all edits; of two that touch the same characters the first."""
    texts: dict[int, list[Replace]] = defaultdict(list)
    others: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Replace):
            texts[id(edit.paragraph)].append(edit)
        else:
            others.append(edit)
    for edit in others:
        match edit:
            case Dress():
                for run in edit.runs:
                    _dress(run, edit)
            case Arrange():
                _arrange(edit)
            case SetPage():
                _set_page(edit.section.node)
            case NumberPages():
                _number_pages(document, edit)
            case _:
                pass
    for replacements in texts.values():
        _replace(replacements[0].paragraph, replacements)


def replaced(text: str, edits: Iterable[Replace]) -> str:
    """What a paragraph says once its text is mended."""
    for edit in reversed(_apart(edits)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _apart(edits: Iterable[Replace]) -> list[Replace]:
    """The edits from left to right, without those that touch an earlier one."""
    kept: list[Replace] = []
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if not kept or (edit.start >= kept[-1].end and (edit.start, edit.end) != (kept[-1].start, kept[-1].end)):
            kept.append(edit)
    return kept


def _replace(paragraph: Paragraph, edits: list[Replace]) -> None:
    pieces = [piece for run in paragraph.runs for piece in run.pieces]
    spans = [(piece.node, piece.start, piece.end) for piece in pieces]
    for edit in reversed(_apart(edits)):
        rest = edit.text
        for node, start, end in reversed(spans):
            inserted = edit.start == edit.end and (start < edit.start <= end or edit.start == start == spans[0][1])
            if not inserted and not (start < edit.end and edit.start < end):
                continue
            own = node.text or ""
            cut_from, cut_to = max(edit.start - start, 0), min(edit.end - start, end - start)
            first = start <= edit.start
            node.text = own[:cut_from] + (rest if first else "") + own[cut_to:]
            node.set(_SPACE, "preserve")
            if first:
                break


def _dress(run: Run, edit: Dress) -> None:
    properties = run.node.get_or_add_rPr()
    if edit.font is not None or edit.hinted is not None:
        fonts = properties.find(qn("w:rFonts"))
        attributes = {} if fonts is None else {str(k): str(v) for k, v in fonts.attrib.items()}
        if edit.font is not None:
            attributes = {}
            for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
                attributes[qn(f"w:{slot}")] = edit.font
        attributes[qn("w:hint")] = "eastAsia"
        made = put(properties, "w:rFonts")
        for name, value in attributes.items():
            made.set(name, value)
    if edit.size is not None:
        put(properties, "w:sz", val=round(edit.size * 2))
        put(properties, "w:szCs", val=round(edit.size * 2))
    if edit.color is not None:
        put(properties, "w:color", val=edit.color)
    if edit.closer is not None:
        put(properties, "w:spacing", val=edit.closer)


def _arrange(edit: Arrange) -> None:
    properties = edit.paragraph.node.get_or_add_pPr()
    if edit.align is not None:
        put(properties, "w:jc", val=edit.align)
    if edit.closed:
        old = properties.find(qn("w:spacing"))
        kept = {str(k): str(v) for k, v in old.attrib.items()} if old is not None else {}
        made = put(properties, "w:spacing", before=0, after=0)
        for name, value in kept.items():
            if name.rpartition("}")[2] in ("line", "lineRule"):
                made.set(name, value)
    if edit.line is not None:
        old = properties.find(qn("w:spacing"))
        kept = {str(k): str(v) for k, v in old.attrib.items()} if old is not None else {}
        made = put(properties, "w:spacing")
        for name, value in kept.items():
            made.set(name, value)
        made.set(qn("w:line"), str(edit.line))
        made.set(qn("w:lineRule"), "exact")
    if edit.new_page is not None:
        put(properties, "w:pageBreakBefore", val=int(edit.new_page))
    if edit.first is not None or edit.left is not None or edit.right is not None:
        _indent(properties, edit)


def _indent(properties: Node, edit: Arrange) -> None:
    old = properties.find(qn("w:ind"))
    kept = {str(k): str(v) for k, v in old.attrib.items()} if old is not None else {}
    made = put(properties, "w:ind")
    values: dict[str, int] = {}
    if edit.first is not None:
        kept = {name: value for name, value in kept.items() if name not in {qn(f"w:{one}") for one in _INDENTS}}
        name = "firstLine" if edit.first >= 0 else "hanging"
        values |= {f"{name}Chars": round(abs(edit.first) * 100), name: m.characters(abs(edit.first))}
    for side, names in _SIDES.items():
        count = getattr(edit, side)
        if count is not None:
            gone = {qn(f"w:{name}{ending}") for name in names for ending in ("", "Chars")}
            kept = {name: value for name, value in kept.items() if name not in gone}
            values |= {f"{side}Chars": round(count * 100), side: m.characters(count)}
    for name, value in kept.items():
        made.set(name, value)
    for short, count in values.items():
        made.set(qn(f"w:{short}"), str(count))


def _number_pages(document: Document, edit: NumberPages) -> None:
    """Footers with nothing but the standard's number; a letter's first page has none."""
    section = next((one for one in document.sections if one._sectPr is edit.section.node), None)
    if section is None:
        return
    section.footer_distance = Mm(_FOOTER_MM)
    settings = document.settings.element
    if settings.find(qn("w:evenAndOddHeaders")) is None:
        document.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = not edit.first
    if not edit.first:
        section.first_page_footer.is_linked_to_previous = False
    for footer in (section.footer, section.even_page_footer, *(() if edit.first else (section.first_page_footer,))):
        footer.is_linked_to_previous = False
        for node in list(footer._element):
            footer._element.remove(node)
        footer.add_paragraph()
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        put_number(paragraph)
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            put(properties, "w:rFonts", hint="eastAsia", ascii=m.SONG, hAnsi=m.SONG, eastAsia=m.SONG, cs=m.SONG)
            put(properties, "w:spacing", val=0)
            put(properties, "w:sz", val=round(m.SIZE_4 * 2))
            put(properties, "w:szCs", val=round(m.SIZE_4 * 2))
        properties = paragraph._p.get_or_add_pPr()
        put(properties, "w:spacing", before=0, after=0, line=240, lineRule="auto")
        sides = {f"{side}Chars": 100, side: round(20 * m.SIZE_4), "firstLine": 0}
        put(properties, "w:ind", **sides)
        put(properties, "w:jc", val=side)


def _set_page(section: Node) -> None:
    """A4, the margins, a grid of lines; the distances of header and footer stay."""
    turned = False
    size = section.find(qn("w:pgSz"))
    if size is not None:
        turned = size.get(qn("w:orient")) == "landscape"
    width, height = m.twips(m.PAGE_WIDTH_MM), m.twips(m.PAGE_HEIGHT_MM)
    made = put(section, "w:pgSz", w=height if turned else width, h=width if turned else height)
    if turned:
        made.set(qn("w:orient"), "landscape")
        return
    old = section.find(qn("w:pgMar"))
    kept = {str(k): str(v) for k, v in old.attrib.items()} if old is not None else {}
    margins = put(section, "w:pgMar")
    for name, value in kept.items():
        margins.set(name, value)
    sides = {"top": m.TOP_MM, "right": m.RIGHT_MM, "bottom": m.BOTTOM_MM, "left": m.LEFT_MM}
    for side, millimetres in sides.items():
        margins.set(qn(f"w:{side}"), str(m.twips(millimetres)))
    for name, twips in (("header", 850), ("footer", 1400)):
        if margins.get(qn(f"w:{name}")) is None:
            margins.set(qn(f"w:{name}"), str(twips))
    margins.set(qn("w:gutter"), "0")
