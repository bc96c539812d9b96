"""Faults to plant, one a row: its name, the paper, what is done to it, the rule that must find it, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from templates.gongwen.oxml import element, put
from tests.templates.checker.clean import at, say

Mutation = Callable[[Document], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault and where it must be found."""

    name: str
    paper: str
    """``letter`` or ``official``."""
    plant: Mutation
    rule: str
    words: str = ""
    """First words of its paragraph once planted; empty for what concerns the whole paper."""
    page: int | None = None
    """Empty for the whole paper, headers and footers."""
    also: tuple[str, ...] = ()
    """Other rules that are broken by the same fault."""
    count: int = 1


def _say(words: str, old: str, new: str) -> Mutation:
    return lambda document: say(document, words, old, new)


def _font(words: str, name: str) -> Mutation:
    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            put(run._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)

    return plant


def _size(words: str, points: float) -> Mutation:
    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.font.size = Pt(points)

    return plant


def _margin(document: Document) -> None:
    document.sections[0].left_margin = Mm(32)


def _paper_size(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def _gutter(document: Document) -> None:
    document.sections[0].gutter = Mm(5)


def _pitch(words: str, points: float) -> Mutation:
    def plant(document: Document) -> None:
        at(document, words).paragraph_format.line_spacing = Pt(points)

    return plant


def _loose(words: str) -> Mutation:
    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            put(run._r.get_or_add_rPr(), "w:spacing", val=20)

    return plant


def _red(words: str) -> Mutation:
    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.font.color.rgb = RGBColor(255, 0, 0)

    return plant


def _bold(words: str) -> Mutation:
    def plant(document: Document) -> None:
        for run in at(document, words).runs:
            run.bold = True

    return plant


def _quotes_in_times(document: Document) -> None:
    say(document, "各乡镇、各部门", "重要性", "“重要性”")
    for run in at(document, "各乡镇、各部门").runs:
        properties = run._r.get_or_add_rPr()
        put(properties, "w:rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia="仿宋")
        next(properties.iter(qn("w:rFonts"))).set(qn("w:hint"), "default")


def _left(words: str) -> Mutation:
    def plant(document: Document) -> None:
        at(document, words).alignment = WD_ALIGN_PARAGRAPH.LEFT

    return plant


def _hidden(words: str) -> Mutation:
    def plant(document: Document) -> None:
        paragraph = at(document, words)
        paragraph.add_run("内部掌握").font.hidden = True

    return plant


def _revision(document: Document) -> None:
    paragraph = at(document, "各乡镇、各部门")
    inserted = element("w:ins", id=9, author="某")
    inserted.append(paragraph.runs[0]._r)
    paragraph._p.append(inserted)


def _remove(words: str) -> Mutation:
    def plant(document: Document) -> None:
        document.element.body.remove(at(document, words)._p)

    return plant


def _comment(document: Document) -> None:
    document.add_comment(at(document, "各乡镇、各部门").runs, text="再核一下", author="某")


def _linked(document: Document) -> None:
    document.part.relate_to("https://example.invalid/a.png", _IMAGE, is_external=True)


def _upward(signer: str) -> Mutation:
    """A request to the body above: number at the left, who signs at the right."""

    def plant(document: Document) -> None:
        say(document, "关于进一步", "通知", "请示")
        paragraph = at(document, "方信访办发")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(f"\t{signer}")
        name = paragraph.add_run("李明")
        put(name._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", eastAsia="楷体_GB2312")

    return plant


def _signed_in_song(document: Document) -> None:
    _upward("签发人：")(document)
    run = at(document, "方信访办发").runs[-1]
    put(run._r.get_or_add_rPr(), "w:rFonts", hint="eastAsia", eastAsia="宋体")


def _attended(document: Document) -> None:
    """Minutes: no addressee, and who was there in the type of the text."""
    say(document, "方正县信访局文件", "方正县信访局文件", "方正县信访工作会议纪要")
    _remove("各乡镇人民政府")(document)
    at(document, "附件：1").insert_paragraph_before("出席：县信访局李明，县司法局王芳。", "公文正文")


def _third_level_in_black(document: Document) -> None:
    say(document, "1.一般事项", "应当在60日内办结。", "的办理")
    _font("1.一般事项", "黑体")(document)


def _secret(document: Document) -> None:
    at(document, "方正县信访局文件").insert_paragraph_before("特急", "主送机关")


_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

PAGE: Final = (
    Fault("纸张用了信纸", "letter", _paper_size, "page.size"),
    Fault("左边距32毫米", "letter", _margin, "page.margins"),
    Fault("留了装订线", "official", _gutter, "page.margins"),
    Fault("行距24磅", "official", _pitch("各乡镇、各部门", 24), "page.lines", "各乡镇、各部门", 1),
    Fault("行距30磅", "letter", _pitch("我单位查阅", 30), "page.lines", "我单位查阅", 1),
    Fault("字距加宽", "official", _loose("2.情况复杂"), "page.characters", "2.情况复杂", 2),
    Fault("正文红字", "letter", _red("王建民已书面"), "page.color", "王建民已书面", 2),
)
FONTS: Final = (
    Fault("标志用黑体", "official", _font("方正县信访局文件", "黑体"), "fonts.mark", "方正县信访局文件", 1),
    Fault("标题用黑体", "letter", _font("关于王建国", "黑体"), "fonts.title", "关于王建国", 1),
    Fault("标题小2号", "official", _size("关于进一步", 18), "fonts.title_size", "关于进一步", 1),
    Fault("文号用宋体", "official", _font("方信访办发", "宋体"), "fonts.number", "方信访办发", 1),
    Fault("主送用楷体", "letter", _font("王建国：", "楷体_GB2312"), "fonts.addressee", "王建国：", 1),
    Fault("正文用宋体", "letter", _font("你没有提出", "宋体"), "fonts.body", "你没有提出", 3),
    Fault("正文4号字", "letter", _size("你没有提出", 14), "fonts.body_size", "你没有提出", 3),
    Fault("一级标题用仿宋", "official", _font("一、提高", "仿宋"), "fonts.level1", "一、提高思想", 1),
    Fault("一级标题用楷体", "letter", _font("二、关于", "楷体"), "fonts.level1", "二、关于拆除", 2),
    Fault("二级标题用黑体", "official", _font("（一）按时", "黑体"), "fonts.level2", "（一）按时登记", 1),
    Fault("三级用黑体", "official", _font("1.一般事项", "黑体"), "fonts.body", "1.一般事项", 2),
    Fault("三级标题用黑体", "official", _third_level_in_black, "fonts.level3", "1.一般事项", 2),
    Fault("署名用黑体", "letter", _font("方正县松河镇人民政府", "黑体"), "fonts.closing", "方正县松河镇", 3),
    Fault("日期4号", "official", _size("2022年6月20日", 14), "fonts.closing", "2022年6月20日", 2),
    Fault("附件说明用楷体", "official", _font("附件：1", "楷体"), "fonts.attachments", "附件：1", 2),
    Fault("附件序号用仿宋", "official", _font("附件2", "仿宋"), "fonts.annex", "附件2", 4),
    Fault("抄送3号", "letter", _size("抄送", 16), "fonts.imprint", "抄送", 3),
    Fault("标题加粗", "letter", _bold("关于王建国"), "fonts.bold", "关于王建国", 1),
    Fault("引号用西文字体", "official", _quotes_in_times, "fonts.latin_marks", "各乡镇、各部门", 1),
)
FONTS_OF_FEW: Final = (
    Fault("紧急程度用仿宋", "official", _secret, "fonts.secrecy", "特急", 1),
    Fault("签发人姓名用宋体", "official", _signed_in_song, "fonts.signer", "方信访办发", 1),
    Fault("出席用仿宋", "official", _attended, "fonts.attendance", "出席：", 2),
)
NUMBERS: Final = (
    Fault(
        "文号用方括号", "letter", _say("松信访复字", "〔2022〕", "[2022]"), "number.brackets", "松信访复字", 1, count=2
    ),
    Fault(
        "文号用圆括号",
        "official",
        _say("方信访办发", "〔2022〕", "（2022）"),
        "number.brackets",
        "方信访办发",
        1,
        count=2,
    ),
    Fault("文号加第", "letter", _say("松信访复字", "12号", "第12号"), "number.ordinal", "松信访复字", 1),
    Fault("文号编虚位", "official", _say("方信访办发", "12号", "012号"), "number.zeros", "方信访办发", 1),
    Fault("文号年份两位", "letter", _say("松信访复字", "2022", "22"), "number.year", "松信访复字", 1),
    Fault("文号没有号", "official", _say("方信访办发", "12号", "12"), "number.suffix", "方信访办发", 1),
    Fault("文号有空格", "letter", _say("松信访复字", "12号", " 12号"), "number.spaces", "松信访复字", 1),
    Fault("没有文号", "letter", _remove("松信访复字"), "number.missing", "关于王建国", 1),
    Fault("信函文号居左", "letter", _left("松信访复字"), "number.place", "松信访复字", 1),
    Fault("文件文号居左", "official", _left("方信访办发"), "number.place", "方信访办发", 1),
    Fault("文号年份不对", "letter", _say("松信访复字", "2022", "2021"), "number.year_of_date", "松信访复字", 1),
    Fault("引用文号方括号", "official", _say("收到信访", "〔2021〕", "[2021]"), "number.cited", "收到信访", 1),
    Fault(
        "案号六角括号",
        "letter",
        _say("我单位查阅", "台账", "台账和〔2021〕黑0124民初12号判决书"),
        "number.court",
        "我单位查阅",
        1,
    ),
    Fault(
        "签发人半角冒号",
        "official",
        _upward("签发人:"),
        "signer.colon",
        "方信访办发",
        1,
        also=("text.half_punctuation",),
    ),
    Fault("报告没有签发人", "official", _say("关于进一步", "通知", "报告"), "signer.missing", "方信访办发", 1),
)
TEXT: Final = (
    Fault("半角逗号", "letter", _say("你没有提出", "，", ","), "text.half_punctuation", "你没有提出", 3),
    Fault(
        "半角括号",
        "official",
        _say("近年来", "《信访工作条例》", "《信访工作条例》(以下简称条例)"),
        "text.half_punctuation",
        "近年来",
        1,
    ),
    Fault("英文句点", "letter", _say("我单位查阅", "邻居。", "邻居."), "text.half_stop", "我单位查阅", 1),
    Fault(
        "直引号", "official", _say("各乡镇、各部门", "落脚点", '"落脚点"'), "text.straight_quotes", "各乡镇、各部门", 1
    ),
    Fault("引号缺半边", "official", _say("各乡镇、各部门", "落脚点", "“落脚点"), "text.pairs", "各乡镇、各部门", 1),
    Fault(
        "书名号缺半边",
        "letter",
        _say("依据《中华人民共和国土地", "《信访工作条例》", "信访工作条例》"),
        "text.pairs",
        "依据《中华人民",
        2,
    ),
    Fault(
        "书名号套书名号",
        "official",
        _say("近年来", "《信访工作条例》", "《关于学习《信访工作条例》的通知》"),
        "text.nested_titles",
        "近年来",
        1,
    ),
    Fault("汉字间空格", "letter", _say("我单位查阅", "会同有关", "会同 有关"), "text.spaces", "我单位查阅", 1),
    Fault("标题里空格", "official", _say("关于进一步", "通知", "通　知"), "text.spaces", "关于进一步", 1),
    Fault(
        "数字旁空格",
        "letter",
        _say("2022年5月20日", "实际宽12.6米", "实际宽 12.6 米"),
        "text.number_spaces",
        "2022年5月20日",
        1,
    ),
    Fault("标点重复", "letter", _say("我单位查阅", "邻居。", "邻居。。"), "text.double_punctuation", "我单位查阅", 1),
    Fault("标点连用", "letter", _say("我单位查阅", "邻居。", "邻居，。"), "text.clashing_punctuation", "我单位查阅", 1),
    Fault("三个点", "official", _say("各乡镇、各部门", "落脚点", "落脚点..."), "text.ellipsis", "各乡镇、各部门", 1),
    Fault("两个减号", "official", _say("各乡镇、各部门", "，把", "--把"), "text.dash", "各乡镇、各部门", 1),
    Fault("全角数字", "letter", _say("王建民2016", "0.4米", "０.４米"), "text.full_width", "王建民2016", 2),
    Fault("没有的日子", "letter", _say("两户宅基地", "6月30日", "6月31日"), "dates.real", "两户宅基地", 2),
    Fault("日期虚位", "letter", _say("两户宅基地", "6月30日", "06月30日"), "dates.zeros", "两户宅基地", 2),
    Fault("日期用点", "letter", _say("王建民已书面", "2022年7月31日", "2022.7.31"), "dates.form", "王建民已书面", 2),
    Fault(
        "汉字年份用零",
        "official",
        _say("各乡镇、各部门", "各部门", "各部门自二零二二年起"),
        "dates.round_zero",
        "各乡镇、各部门自",
        1,
    ),
    Fault(
        "年份两位",
        "letter",
        _say("王建民已书面", "2022年7月31日", "22年7月31日"),
        "dates.short_year",
        "王建民已书面",
        2,
    ),
    Fault(
        "受理晚于成文",
        "letter",
        _say("你于2022", "2022年5月12日受理", "2022年7月12日受理"),
        "dates.order",
        "你于2022",
        1,
    ),
    Fault("大小写不符", "official", _say("三、落实", "120,000.00", "12,000.00"), "amounts.pair", "三、落实", 2),
    Fault("大写没有整", "official", _say("三、落实", "元整", "元"), "amounts.whole", "三、落实", 2),
    Fault(
        "人民币后空白",
        "official",
        _say("三、落实", "人民币壹", "人民币 壹"),
        "amounts.gap",
        "三、落实",
        2,
        also=("text.spaces",),
    ),
    Fault(
        "数字用全角逗号", "letter", _say("王建民2016", "约8平方米", "约1，280平方米"), "amounts.comma", "王建民2016", 2
    ),
    Fault("货币符号加元", "official", _say("三、落实", "120,000.00", "120,000.00元"), "amounts.sign", "三、落实", 2),
    Fault("用㎡", "letter", _say("王建民2016", "平方米", "㎡"), "amounts.units", "王建民2016", 2),
    Fault(
        "身份证号错",
        "letter",
        _say("你与王建民", "系兄弟", "（身份证号110105194912310021）系兄弟"),
        "amounts.identity",
        "你与王建民",
        1,
    ),
    Fault("模板标记", "letter", _say("你没有提出", "你没有", "{{ name }}没有"), "draft.tags", "{{ name }}", 3),
    Fault("叉号没填", "official", _say("各乡镇、各部门", "各部门", "××部门"), "draft.blanks", "各乡镇、××", 1),
    Fault(
        "待补",
        "letter",
        _say("你没有提出", "损失", "【待补:损失】"),
        "draft.blanks",
        "你没有提出",
        3,
        also=("text.half_punctuation",),
    ),
    Fault("修订痕迹", "official", _revision, "draft.revisions"),
    Fault("批注", "official", _comment, "draft.comments"),
    Fault("外部链接", "official", _linked, "draft.outside"),
    Fault("大写用字", "official", _say("三、落实", "壹拾贰万", "壹十贰万"), "amounts.capital", "三、落实", 2),
    Fault("隐藏文字", "letter", _hidden("你没有提出"), "draft.hidden", "你没有提出", 3),
    Fault("零宽字符", "letter", _say("你没有提出", "损失", "损\u200b失"), "draft.invisible", "你没有提出", 3),
    Fault("私用区字符", "letter", _say("你没有提出", "损失", "损\ue123失"), "draft.private_use", "你没有提出", 3),
)
FAULTS: Final = (*PAGE, *FONTS, *FONTS_OF_FEW, *NUMBERS, *TEXT)
