"""A mediation from registration to the closed file, in a real database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.mediation.agreement import AgreementForm, Terms
from archive.cases.mediation.line import line_of
from archive.cases.model import Case, Instalment, MediationSource
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status
from archive.cases.units import Mediator, Unit, UnitKind
from archive.errors import InvalidInput, JuanzongError
from archive.ledger.doing import Doing
from archive.ledger.mediation import mediating
from archive.ledger.mediation.due import due_of_agreements
from archive.ledger.mediation.sheet import write_due, write_mediations
from archive.ledger.registering import register
from archive.record.cases import case_key
from archive.record.instalments import InstalmentFilter
from archive.record.record import Record
from tests.archive.sheets.reading import cells_of

D = dt.date
DAY = D(2022, 6, 1)
COMMITTEE = "大沟村人民调解委员会"
PARTIES = [
    {"name": "张三", "role": "applicant", "side": "甲方"},
    {"name": "李四", "role": "respondent", "side": "乙方"},
]
ROW: dict[str, object] = {
    "title": "张三与李四界墙纠纷",
    "region": "青石乡大沟村",
    "category": "邻里",
    "parties": PARTIES,
}
TERMS = Terms(
    AgreementForm.WRITTEN,
    D(2022, 6, 10),
    ("李四拆除界墙", "李四付给张三五千元"),
    instalments=(Instalment(D(2022, 7, 1), 3000_00), Instalment(D(2022, 8, 1), 2000_00)),
    facts="争界墙",
    liability="各半",
    mode="转账",
)


@pytest.fixture
def office(record: Record) -> Record:
    """A record with two committees and three mediators."""
    with record.write() as tx:
        tx.organisation.set_units(
            [Unit(COMMITTEE, UnitKind.COMMITTEE, "大沟调委会"), Unit("永胜村人民调解委员会", UnitKind.COMMITTEE)]
        )
        tx.organisation.set_mediators(
            [
                Mediator("孙某", COMMITTEE),
                Mediator("周某", COMMITTEE),
                Mediator("吴某", "永胜村人民调解委员会"),
                Mediator("郑某", COMMITTEE, active=False),
            ]
        )
    return record


def _on(day: dt.date, number: str = "大人调字〔2022〕1号") -> Doing:
    return Doing(day, actor="孙某", number=number)


def _registered(record: Record, **stated: object) -> Case:
    how = {"source": MediationSource.APPLIED, "mediators": ("孙某",), "committee": "大沟调委会", "accepted": True}
    return mediating.register(record, ROW, _on(DAY), **(how | stated)).case  # type: ignore[arg-type]


def _mediating(record: Record) -> str:
    no = _registered(record).no
    mediating.step(record, no, "inform", _on(D(2022, 6, 2)))
    mediating.step(record, no, "mediate", _on(D(2022, 6, 5)), {"result": "continue"})
    return no


def _agreed(record: Record, made: Terms = TERMS) -> str:
    no = _mediating(record)
    mediating.agree(record, no, made, _on(made.effective))
    return no


def _due(record: Record, today: dt.date, until: dt.date, **wanted: tuple[str, ...]) -> list[tuple[str, int]]:
    with record.read() as tx:
        return [(one.what, one.days_left) for one in due_of_agreements(tx, today=today, until=until, **wanted)]


def test_a_registered_dispute_has_its_committee_and_mediators(office: Record) -> None:
    """Names as the tables have them; what the police sent says so."""
    case = _registered(office, source=MediationSource.POLICE, referred_by="青石派出所")

    assert (case.no[:2], case.duty_unit, case.mediation.committee) == ("RT", COMMITTEE, COMMITTEE)
    assert (case.mediation.mediators, case.mediation.source) == (("孙某",), MediationSource.POLICE)
    assert [(event.type, event.details) for event in case.events] == [("refer", {"from": "青石派出所"}), ("accept", {})]
    with office.read() as tx:
        assert tx.cases.get(case.no) == replace(case, version=tx.cases.get(case.no).version)
        assert [entry.action for entry in tx.trail(case_key(case.no))] == ["case.new", "case.accept"]


def test_the_committee_follows_from_its_mediators(office: Record) -> None:
    """One stroke less; where it does not follow, nothing is guessed."""
    assert _registered(office, committee="", mediators=("孙某", "周某")).mediation.committee == COMMITTEE
    with pytest.raises(InvalidInput, match="哪个调解委员会"):
        _registered(office, committee="", mediators=("孙某", "吴某"))


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"committee": "大河村调委会"}, "unknown_unit"),
        ({"mediators": ("吴某",)}, "unknown_mediator"),
        ({"mediators": ("郑某",)}, "unknown_mediator"),
        ({"mediators": ()}, "missing_statement"),
    ],
)
def test_names_nobody_knows_are_refused(office: Record, stated: dict[str, object], code: str) -> None:
    """An agreement signed by nobody's mediator binds nobody."""
    with pytest.raises(InvalidInput) as caught:
        _registered(office, **stated)
    assert caught.value.error_code == code
    with office.read() as tx:
        assert list(tx.cases.numbers()) == []


