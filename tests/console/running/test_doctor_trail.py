"""What ``doctor`` says of an audit trail that somebody meddled with, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive.record.record import Record
from console.running.doctor import examine
from console.running.finding import Finding
from tests.archive.record.test_chain import TRIGGER_OFF
from tests.office import office_in

_BROKEN = "与前面的对不上，有人改动过数据库"
_CUT = "后面的记录被截掉过"


def _trail(folder: Path, url: str, noted: str) -> Finding:
    with office_in(folder, database=url) as office:
        return next(one for one in examine(office, quick=True, noted=noted) if one.check == "审计记录")


@pytest.mark.parametrize(
    ("meddling", "said"),
    [
        (("UPDATE audit SET actor = '别人' WHERE id = 2",), _BROKEN),
        (("DELETE FROM audit WHERE id = 2",), _BROKEN),
        (("UPDATE audit SET id = -id WHERE id IN (2, 3)", "UPDATE audit SET id = 5 + id WHERE id < 0"), _BROKEN),
        (("DELETE FROM audit WHERE id > 2",), _CUT),
    ],
    ids=["changed", "removed", "swapped", "cut"],
)
def test_it_is_found(record_url: str, tmp_path: Path, meddling: tuple[str, ...], said: str) -> None:
    """A petitioner says that a date was changed afterwards: the office must be able to show whether it was."""
    with Record(record_url, actor="小周") as record:
        for number in range(4):
            with record.write() as tx:
                tx.log("case.new", f"case:{number}", after={"title": f"甲{number}"})
    with Record(record_url) as record, record.read() as tx:
        head = tx.check_trail().head
    assert _trail(tmp_path, record_url, head).ok is True

    engine = create_engine(record_url)
    with engine.begin() as connection:
        for statement in (*TRIGGER_OFF[engine.dialect.name], *meddling):
            connection.execute(text(statement))
    engine.dispose()

    found = _trail(tmp_path, record_url, head)
    assert (found.ok, said in found.message, bool(found.advice)) == (False, True, True)
