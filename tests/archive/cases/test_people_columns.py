"""An office's own table names its petitioner, his number and his telephone in columns; none of that may be lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.cases.lists.definitions import shipped
from archive.cases.model import Party, Role
from archive.ledger.exchange import import_cases
from archive.ledger.sheet import write_ledger
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from archive.sheets.writing import Sheet, write_sheets

TODAY = dt.date(2024, 6, 1)
HEAD = ("序号", "登记编号", "信访人", "身份证号码", "联系电话", "家庭住址", "被反映人", "事由", "联系人")


def _imported(record: Record, path: Path, *rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> list[str]:
    write_sheets([Sheet("台账", head, rows)], path)
    return [note for _, note in import_cases(record, path, today=TODAY).notes]


def test_numbers_and_telephones_go_to_who_petitions(record: Record, tmp_path: Path) -> None:
    """A number that fails its check is told, row by row; what nobody knows and what adds up is told too."""
    notes = _imported(
        record,
        tmp_path / "台账.xlsx",
        (1, "甲", "张三、李四等12人", "11010519491231002X", "19900001111", "一组", "王某、某砖厂", "征地", "小周"),
        (2, "乙", "赵六", "110105194912310021", None, None, None, "欠薪", None),
        ("合计", None, None, None, None, None, None, "2件", None),
    )

    with record.read() as tx:
        first, second = tx.cases.get("甲"), tx.cases.get("乙")
        assert tx.ledger.count(LedgerFilter()) == 2
    assert first.parties == (
        Party("张三", id_number="11010519491231002X", phone="19900001111", address="一组"),
        Party("李四"),
        Party("王某", Role.RESPONDENT),
        Party("某砖厂", Role.RESPONDENT),
    )
    assert (first.group_size, first.extra["联系人"]) == (12, "小周")
    assert second.parties[0].id_number == "110105194912310021"
    assert [note[:6] for note in notes] == ["不认识的栏目", "赵六的证件号", "是“合计”行"]


def test_a_table_of_names_takes_nobody_away(record: Record, tmp_path: Path) -> None:
    """The ledger names the first petitioner alone: sent back with a new handler it must not cost the others."""
    path = tmp_path / "台账.xlsx"
    _imported(record, path, (1, "甲", "张三、李四", "11010519491231002X", "19900001111", None, "某砖厂", "征地", None))
    with record.read() as tx:
        before = tx.cases.get("甲")
        write_ledger(tx.ledger.rows(LedgerFilter()), path, shipped())

    import_cases(record, path, today=TODAY)
    _imported(record, path, ("甲", "张三", "19900002222"), head=("编号", "信访人", "电话"))
    with record.read() as tx:
        after = tx.cases.get("甲")
    assert (after.title, after.summary) == (before.title, before.summary)
    assert [(one.name, one.id_number, one.phone) for one in after.parties] == [
        ("张三", "11010519491231002X", "19900002222"), ("李四", "", ""), ("某砖厂", "", ""),
    ]  # fmt: skip

    _imported(record, path, ("甲", "张山"), head=("编号", "信访人"))
    with record.read() as tx:
        assert [one.name for one in tx.cases.get("甲").parties] == ["张山", "某砖厂"]


def test_what_a_list_hides_is_not_read_back(record: Record, tmp_path: Path) -> None:
    """The ledger of a restricted case, sent back, must not replace its petitioner by the word that hid him."""
    head = ("编号", "信访人", "事由", "限制查阅")
    _imported(record, tmp_path / "a.xlsx", ("甲", "赵某举", "反映村主任", "是"), head=head)
    with record.read() as tx:
        before = tx.cases.get("甲")
        write_ledger(tx.ledger.rows(LedgerFilter()), tmp_path / "台账.xlsx", shipped())

    import_cases(record, tmp_path / "台账.xlsx", today=TODAY)

    with record.read() as tx:
        after = tx.cases.get("甲")
    assert (after.title, after.summary, after.parties) == (before.title, before.summary, before.parties)


def test_a_table_saved_as_csv_is_read_as_well(record: Record, tmp_path: Path) -> None:
    """Excel saves it in GB 18030; the reader of JSON called every line broken."""
    path = tmp_path / "台账.csv"
    path.write_bytes(
        "登记编号,信访人,电话,登记日期\n甲,张三,19900001111,2024-02-31\n乙,李四,19900002222,2024-05-06\n".encode(
            "gb18030"
        )
    )

    result = import_cases(record, path, today=TODAY)

    assert (result.created, [line for line, _, _ in result.failures]) == (1, [2])
    with record.read() as tx:
        assert tx.cases.get("乙").parties == (Party("李四", phone="19900002222"),)
