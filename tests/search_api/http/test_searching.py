"""Search over HTTP: the same answer as the command line, and nothing typed breaks it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cli import run
from search_api.access import ADMINISTRATOR
from search_api.search import Request
from tests.search_api.http.conftest import OPEN, Here, add_cases
from tests.templates.samples import HOMESTEAD


@pytest.mark.parametrize("query", ["宅基地", '"宅基地" 非 调解', "类别:土地", "2022年5月"])
def test_the_answer_is_that_of_the_command_line(here: Here, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Two answers to one question would be two programs."""
    answer = here.client().get("/api/search", params={"q": query}).json()
    capsys.readouterr()

    assert run(["--home", str(here.office.settings.home), "--json", "search", query]) == 0

    assert answer == json.loads(capsys.readouterr().out)


def test_persons_that_are_not_counted_are_told_of(here: Here) -> None:
    """An empty list of persons beside two thousand hits would say that nobody was concerned."""
    whole = here.office.searcher
    small = replace(whole, most_with_persons=0)
    for filters in ({}, {"party": ("王建国",)}):
        request = Request("宅基地", filters=filters)
        assert whole.search(request, ADMINISTRATOR).facets["party"]
        assert not any("当事人" in note for note in whole.search(request, ADMINISTRATOR).notes)
        assert small.search(request, ADMINISTRATOR).facets["party"] == {}
        assert any("没有统计当事人" in note for note in small.search(request, ADMINISTRATOR).notes)


def test_habits_are_switched_off_by_name_and_an_unknown_one_is_told(here: Here) -> None:
    """``all`` was taken for a habit nobody has, and every habit stayed on."""
    client = here.client()
    asked = {"q": "庄基地"}
    found, single, none = (
        client.get("/api/search", params={**asked, "without": off}).json() for off in ("", "synonyms", "all")
    )
    unknown = client.get("/api/search", params={**asked, "without": "synonym"})

    assert found["total"]
    assert [one["habit"] for one in found["habits"]] == ["synonyms"]
    assert (single["total"], single["habits"]) == (none["total"], none["habits"]) == (0, [])
    assert unknown.status_code == 422
    assert "synonym" in unknown.json()["detail"]


def test_facets_come_back_as_filters(here: Here) -> None:
    """A count that cannot be clicked to exactly that many hits is a lie."""
    client = here.client()
    facets = client.get("/api/search").json()["facets"]

    counted = {
        (name, value): count
        for name, counts in facets.items()
        for value, count in counts.items()
        if client.get("/api/search", params={name: value}).json()["total"] != count
    }

    assert sum(map(len, facets.values())) > 8
    assert counted == {}


def test_pages_join_without_gap_or_double(here: Here) -> None:
    """Paging must show every hit once."""
    client = here.client()
    whole = [hit["id"] for hit in client.get("/api/search", params={"limit": 100}).json()["hits"]]

    paged = [
        hit["id"]
        for offset in range(0, len(whole) + 2, 2)
        for hit in client.get("/api/search", params={"limit": 2, "offset": offset}).json()["hits"]
    ]

    assert len(whole) > 4
    assert paged == whole
    assert client.get("/api/search", params={"offset": 10_000_000}).json()["hits"] == []