def test_without_tables_names_are_taken_and_it_is_said(record: Record) -> None:
    """A village begins before the county sends its tables."""
    done = mediating.register(
        record, ROW, _on(DAY), source=MediationSource.ACTIVE, committee="某村调委会", mediators=("某人",)
    )
    assert "没有核对" in done.notes[0]
    assert done.case.events[0].type == "register"


def test_who_is_a_party_or_near_to_one_withdraws(office: Record) -> None:
    """回避: at registration, and as soon as it is declared; work goes on with another."""
    with office.write() as tx:
        tx.organisation.set_mediators(
            [Mediator("李四", COMMITTEE), Mediator("孙某", COMMITTEE), Mediator("周某", COMMITTEE)]
        )
    with pytest.raises(InvalidInput, match="就是本案当事人") as caught:
        _registered(office, mediators=("李四",))
    assert caught.value.error_code == "must_withdraw"
    no = _registered(office).no

    told = mediating.step(office, no, "declare", _on(DAY), {"person": "孙某", "party": "张三", "relation": "兄弟"})

    assert told.notes == ("调解员孙某与张三是兄弟关系，应当回避，请更换。",)
    with pytest.raises(InvalidInput, match="兄弟"):
        mediating.step(office, no, "inform", _on(DAY))
    with pytest.raises(InvalidInput, match="兄弟"):
        mediating.set_mediators(office, no, ("孙某", "周某"))
    mediating.set_mediators(office, no, ("周某",))
    assert standing_of(mediating.step(office, no, "inform", _on(DAY)).case).status is Status.INFORMED
    with office.read() as tx:
        assert tx.trail(case_key(no))[-2].after == {"mediators": ["周某"]}


def test_one_side_refusing_ends_it(office: Record) -> None:
    """《人民调解法》第十七条: before anything, or right after it was taken on; later it is terminated."""
    for accepted in (False, True):
        no = _registered(office, accepted=accepted).no
        case = mediating.step(office, no, "decline", _on(DAY), {"reason": "乙方明确拒绝调解"}).case
        assert standing_of(case).status is Status.REFUSED
    no = _mediating(office)
    with pytest.raises(InvalidInput):
        mediating.step(office, no, "decline", _on(D(2022, 6, 6)), {"reason": "乙方明确拒绝调解"})
    ended = mediating.terminate(office, no, "乙方拒绝", _on(D(2022, 6, 6)))
    assert standing_of(ended.case).status is Status.TERMINATED
    assert "起诉" in ended.notes[0]


def test_an_agreement_fills_the_case_and_its_instalments(office: Record) -> None:
    """In one transaction: the terms, the act, the reminders."""
    no = _mediating(office)

    done = mediating.agree(
        office, no, TERMS, Doing(D(2022, 6, 10), D(2022, 6, 8), "孙某", number="大人调字〔2022〕3号")
    )

    event = done.case.events[-1]
    assert (event.type, event.day, event.details) == (
        "agreement", D(2022, 6, 8), {"form": "written", "effective": "2022-06-10", "amount_fen": 5000_00},
    )  # fmt: skip
    assert done.case.mediation.agreement_number == "大人调字〔2022〕3号"
    assert (standing_of(done.case).status, done.case.outcome) == (Status.AGREED, "已化解")
    with office.read() as tx:
        entry = tx.trail(case_key(no))[-1]
        assert entry.after["mediation"]["terms"] == list(TERMS.terms)
        assert [row.amount_fen for row in tx.instalments.open(InstalmentFilter())] == [3000_00, 2000_00]


