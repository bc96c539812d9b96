"""What was passed on to whom, and what of an agreement was performed."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import Event, Instalment, Mediation
from archive.cases.procedure.dispatches import dispatches_of
from archive.cases.procedure.performance import performances_of

D = dt.date


def test_an_objection_sends_it_back_and_on() -> None:
    """The second body must not inherit the objection of the first."""
    first, second = dispatches_of(
        [
            Event(D(2022, 5, 6), "transfer", unit="县信访局", number="安转字〔2022〕1号", details={"to": "住建局"}),
            Event(D(2022, 5, 7), "receive"),
            Event(D(2022, 5, 9), "object", details={"reason": "不属职权"}),
            Event(D(2022, 5, 10), "return"),
            Event(D(2022, 5, 11), "assign", details={"to": "青石乡", "feedback_due": "2022-06-30"}),
            Event(D(2022, 5, 20), "accept"),
            Event(D(2022, 6, 1), "supervise"),
            Event(D(2022, 6, 20), "feedback"),
        ]
    )

    assert (first.to_unit, first.received, first.objection, first.returned) == (
        "住建局", D(2022, 5, 7), "不属职权", D(2022, 5, 10),
    )  # fmt: skip
    assert not first.is_open
    assert (second.kind, second.feedback_due, second.answered, second.supervised) == (
        "assign", D(2022, 6, 30), D(2022, 6, 20), 1,
    )  # fmt: skip


def test_an_overruled_objection_is_none() -> None:
    """Otherwise the statistics count it against the petition office."""
    [only] = dispatches_of(
        [
            Event(D(2022, 5, 6), "transfer", details={"to": "住建局"}),
            Event(D(2022, 5, 9), "object", details={"reason": "不属职权"}),
            Event(D(2022, 5, 10), "uphold", details={"reason": "属职权"}),
        ]
    )
    assert (only.objected, only.objection, only.is_open) == (None, "", True)


def test_instalments_are_met_in_order_or_by_number() -> None:
    """A payment booked on the wrong instalment hides the one that is overdue."""
    mediation = Mediation(
        instalments=(
            Instalment(D(2022, 7, 1), 1000_00),
            Instalment(D(2022, 8, 1), 2000_00),
            Instalment(text="拆除界墙"),
        )
    )
    one, two, three = performances_of(
        mediation,
        [
            Event(D(2022, 6, 30), "perform", details={"amount_fen": 400_00}),
            Event(D(2022, 7, 1), "perform", details={"amount_fen": 600_00, "voucher": "收条1"}),
            Event(D(2022, 7, 2), "perform", details={"instalment": "3"}),
            Event(D(2022, 7, 3), "perform", details={"instalment": 9}),
        ],
    )
    assert (one.done, one.paid_fen, one.voucher) == (D(2022, 7, 1), 1000_00, "收条1")
    assert (two.done, two.paid_fen) == (None, None)
    assert three.done == D(2022, 7, 2)
