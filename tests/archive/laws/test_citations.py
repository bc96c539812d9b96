"""However a paper cites an article, it leads to the one key."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.laws.citations import _BARE, _bare_runs, resolve_citation
from archive.laws.names import short_name


@pytest.mark.parametrize(
    "text",
    [
        "民法典第五十四条",
        "《民法典》第五十四条",
        "《中华人民共和国民法典》第54条第二款",
        "中华人民共和国民法典第５４条",
        "《中华人民共和国民法典》（2020）第五十四条",
        "〈民法典〉第五十四条",
        "<民法典>第54条",
        "＜＜民法典＞＞第54条",
        "「民法典」第五十四条",
        "【民法典】第五十四条",
        "[民法典]第五十四条",
        "《 民法典 》 第 五十四 条",
        "依据《民法典》总则编第五十四条之规定",
        "民法典总则编第五十四条第一款第（二）项",
        "原告称被告违反了民法典第五十四条。",
    ],
)
def test_one_article_however_it_is_cited(text: str) -> None:
    """The contract: with and without 中华人民共和国, brackets of any width, Arabic or Chinese numbers."""
    assert resolve_citation(text) == ["民法典第五十四条"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("《信访工作条例》（2022）第三十一条第（六）项", ["信访工作条例第三十一条"]),
        ("依照行政诉讼法(2017修正)第46条", ["行政诉讼法第四十六条"]),
        ("《刑法》第一百二十条之一、第一百二十条之二", ["刑法第一百二十条之一", "刑法第一百二十条之二"]),
        ("《民法典》第五条、第六条和第八条至第十条", [f"民法典第{n}条" for n in "五六八九十"]),
        (
            "《民法典》第二百三十八条第一款和《土地管理法》第十四条，以及该法第20条",
            ["民法典第二百三十八条", "土地管理法第十四条", "土地管理法第二十条"],
        ),
        ("《民法典》第一条和土地管理法第二条", ["民法典第一条", "土地管理法第二条"]),
        (
            "《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》第三条",
            ["最高人民法院关于适用民法典婚姻家庭编的解释（一）第三条"],
        ),
        (
            "根据最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释(一)第3条",
            ["最高人民法院关于适用民法典婚姻家庭编的解释（一）第三条"],
        ),
        ("涉外民事关系法律适用法第三条", ["涉外民事关系法律适用法第三条"]),
        ("依据涉外民事关系法律适用法第三条", ["涉外民事关系法律适用法第三条"]),
        ("《民诉法》第二百零五条", ["民事诉讼法第二百零五条"]),
        ("《保护海底电缆规定》", ["保护海底电缆规定"]),
        ("第五十四条", []),
        ("本法第五条", []),
        ("", []),
        ("一切都好", []),
    ],
)
def test_lists_ranges_and_long_titles(text: str, keys: list[str]) -> None:
    """What the paper rests on must be found whole, and nothing it does not cite."""
    assert resolve_citation(text) == keys


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("中华人民共和国民法典", "民法典"),
        ("《中华人民共和国国籍法》", "国籍法"),
        (
            "最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定",
            "最高人民法院关于适用民法典时间效力的若干规定",
        ),
        ("外国人在中华人民共和国收养子女登记办法", "外国人在中华人民共和国收养子女登记办法"),
        ("国际航行船舶进出中华人民共和国口岸检查办法", "国际航行船舶进出中华人民共和国口岸检查办法"),
        ("最高人民法院 最高人民检察院关于办理案件的解释(二)", "最高人民法院、最高人民检察院关于办理案件的解释（二）"),
        (
            "最高人民法院关于审理生态环境损害赔偿案件的若干规定（试行）",
            "最高人民法院关于审理生态环境损害赔偿案件的若干规定（试行）",
        ),
        ("中华人民共和国行政诉讼法（2017年修正）", "行政诉讼法"),
        ("中华人民共和国宪法修正案（1988年）", "宪法修正案（1988年）"),
    ],
)
def test_the_usual_short_name(title: str, name: str) -> None:
    """Two names for one law split the shelf."""
    assert short_name(title) == name


@pytest.mark.parametrize(
    "text", ["《" * 20_000, "法" * 50_000, "民法典第一条、" * 5_000, "（第" * 20_000, "和及与" * 20_000]
)
def test_no_text_takes_long(text: str) -> None:
    """A petition of a hundred pages goes through this; one made to stall it must not."""
    started = time.monotonic()
    resolve_citation(text)
    assert time.monotonic() - started < 20


def test_a_range_without_end_stays_a_handful() -> None:
    """第一条至第九千九百九十九条 typed by mistake must not fill the page."""
    assert len(resolve_citation("民法典第1条至第9999条")) <= 102


_PIECES = [
    "民法典",
    "信访工作条例",
    "规定",
    "法",
    "第五条",
    "第十二条之一",
    "（2020）",
    "（试行）",
    "《",
    "》",
    "、",
    "和",
    "其",
    "字" * 61,
    "\n",
    "。",
    "本条",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_looking_only_before_articles_misses_none(text: str) -> None:
    """A quick way to unmarked names must find what the slow way finds: a citation passed over is a basis nobody checks."""
    assert [m.span() for m in _bare_runs(text)] == [m.span() for m in _BARE.finditer(text)]
