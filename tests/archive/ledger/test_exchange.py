"""Files of cases into the record and out again: nothing good is lost for something bad, nothing changes twice."""

from __future__ import annotations

import datetime as dt
import json
import threading
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.cases.exchange import jsonl
from archive.cases.lists.definitions import shipped
from archive.cases.model import Case, Claim, Event, MatterClass, Party
from archive.errors import InvalidInput, ReadError, StorageFull
from archive.ledger.exchange import export_cases, import_cases
from archive.ledger.sheet import write_ledger
from archive.record.ledger import LedgerFilter
from archive.record.record import Record
from tests.archive.ledger.county import settle
from tests.archive.record.samples import RARE, full_case


def write(path: Path, *rows: object, encoding: str = "utf-8") -> Path:
    """A file of JSON lines; ``ascii`` writes every other character as its \\u escape."""
    lines = (json.dumps(row, ensure_ascii=encoding == "ascii") + "\n" for row in rows)
    path.write_bytes("".join(lines).encode(encoding))
    return path


def state(record: Record) -> tuple[list[Case], int, int]:
    """All cases, rows in the outbox, and lines in their audit trail."""
    with record.read() as tx:
        cases = list(tx.cases.all())
        return cases, tx.outbox.size(), sum(len(tx.trail(f"case:{case.no}")) for case in cases)


def test_importing_twice_changes_nothing(record: Record, tmp_path: Path) -> None:
    """The contract: the same file again leaves cases, versions, outbox and trail as they are."""
    file = write(
        tmp_path / "a.jsonl",
        {
            "no": "1",
            "title": f"甲{RARE}",
            "category": "LAND",
            "claims": ["退款", {"text": "道歉"}],
            "received": "2022-05",
        },
        {"no": 2, "text": "半\ud83d字和\x00", "数": float("nan"), "outcome": "没见过"},
        {"no": "3", "legal_basis": ["《民法典》第一条"], "amount": "1.5万元", "parties": [{"name": "王某"}]},
        {"no": "3", "title": "先写的"},
        {"no": "3", "title": "后写的"},
        encoding="ascii",
    )
    first = import_cases(record, file)
    assert (first.read, first.created, first.changed, first.unchanged, first.failures) == (5, 3, 2, 0, [])
    assert [line for line, _ in first.notes] == [1, 2, 4, 5]
    before = state(record)
    assert before[1:] == (3, 3)

    second = import_cases(record, file)

    assert (second.read, second.created, second.changed, second.unchanged) == (5, 0, 0, 5)
    assert state(record) == before


_EVENTS = st.lists(
    st.fixed_dictionaries({"day": st.sampled_from(["2022-05-06", "2022-05-07"]), "text": st.sampled_from("甲乙")}),
    max_size=3,
)
_ROWS = st.fixed_dictionaries(
    {"no": st.sampled_from("123")},
    optional={
        "title": st.sampled_from(["甲", "乙", None]),
        "region": st.sampled_from(["青石乡", "泉眼镇永胜村", "永胜村", "外地"]),
        "region_code": st.sampled_from(["990101", "990202", "8", ""]),
        "events": _EVENTS,
        "parties": st.lists(st.fixed_dictionaries({"name": st.sampled_from("王李")}), max_size=2),
        "people_columns": st.lists(st.fixed_dictionaries({"name": st.sampled_from("王李赵")}), max_size=2),
        "matter_class": st.sampled_from(["ACCUSATION", "SUGGESTION"]),
        "amount": st.sampled_from([1, "1.2万元", "不详"]),
        "查询码": st.sampled_from("AB"),
    },
)


@given(rows=st.lists(_ROWS, max_size=8))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_rows_say_saying_it_again_changes_nothing(
    record: Record, tmp_path: Path, rows: list[dict[str, object]]
) -> None:
    """Rows of one number may contradict each other; the file as a whole says one thing, as often as it comes."""
    settle(record)
    file = write(tmp_path / "a.jsonl", *rows)
    first = import_cases(record, file)
    before = state(record)

    second = import_cases(record, file)

    assert first.failures == second.failures == []
    assert second.unchanged == len(rows)
    assert state(record) == before


