"""Whoever was at a meeting is found however the minutes list them; a lost one is asked to answer for nothing."""

from __future__ import annotations

import pytest

from archive.describe import PaperKind
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field
from tests.archive.registration.pages import pages_of

ROLES = {Field.PRESENT: "present", Field.ABSENT: "absent", Field.OBSERVER: "observer"}


def _attendance(text: str) -> list[str]:
    found = suggest(pages_of(text), PaperKind.MINUTES)
    return [f"{ROLES[one.field]} {one.normal}" for one in found if one.field in ROLES]


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        (
            "与会人员有：乡长苟富贵，副乡长向前进，司法所万里，以及各村书记。\n记录：幸运",
            ["present 苟富贵", "present 向前进", "present 司法所 万里"],
        ),
        (
            "参会单位及人员：\n县委政法委：苏明远\n县司法局：殷秋实、狄鹏\n请假：县工会 尧勇",
            ["present 县委政法委 苏明远", "present 县司法局 殷秋实", "present 县司法局 狄鹏", "absent 县工会 尧勇"],
        ),
        (
            "出席人员：\n县委政法委副书记　　邰建华\n县法院院长　　　　　仇立\n列席人员：\n县法院执行局　卓文",
            ["present 县委政法委 邰建华", "present 县法院 仇立", "observer 县法院执行局 卓文"],
        ),
        (
            "参会单位：县水务局（倪萍）、县供水公司（副总经理 常青）、梧桐社区（书记：林立）",
            ["present 县水务局 倪萍", "present 县供水公司 常青", "present 梧桐社区 林立"],
        ),
        (
            "参加人员：县公安局副局长康宁、县法院钟声、信访人全福",
            ["present 县公安局 康宁", "present 县法院 钟声", "present 全福"],
        ),
        (
            "会议由副镇长罗盘主持，镇党委委员包容、司法所长凌霄到会。财政所长钱进因出差未参加。",
            ["present 包容", "present 司法所 凌霄", "absent 财政所 钱进"],
        ),
        (
            "参会人员：曹国庆　县委副书记\n　　　　　田大壮　县信访局局长\n　　　　　彭海　　金地公司总经理\n记录：余丽",
            ["present 曹国庆", "present 县信访局 田大壮", "present 金地公司 彭海"],
        ),
        (
            "参加人员（共3人）\n1. 曹国庆（副镇长）\n2. 田大壮（司法所）\n3. 冯小燕（村支书）\n议题：宅基地纠纷",
            ["present 曹国庆", "present 司法所 田大壮", "present 冯小燕"],
        ),
        (
            "局长曹国庆主持，副局长田大壮、法规股冯小燕参加，局党组成员彭海因病请假。",
            ["present 田大壮", "present 法规股 冯小燕", "absent 彭海"],
        ),
        (
            "县公安局、县司法局、石桥镇等单位负责同志参加会议。",
            ["present 县公安局", "present 县司法局", "present 石桥镇"],
        ),
        ("到会：匡广田 揭玉堂 赵广庆（列席）", ["present 匡广田", "present 揭玉堂", "observer 赵广庆"]),
        ("与会：旗法院 朝鲁；明衡律师事务所 冒云辉律师", ["present 旗法院 朝鲁", "present 明衡律师事务所 冒云辉"]),
        (
            "出席人员;县住建局 仲伟\n到会人员（签名）：贺兰 马超群",
            ["present 县住建局 仲伟", "present 贺兰", "present 马超群"],
        ),
    ],
)
def test_everybody_who_was_there(text: str, attendance: list[str]) -> None:
    assert _attendance(text) == attendance


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("2024年8月6日，副县长聂海峰同志主持会议，研究养鸡场问题。参加会议的有：县生态环境分局局长隗成。", "聂海峰"),
        ("会议于1月9日在县卫健委会议室召开，由县卫健委副主任冀中主持。", "冀中"),
        ("3月29日下午，县交通运输局局长濮存义召集县公安局、县信访局，在局机关召开协调会。", "濮存义"),
        ("时间：2024年1月9日\n主持：边疆  出席：鲁直、雷鸣", "边疆"),
        ("主持人\t镇党委书记 邬国良\t记录人\t卓雅", "邬国良"),
    ],
)
def test_who_held_the_chair(text: str, host: str) -> None:
    found = suggest(pages_of(text), PaperKind.MINUTES)

    assert [one.normal for one in found if one.field is Field.HOST] == [host]
