"""Pictures of single pages, as the page of search results shows them."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from archive.errors import NotFound, ReadError
from archive.extract.page_picture import page_picture
from tests.archive.extract import bad_files
from tests.archive.extract.made_pdf import PageMaker, letter, write_pdf

OFD = Path(__file__).parent / "ofd"


def _image(path: Path, number: int, angle: int, width: int) -> Image.Image:
    return Image.open(io.BytesIO(page_picture(path, number, angle, width)))


def test_a_pdf_page(tmp_path: Path) -> None:
    """The picture must be the page the boxes were measured on."""
    page = PageMaker()
    page.rule(0, 842 / 4, 595, 842 / 4)
    (tmp_path / "a.pdf").write_bytes(write_pdf([letter(random.Random(1)), page]))
    image = _image(tmp_path / "a.pdf", 2, 0, 400).convert("L")

    assert image.size == (400, 567)
    dark = [y for y in range(image.height) if image.getpixel((200, y)) < 200]  # type: ignore[operator]
    assert dark
    assert all(abs(y - image.height / 4) < 3 for y in dark)


def test_a_picture_turned_upright(tmp_path: Path) -> None:
    """A letter scanned upside down must be shown the way it was read."""
    image = bad_files.half_black()
    image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.png")  # counterclockwise
    upright = _image(tmp_path / "a.png", 1, 90, 150).convert("L")

    assert upright.size == (150, 200)
    assert upright.getpixel((75, 20)) == 0
    assert upright.getpixel((75, 180)) == 255


def test_frames_and_ofd(tmp_path: Path) -> None:
    """Pages of TIFF and OFD files are shown too."""
    frames = [Image.new("L", (100, 100 * n)) for n in (1, 2)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])

    assert _image(tmp_path / "a.tif", 2, 0, 50).size == (50, 100)
    assert _image(OFD / "mixed.ofd", 2, 0, 210).size == (210, 297)


def test_what_has_no_picture(tmp_path: Path) -> None:
    """Text has no page pictures, and a page beyond the end is none."""
    (tmp_path / "a.txt").write_text("来信", encoding="utf-8")
    for path, number in ((tmp_path / "a.txt", 1), (OFD / "text.ofd", 1), (bad_files.sound_pdf(tmp_path), 9)):
        with pytest.raises(NotFound):
            page_picture(path, number, 0, 100)


def test_bad_files_do_not_hurt_the_server(tmp_path: Path) -> None:
    """What kills a reader must not kill the program that shows pages."""
    cases = {bad_files.encrypted_pdf(tmp_path): "encrypted", bad_files.huge_png(tmp_path): "too_large"}
    cases[tmp_path / "gone.pdf"] = "vanished"
    for path, code in cases.items():
        with pytest.raises(ReadError) as caught:
            page_picture(path, 1, 0, 100)
        assert caught.value.error_code == code


def test_a_giant_page_is_shown_small(tmp_path: Path) -> None:
    """A page of 200 metres is a picture like any other."""
    assert _image(bad_files.giant_pdf(tmp_path), 1, 0, 300).size == (300, 300)
