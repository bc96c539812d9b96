"""The red heading of a letter (信函格式, GB/T 9704—2012 10.1): issuer's name, double line above and below."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm

from templates.gongwen import measures as m

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
THICK_PT = 2.25
THIN_PT = 0.75
_APART_MM = 1.0
"""Thick to thin, centre to centre."""


def add_letterhead(document: Document) -> None:
    """Put the heading and both double lines on the first page only; the name is the tag ``{{ unit }}``.

    The lines are drawings and not borders: a border's distance from the text depends on the font, and the standard
    gives it in millimetres.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(28.4)  # its first line's characters then begin 30 mm from the edge
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    header.paragraphs[0].text = "{%p if heading == 'normal' %}"
    header.add_paragraph("{{ unit }}", "发文机关标志")
    header.add_paragraph("{%p elif heading == 'long' %}")
    header.add_paragraph("{{ unit }}", "发文机关标志（长）")
    header.add_paragraph("{%p else %}")
    header.add_paragraph("{{ unit }}", "发文机关标志（特长）")
    header.add_paragraph("{%p endif %}")
    rules = header.add_paragraph(style="版头红线")
    left = (m.PAGE_WIDTH_MM - m.RULE_WIDTH_MM) / 2
    below = 2.3
    foot = m.PAGE_HEIGHT_MM - m.RULE_FOOT_MM
    for number, (pt, top, anchor) in enumerate(
        (
            (THICK_PT, below, "paragraph"),
            (THIN_PT, below + _APART_MM, "paragraph"),
            (THIN_PT, foot - _APART_MM, "page"),
            (THICK_PT, foot, "page"),
        ),
        start=1,
    ):
        rules.add_run()._r.append(parse_xml(_line(number, pt, left, top, anchor)))


def _line(number: int, width_pt: float, left_mm: float, top_mm: float, anchor: str) -> str:
    """A red straight line, ``width_pt`` thick, at a fixed place of the page."""
    return (
        f'<w:drawing {_NAMESPACES}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{m.emu(left_mm)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{anchor}"><wp:posOffset>{m.emu(top_mm)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{m.emu(m.RULE_WIDTH_MM)}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="红线{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{m.emu(m.RULE_WIDTH_MM)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(width_pt * 12700)}"><a:solidFill><a:srgbClr val="{m.RED}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
