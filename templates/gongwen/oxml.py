"""Small pieces of WordprocessingML in the order its schema wants.

Word refuses or ignores a property that stands out of order, so nothing is appended blindly: ``put`` knows the sequence
of w:pPr, w:rPr and w:sectPr (ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28, 17.6.17).
"""

from __future__ import annotations

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

_ORDER = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "w:sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
}
_RANK = {parent: {qn(f"w:{name}"): rank for rank, name in enumerate(names.split())} for parent, names in _ORDER.items()}

_RANK["w:sectPr"][qn("w:footerReference")] = 0  # headers and footers may be mixed


def element(tag: str, **attributes: str | int | float) -> BaseOxmlElement:
    """A new element, such as ``element("w:ind", right=632)``; attributes are in the w namespace."""
    made = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(parent: etree._Element, tag: str, **attributes: str | int | float) -> BaseOxmlElement:
    """Set property ``tag`` of a w:pPr, w:rPr or w:sectPr, replacing an older one, at its place in the order."""
    made = element(tag, **attributes)
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    ranks = next(ranks for name, ranks in _RANK.items() if parent.tag == qn(name))
    mine = ranks[qn(tag)]
    for index, child in enumerate(list(parent)):
        if ranks.get(child.tag, -1) > mine:
            parent.insert(index, made)
            return made
    parent.append(made)
    return made


def in_order(parent: etree._Element) -> bool:
    """True if the children of a property element stand in the schema's order."""
    ranks = next(ranks for name, ranks in _RANK.items() if parent.tag == qn(name))
    places = [ranks[child.tag] for child in parent if child.tag in ranks]
    return places == sorted(places)
