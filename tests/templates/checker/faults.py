"""Faults to plant, one a row: its name, the paper, what is done to it, the rule that must find it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.templates.checker import plants as p
from tests.templates.checker.plants import Mutation, saying


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


_MARK, _SENT = "方正县信访局文件", "各乡镇、各部门"
_ANNEX2 = ("附件2", "信访事项登记表填写说明", "来信、来访")
_LAST = "来信、来访"

PAGE: Final = (
    Fault("纸张用了信纸", "letter", p.letter_paper, "page.size"),
    Fault("左边距32毫米", "letter", p.margin, "page.margins"),
    Fault("留了装订线", "official", p.gutter, "page.margins"),
    Fault("行距24磅", "official", p.pitch(_SENT, 24), "page.lines", _SENT, 1),
    Fault("行距30磅", "letter", p.pitch("我单位查阅", 30), "page.lines", "我单位查阅", 1),
    Fault("段后间距", "official", p.no_space(_SENT, after=200), "page.paragraph_space", _SENT, 1),
    Fault("字距加宽", "official", p.loose("2.情况复杂"), "page.characters", "2.情况复杂", 2),
    Fault("正文红字", "letter", p.colored("王建民已书面"), "page.color", "王建民已书面", 2),
)
FONTS: Final = (
    Fault("标志用黑体", "official", p.font(_MARK, "黑体"), "fonts.mark", _MARK, 1),
    Fault("标题用黑体", "letter", p.font("关于王建国", "黑体"), "fonts.title", "关于王建国", 1),
    Fault("标题小2号", "official", p.size("关于进一步", 18), "fonts.title_size", "关于进一步", 1),
    Fault("文号用宋体", "official", p.font("方信访办发", "宋体"), "fonts.number", "方信访办发", 1),
    Fault("主送用楷体", "letter", p.font("王建国：", "楷体_GB2312"), "fonts.addressee", "王建国：", 1),
    Fault("正文用宋体", "letter", p.font("你没有提出", "宋体"), "fonts.body", "你没有提出", 3),
    Fault("正文4号字", "letter", p.size("你没有提出", 14), "fonts.body_size", "你没有提出", 3),
    Fault("一级标题用仿宋", "official", p.font("一、提高", "仿宋"), "fonts.level1", "一、提高思想", 1),
    Fault("一级标题用楷体", "letter", p.font("二、关于", "楷体"), "fonts.level1", "二、关于拆除", 2),
    Fault("二级标题用黑体", "official", p.font("（一）按时", "黑体"), "fonts.level2", "（一）按时登记", 1),
    Fault("三级用黑体", "official", p.font("1.一般事项", "黑体"), "fonts.body", "1.一般事项", 2),
    Fault(
        "三级标题用黑体",
        "official",
        p.both(saying("1.一般事项", "应当在60日内办结。", "的办理"), p.font("1.一般事项", "黑体")),
        "fonts.level3",
        "1.一般事项",
        2,
    ),
    Fault("署名用黑体", "letter", p.font("方正县松河镇人民政府", "黑体"), "fonts.closing", "方正县松河镇", 3),
    Fault("日期4号", "official", p.size("2022年6月20日", 14), "fonts.closing", "2022年6月20日", 2),
    Fault("附件说明用楷体", "official", p.font("附件：1", "楷体"), "fonts.attachments", "附件：1", 2),
    Fault("附件序号用仿宋", "official", p.font("附件2", "仿宋"), "fonts.annex", "附件2", 4),
    Fault("抄送3号", "letter", p.size("抄送", 16), "fonts.imprint", "抄送", 3),
    Fault("标题加粗", "letter", p.bold("关于王建国"), "fonts.bold", "关于王建国", 1),
    Fault("引号用西文字体", "official", p.quotes_in_times, "fonts.latin_marks", _SENT, 1),
    Fault("紧急程度用仿宋", "official", p.before(_MARK, "特急", "主送机关"), "fonts.secrecy", "特急", 1),
    Fault("签发人姓名用宋体", "official", p.upward("签发人：", "宋体"), "fonts.signer", "方信访办发", 1),
    Fault(
        "出席用仿宋",
        "official",
        p.both(p.minutes, p.removed("各乡镇人民政府"), p.before("附件：1", "出席：县信访局李明，县司法局王芳。")),
        "fonts.attendance",
        "出席：",
        2,
    ),
)
HEAD: Final = (
    Fault("份号四位", "official", p.before(_MARK, "0001", "主送机关"), "head.copy_number", "0001", 1),
    Fault(
        "密级没有星号",
        "official",
        p.both(p.before(_MARK, "秘密10年", "主送机关"), p.font("秘密10年", "黑体")),
        "head.secrecy",
        "秘密10年",
        1,
    ),
    Fault(
        "紧急程度写急件",
        "official",
        p.both(p.before(_MARK, "急件", "主送机关"), p.font("急件", "黑体")),
        "head.urgency",
        "急件",
        1,
    ),
    Fault("标志黑色", "official", p.colored(_MARK, 0), "head.mark_color", _MARK, 1),
    Fault("没有红线", "official", p.bordered("方信访办发"), "head.red_line", "方信访办发", 1),
    Fault("红线是黑的", "official", p.bordered("方信访办发", sz=12, color="auto"), "head.line_color", "方信访办发", 1),
    Fault("红线短了", "letter", p.rules(p.shorter), "head.line_width", "松信访复字", 1),
    Fault("双线上细下粗", "letter", p.rules(p.turned), "head.double_line", "松信访复字", 1),
)
NUMBERS: Final = (
    Fault(
        "文号用方括号",
        "letter",
        saying("松信访复字", "〔2022〕", "[2022]"),
        "number.brackets",
        "松信访复字",
        1,
        count=2,
    ),
    Fault(
        "文号用圆括号",
        "official",
        saying("方信访办发", "〔2022〕", "（2022）"),
        "number.brackets",
        "方信访办发",
        1,
        count=2,
    ),
    Fault("文号加第", "letter", saying("松信访复字", "12号", "第12号"), "number.ordinal", "松信访复字", 1),
    Fault("文号编虚位", "official", saying("方信访办发", "12号", "012号"), "number.zeros", "方信访办发", 1),
    Fault("文号年份两位", "letter", saying("松信访复字", "2022", "22"), "number.year", "松信访复字", 1),
    Fault("文号没有号", "official", saying("方信访办发", "12号", "12"), "number.suffix", "方信访办发", 1),
    Fault("文号有空格", "letter", saying("松信访复字", "12号", " 12号"), "number.spaces", "松信访复字", 1),
    Fault("没有文号", "letter", p.removed("松信访复字"), "number.missing", "关于王建国", 1),
    Fault("信函文号居左", "letter", p.aligned("松信访复字"), "number.place", "松信访复字", 1),
    Fault("文件文号居左", "official", p.aligned("方信访办发"), "number.place", "方信访办发", 1),
    Fault("文号年份不对", "letter", saying("松信访复字", "2022", "2021"), "number.year_of_date", "松信访复字", 1),
    Fault("引用文号方括号", "official", saying("收到信访", "〔2021〕", "[2021]"), "number.cited", "收到信访", 1),
    Fault(
        "案号六角括号",
        "letter",
        saying("我单位查阅", "台账", "台账和〔2021〕黑0124民初12号判决书"),
        "number.court",
        "我单位查阅",
        1,
    ),
    Fault("报告没有签发人", "official", saying("关于进一步", "通知", "报告"), "signer.missing", "方信访办发", 1),
    Fault(
        "签发人半角冒号",
        "official",
        p.upward("签发人:"),
        "signer.colon",
        "方信访办发",
        1,
        also=("text.half_punctuation",),
    ),
)
TITLE: Final = (
    Fault("没有标题", "letter", p.removed("关于王建国"), "title.missing"),
    Fault("标题居左", "official", p.aligned("关于进一步"), "title.centered", "关于进一步", 1),
    Fault(
        "标题长方形",
        "official",
        p.retold("关于进一步", "关于进一步规范信访\n事项办理工作的通知"),
        "title.shape",
        "关于进一步",
        1,
    ),
    Fault(
        "标题拆词",
        "official",
        p.retold("关于进一步", "关于进一步规范信\n访事项办理工作的通知"),
        "title.word",
        "关于进一步",
        1,
    ),
    Fault("标题有句号", "letter", saying("关于王建国", "意见书", "意见书。"), "title.stop", "关于王建国", 1),
    Fault("标题下不空行", "official", p.no_space("关于进一步", after=0), "title.gap", "关于进一步", 1),
)
BODY: Final = (
    Fault("称谓半角冒号", "letter", saying("王建国：", "：", ":"), "addressee.colon", "王建国:", 1),
    Fault("主送没有冒号", "official", saying("各乡镇人民政府", "：", ""), "addressee.colon", "各乡镇人民政府", 1),
    Fault(
        "主送空二字", "official", p.indented("各乡镇人民政府", firstLine=200), "addressee.flush", "各乡镇人民政府", 1
    ),
    Fault("纪要有主送", "official", p.minutes, "addressee.minutes", "各乡镇人民政府", 1),
    Fault("段首不空", "letter", p.indented("我单位查阅", firstLine=0), "body.indent", "我单位查阅", 1),
    Fault("段首打空格", "official", p.typed_indent(_SENT), "body.typed_indent", _SENT, 1),
    Fault("首页没有正文", "official", p.new_page("近年来"), "body.first_page", "近年来", 2),
    Fault("此页无正文", "official", p.before("附件：1", "（此页无正文）"), "body.no_text_page", "（此页无正文）", 2),
)
LEVELS: Final = (
    Fault("一级用圆点", "official", saying("一、提高", "一、", "一."), "levels.mark1", "一.提高", 1),
    Fault("二级加顿号", "official", saying("（一）按时", "（一）", "（一）、"), "levels.mark2", "（一）、", 1),
    Fault("三级用顿号", "official", saying("1.一般", "1.", "1、"), "levels.mark3", "1、一般", 2),
    Fault("四级加点", "official", saying("（1）延期", "（1）", "（1）."), "levels.mark4", "（1）.", 2),
    Fault("二级半角括号", "official", saying("（一）按时", "（一）", "(一)"), "levels.brackets", "(一)", 1),
    Fault("四级单括号", "official", saying("（1）延期", "（1）", "1）"), "levels.brackets", "1）", 2),
    Fault("序号后空格", "official", saying("二、规范", "二、", "二、 "), "levels.space", "二、 规范", 1),
    Fault(
        "带圈序号", "official", saying("（1）延期", "（1）", "①"), "levels.circled", "①延期", 2, also=("levels.order",)
    ),
    Fault("标题加句号", "official", saying("一、提高", "认识", "认识。"), "levels.stop", "一、提高", 1),
    Fault("跳号", "official", saying("二、规范", "二、", "三、"), "levels.order", "三、规范", 1, count=2),
    Fault(
        "层次颠倒",
        "official",
        p.both(p.before("二、规范", "1.认识到位。"), p.before("二、规范", "（一）行动到位。")),
        "levels.rank",
        "（一）行动",
        1,
    ),
)
ATTACHMENTS: Final = (
    Fault("附件半角冒号", "official", saying("附件：1", "：", ":"), "attachments.colon", "附件:1", 2),
    Fault("附件名加句号", "official", saying("2.信访事项登记表", "说明", "说明。"), "attachments.stop", "2.信访", 2),
    Fault("附件序号顿号", "official", saying("附件：1", "1.", "1、"), "attachments.mark", "附件：1、", 2),
    Fault("附件跳号", "official", saying("2.信访事项登记表", "2.", "3."), "attachments.order", "3.信访", 2),
    Fault(
        "一个附件编号",
        "official",
        p.removed("2.信访事项登记表", "附件2", "信访事项登记表填写说明"),
        "attachments.single",
        "附件：1",
        2,
    ),
    Fault("附件说明顶格", "official", p.indented("附件：1", left=400, hanging=400), "attachments.indent", "附件：1", 2),
    Fault("附件说明不空行", "official", p.no_space("附件：1", before=0), "attachments.gap", "附件：1", 2),
    Fault("少一个附件", "official", p.removed("附件2", "信访事项登记表填写说明"), "attachments.count", "附件：1", 2),
    Fault(
        "附件标题不同",
        "official",
        saying("信访事项登记表填写说明", "说明", "须知"),
        "attachments.name",
        "信访事项登记表",
        4,
    ),
    Fault("附件不另页", "official", p.new_page("附件2", 0), "attachments.page", "附件2", 3),
    Fault("附件序号加冒号", "official", saying("附件2", "附件2", "附件：2"), "attachments.annex_mark", "附件：2", 4),
)
CLOSING: Final = (
    Fault("没有成文日期", "letter", p.removed("2022年6月20日"), "closing.date_missing", "方正县松河镇", 3),
    Fault("没有署名", "letter", p.removed("方正县松河镇人民政府"), "closing.unit_missing", "2022年6月20日", 3),
    Fault(
        "日期用汉字",
        "official",
        saying("2022年6月20日", "2022年6月20日", "二〇二二年六月二十日"),
        "closing.date_chinese",
        "二〇二二",
        2,
        also=("closing.place",),
    ),
    Fault("日期编虚位", "letter", saying("2022年6月20日", "6月", "06月"), "closing.date_zeros", "2022年06月", 3),
    Fault(
        "日期用圆点",
        "official",
        saying("2022年6月20日", "2022年6月20日", "2022.6.20"),
        "closing.date_form",
        "2022.6.20",
        2,
    ),
    Fault("日期居左", "official", p.aligned("2022年6月20日"), "closing.place", "2022年6月20日", 2),
    Fault(
        "日期居中", "letter", p.aligned("2022年6月20日", WD_ALIGN_PARAGRAPH.CENTER), "closing.place", "2022年6月20日", 3
    ),
    Fault(
        "以科室署名",
        "official",
        saying("方正县信访局", "信访局", "信访局督查科"),
        "closing.internal",
        "方正县信访局督查科",
        2,
        also=("closing.place",),
    ),
    Fault("署名单独一页", "official", p.new_page("方正县信访局"), "closing.alone", "方正县信访局", 3),
    Fault(
        "附注没有括号",
        "official",
        saying("（此件公开", "（此件公开发布）", "此件公开发布"),
        "closing.note_brackets",
        "此件",
        2,
    ),
    Fault("附注半角括号", "letter", saying("（联系人", "（", "("), "closing.note_brackets", "(联系人", 3),
    Fault("附注顶格", "official", p.indented("（此件公开", firstLine=0), "closing.note_place", "（此件公开", 2),
)
IMPRINT: Final = (
    Fault("抄送半角冒号", "official", saying("抄送", "：", ":"), "imprint.colon", "抄送:", 4),
    Fault("抄送没有句号", "letter", saying("抄送", "。", ""), "imprint.stop", "抄送：", 3),
    Fault("抄送顶格", "official", p.indented("抄送", left=300, hanging=300, right=100), "imprint.indent", "抄送", 4),
    Fault(
        "印发日期虚位",
        "official",
        saying("方正县信访局办公室", "6月", "06月"),
        "imprint.printed",
        "方正县信访局办公室",
        4,
    ),
    Fault(
        "没有印发", "official", saying("方正县信访局办公室", "日印发", "日"), "imprint.printed", "方正县信访局办公室", 4
    ),
    Fault(
        "没有印发机关",
        "official",
        p.removed("方正县信访局办公室"),
        "imprint.missing",
        "抄送",
        4,
        also=("imprint.lines",),
    ),
    Fault(
        "信函有印发机关",
        "letter",
        p.both(
            p.before("（联系人", "方正县松河镇人民政府办公室　2022年6月21日印发", "附注"),
            p.size("方正县松河镇人民政府办公室", 14),
        ),
        "imprint.letter",
        "方正县松河镇人民政府办",
        3,
    ),
    Fault("抄送在印发下面", "official", p.printed_above, "imprint.order", "抄送", 4),
    Fault("版记线太粗", "official", p.bordered("方正县信访局办公室", sz=24, color="auto"), "imprint.lines", "抄送", 4),
)
PAGE_NUMBERS: Final = (
    Fault("没有页码", "official", p.unnumbered, "page_numbers.missing"),
    Fault("页码用连字符", "official", p.short_dashes, "page_numbers.dashes", "- 1 -", count=2),
    Fault("页码不分单双", "official", p.one_side, "page_numbers.sides"),
    Fault("页码5号", "official", p.small_numbers, "page_numbers.font", "— 1 —"),
    Fault("信函首页有页码", "letter", p.numbered_first, "page_numbers.first"),
    Fault("页码太低", "letter", p.low_footer, "page_numbers.distance"),
)
TEXT: Final = (
    Fault("半角逗号", "letter", saying("你没有提出", "，", ","), "text.half_punctuation", "你没有提出", 3),
    Fault(
        "半角括号",
        "official",
        saying("近年来", "《信访工作条例》", "《信访工作条例》(以下简称条例)"),
        "text.half_punctuation",
        "近年来",
        1,
    ),
    Fault("英文句点", "letter", saying("我单位查阅", "邻居。", "邻居."), "text.half_stop", "我单位查阅", 1),
    Fault(
        "句点后空格",
        "letter",
        saying("我单位查阅", "王建民，", "王建民. "),
        "text.half_stop",
        "我单位查阅",
        1,
        also=("text.spaces",),
    ),
    Fault("直引号", "official", saying(_SENT, "落脚点", '"落脚点"'), "text.straight_quotes", _SENT, 1),
    Fault("引号缺半边", "official", saying(_SENT, "落脚点", "“落脚点"), "text.pairs", _SENT, 1),
    Fault(
        "书名号缺半边",
        "letter",
        saying("依据《中华人民共和国土地", "《信访工作条例》", "信访工作条例》"),
        "text.pairs",
        "依据《中华人民",
        2,
    ),
    Fault(
        "书名号套书名号",
        "official",
        saying("近年来", "《信访工作条例》", "《关于学习《信访工作条例》的通知》"),
        "text.nested_titles",
        "近年来",
        1,
    ),
    Fault("汉字间空格", "letter", saying("我单位查阅", "会同有关", "会同 有关"), "text.spaces", "我单位查阅", 1),
    Fault("标题里空格", "official", saying("关于进一步", "通知", "通　知"), "text.spaces", "关于进一步", 1),
    Fault(
        "数字旁空格",
        "letter",
        saying("2022年5月20日", "宽12.6米", "宽 12.6 米"),
        "text.number_spaces",
        "2022年5月20日",
        1,
    ),
    Fault("标点重复", "letter", saying("我单位查阅", "邻居。", "邻居。。"), "text.double_punctuation", "我单位查阅", 1),
    Fault(
        "标点连用", "letter", saying("我单位查阅", "邻居。", "邻居，。"), "text.clashing_punctuation", "我单位查阅", 1
    ),
    Fault("三个点", "official", saying(_SENT, "落脚点", "落脚点..."), "text.ellipsis", _SENT, 1),
    Fault("两个减号", "official", saying(_SENT, "，把", "--把"), "text.dash", _SENT, 1),
    Fault("全角数字", "letter", saying("王建民2016", "0.4米", "０.４米"), "text.full_width", "王建民2016", 2),
)
DATES: Final = (
    Fault("没有的日子", "letter", saying("两户宅基地", "6月30日", "6月31日"), "dates.real", "两户宅基地", 2),
    Fault("日期虚位", "letter", saying("两户宅基地", "6月30日", "06月30日"), "dates.zeros", "两户宅基地", 2),
    Fault("日期用点", "letter", saying("王建民已书面", "2022年7月31日", "2022.7.31"), "dates.form", "王建民已书面", 2),
    Fault(
        "汉字年份用零",
        "official",
        saying(_SENT, "各部门", "各部门自二零二二年起"),
        "dates.round_zero",
        "各乡镇、各部门自",
        1,
    ),
    Fault(
        "年份两位",
        "letter",
        saying("王建民已书面", "2022年7月31日", "22年7月31日"),
        "dates.short_year",
        "王建民已书面",
        2,
    ),
    Fault(
        "受理晚于成文",
        "letter",
        saying("你于2022", "2022年5月12日受理", "2022年7月12日受理"),
        "dates.order",
        "你于2022",
        1,
    ),
)
AMOUNTS: Final = (
    Fault("大小写不符", "official", saying("三、落实", "120,000.00", "12,000.00"), "amounts.pair", "三、落实", 2),
    Fault("大写没有整", "official", saying("三、落实", "元整", "元"), "amounts.whole", "三、落实", 2),
    Fault(
        "人民币后空白",
        "official",
        saying("三、落实", "人民币壹", "人民币 壹"),
        "amounts.gap",
        "三、落实",
        2,
        also=("text.spaces",),
    ),
    Fault("大写用字", "official", saying("三、落实", "壹拾贰万", "壹十贰万"), "amounts.capital", "三、落实", 2),
    Fault(
        "数字用全角逗号",
        "letter",
        saying("王建民2016", "约8平方米", "约1，280平方米"),
        "amounts.comma",
        "王建民2016",
        2,
    ),
    Fault("货币符号加元", "official", saying("三、落实", "120,000.00", "120,000.00元"), "amounts.sign", "三、落实", 2),
    Fault("用㎡", "letter", saying("王建民2016", "平方米", "㎡"), "amounts.units", "王建民2016", 2),
    Fault(
        "身份证号错",
        "letter",
        saying("你与王建民", "系兄弟", "（公民身份号码110105194912310021）系兄弟"),
        "amounts.identity",
        "你与王建民",
        1,
    ),
)
CITATIONS: Final = (
    Fault(
        "文号没有括号",
        "official",
        saying("收到信访", "（方信访办发〔2021〕18号）", "方信访办发〔2021〕18号"),
        "citations.number",
        "收到信访",
        1,
    ),
    Fault(
        "文号在标题前",
        "official",
        p.both(
            saying("收到信访", "（方信访办发〔2021〕18号）", ""),
            saying("收到信访", "《关于", "方信访办发〔2021〕18号《关于"),
        ),
        "citations.order",
        "收到信访",
        1,
    ),
    Fault("条文用阿拉伯数字", "official", saying("近年来", "第二十三条", "第23条"), "citations.article", "近年来", 1),
    Fault(
        "引用旧条例",
        "official",
        saying("近年来", "《信访工作条例》第二十三条", "《信访条例》第二十二条"),
        "citations.repealed",
        "近年来",
        1,
    ),
    Fault(
        "法名没有书名号",
        "official",
        saying("近年来", "《信访工作条例》", "信访工作条例"),
        "citations.title_marks",
        "近年来",
        1,
    ),
)
WORDS: Final = (
    Fault("帐目", "official", saying(_SENT, "各部门", "各部门帐目要清，"), "words.account", "各乡镇、各部门帐", 1),
    Fault("座落", "letter", saying("我单位查阅", "台账", "座落图、台账"), "words.wrong", "我单位查阅", 1),
    Fault("其它", "official", saying(_SENT, "各部门", "各部门和其它单位"), "words.variant", "各乡镇、各部门和", 1),
    Fault("上访人", "letter", saying("我单位查阅", "三户邻居", "三户邻居和上访人"), "words.term", "我单位查阅", 1),
)
_REMEDY: Final = "如不服本处理意见"
REMEDY: Final = (
    Fault("复查写成15日", "letter", saying(_REMEDY, "30日内", "15日内"), "remedy.review", _REMEDY, 3),
    Fault(
        "复核写成60日",
        "letter",
        p.both(saying(_REMEDY, "30日内", "60日内"), saying(_REMEDY, "复查", "复核")),
        "remedy.recheck",
        _REMEDY,
        3,
    ),
    Fault(
        "复议写成30日",
        "letter",
        saying(_REMEDY, "复查", "复查，或者在收到之日起30日内申请行政复议"),
        "remedy.reconsideration",
        _REMEDY,
        3,
    ),
    Fault(
        "起诉写成3个月",
        "letter",
        saying(_REMEDY, "复查", "复查，或者在3个月内提起诉讼"),
        "remedy.court",
        _REMEDY,
        3,
    ),
    Fault("复查机关没有写名称", "letter", saying(_REMEDY, "方正县人民政府", "上一级机关"), "remedy.body", _REMEDY, 3),
    Fault("没有救济告知", "letter", p.retold(_REMEDY, "特此答复。"), "remedy.missing", "特此答复", 3),
    Fault("复核没有写终结", "letter", saying("关于王建国", "答复意见", "复核意见"), "remedy.final", _REMEDY, 3),
    Fault(
        "复查又诉讼",
        "letter",
        saying(_REMEDY, "申请复查。", "申请复查；也可以在6个月内提起行政诉讼。"),
        "remedy.both",
        _REMEDY,
        3,
    ),
)
DRAFT: Final = (
    Fault("模板标记", "letter", saying("你没有提出", "你没有", "{{ name }}没有"), "draft.tags", "{{ name }}", 3),
    Fault("叉号没填", "official", saying(_SENT, "各部门", "××部门"), "draft.blanks", "各乡镇、××", 1),
    Fault("待补", "letter", saying("你没有提出", "损失", "【待补：损失】"), "draft.blanks", "你没有提出", 3),
    Fault("修订痕迹", "official", p.revision, "draft.revisions"),
    Fault("批注", "official", p.comment, "draft.comments"),
    Fault("外部链接", "official", p.linked, "draft.outside"),
    Fault("隐藏文字", "letter", p.hidden("你没有提出"), "draft.hidden", "你没有提出", 3),
    Fault("零宽字符", "letter", saying("你没有提出", "损失", "损\u200b失"), "draft.invisible", "你没有提出", 3),
    Fault("私用区字符", "letter", saying("你没有提出", "损失", "损\ue123失"), "draft.private_use", "你没有提出", 3),
)
FAULTS: Final = (
    *(*PAGE, *FONTS, *HEAD, *NUMBERS, *TITLE, *BODY, *LEVELS, *ATTACHMENTS, *CLOSING, *IMPRINT, *PAGE_NUMBERS),
    *(*TEXT, *DATES, *AMOUNTS, *CITATIONS, *WORDS, *REMEDY, *DRAFT),
)
