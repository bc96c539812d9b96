"""Files that end their reader: isolated after their tries, without harm to the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import intake
from archive.extract.pool import ReaderPool
from archive.extract.reading import Limits
from archive.record import claim
from archive.record.claim import Claimant
from archive.record.document import State
from tests.archive.extract.made_pdf import PageMaker, write_pdf
from tests.work.letters import quick
from tests.work.program import Program


def poison(path: Path) -> Path:
    """A page of a quarter of a million characters, which takes many seconds to read."""
    page = PageMaker()
    for number in range(40_000):
        page.text(20 + number % 50 * 11, 20 + number // 50 % 800, 10, "信访答复意见书")
    page.rule(10, 10, 20, 20)
    path.write_bytes(write_pdf([page]))
    return path


def test_poison_is_isolated_after_its_tries(tmp_path: Path) -> None:
    """One bad file must not stop the others, nor be tried for ever; and the office can insist."""
    program = Program(tmp_path / "home")
    program.home.mkdir()
    (program.home / "settings.toml").write_text("[limits]\npage_seconds = 2.5\ntries = 2\n")
    good = quick(tmp_path / "in", 10)
    poison(tmp_path / "in" / "毒.pdf")

    outcome = program.json("ingest", tmp_path / "in")

    assert outcome["states"] == {"indexed": len(good), "duplicate": 0, "failed": 1, "review": 0}
    [failure] = outcome["failures"]
    assert failure["code"] == "timeout"
    assert "试了 2 次" in failure["reason"]
    assert "已隔离" in failure["reason"]
    [failed] = program.json("documents", "list", "--state", "failed")
    assert f"juanzong documents retry {failed['id']}" in failure["advice"]
    [retried] = program.json("documents", "retry", failed["id"])
    assert (retried["state"], retried["code"]) == ("failed", "timeout")
    history = program.json("documents", "show", failed["id"])["history"]
    assert [entry["action"] for entry in history] == [
        "document.receive",
        "document.fail",
        "document.retry",
        "document.fail",
    ]


@pytest.mark.parametrize(("power_cuts", "ends"), [(4, State.INDEXED), (5, State.FAILED)])
def test_a_file_is_blamed_only_after_many_power_cuts(tmp_path: Path, power_cuts: int, ends: State) -> None:
    """A long scan that was being read when the program was ended twice is not poison; one that ends it always is."""
    [path] = quick(tmp_path / "in", 1)
    with Program(tmp_path / "home").office() as office, ReaderPool(1) as pool:
        received = intake.receive(office.record, office.originals, intake.Found(path))
        assert received.document_id is not None
        for cut in range(power_cuts):
            with office.record.write() as tx:
                dead = Claimant(Claimant.me().host, 2**30, 1, str(cut))
                assert tx.readings.claim(received.document_id, dead, tx.now) == cut + 1

        assert intake.extract(office.record, office.originals, pool, received.document_id, Limits(tries=2)) is ends
        with office.record.read() as tx:
            document = tx.documents.get(received.document_id)
    assert document.code == ("" if ends is State.INDEXED else "quarantined")


def test_a_reading_that_could_not_be_recorded_is_not_held_against_the_file(tmp_path: Path) -> None:
    """The database was away for a moment: the document must be free again, for this very program too."""
    [path] = quick(tmp_path / "in", 1)
    with Program(tmp_path / "home").office() as office:
        received = intake.receive(office.record, office.originals, intake.Found(path))
        assert received.document_id is not None
        with office.record.write() as tx, claim.errand() as claimant:
            assert tx.readings.claim(received.document_id, claimant, tx.now) == 1
            assert tx.readings.unclaimed([received.document_id], Claimant.me(), tx.now) == []

        with office.record.read() as tx:
            assert tx.readings.unclaimed([received.document_id], Claimant.me(), tx.now) == [received.document_id]