def test_the_ledger_as_a_sheet_comes_back_without_a_change(record: Record, tmp_path: Path) -> None:
    """What the program computed is no news of the case: taken in, it would stand there when it is long out of date."""
    settle(record)
    acts = (
        Event(dt.date(2022, 5, 7), "accept", unit="青石乡人民政府"),
        Event(dt.date(2022, 6, 7), "reply", number="1"),
    )
    cases = [
        replace(full_case(), voided=""),
        Case("2", title="占地", region="永胜村", received=dt.date(2022, 5, 6), parties=(Party("王某"),), events=acts),
        Case("3", summary="举报", matter_class=MatterClass.ACCUSATION, restricted=True, parties=(Party("李某"),)),
    ]
    with record.write() as tx:
        tx.cases.add_many(cases, tx.now)
    with record.read() as tx:
        write_ledger(tx.ledger.rows(LedgerFilter()), tmp_path / "a.xlsx", shipped())
    before = state(record)

    result = import_cases(record, tmp_path / "a.xlsx")

    assert (result.unchanged, result.failures) == (3, [])
    assert state(record) == before


def test_a_case_that_moves_leaves_its_old_township(record: Record, tmp_path: Path) -> None:
    """A place put right in the sheet would go on counting for the wrong township; who leaves the code there is told."""
    settle(record)
    import_cases(record, write(tmp_path / "a.jsonl", *({"no": no, "region": "青石乡大沟村"} for no in "12")))
    rows: list[dict[str, object]] = [{"no": "1", "region": "泉眼镇柳树村"}]
    rows.append({"no": "2", "region": "泉眼镇柳树村", "region_code": "990101"})
    result = import_cases(record, write(tmp_path / "b.jsonl", *rows))

    with record.read() as tx:
        assert {row.no: row.township for row in tx.ledger.rows(LedgerFilter())} == {"1": "泉眼镇", "2": "青石乡"}
    assert [line for line, _ in result.notes] == [2]


def test_bad_rows_are_named_and_good_ones_kept(record: Record, tmp_path: Path) -> None:
    """One broken line in ten years of cases must not send the clerk back to the start."""
    file = tmp_path / "a.jsonl"
    deep = "[" * 100_000
    nested = b"[" * 300 + b"]" * 300
    file.write_bytes(
        b'{"no": "1"}\n'
        b'{"no": "2", \n'
        b'["3"]\n'
        b"\n"
        b'{"title": "\xe6\xb2\xa1\xe6\x9c\x89\xe7\xbc\x96\xe5\x8f\xb7"}\n'
        b'{"no": "6", "received": "2022-02-30"}\n'
        b'\xff\xfe{"no": "7"}\n' + f'{{"no": "8", "x": {deep}\n'.encode() + b'{"no": "9", "x": ' + b"9" * 5000 + b"}\n"
        b'{"no": "10"}\n{"no": "11", "x": ' + nested + b"}"
    )
    result = import_cases(record, file)

    assert [line for line, _, _ in result.failures] == [2, 3, 5, 6, 7, 8, 9, 11]
    assert all(message and advice for _, message, advice in result.failures)
    assert (result.read, result.created) == (10, 2)
    with record.read() as tx:
        assert list(tx.cases.numbers()) == ["1", "10"]


def test_a_bad_row_does_not_take_its_neighbours_with_it(record: Record, tmp_path: Path) -> None:
    """Rows share transactions; a failure must not roll back the hundreds around it."""
    rows: list[object] = [{"no": str(n), "received": "坏" if n % 7 == 0 else "2022-05-06"} for n in range(1, 1201)]
    result = import_cases(record, write(tmp_path / "a.jsonl", *rows))

    assert (result.created, len(result.failures)) == (1200 - 171, 171)
    with record.read() as tx:
        assert len(list(tx.cases.numbers())) == 1200 - 171


def test_a_number_that_comes_twice_is_updated_by_the_later_row(record: Record, tmp_path: Path) -> None:
    """In one transaction or far apart, the same file must mean the same."""
    rows: list[object] = [{"no": "1", "title": "旧", "facts": "留"}, {"no": "1", "title": "新"}]
    rows += [{"no": f"x{n}"} for n in range(600)]
    rows += [{"no": "1", "outcome": "已化解"}]
    file = write(tmp_path / "a.jsonl", *rows)

    result = import_cases(record, file)

    assert (result.created, result.changed) == (601, 2)
    with record.read() as tx:
        assert tx.cases.get("1") == Case("1", title="新", facts="留", outcome="已化解", version=1)
    before = state(record)
    assert import_cases(record, file).unchanged == 603
    assert state(record) == before


