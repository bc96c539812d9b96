"""The template of 人民调解协议书, in the form of the Ministry of Justice."""

from __future__ import annotations

from docx.document import Document

from templates.gongwen.page import describe, new_paper
from templates.gongwen.tables import Cell, Row, add_table, tag

_BODY = (
    ("栏目", "纠纷主要事实、争议事项："),
    ("", "{%p for line in facts %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p if liability %}"),
    ("栏目", "各方当事人的责任："),
    ("", "{%p for line in liability %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p endif %}"),
    ("栏目", "经调解，自愿达成如下协议："),
    ("", "{%p for term in terms %}"),
    ("公文正文", "{{ term.ordinal }}{{ term.text }}"),
    ("", "{%p endfor %}"),
    ("栏目", "履行方式、{% if place %}地点、{% endif %}时限："),
    ("公文正文", "履行方式：{{ mode }}。"),
    ("", "{%p if amount %}"),
    ("公文正文", "履行金额：{{ amount }}。"),
    ("", "{%p endif %}"),
    ("", "{%p if place %}"),
    ("公文正文", "履行地点：{{ place }}。"),
    ("", "{%p endif %}"),
    ("公文正文", "履行时限：{{ deadline }}。"),
    ("公文正文", "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。"),
    ("公文正文（接署名）", "本协议一式{{ copies }}份，当事人、人民调解委员会各持一份。"),
)


def make() -> Document:
    """The document with its tags."""
    document = new_paper()
    document.add_paragraph("{{ title }}", "公文标题")
    document.add_paragraph("编号：{{ number }}", "文书编号")
    add_table(document, _parties())
    for style, text in _BODY:
        document.add_paragraph(text, style or None)
    add_table(document, _signatures())
    document.add_paragraph("{{p signature(committee, signed_on, '署名（表后）') }}", "署名（表后）")
    describe(document, title="{{ title }}", subject="{{ number }}", author="{{ committee }}")
    return document


def _label(width: int, text: str) -> Cell:
    return Cell(width, text, "表格名目")


def _value(width: int, text: str) -> Cell:
    return Cell(width, text, "表格填写")


def _parties() -> list[Row]:
    """Labels and underlined values, a block of rows for each party; which side it is stands at the left."""

    def side(text: str, merge: str) -> Cell:
        return Cell(1000, text, "表格称谓（接下行）" if text else "表格称谓", merge)

    return [
        tag("{%tr for party in parties %}"),
        tag("{%tr if party.is_person %}"),
        Row((
            side("{{ party.side }}", "restart"),
            _label(760, "姓名"), _value(1900, "{{ party.name }}"),
            _label(760, "性别"), _value(480, "{{ party.gender }}"),
            _label(760, "民族"), _value(1300, "{{ party.ethnicity }}"),
            _label(760, "年龄"), _value(1124, "{{ party.age }}"),
        )),
        Row((
            side("", "continue"),
            _label(1700, "职业或职务"), _value(2300, "{{ party.occupation }}"),
            _label(1400, "联系方式"), _value(2444, "{{ party.phone }}"),
        )),
        tag("{%tr else %}"),
        Row((side("{{ party.side }}", "restart"), _label(760, "名称"), _value(7084, "{{ party.name }}"))),
        Row((
            side("", "continue"),
            _label(1700, "法定代表人"), _value(2300, "{{ party.legal_representative }}"),
            _label(1400, "联系方式"), _value(2444, "{{ party.phone }}"),
        )),
        tag("{%tr endif %}"),
        Row((side("", "continue"), _label(1700, "单位或住址"), _value(6144, "{{ party.address }}"))),
        tag("{%tr endfor %}"),
    ]  # fmt: skip


def _signatures() -> list[Row]:
    """Parties at the left, mediators and recorder at the right; two lines high for a name or a fingerprint."""
    return [
        _sign("签名（末行）", "当事人签名、盖章或者按指印：", "人民调解员、记录人签名：", 1),
        tag("{%tr for row in signatures %}"),
        tag("{%tr if loop.length > 5 and loop.revindex > 2 %}"),
        _sign("签名", "{{ row.left }}", "{{ row.right }}", 2),
        tag("{%tr else %}"),
        _sign("签名（末行）", "{{ row.left }}", "{{ row.right }}", 2),
        tag("{%tr endif %}"),
        tag("{%tr endfor %}"),
    ]


def _sign(style: str, left: str, right: str, lines: int) -> Row:
    return Row((Cell(4844, left, style), Cell(4000, right, style)), lines)
