"""Many papers, and the power fails: no half file, no paper twice, and the next run goes on."""

from __future__ import annotations

import sqlite3
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.office import office_in
from tests.servers.processes import wait_until
from tests.templates.samples import HOMESTEAD
from tests.work.program import Program

PAPERS = 130
ASKED = ("generate", "registration-form", "--text", "XF", "--set", "unit=松河镇人民政府")


def test_a_killed_run_is_resumed_by_the_next(tmp_path: Path) -> None:
    """Whatever was on its way is found: files in their place are taken over, papers in the record are not doubled."""
    with office_in(tmp_path) as office, office.record.write() as tx:
        tx.cases.add_many([replace(HOMESTEAD, no=f"XF{number:04}") for number in range(PAPERS)], tx.now)
    program, out = Program(tmp_path / "home"), tmp_path / "out"
    with program.running(*ASKED, "--out", out) as running:
        wait_until(lambda: len(list(out.glob("*.docx"))) > 55 or running.ended, "some written", 60)
        assert not running.ended
        running.kill()
    assert len(list(out.glob("*.docx"))) < PAPERS, "killed too late to show anything"
    journal = out / "清单.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])  # the line that was being written

    made = program.json(*ASKED, "--out", out)

    assert made["failed"] == 0
    assert made["written"] + made["kept"] == PAPERS
    files = list(out.glob("*.docx"))
    assert len(files) == PAPERS
    assert all(zipfile.ZipFile(file).testzip() is None for file in files)
    assert [file.name for file in out.iterdir() if file.suffix == ".part"] == []
    with sqlite3.connect(program.home / "record.sqlite3") as connection:
        papers = connection.execute("SELECT case_id, draft FROM papers").fetchall()
        drafts = connection.execute("SELECT count(*) FROM paper_drafts").fetchone()[0]
    assert Counter(papers) == Counter((case, 1) for case, _ in papers)
    assert (len(papers), drafts) == (PAPERS, PAPERS)
