"""What the file of a mediation must hold (司法部 2010 格式)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.cases.mediation.file_contents import file_of
from archive.cases.mediation.line import line_of
from archive.cases.model import Case, CaseKind, Event, Instalment, Mediation, Party
from archive.cases.procedure.moves import check_people
from archive.cases.procedure.recusal import recusals
from archive.errors import InvalidInput

D = dt.date


def _case(*types: str, number: str = "1号", **stated: Any) -> Case:
    events = tuple(Event(D(2022, 6, 1), one, number=number, details={"form": "written"}) for one in types)
    return Case("1", CaseKind.MEDIATION, events=events, **stated)


def _missing(case: Case, *documents: str, have: tuple[str, ...] = ()) -> list[int]:
    return [one.seq for one in file_of(case, list(enumerate(documents, 1)), have) if one.missing]


def test_what_is_obligatory_depends_on_how_it_ended() -> None:
    """A mediation that failed has no agreement, but must tell the parties where to go."""
    assert _missing(_case("apply", number="")) == [1, 2, 3]
    assert _missing(_case("apply", "decline", number="")) == [1]
    whole = ("apply", "accept", "inform", "mediate", "agreement")
    assert _missing(_case(*whole, number="")) == [1, 2, 3, 7, 8]
    assert _missing(_case(*whole)) == [3]
    failed = file_of(_case("apply", "inform", "mediate", "terminate", number=""), [])
    assert [one.name for one in failed if one.missing][-1] == "调解终止告知书"


def test_papers_are_found_by_act_document_or_word() -> None:
    """Numbers, scans filed under the case, and what only the paper folder has."""
    case = _case("apply", "inform", "mediate", "agreement")
    assert _missing(case, "张三身份证复印件") == []
    assert _missing(case, have=("身份证明",)) == []
    assert (
        _missing(_case("apply", "mediate", number=""), "人民调解申请书", "权利义务告知书", "户口簿", "调解笔录") == []
    )
    item = file_of(case, [(7, "身份证")])[2]
    assert item.papers == ("文档 7",)
    voided = Event(D(2022, 6, 1), "inform", number="1", voided="错")
    assert 2 in _missing(Case("1", CaseKind.MEDIATION, events=(voided,)))


def test_who_must_withdraw() -> None:
    """A mediator who is the party's brother settles nothing; a declaration that was voided does not count."""
    parties = (Party("张三"), Party("李四"))
    declared = Event(D(2022, 6, 1), "declare", details={"person": "孙某", "party": "张三", "relation": "兄弟"})
    case = Case(
        "1",
        CaseKind.MEDIATION,
        parties=parties,
        events=(declared,),
        mediation=Mediation(mediators=("孙某", "李四", "周某")),
    )

    assert [(one.person, one.post, one.why) for one in recusals(case)] == [
        ("孙某", "调解员", "与张三是兄弟关系"), ("李四", "调解员", "就是本案当事人"),
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="兄弟") as caught:
        check_people(case)
    assert caught.value.error_code == "must_withdraw"
    wrong = Event(D(2022, 6, 1), "declare", details=declared.details, voided="记错了人")
    check_people(
        Case("1", CaseKind.MEDIATION, parties=parties, events=(wrong,), mediation=Mediation(mediators=("孙某",)))
    )


def test_the_line_of_the_book() -> None:
    """Both sides, how far it is performed, what the court said."""
    case = Case(
        "RT1",
        CaseKind.MEDIATION,
        parties=(Party("李四", side="乙方"), Party("张三", side="甲方"), Party("王五", side="甲方")),
        mediation=Mediation(
            signed_on=D(2022, 6, 1), instalments=(Instalment(D(2022, 7, 1), 1), Instalment(text="拆墙"))
        ),
        events=(
            Event(D(2022, 6, 1), "agreement", details={"form": "oral"}),
            Event(D(2022, 6, 2), "perform", details={"instalment": 1}),
            Event(D(2022, 6, 3), "confirm_apply"),
        ),
    )
    line = line_of(case)

    assert (line.first, line.second, line.form, line.performed, line.confirmation) == (
        "张三、王五", "李四", "口头", "1/2", "已申请",
    )  # fmt: skip
    assert line.effective == D(2022, 6, 1)
