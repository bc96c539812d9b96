"""Migrations, several processes at once, and a process killed in the middle."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from archive.cases.model import Case
from archive.cases.procedure.status import Status
from archive.errors import Conflict, RecordUnavailable
from archive.record import database
from archive.record.database import open_engine
from archive.record.ledger import LedgerFilter
from archive.record.migrate import upgrade
from archive.record.record import Record
from archive.record.tables import metadata

_ROOT = Path(__file__).parents[3]


def _start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _ended(process: subprocess.Popen[str]) -> None:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, out + err


def test_migrations_make_the_tables_the_program_uses(empty_url: str) -> None:
    """A column only one of them knows breaks the first office that updates."""
    Record(empty_url).close()
    engine = create_engine(empty_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_migration_is_the_one_asked_for() -> None:
    """A migration the program does not ask for leaves every older archive without its tables."""
    newest = max(path.name for path in (Path(database.__file__).parent / "migrations" / "versions").glob("0*.py"))

    assert newest.startswith(f"{database.SCHEMA_VERSION}_")


def test_signed_papers_are_carried_over_whole(empty_url: str) -> None:
    """The table of papers is made anew on SQLite: no paper, draft or lock on a signed one may be lost by it."""
    engine = open_engine(empty_url)
    upgrade(engine, "0012")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO cases (id, no, kind, title, category, region, received, summary, facts, text, legal_basis,"
                " outcome, group_size, handler, duty_unit, reply, mediation, restricted, extra, version, created_at,"
                " changed_at) VALUES (7, 'XF1', 'petition', '旧案', '', '', '2022-05-06', '', '', '', '[]', '', 1, '', '',"
                " '{}', '{}', false, '{}', 1, '2022-05-06', '2022-05-06')"
            )
        )
        connection.execute(
            text(
                'INSERT INTO papers (id, case_id, template, template_version, "values", file, sha256, created_at, state,'
                " draft, series, year, seq, number, signer, post, ended, version, signed_at) VALUES (3, 7, 'reply', 'v',"
                " '{\"a\": 1}', 'f', 's', '2022-05-06', 'signed', 1, '松复字', 2022, 1, '松复字〔2022〕1号', '甲', '', '', 2,"
                " '2022-05-06')"
            )
        )
        connection.execute(
            text(
                'INSERT INTO paper_drafts (paper_id, seq, origin, file, sha256, "values", template_version, "by", "at",'
                " note) VALUES (3, 1, 'generated', 'f', 'd', '{}', 'v', '', '2022-05-06', '')"
            )
        )
    engine.dispose()

    with Record(empty_url) as record, record.write() as tx:
        (paper,) = tx.papers.of_case("XF1")
        assert (paper.id, paper.number, paper.values, paper.register) == (3, "松复字〔2022〕1号", {"a": 1}, "")
        assert [draft.sha256 for draft in tx.papers.drafts(3)] == ["d"]
    engine = open_engine(empty_url)
    for change in ("UPDATE papers SET entry = 'x'", "DELETE FROM papers"):
        with pytest.raises(DBAPIError, match="read-only"), engine.begin() as connection:
            connection.execute(text(change))
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text("INSERT INTO paper_drafts (paper_id) VALUES (99)"))
    engine.dispose()


def test_several_processes_open_a_new_database_at_once(empty_url: str) -> None:
    """A server's workers start together on the first day."""
    program = """
        import sys
        from archive.record.record import Record
        with Record(sys.argv[1]) as record, record.write() as tx:
            tx.outbox.put(["case:1"])
    """
    for process in [_start(program, empty_url) for _ in range(4)]:
        _ended(process)

    with Record(empty_url) as record, record.read() as tx:
        assert tx.outbox.size() == 4


def test_two_writers_at_once_both_get_everything_in(record_url: str) -> None:
    """Two ingests and a server on one SQLite file: no 'database is locked', no row lost."""
    program = """
        import sys
        from dataclasses import replace
        from archive.cases.model import Case
        from archive.record.record import Record
        with Record(sys.argv[1]) as record:
            for n in range(60):
                with record.write() as tx:
                    tx.cases.add(Case(f"{sys.argv[2]}{n}"), tx.now)
                    shared = tx.cases.get("共")
                    if n % 2:
                        tx.cases.change(replace(shared, group_size=shared.group_size + 1), tx.now)
    """
    with Record(record_url) as record, record.write() as tx:
        tx.cases.add(Case("共"), tx.now)
        if not record_url.startswith("sqlite"):
            program = program.replace('shared = tx.cases.get("共")', "")
            program = re.sub(r"tx\.cases\.change\(.*\)", "pass", program)
    for process in [_start(program, record_url, name) for name in "甲乙"]:
        _ended(process)

    with Record(record_url) as record, record.read() as tx:
        assert len(list(tx.cases.numbers())) == 121
        if record_url.startswith("sqlite"):
            assert tx.cases.get("共").group_size == 61, "a change read inside the writing transaction was lost"


