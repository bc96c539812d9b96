"""A row means one case, and an exported case comes back the same."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cases.exchange.columns import cells_from_row, key_of, row_from_cells
from archive.cases.exchange.rows import KEYS, case_from_row, row_from_case
from archive.cases.model import Case, CaseKind, Claim, Event, Mediation, Opinion, Party, Reply, Role
from archive.errors import InvalidInput
from tests.archive.record.samples import full_case


def read(**row: object) -> Case:
    """The case of a row."""
    return case_from_row({"no": "1", **row}).case


def notes(**row: object) -> tuple[str, ...]:
    """What is said about a row."""
    return case_from_row({"no": "1", **row}).notes


def test_only_a_number_is_needed() -> None:
    """The contract: every other key may be missing, empty or null."""
    empty = dict.fromkeys(("title", "category", "region", "received", "facts", "claims", "outcome", "text"), "")
    assert read() == Case("1") == read(**empty) == read(**dict.fromkeys([*empty, "legal_basis", "kind"]))
    assert case_from_row({"no": 2022001}).case.no == "2022001"
    assert case_from_row({"no": " A-1 "}).case.no == "A-1"


@pytest.mark.parametrize("no", [None, "", "  ", True, ["1"], {"a": 1}, "x" * 201, "a\nb", "a\x00b"])
def test_a_row_without_a_usable_number_is_refused(no: object) -> None:
    """It could never be found again, or would break every list it stands in."""
    with pytest.raises(InvalidInput) as refused:
        case_from_row({"no": no})
    assert refused.value.advice


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-06",
        "2022-05-06T10:30:00",
        "2022-05-06 10:30",
        "2022-05-06T10:30:00Z",
        "2022-05-06T10:30:00.123456+08:00",
        "2022-05-06T10:30:00+0800",
        "2022-05-05T22:30:00Z",
        "2022年5月6日",
        "二〇二二年五月六日",
        "2022.5.6",
        "2022/05/06",
        "20220506",
        "　２０２２年５月６日 ",
    ],
)
def test_a_date_is_understood_in_every_form(text: str) -> None:
    """A moment counts as the day it was in China: half past ten at night in Greenwich is the next morning here."""
    assert read(received=text).received == dt.date(2022, 5, 6)


@pytest.mark.parametrize(
    "text", ["2022-02-30", "2022年13月1日", "2022-5-32", "去年春天", "2022-05-06T25:00", True, [1, 2]]
)
def test_an_impossible_date_is_refused(text: object) -> None:
    """A date made up from a slip of the keys starts the wrong clock."""
    with pytest.raises(InvalidInput, match="收到日期"):
        read(received=text)


def test_an_imprecise_date_stays_as_it_was_written() -> None:
    """Nobody knows the day: none is invented, and what was written is not lost."""
    case = read(received="2022年5月")
    assert (case.received, case.extra) == (None, {"received": "2022年5月"})
    assert "2022年5月" in notes(received="2022年5月")[0]
    assert case_from_row(row_from_case(case)).case == case
    assert case_from_row({"no": "1", "received": "2022-05-06"}, case).case == Case("1", received=dt.date(2022, 5, 6))


def test_known_values_are_mapped_and_unknown_ones_kept_and_noted() -> None:
    """Free text is never refused, and never silently taken for something else."""
    assert read(category="LAND", outcome="resolved", region="会发镇").category == "土地"
    assert read(outcome="resolved").outcome == "已化解"
    assert notes(category="LAND", outcome="已化解", region="哪里都行") == ()
    assert read(category="量子纠纷", outcome="各让半米").category == "量子纠纷"
    assert len(notes(category="量子纠纷", outcome="各让半米")) == 2
    assert read(category=["土地", "邻里"], region=["会发镇", "爱国村"]).region == "会发镇、爱国村"


def test_claims_come_in_every_shape() -> None:
    """A string, lines, a list of strings, a list of objects."""
    assert read(claims="退款").claims == (Claim("退款"),)
    assert read(claims="一、退款\n\n 二、道歉 \n").claims == (Claim("一、退款"), Claim("二、道歉"))
    assert read(claims=["退款", "", None, 3]).claims == (Claim("退款"), Claim("3"))
    full = {"text": "退款", "finding": "属实", "basis": "《民法典》第一条", "opinion": "支持", "opinion_text": "退"}
    assert read(claims=[full]).claims == (Claim("退款", "属实", ("《民法典》第一条",), Opinion.SUPPORT, "退"),)
    assert read(claims={"text": "退款"}).claims == (Claim("退款"),)
    assert "猜想" in notes(claims=[{"text": "退款", "猜想": 1}])[0]
    for wrong in ([{"opinion": "支持"}], [{"text": "退", "opinion": "也许"}], [[{"text": "嵌套"}]]):
        with pytest.raises(InvalidInput, match="诉求"):
            read(claims=wrong)


def test_unknown_keys_are_kept_as_they_came() -> None:
    """What another system knew and ours does not is still evidence."""
    extra = {"查询码": "A1", "深": {"a": [1, None, 2.5]}, "version": 7, "extra": {"x": 1}}
    case = read(**extra)
    assert case.extra == extra
    assert case.version == 0
    assert row_from_case(case).items() >= extra.items()


def test_codes_are_read_by_code_and_by_label() -> None:
    """Whoever fills in the table writes Chinese; a program writes codes."""
    for kind in ("mediation", "人民调解", "调解", CaseKind.MEDIATION):
        assert read(kind=kind).kind is CaseKind.MEDIATION
    assert read(appeal_route="6").appeal_route == read(appeal_route="（六）").appeal_route
    assert read(parties=[{"name": "张某", "role": "代理人"}]).parties == (Party("张某", Role.AGENT),)
    assert read(parties="张某").parties == (Party("张某"),)
    assert read(channel="心灵感应").extra == {"channel": "心灵感应"}
    assert "心灵感应" in notes(channel="心灵感应")[0]


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        *((12000.5, 1_200_050), ("12,000.50元", 1_200_050), ("1.2万元", 1_200_000), ("¥0.01", 1)),
        *((0, 0), ("", None), (0.1 + 0.2, 30)),
    ],
)
def test_money_is_whole_fen(amount: object, fen: int | None) -> None:
    """A rounded sum in an agreement is a wrong sum."""
    assert read(amount=amount).amount_fen == fen


@pytest.mark.parametrize(
    "row",
    [
        {"no": 10**5000},
        {"restricted": "也许"},
        {"title": {"a": 1}},
        {"title": [["a"]]},
    ],
)
def test_what_cannot_be_used_is_refused_in_chinese_with_advice(row: dict[str, object]) -> None:
    """Stored, it would break the database, a paper or a figure much later; a traceback helps nobody."""
    with pytest.raises(InvalidInput) as refused:
        read(**row)
    assert refused.value.advice
    assert any("\u4e00" <= c <= "\u9fff" for c in refused.value.message)
    assert len(refused.value.message) < 200


@pytest.mark.parametrize(
    "row",
    [
        {"amount": "1.005"},
        {"amount": "人民币三"},
        {"amount": "1e30"},
        {"amount": True},
        {"amount_fen": 2**63},
        {"amount_fen": "多"},
        {"group_size": -1},
        {"group_size": 2**31},
        {"parties": [{"role": "信访人"}]},
        {"parties": [{"name": "张某", "birth_date": "1960年"}]},
        {"events": ["受理"]},
        {"events": [{"type": "受理"}]},
        {"reply": "好"},
        {"reply": {"signed_on": "2022-02-30"}},
        {"reply": {"content": "好", "date": "2022-05-06"}},
        {"reply": 7},
        {"mediation": []},
        {"mediation": "双方同意"},
        {"channel": {"a": 1}},
        {"matter_class": "怪"},
        {"appeal_route": 99},
        {"summary": [["a"]]},
        {"duty_unit": {"name": "某局"}},
        {"parties": '[{"name": "张'},
        {"amount": "多", "amount_fen": "多"},
        {"kind": "怪种类"},
        {"handler": {"name": "某人"}},
    ],
)
def test_what_another_program_means_by_a_key_is_kept(row: dict[str, object]) -> None:
    """A list from elsewhere has a ``reply`` that is a text: no case may be lost for that, and no word of it."""
    case = read(**row)
    assert case == Case("1", extra=row)
    assert "原样保留" in notes(**row)[0]
    exported = row_from_case(case)
    assert exported.items() >= row.items()
    assert case_from_row(exported).case == case
    cells = ((key, key, value) for key, value in cells_from_row(exported).items())
    assert case_from_row(row_from_cells(cells)).case == case
    good = {"amount": 5, "reply": {"number": "新号"}, "parties": "张三", "kind": "信访", "events": [], "handler": ""}
    good |= {"amount_fen": 500, "group_size": 2, "mediation": None, "channel": "来信", "matter_class": ""}
    good |= {"appeal_route": None, "summary": "摘要", "duty_unit": "某局"}
    assert case_from_row({"no": "1", **{key: good[key] for key in row}}, case).case.extra == {}


@pytest.mark.parametrize(
    "row",
    [
        *(
            {key: {"甲": {"乙": 1}}}
            for key in ("kind", "channel", "matter_class", "appeal_route", "summary", "handler")
        ),
        *(
            {key: {"甲": {"乙": 1}}}
            for key in ("duty_unit", "reply", "mediation", "amount", "amount_fen", "group_size")
        ),
        *({key: {"甲": {"乙": 1}}} for key in ("parties", "events")),
    ],
)
def test_a_usable_value_and_one_that_is_not_both_come_back(row: dict[str, object]) -> None:
    """A second list must neither wipe out what the case has nor lose what it brings itself."""
    before = replace(full_case(), kind=CaseKind.MEDIATION)
    case = case_from_row({"no": before.no, **row}, before).case
    assert case == replace(before, extra={**before.extra, **row})
    assert case_from_row({"no": before.no, **row}, case).case == case
    exported = json.loads(json.dumps(row_from_case(case)))
    assert case_from_row(exported).case == case_from_row(exported, case).case == case
    cells = ((key, key, value) for key, value in cells_from_row(exported).items())
    assert case_from_row(row_from_cells(cells)).case == case


@pytest.mark.parametrize(
    "row",
    [
        {"amount": -5},
        {"amount": "-1.2万元"},
        {"amount_fen": -1},
        {"mediation": {"amount": "-3"}},
        {"mediation": {"instalments": [{"amount": 3}, {"amount": -3}]}},
    ],
)
def test_a_sum_below_nothing_is_refused(row: dict[str, object]) -> None:
    """A minus typed by mistake would be taken off the sums of the whole year."""
    with pytest.raises(InvalidInput, match="金额不能是负数：-"):
        read(**row)


def test_an_amount_in_two_keys_is_read_from_the_usable_one() -> None:
    """The sum must not go because the other key means something else."""
    assert read(amount=5, amount_fen=None) == Case("1", amount_fen=500)
    assert read(amount=5, amount_fen="多") == Case("1", amount_fen=500, extra={"amount_fen": "多"})
    assert read(amount="约五块", amount_fen=500) == Case("1", amount_fen=500, extra={"amount": "约五块"})
    assert case_from_row({"no": "1", "amount_fen": None}, Case("1", amount_fen=5)).case == Case("1")


def test_a_row_changes_only_the_keys_it_has() -> None:
    """A list of outcomes must not wipe out the facts."""
    before = replace(full_case(), version=3)
    row = {"no": before.no, "outcome": "反弹", "reply": {"number": "新号"}, "mediation": {"amount": 1}, "新": 1}
    after = case_from_row(row, before).case
    assert after == replace(
        before,
        outcome="反弹",
        reply=replace(before.reply, number="新号"),
        mediation=replace(before.mediation, amount_fen=100),
        extra={**before.extra, "新": 1},
    )
    emptied = case_from_row({"no": before.no, "reply": None, "mediation": None, "claims": None}, before).case
    assert (emptied.reply, emptied.mediation, emptied.claims) == (Reply(), Mediation(), ())
    with pytest.raises(InvalidInput, match="编号"):
        case_from_row({"no": "别的"}, before)


def test_a_full_case_survives_json_and_the_spreadsheet() -> None:
    """What an export leaves out is gone when the disk dies."""
    case = full_case()
    row = row_from_case(case)
    assert list(row)[: len(KEYS)] == list(KEYS)
    assert case_from_row(json.loads(json.dumps(row))).case == case
    cells = cells_from_row(row)
    assert case_from_row(row_from_cells((key, key, text) for key, text in cells.items())).case == case


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
_LINE = _TEXT.filter(lambda text: bool(text.strip()))
_DAYS = st.none() | st.dates(dt.date(1, 1, 1))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=5,
)
_CASES = st.builds(
    Case,
    no=st.from_regex(r"[A-Za-z0-9\u4e00-\u9fff〔〕=+@-]{1,20}", fullmatch=True),
    kind=st.sampled_from(CaseKind),
    title=_TEXT,
    category=st.sampled_from(["土地", "其他", "没见过的", ""]),
    received=_DAYS,
    facts=_TEXT,
    claims=st.lists(
        st.builds(Claim, text=_LINE, basis=st.lists(_LINE, max_size=2).map(tuple), opinion=st.sampled_from(Opinion)),
        max_size=3,
    ).map(tuple),
    legal_basis=st.lists(_LINE, max_size=3).map(tuple),
    amount_fen=st.none() | st.integers(0, 10**12),
    group_size=st.integers(1, 10**6),
    parties=st.lists(st.builds(Party, name=_LINE, address=_TEXT, birth_date=_DAYS), max_size=3).map(tuple),
    events=st.lists(st.builds(Event, day=st.dates(dt.date(1, 1, 1)), type=st.just("accept"), text=_TEXT)).map(tuple),
    reply=st.builds(Reply, number=_TEXT, signed_on=_DAYS, copies_to=st.lists(_LINE, max_size=2).map(tuple)),
    mediation=st.builds(
        Mediation, terms=st.lists(_LINE, max_size=3).map(tuple), amount_fen=st.none() | st.integers(0, 9)
    ),
    restricted=st.booleans(),
    extra=st.dictionaries(_LINE.filter(lambda key: key not in KEYS and key != "amount"), _JSON, max_size=3),
)


@given(_CASES)
def test_any_case_comes_back_from_its_row(case: Case) -> None:
    """Export and import are each other's inverse, whatever people wrote."""
    assert case_from_row(json.loads(json.dumps(row_from_case(case)))).case == case


