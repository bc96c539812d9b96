"""Pictures of single pages, as the page of search results shows them."""

from __future__ import annotations

import io
import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from archive.errors import NotFound, ReadError
from archive.extract.painter import Painter
from tests.archive.extract import bad_files
from tests.archive.extract.made_pdf import PageMaker, letter, write_pdf

OFD = Path(__file__).parent / "ofd"


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as opened:
        yield opened


def _image(painter: Painter, path: Path, number: int, angle: int, width: int) -> Image.Image:
    return Image.open(io.BytesIO(painter.draw(path, number, angle, width)))


def _processes() -> set[int]:
    """The drawing processes there are."""
    mine = psutil.Process().children(recursive=True)
    return {one.pid for one in mine if "archive.extract.page_picture" in one.cmdline()}


def test_a_pdf_page(painter: Painter, tmp_path: Path) -> None:
    """The picture must be the page the boxes were measured on."""
    page = PageMaker()
    page.rule(0, 842 / 4, 595, 842 / 4)
    (tmp_path / "a.pdf").write_bytes(write_pdf([letter(random.Random(1)), page]))
    image = _image(painter, tmp_path / "a.pdf", 2, 0, 400).convert("L")

    assert image.size == (400, 567)
    dark = np.flatnonzero(np.asarray(image)[:, 200] < 200)
    assert dark.size
    assert all(abs(y - image.height / 4) < 3 for y in dark)


def test_a_picture_turned_upright(painter: Painter, tmp_path: Path) -> None:
    """A letter scanned upside down must be shown the way it was read."""
    image = bad_files.half_black()
    image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.png")  # counterclockwise
    upright = _image(painter, tmp_path / "a.png", 1, 90, 150).convert("L")

    assert upright.size == (150, 200)
    assert upright.getpixel((75, 20)) == 0
    assert upright.getpixel((75, 180)) == 255


def test_frames_and_ofd(painter: Painter, tmp_path: Path) -> None:
    """Pages of TIFF and OFD files are shown too."""
    frames = [Image.new("L", (100, 100 * n)) for n in (1, 2)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])

    assert _image(painter, tmp_path / "a.tif", 2, 0, 50).size == (50, 100)
    assert _image(painter, OFD / "mixed.ofd", 2, 0, 210).size == (210, 297)


def test_what_has_no_picture(painter: Painter, tmp_path: Path) -> None:
    """Text has no page pictures, and a page beyond the end is none."""
    (tmp_path / "a.txt").write_text("来信", encoding="utf-8")
    for path, number in ((tmp_path / "a.txt", 1), (OFD / "text.ofd", 1), (bad_files.sound_pdf(tmp_path), 9)):
        with pytest.raises(NotFound):
            painter.draw(path, number, 0, 100)


def test_bad_files_do_not_hurt_the_server(painter: Painter, tmp_path: Path) -> None:
    """What kills a reader must not kill the program that shows pages."""
    cases = {bad_files.encrypted_pdf(tmp_path): "encrypted", bad_files.huge_png(tmp_path): "too_large"}
    cases[tmp_path / "gone.pdf"] = "vanished"
    for path, code in cases.items():
        with pytest.raises(ReadError) as caught:
            painter.draw(path, 1, 0, 100)
        assert caught.value.error_code == code


def test_a_giant_page_is_shown_small(painter: Painter, tmp_path: Path) -> None:
    """A page of 200 metres is a picture like any other."""
    assert _image(painter, bad_files.giant_pdf(tmp_path), 1, 0, 300).size == (300, 300)


def test_a_process_draws_many_pages(tmp_path: Path) -> None:
    """A process for each picture costs a second of a clerk's time a page."""
    bad_files.half_black().save(tmp_path / "a.png")
    before = _processes()
    with Painter() as own:
        own.warm()
        started = _processes() - before
        for width in (20, 30, 40):
            assert _image(own, tmp_path / "a.png", 1, 0, width).size[0] == width
        assert len(started) == 1
        assert _processes() - before == started

    assert _processes() == before


def test_a_file_that_cannot_be_drawn_leaves_no_process_behind(tmp_path: Path) -> None:
    """What a hostile file did to a process must not show in somebody else's page."""
    bad_files.half_black().save(tmp_path / "a.png")
    before = _processes()
    with Painter() as own:
        with pytest.raises(ReadError):
            own.draw(bad_files.encrypted_pdf(tmp_path), 1, 0, 100)
        assert _processes() == before

        assert _image(own, tmp_path / "a.png", 1, 0, 20).size[0] == 20


def test_a_drawing_process_that_was_killed_is_replaced(tmp_path: Path) -> None:
    """When memory runs out the system kills such a process first; the next page must come all the same."""
    bad_files.half_black().save(tmp_path / "a.png")
    before = _processes()
    with Painter() as own:
        own.draw(tmp_path / "a.png", 1, 0, 20)
        [pid] = _processes() - before
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

        assert _image(own, tmp_path / "a.png", 1, 0, 20).size[0] == 20


def test_a_closed_painter_draws_nothing(tmp_path: Path) -> None:
    """A request that comes while the server stops gets an answer, and starts no process."""
    own = Painter()
    own.close()

    with pytest.raises(ReadError) as caught:
        own.draw(tmp_path / "a.png", 1, 0, 20)
    assert caught.value.error_code == "interrupted"
