"""Real page pictures, read the whole way."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archive.extract.scan.reader import PageReader, ScannedPage
from benchmarks.ocr_score import errors, fold

Picture = NDArray[np.uint8]
Load = Callable[[str], Picture]
Truth = Callable[[str], str]

REPLY = "clean/05_dafu_yijian_p2"


def text_of(page: ScannedPage) -> str:
    return "\n".join(line.text for line in page.lines)


def error_rate(page: ScannedPage, truth: str) -> float:
    wrong, characters = errors(text_of(page), truth)
    return wrong / characters


@pytest.mark.parametrize(
    ("name", "most"),
    [
        (REPLY, 0.005),
        ("100dpi/05_dafu_yijian_p1", 0.005),
        ("100dpi/06_buchang_mingxi_p1", 0.005),
        ("jpeg10/09_shouli_gaozhi_p1", 0.015),
        ("skew5/05_dafu_yijian_p2", 0.005),
        ("bleed/05_dafu_yijian_p2", 0.02),
        ("seal/05_dafu_yijian_p2", 0.02),
        ("worst/05_dafu_yijian_p2", 0.06),
    ],
)
def test_reads_pages_of_every_condition(
    reader: PageReader, picture: Load, truth: Truth, name: str, most: float
) -> None:
    """A paper that is read wrongly is never found again."""
    page = reader.read(picture(name))

    assert error_rate(page, truth(name)) <= most
    assert page.angle == 0


@pytest.mark.parametrize(
    ("turns", "angle"), [(cv2.ROTATE_90_CLOCKWISE, 270), (cv2.ROTATE_180, 180), (cv2.ROTATE_90_COUNTERCLOCKWISE, 90)]
)
def test_turned_page_is_read_upright(reader: PageReader, picture: Load, truth: Truth, turns: int, angle: int) -> None:
    """A page put into the scanner the wrong way round gives garbage, or text with boxes in the wrong place."""
    upright = reader.read(picture(REPLY))

    page = reader.read(np.asarray(cv2.rotate(picture(REPLY), turns), np.uint8))

    assert page.angle == angle
    assert error_rate(page, truth(REPLY)) <= 0.01
    for found, expected in zip(page.lines, upright.lines, strict=True):
        assert found.box == pytest.approx(expected.box, abs=0.02)


def test_page_scanned_on_its_side(reader: PageReader, picture: Load, truth: Truth) -> None:
    """The scanner's own file of a turned page, not one turned by the test."""
    name = "rot90/05_dafu_yijian_p2"

    page = reader.read(picture(name))

    assert page.angle == 270
    assert error_rate(page, truth(name)) <= 0.01


@pytest.mark.parametrize("name", [REPLY, "100dpi/05_dafu_yijian_p1"])
def test_boxes_lie_on_their_words(reader: PageReader, picture: Load, name: str) -> None:
    """A highlight beside the word sends the reader to the wrong line."""
    image = picture(name)
    height, width = image.shape[:2]
    page = reader.read(image)

    for line in page.lines[1:6]:
        assert line.box is not None
        x0, y0, x1, y1 = line.box
        top, bottom = max(0, int(y0 * height) - 12), int(y1 * height) + 12
        alone = reader.read(image[top:bottom, max(0, int(x0 * width) - 12) : int(x1 * width) + 12])
        assert fold(line.text) in fold(text_of(alone))


def test_date_of_the_reply_stands_at_the_lower_right(reader: PageReader, picture: Load) -> None:
    """Boxes are fractions of the page, not pixels of a smaller copy."""
    (line,) = [line for line in reader.read(picture(REPLY)).lines if fold(line.text) == "2023年7月12日"]

    assert line.box == pytest.approx((0.67, 0.235, 0.88, 0.255), abs=0.015)


@pytest.mark.parametrize("degrees", [-4.0, 3.0])
def test_rows_of_a_skewed_table_stay_together(reader: PageReader, picture: Load, truth: Truth, degrees: float) -> None:
    """One villager's money must not be read into another's row."""
    name = "100dpi/06_buchang_mingxi_p1"
    image = picture(name)
    matrix = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), degrees, 1.0)
    skewed = cv2.warpAffine(image, matrix, (image.shape[1], image.shape[0]), borderValue=(255, 255, 255))

    page = reader.read(np.asarray(skewed, np.uint8))

    assert "9 马文彬 230124196411080615 4组 玉米 3.33 920 3063.60 马文彬" in [line.text for line in page.lines]
    assert error_rate(page, truth(name)) <= 0.01


