"""Every act of the office leaves one line in the trail: who, when, where the case stood before and where after."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cases.likeness.relations import Relation
from archive.cases.model import AppealRoute, Case, CaseKind, Event, MatterClass
from archive.cases.procedure.actions import ACTIONS, BEGINNINGS, Action
from archive.cases.procedure.moves import way_to
from archive.cases.procedure.standing import standing_of
from archive.cases.procedure.status import Status
from archive.ledger import acts
from archive.ledger.newness import decide
from archive.record.cases import case_key
from archive.record.record import Record
from archive.record.trail import AuditEntry

START = dt.date(2022, 1, 10)
ACTED = dt.date(2022, 3, 1)
AFTER_OBSERVATION = dt.date(2022, 8, 1)
_STATED: dict[str, object] = {
    "to": "青石乡人民政府", "feedback_due": "2022-12-01", "due": "2022-12-01", "reason": "理由", "ground": "第十九条第三款",
    "body": "安和县人民法院", "days": 10, "approver": "王局长", "method": "直接送达", "result": "uphold", "leader": "王县长",
    "target": "duty_unit", "score": "satisfied", "person": "周某", "relation": "兄弟", "level": "L2", "form": "written",
    "court": "安和县人民法院", "requirement": "五日内书面答复",
}  # fmt: skip
_OWN: dict[str, dict[str, object]] = {
    "list_enter": {"level": "L2", "reason": "多次来访"},
    "hearing": {"from": "2022-03-08", "to": "2022-03-09"},
    "list_move": {"to": "L3", "reason": "再次集体来访"},
}
_Acts = tuple[tuple[dt.date, str, dict[str, object]], ...]
_OBSERVED: _Acts = ((START, "resolve", {}), (START, "list_enter", {"level": "L1"}))
_APPLIED: _Acts = (*_OBSERVED, (dt.date(2022, 7, 20), "strike_apply", {}))
_BEFORE: dict[str, _Acts] = {
    "list_move": ((START, "list_enter", {"level": "L2"}),),
    "strike_apply": _OBSERVED,
    "strike_refuse": _APPLIED,
    "strike_off": _APPLIED,
}
"""What must have happened before, beside the way to the status."""


@pytest.fixture(scope="module")
def office(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """One record for every act: a case each."""
    path = tmp_path_factory.mktemp("trail") / "record.sqlite3"
    shutil.copy(migrated_sqlite, path)
    with Record(f"sqlite:///{path}", actor="小周") as opened:
        yield opened


def _event(kind: CaseKind, code: str, day: dt.date) -> Event:
    action = ACTIONS[kind][code]
    details = _OWN.get(code) or {key: _STATED[key] for key in action.needs}
    return Event(day, code, unit="青石乡人民政府", number="青字〔2022〕1号" if action.paper else "", details=details)


def _ready(kind: CaseKind, action: Action) -> Case:
    """A case on which the act may be done."""
    if Status.REGISTERED in action.begins:
        way = []
    else:
        way = way_to(kind, Status.REGISTERED, sorted(action.begins))
        assert way, f"{kind} {action.code}: no way leads there"
    beginning = "apply" if kind is CaseKind.MEDIATION else "register"
    before = tuple(Event(day, code, details=details) for day, code, details in _BEFORE.get(action.code, ()))
    return Case(
        no=f"{kind}-{action.code}",
        kind=kind,
        received=START,
        matter_class=MatterClass.APPEAL,
        appeal_route=AppealRoute.ARBITRATION if action.code == "guide" else AppealRoute.PETITION_PROCEDURE,
        events=(Event(START, beginning), *(_event(kind, step.code, START) for step in way), *before),
    )


def _only_line(record: Record, no: str) -> AuditEntry:
    with record.read() as tx:
        [line] = tx.trail(case_key(no))
    return line


@pytest.mark.parametrize("kind", list(CaseKind))
def test_every_act_leaves_one_line(office: Record, kind: CaseKind) -> None:
    """Whoever is asked years later who moved a case, when, and from where, has nothing but this."""
    for action in ACTIONS[kind].values():
        case = _ready(kind, action)
        day = AFTER_OBSERVATION if action.code.startswith("strike") else ACTED
        with office.write() as tx:
            tx.cases.add(case, tx.now)
        began = dt.datetime.now(dt.UTC)

        after = acts.act(office, case.no, _event(kind, action.code, day), today=day)

        line = _only_line(office, case.no)
        assert (line.actor, line.action) == ("小周", f"case.{action.code}")
        assert began <= line.at <= dt.datetime.now(dt.UTC)
        assert line.before["status"] == standing_of(case).status, action.code
        assert (line.after["type"], line.after["day"]) == (action.code, day.isoformat())
        assert line.after["status"] == standing_of(after).status, action.code
        for key in set(line.before) - {"status"}:
            assert line.before[key] != line.after[key], f"{action.code}: {key} did not change"


def test_an_act_says_what_it_changed_beside_the_status(office: Record) -> None:
    """An assignment changes who has to answer: the one who had to before must be told from the trail."""
    case = Case("XF-1", received=START, duty_unit="县信访局", events=(Event(START, "register"),))
    with office.write() as tx:
        tx.cases.add(case, tx.now)

    acts.act(office, case.no, _event(CaseKind.PETITION, "assign", ACTED), today=ACTED)

    line = _only_line(office, case.no)
    assert line.before == {"status": "registered", "duty_unit": "县信访局"}
    assert (line.after["status"], line.after["duty_unit"]) == ("dispatched", "青石乡人民政府")


def test_what_is_no_act_leaves_its_line_too(office: Record) -> None:
    """Corrected, marked as a repeat, one event voided, the whole case voided: four lines, each with both sides."""
    for no in ("XF-2", "XF-3"):
        with office.write() as tx:
            tx.cases.add(Case(no, title="旧题", received=START, events=(Event(START, "register"),)), tx.now)
    acts.correct(office, "XF-3", {"title": "新题"})
    decide(office, "XF-3", "XF-2", Relation.REPEAT, by="小周")
    acts.void_event(office, "XF-3", 0, "登记错了")
    acts.void_case(office, "XF-3", "重复登记")

    with office.read() as tx:
        lines = tx.trail(case_key("XF-3"))
    assert [line.action for line in lines] == ["case.correct", "case.link", "case.void_event", "case.void"]
    assert {line.actor for line in lines} == {"小周"}
    corrected, linked, event, whole = lines
    assert (corrected.before["title"], corrected.after["title"]) == ("旧题", "新题")
    assert (linked.before["repeat_of"], linked.after["repeat_of"]) == ("", "XF-2")
    assert "voided" not in event.before
    assert event.after["voided"] == "登记错了"
    assert (whole.before, whole.after) == ({"voided": ""}, {"voided": "重复登记"})


def test_no_act_is_without_this_test() -> None:
    """How a case begins is recorded when it is registered; everything else is an act above."""
    assert not set(BEGINNINGS) & {code for known in ACTIONS.values() for code in known}
