"""What the parties agreed, and what an agreement must say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.cases.mediation.agreement import AgreementForm, Terms, agreed, instalment_of
from archive.cases.mediation.other_ways import other_ways
from archive.cases.model import Case, CaseKind, Instalment, Mediation, Party
from archive.errors import InvalidInput

D = dt.date
CASE = Case("1", CaseKind.MEDIATION, parties=(Party("张三", side="甲方"), Party("李四", side="乙方")), facts="争界墙")
TWO = (Instalment(D(2022, 7, 1), 3000_00), Instalment(D(2022, 8, 1), 2000_00))


def _terms(**stated: Any) -> Terms:
    whole = {"form": AgreementForm.WRITTEN, "effective": D(2022, 6, 1), "terms": ("拆除界墙", "赔偿五千元"), **stated}
    return Terms(**whole)


@pytest.mark.parametrize(
    ("text", "instalment"),
    [
        ("2026-12-31:5000", Instalment(D(2026, 12, 31), 5000_00)),
        ("2026年12月31日：1.2万元：首付", Instalment(D(2026, 12, 31), 12_000_00, "首付")),
        (" 2026-12-31::拆除界墙 ", Instalment(D(2026, 12, 31), None, "拆除界墙")),
        ("2026-12-31:0.01", Instalment(D(2026, 12, 31), 1)),
    ],
)
def test_an_instalment_is_a_day_and_an_amount(text: str, instalment: Instalment) -> None:
    """One option on the command line."""
    assert instalment_of(text) == instalment


@pytest.mark.parametrize(
    "text", ["5000", "2026-12-31:", "2026-02-30:5000", ":5000", "2026-12-31:0", "2026-12-31:-5", "2026-12-31:五毛:", ""]
)
def test_half_an_instalment_is_refused(text: str) -> None:
    """A payment without its day is never reminded of."""
    with pytest.raises(InvalidInput):
        instalment_of(text)


def test_the_agreement_stands_in_the_case() -> None:
    """The paper is made from it, and so are the reminders."""
    case, notes = agreed(CASE, _terms(instalments=TWO, number="大人调字〔2022〕3号", mode="转账", liability="各半"))

    assert case.mediation == Mediation(
        agreement_number="大人调字〔2022〕3号",
        facts="争界墙",
        liability="各半",
        terms=("拆除界墙", "赔偿五千元"),
        performance_mode="转账",
        performance_deadline="2022年8月1日前",
        amount_fen=5000_00,
        signed_on=D(2022, 6, 1),
        instalments=TWO,
    )
    assert notes == ("协议书一式 3 份：当事人各执一份，调解委员会留存一份。",)


def test_a_sum_that_is_none_is_refused_with_the_difference() -> None:
    """Five thousand agreed and four thousand to be paid is the next quarrel."""
    with pytest.raises(InvalidInput, match=r"差 1,000.00 元") as caught:
        agreed(CASE, _terms(amount_fen=6000_00, instalments=TWO))
    assert caught.value.error_code == "bad_instalments"
    assert agreed(CASE, _terms(amount_fen=5000_00, instalments=TWO))[0].mediation.amount_fen == 5000_00


def test_what_the_law_lets_it_state_is_named_where_it_is_missing() -> None:
    """《人民调解法》第二十九条 says may, so nothing is refused but an agreement without terms, or with one side."""
    bare = Case("1", CaseKind.MEDIATION, parties=CASE.parties)
    _, notes = agreed(bare, _terms(amount_fen=100_00, form=AgreementForm.ORAL))
    assert "纠纷主要事实和争议事项、各方责任、履行方式、履行期限" in notes[0]
    assert "到期不会提醒" in notes[1]
    assert len(notes) == 2
    with pytest.raises(InvalidInput, match="协议内容"):
        agreed(CASE, _terms(terms=(" ",)))
    with pytest.raises(InvalidInput, match="两方"):
        agreed(Case("1", CaseKind.MEDIATION, parties=(Party("张三"),)), _terms())


def test_a_day_before_the_agreement_is_pointed_out() -> None:
    """Most often a slip of the year."""
    _, notes = agreed(CASE, _terms(instalments=(Instalment(D(2021, 7, 1), 1),), mode="现金", liability="各半"))

    assert any("早于协议生效日期" in note for note in notes)


def test_the_ways_that_are_open_fit_the_dispute() -> None:
    """《人民调解法》第二十六条: a worker who goes to court first is sent away."""
    assert "仲裁" in other_ways("劳动争议")[0]
    assert "人民政府" in other_ways("土地")[0]
    assert any("起诉" in way for way in other_ways("邻里"))
