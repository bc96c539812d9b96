"""The embedded size when it is killed, interrupted, or run twice at once: nothing is lost and nothing is done twice."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

from tests.servers.processes import wait_until
from tests.work.letters import mixed, quick, slow
from tests.work.program import Program, gone

SETTLED = {"indexed", "duplicate", "failed", "review"}


def states_of(program: Program) -> dict[str, str]:
    """The recorded state of every original, by hash, as a program that looks into the database sees it."""
    if not (program.home / "record.sqlite3").exists():
        return {}
    with sqlite3.connect(f"file:{program.home / 'record.sqlite3'}?mode=ro", uri=True) as connection:
        try:
            return dict(connection.execute("SELECT id, state FROM documents"))
        except sqlite3.OperationalError:  # no tables yet
            return {}


def check_whole(program: Program, files: int) -> None:
    """Every file has a state, no hash has two originals, and index and record agree."""
    listed = program.json("documents", "list")
    assert {document["state"] for document in listed} <= SETTLED
    assert len(listed) == files
    with sqlite3.connect(program.home / "record.sqlite3") as connection:
        twice = connection.execute(
            "SELECT sha256 FROM documents WHERE state != 'duplicate' GROUP BY sha256 HAVING count(*) > 1"
        ).fetchall()
        pages = connection.execute("SELECT document_id, number FROM pages GROUP BY 1, 2 HAVING count(*) > 1").fetchall()
    assert (twice, pages) == ([], [])
    difference = program.json("index", "diff")
    assert difference == {"missing": [], "surplus": [], "stale": [], "waiting": 0}


def test_a_killed_ingest_is_resumed_by_the_next(tmp_path: Path) -> None:
    """A power cut in the middle of a batch must cost nothing but the file that was being read."""
    program = Program(tmp_path / "home")
    folder = tmp_path / "in"
    files = [*mixed(folder), *slow(folder, 6, seed=1)]
    with program.running("ingest", folder, "--jobs", "2") as ingest:
        wait_until(lambda: list(states_of(program).values()).count("indexed") >= 3 or ingest.ended, "three read", 60)
        readers = ingest.readers()
        assert not ingest.ended
        ingest.kill()
    assert gone(readers), "reading processes outlive the program"
    before = Counter(states_of(program).values())
    assert before["pending"], "killed too late to show anything"

    outcome = program.json("ingest", folder)

    assert outcome["received"] == len(files) == sum(outcome["states"].values())
    assert outcome["states"]["failed"] == 1
    check_whole(program, len(files))


def test_ctrl_c_says_so_and_loses_nothing(tmp_path: Path) -> None:
    """A clerk who stops a long import must be told that it can go on, and must not leave processes behind."""
    program = Program(tmp_path / "home")
    files = slow(tmp_path / "in", 8)
    with program.running("ingest", tmp_path / "in", "--jobs", "2") as ingest:
        wait_until(lambda: "indexed" in states_of(program).values() or ingest.ended, "one read", 60)
        readers = ingest.readers()
        assert readers
        ingest.interrupt()
        done = ingest.wait()

    assert done.code == 130
    assert "已中断" in done.err
    assert "Traceback" not in done.err
    assert gone(readers, 2)
    outcome = program.json("ingest", tmp_path / "in")
    assert sum(outcome["states"].values()) == len(files)
    check_whole(program, len(files))


def test_two_ingests_of_overlapping_folders_share_the_work(tmp_path: Path) -> None:
    """Two clerks who import at the same time must both be told a state for every file, and nothing is stored twice."""
    program = Program(tmp_path / "home")
    common = [*slow(tmp_path / "all" / "common", 4), *quick(tmp_path / "all" / "common", 20)]
    first = quick(tmp_path / "all" / "first", 20, seed=1)
    second = quick(tmp_path / "all" / "second", 20, seed=2)
    program.json("case", "list")  # the database is made: this test is about reading, not about migrating

    with (
        program.running("ingest", tmp_path / "all" / "common", tmp_path / "all" / "first", "--json") as one,
        program.running("ingest", tmp_path / "all" / "second", tmp_path / "all" / "common", "--json") as two,
    ):
        outcomes = [one.wait(90), two.wait(90)]

    assert [outcome.code for outcome in outcomes] == [0, 0], outcomes
    for outcome, mine in zip(outcomes, (first, second), strict=True):
        assert outcome.json["received"] == len(common) + len(mine) == sum(outcome.json["states"].values())
        assert outcome.json["states"]["failed"] == 0
    check_whole(program, len(common) + len(first) + len(second))


def test_an_ingest_waits_for_what_another_is_reading(tmp_path: Path) -> None:
    """A clerk must not be told "still pending", nor be told less than all, because a colleague was a second faster."""
    program = Program(tmp_path / "home")
    [long] = slow(
        tmp_path / "in", 1, pages=500
    )  # read for longer than a second program takes to start on a busy machine
    with program.running("ingest", tmp_path / "in", "--json") as one:
        wait_until(lambda: one.ended or bool(one.readers()), "the reading to begin", 60)
        outcome = program.json("ingest", long)
        done = one.wait()

    assert outcome["states"] == {"indexed": 1, "duplicate": 0, "failed": 0, "review": 0}
    assert done.json["states"] == outcome["states"]
    with program.office() as office, office.record.read() as tx:
        assert [entry.action for entry in tx.trail("document:1")] == ["document.receive", "document.read"]


def test_two_ingests_may_make_a_new_home_together(tmp_path: Path) -> None:
    """The first day: nobody has run the program before, and two people start it at once."""
    program = Program(tmp_path / "home")
    quick(tmp_path / "one", 3, seed=1)
    quick(tmp_path / "two", 3, seed=2)

    with (
        program.running("ingest", tmp_path / "one", "--json") as one,
        program.running("ingest", tmp_path / "two", "--json") as two,
    ):
        outcomes = [one.wait(), two.wait()]

    assert [outcome.code for outcome in outcomes] == [0, 0], outcomes
    check_whole(program, 6)
