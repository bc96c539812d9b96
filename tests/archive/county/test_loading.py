"""A county in a real database: whole, only once, and taken up where it stopped."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.backcheck.verdict import Verdict
from archive.cases.model import Case, CaseKind, Channel
from archive.county.county import county
from archive.county.loading import Loaded, load_county, stated_county
from archive.county.matter import Reported
from archive.county.remembered import remembered
from archive.errors import Conflict
from archive.ledger.backcheck.running import run
from archive.ledger.exchange import export_cases, import_cases
from archive.record.backchecks import BackcheckFilter
from archive.record.ledger import LedgerFilter
from archive.record.proposals import ProposalFilter
from archive.record.receptions import ReceptionFilter
from archive.record.record import Record
from archive.record.weekly import EntryFilter

COUNTY = county(2, 1, 150)


def test_a_record_holds_the_county(record: Record) -> None:
    """Lists and figures are told from the record, not from the generator."""
    loaded = load_county(record, COUNTY)
    made = {case.no: case for case in COUNTY.cases()}

    with record.read() as tx:
        kept = {case.no: case for case in tx.cases.all()}
        assert {no: _without_version(case) for no, case in kept.items()} == made
        assert tx.ledger.count(LedgerFilter()) == loaded.cases == 150
        assert len(tx.organisation.places()) == 340
        assert len(tx.organisation.mediators()) == 549
        assert tx.weekly.count(EntryFilter()) == loaded.entries > 300
        assert [tx.meetings.get(one.no).agenda for one in COUNTY.meetings] == [one.agenda for one in COUNTY.meetings]
        assert tx.receptions.figures(ReceptionFilter()).batches == loaded.receptions == len(list(COUNTY.receptions()))
        assert len(tx.proposals.rows(ProposalFilter())) == loaded.proposals == len(list(COUNTY.proposals()))
        assert tx.roster.duties(COUNTY.first, COUNTY.last) == list(COUNTY.roster())
        assert tx.outbox.size() == 150
        check = tx.check_trail()
        assert check.broken_at is None
        assert check.lines > 150
    _remembered_as_it_is_held(record, made)


def _remembered_as_it_is_held(record: Record, made: dict[str, Case]) -> None:
    """A test of search would ask for what is not there."""
    drawn = remembered(record, 30, 5)
    assert len({one.no for one in drawn}) == 30
    assert drawn == remembered(record, 30, 5)
    assert drawn != remembered(record, 30, 6)
    for one in drawn:
        case = made[one.no]
        assert (one.text, one.petitioner, one.month) == (case.facts, case.parties[0].name, f"{case.received:%Y-%m}")
        assert not case.restricted


def test_a_second_time_adds_nothing(record: Record) -> None:
    """The demonstration may be run again."""
    load_county(record, COUNTY)

    assert load_county(record, COUNTY) == Loaded()
    stated = stated_county(record)
    assert stated is not None
    assert (stated.seed, stated.cases, stated.until, stated.whole) == (2, 150, COUNTY.last, True)


def test_what_was_interrupted_goes_on(record: Record) -> None:
    """Somebody presses Ctrl-C after half a minute."""

    class Stop(Exception):
        pass

    def stop(what: str, count: int) -> None:
        if what == "周排查":
            raise Stop

    with pytest.raises(Stop):
        load_county(record, COUNTY, step=stop)
    half = stated_county(record)
    assert half is not None
    assert not half.whole

    rest = load_county(record, COUNTY)
    assert rest.cases == 0
    assert rest.reports > 0
    assert rest.meetings == len(COUNTY.meetings)
    with record.read() as tx:
        assert tx.ledger.count(LedgerFilter()) == 150


def test_it_does_not_mix_with_an_office(record: Record) -> None:
    """Invented cases among real ones could never be told apart again."""
    with record.write() as tx:
        tx.cases.add(Case("XF1", received=dt.date(2024, 1, 1)), tx.now)

    with pytest.raises(Conflict, match="别的案件"):
        load_county(record, COUNTY)
    with record.read() as tx:
        assert tx.ledger.count(LedgerFilter()) == 1
    assert stated_county(record) is None


@pytest.mark.parametrize("name", ["county.jsonl", "county.xlsx"])
def test_every_case_goes_out_and_comes_in_again(tmp_path: Path, name: str) -> None:
    """A county is also the trial of the exchange: all fields, all kinds."""
    with (
        Record(f"sqlite:///{tmp_path / 'one.sqlite3'}") as record,
        Record(f"sqlite:///{tmp_path / 'two.sqlite3'}") as other,
    ):
        with record.write() as tx:
            tx.cases.add_many(list(COUNTY.cases()), tx.now)
        assert export_cases(record, tmp_path / name) == 150
        imported = import_cases(other, tmp_path / name)
        assert (imported.created, imported.failures) == (150, [])
        with record.read() as tx, other.read() as theirs:
            kept = {case.no: case for case in tx.cases.all()}
            assert {case.no: case for case in theirs.cases.all()} == kept


def test_the_back_check_finds_what_was_missed(tmp_path: Path) -> None:
    """倒查 is tried on what the generator knows to be found, missed and untrue."""
    record = Record(f"sqlite:///{tmp_path / 'record.sqlite3'}")
    load_county(record, COUNTY)
    run(record, COUNTY.first + dt.timedelta(60), COUNTY.last)
    truth = {
        matter.no: matter.reported
        for matter in COUNTY.matters
        if matter.kind is CaseKind.PETITION and matter.channel in (Channel.LETTER, Channel.VISIT)
    }
    with record.read() as tx:
        found = {one.no: one.proposal.verdict for one in tx.backchecks.rows(BackcheckFilter())}

    assert len(found) > 25
    right = sum(Verdict(truth[no].value) is verdict for no, verdict in found.items() if no in truth)
    assert right / len(found) > 0.7
    assert {Verdict.FOUND, Verdict.MISSED} <= set(found.values())
    assert {one.value for one in Reported} <= {one.value for one in Verdict}
    record.close()


def _without_version(case: Case) -> Case:
    return replace(case, version=0)
