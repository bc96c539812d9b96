"""The server's size: PostgreSQL, Elasticsearch, Redis and real workers do what the embedded size does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.office import Office
from indexer import pipeline
from search_api.access import ADMINISTRATOR
from search_api.search import Request
from tests.work.letters import mixed, quick
from tests.work.program import Program
from tests.work.wire import Wire

pytestmark = [pytest.mark.postgresql, pytest.mark.redis, pytest.mark.elasticsearch]

QUERIES = ("供热", "宅基地 边界", "德善乡 NOT 协议", '"室温不足"', "文种:会议纪要", "编号 3")


def test_both_sizes_answer_alike(server: Program, tmp_path: Path) -> None:
    """An office that grows into the server's size must find what it found before."""
    folder = tmp_path / "in"
    files = mixed(folder)
    embedded = Program(tmp_path / "embedded")

    with server.worker():
        outcomes = [program.json("ingest", folder) for program in (server, embedded)]
    with server.office() as large, embedded.office() as small:
        kept = [documents_of(large), documents_of(small)]
        answers = [answers_of(large), answers_of(small)]
        difference = pipeline.compare(large.record, large.index, large.segmenter)

    assert outcomes[0] == outcomes[1]
    assert outcomes[0]["received"] == len(files) == sum(outcomes[0]["states"].values())
    assert kept[0] == kept[1]
    assert answers[0] == answers[1]
    assert sum(total for total, *_ in answers[0]) > len(QUERIES)
    assert difference.agrees


def documents_of(office: Office) -> list[tuple[object, ...]]:
    """What two offices that took in the same folder must hold alike."""
    with office.record.read() as tx:
        return sorted(
            (
                d.name,
                d.sha256,
                d.state,
                d.pages,
                d.paper,
                d.title,
                d.code,
                d.reason,
                tuple(tx.documents.texts_of([d.id])[d.id]),
            )
            for d in tx.documents.all()
        )


def answers_of(office: Office) -> list[tuple[Any, ...]]:
    """Total, hits and facets of each query."""
    found = (office.searcher.search(Request(query, limit=50), ADMINISTRATOR) for query in QUERIES)
    return [
        (answer.total, {hit.title for hit in answer.hits}, {k: dict(v) for k, v in answer.facets.items()})
        for answer in found
    ]


def test_an_index_that_is_away_keeps_nobody_from_reading(server: Program, tmp_path: Path) -> None:
    """While Elasticsearch is down the letters must be received and read; they are found once it is back."""
    files = quick(tmp_path / "in", 5)
    with Wire(server.settings["JUANZONG_INDEX"]) as wire:
        embedded_work = {**server.settings, "JUANZONG_INDEX": wire.url, "JUANZONG_BROKER": ""}
        program = Program(tmp_path / "home", embedded_work)
        wire.cut()
        failed = program.json("ingest", tmp_path / "in", code=1)
        listed = program.json("documents", "list")
        search = program.json("search", "供热", code=1)
        wire.mend()
        again = program.json("ingest", tmp_path / "in")
        found = program.json("search", "供热")

    assert failed["error"]["code"] == "index_unavailable"
    assert "连不上检索服务" in failed["error"]["message"]
    assert "再运行一次 juanzong ingest" in failed["error"]["advice"]
    assert search["error"]["code"] == "index_unavailable"
    assert [document["state"] for document in listed] == ["pending"] * len(files)
    assert again["received"] == len(files) == sum(again["states"].values())
    assert found["total"] == len(files)
