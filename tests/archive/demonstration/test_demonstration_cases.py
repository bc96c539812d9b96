"""The demonstration's cases are complete, consistent with the originals, and about nobody."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from archive.cases.model import AppealRoute, CaseKind, Channel, MatterClass, Opinion, PartyKind, Role
from archive.demonstration.contents import cases, laws, manifest
from tools.demonstration.cases import read_cases
from tools.demonstration.paper import papers

CASES: list[dict[str, Any]] = [json.loads(line) for line in cases().read_text(encoding="utf-8").splitlines()]
BY_NO = {case["no"]: case for case in CASES}
TOOLS = Path("tools/demonstration")
CORE = ("no", "title", "category", "region", "received", "facts", "claims", "outcome", "text", "legal_basis")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
OFFICIAL = ("transfer", "accept", "reply", "review", "meeting", "notice")
"""What an office does on working days."""


def everything_written() -> str:
    """All text of all papers and cases."""
    written = [paper.text for paper in papers(TOOLS / "papers")]
    return "\n".join([*written, cases().read_text(encoding="utf-8")])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["no"])
def test_cases_are_whole(case: dict[str, Any]) -> None:
    """The import must find every key of its format in the demonstration, in the form it promises."""
    assert all(case[key] for key in CORE)
    dt.date.fromisoformat(case["received"])
    CaseKind(case["kind"])
    Channel(case["channel"])
    if case["kind"] == "petition":
        MatterClass(case["matter_class"])
    if "appeal_route" in case:
        AppealRoute(case["appeal_route"])
    for party in case["parties"]:
        Role(party["role"])
        PartyKind(party["kind"])
    for claim in case["claims"]:
        assert claim["text"]
        Opinion(claim["opinion"])
    days = [dt.date.fromisoformat(event["day"]) for event in case["events"]]
    assert days == sorted(days)


def test_cases_and_originals_belong_together() -> None:
    """A paper of no case would be filed nowhere."""
    assert len(CASES) >= 12
    assert len(BY_NO) == len(CASES)
    assert {one.case for one in manifest()} == set(BY_NO)


def test_the_file_is_what_the_sources_say() -> None:
    """Cases changed in their source but not written anew would contradict the papers."""
    assert read_cases(TOOLS / "cases") == CASES


def test_identity_numbers_are_nobodys() -> None:
    """No number may be a living person's: there is no such region, though the check digit is right for readers."""
    numbers = re.findall(r"(?<!\d)\d{17}[\dX]", everything_written())

    assert len(set(numbers)) > 15
    for number in numbers:
        assert number.startswith("990021")
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
        assert "10X98765432"[total % 11] == number[17]


def test_telephones_ring_nowhere() -> None:
    """No number may reach a real person."""
    written = everything_written()

    for number in re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", written):
        assert number.startswith("1990000")
    for number in re.findall(r"(?<!\d)0\d{2,3}-\d{7,8}", written):
        assert number.startswith("0300-")


def test_one_case_fills_a_reply() -> None:
    """The demo writes the reply of this case; 《信访工作条例》第三十二条、第三十五条 ask for every value."""
    case = BY_NO["XF2023110215LF"]

    assert case["appeal_route"] == "petition_procedure"
    assert all(
        case["reply"][key] for key in ("number", "unit", "review_unit", "source", "accepted_on", "inquiry", "signed_on")
    )
    assert case["reply"]["contact"]
    assert case["reply"]["phone"]
    for claim in case["claims"]:
        assert all(claim[key] for key in ("text", "finding", "basis", "opinion", "opinion_text"))
    assert {claim["opinion"] for claim in case["claims"]} == {"support", "reject"}
    accepted = dt.date.fromisoformat(case["reply"]["accepted_on"])
    assert (dt.date.fromisoformat(case["reply"]["signed_on"]) - accepted).days <= 60


@pytest.mark.parametrize("no", ["RT2023090018", "XF2023040037LX"])
def test_two_cases_fill_an_agreement(no: str) -> None:
    """The demo writes the agreement of this case; 《人民调解法》第二十九条 asks for every value."""
    case = BY_NO[no]
    mediation = case["mediation"]
    keys = ("committee", "mediators", "recorder", "agreement_number", "facts", "liability", "terms", "signed_on")
    performance = ("performance_mode", "performance_place", "performance_deadline")

    assert all(mediation[key] for key in (*keys, *performance))
    people = [party for party in case["parties"] if party["kind"] == "person"]
    sides = [party["side"] for party in case["parties"]]
    assert sides[:2] == ["甲方", "乙方"]
    for party in people:
        assert all(party[key] for key in ("gender", "ethnicity", "birth_date", "occupation", "phone", "address"))


def test_citations_stand_on_the_shelf() -> None:
    """A citation that opens nothing would shame the precedent search."""
    shelf: dict[str, str] = {}
    for file in laws().rglob("*.md"):
        short = "民法典" if file.parent.name == "民法典" else re.sub(r"\(.*", "", file.stem)
        shelf[short] = shelf.get(short, "") + "\n" + file.read_text(encoding="utf-8")
    cited = {basis for case in CASES for basis in case["legal_basis"]}
    cited |= {basis for case in CASES for claim in case["claims"] for basis in claim.get("basis", [])}

    for citation in sorted(cited):
        found = re.fullmatch(r"《(.+)》(第.+条)", citation)
        assert found, citation
        assert re.search(rf"^{found[2]}\s", shelf[found[1]], re.MULTILINE), citation


def test_offices_act_on_working_days() -> None:
    """Deadlines are counted from these days; an office that accepts a matter on a Sunday looks invented."""
    for case in CASES:
        for event in case["events"]:
            day = dt.date.fromisoformat(event["day"])
            if event["type"] in OFFICIAL:
                assert chinese_calendar.is_workday(day), (case["no"], event)
