"""Uploads: kept and recorded at once, read afterwards, each file with a state."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from archive.demonstration import contents
from archive.record.document import State
from search_api.http.uploads import file_name
from tests.search_api.http.conftest import ACCUSATION, ALL, OPEN, Here, add_cases, build
from tests.templates.samples import HOMESTEAD


def test_an_upload_is_kept_before_it_is_read(empty: Here) -> None:
    """The sender may close the window: what was answered is safe."""
    content = next(contents.originals().rglob("03宅基地台账摘录.pdf")).read_bytes()
    client = empty.client()

    sent = client.post("/api/documents", files={"files": ("台账.pdf", content)}, data={"case": HOMESTEAD.no})

    assert sent.status_code == 202
    (received,) = sent.json()["received"]
    assert (received["name"], received["state"], received["error"]) == ("台账.pdf", "pending", None)
    sha256 = hashlib.sha256(content).hexdigest()
    assert empty.office.originals.path(sha256).read_bytes() == content
    before = client.get(f"/api/documents/{received['id']}").json()
    assert (before["state"], before["case_no"], before["sha256"]) == ("pending", HOMESTEAD.no, sha256)

    empty.read([int(received["id"])])

    after = client.get(f"/api/documents/{received['id']}").json()
    assert (after["state"], after["pages"]) == ("indexed", 1)
    hits = client.get("/api/search", params={"q": "宅基地登记台账"}).json()["hits"]
    assert received["id"] in {hit["id"] for hit in hits}


def test_reading_is_asked_for(tmp_path: Path) -> None:
    """An upload nobody reads would wait for ever."""
    asked: list[int] = []
    own = build(tmp_path / "home", read=asked.extend)

    sent = own.client().post("/api/documents", files=[("files", ("a.txt", b"1")), ("files", ("b.txt", b"2"))]).json()

    assert asked == [int(item["id"]) for item in sent["received"]]
    own.close()


def test_the_same_again_is_a_duplicate(empty: Here) -> None:
    """Under the same name or another, nothing is stored twice and it is said what it equals."""
    client = empty.client()
    names = ("信.txt", "信.txt", "另一个名字.txt")

    received = [
        client.post("/api/documents", files={"files": (name, "反映宅基地".encode())}).json()["received"][0]
        for name in names
    ]
    empty.read([int(received[0]["id"])])
    again = client.post("/api/documents", files={"files": ("信.txt", "反映宅基地".encode())}).json()["received"][0]

    assert received[0]["state"] == "pending"
    assert received[2]["state"] == again["state"] == "duplicate"
    assert received[2]["duplicate_of"] == again["duplicate_of"] == {"id": received[0]["id"], "name": "信.txt"}
    assert len([p for p in empty.office.settings.originals.rglob("*") if p.is_file()]) == 1


def test_bytes_of_a_hidden_document_arrive_like_any_others(empty: Here) -> None:
    """Whoever is accused and sends in the letter he suspects must not learn from the answer that it is here."""
    add_cases(empty, ACCUSATION)
    letter = "石桥村的会计侵占了宅基地补偿款。"

    def send(token: str, text: str, name: str = "信.txt", case: str = "") -> dict[str, Any]:
        files = {"files": (name, text.encode())}
        item = empty.client(token).post("/api/documents", files=files, data={"case": case}).json()["received"][0]
        return dict(item)

    hidden = send(ALL, letter, case=ACCUSATION.no)
    unlike, alike = send(OPEN, "从未收到过的一封信。"), send(OPEN, letter)
    empty.read([int(item["id"]) for item in (hidden, unlike, alike)])
    again, told = send(OPEN, letter), send(ALL, letter, "另一个名字.txt")

    assert alike["id"] not in (hidden["id"], unlike["id"])
    assert {**alike, "id": unlike["id"]} == unlike
    assert (again["state"], again["duplicate_of"]) == ("duplicate", {"id": alike["id"], "name": "信.txt"})
    assert (told["state"], told["duplicate_of"]) == ("duplicate", {"id": hidden["id"], "name": "信.txt"})
    found = {
        token: {hit["id"] for hit in empty.client(token).get("/api/search", params={"q": "会计 补偿款"}).json()["hits"]}
        for token in (ALL, OPEN)
    }
    assert found == {ALL: {ACCUSATION.no, hidden["id"], alike["id"]}, OPEN: {alike["id"]}}


def test_files_in_are_the_sum_of_states(empty: Here) -> None:
    """One bad file must not take the others with it, and none may vanish."""
    files = [
        ("files", ("空.pdf", b"")),
        ("files", ("坏.pdf", b"%PDF-1.7 broken")),
        ("files", ("好.txt", "答复意见".encode())),
        ("files", ("程序.bin", bytes(range(256)) * 9)),
    ]
    received = empty.client().post("/api/documents", files=files).json()["received"]
    empty.read([int(item["id"]) for item in received])

    details = [empty.client().get(f"/api/documents/{item['id']}").json() for item in received]

    assert [(d["name"], d["state"], d["code"]) for d in details] == [
        ("空.pdf", "failed", "empty"),
        ("坏.pdf", "failed", "damaged"),
        ("好.txt", "indexed", None),
        ("程序.bin", "failed", "unsupported"),
    ]
    assert all(d["reason"] and d["advice"] for d in details if d["state"] == "failed")
    page = empty.client().get(f"/documents/{received[0]['id']}", headers={"Accept": "text/html"}).text
    assert details[0]["reason"] in page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\信.txt", "信.txt"),
        ("📄信访👨‍👩‍👧.txt", "📄信访👨‍👩‍👧.txt"),
        ("..", "未命名"),
        ("a/..", "未命名"),
        ("/", "未命名"),
        ("行\n行\x1b[31m.txt", "行行[31m.txt"),
        ("长" * 400 + ".txt", "长" * 251 + ".txt"),
    ],
)
def test_a_name_is_only_a_name(empty: Here, sent: str, kept: str) -> None:
    """A name must not lead out of a folder, nor steer a terminal; the ending stays."""
    assert file_name(sent) == kept

    received = empty.client().post("/api/documents", files={"files": (sent, b"text of it")}).json()["received"][0]

    assert received["name"] == kept
    assert empty.client().get(f"/api/documents/{received['id']}/original").content == b"text of it"


def test_a_full_disk_is_told_and_nothing_is_recorded_as_kept(empty: Here) -> None:
    """The sender must know to keep his copy."""
    empty.office.settings.originals.mkdir(parents=True, exist_ok=True)
    blocked = empty.office.settings.originals
    blocked.rmdir()
    blocked.write_text("a file where the folder should be", "utf-8")

    answer = empty.client().post("/api/documents", files={"files": ("a.txt", b"x")})

    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    with empty.office.record.read() as tx:
        assert [d.state for d in tx.documents.all()] == [State.FAILED]


def test_an_unknown_case_is_told_before_anything_is_kept(empty: Here) -> None:
    """A file filed under a mistyped number would be lost to its case."""
    answer = empty.client().post("/api/documents", files={"files": ("a.txt", b"x")}, data={"case": "XF0000"})

    assert answer.status_code == 404
    with empty.office.record.read() as tx:
        assert list(tx.documents.all()) == []


def test_the_form_of_the_page_works_without_script(empty: Here) -> None:
    """An old browser uploads too."""
    client = empty.client()
    page = {"Accept": "text/html"}

    nothing = client.post("/upload", files={"files": ("", b"")}, headers=page)
    done = client.post("/upload", files={"files": ("信.txt", b"text")}, data={"case": HOMESTEAD.no}, headers=page)

    assert "请先选择文件" in nothing.text or nothing.status_code == 422
    assert (done.status_code, "收到 1 个文件" in done.text, "信.txt" in done.text) == (200, True, True)
