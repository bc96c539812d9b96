"""Who sees what: every address, asked without a key, with a wrong one, and by somebody without the right."""

from __future__ import annotations

import time

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from search_api.http.app import API, PAGES
from search_api.http.guard import COOKIE
from tests.search_api.http.conftest import ACCUSATION, ALL, OPEN, Here
from tests.templates.samples import HOMESTEAD

_WITHOUT_KEY = {"/api/health", "/login", "/static/{name}", "/favicon.ico"}


def _addresses() -> list[tuple[str, str]]:
    values = {"document_id": "1", "number": "1", "no": HOMESTEAD.no, "paper_id": "1", "key": "x", "template": "reply"}
    routes = [("/api", route) for router in API for route in router.routes]
    routes += [("", route) for router in PAGES for route in router.routes]
    found = []
    for prefix, route in routes:
        assert isinstance(route, APIRoute)
        path = prefix + route.path
        if path not in _WITHOUT_KEY:
            for name, value in values.items():
                path = path.replace(f"{{{name}}}", value).replace(f"{{{name}:path}}", value)
            found += [(method, path) for method in sorted(route.methods or ())]
    return [*found, ("GET", "/api/openapi.json"), ("GET", "/api/nowhere"), ("GET", "/nowhere")]


def test_the_walk_over_addresses_sees_them() -> None:
    """The matrix below must not pass because it looked at nothing."""
    asked = _addresses()

    assert len(asked) > 25
    assert ("POST", "/api/documents") in asked
    assert ("GET", "/cases/XF2022050012LX") in asked


@pytest.mark.parametrize("token", [None, "", "wrong", ALL + "x", ALL[:-1], "令牌"])
def test_nothing_is_answered_without_the_key(here: Here, token: str | None) -> None:
    """An address that forgot to ask gives the whole archive away."""
    headers = {"Authorization": b"Bearer " + token.encode()} if token is not None else {}
    client = TestClient(here.app, "http://127.0.0.1:8765", raise_server_exceptions=False)

    answers = {(m, path): client.request(m, path, headers=headers).status_code for m, path in _addresses()}

    assert set(answers.values()) == {401}, answers


def test_what_is_open_to_all_says_nothing_about_the_office(here: Here) -> None:
    """Health is asked by machines without a key."""
    client = here.client(None)

    assert client.get("/api/health").json().keys() == {"status", "version"}
    assert HOMESTEAD.title not in client.get("/login").text


def test_a_browser_without_session_is_led_to_the_login(here: Here) -> None:
    """A shared link must end where it led to, after the login."""
    client = here.client(None)
    page = {"Accept": "text/html"}

    led = client.get("/?q=宅基地&year=2023", headers=page, follow_redirects=False)
    assert (led.status_code, led.headers["location"][:12]) == (303, "/login?next=")

    wrong = client.post("/login", data={"token": "wrong", "next": "/"}, headers=page)
    assert wrong.status_code == 401
    assert "令牌不对" in wrong.text

    let_in = client.post(
        "/login", data={"token": ALL, "next": "/?q=宅基地&year=2023"}, headers=page, follow_redirects=False
    )
    assert let_in.status_code == 303
    assert "year=2023" in let_in.headers["location"]
    cookie = let_in.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert ALL not in cookie
    assert client.get("/", headers=page).status_code == 200
    assert client.get("/api/search").status_code == 200

    client.post("/logout", headers=page)
    assert client.get("/", headers=page, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("target", ["//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:x", ""])
def test_a_login_leads_nowhere_else(here: Here, target: str) -> None:
    """A link that passes through our login must not end on another site."""
    answer = here.client(None).post("/login", data={"token": ALL, "next": target}, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_a_login_link_works_once(here: Here) -> None:
    """A link left in a terminal's history must not open the archive again."""
    code = here.app.state.desk.keys.link(ALL, time.time())

    first = here.client(None).get(f"/login?code={code}", follow_redirects=False)
    again = here.client(None).get(f"/login?code={code}", follow_redirects=False)

    assert (first.status_code, COOKIE in first.cookies) == (303, True)
    assert (again.status_code, COOKIE in again.cookies) == (401, False)


def test_a_forged_session_is_none(here: Here) -> None:
    """The end of a session is signed with it: nobody prolongs his own."""
    client = here.client(None)
    client.post("/login", data={"token": ALL})
    expires, _, signature = client.cookies[COOKIE].partition(".")

    for forged in (
        f"{int(expires) + 9}.{signature}",
        f"{expires}.{signature[:-1]}0",
        f"{expires}.",
        ".",
        "x.y",
        "9" * 40,
    ):
        client.cookies.set(COOKIE, forged)
        status = client.get("/api/search").status_code
        assert status == 401 or forged == f"{expires}.{signature}", forged


def test_another_site_cannot_write_here(here: Here) -> None:
    """A page elsewhere that posts a form with the browser's cookie must not make papers."""
    client = here.client(None)
    client.post("/login", data={"token": ALL})
    path = f"/cases/{HOMESTEAD.no}/papers/reply"

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert client.post(path, headers=headers).status_code == 403, headers
    with here.office.record.read() as tx:
        assert tx.papers.of_case(HOMESTEAD.no) == []


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.9", "", "[::1", "localhost.evil"]
)
def test_a_rebound_name_is_refused(here: Here, host: str) -> None:
    """DNS rebinding: a page of another site reaches 127.0.0.1 under its own name."""
    assert here.client().get("/api/health", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "[::1]:8765", "LOCALHOST"])
def test_this_machine_goes_by_its_names(here: Here, host: str) -> None:
    """The check of names must not lock the office out."""
    assert here.client().get("/api/health", headers={"Host": host}).status_code == 200


# Rights: a report of wrongdoing is not there for who may not see it


def _everything(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [answer.text]


def test_who_has_the_right_finds_the_report(here: Here) -> None:
    """The tests below must not pass because it was never there."""
    client = here.client(ALL)
    found = client.get("/api/search", params={"q": "侵占"}).json()

    assert {hit["case_no"] for hit in found["hits"]} == {ACCUSATION.no}
    assert found["facets"]["outcome"] == {"移交纪检": 2}
    assert client.get(f"/api/documents/{here.documents['举报信.txt']}/text").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/search?q=侵占",
        "/api/search?limit=1000",
        "/api/search?q=类别:土地&limit=1000",
        f"/api/search?q=案号:{ACCUSATION.no}",
        "/api/search?outcome=移交纪检",
        "/api/search?q=NOT 侵占&limit=1000",
        "/api/cases?limit=1000",
        f"/api/precedents?case={HOMESTEAD.no}&limit=100",
        f"/api/precedents?case={HOMESTEAD.no}&outcome=移交纪检",
        f"/api/precedents?case={HOMESTEAD.no}&where=案号:{ACCUSATION.no}",
        "/api/documents?limit=1000",
        f"/api/documents?case={ACCUSATION.no}",
        f"/api/cases/{HOMESTEAD.no}",
        "/",
        "/?q=侵占",
        "/?q=宅基地",
        "/documents",
        f"/cases/{HOMESTEAD.no}",
        f"/precedents?case={HOMESTEAD.no}",
    ],
)
def test_no_list_count_or_facet_tells_of_the_report(here: Here, path: str) -> None:
    """A count that is one too high tells the accused that somebody reported him."""
    answer = here.client(OPEN).get(path, headers={"Accept": "text/html" if not path.startswith("/api") else "*/*"})

    assert answer.status_code == 200
    told = answer.text.replace("侵占 · 卷宗", "")
    for asked in (f"案号是“{ACCUSATION.no}”", "结果是“移交纪检”"):
        told = told.replace(asked, "")  # what was asked is said back
    for trace in (ACCUSATION.no, "移交纪检", "举报信", "石桥村", "会计", "举报人"):
        assert trace not in told, trace


