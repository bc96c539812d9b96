"""What may stand in a draft and not in a paper that goes out: tags, blanks, comments, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Paper, Paragraph
from templates.checker.patterns import HAN
from templates.checker.rule import Finding, Replace, Rule, Severity

_O: Final = "《党政机关公文处理工作条例》第二十二条"
TAGS: Final = Rule("draft.tags", _O, Severity.MUST, "留有模板标记", "填上内容，或者删去标记")
BLANKS: Final = Rule("draft.blanks", _O, Severity.MUST, "留有没填的地方", "填上内容")
REVISIONS: Final = Rule("draft.revisions", _O, Severity.MUST, "留有修订痕迹", "在 Word 的“审阅”里接受或者拒绝全部修订")
COMMENTS: Final = Rule("draft.comments", _O, Severity.MUST, "留有批注", "删去全部批注")
HIDDEN: Final = Rule("draft.hidden", _O, Severity.MUST, "有隐藏文字", "显示出来核对后删去，或者取消隐藏")
OUTSIDE: Final = Rule("draft.outside", _O, Severity.NOTE, "有指向文件外部的链接", "断开链接，需要的图片插入到文件里")
SIGNS: Final = Rule("draft.invisible", "GB/T 9704—2012 9", Severity.SHOULD, "有看不见的控制字符", "删去", fixable=True)
PRIVATE: Final = Rule(
    "draft.private_use", "GB 18030—2022", Severity.NOTE, "有私用区字符，换一台电脑可能显示不出", "改用标准字库里的字"
)
WIDE: Final = Rule(
    "text.full_width",
    "GB/T 15835—2011；GB/T 9704—2012 9",
    Severity.MUST,
    "用了全角的数字或字母",
    "改成半角",
    fixable=True,
)
RULES: Final = (TAGS, BLANKS, REVISIONS, COMMENTS, HIDDEN, OUTSIDE, SIGNS, PRIVATE, WIDE)

_TAG: Final = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|｛｛.*?｝｝|\{\{|\}\}|\{%|%\}|｛｛|｝｝|｛％|％｝|«[^»]*»|\$\{[^}]*\}"
)
_BLANK: Final = re.compile(
    r"×{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|【待[^】]*】|〔待[^〕]*〕|（(?:待定|待补|待填|略|空)）|(?<![\d*])\*{3,}(?!\d)|某某某|○{2,}"
)
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WIDE: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ．％](?<!．)|(?<=[０-９])．(?=[０-９])")


def find(paper: Paper) -> Iterator[Finding]:
    """Remains of a draft."""
    for rule, count, unit in (
        (REVISIONS, paper.revisions, "处"),
        (COMMENTS, paper.comments, "条"),
        (OUTSIDE, paper.outside, "处"),
    ):
        if count:
            yield Finding(rule, None, f"{count}{unit}", "没有")
    for paragraph in paper.filled:
        yield from _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in _TAG.finditer(text):
        yield Finding(TAGS, paragraph, match[0], "没有")
    for match in _BLANK.finditer(text):
        yield Finding(BLANKS, paragraph, match[0], "填好的内容")
    if hidden := "".join(run.text for run in paragraph.runs if run.hidden).strip():
        yield Finding(HIDDEN, paragraph, hidden[:20], "没有")
    signs = [match.span() for match in _INVISIBLE.finditer(text)]
    if signs:
        edits = tuple(Replace(paragraph, *span, "") for span in signs)
        yield Finding(SIGNS, paragraph, f"U+{ord(text[signs[0][0]]):04X}等{len(signs)}个", "没有", edits)
    if private := _PRIVATE.search(text):
        yield Finding(PRIVATE, paragraph, f"U+{ord(private[0]):04X}", "标准字符")
    wide = list(_WIDE.finditer(text))
    if wide and re.search(f"[{HAN}]|[０-９]", text):
        edits = tuple(Replace(paragraph, *match.span(), _half(match[0])) for match in wide)
        shown = "".join(match[0] for match in wide[:8])
        yield Finding(WIDE, paragraph, shown, "".join(_half(sign) for sign in shown), edits)


def _half(sign: str) -> str:
    return chr(ord(sign) - 0xFEE0)
