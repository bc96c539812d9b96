"""The server as it is started and stopped."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from fastapi import FastAPI

from archive.demonstration import contents
from cli import run
from console.running.serve import stoppable
from indexer import pipeline
from indexer.recut import stamp_of
from tests.search_api.http.conftest import build, receive
from tests.search_api.http.serving import serving


def _until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_it_reads_what_was_left_over_and_what_comes_in(tmp_path: Path) -> None:
    """A program that was killed leaves files behind; the next start must read them, and search must find them."""
    own = build(tmp_path / "home")
    (tmp_path / "left.txt").write_text("上次没读完的宅基地材料", "utf-8")
    left = receive(own, tmp_path / "left.txt")
    own.close()

    with serving(tmp_path / "home") as served:
        token = (tmp_path / "home/token").read_text("utf-8").strip()
        client = httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        _until(lambda: client.get(f"/api/documents/{left}").json()["state"] == "indexed")
        assert client.get("/api/search", params={"q": "没读完"}).json()["total"] == 1

        sent = client.post("/api/documents", files={"files": ("新.txt", "刚刚上传的供热投诉".encode())}).json()
        number = sent["received"][0]["id"]
        _until(lambda: client.get(f"/api/documents/{number}").json()["state"] == "indexed")
        assert client.get("/api/search", params={"q": "供热投诉"}).json()["total"] == 1

        long = client.stream("GET", f"/api/search?q={quote('宅') * 7000}")
        with long as answer:
            assert answer.status_code == 200

        stop = time.monotonic()
        served.process.terminate()
        assert served.process.wait(20) == 0
        assert time.monotonic() - stop < 15


def test_a_query_of_ten_thousand_characters_is_answered(tmp_path: Path) -> None:
    """Percent-encoded it is ninety thousand bytes of address."""
    with serving(tmp_path / "home", JUANZONG_TOKEN="a-token-for-the-long-query") as served:
        place = urlsplit(served.address)
        connection = HTTPConnection(place.hostname or "", place.port or 0, timeout=30)
        connection.request(
            "GET",
            f"/api/search?q={quote('信' * 10_000)}",
            headers={"Authorization": "Bearer a-token-for-the-long-query"},
        )
        answer = connection.getresponse()

        assert answer.status == 200
        assert "查询太长" in answer.read().decode()


def test_two_servers_serve_one_home(tmp_path: Path) -> None:
    """A server runs several processes: what one takes in, the other finds."""
    token = "a-token-for-two-servers"
    with (
        serving(tmp_path / "home", JUANZONG_TOKEN=token) as one,
        serving(tmp_path / "home", JUANZONG_TOKEN=token) as two,
    ):
        first = httpx.Client(base_url=one.address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        second = httpx.Client(base_url=two.address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        for number in range(6):
            client = (first, second)[number % 2]
            client.post("/api/documents", files={"files": (f"{number}.txt", f"第{number}封来信谈供热".encode())})
        _until(lambda: second.get("/api/search", params={"q": "供热"}).json()["total"] == 6)
        _until(lambda: first.get("/api/search", params={"q": "供热"}).json()["total"] == 6)
        states = {d["state"] for d in first.get("/api/documents").json()["documents"]}

    assert states == {"indexed"}


def test_a_word_added_meanwhile_is_known(tmp_path: Path) -> None:
    """A word added at the desk must reach the running server, which cuts what holds it anew without being asked."""
    token = "a-token-for-the-words"
    own = build(tmp_path / "home")
    with serving(tmp_path / "home", JUANZONG_TOKEN=token) as served:
        client = httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        assert client.get("/api/search", params={"q": "供热"}).json()["notes"] == []
        early = client.post("/api/documents", files={"files": ("先.txt", "柳林坳的路灯".encode())}).json()
        _until(lambda: client.get(f"/api/documents/{early['received'][0]['id']}").json()["state"] == "indexed")

        with own.office.record.write() as tx:
            tx.add_word("柳林坳")
        _until(lambda: own.office.index.stamp() == stamp_of(own.office.segmenter))
        answer = client.get("/api/search", params={"q": "柳林坳"}).json()
        assert (answer["notes"], answer["total"]) == ([], 1)
        assert "“柳林坳”" in answer["reading"]

        sent = client.post("/api/documents", files={"files": ("新.txt", "柳林坳的来信".encode())}).json()
        number = sent["received"][0]["id"]
        _until(lambda: client.get(f"/api/documents/{number}").json()["state"] == "indexed")
        found = pipeline.compare(own.office.record, own.office.index, own.office.segmenter)
    own.close()

    assert found.agrees


def test_a_taken_port_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commonest mistake is to start it twice."""
    with serving(tmp_path / "home") as served:
        port = str(urlsplit(served.address).port)
        capsys.readouterr()

        assert run(["--home", str(tmp_path / "home"), "serve", "--port", port]) == 1

    said = capsys.readouterr().err
    assert f"端口 {port}" in said
    assert "--port 8766" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_asked_for_before_it_runs_is_heard(number: signal.Signals) -> None:
    """Ctrl-C in the moment between the address being told and the first request must not leave a server that never ends."""
    before = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        server = stoppable(FastAPI())
        signal.raise_signal(number)

        assert server.should_exit
        with socket.create_server(("127.0.0.1", 0)) as door:
            server.run(sockets=[door])  # returns
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)


def test_an_upload_is_taken_in_while_the_queue_is_away(tmp_path: Path) -> None:
    """A broken broker must not refuse a petitioner's letter: what is kept is read once the broker is back."""
    token = "a-token-without-a-queue"
    with serving(tmp_path / "home", JUANZONG_TOKEN=token, JUANZONG_BROKER="redis://127.0.0.1:1/0") as served:
        client = httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {token}"}, timeout=60)
        sent = client.post("/api/documents", files={"files": ("信.txt", b"text")})
        number = sent.json()["received"][0]["id"]

        assert sent.status_code == 202
        assert client.get(f"/api/documents/{number}").json()["state"] == "pending"


def test_a_drawn_page_does_not_hold_up_a_search(tmp_path: Path) -> None:
    """Forty people turning pages must not leave the forty-first without an answer."""
    token = "a-token-for-many-pages"
    own = build(tmp_path / "home")
    number = receive(own, next(contents.originals().rglob("03宅基地台账摘录.pdf")))
    own.read([number])
    own.close()
    with serving(tmp_path / "home", JUANZONG_TOKEN=token) as served, ThreadPoolExecutor(60) as threads:
        client = httpx.Client(
            base_url=served.address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=120,
            limits=httpx.Limits(max_connections=100),
        )
        client.get("/api/search")
        pictures = [
            threads.submit(client.get, f"/api/documents/{number}/pages/1/picture?width={2400 - n}") for n in range(50)
        ]
        time.sleep(1)
        begun = time.monotonic()
        assert client.get("/api/search", params={"q": "宅基地"}).json()["total"] == 1
        searched = time.monotonic() - begun
        drawn = sum(picture.done() for picture in pictures)
        served.process.kill()  # nobody waits for the rest

    assert drawn < 40, "the pictures were too quick for this test to say anything"
    assert searched < 5
