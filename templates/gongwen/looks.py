"""What the styles of a paper look like, as data: everything about its looks is here, nothing in the paragraphs themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from templates.gongwen import measures as m

BASE: Final = "Normal"
TEXT_CHARACTERS: Final = m.TEXT_WIDTH_MM / 25.4 * 1440 / m.CHARACTER_TWIPS
"""Characters from edge to edge: 28, and the little that is left of 156 mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """One style; lengths in characters and lines of the text, as the standard counts."""

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
    least: int = 0
    """Line height in twips that grows with what stands in it; 0 inherits."""
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
    page: bool = False
    """On a new page."""
    tab: float = 0
    """A stop to set against from the right, so many characters from the left edge."""
    scale: int = 0
    """Width of the characters in hundredths of their own; 0 inherits."""
    run: bool = False
    """A style of characters and not of paragraphs: its font and colour only."""


_EDGE = TEXT_CHARACTERS
_CELL = 440
"""Line height in a form: 22 pt for writing of 14 pt."""
_CATALOGUE = 320
"""In a catalogue with many columns: 16 pt for writing of 10.5 pt."""

TEXT_LOOKS: Final = (
    Look("公文标题", font=m.BIAO_SONG, size=m.SIZE_2, align="center", after=1, together=True, whole=True),
    Look("主送机关", align="left", together=True),
    Look("公文正文", first=2),
    Look("公文正文（首段）", "公文正文", before=2),
    Look("公文正文（接署名）", "公文正文", together=True),
    Look("一级标题", "公文正文", font=m.HEI, together=True, level=0),
    Look("二级标题", "公文正文", font=m.KAI, together=True, level=1),
    Look("三级标题", "公文正文", together=True, level=2),
    Look("黑体字", font=m.HEI, run=True),
    Look("楷体字", font=m.KAI, run=True),
    Look("窄字", scale=66, run=True),
)
_HEADS: Final = (
    Look("发文机关标志", font=m.BIAO_SONG, size=36, color=m.RED, align="center", line=880),
    Look("发文机关标志（长）", "发文机关标志", size=26, line=664, after=0.06),
    Look("发文机关标志（特长）", "发文机关标志", size=20, line=537, after=0.08),
    Look("发文机关标志（超长）", "发文机关标志（特长）", scale=66, line=537, after=0.08),
    Look("版头红线", line=203, size=1),
    Look("信函发文字号", align="right", before=0.12, together=True),
    Look("信函标注", align="left", tab=_EDGE, together=True),
    Look("信函标注（首行）", "信函标注", before=0.12),
    Look("信函标题", "公文标题", before=1.87),
    Look("版头标注", align="left", together=True),
    Look("文件标志", "发文机关标志", before=0.33, line=880, together=True),
    Look("文件标志（长）", "文件标志", size=26, before=0.27, line=664),
    Look("文件标志（特长）", "文件标志", size=20, before=0.27, line=537),
    Look("文件标志（超长）", "文件标志（特长）", scale=66, before=0.27, line=537),
    Look("标志垫（长）", line=251, size=1, together=True),
    Look("标志垫（特长）", line=378, size=1, together=True),
    Look("发文字号", align="center", before=2, together=True),
    Look("发文字号（上行）", align="left", left=1, before=2, tab=_EDGE - 1, together=True),
    Look("签发人（上行）", align="left", left=1, tab=_EDGE - 1, together=True),
    Look("文件标题", "公文标题", before=2.39),
    Look("纪要期号", align="center", before=1, together=True),
    Look("纪要编发", align="left", left=1, before=0.5, tab=_EDGE - 1, together=True),
)
END_LOOKS: Final = (
    Look("附件说明", left=5, hanging=3, before=1, align="left", together=True),
    Look("附件说明（首项）", left=6, hanging=4, before=1, align="left", together=True),
    Look("附件说明（续项）", left=6, hanging=1, align="left", together=True),
    Look("署名", align="right", right=4, before=2, together=True, whole=True),
    Look("署名（表后）", "署名", before=1),
    Look("署名（不盖章）", "署名", right=2, before=1),
    Look("签名章", "署名", before=2),
    Look("成文日期", align="right", right=4, together=True),
    Look("成文日期（签名章后）", "成文日期", before=1),
    Look("附注", first=2, align="left"),
    Look("抄送", size=m.SIZE_4, left=4, right=1, hanging=3, frame=True),
    Look("附件序号", font=m.HEI, align="left", page=True, together=True),
    Look("附件标题", "公文标题", before=1),
    Look("版记抄送", size=m.SIZE_4, left=4, right=1, hanging=3, align="both", line=m.LINE_TWIPS, frame=True),
    Look("版记印发", size=m.SIZE_4, left=1, right=1, align="left", tab=_EDGE - 1, line=m.LINE_TWIPS, frame=True),
    Look("出席", left=5, hanging=3, align="both"),
    Look("出席（首项）", "出席", before=1),
    Look("版记位置", line=20, size=1),
    Look("版记换页", "版记位置", page=True),
    Look("页码（单）", font=m.SONG, size=m.SIZE_4, align="right", right=1, line=-1),
    Look("页码（双）", font=m.SONG, size=m.SIZE_4, align="left", left=1, line=-1),
    Look("存根标题", "公文标题", page=True),
    Look("存根裁线", align="center", size=m.SIZE_4, after=1),
)
_FORMS: Final = (
    Look("文书编号", align="right", after=0.5, together=True),
    Look("栏目", font=m.HEI, align="left", together=True),
    Look("栏目内容", align="both", first=2),
    Look("笔录", align="both", left=2, hanging=2),
    Look("笔录项", align="left"),
    Look("表格文字", align="left", line=-1),
    Look("表格称谓", "表格文字", font=m.HEI),
    Look("表格名目", "表格文字", align="center"),
    Look("表格填写", "表格文字", underline=True),
    Look("表格称谓（接下行）", "表格称谓", together=True),
    Look("表上文字", size=m.SIZE_4, align="left", least=_CELL, tab=_EDGE, together=True),
    Look("表下文字", size=m.SIZE_4, align="left", least=_CELL, before=0.3),
    Look("格内项目", size=m.SIZE_4, align="center", least=_CELL),
    Look("格内分栏", "格内项目", font=m.HEI),
    Look("格内文字", size=m.SIZE_4, align="left", least=_CELL),
    Look("格内居中", "格内文字", align="center"),
    Look("格内段落", "格内文字", first=2, align="both"),
    Look("目录文字", "格内文字", size=m.SIZE_5, least=_CATALOGUE),
    Look("目录文字居中", "目录文字", align="center"),
    Look("格内签署", "格内文字", align="right", right=1),
    Look("表后", line=20, size=1),
    Look("封面机关", font=m.BIAO_SONG, size=26, align="center", line=800, before=2, together=True),
    Look("封面卷名", font=m.BIAO_SONG, size=36, align="center", line=1000, before=1, after=1, together=True),
    Look("封面项目", align="left", least=m.LINE_TWIPS, size=m.SIZE_3),
    Look("签名", align="left", line=-1, before=0.2),
    Look("签名（末行）", "签名", together=True),
)
LOOKS: Final[tuple[Look, ...]] = (*TEXT_LOOKS, *_HEADS, *END_LOOKS, *_FORMS)
"""A style stands behind the one it is based on."""
