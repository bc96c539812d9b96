"""The template of XF11: a letter (GB/T 9704—2012 10.1)."""

from __future__ import annotations

from docx.document import Document

from templates.gongwen.letterhead import add_letterhead
from templates.gongwen.page import at_foot, describe, new_paper

_PARAGRAPHS = (
    ("信函发文字号", "{{ number }}"),
    ("公文标题", "{{ title }}"),
    ("主送机关", "{{ petitioner }}："),
    (
        "公文正文",
        "{{ you }}于{{ received }}{% if channel %}通过{{ channel }}{% endif %}反映的{{ matter }}信访事项收悉"
        "{% if source %}，{{ source }}{% endif %}。我单位于{{ accepted_on }}受理，现将办理情况和处理意见答复如下：",
    ),
    ("", "{%p if single %}"),
    ("一级标题", "一、投诉请求"),
    ("公文正文", "{{ claims[0].text }}。"),
    ("一级标题", "二、事实和理由"),
    ("", "{%p if inquiry %}"),
    ("公文正文", "{{ inquiry }}"),
    ("", "{%p endif %}"),
    ("", "{%p for line in facts %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p for line in claims[0].finding %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("一级标题", "三、处理意见及依据"),
    ("公文正文", "{{ claims[0].opinion_sentence }}"),
    ("", "{%p for line in claims[0].opinion_text %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p else %}"),
    ("公文正文", "{{ you }}提出以下{{ claims | length }}项投诉请求："),
    ("", "{%p for claim in claims %}"),
    ("公文正文", "{{ claim.number }}.{{ claim.text }}{{ '。' if loop.last else '；' }}"),
    ("", "{%p endfor %}"),
    ("", "{%p if inquiry %}"),
    ("公文正文", "{{ inquiry }}"),
    ("", "{%p elif facts %}"),
    ("公文正文", "经调查核实，查明以下事实："),
    ("", "{%p endif %}"),
    ("", "{%p for line in facts %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p for claim in claims %}"),
    ("一级标题", "{{ claim.ordinal }}{{ claim.heading }}"),
    ("", "{%p for line in claim.finding %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("公文正文", "{{ claim.opinion_sentence }}"),
    ("", "{%p for line in claim.opinion_text %}"),
    ("公文正文", "{{ line }}"),
    ("", "{%p endfor %}"),
    ("", "{%p endfor %}"),
    ("", "{%p endif %}"),
    ("", "{%p if remedy %}"),
    ("公文正文（接署名）", "{{ remedy }}"),
    ("", "{%p endif %}"),
    ("", "{%p if copies_to %}"),
    ("抄送", "抄送：{{ copies_to }}。"),
    ("", "{%p endif %}"),
    ("署名", "{{p signature(unit, signed_on) }}"),
    ("", "{%p if contact %}"),
    ("附注", "{{ contact }}"),
    ("", "{%p endif %}"),
)


def make() -> Document:
    """The document with its tags."""
    document = new_paper()
    add_letterhead(document)
    for style, text in _PARAGRAPHS:
        paragraph = document.add_paragraph(text, style or None)
        if style == "抄送":
            at_foot(paragraph)
    describe(document, title="{{ title }}", subject="{{ number }}", author="{{ unit }}")
    return document
