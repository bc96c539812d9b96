"""The held-out letters and minutes of the county: whole pairs, and nobody real in them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "registration" / "letters"
TEXTS = sorted(FOLDER.glob("*.txt"))


def test_there_are_as_many_as_the_measurement_needs() -> None:
    """Fewer than this and one odd letter decides the figure."""
    papers = [json.loads(path.with_suffix(".json").read_text("utf-8"))["paper"] for path in TEXTS]

    assert sum(paper != "minutes" for paper in papers) >= 70
    assert papers.count("minutes") >= 20
    assert {path.stem for path in FOLDER.glob("*.json")} == {path.stem for path in TEXTS}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_numbers_are_nobodys(path: Path) -> None:
    """An identity number or telephone that could be somebody's must never be printed and photographed."""
    text = re.sub(r"(?<=\d) (?=[\dX])", "", path.read_text("utf-8"))
    identities = re.findall(r"(?<!\d)(?:\d{17}[\dX]|\d{15})(?!\d)", text)
    phones = re.findall(r"(?<!\d)1\d{10}(?!\d)", re.sub(r"(?<=\d)-(?=\d)", "", text))

    assert all(number.startswith("990021") for number in identities)
    assert all(number.startswith("19900") for number in phones)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_the_truth_quotes_stands_in_the_paper(path: Path) -> None:
    """A truth that is not in the paper counts every reader wrong."""
    truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
    said = re.sub(r"\s", "", path.read_text("utf-8"))
    quoted = [truth.get(key) or "" for key in ("addressee", "document_no", "number", "host", "recorder", "topic")]
    for key in ("petitioner", "respondent", "people", "address", "claims", "earlier", "place"):
        stated = truth.get(key) or []
        quoted += [stated] if isinstance(stated, str) else stated
    for decision in truth.get("decisions", []):
        quoted += [decision[key] for key in ("content", "unit", "person", "due_text")]
    for one in truth.get("attendance", []):
        quoted += [one["unit"], one["name"]]

    assert [text for text in quoted if re.sub(r"\s", "", text) not in said] == []
