"""Registering, acting, correcting and voiding, in a real database."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from archive.cases.clocks.calendar import Calendar
from archive.cases.clocks.deadlines import deadlines_of
from archive.cases.clocks.rules import shipped
from archive.cases.model import Case, CaseKind, Event
from archive.cases.places import Region, RegionKind
from archive.cases.procedure.status import Status
from archive.cases.units import Unit, UnitKind
from archive.errors import Conflict, InvalidInput, NotFound
from archive.ledger import acts
from archive.ledger.registering import register
from archive.record.cases import case_key
from archive.record.ledger import LedgerFilter
from archive.record.record import Record

TODAY = dt.date(2022, 5, 20)


def _letter(record: Record, **stated: object) -> Case:
    row = {"channel": "来信", "region": "青石乡大沟村", "matter_class": "申诉求决", "appeal_route": "6", **stated}
    return register(record, row, today=TODAY, registrar="小周").case


def _accept(record: Record, no: str, **how: int) -> Case:
    return acts.act(record, no, Event(TODAY, "accept", number="青受字〔2022〕1号"), today=TODAY, **how)


def test_registration_gives_a_number_and_the_first_event(record: Record) -> None:
    """A letter without a number is lost among a thousand."""
    first, second = _letter(record), _letter(record)
    mediation = register(record, {"kind": "人民调解"}, today=TODAY, registrar="小周").case

    assert (first.no, second.no, mediation.no) == ("XF2022050001LX", "XF2022050002LX", "RT2022050001")
    assert [event.type for event in first.events] == ["register"]
    assert [event.type for event in mediation.events] == ["apply"]
    assert first.registration.registrar == "小周"
    assert mediation.kind is CaseKind.MEDIATION


def test_nothing_is_complete_while_the_petitioner_may_still_ask(record: Record) -> None:
    """Filed as 期限内未申请复查 on the second day, the right of 第三十五条 would be gone with the file."""
    late = dt.date(2022, 12, 31)
    no = _letter(record, received="2022-05-06").no
    for act, day in (("accept", 10), ("reply", 16), ("deliver", 17)):
        event = Event(dt.date(2022, 5, day), act, number=f"{day}", details={"method": "直接送达"})
        acts.act(record, no, event, today=late)

    with pytest.raises(InvalidInput, match="可以申请复查到 2022-06-16") as caught:
        acts.act(record, no, Event(dt.date(2022, 6, 16), "finish", number="1"), today=late)
    assert caught.value.error_code == "may_still_ask"
    done = acts.act(record, no, Event(dt.date(2022, 6, 17), "finish", number="1"), today=late)
    assert done.acts()[-1].type == "finish"


def test_two_windows_never_give_the_same_number(record_url: str) -> None:
    """Two clerks register in the same second."""
    numbers: list[str] = []

    def window() -> None:
        with Record(record_url) as mine:
            for _ in range(10):
                numbers.append(_letter(mine).no)

    with Record(record_url):
        threads = [threading.Thread(target=window) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(set(numbers)) == 30


def test_an_act_moves_the_case_and_its_line_in_the_ledger(record: Record) -> None:
    """A list that lags behind the case sends people to the wrong desk."""
    no = _letter(record).no

    case = _accept(record, no)

    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter(statuses=(Status.HANDLING,)))
        assert (row.no, row.township, row.accepted) == (no, "青石乡", TODAY)
        assert tx.cases.get(no) == case
        assert [entry.action for entry in tx.trail(case_key(no))] == ["case.new", "case.accept"]
        assert case_key(no) in {pending.key for pending in tx.outbox.next(99)}


def test_two_clerks_on_one_case_lose_no_update(record: Record) -> None:
    """The second is told, sees what the first did, and decides again."""
    case = _letter(record)
    seen = case.version + 1
    _accept(record, case.no, expected=seen)

    with pytest.raises(Conflict, match="刚被别人改过"):
        _accept(record, case.no, expected=seen)
    with pytest.raises(Conflict):
        acts.correct(record, case.no, {"title": "另一个标题"}, expected=seen)
    with pytest.raises(Conflict):
        acts.void_case(record, case.no, "重复", expected=seen)

    with record.read() as tx:
        assert len(tx.cases.get(case.no).events) == 2


def test_a_refused_act_changes_nothing(record: Record) -> None:
    """Half an act in the record is worse than none."""
    case = _letter(record)
    with pytest.raises(InvalidInput):
        acts.act(record, case.no, Event(TODAY, "deliver", number="1", details={"method": "直接"}), today=TODAY)
    with pytest.raises(NotFound):
        _accept(record, "没有")

    with record.read() as tx:
        assert len(tx.cases.get(case.no).events) == 1
        assert len(tx.trail(case_key(case.no))) == 1


def test_corrections_keep_what_stood_there(record: Record) -> None:
    """Who changed the petitioner's claim, from what to what, must come to light."""
    case = _letter(record, title="反映地界")
    corrected, _ = acts.correct(record, case.no, {"title": "反映宅基地边界", "owners": {"leader": "王县长"}})

    assert corrected.owners.leader == "王县长"
    with record.read() as tx:
        entry = tx.trail(case_key(case.no))[-1]
        [row] = tx.ledger.rows(LedgerFilter())
    assert (entry.before["title"], entry.after["title"]) == ("反映地界", "反映宅基地边界")
    assert row.leader == "王县长"
    with pytest.raises(InvalidInput, match="办理过程"):
        acts.correct(record, case.no, {"events": []})


