"""Every engine finds exactly what the brute-force matcher finds."""

from __future__ import annotations

import pytest

from indexer.index import (
    Adjacent,
    Amounts,
    And,
    AnyTerm,
    Days,
    Everything,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Query,
    SearchIndex,
    Spaced,
)
from tests.contract.conftest import Built
from tests.contract.sample import Text, adjacent, expected

LONG_TOKEN = "a" * 260
LONG_VALUE = "很长的名称" * 8_000
TEXTS = [
    Text(
        "case:1",
        "人民调解协议书：双方自愿达成协议。",
        title="邻里纠纷",
        keywords={"category": ("邻里纠纷",)},
        day=738_000,
        amounts=(300_000, 1_000_000),
    ),
    Text("case:2", "人 民 调 解 委员会受理申请", keywords={"category": ("劳动争议", "欠薪")}, day=738_100),
    Text(
        "case:3",
        "信访事项处理意见书 粤信访〔2024〕15号",
        keywords={"number": ("粤信访〔2024〕15号",)},
        day=738_200,
        amounts=(0, 2**53),
    ),
    Text("case:4", "購買機車HJ125T-9C一台，單價12.5元，增長3.5%", keywords={"party": ("张 三", '李"四"', "王\n五")}),
    Text("case:5", "A4纸abc 与abcd、4纸", keywords={"name": (LONG_VALUE,)}),
    Text("case:6", f"{LONG_TOKEN} 尾", keywords={"name": (LONG_VALUE + "不同",)}),
    Text("case:7", f"{'a' * 259} 尾"),
    Text("case:8", "私有\ue000\ue001字符\U000f0000与𠮷野家", keywords={"scope": ("", "公开")}),
    Text("case:9", ""),
    Text("case:10", "哈哈哈哈哈 呵呵，。！？~_.~"),
    Text("case:11", "解调民人，议协书"),
    Text('case:"引号" 与空格\n换行', "编号古怪", day=1),
    Text("document:" + "长" * 1_000, "编号很长"),
    Text("law:民法典第五十四条", "零\u00a0宽\u200b度\u3000空\u0085格\u2028里", day=739_000),
]
_A, _B, _C = adjacent("人民调解"), adjacent("协议"), adjacent("纸")
NODES: dict[str, Node] = {
    "everything": Everything(),
    "nothing": Nothing(),
    "empty and": And(()),
    "empty or": Or(()),
    "word": _A,
    "substring across words": adjacent("民调"),
    "no such order": adjacent("调人"),
    "phrase": adjacent("自愿达成协议"),
    "phrase with marks": adjacent("协议书：双方"),
    "one atom": adjacent("解"),
    "one mark": adjacent("："),
    "one tilde": adjacent("~"),
    "marks only": adjacent("，。！"),
    "odd marks": adjacent("~_.~"),
    "repeated atoms": adjacent("哈哈哈"),
    "repeated too often": adjacent("哈哈哈哈哈哈"),
    "latin whole token": adjacent("abc"),
    "latin part of a token": adjacent("ab"),
    "digits whole token": adjacent("4"),
    "digits in a mixed token": adjacent("125"),
    "mixed model": adjacent("hj125t-9c"),
    "mixed with chinese": adjacent("机车HJ125T-9C一台"),
    "decimal": adjacent("12.5"),
    "decimal's first half": adjacent("12"),
    "percent": adjacent("3.5%"),
    "document number in other brackets": adjacent("粤信访(2024)15号"),
    "traditional asked": adjacent("調解"),
    "traditional stored": adjacent("购买机车"),
    "long token": Adjacent(("a" * 100, "a" * 100, "a" * 60)),
    "long token, shorter": Adjacent(("a" * 100, "a" * 100, "a" * 59)),
    "private use": adjacent("有\ue000\ue001字"),
    "private use alone": adjacent("\U000f0000"),
    "beyond the basic plane": adjacent("𠮷野家"),
    "beyond the basic plane alone": adjacent("𠮷"),
    "odd spaces": adjacent("零宽度空格里"),
    "not": Not(_A),
    "not not": Not(Not(_A)),
    "not nothing": Not(Nothing()),
    "not everything": Not(Everything()),
    "not one atom": Not(adjacent("解")),
    "and": And((_A, _B)),
    "and of nots": And((Not(_A), Not(_C))),
    "and not": And((_B, Not(_A))),
    "or": Or((_B, _C)),
    "or of nots": Or((Not(_A), Not(_C))),
    "or with not in brackets": And((Or((_B, Not(_A))), Not(_C))),
    "not brackets": Not(Or((_A, _C))),
    "not and": Not(And((_A, _B))),
    "nested brackets": Not(And((Or((_A, _C)), Not(And((_B, Not(_C))))))),
    "keyword": Keyword("category", ("邻里纠纷",)),
    "keyword of several": Keyword("category", ("欠薪", "没有")),
    "keyword is no substring": Keyword("category", ("邻里",)),
    "keyword with space": Keyword("party", ("张 三",)),
    "keyword with quotes": Keyword("party", ('李"四"',)),
    "keyword with newline": Keyword("party", ("王\n五",)),
    "keyword empty": Keyword("scope", ("",)),
    "keyword very long": Keyword("name", (LONG_VALUE,)),
    "keyword very long, other end": Keyword("name", (LONG_VALUE + "不同",)),
    "keyword without values": Keyword("category", ()),
    "key": Keyword("key", ("case:3", "case:9", "case:none")),
    "odd key": Keyword("key", ('case:"引号" 与空格\n换行',)),
    "long key": Keyword("key", ("document:" + "长" * 1_000,)),
    "one between": Spaced(("调", None, "协")),
    "two between": Spaced(("人", None, None, "解")),
    "none between is not one": Spaced(("调", None, "解")),
    "between runs": Spaced(("hj125t", None, "9c")),
    "between marks": Spaced(("!", None, "~", None, "~")),
    "question mark between": Spaced(("，", None, "!")),
    "nothing beyond the end": Spaced(("协", "议", None, "。", None, "。")),
    "pattern of values": Pattern("category", "*纠纷"),
    "pattern of one sign": Pattern("party", "张?三"),
    "pattern of a newline": Pattern("party", "王*五"),
    "pattern with quotes": Pattern("party", '李"?"'),
    "pattern with a backslash": Pattern("party", "李\\*"),
    "pattern of a whole value only": Pattern("category", "纠纷"),
    "pattern with signs of its own": Pattern("number", "粤信访〔2024〕1.号"),
    "pattern of atoms": Pattern("atoms", "hj*t"),
    "pattern of atoms, one sign": Pattern("atoms", "ab?"),
    "pattern of chinese atoms": Pattern("atoms", "調"),
    "pattern beyond the basic plane": Pattern("atoms", "𠮷"),
    "amounts": Amounts(300_000, 300_000),
    "amounts between": Amounts(300_001, 999_999),
    "amounts from": Amounts(1_000_000, None),
    "amounts up to": Amounts(None, 300_000),
    "any amount": Amounts(None, None),
    "not any amount": Not(Amounts(None, None)),
    "days": Days(738_000, 738_100),
    "days open below": Days(None, 738_100),
    "days open above": Days(738_100, None),
    "any day": Days(None, None),
    "not any day": Not(Days(None, None)),
    "any term": AnyTerm(("调解", "_纸a", ".尾")),
    "any term and": And((AnyTerm(("调解", ".尾")), Not(_B))),
    "any of no terms": AnyTerm(()),
}


@pytest.fixture(scope="module")
def filled(built: Built) -> SearchIndex:
    """The texts above, indexed once for all tests of this module."""
    return built(text.entry() for text in TEXTS)


@pytest.mark.parametrize("case", NODES)
def test_every_kind_of_node_finds_what_stands_in_the_text(filled: SearchIndex, case: str) -> None:
    """A set that differs between engines, or from the text, means letters the office cannot find."""
    node = NODES[case]
    wanted = expected(node, TEXTS)

    found = filled.search(Query(node, limit=100))

    assert {hit.key for hit in found.hits} == wanted
    assert found.total == len(wanted)