def _blank_as_empty(case: Case) -> Case:
    return replace(case, title=case.title if case.title.strip() else "", facts=case.facts if case.facts.strip() else "")


@given(_CASES)
def test_any_case_comes_back_from_its_cells(case: Case) -> None:
    """The same for spreadsheets, where a text of nothing but blanks counts as empty."""
    cells: dict[str, Any] = cells_from_row(row_from_case(case))
    assert case_from_row(row_from_cells((key, key, text) for key, text in cells.items())).case == _blank_as_empty(case)


def test_headings_are_known_in_chinese_and_english() -> None:
    """The office's own tables have their own words for the same column."""
    known = {"编号": "no", "案号*": "no", " no ": "no", "金 额(元)": "amount", "收到时间：": "received"}
    assert {heading: key_of(heading) for heading in known} == known
    assert key_of("amount_fen") == "amount_fen"
    assert key_of("随便") is key_of(3) is None


def test_an_edited_column_of_claims_counts_and_keeps_the_details_of_the_rest() -> None:
    """Someone corrects one claim in Excel: the findings on the others must not go."""
    cells: dict[str, Any] = cells_from_row(row_from_case(read(claims=[{"text": "甲", "finding": "属实"}, "乙"])))
    cells["claims"] = "甲\n丙"
    assert case_from_row(row_from_cells((key, key, text) for key, text in cells.items())).case.claims == (
        Claim("甲", "属实"),
        Claim("丙"),
    )


