"""Makes the Word template of a sheet: the page and styles of GB/T 9704—2012 with the paper's tags on it."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.text.paragraph import Paragraph

from templates.gongwen import imprint, letterhead, styles
from templates.gongwen.looks import LOOKS
from templates.gongwen.markup import ATTACHED, Table, Text, blocks, runs
from templates.gongwen.page import at_foot, describe, new_paper, unnumbered
from templates.gongwen.sheet import Form, Letter, Minutes, Official, Plain, Sheet
from templates.gongwen.tables import add_table, styles_of

_COPIES = (
    ("", "{%p if copies_to %}"),
    ("抄送", "抄送：{{ copies_to }}。"),
    ("", "{%p endif %}"),
)
"""抄送 behind the signature and before the note: hung on the signature, LibreOffice would not hold that to the text."""
_ATTENDANCE = (
    ("", "{%p for row in attendance %}"),
    ("", "{%p if loop.first %}"),
    ("出席（首项）", "⟦黑体字⟧{{ row.label }}⟦⟧：{{ row.names }}"),
    ("", "{%p else %}"),
    ("出席", "⟦黑体字⟧{{ row.label }}⟦⟧：{{ row.names }}"),
    ("", "{%p endif %}"),
    ("", "{%p endfor %}"),
)


class _Builder:
    """The document while it is made."""

    def __init__(self) -> None:
        self.document = new_paper()
        self.used: set[str] = set()

    def add(self, style: str, text: str) -> Paragraph:
        """Append a paragraph."""
        paragraph = self.document.add_paragraph(style=style or None)
        for character_style, words in runs(text):
            paragraph.add_run(words, character_style or None)
            self.used.add(character_style)
        self.used.add(style)
        if style == "抄送":
            at_foot(paragraph)
        return paragraph

    def lines(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Append paragraphs given as (style, text)."""
        for style, text in pairs:
            self.add(style, text)

    def body(self, body: str) -> None:
        """Append paragraphs and tables given as markup."""
        for block in blocks(body):
            if isinstance(block, Text):
                self.add(block.style, block.text)
            else:
                self.table(block)

    def table(self, table: Table) -> None:
        """Append a table."""
        add_table(self.document, table.rows, ruled=table.ruled)
        self.used |= styles_of(table.rows)

    def optional(self, style: str, tag: str, name: str) -> None:
        """Append a paragraph that is left out where its value is empty."""
        self.lines((("", f"{{%p if {name} %}}"), (style, tag), ("", "{%p endif %}")))


def build(sheet: Sheet) -> Document:
    """The document with its tags."""
    builder = _Builder()
    match sheet:
        case Letter():
            _letter(builder, sheet)
        case Official():
            _official(builder, sheet)
        case Minutes():
            _minutes(builder, sheet)
        case Plain():
            _plain(builder, sheet)
        case Form():
            _form(builder, sheet)
    styles.drop_unused(builder.document, builder.used)
    describe(builder.document, title="{{ title }}", subject="{{ number }}", author="{{ unit }}")
    return builder.document


def _letter(builder: _Builder, sheet: Letter) -> None:
    letterhead.add_letterhead(builder.document)
    builder.used |= {look.name for look in LOOKS if look.name.startswith("发文机关标志")} | {"版头红线"}
    builder.lines(letterhead.letter_marks())
    builder.add("信函标题", "{{ title }}")
    builder.optional("主送机关", f"{sheet.addressee}：", sheet.addressee.strip("{} "))
    builder.body(sheet.body)
    builder.lines(ATTACHED)
    builder.add("署名", sheet.signature)
    builder.lines(_COPIES)
    name = sheet.note.strip("{} ")
    builder.optional("附注", sheet.note, name)
    builder.lines((("", f"{{%p if copies_to and not {name} %}}"), ("表后", ""), ("", "{%p endif %}")))
    if sheet.stub:
        builder.add("存根标题", "{{ stub_title }}")
        builder.add("文书编号", "{{ number }}")
        builder.body(sheet.stub)


def _official(builder: _Builder, sheet: Official) -> None:
    builder.lines(letterhead.official_head(upward=sheet.upward))
    letterhead.rule_below(builder.document.paragraphs[-1], _before(builder.document.paragraphs[-1]))
    builder.add("文件标题", "{{ title }}")
    builder.optional("主送机关", "{{ addressee }}：", "addressee")
    builder.body(sheet.body)
    builder.lines(ATTACHED)
    builder.add("署名", "{{p signature(unit, signed_on) }}")
    builder.optional("附注", "{{ note }}", "note")
    if sheet.attachments:
        builder.body(sheet.attachments)
    imprint.add_imprint(builder.document)
    builder.used |= imprint.STYLES


def _minutes(builder: _Builder, sheet: Minutes) -> None:
    builder.lines(letterhead.minutes_head())
    letterhead.rule_below(builder.document.paragraphs[-1], _before(builder.document.paragraphs[-1]))
    if sheet.title:
        builder.add("文件标题", "{{ title }}")
    builder.body(sheet.body)
    if sheet.attendance:
        builder.lines(_ATTENDANCE)
    imprint.add_imprint(builder.document)
    builder.used |= imprint.STYLES


def _plain(builder: _Builder, sheet: Plain) -> None:
    builder.add("公文标题", "{{ title }}")
    if sheet.number:
        builder.optional("文书编号", sheet.number, "number")
    builder.body(sheet.body)
    if sheet.signature:
        builder.add("署名", sheet.signature)


def _form(builder: _Builder, sheet: Form) -> None:
    if sheet.title:
        builder.add("公文标题", "{{ title }}")
    builder.body(sheet.body)
    if _ends_in_table(builder.document):
        builder.add("表后", "")
    if not sheet.numbered:
        unnumbered(builder.document.sections[0])


def _before(paragraph: Paragraph) -> float:
    """Space above a paragraph of that style, in lines."""
    name = paragraph.style.name if paragraph.style is not None else ""
    return next((look.before for look in LOOKS if look.name == name), 0)


def _ends_in_table(document: Document) -> bool:
    body = list(document.element.body)
    return len(body) > 1 and str(body[-2].tag).endswith("}tbl")
