"""What courts refuse to confirm."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from archive.cases.mediation.self_check import QUESTIONS, self_check
from archive.cases.model import Case, CaseKind, Event, Mediation, Party

D = dt.date
SIDES = (Party("张三", side="甲方"), Party("李四", side="乙方"))


def _flagged(*terms: str, **stated: Any) -> dict[str, tuple[str, ...]]:
    case = Case("1", CaseKind.MEDIATION, parties=SIDES, mediation=Mediation(terms=terms), **stated)
    return {one.question.code: one.findings for one in self_check(case) if one.findings}


def test_every_ground_of_the_interpretation_is_asked() -> None:
    """第三百五十五条 has five grounds, 第三百五十八条 five and a rest; two sides, papers."""
    assert [one.code for one in QUESTIONS] == [
        "joint", "court", "status", "special", "ownership", "lawful", "interests", "morals", "voluntary", "clear", "papers",
    ]  # fmt: skip
    assert len(self_check(Case("1"))) == len(QUESTIONS)


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("双方自愿离婚", "status"),
        ("解除收养关系", "status"),
        ("房屋归张三所有", "ownership"),
        ("以界桩为准确定地界", "ownership"),
        ("该专利权归公司", "ownership"),
        ("待破产清算后支付", "special"),
        ("偿还赌债一万元", "lawful"),
        ("张三不再报警", "lawful"),
        ("占用集体道路两米", "interests"),
        ("双方断绝来往", "morals"),
        ("李四尽快适当补偿", "clear"),
        ("有能力时一次付清", "clear"),
    ],
)
def test_words_that_make_one_look_twice(term: str, code: str) -> None:
    """The court sends it back after a fortnight, and the thirty days are over."""
    found = _flagged("李四向张三赔礼道歉", term)

    assert set(found) == {code}
    assert found[code][0].startswith("第2条写有“")


@pytest.mark.parametrize(
    "term", ["李四于2022年7月1日前付给张三五千元", "拆除界墙，各让半米", "李四每月支付抚养费八百元", "双方互不追究"]
)
def test_plain_terms_raise_nothing(term: str) -> None:
    """Warnings that always come are not read."""
    assert _flagged(term) == {}


def test_the_case_itself_is_looked_at() -> None:
    """Sides, an oral agreement, an amount without its day."""
    oral = Event(D(2022, 6, 1), "agreement", details={"form": "oral"})
    case = Case("1", CaseKind.MEDIATION, category="婚姻家庭", events=(oral,), mediation=Mediation(amount_fen=1))

    found = {one.question.code: one.findings for one in self_check(case) if one.findings}

    assert set(found) == {"joint", "status", "clear", "papers"}
