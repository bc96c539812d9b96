"""The demonstration's originals are what the manifest says: otherwise the demo and every test on it count on sand."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from archive.demonstration.contents import Original, manifest, originals
from tools.demonstration.make import SOURCE
from tools.demonstration.paper import papers

EXPECTED = Path(__file__).parent / "expected"
MANIFEST = manifest()
SCANNED = [one for one in MANIFEST if one.scanned]
MINUTES = [one for one in MANIFEST if one.kind == "minutes"]
OFFICE_NUMBER = re.compile(r"〔20\d\d〕\d+号")


def pages_of(original: Original) -> int | None:
    """Pages as the file itself has them; None for formats without pages."""
    suffix = original.path.suffix
    if suffix == ".pdf":
        document = pdfium.PdfDocument(original.path)
        try:
            return len(document)
        finally:
            document.close()
    if suffix == ".ofd":
        with zipfile.ZipFile(original.path) as ofd:
            return sum(bool(re.search(r"Pages/Page_\d+/Content\.xml$", name)) for name in ofd.namelist())
    if suffix in (".tif", ".jpg", ".png"):
        with Image.open(original.path) as picture:
            return int(getattr(picture, "n_frames", 1))
    return None


def expected(original: Original) -> list[str]:
    """True text of the pages."""
    return (EXPECTED / f"{original.name}.txt").read_text(encoding="utf-8").rstrip("\n").split("\f")


def test_every_file_is_in_the_manifest_and_unchanged() -> None:
    """A file more or less, or another one, would make the demo's counts wrong."""
    found = {file.relative_to(originals()).as_posix(): file for file in originals().rglob("*") if file.is_file()}

    assert sorted(found) == [one.file for one in MANIFEST]
    for one in MANIFEST:
        assert hashlib.sha256(found[one.file].read_bytes()).hexdigest() == one.sha256, one.file


def test_only_the_planned_duplicate_is_a_duplicate() -> None:
    """The demo shows one duplicate being recognised; a second would hide a mistake, none would hide the feature."""
    twice = [digest for digest, count in Counter(one.sha256 for one in MANIFEST).items() if count > 1]

    copies = [one for one in MANIFEST if one.copy_of]
    assert len(copies) == 1
    assert twice == [copies[0].sha256]
    assert any(one.file == copies[0].copy_of and one.sha256 == twice[0] for one in MANIFEST)


def test_there_is_enough_of_everything() -> None:
    """Fewer originals, pages or conditions would not show what the archive can read."""
    assert len(MANIFEST) >= 44
    assert sum(len(one.scanned) for one in SCANNED if not one.copy_of) >= 25
    assert len({one.condition for one in SCANNED}) >= 6
    assert len(MINUTES) >= 4
    assert {one.path.suffix for one in MANIFEST} == {".pdf", ".tif", ".jpg", ".png", ".docx", ".txt", ".md", ".ofd"}
    assert {one.kind for one in MANIFEST} >= {"letter", "minutes", "record", "reply", "agreement", "notice", "review"}
    assert sum(file.stat().st_size for file in originals().rglob("*") if file.is_file()) < 12_000_000


@pytest.mark.parametrize("original", MANIFEST, ids=lambda one: one.name)
def test_pages_are_counted_right(original: Original) -> None:
    """A lost page of a letter is what the archive must never have."""
    pages = pages_of(original)

    assert pages is None or pages == original.pages
    assert set(original.scanned) <= set(range(1, original.pages + 1))


@pytest.mark.parametrize("original", [one for one in MANIFEST if one.path.suffix == ".pdf"], ids=lambda one: one.name)
def test_scanned_pages_hold_no_text_and_the_others_do(original: Original) -> None:
    """A text layer under a scan would let the demo pass without reading a single picture."""
    document = pdfium.PdfDocument(original.path)
    try:
        for number in range(1, len(document) + 1):
            text = document[number - 1].get_textpage().get_text_bounded().strip()
            assert (number in original.scanned) == (text == ""), number
    finally:
        document.close()


def test_photographs_lie_on_their_side() -> None:
    """Without the EXIF turn the photographs would not test that it is obeyed."""
    photos = [one for one in MANIFEST if one.format == "photo-jpeg"]

    assert photos
    for one in photos:
        with Image.open(one.path) as picture:
            assert picture.getexif()[0x0112] in (6, 8)
            assert picture.width > picture.height


def test_the_old_text_file_is_not_utf8() -> None:
    """An office's old text files are GB 18030; if this one were UTF-8 nobody would notice that they cannot be read."""
    data = [one.path.read_bytes() for one in MANIFEST if one.format == "txt-gb18030"]

    assert data
    for old in data:
        assert "回访" in old.decode("gb18030")
        with pytest.raises(UnicodeDecodeError):
            old.decode("utf-8")


@pytest.mark.parametrize("original", SCANNED, ids=lambda one: one.name)
def test_scanned_originals_have_their_true_text(original: Original) -> None:
    """Recognised text is held against this; a page too few would blame the recogniser."""
    pages = expected(original)

    assert len(pages) == original.pages
    assert all(len(page.strip()) > 30 for page in pages)


def test_expected_texts_belong_to_originals() -> None:
    """A true text left over from a removed original would be compared with nothing."""
    assert sorted(file.stem for file in EXPECTED.glob("*.txt")) == sorted({one.name for one in SCANNED})


@pytest.mark.parametrize("original", MINUTES, ids=lambda one: one.name)
def test_minutes_say_what_was_decided_by_whom_until_when(original: Original) -> None:
    """Minutes without owner and date cannot be followed up."""
    assert original.scanned
    text = "\n".join(expected(original))

    assert OFFICE_NUMBER.search(text)
    assert re.search(r"20\d\d年\d+月\d+日.{1,30}在.{2,20}主持召开", text)
    for label in ("出席：", "请假：", "列席："):
        assert label in text
    decisions = re.findall(r"^[一二三四五]、.*", text, re.MULTILINE)
    assert len(decisions) == 5
    owned = [one for one in decisions if "责任人：" in one and "完成时限：" in one]
    assert len(owned) >= 4


def test_the_scripts_still_say_what_the_originals_show() -> None:
    """A paper changed in its source but not made anew would contradict its own scan."""
    by_name = {paper.name: paper for paper in papers(SOURCE)}

    assert {one.name for one in MANIFEST} == set(by_name)
    for one in SCANNED:
        assert by_name[one.name].text == "\f".join(expected(one))