def test_a_number_that_fails_its_check_is_kept_with_its_reason() -> None:
    """Cards with a wrong last digit were given out: the reason says that nobody mistyped it."""
    bad, good = {"name": "王某", "id_number": "110105194912310021"}, {"name": "李某", "id_number": "11010519491231002X"}
    row = dict(
        row_from_cells([("parties", "", json.dumps([bad, good])), (key_of("证件号码说明") or "", "", "证件如此")])
    )

    case = read(**row)

    assert [party.id_reason for party in case.parties] == ["证件如此", ""]
    [told] = notes(**row)
    assert "未通过校验" in told
    assert told.endswith("原因：证件如此")
    assert case_from_row(row_from_case(case)).case == case
    later = case_from_row({"no": "1", "id_reason": "证件如此"}, read(parties=[bad, good]))
    assert later.case == case
    assert "请写明原因" in notes(parties=[bad])[0]


def test_a_reason_for_no_number_is_said_to_be_unused() -> None:
    """Written for the wrong row, it would be missed on the right one."""
    case = read(id_reason="证件如此", parties="王某")

    assert case.extra == {"id_reason": "证件如此"}
    assert "未采用" in notes(id_reason="证件如此", parties="王某")[0]
    assert case_from_row(row_from_case(case)).case == case
    assert notes(id_reason="") == ()


def test_a_reason_kept_unused_explains_the_number_that_fails_later() -> None:
    """Else the same file, exported and imported, would change the case once more."""
    case = read(id_reason="证件如此", parties="王某")

    later = case_from_row({"no": "1", "parties": [{"name": "王某", "id_number": "110105194912310021"}]}, case).case

    assert ([party.id_reason for party in later.parties], later.extra) == (["证件如此"], {})
    assert case_from_row(row_from_case(later), later).case == later