def test_a_change_is_in_the_outbox_and_the_trail(record: Record, tmp_path: Path) -> None:
    """What the index does not learn is not found; what the trail does not say cannot be answered for."""
    import_cases(record, write(tmp_path / "a.jsonl", {"no": "1", "title": "旧", "handler": "甲", "查询码": "A"}))
    with record.write() as tx:
        tx.outbox.done([row.id for row in tx.outbox.next(10)])

    result = import_cases(record, write(tmp_path / "b.jsonl", {"no": "1", "title": "新", "查询码": "B"}))

    assert result.changed == 1
    with record.read() as tx:
        assert [row.key for row in tx.outbox.next(10)] == ["case:1"]
        created, changed = tx.trail("case:1")
    assert created.after == {"file": "a.jsonl", "line": 1}
    assert changed.before == {"title": "旧", "查询码": "A"}
    assert changed.after == {"file": "b.jsonl", "line": 1, "changed": {"title": "新", "查询码": "B"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_of_every_usual_encoding_are_read(record: Record, tmp_path: Path, encoding: str) -> None:
    """Old Windows programs write gb18030; nobody at the counter knows the word encoding."""
    file = write(tmp_path / "a.jsonl", {"no": "1", "title": f"方正县{RARE}"}, {"no": "2"}, encoding=encoding)
    assert import_cases(record, file).failures == []
    with record.read() as tx:
        assert tx.cases.get("1").title == f"方正县{RARE}"


def test_one_damaged_line_does_not_turn_a_file_into_gibberish(record: Record, tmp_path: Path) -> None:
    """Guessing the encoding from the one broken line would spoil all the others without a word."""
    file = write(tmp_path / "a.jsonl", *({"no": str(n), "title": "方正县"} for n in range(5)))
    file.write_bytes(b'{"no": "x", "title": "\xb7\xbd"}\n' + file.read_bytes())

    result = import_cases(record, file)

    assert [line for line, _, _ in result.failures] == [1]
    with record.read() as tx:
        assert {case.title for case in tx.cases.all()} == {"方正县"}


def test_very_long_lines(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole book in one case is taken; a line beyond all measure is refused, and the next one read."""
    long = "长" * 2_000_000
    file = write(tmp_path / "a.jsonl", {"no": "1", "text": long}, {"no": "2"})
    assert import_cases(record, file).created == 2
    with record.read() as tx:
        assert tx.cases.get("1").text == long

    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 1000)
    result = import_cases(record, write(tmp_path / "b.jsonl", {"no": "3", "text": long}, {"no": "4"}))
    assert [line for line, _, _ in result.failures] == [1]
    assert result.created == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", b'[{"no": "1"}]'), ("a.jsonl", b"\x89PNG\r\n\x00\x00"), ("a.xlsx", b'{"no": "1"}'), ("a.xls", b"x")],
)
def test_a_file_of_another_kind_is_refused_as_a_whole(
    record: Record, tmp_path: Path, name: str, content: bytes
) -> None:
    """One clear sentence instead of ten thousand bad lines."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidInput) as refused:
        import_cases(record, tmp_path / name)
    assert refused.value.advice


def test_a_file_that_is_not_there(record: Record, tmp_path: Path) -> None:
    """A slip in the path is said as such."""
    with pytest.raises(ReadError):
        import_cases(record, tmp_path / "没有.jsonl")
    with pytest.raises(InvalidInput, match="文件夹"):
        import_cases(record, tmp_path)


def test_an_empty_file_is_no_error(record: Record, tmp_path: Path) -> None:
    """Nothing to do is done."""
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf\n\n")
    assert import_cases(record, tmp_path / "a.jsonl").read == 0


@pytest.mark.parametrize("name", ["out.jsonl", "out.xlsx"])
def test_what_is_exported_comes_back_the_same(record: Record, tmp_path: Path, name: str) -> None:
    """The export is the office's way out, and its backup."""
    long = "".join(chr(0x4E00 + n % 20000) for n in range(70_000)) + RARE
    cases = [
        full_case(),
        Case("=1+1", title='=HYPERLINK("http://x","点我")', facts="+1", summary="-1", text="@SUM(A1)"),
        Case("长", text=long, claims=(Claim(long, long),), extra={"原文": long}),
        Case("控制", facts="a\x01b\x0bc_x000D_d_x0041_e\r\nf\ufffe\x1f ", legal_basis=("a\nb", "[c]", " d ")),
        Case("空白", title=" 前后 ", extra={"received": "2022年5月", "kind2": None}),
    ]
    with record.write() as tx:
        tx.cases.add_many(cases, tx.now)
    file = tmp_path / name

    assert export_cases(record, file) == len(cases)

    with Record(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        result = import_cases(other, file)
        assert (result.failures, result.created) == ([], len(cases))
        with other.read() as tx:
            assert list(tx.cases.all()) == [replace(case, version=1) for case in cases]
    assert import_cases(record, file).unchanged == len(cases)


def test_an_export_appears_whole_or_not_at_all(record: Record, tmp_path: Path) -> None:
    """A half-written export over last month's good one loses both."""
    with record.write() as tx:
        tx.cases.add(full_case(), tx.now)
    kept = tmp_path / "out.jsonl"
    kept.write_text("上月的")

    with pytest.raises((InvalidInput, StorageFull)):
        export_cases(record, tmp_path / "没有这个文件夹" / "out.jsonl")
    with pytest.raises((InvalidInput, StorageFull)):
        export_cases(record, kept / "out.jsonl")
    with pytest.raises(InvalidInput):
        export_cases(record, tmp_path)
    full = Path("/dev/full")
    if full.exists():
        with pytest.raises(StorageFull):
            export_cases(record, full)

    assert kept.read_text() == "上月的"
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("record")) == ["out.jsonl"]


def test_the_memory_of_an_export_does_not_grow(record: Record, tmp_path: Path) -> None:
    """A province exports a million cases."""

    def peak(count: int) -> int:
        with record.write() as tx:
            tx.cases.add_many([Case(f"{count}-{n}", text="字" * 3000) for n in range(count)], tx.now)
        tracemalloc.start()
        export_cases(record, tmp_path / "out.jsonl")
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    small = peak(1500)
    assert peak(6000) < small * 1.3


def test_two_imports_of_the_same_file_at_once(record: Record, record_url: str, tmp_path: Path) -> None:
    """Two clerks press the button together: every case once, and nobody sees an error."""
    file = write(tmp_path / "a.jsonl", *({"no": str(n), "title": "甲"} for n in range(1500)))
    together = threading.Barrier(2)
    created: list[int] = []

    def run() -> None:
        with Record(record_url) as mine:
            together.wait(20)
            result = import_cases(mine, file)
            assert result.failures == []
            created.append(result.created)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sum(created) == 1500
    assert state(record)[1:] == (1500, 1500)


def test_days_that_cannot_be_are_refused_by_row(record: Record, tmp_path: Path) -> None:
    """A case received in 1948 or next month spoils every clock and figure; the rows beside it come in."""
    today = dt.date(2022, 5, 20)
    late = {"day": "2022-05-22", "type": "受理"}
    file = write(
        tmp_path / "a.jsonl",
        {"no": "1", "received": "1948-05-06"},
        {"no": "2", "received": "2022-05-21"},
        {"no": "3", "received": "2022-05-22"},
        {"no": "4", "received": "2022-05-06", "events": [late]},
    )

    result = import_cases(record, file, today=today)

    assert [(line, reason) for line, reason, _ in result.failures] == [
        (1, "收到日期 1948-05-06 不对。"),
        (3, "收到日期 2022-05-22 不对。"),
        (4, "第 1 条经过的日期 2022-05-22 不对。"),
    ]
    assert result.created == 1


def test_an_old_day_that_the_record_has_already_does_not_bar_other_changes(record: Record, tmp_path: Path) -> None:
    """What was taken in before must still be importable after an export."""
    import_cases(record, write(tmp_path / "a.jsonl", {"no": "1", "received": "2022-05-06"}), today=dt.date(2022, 5, 6))
    again = write(tmp_path / "b.jsonl", {"no": "1", "received": "2022-05-06", "title": "改"})
    assert import_cases(record, again, today=dt.date(2021, 1, 1)).changed == 1


def test_a_number_that_comes_twice_in_one_file_is_told(record: Record, tmp_path: Path) -> None:
    """Two petitions under one number, and only the second would ever be seen."""
    rows: list[dict[str, object]] = [{"no": str(n), "title": "甲"} for n in range(600)]
    file = write(tmp_path / "a.jsonl", *rows, {"no": "0", "title": "乙"}, {"no": "1", "title": "甲"})

    result = import_cases(record, file)

    assert result.notes == [(601, "编号“0”在第 1 行已有一行，写得不同的以这一行为准；若是两件，请改正编号。")]
