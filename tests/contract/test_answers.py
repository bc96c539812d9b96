"""Totals, facets, order and pages are the same over every engine, and right."""

from __future__ import annotations

from collections import Counter

import pytest

from indexer.index import And, AnyTerm, Entry, Everything, Keyword, Not, Nothing, Or, Query, SearchIndex, Sort
from tests.contract.conftest import STAMP, Built
from tests.contract.sample import Text, adjacent

MANY = 12_000
TEXTS = [
    Text(
        "case:a",
        "拖欠工资纠纷，拖欠工资三个月",
        title="拖欠工资",
        keywords={"category": ("欠薪",), "law": ("甲", "乙")},
        day=30,
    ),
    Text("case:b", "反映道路破损", title="道路", keywords={"category": ("市政",), "law": ("乙", "乙", "丙")}, day=10),
    Text("case:c", "工资单与道路通行", title="", keywords={"category": ("欠薪", "市政")}, day=20),
    Text("case:d", "村务公开", title="工资", keywords={}, day=None),
]


@pytest.fixture(scope="module")
def few(built: Built) -> SearchIndex:
    return built(text.entry() for text in TEXTS)


@pytest.fixture(scope="module")
def many(built: Built) -> SearchIndex:
    """Tiny entries, more than an Elasticsearch answer may hold."""
    return built(
        Entry(f"case:{number:05d}", "case", "全部" + (" 偶数" if number % 2 == 0 else ""), "", "", {}, day=number + 1)
        for number in range(MANY)
    )


@pytest.fixture(scope="module")
def undated(built: Built) -> SearchIndex:
    """Ten entries with a day and ten without one."""
    return built(
        Entry(f"case:{number:02d}", "case", "全部", "", "", {}, day=number if number >= 10 else None)
        for number in range(20)
    )


def _keys(index: SearchIndex, query: Query) -> list[str]:
    return [hit.key for hit in index.search(query).hits]


def test_facets_count_each_matching_entry_once(few: SearchIndex) -> None:
    """A value given twice in one entry must not count twice, and a value of an entry that does not match not at all."""
    match = Not(Keyword("key", ("case:d", "case:c")))

    found = few.search(Query(match, facets={"category": 50, "law": 50, "outcome": 50}))

    wanted = [text for text in TEXTS if text.key in ("case:a", "case:b")]
    counted = {
        name: dict(Counter(value for text in wanted for value in set(text.keywords.get(name, ()))))
        for name in ("category", "law", "outcome")
    }
    assert found.facets == counted


def test_facets_of_no_hits_are_empty(few: SearchIndex) -> None:
    assert few.search(Query(Nothing(), facets={"category": 50})).facets == {"category": {}}


def test_facets_are_cut_to_the_most_frequent_values(few: SearchIndex) -> None:
    found = few.search(Query(Everything(), facets={"law": 1}))

    assert found.facets == {"law": {"乙": 2}}


def test_persons_are_counted_right_however_many(index: SearchIndex) -> None:
    """Whoever signed every letter must not be lost among hundreds who signed one."""
    signed = (
        Entry(f"case:{n}", "case", "信访", "", "", {"party": (f"路人{n}", f"常客{n % 10}", "张三", "张三")})
        for n in range(600)
    )
    index.rebuild(signed, STAMP)

    found = index.search(Query(Everything(), limit=0, facets={"party": 11}))
    narrowed = index.search(Query(Everything(), limit=0, facets={"party": 1}, chosen={"party": ("常客7",)}))

    assert found.facets["party"] == {"张三": 600} | {f"常客{n}": 60 for n in range(10)}
    assert (narrowed.total, narrowed.facets["party"]) == (60, {"张三": 600})


def test_relevance_puts_more_and_titled_occurrences_first(few: SearchIndex) -> None:
    """The letter that is about the matter must stand before the one that mentions it."""
    terms = {"工资": 1.0, "拖欠": 1.0}

    found = few.search(Query(AnyTerm(tuple(terms)), rank=terms))

    assert [hit.key for hit in found.hits] == ["case:a", "case:c"]
    assert found.hits[0].score > found.hits[1].score > 0


def test_rank_terms_never_change_what_matches(few: SearchIndex) -> None:
    """Ranking words that stand only in the title, or nowhere, must neither add nor remove entries."""
    found = few.search(Query(adjacent("道路"), rank={"工资": 2.0, "没有": 1.0}))

    assert [hit.key for hit in found.hits] == ["case:c", "case:b"]
    assert found.total == 2


def test_any_term_with_further_parts_matches_only_within_them(few: SearchIndex) -> None:
    terms = {"工资": 1.0, "道路": 1.0}

    found = few.search(Query(And((AnyTerm(tuple(terms)), Keyword("category", ("市政",)))), rank=terms))

    assert {hit.key for hit in found.hits} == {"case:b", "case:c"}


def test_a_term_without_weight_still_matches(few: SearchIndex) -> None:
    """A stop word weighing nothing is no reason to lose the entry."""
    found = few.search(Query(AnyTerm(("道路",)), rank={"道路": 0.0}))

    assert {hit.key for hit in found.hits} == {"case:b", "case:c"}


def test_weights_and_title_weight_decide_the_order(few: SearchIndex) -> None:
    match = Keyword("key", ("case:a", "case:d"))

    plain = few.search(Query(match, rank={"工资": 1.0}, title_weight=0.0))
    titled = few.search(Query(match, rank={"工资": 0.01}, title_weight=100.0))

    assert [hit.key for hit in plain.hits] == ["case:a", "case:d"]
    assert [hit.key for hit in titled.hits] == ["case:d", "case:a"]


