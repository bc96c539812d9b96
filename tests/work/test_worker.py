"""Workers behind a broker: killed, silent, told twice, or without their broker, they lose nothing."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import redis

from archive import intake
from archive.errors import WorkUnavailable
from archive.record.document import State
from console.documents.ingest import take_in
from console.office import Office
from console.work.background import steward, where_nothing_waits
from console.work.celery_queue import CeleryQueue
from indexer import pipeline
from tests.needs import needs
from tests.servers.processes import end, free_ports, wait_until
from tests.work.letters import quick, slow
from tests.work.program import Program, Running, gone

pytestmark = [pytest.mark.postgresql, pytest.mark.redis]


def settled(office: Office) -> int:
    """Documents that have been read."""
    with office.record.read() as tx:
        counts = tx.documents.counts()
    return sum(counts.values()) - counts[State.PENDING]


def check_whole(office: Office, files: int) -> None:
    """Every file was read exactly once, and index and record agree."""
    with office.record.read() as tx:
        documents = list(tx.documents.all())
        trails = [[entry.action for entry in tx.trail(f"document:{document.id}")] for document in documents]
    assert [document.state for document in documents] == [State.INDEXED] * files
    assert trails == [["document.receive", "document.read"]] * files
    assert pipeline.compare(office.record, office.index, office.segmenter).agrees


def outcome_of(ingest: Running, files: int, seconds: float = 120) -> Any:
    """What an ingest under way says in the end: it must be complete."""
    done = ingest.wait(seconds)
    assert done.code == 0, (done.out, done.err)
    assert done.json["received"] == files == done.json["states"]["indexed"]
    return done.json


def test_a_killed_workers_files_are_read_by_another(workshop: Program, tmp_path: Path) -> None:
    """A machine that loses power in the middle of a batch must cost nothing, not even the file it was reading."""
    files = slow(tmp_path / "in", 6)
    with (
        workshop.office() as office,
        workshop.worker() as first,
        workshop.running("ingest", tmp_path / "in", "--json") as ingest,
    ):
        wait_until(lambda: settled(office) >= 1 and bool(first.readers()), "one read", 60)
        readers = first.readers()
        first.kill()
        assert settled(office) < len(files), "killed too late to show anything"
        with workshop.worker():
            outcome_of(ingest, len(files))

        check_whole(office, len(files))
    assert gone(readers)


def test_a_broker_that_is_flushed_loses_nothing(workshop: Program, tmp_path: Path) -> None:
    """Messages are only a hint: the record knows what is to be read."""
    files = [*slow(tmp_path / "in", 2), *quick(tmp_path / "in", 6)]
    with workshop.office() as office, workshop.running("ingest", tmp_path / "in", "--json") as ingest:
        with redis.Redis.from_url(workshop.settings["JUANZONG_BROKER"]) as client:
            wait_until(lambda: client.llen("juanzong") == len(files), "all sent", 60)
            client.flushall()
        with workshop.worker():
            outcome_of(ingest, len(files))

        check_whole(office, len(files))


def test_a_broker_that_dies_and_comes_back_loses_nothing(postgresql_url: str, tmp_path: Path) -> None:
    """A reboot of the broker in the middle of a batch must stop neither the worker nor the import for good."""
    port = free_ports()
    settings = {"JUANZONG_DATABASE": postgresql_url, "JUANZONG_BROKER": f"redis://127.0.0.1:{port}/0"}
    program = Program(tmp_path / "home", settings)
    files = slow(tmp_path / "in", 5)
    with broker_on(port, tmp_path) as broker, program.office() as office, program.worker():
        with program.running("ingest", tmp_path / "in", "--json") as ingest:
            wait_until(lambda: settled(office) >= 1, "one read", 60)
            end(broker.pid, signal.SIGKILL)
            assert settled(office) < len(files), "killed too late to show anything"
            with broker_on(port, tmp_path):
                outcome_of(ingest, len(files))

        check_whole(office, len(files))


def test_without_a_worker_the_import_says_so_and_a_worker_catches_up(workshop: Program, tmp_path: Path) -> None:
    """An import that waits for ever for nobody helps nobody; what came in is read as soon as somebody is there."""
    files = quick(tmp_path / "in", 4)
    with workshop.office() as office:
        with pytest.raises(WorkUnavailable, match="没有工作进程在处理，还有 4 份") as caught:
            take_in(office, [tmp_path / "in"], case_no=None, patience=1)
        with redis.Redis.from_url(workshop.settings["JUANZONG_BROKER"]) as client:
            client.flushall()  # not even the messages are left
        with office.record.read() as tx:
            assert tx.documents.counts()[State.PENDING] == len(files)
        with workshop.worker():
            wait_until(lambda: settled(office) == len(files), "the worker to catch up", 30)

            # nobody but the worker fills the index now
            wait_until(lambda: outbox_of(office) == 0, "the index to be filled", 30)
        check_whole(office, len(files))

    assert "juanzong worker" in caught.value.advice


def outbox_of(office: Office) -> int:
    """Rows the index has still to learn."""
    with office.record.read() as tx:
        return tx.outbox.size()


def test_without_a_broker_the_import_says_so_at_once(tmp_path: Path) -> None:
    """A mistyped address must be told, with the files safe."""
    quick(tmp_path / "in", 2)
    program = Program(tmp_path / "home", {"JUANZONG_BROKER": f"redis://127.0.0.1:{free_ports()}/0"})

    failed = program.json("ingest", tmp_path / "in", code=1)
    listed = program.json("documents", "list")

    assert failed["error"]["code"] == "work_unavailable"
    assert "JUANZONG_BROKER" in failed["error"]["advice"]
    assert [document["state"] for document in listed] == ["pending"] * 2


def test_a_message_delivered_twice_does_no_harm(workshop: Program, tmp_path: Path) -> None:
    """Every broker delivers twice some day: the second reading must neither add pages nor entries."""
    files = [*slow(tmp_path / "in", 1), *quick(tmp_path / "in", 2)]
    with workshop.office() as office, workshop.running("ingest", tmp_path / "in", "--json") as ingest:
        queue = CeleryQueue(workshop.settings["JUANZONG_BROKER"])
        wait_until(lambda: not queue.is_empty(), "the messages", 60)
        for _ in range(3):
            queue.send([1, 2, 3])
        with workshop.worker(jobs=3):
            outcome_of(ingest, len(files))
            queue.send([1, 2, 3, 4])  # read already; and one that never was
            wait_until(queue.is_empty, "the queue to be worked off", 30)

        check_whole(office, len(files))


def test_what_waits_in_the_queue_is_not_sent_again_and_again(workshop: Program, tmp_path: Path) -> None:
    """A thousand waiting scans, sent anew every two seconds by every worker, would drown the broker."""
    quick(tmp_path / "in", 30)
    with workshop.office() as office:
        for found in intake.find([tmp_path / "in"]):
            intake.receive(office.record, office.originals, found)
        queue = CeleryQueue(workshop.settings["JUANZONG_BROKER"])
        with (
            steward(office, where_nothing_waits(queue), every=0.05),
            redis.Redis.from_url(workshop.settings["JUANZONG_BROKER"]) as client,
        ):
            wait_until(lambda: client.llen("juanzong") > 0, "the steward to send", 20)
            lengths = set()
            for _ in range(20):
                lengths.add(int(client.llen("juanzong")))
                time.sleep(0.05)

    assert lengths <= set(range(1, 31))


@contextmanager
def broker_on(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A redis-server on this very port, without persistence."""
    command = [needs.redis(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([*command, "--dir", str(folder)], stdout=subprocess.DEVNULL)
    try:
        with redis.Redis(port=port) as client:
            wait_until(lambda: answers(client), "redis-server")
        yield process
    finally:
        end(process.pid)
        process.wait()


def answers(client: redis.Redis) -> bool:
    """True once the server takes commands."""
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
