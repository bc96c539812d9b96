"""Search over HTTP: the same answer as the command line, and nothing typed breaks it."""

from __future__ import annotations

import json

import pytest

from cli import run
from tests.search_api.http.conftest import Here
from tests.templates.samples import HOMESTEAD


@pytest.mark.parametrize("query", ["宅基地", '"宅基地" 非 调解', "类别:土地", "2022年5月"])
def test_the_answer_is_that_of_the_command_line(here: Here, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Two answers to one question would be two programs."""
    answer = here.client().get("/api/search", params={"q": query}).json()
    capsys.readouterr()

    assert run(["--home", str(here.office.settings.home), "--json", "search", query]) == 0

    assert answer == json.loads(capsys.readouterr().out)


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
