"""An accusation stays out of every list that is handed round (《信访工作条例》第三十条)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.cases.figures.periods import parse_period
from archive.cases.figures.sheet import write_report
from archive.cases.lists.definitions import shipped
from archive.cases.model import Event
from archive.ledger import acts, lists
from archive.ledger.doing import Doing
from archive.ledger.lists_sheet import write_lists
from archive.ledger.meetings.views import propose_agenda
from archive.ledger.reception import sheet
from archive.ledger.registering import register
from archive.ledger.reports import monthly_bulletin
from archive.ledger.sheet import write_ledger
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from tests.archive.sheets.reading import cells_of

DAY = dt.date(2024, 5, 6)
TODAY = dt.date(2024, 6, 20)
SECRET = ("赵某举", "反映村主任侵占补偿款", "请县纪委核查村主任")


def test_names_and_matter_stand_in_no_list(record: Record, tmp_path: Path) -> None:
    """Whoever is accused sits in the meeting where the list lies on the table."""
    row = {
        "channel": "来信",
        "matter_class": "检举控告",
        "title": SECRET[1],
        "received": str(DAY),
        "region": "青石乡",
        "parties": [{"name": SECRET[0], "role": "petitioner"}],
    }
    imported = register(record, row, today=DAY, registrar="小周")
    no = imported.case.no
    assert imported.case.restricted
    assert any("限制查阅" in note for note in imported.notes)
    lists.enter(record, no, shipped().levels[2], "扬言进京", Doing(DAY, actor="小周"))
    acts.act(record, no, Event(DAY, "annotate", SECRET[2], details={"leader": "王县长"}), today=DAY)

    files = {name: tmp_path / f"{name}.xlsx" for name in ("ledger", "lists", "annotations", "unanswered", "bulletin")}
    with record.read() as tx:
        write_ledger(tx.ledger.rows(LedgerFilter()), files["ledger"], shipped())
        write_lists(lists.entries(tx, LedgerFilter(), today=TODAY), shipped(), files["lists"])
        sheet.write_annotations(tx.answers.annotations(DAY, TODAY), files["annotations"])
        sheet.write_unanswered(tx.answers.unanswered(TODAY), TODAY, files["unanswered"])
        write_report(monthly_bulletin(tx, parse_period("2024年5月", TODAY), TODAY), files["bulletin"])
        agenda = str(propose_agenda(tx, TODAY))

    for name, path in files.items():
        written = str(cells_of(path))
        assert no in written, name
        assert not [word for word in SECRET if word in written], name
    assert no in agenda
    assert SECRET[1] not in agenda


def test_a_clerk_may_open_it_and_it_stays_open(record: Record) -> None:
    """What was decided by a person is not decided anew by the next correction or the next import."""
    row = {"no": "XF1", "matter_class": "检举控告", "restricted": "否", "received": str(DAY)}
    assert not register(record, row, today=DAY).case.restricted
    corrected, _ = acts.correct(record, "XF1", {"title": "反映收费"})
    assert not corrected.restricted

    register(record, {"no": "XF2", "matter_class": "建议意见", "received": str(DAY)}, today=DAY)
    corrected, notes = acts.correct(record, "XF2", {"matter_class": "检举控告"})
    assert corrected.restricted
    assert len(notes) == 1
