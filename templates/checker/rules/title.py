"""The title: there, centred, broken between words, a trapezium (GB/T 9704—2012 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from templates.checker.gaps import lines_between
from templates.checker.paper import Kind, Paper, Paragraph, Role
from templates.checker.rule import Arrange, Edit, Finding, Replace, Rule, Severity
from templates.checker.rules.body import unblanked
from templates.gongwen import measures as m
from templates.gongwen.title import LINE

_G: Final = "GB/T 9704—2012 7.3.1"
MISSING: Final = Rule("title.missing", _G, Severity.MUST, "没有找到标题", "写上标题，用2号小标宋体居中")
CENTERED: Final = Rule("title.centered", _G, Severity.MUST, "标题没有居中", "标题居中排布", fixable=True)
SHAPE: Final = Rule("title.shape", _G, Severity.SHOULD, "多行标题排成了长方形或沙漏形", "重新断行，排成梯形或菱形")
WORD: Final = Rule("title.word", _G, Severity.MUST, "标题回行把词拆开了", "在词与词之间断行")
STOP: Final = Rule("title.stop", _G, Severity.SHOULD, "标题末尾有标点", "标题末尾不加标点", fixable=True)
GAP: Final = Rule(
    "title.gap", _G + "、7.3.2、10.1", Severity.SHOULD, "标题上下空行不对", "标题与上面的要素空二行，与主送机关空一行"
)
RULES: Final = (MISSING, CENTERED, SHAPE, WORD, STOP, GAP)

_WORDS: Final = frozenset(
    """
    信访 事项 答复 意见 处理 办理 人民 政府 通知 关于 工作 会议 纪要 报告 请示 情况 调解 协议 委员 员会 领导 小组 问题 农村 土地 征收 补偿 拆迁
    安置 公司 有限 企业 改制 职工 教师 医疗 纠纷 矛盾 排查 化解 联席 专题 复查 复核 申请 通报 决定 规定 办法 进一 一步 加强 规范 做好 开展 推进
    建设 管理 服务 群众 社会 保障 保险 养老 工资 拖欠 农民 民工 合同 房屋 宅基 基地 边界 围墙 赔偿 交通 事故 环境 污染 物业 业主 小区 供暖 供热
    供水 道路 学校 医院 派出 出所 公安 法院 司法 行政 执法 安全 生产 监督 督办 交办 转送 受理 告知 登记 听证 调查 终结 延期 结案 履行 回访 满意
    责任 单位 部门 机关 乡镇 街道 社区 村民 居民 代表 组织 干部 人员 名单 方案 计划 总结 标准 制度 机制 体系 措施 实施 落实 执行 印发 转发 批复
    任免 表彰 奖励 处罚 经费 资金 财政 预算 项目 工程 招标 采购 验收 质量 检查 整改 清理 整治 专项 行动 活动 宣传 教育 培训 考核 评价 统计 数据
    信息 公开
    """.split()  # noqa: SIM905 - a list of so many pairs would fill the page
)
"""Pairs of characters that a line must not part."""
_WEAK: Final = "的地得了着过和与及、，。：；”》）"


def find(paper: Paper) -> Iterator[Finding]:
    """What is wrong with the title."""
    titles = list(paper.of(Role.TITLE))
    if not titles:
        if paper.kind in (Kind.DOCUMENT, Kind.LETTER):
            yield Finding(MISSING, None, "没有", "标题")
        return
    if paper.kind is Kind.FORM:
        return
    for paragraph in (*titles, *paper.of(Role.ANNEX_TITLE)):
        uneven = abs(paragraph.left + paragraph.first - paragraph.right) > 1
        if paragraph.align != "center" or uneven:
            edits: tuple[Edit, ...] = (
                Arrange(paragraph, align="center", first=0, left=0, right=0),
                *unblanked(paragraph),
            )
            yield Finding(CENTERED, paragraph, "不居中", "居中", edits)
        bare = paragraph.text.rstrip()
        if bare[-1:] in "。！；，.":
            edits = (Replace(paragraph, len(bare) - 1, len(bare), ""),)
            yield Finding(STOP, paragraph, bare[-1], "不加标点", edits)
    yield from _broken(titles)
    if paper.kind in (Kind.DOCUMENT, Kind.LETTER):
        yield from _gaps(paper, titles)


def lines_of(titles: list[Paragraph]) -> list[str]:
    """The lines a title is printed in: where it is broken, and where it is too long for its line."""
    lines = []
    for paragraph in titles:
        room = max(2, int(LINE * m.SIZE_2 / (paragraph.size or m.SIZE_2)))
        for part in paragraph.text.strip().split("\n"):
            bare = re.sub(r"[ \u3000\t]", "", part)
            while len(bare) > room:
                lines.append(bare[:room])
                bare = bare[room:]
            if bare:
                lines.append(bare)
    return lines


def _broken(titles: list[Paragraph]) -> Iterator[Finding]:
    lines = lines_of(titles)
    sizes = [len(line) for line in lines]
    if len(lines) < 2:
        return
    shown = "／".join(lines)
    if len(set(sizes)) == 1 or (len(sizes) > 2 and min(sizes[1:-1]) < min(sizes[0], sizes[-1])):
        yield Finding(SHAPE, titles[0], f"{shown}（{'、'.join(map(str, sizes))}字）", "梯形或菱形")
    for above, below in pairwise(lines):
        torn = above[-1] + below[0]
        figures = above[-1].isascii() and below[0].isascii() and torn.isalnum()
        if torn in _WORDS or figures or below[0] in _WEAK:
            yield Finding(WORD, titles[0], f"{above[-4:]}／{below[:4]}", "词意完整")


def _gaps(paper: Paper, titles: list[Paragraph]) -> Iterator[Finding]:
    below = lines_between(paper, titles[-1], +1)
    if below is not None and paper.first(Role.ADDRESSEE) is not None and not 0.4 <= below <= 1.7:
        yield Finding(GAP, titles[-1], f"下面空{below:.1f}行", "空一行")
    above = lines_between(paper, titles[0], -1)
    if above is not None and paper.first(Role.NUMBER) is not None and not 1.3 <= above <= 3.2:
        yield Finding(GAP, titles[0], f"上面空{above:.1f}行", "空二行")
