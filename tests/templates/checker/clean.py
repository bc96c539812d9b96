"""Two papers without a fault, for faults to be planted in: a reply of the shelf, and a document set by hand.

All people and places are invented.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document as open_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from templates import generate
from templates.gongwen import measures as m
from templates.gongwen.oxml import element, put
from templates.gongwen.page import new_paper
from tests.templates.samples import HOMESTEAD, TODAY

BODY = (
    (
        "公文正文",
        "近年来，我县信访工作机制不断健全。为进一步规范信访事项办理，根据《信访工作条例》第二十三条规定，现就有关事项通知如下：",
    ),
    ("一级标题", "一、提高思想认识"),
    ("公文正文", "各乡镇、各部门要充分认识做好信访工作的重要性，把解决群众合理诉求作为出发点和落脚点。"),
    ("一级标题", "二、规范办理流程"),
    ("二级标题", "（一）按时登记"),
    (
        "公文正文",
        "收到信访事项后，应当在15日内登记并书面告知信访人。2022年5月6日以前收到的，按照《关于规范信访事项登记工作的通知》（方信访办发〔2021〕18号）办理。",
    ),
    ("二级标题", "（二）及时办理"),
    ("公文正文", "1.一般事项应当在60日内办结。"),
    ("公文正文", "2.情况复杂的，经本单位负责人批准，可以延长办理期限，但延长期限不得超过30日。"),
    ("公文正文", "（1）延期应当书面告知信访人。"),
    ("公文正文", "（2）延期只有一次。"),
    (
        "公文正文",
        "三、落实专项经费。县财政安排专项经费人民币壹拾贰万元整（¥120,000.00），用于排查和化解工作，任何单位不得挪作他用。",
    ),
)
ATTACHED = ("信访事项办理流程图", "信访事项登记表填写说明")


@cache
def _letter() -> bytes:
    with TemporaryDirectory() as folder:
        return generate("reply", HOMESTEAD, Path(folder) / "reply.docx", today=TODAY).file.read_bytes()


@cache
def _official() -> bytes:
    packed = io.BytesIO()
    _set_official().save(packed)
    return packed.getvalue()


def letter() -> Document:
    """The reply about the boundary, as the shelf writes it."""
    return open_document(io.BytesIO(_letter()))


def official() -> Document:
    """方正县信访局文件: a notice with levels, attachments, annexes and an imprint."""
    return open_document(io.BytesIO(_official()))


CLEAN: dict[str, Callable[[], Document]] = {"letter": letter, "official": official}


def _set_official() -> Document:
    document = new_paper()
    mark = _add(document, "方正县信访局文件", font=m.BIAO_SONG, size=36, align="center", line=880)
    mark.runs[0].font.color.rgb = RGBColor(255, 0, 0)
    document.add_paragraph()
    document.add_paragraph()
    number = _add(document, "方信访办发〔2022〕12号", align="center")
    borders = put(number._p.get_or_add_pPr(), "w:pBdr")
    borders.append(element("w:bottom", val="single", sz=12, space=10, color=m.RED))
    document.add_paragraph()
    document.add_paragraph()
    document.add_paragraph("关于进一步规范信访事项办理工作的通知", "公文标题")
    document.add_paragraph("各乡镇人民政府，县直各部门：", "主送机关")
    for style, text in BODY:
        document.add_paragraph(text, style)
    first = document.add_paragraph(f"附件：1.{ATTACHED[0]}", "附件说明")
    put(first._p.get_or_add_pPr(), "w:ind", leftChars=600, left=1890, hangingChars=400, hanging=1260)
    second = document.add_paragraph(f"2.{ATTACHED[1]}", "附件说明")
    put(second._p.get_or_add_pPr(), "w:ind", leftChars=600, left=1890, hangingChars=100, hanging=315)
    document.add_paragraph("方正县信访局", "署名")
    document.add_paragraph("2022年6月20日", "成文日期")
    document.add_paragraph("（此件公开发布）", "附注")
    for count, title in enumerate(ATTACHED, start=1):
        annex = _add(document, f"附件{count}", font=m.HEI, align="left")
        put(annex._p.get_or_add_pPr(), "w:pageBreakBefore")
        document.add_paragraph()
        document.add_paragraph(title, "公文标题")
        document.add_paragraph("来信、来访和网上信访统一登记，逐项填写，不得漏项。", "公文正文")
    _imprint(document)
    return document


def _imprint(document: Document) -> None:
    copies = _add(document, "抄送：县委办公室，县人大常委会办公室，县政府办公室。", size=m.SIZE_4, align="both")
    put(
        copies._p.get_or_add_pPr(),
        "w:ind",
        leftChars=400,
        left=1120,
        rightChars=100,
        right=280,
        hangingChars=300,
        hanging=840,
    )
    printed = _add(document, "方正县信访局办公室\t2022年6月21日印发", size=m.SIZE_4, align="left")
    put(printed._p.get_or_add_pPr(), "w:ind", leftChars=100, left=280, rightChars=100, right=280)
    for paragraph, top, bottom in ((copies, 8, 6), (printed, 0, 8)):
        borders = put(paragraph._p.get_or_add_pPr(), "w:pBdr")
        if top:
            borders.append(element("w:top", val="single", sz=top, space=0, color="auto"))
        borders.append(element("w:bottom", val="single", sz=bottom, space=0, color="auto"))


def _add(
    document: Document, text: str, *, font: str = "", size: float = 0, align: str = "", line: int = 0
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    if font:
        put(run._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    if size:
        run.font.size = Pt(size)
    if align:
        names = {
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }
        paragraph.alignment = names[align]
    if line:
        put(paragraph._p.get_or_add_pPr(), "w:spacing", line=line, lineRule="exact")
    return paragraph


def at(document: Document, words: str) -> Paragraph:
    """The paragraph of the body that says these words, or else begins with them."""
    said = [p for p in document.paragraphs if p.text.lstrip().startswith(words)]
    return next((p for p in said if p.text == words), said[0])


def say(document: Document, words: str, old: str, new: str) -> None:
    """Other words in the paragraph that begins with ``words``."""
    paragraph = at(document, words)
    assert old in paragraph.text, (words, old)
    for run in paragraph.runs:
        if old in run.text:
            for node in run._r.iter(qn("w:t")):
                node.text = (node.text or "").replace(old, new, 1)
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
    raise AssertionError(f"{old} is spread over runs")