def test_an_agreement_that_cannot_be_leaves_nothing(office: Record) -> None:
    """Before the parties were told their rights, without its paper, on a day that is not there yet."""
    early = _registered(office).no
    no = _mediating(office)
    for number, made, doing in (
        (early, TERMS, _on(D(2022, 6, 10))),
        (no, TERMS, _on(D(2022, 6, 10), "")),
        (no, TERMS, _on(D(2022, 6, 11))),
        (no, replace(TERMS, effective=D(2022, 6, 20)), _on(D(2022, 6, 10))),
        (no, replace(TERMS, amount_fen=1), _on(D(2022, 6, 10))),
    ):
        with pytest.raises(InvalidInput):
            mediating.agree(office, number, made, doing)

    with office.read() as tx:
        assert tx.cases.get(no).mediation.terms == tx.cases.get(early).mediation.terms == ()


def test_what_comes_due_is_told_until_it_is_paid(office: Record) -> None:
    """第三十一条: the committee watches over the performance."""
    no = _agreed(office)
    july = D(2022, 7, 5)
    assert _due(office, july, july) == [("第 1 期 3,000.00 元", -4)]
    assert _due(office, july, D(2022, 8, 1)) == [
        ("第 1 期 3,000.00 元", -4), ("双方可以共同申请司法确认", 6), ("第 2 期 2,000.00 元", 27),
    ]  # fmt: skip
    assert _due(office, july, D(2022, 8, 1), committees=("永胜村人民调解委员会",)) == []

    part = mediating.perform(office, no, _on(july), instalment=None, amount_fen=1000_00, voucher="收条1")
    assert part.notes == ("还有第 1、2 期没有履行完。",)
    assert _due(office, july, july) == [("第 1 期 2,000.00 元", -4)]
    with pytest.raises(InvalidInput, match=r"还欠 2,000.00 元"):
        mediating.perform(office, no, _on(july), instalment=1, amount_fen=2500_00, voucher="")
    with pytest.raises(InvalidInput, match="只有 2 期"):
        mediating.perform(office, no, _on(july), instalment=3, amount_fen=None, voucher="")
    with pytest.raises(InvalidInput, match="大于零，现在是 -1"):
        mediating.perform(office, no, _on(july), instalment=None, amount_fen=-100, voucher="")
    mediating.perform(office, no, _on(july), instalment=None, amount_fen=None, voucher="收条2")
    last = mediating.perform(office, no, _on(D(2022, 8, 1)), instalment=2, amount_fen=None, voucher="收条3")

    assert last.notes == ("已全部履行，可以回访、办结。",)
    assert line_of(last.case).performed == "2/2"
    assert _due(office, D(2022, 8, 1), D(2022, 9, 1)) == []


def test_the_court_is_asked_within_thirty_days_and_after_a_look(office: Record) -> None:
    """第三十三条: counted from the day it takes effect; what courts refuse is looked at first."""
    no, late = _agreed(office), _agreed(office)
    with pytest.raises(InvalidInput) as caught:
        mediating.confirm_apply(office, no, "安和县人民法院", _on(D(2022, 7, 11)), checked=False)
    assert caught.value.error_code == "not_checked"

    applied = mediating.confirm_apply(office, no, "安和县人民法院", _on(D(2022, 7, 11)), checked=True)
    with pytest.raises(InvalidInput, match="到 2022-07-11 为止") as caught:
        mediating.confirm_apply(office, late, "安和县人民法院", _on(D(2022, 7, 12)), checked=True)

    assert caught.value.error_code == "confirm_late"
    assert applied.case.events[-1].details["court"] == "安和县人民法院"
    assert "ownership" in applied.case.events[-1].details["checked"]
    mediating.step(office, no, "confirm_admit", _on(D(2022, 7, 13)))
    decided = mediating.confirm(office, no, True, "(2022)黑0124民特1号", _on(D(2022, 7, 20)))
    assert "强制执行" in decided.notes[0]
    assert line_of(decided.case).confirmation == "确认有效"


