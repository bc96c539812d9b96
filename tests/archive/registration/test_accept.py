"""From suggestions to a row: nothing is registered that the clerk did not take."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.cases.meetings.meeting import Presence
from archive.describe import PaperKind
from archive.errors import InvalidInput
from archive.registration.accept import ALL, Decided, Verdict, decide, meeting_of, row_of
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field, Suggestion
from tests.archive.registration.pages import pages_of
from tests.archive.registration.test_letter import SAMPLES


def _sample(name: str, paper: PaperKind = PaperKind.LETTER) -> tuple[Suggestion, ...]:
    return suggest(pages_of((SAMPLES / f"{name}.txt").read_text("utf-8")), paper)


def test_all_leaves_out_what_is_doubtful() -> None:
    decided = decide(_sample("neighbour"), (ALL,))

    rejected = [one.suggestion.field for one in decided if one.verdict is Verdict.REJECTED]
    assert rejected == [Field.ID_NO]


def test_only_the_fields_named_are_taken() -> None:
    """By code or by the office's word."""
    row = row_of(decide(_sample("neighbour"), ("petitioner", "类别")))

    assert row == {"category": "邻里", "parties": [{"name": "邹德山", "role": "petitioner"}]}


def test_a_field_that_does_not_exist_is_said() -> None:
    with pytest.raises(InvalidInput, match="没有“姓氏”"):
        decide(_sample("neighbour"), ("姓氏",))


def test_a_correction_stands_in_place_of_what_was_read() -> None:
    decided = decide(_sample("neighbour"), (ALL,), {Field.ID_NO: "990105195812031012"})
    row = row_of(decided)

    assert row["parties"] == [
        {"name": "邹德山", "role": "petitioner", "id_number": "990105195812031012", "address": "会丰镇靠山村二屯"},
        {"name": "孟庆海", "role": "respondent"},
    ]
    assert [one.corrected for one in decided if one.verdict is Verdict.CORRECTED] == ["990105195812031012"]


def test_a_letter_makes_a_row() -> None:
    row = row_of(decide(_sample("visit"), (ALL,)))

    assert row["channel"] == "visit"
    assert row["region"] == "柳河镇东升村"
    assert row["group_size"] == 3
    assert row["amount_fen"] == 1495000
    assert row["claims"] == ["刘长富支付2023年租金14950元", "解除流转合同，收回土地"]
    assert row["来件日期"] == "2023-03-14"


def test_a_secret_report_is_kept_from_others() -> None:
    """《信访工作条例》第三十条: those it names must not learn of it."""
    assert row_of(decide(_sample("report"), (ALL,)))["restricted"] is True


def test_a_paper_marked_secret_is_not_typed_in() -> None:
    decided = decide(suggest(pages_of("机密★5年\n安和县信访局：\n我叫王德福。"), PaperKind.LETTER), (ALL,))

    with pytest.raises(InvalidInput, match="密级"):
        row_of(decided)


def test_minutes_make_a_meeting_with_its_decisions() -> None:
    meeting = meeting_of(decide(_sample("minutes_form", PaperKind.MINUTES), (ALL,)))

    assert meeting.held == dt.date(2023, 4, 18)
    assert (meeting.host, meeting.recorder) == ("罗志诚", "薛丽萍")
    last_named = meeting.attendance[-1]
    assert (last_named.unit, last_named.name, last_named.presence) == ("县公安局", "关振东", Presence.EXCUSED)
    first, *_, last = meeting.decisions
    assert (first.unit, first.person, first.due) == ("县人社局", "姜海波", dt.date(2023, 4, 25))
    assert (last.due, last.due_text) == (None, "下次会议前")


def test_what_was_rejected_is_not_registered() -> None:
    found = _sample("neighbour")

    assert row_of([Decided(one, Verdict.REJECTED) for one in found]) == {}
