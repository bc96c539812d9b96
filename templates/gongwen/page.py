"""The page of GB/T 9704—2012: A4, margins, grid, page numbers."""

from __future__ import annotations

from docx import Document as new_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from templates.gongwen import measures as m
from templates.gongwen import styles
from templates.gongwen.oxml import element, put

_FOOTER_MM = m.PAGE_HEIGHT_MM - (m.TOP_MM + m.TEXT_HEIGHT_MM) - m.PAGE_NUMBER_GAP_MM - 3.3
"""Page edge to the foot of the page number's line, so that its dashes stand 7 mm under the text area."""


NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠年月日"
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
"""Signs that do not begin or end a line: Word's own for Chinese, and 年, 月, 日, which belong to their figures (7.3.3)."""
_DROPPED = (
    "/theme",
    "/thumbnail",
    "/customXml",
    "/stylesWithEffects",
    "/numbering",
    "/webSettings",
    "/fontTable",
    "/extended-properties",
)


def new_paper() -> Document:
    """An empty document with the standard's page, styles and page numbers."""
    document = new_document()
    _drop_parts(document)
    styles.define(document)
    section = document.sections[0]
    _page(section)
    _settings(document)
    number_pages(section)
    return document


def describe(document: Document, *, title: str, subject: str, author: str) -> None:
    """What a file manager shows of the paper; the days of python-docx's own template go."""
    properties = document.core_properties
    properties.title, properties.subject, properties.author = title, subject, author
    properties.comments, properties.language = "", "zh-CN"
    for child in list(properties._element):
        if child.tag in (qn("dcterms:created"), qn("dcterms:modified"), qn("cp:revision")):
            properties._element.remove(child)


def number_pages(section: Section) -> None:
    """``— 1 —`` at the right on odd pages and at the left on even ones, one character from the edge (7.5)."""
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    for footer, style in ((section.footer, "页码（单）"), (section.even_page_footer, "页码（双）")):
        paragraph = footer.paragraphs[0]
        paragraph.style = style
        put_number(paragraph)


def put_number(paragraph: Paragraph) -> None:
    """Write ``— 1 —`` with the page's own number."""
    paragraph.add_run("— ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" —")


def unnumbered(section: Section) -> None:
    """Take the numbers off again, for covers."""
    for footer in (section.footer, section.even_page_footer):
        for run in list(footer.paragraphs[0].runs):
            run._r.getparent().remove(run._r)


def at_foot(paragraph: Paragraph) -> None:
    """Put a paragraph at the foot of the text area, as the last element of a letter stands (10.1).

    The page is the one its next paragraph stands on. LibreOffice reads a frame only from the paragraph, not from the
    style, so it is set here too.
    """
    put(paragraph._p.get_or_add_pPr(), "w:framePr", **styles.FOOT)


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(m.PAGE_WIDTH_MM), Mm(m.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(m.TOP_MM), Mm(m.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(m.LEFT_MM), Mm(m.RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOTER_MM)
    properties = section._sectPr
    put(properties, "w:docGrid", type="lines", linePitch=m.LINE_TWIPS)


def _settings(document: Document) -> None:
    """Odd and even footers; no squeezed punctuation; today's Word rules. The rest of python-docx's settings goes."""
    settings = document.settings.element
    for child in list(settings):
        if child.tag != qn("w:compat"):
            settings.remove(child)
    compat = settings.find(qn("w:compat"))
    for setting in compat.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for made in (
        element("w:zoom", percent=100),
        element("w:defaultTabStop", val=m.characters(2)),
        element("w:evenAndOddHeaders"),
        element("w:characterSpacingControl", val="doNotCompress"),
        element("w:noLineBreaksAfter", lang="zh-CN", val=NOT_LAST),
        element("w:noLineBreaksBefore", lang="zh-CN", val=NOT_FIRST),
    ):
        compat.addprevious(made)


def _drop_parts(document: Document) -> None:
    """A theme's fonts would win over those of the styles, and a thumbnail shows an empty page; the rest is unused."""
    package = document.part.package
    for owner in (document.part, package):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(_DROPPED):
                del owner.rels[key]


def _field(paragraph: Paragraph, code: str) -> None:
    """A field in its three parts; python-docx has no word for it."""
    for kind in ("begin", "code", "separate", "result", "end"):
        run = paragraph.add_run("1" if kind == "result" else "")
        if kind == "code":
            instruction = element("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind != "result":
            run._r.append(element("w:fldChar", fldCharType=kind))
