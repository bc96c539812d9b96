"""Straight red lines, drawn and not borders: a border's distance from the text depends on the font."""

from __future__ import annotations

from typing import Literal

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from templates.gongwen import measures as m

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def add_rule(
    paragraph: Paragraph,
    number: int,
    *,
    thick_pt: float,
    left_mm: float,
    width_mm: float,
    top_mm: float,
    anchor: Literal["page", "paragraph"],
    color: str = m.RED,
) -> None:
    """A line across the page, its middle ``top_mm`` below the top of the page or of the paragraph it hangs on.

    ``number`` is the drawing's own in the document; ``left_mm`` counts from the edge of the page.
    """
    paragraph.add_run()._r.append(parse_xml(_line(number, thick_pt, left_mm, width_mm, top_mm, anchor, color)))


def _line(number: int, thick_pt: float, left_mm: float, width_mm: float, top_mm: float, anchor: str, color: str) -> str:
    return (
        f'<w:drawing {_NAMESPACES}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{m.emu(left_mm)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{anchor}"><wp:posOffset>{m.emu(top_mm)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{m.emu(width_mm)}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="线{number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{m.emu(width_mm)}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(thick_pt * 12700)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