def test_cell_of_two_lines_is_read_whole(reader: PageReader, picture: Load) -> None:
    """The number of the parcel stands below its label, not behind the next row."""
    lines = [line.text for line in reader.read(picture("jpeg10/09_shouli_gaozhi_p1")).lines]

    place = next(number for number, line in enumerate(lines) if "快递单号" in line)
    assert fold(lines[place]) == fold("送达人 崔立军、石磊 备注 快递单号：")
    assert lines[place + 1] == "EMS1189630275CN"


def test_text_under_a_seal_is_read_and_the_page_reviewed(reader: PageReader, picture: Load) -> None:
    """Who signed, and when, lies under the seal; a score cannot see what the seal swallowed."""
    page = reader.read(picture("seal/05_dafu_yijian_p2"))

    read = fold(text_of(page))
    assert "方正县住房和城乡建设局" in read
    assert "2023年7月12日" in read
    assert "有红色印章" in page.review
    assert any("印章" in note for note in page.notes)


def test_clean_page_needs_no_review(reader: PageReader, picture: Load) -> None:
    """A pile of good pages to review hides the bad ones."""
    page = reader.read(picture(REPLY))

    assert page.review == ()
    assert page.notes == ()
    assert page.confidence is not None
    assert page.confidence > 0.97


def test_weak_page_goes_to_review(reader: PageReader, picture: Load) -> None:
    """A misread amount must meet a person's eye."""
    weak = np.asarray(cv2.GaussianBlur(picture("100dpi/05_dafu_yijian_p1"), (0, 0), 3.4), np.uint8)

    page = reader.read(weak)

    assert page.confidence is not None
    assert page.confidence < 0.97
    assert "低置信度" in page.review


def test_illegible_page_goes_to_review_as_it_lies(reader: PageReader, picture: Load) -> None:
    """Nothing can be said about it, not even which way up it is; but it is no blank page."""
    gone = np.asarray(cv2.GaussianBlur(picture("100dpi/05_dafu_yijian_p1"), (0, 0), 4), np.uint8)

    page = reader.read(gone)

    assert page.angle == 0
    assert "部分文字无法辨认" in page.review


def test_ink_from_the_other_side_is_left_out(reader: PageReader, picture: Load, truth: Truth) -> None:
    """Mirrored lines of the back page would be indexed as words nobody wrote; what is left out is said."""
    name = "bleed/05_dafu_yijian_p2"

    page = reader.read(picture(name))

    assert len(fold(text_of(page))) < 1.05 * len(fold(truth(name)))
    assert page.notes


def test_columns_are_read_one_after_the_other(reader: PageReader, picture: Load, truth: Truth) -> None:
    """Read across both columns, no sentence of a newspaper can be found."""
    name = "100dpi/05_dafu_yijian_p1"
    image = picture(name)
    part = image[int(0.2 * image.shape[0]) : int(0.7 * image.shape[0]), 90:740]
    one = text_of(reader.read(part))

    gap = np.full((len(part), 60, 3), 255, np.uint8)
    both = text_of(reader.read(np.ascontiguousarray(np.hstack([part, gap, part]))))

    assert errors(both, one + one)[0] <= 6


def test_long_screenshot_keeps_every_line(reader: PageReader, picture: Load, truth: Truth) -> None:
    """A whole chat in one tall picture becomes unreadable if it is shrunk to a page."""
    name = "100dpi/05_dafu_yijian_p1"
    image = picture(name)
    part = image[90:1000]
    tall = np.ascontiguousarray(np.vstack([part, part, part]))

    page = reader.read(tall)

    assert errors(text_of(page), truth(name) * 3)[0] <= 12


@pytest.mark.parametrize(
    "shape", [(1, 1, 3), (3, 4000, 3), (5000, 8, 3), (20, 20, 3), (40, 3000, 3), (3000, 40, 3), (600, 600, 3)]
)
@pytest.mark.parametrize("shade", [0, 255])
def test_empty_pictures_of_any_shape(reader: PageReader, shape: tuple[int, int, int], shade: int) -> None:
    """A blank page, a black one or a sliver must neither stop the pile nor yield words."""
    page = reader.read(np.full(shape, shade, np.uint8))

    assert page.lines == ()
    assert page.confidence is None
    assert page.angle == 0
