"""Citations, versions of an article and paragraphs offered, as the API and the pages give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pytest

from archive.cases.model import Case, Claim
from archive.laws.importing import import_laws
from indexer import pipeline
from tests.archive.laws.test_import import folder
from tests.search_api.http.conftest import ACCUSATION, ALL, OPEN, Here, add_cases, build
from tests.templates.samples import HOMESTEAD

LAW = "# 信访条例\n\n{day} {what}\n\n<!-- INFO END -->\n\n第一条 {text}\n\n第二条 自公布之日起施行。\n"
OLDER = LAW.format(day="2005年1月10日", what="公布", text="为了规范信访活动。")
NEWER = LAW.format(day="2019年8月26日", what="修正", text="为了保持同人民群众的密切联系。")
ARTICLE = "信访条例第一条"
LENDER = replace(
    HOMESTEAD,
    no="XF2021030007LF",
    title="旧案",
    facts="赵大勇与邻居的宅基地相邻，两户宅基地以排水沟中线为界，围墙越过台账边界0.4米。",
    claims=(Claim("退还", basis=("《信访条例》第一条",)),),
)
KEPT = replace(ACCUSATION, claims=(Claim("查处", basis=("《信访条例》第一条",)),))
_PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """An office with two texts of a law, a case that lends, one that asks, and one kept apart."""
    home = tmp_path_factory.mktemp("citing")
    made = build(home / "home")
    import_laws(made.office.record, [folder(home / "laws", 旧=OLDER, 新=NEWER)])
    add_cases(made, HOMESTEAD, LENDER, KEPT, Case("XF空", title="空"))
    pipeline.drain(made.office.record, made.office.index, made.office.segmenter)
    yield made
    made.close()


def test_an_article_is_shown_as_it_was_and_is(cited: Here) -> None:
    """A reply of 2015 rests on the words of 2015."""
    told = cited.client(OPEN).get("/api/law-versions", params={"cited": "《信访条例》第1条"}).json()["versions"]

    assert [(one["standing"], one["text"]) for one in told] == [
        ("失效", "为了规范信访活动。"), ("有效", "为了保持同人民群众的密切联系。")
    ]  # fmt: skip
    page = cited.client(OPEN).get(f"/laws/{ARTICLE}", headers=_PAGE).text
    assert "为了规范信访活动" in page
    assert cited.client().get("/api/law-versions", params={"cited": "不是法条"}).status_code == 422
    assert cited.client().get("/api/law-versions", params={"cited": "无名法第一条"}).status_code == 404


@pytest.mark.parametrize(("token", "cases"), [(ALL, {LENDER.no, KEPT.no}), (OPEN, {LENDER.no})])
def test_who_rests_on_an_article_is_told_within_rights(cited: Here, token: str, cases: set[str]) -> None:
    """A report kept apart must be in no list and in no count."""
    told = cited.client(token).get("/api/citations/cited", params={"what": ARTICLE}).json()

    assert {link["case_no"] for link in told["links"]} == cases
    assert told["cases"] == len(cases)
    page = cited.client(token).get("/citations", params={"what": ARTICLE}, headers=_PAGE).text
    assert (KEPT.title in page) == (KEPT.no in cases)
    assert LENDER.title in page


def test_what_a_case_rests_on_leads_to_the_article(cited: Here) -> None:
    """A citation nobody can open is no citation; a case kept apart answers like one that is not there."""
    client = cited.client(OPEN)
    told = client.get("/api/citations/cites", params={"what": LENDER.no, "limit": 1}).json()

    assert told["total"] > len(told["links"]) == 1, "how many there are is said"
    assert f'href="/laws/{quote(ARTICLE)}"' in client.get("/citations", params={"what": LENDER.no}, headers=_PAGE).text
    hidden, absent = (client.get("/api/citations/cites", params={"what": no}) for no in (KEPT.no, "XF无"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.json()["detail"].replace(KEPT.no, "N") == absent.json()["detail"].replace("XF无", "N")


def test_paragraphs_are_offered_taken_and_looked_through(cited: Here) -> None:
    """Whoever takes a paragraph by a click must be told of the other man's name that came with it."""
    client = cited.client(OPEN)
    offered = client.get("/api/offers", params={"case": HOMESTEAD.no, "from": LENDER.no}).json()["offers"]
    assert offered[0]["text"] == LENDER.facts
    assert client.get("/api/offers", params={"case": HOMESTEAD.no, "from": KEPT.no}).status_code == 404
    assert "排水沟中线" in client.get("/offers", params={"case": HOMESTEAD.no}, headers=_PAGE).text

    made = client.post(
        f"/api/cases/{HOMESTEAD.no}/papers", json={"template": "reply", "take": [offered[0]["id"]]}
    ).json()  # fmt: skip
    assert any("赵大勇" in note for note in made["notes"])
    kept = client.get(f"/api/papers/{made['id']}").json()
    assert kept["fields"]["taken"][0]["case"] == LENDER.no
