"""Pictures: whatever the file stores, the OCR gets upright 8-bit RGB, or the file is refused in plain words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archive.errors import ReadError
from archive.extract.pictures import read_pictures
from archive.extract.reading import Limits
from tests.archive.extract import bad_files
from tests.archive.extract.fakes import Eye


def _pictures(path: Path, limits: Limits | None = None) -> Eye:
    eye = Eye()
    list(read_pictures(path, limits or Limits(), eye))
    return eye


def _is_half_black(picture: np.ndarray) -> bool:
    height = picture.shape[0]
    return bool(picture[: height // 2 - 8].max() < 60 and picture[height // 2 + 8 :].min() > 195)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_every_way_to_store_colours_is_brought_to_one(tmp_path: Path, mode: str) -> None:
    """The recogniser finds nothing, without a word, on CMYK and 16-bit pictures."""
    if mode == "I;16":
        path = bad_files.deep_png(tmp_path)
    elif mode == "CMYK":
        path = bad_files.cmyk_jpeg(tmp_path)
    else:
        path = tmp_path / "picture.png"
        image = bad_files.half_black()
        (image.convert("L").convert("LA") if mode == "LA" else image.convert(mode)).save(path)
    (picture,) = _pictures(path).pictures

    assert picture.shape == (400, 300, 3)
    assert picture.dtype == np.dtype(np.uint8)
    assert _is_half_black(picture)


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    """Black ink on a transparent ground must not become black on black."""
    image = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 300, 200))
    image.save(tmp_path / "ink.png")

    assert _is_half_black(_pictures(tmp_path / "ink.png").pictures[0])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_as_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    """A telephone stores the picture on its side and says so in EXIF."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = bad_files.half_black()
    stored = image.transpose(back[orientation]) if orientation > 1 else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    for name in ("photo.jpg", "photo.tif"):
        stored.save(tmp_path / name, exif=exif, quality=95)
        (picture,) = _pictures(tmp_path / name).pictures

        assert picture.shape == (400, 300, 3), name
        assert _is_half_black(picture), name


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    """Minutes scanned into one TIFF must not end after the first page."""
    frames = [Image.new(mode, (200 + 10 * n, 300)) for n, mode in enumerate(("1", "L", "RGB"))]
    frames[0].save(tmp_path / "minutes.tif", save_all=True, append_images=frames[1:])
    eye = Eye()
    pages = list(read_pictures(tmp_path / "minutes.tif", Limits(), eye))

    assert [page.number for page in pages] == [1, 2, 3]
    assert [picture.shape for picture in eye.pictures] == [(300, 200 + 10 * n, 3) for n in range(3)]


def test_a_broken_frame_does_not_lose_the_others(tmp_path: Path) -> None:
    """One damaged page of a long TIFF is named, the others are read."""
    noise = np.random.default_rng(1).integers(0, 255, (200, 200), np.uint8)
    frames = [Image.fromarray(noise) for _ in range(3)]
    path = tmp_path / "minutes.tif"
    frames[0].save(path, save_all=True, append_images=frames[1:], compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle - 3000 : middle + 3000] = b"\xff" * 6000
    path.write_bytes(data)
    eye = Eye()
    pages = list(read_pictures(path, Limits(), eye))

    assert len(pages) == 3
    assert len(eye.pictures) < 3
    assert any("损坏" in reason for page in pages for reason in page.review)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (bad_files.huge_png, "too_large"),
        (lambda folder: bad_files.huge_png(folder, side=8000), "too_large"),
        (bad_files.truncated_jpeg, "damaged"),
        (lambda folder: bad_files._write(folder / "x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50), "damaged"),
    ],
)
def test_bad_pictures_are_refused(tmp_path: Path, make: object, code: str) -> None:
    """OpenCV gives part of a truncated picture silently, and takes 2 GB for a huge one."""
    assert callable(make)
    path = make(tmp_path)
    with pytest.raises(ReadError) as caught:
        _pictures(path)
    assert caught.value.error_code == code


def test_a_large_photo_is_read_smaller(tmp_path: Path) -> None:
    """Telephones make photos of 50 megapixels; these are letters too."""
    bad_files.half_black(size=(3000, 4000)).save(tmp_path / "photo.jpg")
    eye = Eye()
    (page,) = read_pictures(tmp_path / "photo.jpg", Limits(pixels=5_000_000), eye)

    assert eye.pictures[0].shape == (2000, 1500, 3)
    assert page.notes == ("照片过大（3000×4000），已缩小后识别",)


def test_frames_beyond_the_limit_are_said(tmp_path: Path) -> None:
    """What is cut off must be said."""
    frames = [Image.new("1", (50, 50)) for _ in range(5)]
    frames[0].save(tmp_path / "many.tif", save_all=True, append_images=frames[1:])
    reader = read_pictures(tmp_path / "many.tif", Limits(pages=2), Eye())
    pages = []
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            remarks = end.value
            break

    assert len(pages) == 2
    assert remarks.review == ("共 5 页，只读取了前 2 页",)
