"""What is chosen of facets, groups, and the index's own words: the same over every engine, and right."""

from __future__ import annotations

import pytest

from indexer.index import WORDS, AnyTerm, Everything, Keyword, Node, Not, Nothing, Query, SearchIndex, Sort
from tests.contract.conftest import STAMP, Built, MakeIndex
from tests.contract.sample import Text, adjacent

TEXTS = [
    Text("case:甲1", "宅基地 边界", keywords={"case_no": ("甲1",), "category": ("土地",), "region": ("东乡",)}, day=5),
    Text(
        "document:1", "宅基地 宅基地", keywords={"case_no": ("甲1",), "category": ("土地",), "region": ("东乡",)}, day=9
    ),
    Text("case:甲2", "宅院 边界", keywords={"case_no": ("甲2",), "category": ("土地",), "region": ("西乡",)}, day=7),
    Text(
        "case:甲3", "欠薪", keywords={"case_no": ("甲3",), "category": ("欠薪",), "region": ("东乡",), "scope": ("r",)}
    ),
    Text("document:2", "宅基地证明", keywords={"category": ("土地",), "party": ("张三", "张四")}, day=6),
    Text("document:3", "宅基地的照片", keywords={"party": ("张三",), "number": ("东信复字〔2022〕1号",)}),
]
GROUPS = [["document:1", "case:甲1"], ["case:甲2"], ["document:2"], ["document:3"], ["case:甲3"]]
MANY = 10_300


@pytest.fixture(scope="module")
def few(built: Built) -> SearchIndex:
    return built(text.entry(n + 1) for n, text in enumerate(TEXTS))


def test_a_facet_is_not_narrowed_by_its_own_choice(few: SearchIndex) -> None:
    """Whoever chose 东乡 must still see what 西乡 would give, and of the rest only what 东乡 has."""
    asked = Query(
        Everything(), facets={"region": 50, "category": 50}, chosen={"region": ("东乡",), "category": ("土地",)}
    )

    found = few.search(asked)

    assert {hit.key for hit in found.hits} == {"case:甲1", "document:1"}
    assert found.total == 2
    assert found.facets == {"region": {"东乡": 2, "西乡": 1}, "category": {"土地": 2, "欠薪": 1}}


@pytest.mark.parametrize("facets", [{}, {"category": 50}])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_chosen_values_narrow_in_every_order(few: SearchIndex, facets: dict[str, int], sort: Sort) -> None:
    match, rank = AnyTerm(("宅基地",)), {"宅基地": 1.0}
    found = few.search(Query(match, rank, sort=sort, facets=facets, chosen={"region": ("东乡", "西乡")}))

    assert sorted(hit.key for hit in found.hits) == ["case:甲1", "document:1"]


def test_a_group_is_given_once_by_what_stands_first(few: SearchIndex) -> None:
    """A case with its ten papers must not fill the page."""
    whole = few.search(Query(Everything(), sort="newest", grouped=True, facets={"category": 50}))
    second = few.search(Query(Everything(), sort="newest", grouped=True, offset=1, limit=1))
    narrowed = few.search(
        Query(Everything(), sort="newest", grouped=True, facets={"region": 50}, chosen={"region": ("西乡",)})
    )

    assert [hit.key for hit in whole.hits][:3] == ["document:1", "case:甲2", "document:2"]
    assert (whole.total, [hit.together for hit in whole.hits]) == (len(GROUPS), [2, 1, 1, 1, 1])
    assert whole.facets == {"category": {"土地": 4, "欠薪": 1}}
    assert ([hit.key for hit in second.hits], second.total) == (["case:甲2"], len(GROUPS))
    assert ([hit.key for hit in narrowed.hits], narrowed.total) == (["case:甲2"], 1)
    assert few.search(Query(Nothing(), grouped=True)).total == 0


def test_groups_past_ten_thousand_are_whole(make_index: MakeIndex) -> None:
    """As far as one may page, every group stands once and the total is exact."""
    index = make_index()
    texts = (
        Text(f"document:{n}", "全部", keywords={"case_no": (f"甲{n // 2}",)} if n < 200 else {}, day=n + 1)
        for n in range(MANY)
    )
    index.rebuild((text.entry() for text in texts), STAMP)

    found = index.search(Query(Everything(), sort="oldest", grouped=True, offset=10_150, limit=100))

    assert found.total == MANY - 100
    assert [hit.key for hit in found.hits] == [f"document:{n}" for n in range(10_250, MANY)]


def test_words_that_begin_so_are_counted_within_what_matches(few: SearchIndex) -> None:
    """What is offered has that many hits, and what stands only where one may not look is not offered."""
    counted = dict(few.begin(WORDS, "宅", Everything(), 20))

    assert counted["宅基地"] == 4
    assert few.begin(WORDS, "宅", Keyword("region", ("西乡",)), 20) == [("宅院", 1)]
    assert few.begin(WORDS, "欠", Not(Keyword("scope", ("r",))), 20) == []
    assert few.begin(WORDS, "_", Everything(), 20) == few.begin(WORDS, ".", Everything(), 20) == []
    assert len(few.begin(WORDS, "宅", Everything(), 1)) == 1


def test_values_that_begin_so(few: SearchIndex) -> None:
    assert few.begin("party", "张", Everything(), 9) == [("张三", 2), ("张四", 1)]
    assert few.begin("number", "东信复字〔", Everything(), 9) == [("东信复字〔2022〕1号", 1)]
    assert few.begin("party", "张.*", Everything(), 9) == few.begin("party", "", Everything(), 9) == []


def test_many_things_are_counted_at_once(few: SearchIndex) -> None:
    nodes: list[Node] = [adjacent("宅基地"), Not(adjacent("宅基地")), Nothing(), Keyword("region", ("东乡",))]

    assert few.counts(nodes, Everything()) == [4, 2, 0, 3]
    assert few.counts(nodes, Keyword("region", ("西乡",))) == [0, 1, 0, 0]
    assert few.counts([], Everything()) == []


def test_an_index_not_yet_built_has_no_words(index: SearchIndex) -> None:
    assert (index.begin(WORDS, "宅", Everything(), 9), index.counts([Everything()], Everything())) == ([], [0])
