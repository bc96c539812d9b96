"""OFD files, made with the reference library of the standard and spoiled by hand; see tests/archive/extract/ofd."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from archive.errors import ReadError
from archive.extract.ofd import page_image
from archive.extract.read import read_pages
from archive.extract.reading import Limits, Page
from tests.archive.extract.fakes import Eye

SAMPLES = Path(__file__).parent / "ofd"


def _read(name: str, eye: Eye | None = None) -> list[Page]:
    return list(read_pages(SAMPLES / name, Limits(), eye or Eye()))


@pytest.mark.parametrize("name", ["text", "pages", "forms"])
def test_text_reads_as_it_stands(name: str) -> None:
    """Every way to place characters (distances, matrices, single objects, templates) must give the same lines."""
    expected = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")

    assert "\f".join(page.text for page in _read(f"{name}.ofd")).strip() == expected.strip()


def test_lines_have_their_places() -> None:
    """A highlight must fall on the line it belongs to."""
    line = _read("text.ofd")[0].lines[0]

    assert line.text == "安和县信访局"
    assert line.box == pytest.approx((73 / 210, 40 / 297, 139 / 210, 51 / 297), abs=0.01)


def test_pictures_of_pages_go_to_ocr() -> None:
    """A scan wrapped in OFD must be read like any scan."""
    eye = Eye()
    pages = _read("mixed.ofd", eye)

    assert [page.source for page in pages] == ["text", "ocr"]
    height, width, _ = eye.pictures[0].shape
    assert height / width == pytest.approx(297 / 210, rel=0.01)
    assert 100 < eye.pictures[0].mean() < 254  # ink on paper, not a blank sheet


def test_the_picture_of_a_page() -> None:
    """Only pages that are pictures have one."""
    picture = page_image(SAMPLES / "mixed.ofd", 2, Limits())

    assert isinstance(picture, np.ndarray)
    assert page_image(SAMPLES / "mixed.ofd", 1, Limits()) is None
    assert page_image(SAMPLES / "mixed.ofd", 9, Limits()) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("signed", "signed"),
        ("encrypted", "encrypted"),
        ("broken-xml", "damaged"),
        ("entity", "damaged"),
        ("no-root", "damaged"),
        ("truncated", "damaged"),
    ],
)
def test_refusals(name: str, code: str) -> None:
    """Closed and broken files must be refused in plain words, never read in part without a word."""
    with pytest.raises(ReadError) as caught:
        _read(f"{name}.ofd")

    assert caught.value.error_code == code


def test_a_missing_page_does_not_lose_the_others() -> None:
    """One broken page is named, the others are read."""
    pages = _read("missing-page.ofd")

    assert pages[0].lines
    assert not pages[1].lines
    assert pages[1].review
