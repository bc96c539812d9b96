"""Whole papers beside what a clerk would register from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.describe import PaperKind, describe
from archive.extract.reading import Line, Page
from archive.registration.suggest import suggest
from archive.registration.suggestion import DOUBTFUL, Field, Suggestion
from benchmarks.registration_score import Tally, score
from tests.archive.registration.pages import pages_of

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(file.stem for file in SAMPLES.glob("*.txt"))


def _suggested(text: str, paper: PaperKind | None = None) -> tuple[Suggestion, ...]:
    pages = pages_of(text)
    return suggest(pages, paper or describe([page.text for page in pages]).paper)


def _normal(found: tuple[Suggestion, ...], field: Field) -> list[str]:
    return [one.normal for one in found if one.field is field]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_clerk_would_register(name: str) -> None:
    """The samples are of the rules' author: not one of their values may be missed or wrong."""
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    tallies: dict[str, Tally] = {}

    assert score(name, truth, _suggested((SAMPLES / f"{name}.txt").read_text("utf-8")), tallies) == []
    assert tallies


def test_numbers_belong_to_the_person_they_follow() -> None:
    """A number registered for the wrong person sends the reply to him."""
    found = _suggested(
        "甲方：张宝山，男，身份证号230124196306081234，电话13704512288。\n"
        "乙方：孙凤英，女，身份证号23012419711127062X，电话15945110937。",
        PaperKind.AGREEMENT,
    )
    group = {one.normal: one.group for one in found if one.field in (Field.PARTY, Field.ID_NO, Field.PHONE)}

    assert group["张宝山"] == group["230124196306081234"] == group["13704512288"] == 1
    assert group["孙凤英"] == group["23012419711127062X"] == group["15945110937"] == 2


def test_a_birthday_is_no_occurrence() -> None:
    found = _suggested("我叫王德福，1957年3月12日出生。2018年7月25日大水冲了桥。\n二〇二四年九月二日", PaperKind.LETTER)

    assert _normal(found, Field.OCCURRED) == ["2018-07-25"]
    assert _normal(found, Field.DATE) == ["2024-09-02"]


def test_a_mark_of_secrecy_is_said_and_a_mention_is_not() -> None:
    """What is secret must not be registered with its text."""
    marked = _suggested("机密★10年\n关于有关情况的报告\n安和县信访局：\n情况如下。")
    mentioned = _suggested("安和县信访局：\n他们说这是商业秘密，不给我看。\n此致\n敬礼")

    assert _normal(marked, Field.CLASSIFIED) == ["true"]
    assert _normal(mentioned, Field.CLASSIFIED) == []


def test_a_complaint_of_a_shop_is_no_secret_report() -> None:
    found = _suggested("举报信\n安和县信访局：\n我举报隆兴砖厂夜里偷排黑烟，请求查处。\n此致\n敬礼", PaperKind.LETTER)

    assert _normal(found, Field.SECRET_REPORT) == []


def test_an_unsure_value_is_below_the_mark() -> None:
    """``--accept all`` must not take a number that fails its check."""
    found = _suggested("我叫王德福，身份证号230124195703120517。", PaperKind.LETTER)
    (number,) = [one for one in found if one.field is Field.ID_NO]

    assert number.confidence < DOUBTFUL
    assert "核对原件" in number.remark


def test_what_the_recogniser_was_unsure_of_is_less_sure() -> None:
    text = "我叫王德福，电话13845126709。"
    sure = suggest([Page(1, (Line(text, None, 1.0),))], PaperKind.LETTER)
    unsure = suggest([Page(1, (Line(text, None, 0.6),))], PaperKind.LETTER)

    assert all(a.confidence > b.confidence for a, b in zip(sure, unsure, strict=True))


def test_an_empty_page_yields_nothing() -> None:
    assert _suggested("") == ()
    assert suggest([], PaperKind.LETTER) == ()