def test_newest_and_oldest_go_by_the_entry_s_own_day(few: SearchIndex) -> None:
    """An entry without a day is listed too, and last: it is neither the newest nor the oldest letter."""
    assert _keys(few, Query(Everything(), sort="newest")) == ["case:a", "case:c", "case:b", "case:d"]
    assert _keys(few, Query(Everything(), sort="oldest")) == ["case:b", "case:c", "case:a", "case:d"]


def test_no_hits_wanted_still_counts(few: SearchIndex) -> None:
    found = few.search(Query(Everything(), limit=0, facets={"category": 50}))

    assert (found.total, found.hits, found.facets) == (4, (), {"category": {"欠薪": 2, "市政": 2}})


def test_an_offset_past_the_end_is_an_empty_page(few: SearchIndex) -> None:
    found = few.search(Query(Everything(), offset=50))

    assert (found.total, found.hits) == (4, ())


def test_pages_past_ten_thousand_are_whole(many: SearchIndex) -> None:
    """Elasticsearch refuses an offset beyond 10,000: the last letters of a big answer would be out of reach."""
    first = _keys(many, Query(Everything(), sort="oldest", offset=9_990, limit=20))
    last = many.search(Query(Everything(), sort="newest", offset=11_990, limit=20))

    assert first == [f"case:{number:05d}" for number in range(9_990, 10_010)]
    assert [hit.key for hit in last.hits] == [f"case:{number:05d}" for number in reversed(range(10))]
    assert last.total == MANY


def test_pages_past_ten_thousand_by_relevance_miss_and_repeat_nothing(many: SearchIndex) -> None:
    """Equal scores must not let an entry appear on two pages and another on none."""
    query = Query(Everything(), rank={"偶数": 1.0}, limit=3_000)

    pages = [
        hit
        for offset in range(0, MANY, 3_000)
        for hit in many.search(Query(query.match, query.rank, offset=offset, limit=3_000)).hits
    ]

    assert len({hit.key for hit in pages}) == len(pages) == MANY
    assert all(int(hit.key[-1]) % 2 == 0 for hit in pages[: MANY // 2])
    assert [hit.score for hit in pages] == sorted((hit.score for hit in pages), reverse=True)


def test_an_answer_may_hold_all_entries(many: SearchIndex) -> None:
    """An export of everything found must not stop at 10,000."""
    found = many.search(Query(Everything(), sort="oldest", limit=MANY + 5))

    assert [hit.key for hit in found.hits] == [f"case:{number:05d}" for number in range(MANY)]


def test_what_only_ranks_lets_nothing_in_and_what_ranks_by_nothing_stays(many: SearchIndex) -> None:
    """Scores of many terms are added up over all entries: neither total nor hits may come from them."""
    rank = {"偶数": 1.0, "全部": 0.0} | {f"无{number}": 1.0 for number in range(100)}
    either = Or((AnyTerm(("偶数",)), Keyword("key", ("case:00001", "case:00003"))))

    found = many.search(Query(either, rank, offset=MANY // 2 - 1))
    scored = many.search(Query(either, rank | {"全部": 1.0}, limit=MANY))
    confined = many.search(Query(And((either, Keyword("key", ("case:00001", "case:00002", "case:00005")))), rank))

    assert (found.total, [hit.key for hit in found.hits]) == (MANY // 2 + 2, ["case:11998", "case:00001", "case:00003"])
    assert [hit.score for hit in found.hits][1:] == [0.0, 0.0]
    assert {hit.key for hit in scored.hits if int(hit.key[-1]) % 2} == {"case:00001", "case:00003"}
    assert [hit.key for hit in confined.hits] == ["case:00002", "case:00001"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_every_hit_comes_once_in_order(many: SearchIndex, sort: Sort) -> None:
    """What an export reads step by step must be what the page would show, ties included."""
    query = Query(Everything(), rank={"偶数": 1.0}, sort=sort, limit=MANY)

    assert tuple(many.every(query)) == many.search(query).hits


def test_facets_and_total_come_with_a_page_past_ten_thousand(many: SearchIndex) -> None:
    found = many.search(Query(AnyTerm(("全部",)), rank={"全部": 1.0}, offset=11_999, limit=5, facets={"category": 50}))

    assert (found.total, len(found.hits), found.facets) == (MANY, 1, {"category": {}})


def test_stored_gives_every_entry(many: SearchIndex) -> None:
    """What the comparison with the record does not see, it would write again for ever."""
    assert {stored.key for stored in many.stored()} == {f"case:{number:05d}" for number in range(MANY)}


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_run_from_the_dated_into_the_undated(undated: SearchIndex, sort: Sort) -> None:
    """Where the days end, no entry may be missed or shown twice, whatever the size of the page."""
    whole = _keys(undated, Query(Everything(), sort=sort, limit=30))
    assert [key for key in whole if key.startswith("case:0")] == whole[10:]
    assert len(set(whole)) == 20

    for size in (1, 3, 7, 25):
        pages = [_keys(undated, Query(Everything(), sort=sort, offset=at, limit=size)) for at in range(0, 25, size)]
        assert [key for page in pages for key in page] == whole
    assert undated.search(Query(Everything(), sort=sort, limit=0)).total == 20