@pytest.mark.parametrize(
    "query",
    [
        "(宅基地 AND (边界",
        '"没有关上',
        "))((",
        "的",
        "。，！？",
        "   ",
        "宅" * 7_000,
        "a" * 10_000,
        "\x00\x07\ue000",
        "NOT",
        "🏠",
        "日期:不是日期",
        "%00%zz",
        "<script>alert(1)</script>",
    ],
)
@pytest.mark.parametrize("path", ["/api/search", "/"])
def test_nothing_typed_breaks_the_search(here: Here, path: str, query: str) -> None:
    """Whatever stands in the box, there is an answer, and what was not understood is said."""
    answer = here.client().get(path, params={"q": query}, headers={"Accept": "text/html"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    if query.startswith(("(", '"没')):
        assert "不成对" in answer.text
    if len(query) >= 7_000:
        assert "查询太长" in answer.text


def test_precedents_tell_outcome_and_words(here: Here) -> None:
    """A like case without what was decided is no precedent."""
    hits = here.client().get("/api/precedents", params={"case": HOMESTEAD.no}).json()["hits"]

    assert hits
    assert HOMESTEAD.no not in {hit["id"] for hit in hits}
    assert hits[0]["words"]
    assert {point["alike"] for hit in hits for point in (*hit["alike"], *hit["unlike"])} == {True, False}


def test_cases_are_listed_newest_first(here: Here) -> None:
    """An office looks for what came in last."""
    listed = here.client().get("/api/cases").json()

    days = [case["received"] for case in listed["cases"]]
    assert listed["total"] == len(days) == 3
    assert days == sorted(days, reverse=True)


def test_several_values_of_a_facet_are_any_of_them(here: Here) -> None:
    """Who chose one township must still see what the other would give, and choosing both gives both."""
    client = here.client()
    facets = client.get("/api/search").json()["facets"]
    name = next(name for name, counts in facets.items() if len(counts) > 1 and name != "party")
    first, second = list(facets[name])[:2]

    one = client.get("/api/search", params={name: first}).json()
    both = client.get("/api/search", params={name: [first, second]}).json()

    assert one["facets"][name] == facets[name]
    assert one["total"] == facets[name][first]
    assert max(facets[name][first], facets[name][second]) <= both["total"]
    assert both["total"] <= facets[name][first] + facets[name][second]


def test_a_case_and_its_papers_are_one_hit_where_asked(here: Here) -> None:
    client = here.client()
    each = client.get("/api/search", params={"limit": 100}).json()
    grouped = client.get("/api/search", params={"limit": 100, "group": "case"}).json()

    groups = {hit["case_no"] or (hit["kind"], hit["id"]) for hit in each["hits"]}
    assert grouped["total"] == len(groups) == len(grouped["hits"]) < each["total"]
    assert sum(hit["together"] for hit in grouped["hits"]) == each["total"]


def test_the_page_keeps_what_was_chosen(here: Here) -> None:
    """Facets of several values, grouping and habits switched off stay in every address of the page."""
    page = here.client().get(
        "/?category=土地&category=欠薪&group=case&without=pinyin&by=year", headers={"Accept": "text/html"}
    )

    assert page.status_code == 200
    for kept in (
        "category=%E5%9C%9F%E5%9C%B0&amp;category=%E6%AC%A0%E8%96%AA",
        'name="group" value="case"',
        "拼音：关",
    ):
        assert kept in page.text


def test_completion_offers_what_was_asked_before(empty: Here) -> None:
    """One's own queries come first, and are gone when erased or not wanted."""
    client = empty.client()
    client.get("/", params={"q": "宅基地 边界"}, headers={"Accept": "text/html"})
    offered = client.get("/api/suggest", params={"q": "宅基"}).json()["completions"]

    assert (offered[0]["sort"], offered[0]["query"]) == ("past", "宅基地 边界")
    assert {one["sort"] for one in offered} >= {"past", "word"}
    assert "宅基地 边界" in client.get("/past", headers={"Accept": "text/html"}).text
    assert client.delete("/api/past-queries", params={"q": "宅基地 边界"}).json() == {"erased": 1}
    assert client.put("/api/past-queries", json={"keep": False}).json() == {"keep": False, "queries": []}
    client.get("/", params={"q": "宅基地"}, headers={"Accept": "text/html"})
    assert client.get("/api/past-queries").json() == {"keep": False, "queries": []}


def test_a_search_that_finds_nothing_says_what_would(here: Here) -> None:
    client = here.client()
    asked = {"q": "宅及地", "region": "没有这个乡"}
    advice = client.get("/api/advice", params=asked).json()
    page = client.get("/", params=asked, headers={"Accept": "text/html"}).text
    meant = client.get("/api/advice", params={"q": "宅及地"}).json()["meant"]

    assert advice["meant"] == []
    assert [one["query"] for one in meant] == ["宅基地"]
    assert meant[0]["count"] == client.get("/api/search", params={"q": "宅基地"}).json()["total"]
    assert client.get("/api/advice", params={"q": "宅基地", "region": "没有这个乡"}).json()["wider"][0]["filters"] == {}
    assert "没有找到" in page


def test_everything_found_is_a_file(here: Here) -> None:
    """The page's button and the API give the same table; without the right, numbers and reports kept apart are not in it."""
    asked = {"q": "宅基地", "format": "csv"}
    page = here.client().get("/", params={"q": "宅基地"}, headers={"Accept": "text/html"}).text
    for client in (here.client(), here.client(OPEN)):
        total = client.get("/api/search", params={"q": "宅基地", "limit": 0}).json()["total"]
        sent = client.get("/api/search/export", params=asked)
        assert sent.headers["content-type"].startswith("text/csv")
        assert client.get("/export", params=asked).text == sent.text
        assert "JB2023-001" not in sent.text
        assert 0 < sent.text.count("\r\n") - 1 <= total

    assert "/export?q=%E5%AE%85%E5%9F%BA%E5%9C%B0&amp;format=xlsx" in page
    assert here.client().get("/api/search/export", params={"q": "x", "columns": "没有"}).status_code == 422


def test_a_search_is_saved_on_the_page(empty: Here) -> None:
    """What was chosen is saved with what was typed, and what comes later is counted as new until it was looked at."""
    client, html = empty.client(), {"Accept": "text/html"}
    client.post("/saved", data={"do": "save", "name": "边界", "asked": "q=宅基地&kind=case"}, headers=html)
    assert "没有新的" in client.get("/saved", headers=html).text
    add_cases(empty, replace(HOMESTEAD, no="XF-NEW-1", title="宅基地又起争议"))

    shown = client.get("/saved", headers=html).text
    assert "新 1 条" in shown
    assert "宅基地又起争议" in shown
    assert "没有新的" in client.post("/saved", data={"do": "seen", "name": "边界"}, headers=html).text
    assert "还没有" in client.post("/saved", data={"do": "remove", "name": "边界"}, headers=html).text
