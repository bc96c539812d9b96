"""What an act states, as a clerk reads it."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.lists.definitions import shipped
from archive.cases.model import CaseKind, Event
from archive.cases.procedure.actions import action_label
from console.ledger.told import told

DAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(
    ("kind", "event", "said"),
    [
        ("petition", Event(DAY, "review", details={"result": "redo"}), "复查结论：责令重新办理"),
        ("petition", Event(DAY, "list_enter", details={"level": "L3", "reason": "积案"}), "清单级别：三级；理由：积案"),
        ("petition", Event(DAY, "accept", details={"simple": True}), "简易办理：是"),
        ("petition", Event(DAY, "finish", details={"reason": "no_review"}), "完结情形：期限内未申请复查"),
        (
            "mediation",
            Event(DAY, "perform", details={"instalment": 2, "amount_fen": 123400}),
            "第几期：2；金额：1,234.00元",
        ),
        ("mediation", Event(DAY, "refer", details={"from": "安和县人民法院"}), "来自：安和县人民法院"),
        ("mediation", Event(DAY, "mediate", details={"result": "fail"}), "结果：不成"),
        (
            "mediation",
            Event(DAY, "archive", details={"have": ["身份证明", "登记表"]}),
            "纸质卷里已有的材料：身份证明、登记表",
        ),
        ("mediation", Event(DAY, "confirm_apply", details={"checked": ["joint", "court"]}), "自查：2项都已核对"),
        ("petition", Event(DAY, "走访", details={"车": "3"}), "车：3"),
    ],
)
def test_details_are_told_in_the_words_of_the_office(kind: str, event: Event, said: str) -> None:
    """``result=redo`` says nothing to a clerk."""
    assert told(CaseKind(kind), event, shipped()) == said


def test_beginnings_have_names_too() -> None:
    """The first line of every case said ``register``."""
    assert [action_label(CaseKind.MEDIATION, code) for code in ("register", "apply", "refer", "走访")] == [
        "登记", "申请", "移送", "走访",
    ]  # fmt: skip
