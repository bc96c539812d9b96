"""One Markdown file, article by article."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.errors import InvalidInput
from archive.laws.parse import NotALaw, parse_law

CODE = """# 中华人民共和国民法典

# 总则

2020年5月28日 第十三届全国人民代表大会第三次会议通过

2021年1月1日 施行

<!-- INFO END -->

## 第二章 自然人

### 第四节 个体工商户和农村承包经营户

第五十四条 自然人从事工商业经营，经依法登记，为个体工商户。个体工商户可以起字号。

第五十五条 农村集体经济组织的成员，依法取得农村土地承包经营权，从事家庭承包经营的，为农村承包经营户。

第二款另起一段。

（一）第一项；

（二）第二项。

第五十六条之一 有之一的条。
"""

CASE = """# 加班费的仲裁时效应当如何认定

<!-- INFO END -->

## 基本案情

张某于2016年7月入职某建筑公司。

第二十七条 劳动争议申请仲裁的时效期间为一年。

## 裁判结果

支付加班费。
"""


def test_articles_have_the_keys_papers_cite() -> None:
    """The contract: usual short name and number."""
    law = parse_law(CODE, "民法典/总则.md")

    assert [(a.key, a.heading) for a in law.articles] == [
        ("民法典第五十四条", "第五十四条"),
        ("民法典第五十五条", "第五十五条"),
        ("民法典第五十六条之一", "第五十六条之一"),
    ]
    assert law.articles[1].text == (
        "农村集体经济组织的成员，依法取得农村土地承包经营权，从事家庭承包经营的，为农村承包经营户。\n"
        "第二款另起一段。\n（一）第一项；\n（二）第二项。"
    )
    assert (law.title, law.name, law.kind) == ("中华人民共和国民法典 总则", "民法典", "statute")
    assert law.day == dt.date(2020, 5, 28), "the day it was passed, not the day it came into force"


def test_a_published_case_is_one_entry() -> None:
    """An article quoted in a case is not an article of the case."""
    law = parse_law(CASE, "案例/x.md")

    [entry] = law.articles
    assert (law.kind, entry.key, entry.heading) == ("published_case", law.title, law.title)
    assert entry.text.startswith("基本案情\n张某于")
    assert "第二十七条" in entry.text


def test_the_newest_day_among_the_amendments_counts() -> None:
    """Which of two texts is in force is decided by it."""
    head = "# 某法\n\n1982年1月1日 通过\n\n2018年12月29日 修正\n\n2019年1月1日 起施行\n\n<!-- INFO END -->\n\n第一条 甲"
    assert parse_law(head, "a.md").day == dt.date(2018, 12, 29)
    assert parse_law("# 某法\n\n第一条 甲", "某法(2017-09-01).md").day == dt.date(2017, 9, 1)
    assert parse_law("# 某法\n\n2019年2月30日 通过\n\n第一条 甲", "a.md").day is None


def test_other_ways_of_writing_articles() -> None:
    """Not every Markdown file comes from the same collection."""
    law = parse_law("\ufeff# 某条例\n\n**第1条** 甲\n\n### 第二条\n\n乙\n\n第３条：丙\n\n第四条规定的不是条\n", "a.md")
    assert [(a.key, a.text) for a in law.articles] == [
        ("某条例第一条", "甲"),
        ("某条例第二条", "乙"),
        ("某条例第三条", "丙\n第四条规定的不是条"),
    ]


def test_nothing_of_the_text_is_lost() -> None:
    """Preamble, annex and what stands before the first article belong to the law too."""
    law = parse_law("# 某法\n\n<!-- INFO END -->\n\n为了甲，制定本法。\n\n第一条 乙\n\n## 附件一\n\n丙\n", "a.md")
    assert [(a.key, a.text) for a in law.articles] == [
        ("某法引言", "为了甲，制定本法。"),
        ("某法第一条", "乙"),
        ("某法附件一", "丙"),
    ]


def test_quoted_articles_are_not_its_own() -> None:
    """An amendment quotes articles of the law it amends; an annex may count from one again."""
    amendment = "# 宪法修正案（2018年）\n\n第五十二条 增加一条：“第七节\n\n第一百二十三条 监察机关。”\n\n第五十三条 丙"
    assert [a.heading for a in parse_law(amendment, "a.md").articles] == ["第五十二条", "第五十三条"]
    decision = "# 某院关于修改《某规定》的决定\n\n一、修改为：\n\n第一条 甲"
    assert [a.key for a in parse_law(decision, "a.md").articles] == ["某院关于修改某规定的决定"]
    annex = "# 某法\n\n第一条 甲\n\n第二条 乙\n\n附件\n\n第一条 丙"
    assert [a.heading for a in parse_law(annex, "a.md").articles] == ["第一条", "第二条"]
    assert parse_law(annex, "a.md").articles[1].text == "乙\n附件\n第一条 丙"


def test_a_statute_without_articles_is_one_entry() -> None:
    """It is cited by its title."""
    law = parse_law("# 保护海底电缆规定\n\n1973年5月30日 批准\n\n<!-- INFO END -->\n\n## 一、\n\n甲\n", "a.md")
    assert [(a.key, a.text) for a in law.articles] == [("保护海底电缆规定", "一、\n甲")]


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("---\nbookCollapseSection: true\n---", NotALaw),
        ("---\nbookHidden: true\n---\n\n# 某条法律的标题\n\n第一条 xxx", NotALaw),
        ("没有标题\n\n第一条 甲", InvalidInput),
        ("# 只有标题\n", InvalidInput),
        ("", InvalidInput),
        ("# " + "长" * 301 + "\n\n第一条 甲", InvalidInput),
    ],
)
def test_what_is_no_law_is_refused(markdown: str, kind: type[InvalidInput]) -> None:
    """A collection's index page on the shelf would be found as a law."""
    with pytest.raises(InvalidInput) as refused:
        parse_law(markdown, "a.md")
    assert type(refused.value) is kind
