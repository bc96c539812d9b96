"""The red heads of papers: of a letter (信函格式 10.1), a document (7.2) and minutes (10.3), GB/T 9704—2012."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from templates.gongwen import measures as m
from templates.gongwen.rules import add_rule

THICK_PT: Final = 2.25
THIN_PT: Final = 0.75
RED_PT: Final = 1.5
"""分隔线 under the number of a document; the standard gives no thickness."""
_APART_MM = 1.0
"""Thick to thin, centre to centre."""
_LINE_MM = m.LINE_TWIPS / 1440 * 25.4
_BESIDE_DATE = 17
"""Characters that have room on a line with a date."""
_DESCENT_MM = 1.2
"""Foot of the characters to the foot of their line of 28.95 pt."""


def add_letterhead(document: Document) -> None:
    """Put the heading and both double lines on the first page only; the name is the tag ``{{ unit }}``."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(28.4)  # its first line's characters then begin 30 mm from the edge
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    tags = _by_size("heading", "{{ unit }}", "发文机关标志")
    header.paragraphs[0].text = tags[0][1]
    for style, text in tags[1:]:
        header.add_paragraph(text, style or None)
    rules = header.add_paragraph(style="版头红线")
    left = (m.PAGE_WIDTH_MM - m.RULE_WIDTH_MM) / 2
    below = 2.3
    foot = m.PAGE_HEIGHT_MM - m.RULE_FOOT_MM
    lines = ((THICK_PT, below, "paragraph"), (THIN_PT, below + _APART_MM, "paragraph"))
    feet = ((THIN_PT, foot - _APART_MM, "page"), (THICK_PT, foot, "page"))
    for number, (pt, top, anchor) in enumerate((*lines, *feet), start=1):
        add_rule(
            rules,
            number,
            thick_pt=pt,
            left_mm=left,
            width_mm=m.RULE_WIDTH_MM,
            top_mm=top,
            anchor="page" if anchor == "page" else "paragraph",
        )


def letter_marks() -> tuple[tuple[str, str], ...]:
    """发文字号 at the right under the line; 份号, 密级, 紧急程度 at the left, the first of them beside it (10.1)."""
    mark = "{% if mark.black %}⟦黑体字⟧{{ mark.text }}⟦⟧{% else %}{{ mark.text }}{% endif %}"
    return (
        ("", "{%p if not marks %}"),
        ("信函发文字号", "{{ number }}"),
        ("", "{%p endif %}"),
        ("", "{%p for mark in marks %}"),
        ("", "{%p if loop.first %}"),
        ("信函标注（首行）", f"{mark}\t{{{{ number }}}}"),
        ("", "{%p else %}"),
        ("信函标注", mark),
        ("", "{%p endif %}"),
        ("", "{%p endfor %}"),
    )


def official_head(*, upward: bool) -> tuple[tuple[str, str], ...]:
    """份号, 密级, 紧急程度 in the first three lines, the issuer's name, the number; and who signs, where it goes upward."""
    head = [
        ("", "{%p for mark in three_marks %}"),
        ("版头标注", "{% if mark.black %}⟦黑体字⟧{{ mark.text }}⟦⟧{% else %}{{ mark.text }}{% endif %}"),
        ("", "{%p endfor %}"),
        *_by_size("heading", "{{ unit }}文件", "文件标志", padded=True),
    ]
    if upward:
        names = "签发人：⟦楷体字⟧{{ row }}⟦⟧"
        head += [
            ("", "{%p for row in signers[:-1] %}"),
            ("签发人（上行）", f"\t{names}"),
            ("", "{%p endfor %}"),
            ("发文字号（上行）", "{{ number }}\t签发人：⟦楷体字⟧{{ signers[-1] }}⟦⟧"),
        ]
    else:
        head.append(("发文字号", "{{ number }}"))
    return tuple(head)


def minutes_head() -> tuple[tuple[str, str], ...]:
    """标志, 期号, and who issues it at the left with the date at the right."""
    return (
        ("", "{%p for mark in three_marks %}"),
        ("版头标注", "{% if mark.black %}⟦黑体字⟧{{ mark.text }}⟦⟧{% else %}{{ mark.text }}{% endif %}"),
        ("", "{%p endfor %}"),
        *_by_size("heading", "{{ masthead }}", "文件标志", padded=True),
        ("纪要期号", "{{ number }}"),
        ("纪要编发", f"{narrow('unit')}⟦⟧\t{{{{ signed_on }}}}"),
    )


def narrow(name: str) -> str:
    """Markup of a value that is set in narrow characters where a date would not stand beside it on its line."""
    return f"{{%r if {name} | length > {_BESIDE_DATE} %}}⟦窄字⟧{{{{ {name} }}}}⟦⟧{{%r else %}}⟦⟧{{{{ {name} }}}}⟦⟧{{%r endif %}}"


def rule_below(paragraph: Paragraph, before_lines: float) -> None:
    """分隔线 4 mm below the characters of this line, as wide as the text (7.2.7).

    ``before_lines`` is the space above the line: a drawing's place counts from there in Word and in LibreOffice.
    """
    add_rule(
        paragraph,
        1,
        thick_pt=RED_PT,
        left_mm=m.LEFT_MM,
        width_mm=m.TEXT_WIDTH_MM,
        top_mm=before_lines * _LINE_MM + _LINE_MM - _DESCENT_MM + m.RULE_GAP_MM,
        anchor="paragraph",
    )


def _by_size(value: str, text: str, style: str, *, padded: bool = False) -> tuple[tuple[str, str], ...]:
    """The issuer's name in the size that keeps it on one line.

    ``padded`` puts an empty line under a smaller name, so that what follows stands where it would: a space after the
    name would be swallowed by the space before the number, of which programs take the greater.
    """
    return (
        ("", f"{{%p if {value} == 'normal' %}}"),
        (style, text),
        ("", f"{{%p elif {value} == 'long' %}}"),
        (f"{style}（长）", text),
        *((("标志垫（长）", ""),) if padded else ()),
        ("", f"{{%p elif {value} == 'longest' %}}"),
        (f"{style}（特长）", text),
        *((("标志垫（特长）", ""),) if padded else ()),
        ("", "{%p else %}"),
        (f"{style}（超长）", text),
        *((("标志垫（特长）", ""),) if padded else ()),
        ("", "{%p endif %}"),
    )
