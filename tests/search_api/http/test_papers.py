"""Papers over HTTP: whole or not at all, recorded, filed, and downloaded to the byte."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import docx

from archive.cases.model import Mediation, Reply
from search_api.http.cases import WORD
from templates.office.dictionary import own_field
from templates.office.preflight import look_through
from templates.office.store import Declared
from tests.search_api.http.conftest import Here, add_cases
from tests.templates.office.making import word
from tests.templates.samples import HOMESTEAD, MUSHROOMS


def _text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_reply_is_written_recorded_and_filed(empty: Here) -> None:
    """The paper a petitioner gets, its record and the archive's copy are one and the same file."""
    client = empty.client()

    made = client.post(f"/api/cases/{HOMESTEAD.no}/papers", json={"template": "reply"})

    assert made.status_code == 201
    paper = made.json()
    assert made.headers["location"] == f"/api/papers/{paper['id']}"
    word = client.get(paper["href"])
    assert word.headers["content-type"] == WORD
    assert hashlib.sha256(word.content).hexdigest() == paper["sha256"]
    assert "松信访复字〔2022〕12号" in _text(word.content)
    assert paper["fields"]
    assert client.get(f"/api/papers/{paper['id']}").json()["fields"] == paper["fields"]
    assert [row["id"] for row in client.get(f"/api/cases/{HOMESTEAD.no}").json()["papers"]] == [paper["id"]]

    empty.read([int(paper["document_id"])])
    hits = client.get("/api/search", params={"q": "松信访复字〔2022〕12号", "kind": "document"}).json()["hits"]
    assert [hit["id"] for hit in hits] == [paper["document_id"]]


def test_the_word_file_itself_can_be_asked_for(empty: Here) -> None:
    """A program that wants the file need not ask twice."""
    made = empty.client().post(
        f"/api/cases/{MUSHROOMS.no}/papers", json={"template": "mediation-agreement"}, headers={"Accept": WORD}
    )

    assert (made.status_code, made.headers["content-type"]) == (201, WORD)
    assert "十二万元" in _text(made.content)
    assert made.headers["location"] == "/api/papers/1"


def test_a_second_paper_does_not_replace_the_first(empty: Here) -> None:
    """An issued paper is superseded, never changed."""
    client = empty.client()
    path = f"/api/cases/{HOMESTEAD.no}/papers"
    first = client.post(path, json={"template": "reply"}).json()
    second = client.post(path, json={"template": "reply", "fields": {"contact": "赵六"}}).json()

    assert second["name"] == first["name"].replace(".docx", "（2）.docx")
    assert "赵六" in _text(client.get(second["href"]).content)
    assert hashlib.sha256(client.get(first["href"]).content).hexdigest() == first["sha256"]


def test_what_is_missing_is_listed_and_nothing_written(empty: Here) -> None:
    """Half a reply in the folder would one day be sent."""
    bare = replace(HOMESTEAD, no="XF1", reply=Reply(), claims=(), mediation=Mediation())
    add_cases(empty, bare)
    client = empty.client()

    refused = client.post("/api/cases/XF1/papers", json={"template": "reply"})

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, "missing_fields")
    keys = {field["key"] for field in problem["fields"]}
    assert {"reply.number", "claims"} <= keys
    assert "--set" not in problem["advice"]
    assert client.get("/api/cases/XF1").json()["papers"] == []
    assert not list((empty.office.settings.home / "papers").rglob("*.docx"))


def test_the_form_asks_for_what_is_missing_and_then_writes(empty: Here) -> None:
    """A clerk fills in the gaps on the page, also without a script."""
    bare = replace(HOMESTEAD, no="XF/1 号", reply=replace(HOMESTEAD.reply, number="", contact=""))
    add_cases(empty, bare)
    client = empty.client()
    page = {"Accept": "text/html"}
    path = "/cases/XF/1%20号/papers/reply"

    form = client.post(path, headers=page)
    assert form.status_code == 422
    assert 'name="reply.number"' in form.text
    assert "必填" in form.text

    wrong = client.post(path, data={"reply.number": "松信访复字12号"}, headers=page)
    assert (wrong.status_code, "写法不对" in wrong.text, 'value="松信访复字12号"' in wrong.text) == (422, True, True)

    done = client.post(path, data={"reply.number": "松信访复字〔2022〕13号"}, headers=page)
    assert (done.status_code, "已写好" in done.text) == (200, True)
    with empty.office.record.read() as tx:
        (paper,) = tx.papers.of_case("XF/1 号")
    assert f"/api/papers/{paper.id}/file" in done.text


def test_templates_tell_their_fields(empty: Here) -> None:
    """Whoever fills a paper by program must know its fields."""
    listed = {one["name"]: one for one in empty.client().get("/api/templates").json()["templates"]}

    assert {"reply", "mediation-agreement"} <= listed.keys()
    assert any(field["required"] for field in listed["reply"]["fields"])


def test_what_is_missing_is_named_as_the_templates_list_it(empty: Here) -> None:
    """A program that reads the list and fills it in must meet the keys it read, those of each party too."""
    bare = replace(HOMESTEAD, no="XF1", reply=Reply(), claims=(), parties=(), mediation=Mediation())
    add_cases(empty, bare)
    client = empty.client()

    missing = {}
    for one in client.get("/api/templates").json()["templates"]:
        problem = client.post("/api/cases/XF1/papers", json={"template": one["name"]}).json()
        missing[one["name"]] = {field["key"]: field["label"] for field in problem["fields"]}
        assert missing[one["name"]].items() <= {field["key"]: field["label"] for field in one["fields"]}.items()

    assert {"parties.1.name", "parties.2.name"} <= missing["mediation-agreement"].keys()


def test_an_unknown_template_is_told(empty: Here) -> None:
    """A mistyped name must not be an empty paper."""
    answer = empty.client().post(f"/api/cases/{HOMESTEAD.no}/papers", json={"template": "../reply"})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_template_of_the_office_is_written_like_ours(empty: Here, tmp_path: Path) -> None:
    """What an office added on the command line is what its clerks look for on the page."""
    file = word(tmp_path / "走访通知.docx", "{{ petitioner }}：", "定于{{ visit_day }}走访。")
    own, added = empty.office.shelf.own, (own_field("visit_day=走访日期:日期"),)
    assert own is not None
    at = dt.datetime(2022, 6, 20, tzinfo=dt.UTC)
    own.add("走访通知", file, Declared("走访通知书"), look_through(file, added).fields, added, by="李明", at=at)
    client = empty.client()

    assert "走访通知" in {one["name"] for one in client.get("/api/templates").json()["templates"]}
    path = f"/api/cases/{HOMESTEAD.no}/papers"
    assert client.post(path, json={"template": "走访通知"}).json()["fields"] == [
        {"key": "visit_day", "label": "走访日期"}
    ]
    asked = {"template": "走访通知", "fields": {"visit_day": "2022-07-01"}}
    made = client.post(path, json=asked, headers={"Accept": WORD})
    assert _text(made.content) == "王建国：\n定于2022年7月1日走访。"
    assert client.get(path).json()["papers"][0]["title"] == "走访通知书"
    assert "走访通知书" in client.get(f"/cases/{HOMESTEAD.no}").text
    assert client.get(f"/cases/{HOMESTEAD.no}/papers/走访通知").status_code == 200
