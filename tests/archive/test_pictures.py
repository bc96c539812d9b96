"""Pictures of pages are kept, and what is kept can be deleted."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from archive.errors import ReadError
from archive.extract.painter import Painter
from archive.pictures import PagePictures

SHA = "ab" * 32


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter(1) as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A scanned page."""
    Image.new("L", (60, 90), 200).save(tmp_path / "a.png")
    return tmp_path / "a.png"


def test_a_page_is_drawn_once(tmp_path: Path, page: Path) -> None:
    """Turning back to a page must not cost what the first look cost."""
    own = Painter(1)
    kept = PagePictures(tmp_path / "pictures", own)
    first = kept.get(page, SHA, 1, 0, 30)
    own.close()

    assert kept.get(page, SHA, 1, 0, 30) == first
    for other in ((2, 0, 30), (1, 90, 30), (1, 0, 31)):
        with pytest.raises(ReadError):  # another picture, which the closed painter does not draw
            kept.get(page, SHA, *other)


def test_the_folder_can_be_deleted_at_any_time(tmp_path: Path, page: Path, painter: Painter) -> None:
    kept = PagePictures(tmp_path / "pictures", painter)
    first = kept.get(page, SHA, 1, 0, 30)
    shutil.rmtree(kept.folder)

    assert kept.get(page, SHA, 1, 0, 30) == first


def test_a_picture_that_cannot_be_kept_is_shown(tmp_path: Path, page: Path, painter: Painter) -> None:
    """A full disk, or a folder of another user, costs time and not the page."""
    (tmp_path / "pictures").write_text("in the way", "utf-8")
    kept = PagePictures(tmp_path / "pictures", painter)

    assert Image.open(io.BytesIO(kept.get(page, SHA, 1, 0, 30))).size == (30, 45)


def test_what_cannot_be_drawn_is_not_kept(tmp_path: Path, painter: Painter) -> None:
    kept = PagePictures(tmp_path / "pictures", painter)

    with pytest.raises(ReadError):
        kept.get(tmp_path / "gone.pdf", SHA, 1, 0, 30)
    assert not kept.folder.exists()


def test_pictures_not_looked_at_go_first_when_there_are_too_many(tmp_path: Path, page: Path, painter: Painter) -> None:
    """Pictures must not fill the disk that the originals need."""
    folder = tmp_path / "pictures"
    PagePictures(folder, painter).get(page, SHA, 1, 0, 30)
    PagePictures(folder, painter).get(page, SHA, 1, 0, 40)
    old, looked_at = sorted(folder.rglob("*.png"))
    for path in (old, looked_at):
        os.utime(path, (1, 1))
    small = PagePictures(folder, painter, most_bytes=looked_at.stat().st_size * 3)
    small.get(page, SHA, 1, 0, 40)

    small.get(page, SHA, 1, 0, 50)

    assert not old.exists()
    assert looked_at.exists()