def test_a_voided_case_leaves_the_ledger_and_stays_in_the_record(record: Record) -> None:
    """Double registrations must not be counted; nothing is deleted."""
    case = _letter(record)
    acts.void_case(record, case.no, "与 XF1 重复")

    with record.read() as tx:
        assert list(tx.ledger.rows(LedgerFilter())) == []
        [row] = tx.ledger.rows(LedgerFilter(voided=True))
        assert (row.no, row.voided) == (case.no, "与 XF1 重复")


def test_nothing_received_is_without_a_next_step(record: Record) -> None:
    """事事有回音，件件有着落: what has no next step is listed."""
    case = _letter(record)
    with record.read() as tx:
        adrift = [row.no for row in tx.ledger.rows(LedgerFilter(adrift=True))]
    acts.act(record, case.no, Event(TODAY, "plan", details={"due": "2022-05-25", "step": "约谈"}), today=TODAY)

    with record.read() as tx:
        [row] = tx.ledger.rows(LedgerFilter())
    assert adrift in ([case.no], [])
    assert (row.next_step, row.next_due) != ("", None)


def test_places_give_the_township(record: Record) -> None:
    """A case filed under a village alone counts for its township."""
    with record.write() as tx:
        tx.organisation.set_places(
            [
                Region("99", "安和县", RegionKind.COUNTY),
                Region("9901", "青石乡", RegionKind.TOWNSHIP, "99"),
                Region("990101", "大沟村", RegionKind.VILLAGE, "9901"),
            ]
        )
    case = _letter(record, region="大沟村")

    with record.read() as tx:
        assert tx.cases.get(case.no).region_code == "990101"
        [row] = tx.ledger.rows(LedgerFilter(townships=("青石乡",)))
        assert row.no == case.no
        assert tx.ledger.tally(LedgerFilter(), "township") == {"青石乡": 1}


@pytest.mark.parametrize("received", ["1948-01-01", "2022-05-22", "2022-02-31", "昨天下午"])
def test_a_day_that_cannot_be_is_refused(record: Record, received: str) -> None:
    """A letter from the future has no clock."""
    with pytest.raises(InvalidInput):
        _letter(record, received=received)


def test_the_general_command_passes_a_case_on_as_strictly_as_its_own(record: Record) -> None:
    """`ledger act transfer` would otherwise send an accusation to the body it accuses, or to one that does not exist."""
    with record.write() as tx:
        tx.organisation.set_units(
            [Unit("安和县住房和城乡建设局", UnitKind.DEPARTMENT, "住建局", review_unit="安和县人民政府")]
        )
    accused = [{"name": "安和县住房和城乡建设局", "role": "被反映人"}]
    told = register(record, {"matter_class": "检举控告", "parties": accused}, today=TODAY).case
    letter = _letter(record)
    to = {"住建局": letter.no, "没有的局": letter.no, "安和县住房和城乡建设局": told.no}

    def pass_on(unit: str) -> Case:
        return acts.act(record, to[unit], Event(TODAY, "transfer", number="转1", details={"to": unit}), today=TODAY)

    with pytest.raises(InvalidInput, match="就是被检举的单位"):
        pass_on("安和县住房和城乡建设局")
    with pytest.raises(InvalidInput, match="单位表里没有"):
        pass_on("没有的局")
    assert pass_on("住建局").duty_unit == "安和县住房和城乡建设局"


def test_the_general_command_asks_of_a_level_what_the_lists_do(record: Record) -> None:
    """A dispute nobody resolved would stand under observation, and be struck off half a year later."""
    no = _letter(record).no
    with pytest.raises(InvalidInput, match="还没有化解"):
        acts.act(record, no, Event(TODAY, "list_enter", "化解", details={"level": "一级"}), today=TODAY)
    with pytest.raises(InvalidInput, match="理由"):
        acts.act(record, no, Event(TODAY, "list_enter", details={"level": "三级"}), today=TODAY)
    entered = acts.act(record, no, Event(TODAY, "list_enter", "多次来访", details={"level": "三级"}), today=TODAY)
    assert entered.events[-1].details["level"] == "L3"


def test_a_review_is_decided_by_the_body_above(record: Record) -> None:
    """A reminder to the body that replied reaches the wrong office; a made-up result would count as a review."""
    with record.write() as tx:
        tx.organisation.set_units([Unit("青石乡人民政府", UnitKind.TOWNSHIP, "青石乡", review_unit="安和县人民政府")])
    no = _letter(record, duty_unit="青石乡人民政府").no
    for act in (
        Event(TODAY, "accept", number="1"),
        Event(TODAY, "reply", number="1"),
        Event(TODAY, "deliver", number="1", details={"method": "直接"}),
        Event(TODAY, "review_apply", number="1"),
    ):
        case = acts.act(record, no, act, today=TODAY)
    (due,) = [one for one in deadlines_of(case, shipped().rules, Calendar()) if one.code == "REVIEW_DECIDE"]
    assert (due.body, due.open) == ("安和县人民政府", True)

    with pytest.raises(InvalidInput, match="没有“胡写”这种结论"):
        acts.act(record, no, Event(TODAY, "review", number="1", details={"result": "胡写"}), today=TODAY)
    case = acts.act(record, no, Event(TODAY, "review", number="1", details={"result": "维持"}), today=TODAY)
    assert case.events[-1].details["result"] == "uphold"