def test_counts_differ_by_what_is_hidden(here: Here) -> None:
    """One case and one document less; duplicates are not in the index."""
    seen = here.client(ALL).get("/api/search").json()["facets"]["kind"]
    open_ = here.client(OPEN).get("/api/search").json()["facets"]["kind"]

    assert (seen["case"] - open_["case"], seen["document"] - open_["document"]) == (1, 1)


def test_the_spread_counts_only_what_may_be_seen(here: Here) -> None:
    """A count of outcomes that is one too high tells of the report as surely as a hit does."""
    asked = {"text": "石桥村会计侵占宅基地补偿款，请求查处", "category": "土地"}
    all_, open_ = (here.client(token).post("/api/precedents", json=asked).json() for token in (ALL, OPEN))

    assert all_["spread"]["n"] - open_["spread"]["n"] == 1
    assert all_["spread"]["outcomes"]["values"]["移交纪检"] == 1
    assert "移交纪检" not in open_["spread"]["outcomes"]["values"]
    assert ACCUSATION.no not in {hit["id"] for hit in open_["hits"]}


@pytest.mark.parametrize("name", ["举报信.txt", "举报信（复印件）.txt"])
@pytest.mark.parametrize("what", ["", "/text", "/pages/1/picture", "/original"])
def test_a_hidden_document_is_not_there(here: Here, name: str, what: str) -> None:
    """A guessed number opens nothing, and is answered like one that was never given; a copy is hidden too."""
    client = here.client(OPEN)
    hidden, absent = here.documents[name], 999999

    answers = [client.get(f"/api/documents/{number}{what}") for number in (hidden, absent)]

    assert [answer.status_code for answer in answers] == [404, 404]
    told = [answer.text.replace(str(hidden), "N").replace(str(absent), "N") for answer in answers]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/cases/{no}"),
        ("GET", "/api/cases/{no}/papers"),
        ("POST", "/api/cases/{no}/papers"),
        ("GET", "/api/precedents?case={no}"),
        ("GET", "/cases/{no}"),
        ("GET", "/cases/{no}/papers/reply"),
        ("POST", "/cases/{no}/papers/reply"),
    ],
)
def test_a_hidden_case_is_not_there(here: Here, method: str, path: str) -> None:
    """Neither read nor written to, and answered like one that was never given."""
    client = here.client(OPEN)
    body = {"json": {"template": "reply"}} if method == "POST" and path.startswith("/api") else {}

    answers = [client.request(method, path.format(no=no), **body) for no in (ACCUSATION.no, "JB9999-999")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text.replace(ACCUSATION.no, "") == answers[1].text.replace("JB9999-999", "")


def test_a_likeness_by_text_does_not_tell_either(here: Here) -> None:
    """Precedents are a search too."""
    asked = {"text": "会计侵占宅基地补偿款", "limit": 100}

    all_ = here.client(ALL).post("/api/precedents", json=asked).json()["hits"]
    open_ = here.client(OPEN).post("/api/precedents", json=asked).json()["hits"]

    assert ACCUSATION.no in {hit["id"] for hit in all_}
    assert ACCUSATION.no not in {hit["id"] for hit in open_}
    assert open_


def test_uploading_to_a_hidden_case_is_refused(here: Here) -> None:
    """A file filed under a case one may not see would vanish from its sender's sight."""
    sent = here.client(OPEN).post(
        "/api/documents", files={"files": ("x.txt", "某某".encode())}, data={"case": ACCUSATION.no}
    )

    assert sent.status_code == 404