@pytest.mark.postgresql
def test_two_that_wait_for_each_other_end_in_a_conflict(postgresql_url: str) -> None:
    """Two imports that meet the same cases in opposite order: one is told to try again, nothing hangs."""
    with Record(postgresql_url) as record:
        with record.write() as tx:
            tx.cases.add_many([Case("甲"), Case("乙")], tx.now)
        together = threading.Barrier(2)
        outcomes: list[str] = []

        def change(first: str, second: str) -> None:
            try:
                with record.write() as tx:
                    tx.cases.change(replace(tx.cases.get(first), title="改"), tx.now)
                    together.wait(10)
                    tx.cases.change(replace(tx.cases.get(second), title="改"), tx.now)
            except Conflict:
                outcomes.append("refused")
            else:
                outcomes.append("saved")

        threads = [threading.Thread(target=change, args=pair) for pair in (("甲", "乙"), ("乙", "甲"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

    assert sorted(outcomes) == ["refused", "saved"]


def test_killed_in_the_middle_of_a_transaction_the_record_is_whole(record_url: str) -> None:
    """Power fails while a case is being written: it is there whole or not at all, and work goes on."""
    program = """
        import sys
        from archive.record.record import Record
        from tests.archive.record.samples import full_case
        with Record(sys.argv[1]) as record:
            with record.write() as tx:
                tx.cases.add(full_case("做完的"), tx.now)
                tx.outbox.put(["case:做完的"])
            with record.write() as tx:
                tx.cases.add(full_case("没做完的"), tx.now)
                tx.outbox.put(["case:没做完的"] * 5000)
                tx.log("case.new", "case:没做完的")
                print("中间", flush=True)
                sys.stdin.read()  # until it is killed
    """
    process = _start(program, record_url)
    assert process.stdout is not None
    assert process.stdout.readline() == "中间\n", process.communicate()[1]
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)

    with Record(record_url) as record, record.write() as tx:
        assert list(tx.cases.numbers()) == ["做完的"]
        assert tx.outbox.size() == 1
        assert tx.trail("case:没做完的") == []
        tx.cases.add(Case("没做完的"), tx.now)
    if record_url.startswith("sqlite"):
        with sqlite3.connect(record_url.removeprefix("sqlite:///")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_database_of_a_newer_program_is_left_alone(record: Record, record_url: str) -> None:
    """An old program must not write into tables it does not understand."""
    with record._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(RecordUnavailable, match="更新版本的程序"):
        Record(record_url)


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_named_in_chinese(tmp_path: Path, content: bytes) -> None:
    """A clerk cannot do anything with a traceback."""
    file = tmp_path / "record.sqlite3"
    file.write_bytes(content)

    with pytest.raises(RecordUnavailable, match="损坏"):
        Record(f"sqlite:///{file}")

    assert file.read_bytes() == content, "the damaged file must stay as it is, for whoever repairs it"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The same for a wrong setting."""
    (tmp_path / "datei").write_text("x")

    with pytest.raises(RecordUnavailable):
        Record(f"sqlite:///{tmp_path}")


def test_an_archive_of_the_first_version_is_carried_over(empty_url: str) -> None:
    """The first office updates: its cases get their place in the ledger, its trail is sealed as it stands."""
    engine = open_engine(empty_url)
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for number in ("XF1", "XF2"):
            connection.execute(
                text(
                    "INSERT INTO cases (no, kind, title, category, region, received, summary, facts, text, legal_basis,"
                    " outcome, group_size, handler, duty_unit, reply, mediation, restricted, extra, version, created_at,"
                    " changed_at) VALUES (:no, 'petition', '旧案', '', '青石乡大沟村', '2022-05-06', '', '', '', '[]',"
                    " '已化解', 1, '', '', '{}', '{}', false, '{}', 1, '2022-05-06', '2022-05-06')"
                ),
                {"no": number},
            )
            connection.execute(
                text(
                    "INSERT INTO audit (at, actor, action, subject, after) VALUES"
                    " ('2022-05-06 01:02:03', '甲', 'case.new', :subject, '{\"b\": 1, \"a\": [2]}')"
                ),
                {"subject": f"case:{number}"},
            )
    engine.dispose()

    with Record(empty_url) as record, record.read() as tx:
        rows = list(tx.ledger.rows(LedgerFilter(townships=("青石乡",))))
        assert [(row.no, row.status) for row in rows] == [("XF2", Status.FINISHED), ("XF1", Status.FINISHED)]
        found = tx.check_trail()
        assert (found.lines, found.broken_at) == (2, None)
        assert [entry.after for entry in tx.trail("case:XF1")] == [{"b": 1, "a": [2]}]
