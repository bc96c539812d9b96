"""The looks of a paper made into the styles of a Word document."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import CharacterStyle, ParagraphStyle

from templates.gongwen import measures as m
from templates.gongwen.looks import BASE, END_LOOKS, LOOKS, TEXT_LOOKS, Look
from templates.gongwen.oxml import element, put

FOOT: dict[str, str | int] = {
    "w": m.twips(m.TEXT_WIDTH_MM),
    "wrap": "notBeside",
    "vAnchor": "margin",
    "hAnchor": "margin",
    "xAlign": "center",
    "yAlign": "bottom",
}
"""A frame over the whole width at the foot of the text area (w:framePr)."""
KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer")
"""Styles of python-docx's own template that stay; the others only crowd the list in Word."""


def define(document: Document) -> None:
    """Give ``document`` the styles of ``LOOKS`` and drop those no paper uses."""
    _forget(document)
    _base(document)
    for look in LOOKS:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.CHARACTER if look.run else WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, CharacterStyle)  # paragraph styles are such too
        style.quick_style = True
        style.hidden = False
        _apply_run(style, look)
        if isinstance(style, ParagraphStyle):
            style.base_style = document.styles[look.based_on]
            _apply(style, look)


def drop_unused(document: Document, used: set[str]) -> None:
    """Take out the styles of heads and forms that this paper has none of; those of the text stay for who edits it."""
    named = {look.name: look for look in LOOKS}
    kept = {look.name for look in (*TEXT_LOOKS, *END_LOOKS)} | used
    for look in reversed(LOOKS):
        if look.name in kept:
            kept.add(look.based_on)
    for style in list(document.styles):
        if style.name in named and style.name not in kept:
            style.delete()


def _forget(document: Document) -> None:
    styles = document.styles.element
    kept = {name.lower() for name in KEPT}
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in kept:
            styles.remove(style)
        for name in ("w:link", "w:rsid", "w:pPr"):
            for child in style.findall(qn(name)):
                style.remove(child)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        for exception in list(latent):
            latent.remove(exception)
    defaults = styles.find(qn("w:docDefaults"))
    for old in list(defaults):
        defaults.remove(old)
    run = element("w:rPrDefault")
    properties = element("w:rPr")
    run.append(properties)
    _font(properties, m.FANG_SONG)
    # figures are Latin text: were they called Chinese, LibreOffice would break a line between any two of them
    lang = put(properties, "w:lang", val="en-US", eastAsia="zh-CN")
    lang.set(qn("w:bidi"), "ar-SA")
    paragraph = element("w:pPrDefault")
    defaults.append(run)
    defaults.append(paragraph)


def _base(document: Document) -> None:
    """Normal: 仿宋 of size 3, 22 lines, 28 characters, nothing between Chinese and figures."""
    normal = document.styles[BASE].element
    run, paragraph = normal.get_or_add_rPr(), normal.get_or_add_pPr()
    _font(run, m.FANG_SONG)
    put(run, "w:spacing", val=m.CLOSER_TWIPS)
    put(run, "w:kern", val=0)
    _size(run, m.SIZE_3)
    put(paragraph, "w:widowControl", val=0)
    put(
        paragraph, "w:overflowPunct", val=1
    )  # LibreOffice 7 reads it the wrong way round: so it keeps inside the margin
    put(paragraph, "w:autoSpaceDE", val=0)
    put(paragraph, "w:autoSpaceDN", val=0)
    put(paragraph, "w:snapToGrid", val=0)  # exact lines keep the count; the grid would move what stands in millimetres
    put(paragraph, "w:spacing", before=0, after=0, line=m.LINE_TWIPS, lineRule="exact")
    put(paragraph, "w:jc", val="both")


def _apply_run(style: CharacterStyle, look: Look) -> None:
    run = style.element.get_or_add_rPr()
    if look.font:
        _font(run, look.font)
    if look.color:
        put(run, "w:color", val=look.color)
    if look.scale:
        put(run, "w:w", val=look.scale)
    if look.size:
        _size(run, look.size)


def _apply(style: ParagraphStyle, look: Look) -> None:
    paragraph = style.element.get_or_add_pPr()
    if look.together:
        put(paragraph, "w:keepNext")
    if look.whole:
        put(paragraph, "w:keepLines")
    if look.page:
        put(paragraph, "w:pageBreakBefore")
    if look.frame:
        put(paragraph, "w:framePr", **FOOT)
    if look.underline:
        borders = put(paragraph, "w:pBdr")
        borders.append(element("w:bottom", val="single", sz=4, space=0, color="auto"))
    if look.tab:
        stops = put(paragraph, "w:tabs")
        stops.append(element("w:tab", val="right", pos=m.characters(look.tab)))
    _spacing(paragraph, look)
    _indents(paragraph, look)
    if look.align:
        put(paragraph, "w:jc", val=look.align)
    if look.level is not None:
        put(paragraph, "w:outlineLvl", val=look.level)


def _spacing(paragraph: BaseOxmlElement, look: Look) -> None:
    values: dict[str, str | int] = {}
    for side in ("before", "after"):
        if lines := getattr(look, side):
            values[side] = round(lines * m.LINE_TWIPS)
    if look.line > 0:
        values |= {"line": look.line, "lineRule": "exact"}
    elif look.least:
        values |= {"line": look.least, "lineRule": "atLeast"}
    elif look.line < 0:
        values |= {"line": 240, "lineRule": "auto"}
    if values:
        put(paragraph, "w:spacing", **values)


def _indents(paragraph: BaseOxmlElement, look: Look) -> None:
    """Indents twice: in hundredths of a character, which Word prefers, and in twips for other programs."""
    values: dict[str, str | int] = {}
    names = {"left": "left", "right": "right", "first": "firstLine", "hanging": "hanging"}
    for field, name in names.items():
        if count := getattr(look, field):
            values |= {f"{name}Chars": round(count * 100), name: m.characters(count)}
    if values:
        put(paragraph, "w:ind", **values)


def _font(run: BaseOxmlElement, name: str) -> None:
    """One font in all four slots: Latin letters, quotes and dashes of a paper are set in it too."""
    put(run, "w:rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _size(run: BaseOxmlElement, points: float) -> None:
    put(run, "w:sz", val=round(points * 2))
    put(run, "w:szCs", val=round(points * 2))
