"""Ways to do harm to a paper: each gives a function that plants one fault in a document."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from templates.gongwen.oxml import element, put
from tests.templates.checker.clean import at, say

Mutation = Callable[[Document], None]
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def saying(words: str, old: str, new: str) -> Mutation:
    """Other words."""
    return lambda document: say(document, words, old, new)


def font(words: str, name: str) -> Mutation:
    """Another type."""

    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            put(run._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)

    return plant


def size(words: str, points: float) -> Mutation:
    """Another size."""

    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.font.size = Pt(points)

    return plant


def margin(document: Document) -> None:
    """A wider left margin."""
    document.sections[0].left_margin = Mm(32)


def letter_paper(document: Document) -> None:
    """Paper of another size."""
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def gutter(document: Document) -> None:
    """Room for binding beside the margin."""
    document.sections[0].gutter = Mm(5)


def pitch(words: str, points: float) -> Mutation:
    """Another line height."""

    def plant(document: Document) -> None:
        at(document, words).paragraph_format.line_spacing = Pt(points)

    return plant


def loose(words: str) -> Mutation:
    """Characters further apart."""

    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            put(run._r.get_or_add_rPr(), "w:spacing", val=20)

    return plant


def colored(words: str, red: int = 255) -> Mutation:
    """Another colour."""

    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.font.color.rgb = RGBColor(red, 0, 0)

    return plant


def bold(words: str) -> Mutation:
    """Bold type."""

    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.bold = True

    return plant


def quotes_in_times(document: Document) -> None:
    """Quotation marks in a Latin font."""
    say(document, "各乡镇、各部门", "重要性", "“重要性”")
    for run in at(document, "各乡镇、各部门").runs:
        properties = run._r.get_or_add_rPr()
        put(properties, "w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="仿宋")
        next(properties.iter(qn("w:rFonts"))).set(qn("w:hint"), "default")


def aligned(words: str, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT) -> Mutation:
    """Another place on the line."""

    def plant(document: Document) -> None:
        at(document, words).alignment = align

    return plant


def indented(words: str, **measures: int) -> Mutation:
    """Other indents, in hundredths of a character."""

    def plant(document: Document) -> None:
        named = {f"{side}Chars": count for side, count in measures.items()}
        put(at(document, words)._p.get_or_add_pPr(), "w:ind", **named, **dict.fromkeys(measures, 0))

    return plant


def typed_indent(words: str) -> Mutation:
    """Two wide blanks where an indent should be."""

    def plant(document: Document) -> None:
        paragraph = at(document, words)
        say(document, words, words, f"　　{words}")
        put(paragraph._p.get_or_add_pPr(), "w:ind", firstLine=0, firstLineChars=0)

    return plant


def hidden(words: str) -> Mutation:
    """Text that is not shown."""

    def plant(document: Document) -> None:
        at(document, words).add_run("内部掌握").font.hidden = True

    return plant


def revision(document: Document) -> None:
    """A tracked change."""
    paragraph = at(document, "各乡镇、各部门")
    inserted = element("w:ins", id=9, author="某")
    inserted.append(paragraph.runs[0]._r)
    paragraph._p.append(inserted)


def removed(*words: str) -> Mutation:
    """Paragraphs that are missing."""

    def plant(document: Document) -> None:
        for one in words:
            document.element.body.remove(at(document, one)._p)

    return plant


def before(words: str, text: str, style: str = "公文正文") -> Mutation:
    """A paragraph more."""

    def plant(document: Document) -> None:
        at(document, words).insert_paragraph_before(text, style)

    return plant


def both(*plants: Mutation) -> Mutation:
    """Several things done at once."""

    def plant(document: Document) -> None:
        for one in plants:
            one(document)

    return plant


def retold(words: str, text: str) -> Mutation:
    """Another text for a whole paragraph, its line breaks given as \\n."""

    def plant(document: Document) -> None:
        at(document, words).text = text

    return plant


def new_page(words: str, on: int = 1) -> Mutation:
    """On a new page, or not."""

    def plant(document: Document) -> None:
        put(at(document, words)._p.get_or_add_pPr(), "w:pageBreakBefore", val=on)

    return plant


def no_space(words: str, **lines: int) -> Mutation:
    """Other spaces above or below."""

    def plant(document: Document) -> None:
        put(at(document, words)._p.get_or_add_pPr(), "w:spacing", **lines)

    return plant


def bordered(words: str, **border: str | int) -> Mutation:
    """Another line below, or none."""

    def plant(document: Document) -> None:
        borders = put(at(document, words)._p.get_or_add_pPr(), "w:pBdr")
        if border:
            borders.append(element("w:bottom", val="single", space=0, **border))

    return plant


def rules(change: Callable[[list[Any]], None]) -> Mutation:
    """Something done to the red lines of the letterhead."""

    def plant(document: Document) -> None:
        change(list(document.sections[0].first_page_header._element.iter(qn("wp:anchor"))))

    return plant


def shorter(anchors: list[Any]) -> None:
    """A line that does not reach the edges."""
    anchors[0].find(qn("wp:extent")).set("cx", "4680000")


def turned(anchors: list[Any]) -> None:
    """Thin above thick."""
    lines = [next(anchor.iter(qn("a:ln"))) for anchor in anchors[:2]]
    thick, thin = lines[0].get("w"), lines[1].get("w")
    lines[0].set("w", thin)
    lines[1].set("w", thick)


def unnumbered(document: Document) -> None:
    """No page numbers at all."""
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in list(footer.paragraphs[0].runs):
            footer.paragraphs[0]._p.remove(run._r)


def short_dashes(document: Document) -> None:
    """Hyphens for dashes."""
    for footer in (document.sections[0].footer, document.sections[0].even_page_footer):
        for run in footer.paragraphs[0].runs:
            if "—" in run.text:
                run.text = run.text.replace("—", "-")


def one_side(document: Document) -> None:
    """Odd and even pages alike."""
    settings = document.settings.element
    settings.remove(settings.find(qn("w:evenAndOddHeaders")))


def small_numbers(document: Document) -> None:
    """Page numbers of size 5."""
    for run in document.sections[0].footer.paragraphs[0].runs:
        run.font.size = Pt(10.5)


def numbered_first(document: Document) -> None:
    """A number on the first page of a letter."""
    put(document.sections[0]._sectPr, "w:titlePg", val=0)


def low_footer(document: Document) -> None:
    """Page numbers too near the edge."""
    document.sections[0].footer_distance = Mm(15)


def comment(document: Document) -> None:
    """A comment."""
    document.add_comment(at(document, "各乡镇、各部门").runs, text="再核一下", author="某")


def linked(document: Document) -> None:
    """A picture elsewhere."""
    document.part.relate_to("https://example.invalid/a.png", _IMAGE, is_external=True)


def upward(signer: str, font_name: str = "楷体_GB2312") -> Mutation:
    """A request to the body above: number at the left, who signs at the right."""

    def plant(document: Document) -> None:
        say(document, "关于进一步", "通知", "请示")
        paragraph = at(document, "方信访办发")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(f"\t{signer}")
        name = paragraph.add_run("李明")
        put(name._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", eastAsia=font_name)

    return plant


def minutes(document: Document) -> None:
    """The head of minutes."""
    say(document, "方正县信访局文件", "方正县信访局文件", "方正县信访工作会议纪要")


def printed_above(document: Document) -> None:
    """抄送 under 印发."""
    printed, copies = at(document, "方正县信访局办公室")._p, at(document, "抄送")._p
    copies.addprevious(printed)
    first, second = (next(one.iter(qn("w:pBdr"))) for one in (printed, copies))
    for kept, other in ((first, deepcopy(second)), (second, deepcopy(first))):
        for line in list(kept):
            kept.remove(line)
        kept.extend(list(other))
