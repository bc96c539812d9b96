"""Two clerks on one case at the same moment: two programs, each in a process of its own, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
from sqlalchemy import Connection, create_engine, text

from archive.cases.model import Case
from archive.record.cases import case_key
from archive.record.record import Record
from archive.record.trail import AuditEntry
from tests.servers.processes import wait_until
from tests.work.program import Done, Program, Running

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@contextmanager
def _held(url: str) -> Iterator[Connection]:
    """The case held by a third, so that both who come meanwhile have read it before either may write."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT 1 FROM cases FOR UPDATE"))
        yield connection
        connection.rollback()
    engine.dispose()


def _both_wait(clerks: list[Running], held: Connection) -> bool:
    if held.dialect.name == "postgresql":
        with held.engine.connect() as other:
            return bool(other.execute(text(_WAITING)).scalar_one() == 2)
    database = Path(held.engine.url.database or "").name
    return all(
        any(Path(file.path).name == database for file in psutil.Process(one.process.pid).open_files()) for one in clerks
    )


def _at_once(program: Program, url: str, *commands: tuple[str, ...]) -> list[Done]:
    with ExitStack() as stack:
        with _held(url) as held:
            clerks = [stack.enter_context(program.running(*command)) for command in commands]
            wait_until(lambda: _both_wait(clerks, held), "both clerks at the door", 60)
        return [clerk.wait() for clerk in clerks]


def _stands(url: str, no: str) -> tuple[Case, list[AuditEntry]]:
    with Record(url) as record, record.read() as tx:
        return tx.cases.get(no), tx.trail(case_key(no))


def test_neither_loses_what_the_other_did(record_url: str, tmp_path: Path) -> None:
    """The later clerk must not wipe out what the earlier one wrote, nor leave half of her own."""
    program = Program(tmp_path / "home", {"JUANZONG_DATABASE": record_url})
    no = program.json("ledger", "register", "--channel", "来信", "--petitioner", "王某", "--title", "原来的标题")["no"]

    acted = _at_once(
        program,
        record_url,
        *(("ledger", "act", no, "annotate", "--text", f"批{n}", "--set", f"leader={n}县长", "--expect", "1") for n in "甲乙"),
    )  # fmt: skip

    case, trail = _stands(record_url, no)
    assert sorted(done.code for done in acted) == [0, 1], acted
    [late] = [done for done in acted if done.code]
    assert f"案件“{no}”刚被别人改过" in late.err
    assert "请重新打开案件，看过对方的修改后再改。" in late.err
    assert "Traceback" not in late.err
    assert (case.version, [event.type for event in case.events]) == (2, ["register", "annotate"])
    assert [entry.action for entry in trail] == ["case.new", "case.annotate"]

    corrected = _at_once(
        program,
        record_url,
        ("ledger", "correct", no, "--set", "title=新的标题"),
        ("ledger", "correct", no, "--set", "summary=新的摘要"),
    )

    case, trail = _stands(record_url, no)
    done = [one.code == 0 for one in corrected]
    assert any(done)
    assert [case.title == "新的标题", case.summary == "新的摘要"] == done, corrected
    assert all("刚被别人改过" in one.err for one in corrected if one.code)
    assert (case.version, len(trail)) == (2 + sum(done), 2 + sum(done))
    if all(done):  # who came second changed what the first had left
        assert {*trail[-1].before} != {*trail[-2].before}
