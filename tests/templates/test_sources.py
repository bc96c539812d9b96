"""Where values come from: of several services in a case, the one a period runs from."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.cases.model import Event
from templates.overrides import Filled
from templates.papers.desk import Desk
from templates.papers.sources import look_up
from templates.shelf import entry
from tests.templates.samples import HOMESTEAD, TODAY


def _day(number: int) -> dt.date:
    return dt.date(2022, 6, number)


def _served(source: str, *events: Event) -> object:
    case = replace(HOMESTEAD, events=events)
    return look_up(source, Filled(case, {}), Desk(entry("review-application"), TODAY))


def test_the_service_of_the_opinion_counts_and_not_that_of_another_paper() -> None:
    """Thirty days run from the service of the opinion (第三十五条): the acceptance notice was served long before."""
    accepted, reply = Event(_day(1), "accept", number="甲〔2022〕1号"), Event(_day(5), "reply", number="乙〔2022〕2号")
    notice, opinion = (
        Event(_day(6), "deliver", number="甲〔2022〕1号"),
        Event(_day(8), "deliver", number="乙〔2022〕2号"),
    )
    assert _served("event:deliver:reply.day", accepted, reply, notice, opinion) == _day(8)
    assert _served("event:deliver:reply.day", accepted, notice, reply) == ""
    assert _served("event:deliver:review.day", accepted, reply, opinion) == ""


def test_a_service_without_a_number_belongs_to_the_opinion_before_it() -> None:
    reply, review = Event(_day(5), "reply", number="乙〔2022〕2号"), Event(_day(15), "review", number="丙〔2022〕3号")
    first, second = Event(_day(7), "deliver"), Event(_day(18), "deliver")
    assert _served("event:deliver:reply.day", reply, first, review, second) == _day(7)
    assert _served("event:deliver:review.day", reply, first, review, second) == _day(18)
