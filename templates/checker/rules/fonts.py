"""Type and size by element (GB/T 9704—2012 5.2.2, 7, 10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Kind, Paper, Paragraph, Role, Run, Where
from templates.checker.patterns import LEVEL_1, LEVEL_2
from templates.checker.rule import Dress, Finding, Rule, Severity
from templates.gongwen import measures as m

_SONG: Final = frozenset({"宋体", "simsun", "新宋体", "nsimsun", "方正书宋_gbk", "方正书宋简体", "华文宋体", "stsong"})
FAMILIES: Final[dict[str, frozenset[str]]] = {
    m.FANG_SONG: frozenset(
        {
            "仿宋_gb2312",
            "仿宋",
            "fangsong",
            "fangsong_gb2312",
            "方正仿宋_gbk",
            "方正仿宋简体",
            "方正仿宋_gb18030",
            "华文仿宋",
        }
        | {"stfangsong", "仿宋_gb18030", "朱雀仿宋", "zhuque fangsong", "cesi仿宋-gb2312", "汉仪仿宋"}
    ),
    m.KAI: frozenset(
        {"楷体_gb2312", "楷体", "kaiti", "kaiti_gb2312", "方正楷体_gbk", "方正楷体简体", "华文楷体", "stkaiti"}
        | {"cesi楷体-gb2312", "ar pl ukai cn", "lxgw wenkai"}
    ),
    m.HEI: frozenset({"黑体", "simhei", "方正黑体_gbk", "方正黑体简体", "华文黑体", "stheiti", "cesi黑体-gb2312"}),
    m.BIAO_SONG: frozenset(
        {
            "方正小标宋简体",
            "方正小标宋_gbk",
            "小标宋",
            "fzxiaobiaosong-b05s",
            "fzxiaobiaosong-b05",
            "汉仪小标宋",
            "cesi小标宋",
        }
        | {"小标宋体", "文星标宋", "文星简小标宋", "方正小标宋_gb18030", "长城小标宋体"}
    ),
    m.SONG: _SONG,
}
"""Fonts that print what the standard means by a name, in small letters: an office has those its programs came with."""
NAMES: Final = {m.FANG_SONG: "仿宋", m.KAI: "楷体", m.HEI: "黑体", m.BIAO_SONG: "小标宋", m.SONG: "宋体"}
SIZES: Final = {42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "2号", 18: "小2号", 16: "3号", 15: "小3号"} | {
    14: "4号", 12: "小4号", 10.5: "5号", 9: "小5号"
}  # fmt: skip


def _rule(name: str, clause: str, what: str, mend: str, severity: Severity = Severity.MUST) -> Rule:
    return Rule(f"fonts.{name}", clause, severity, what, mend, fixable=True)


_G: Final = "GB/T 9704—2012 "
MARK: Final = _rule("mark", _G + "7.2.4", "发文机关标志不是小标宋", "发文机关标志用小标宋体、红色", Severity.SHOULD)
SECRECY: Final = _rule("secrecy", _G + "7.2.2、7.2.3", "密级或紧急程度不是3号黑体", "密级、保密期限和紧急程度用3号黑体")
NUMBER: Final = _rule("number", _G + "7.2.5、5.2.2", "发文字号不是3号仿宋", "发文字号用3号仿宋体")
SIGNER: Final = _rule("signer", _G + "7.2.6", "签发人姓名不是3号楷体", "“签发人：”用3号仿宋体，姓名用3号楷体")
TITLE: Final = _rule("title", _G + "7.3.1", "标题不是小标宋", "标题用2号小标宋体")
TITLE_SIZE: Final = _rule("title_size", _G + "7.3.1", "标题不是2号字", "标题用2号（22磅）小标宋体")
ADDRESSEE: Final = _rule("addressee", _G + "7.3.2、5.2.2", "主送机关不是3号仿宋", "主送机关用3号仿宋体")
BODY: Final = _rule("body", _G + "7.3.3", "正文不是仿宋", "正文用3号仿宋体")
BODY_SIZE: Final = _rule("body_size", _G + "7.3.3", "正文不是3号字", "正文用3号（16磅）字")
LEVEL1: Final = _rule("level1", _G + "7.3.3", "一级标题不是黑体", "“一、”一级标题用3号黑体")
LEVEL2: Final = _rule("level2", _G + "7.3.3", "二级标题不是楷体", "“（一）”二级标题用3号楷体")
LEVEL3: Final = _rule("level3", _G + "7.3.3", "三级标题不是仿宋", "“1.”三级、“（1）”四级标题用3号仿宋体")
CLOSING: Final = _rule("closing", _G + "7.3.5、5.2.2", "署名、日期或附注不是3号仿宋", "署名、成文日期和附注用3号仿宋体")
ATTACHMENTS: Final = _rule("attachments", _G + "7.3.4、5.2.2", "附件说明不是3号仿宋", "附件说明用3号仿宋体")
ANNEX: Final = _rule("annex", _G + "7.3.7", "“附件”及顺序号不是3号黑体", "“附件”二字和顺序号用3号黑体，顶格排在第一行")
ATTENDANCE: Final = _rule(
    "attendance", _G + "10.3", "“出席”“请假”“列席”不是黑体", "“出席”等字用3号黑体，冒号和姓名用3号仿宋体"
)
IMPRINT: Final = _rule(
    "imprint", _G + "7.4.2、7.4.3", "版记不是4号仿宋", "抄送机关、印发机关和印发日期用4号（14磅）仿宋体"
)
BOLD: Final = Rule(
    "fonts.bold",
    _G + "7.3.1、7.3.3",
    Severity.NOTE,
    "标题或正文加粗",
    "国家标准没有要求加粗；本地规定要求的除外，否则取消加粗",
)
LATIN: Final = _rule(
    "latin_marks", "GB/T 15834—2011 5", "引号、破折号或省略号用了西文字体", "给标点指定中文字体，避免排成半角", Severity.SHOULD
)  # fmt: skip
RULES: Final = (
    MARK, SECRECY, NUMBER, SIGNER, TITLE, TITLE_SIZE, ADDRESSEE, BODY, BODY_SIZE, LEVEL1, LEVEL2, LEVEL3, CLOSING,
    ATTACHMENTS, ANNEX, ATTENDANCE, IMPRINT, BOLD, LATIN,
)  # fmt: skip

_PLAN: Final = (
    ((Role.SECRECY, Role.URGENCY), SECRECY, m.HEI, m.SIZE_3),
    ((Role.NUMBER,), NUMBER, m.FANG_SONG, m.SIZE_3),
    ((Role.ADDRESSEE,), ADDRESSEE, m.FANG_SONG, m.SIZE_3),
    ((Role.HEADING1,), LEVEL1, m.HEI, m.SIZE_3),
    ((Role.HEADING2,), LEVEL2, m.KAI, m.SIZE_3),
    ((Role.UNIT, Role.DATE, Role.NOTE), CLOSING, m.FANG_SONG, m.SIZE_3),
    ((Role.ATTACHMENTS,), ATTACHMENTS, m.FANG_SONG, m.SIZE_3),
    ((Role.ANNEX_MARK,), ANNEX, m.HEI, m.SIZE_3),
    ((Role.COPIES, Role.PRINTED), IMPRINT, m.FANG_SONG, m.SIZE_4),
)
"""Roles that have one type and one size throughout."""
_HEADING: Final = 40
_MARKS: Final = "“”‘’…—"


def find(paper: Paper) -> Iterator[Finding]:
    """Text in another type or size than its element has."""
    yield from _mark(paper)
    yield from _title(paper)
    for roles, rule, font, size in _PLAN:
        for paragraph in paper.of(*roles):
            if rule is NUMBER and "签" in paragraph.text:
                continue
            yield from _dressed(paragraph, paragraph.runs, rule, font, size)
    yield from _text(paper)
    yield from _signers(paper)
    yield from _attendance(paper)
    yield from _bold(paper)
    yield from _latin(paper)


def is_of(font: str, wanted: str) -> bool:
    """Whether ``font`` prints what the standard means by ``wanted``."""
    return font.strip().lower() in FAMILIES[wanted]


def named(font: str, size: float = 0) -> str:
    """``仿宋_GB2312 3号``, as a clerk would say it."""
    said = font or "没有指定字体"
    if not size:
        return said
    return f"{said} {SIZES.get(size, f'{size:g}磅')}"


def _dressed(paragraph: Paragraph, runs: tuple[Run, ...], rule: Rule, font: str, size: float) -> Iterator[Finding]:
    wrong = tuple(run for run in runs if _seen(run) and not (is_of(run.font, font) and abs(run.size - size) < 0.3))
    if wrong:
        wanted = f"{NAMES[font]} {SIZES[size]}"
        yield Finding(
            rule, paragraph, named(wrong[0].font, wrong[0].size), wanted, (Dress(wrong, font=font, size=size),)
        )


def _seen(run: Run) -> bool:
    """Whether it has characters a Chinese font prints."""
    return any(sign > "\u2e7f" for sign in run.text)


def _mark(paper: Paper) -> Iterator[Finding]:
    if paper.mark is not None:
        wrong = tuple(run for run in paper.mark.runs if _seen(run) and not is_of(run.font, m.BIAO_SONG))
        if wrong:
            yield Finding(MARK, paper.mark, named(wrong[0].font), "小标宋", (Dress(wrong, font=m.BIAO_SONG),))


def _title(paper: Paper) -> Iterator[Finding]:
    if paper.kind is Kind.FORM:
        return
    for paragraph in paper.of(Role.TITLE, Role.ANNEX_TITLE):
        wrong = tuple(run for run in paragraph.runs if _seen(run) and not is_of(run.font, m.BIAO_SONG))
        if wrong:
            yield Finding(TITLE, paragraph, named(wrong[0].font), "小标宋", (Dress(wrong, font=m.BIAO_SONG),))
        sized = tuple(run for run in paragraph.runs if run.text.strip() and abs(run.size - m.SIZE_2) > 0.3)
        if sized:
            found = SIZES.get(sized[0].size, f"{sized[0].size:g}磅")
            yield Finding(TITLE_SIZE, paragraph, found, "2号", (Dress(sized, size=m.SIZE_2),))


def _text(paper: Paper) -> Iterator[Finding]:
    if paper.kind is Kind.FORM:
        return
    for paragraph in paper.of(Role.BODY, Role.HEADING3):
        if paragraph.where is not Where.BODY:
            continue
        if _heading(paragraph):
            continue
        rule = LEVEL3 if paper.role(paragraph) is Role.HEADING3 else BODY
        led = _led_in(paragraph)
        wrong = tuple(
            run for run in paragraph.runs if _seen(run) and run.start >= led and not is_of(run.font, m.FANG_SONG)
        )
        if wrong:
            yield Finding(rule, paragraph, named(wrong[0].font), "仿宋", (Dress(wrong, font=m.FANG_SONG),))
    for paragraph in paper.of(Role.BODY, Role.HEADING3, Role.LABEL):
        sized = tuple(run for run in paragraph.runs if run.text.strip() and abs(run.size - m.SIZE_3) > 0.3)
        if sized and paragraph.where is Where.BODY:
            found = SIZES.get(sized[0].size, f"{sized[0].size:g}磅")
            yield Finding(BODY_SIZE, paragraph, found, "3号", (Dress(sized, size=m.SIZE_3),))


def _heading(paragraph: Paragraph) -> bool:
    """A heading of the first or second level that ends like a sentence: the rules of levels speak of it."""
    bare = paragraph.label + paragraph.bare
    for level, font in ((LEVEL_1, m.HEI), (LEVEL_2, m.KAI)):
        if level.match(bare) and all(is_of(run.font, font) for run in paragraph.runs if _seen(run)):
            return len(bare) <= _HEADING and "。" not in bare[:-1]
    return False


def _led_in(paragraph: Paragraph) -> int:
    """Where the text begins behind a heading or a label run into the paragraph; 0 where there is none."""
    text = paragraph.text
    for run in paragraph.runs:
        if run.start == 0 and run.end < len(text) and (is_of(run.font, m.HEI) or is_of(run.font, m.KAI)):
            bare = (paragraph.label + run.text).strip()
            if LEVEL_1.match(bare) or LEVEL_2.match(bare) or text[: run.end + 1].rstrip()[-1:] in "：:":
                return run.end
    return 0


def _signers(paper: Paper) -> Iterator[Finding]:
    for paragraph in paper.of(Role.SIGNER, Role.NUMBER):
        colon = max(paragraph.text.find("："), paragraph.text.find(":"))
        if "签" not in paragraph.text or colon < 0:
            continue
        names = tuple(run for run in paragraph.runs if run.start > colon - 1 and run.text.strip("：:").strip())
        yield from _dressed(paragraph, names, SIGNER, m.KAI, m.SIZE_3)


def _attendance(paper: Paper) -> Iterator[Finding]:
    for paragraph in paper.of(Role.ATTENDANCE):
        first = tuple(run for run in paragraph.runs if run.start == 0)
        if first and (not is_of(first[0].font, m.HEI) or "：" in first[0].text.strip("：")):
            alone = ("：" not in first[0].text.strip("：")) and len(first[0].text.strip()) <= 3
            edits = (Dress(first, font=m.HEI),) if alone else ()
            yield Finding(ATTENDANCE, paragraph, named(first[0].font), "黑体", edits)


def _bold(paper: Paper) -> Iterator[Finding]:
    for paragraph in paper.of(Role.TITLE, Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3):
        if paragraph.where is Where.BODY and any(run.bold and run.text.strip() for run in paragraph.runs):
            yield Finding(BOLD, paragraph, "加粗", "不加粗")


def _latin(paper: Paper) -> Iterator[Finding]:
    for paragraph in paper.filled:
        wrong = tuple(
            run
            for run in paragraph.runs
            if not run.hinted
            and any(sign in _MARKS for sign in run.text)
            and run.latin.lower() != run.font.lower()
            and not any(run.latin.strip().lower() in family for family in FAMILIES.values())
        )
        if wrong:
            yield Finding(LATIN, paragraph, named(wrong[0].latin), named(wrong[0].font), (Dress(wrong, hinted=True),))
