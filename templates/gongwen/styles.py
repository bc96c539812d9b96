"""The styles of a paper: everything about its looks is here, nothing in the paragraphs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

from templates.gongwen import measures as m
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
BASE = "Normal"
KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer")
"""Styles of python-docx's own template that stay; the others only crowd the list in Word."""


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style; lengths in characters and lines of the text, as the standard counts."""

    name: str
    based_on: str = BASE
    font: str = ""
    size: float = 0
    """Points; 0 inherits."""
    color: str = ""
    align: Literal["", "left", "center", "right", "both"] = ""
    first: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    """Indents in characters."""
    before: float = 0
    after: float = 0
    """Space in lines."""
    line: int = 0
    """Exact line height in twips; -1 for a line as high as its text needs; 0 inherits."""
    together: bool = False
    """With the next paragraph on one page."""
    whole: bool = False
    """Never cut by a page."""
    level: int | None = None
    """Level in the outline, 0 for the highest."""
    underline: bool = False
    """A thin line under it over its whole width, as in a form."""
    frame: bool = False
    """At the foot of the text area of its page."""


LOOKS: tuple[Look, ...] = (
    Look("公文标题", font=m.BIAO_SONG, size=m.SIZE_2, align="center", after=1, together=True, whole=True),
    Look("发文机关标志", font=m.BIAO_SONG, size=36, color=m.RED, align="center", line=880),
    Look("发文机关标志（长）", "发文机关标志", size=26, line=664, after=0.06),
    Look("发文机关标志（特长）", "发文机关标志", size=20, line=537, after=0.08),
    Look("版头红线", line=203, size=1),
    Look("信函发文字号", align="right", before=0.12, after=1.87, together=True),
    Look("主送机关", align="left", together=True),
    Look("公文正文", first=2),
    Look("公文正文（接署名）", "公文正文", together=True),
    Look("一级标题", "公文正文", font=m.HEI, together=True, level=0),
    Look("二级标题", "公文正文", font=m.KAI, together=True, level=1),
    Look("附件说明", left=5, hanging=3, align="left"),
    Look("署名", align="right", right=4, before=2, together=True, whole=True),
    Look("署名（表后）", "署名", before=1),
    Look("成文日期", align="right", right=4, together=True),
    Look("附注", first=2, align="left"),
    Look("抄送", size=m.SIZE_4, left=4, right=1, hanging=3, frame=True),
    Look("页码（单）", font=m.SONG, size=m.SIZE_4, align="right", right=1, line=-1),
    Look("页码（双）", font=m.SONG, size=m.SIZE_4, align="left", left=1, line=-1),
    Look("文书编号", align="right", after=0.5, together=True),
    Look("栏目", font=m.HEI, align="left", together=True),
    Look("表格文字", align="left", line=-1),
    Look("表格称谓", "表格文字", font=m.HEI),
    Look("表格名目", "表格文字", align="center"),
    Look("表格填写", "表格文字", underline=True),
    Look("表格称谓（接下行）", "表格称谓", together=True),
    Look("签名", align="left", line=-1, before=0.2),
    Look("签名（末行）", "签名", together=True),
)


def define(document: Document) -> None:
    """Give ``document`` the styles of ``LOOKS`` and drop those no paper uses."""
    _forget(document)
    _base(document)
    for look in LOOKS:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = document.styles[look.based_on]
        style.quick_style = True
        style.hidden = False
        _apply(style, look)


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
    lang = put(properties, "w:lang", val="zh-CN", eastAsia="zh-CN")
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


def _apply(style: ParagraphStyle, look: Look) -> None:
    run, paragraph = style.element.get_or_add_rPr(), style.element.get_or_add_pPr()
    if look.font:
        _font(run, look.font)
    if look.color:
        put(run, "w:color", val=look.color)
    if look.size:
        _size(run, look.size)
    if look.together:
        put(paragraph, "w:keepNext")
    if look.whole:
        put(paragraph, "w:keepLines")
    if look.frame:
        put(paragraph, "w:framePr", **FOOT)
    if look.underline:
        borders = put(paragraph, "w:pBdr")
        borders.append(element("w:bottom", val="single", sz=4, space=0, color="auto"))
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