def test_a_refusal_of_the_court_leaves_other_ways(office: Record) -> None:
    """The parties learn them from the committee."""
    no = _agreed(office)
    mediating.confirm_apply(office, no, "安和县人民法院", _on(D(2022, 6, 20)), checked=True)

    decided = mediating.confirm(office, no, False, "", _on(D(2022, 7, 1)))

    assert "新的协议" in decided.notes[0]


def test_it_is_done_when_it_is_performed_and_closed_when_the_file_is_whole(office: Record) -> None:
    """第二十七条: what is missing is named; what lies on paper only, or is explained, is written down."""
    no = _agreed(office)
    with pytest.raises(InvalidInput, match="第 1、2 期") as caught:
        mediating.finish(office, no, "", _on(D(2022, 8, 2)))
    assert caught.value.error_code == "not_performed"
    for day in (D(2022, 7, 1), D(2022, 8, 1)):
        mediating.perform(office, no, _on(day), instalment=None, amount_fen=None, voucher="收条")
    mediating.step(office, no, "visit", _on(D(2022, 8, 2)), {"satisfied": "satisfied"})
    mediating.finish(office, no, "", _on(D(2022, 8, 2)))
    with pytest.raises(InvalidInput, match="当事人身份证明") as caught:
        mediating.archive(office, no, _on(D(2022, 8, 3)))
    assert caught.value.error_code == "file_incomplete"

    case = mediating.archive(office, no, _on(D(2022, 8, 3)), have=("身份证明",)).case

    assert standing_of(case).status is Status.ARCHIVED
    assert case.events[-1].details == {"have": ["身份证明"]}
    other = _agreed(office)
    mediating.finish(office, other, "双方另行和解", _on(D(2022, 8, 2)))
    explained = mediating.archive(office, other, _on(D(2022, 8, 3)), explain="当事人未带身份证").case
    assert explained.events[-1].details == {"missing": ["当事人身份证明"], "explain": "当事人未带身份证"}


def test_a_petition_is_no_mediation(office: Record) -> None:
    """Its steps are others."""
    no = register(office, {"channel": "来信"}, today=DAY).case.no
    refused: list[Callable[[], object]] = [
        lambda: mediating.step(office, no, "inform", _on(DAY)),
        lambda: mediating.perform(office, no, _on(DAY), instalment=None, amount_fen=None, voucher=""),
        lambda: mediating.confirm_apply(office, no, "法院", _on(DAY), checked=True),
        lambda: mediating.archive(office, no, _on(DAY)),
        lambda: mediating.agree(office, no, TERMS, _on(D(2022, 6, 10))),
    ]
    for act in refused:
        with pytest.raises(JuanzongError):
            act()


def test_the_books_as_spreadsheets(office: Record, tmp_path: Path) -> None:
    """What the justice office collects at the end of the month."""
    no = _agreed(office)
    with office.read() as tx:
        lines = [line_of(tx.cases.get(no), "青石乡")]
        found = due_of_agreements(tx, today=D(2022, 7, 5), until=D(2022, 8, 1))
    book, due = tmp_path / "台账.xlsx", tmp_path / "到期.xlsx"

    assert (write_mediations(lines, book), write_due(found, due)) == (1, 3)

    [heading, row] = cells_of(book)["人民调解台账"]
    shown = dict(zip(heading, row, strict=True))
    assert (shown["甲方"], shown["乙方"], shown["涉及金额（元）"], shown["案件来源"], shown["履行"]) == (
        "张三", "李四", 5000, "当事人申请", "0/2",
    )  # fmt: skip
    assert [row[-1] for row in cells_of(due)["到期事项"][1:]] == [3000, None, 2000]
