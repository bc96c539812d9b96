"""Pages on which a decision once hung by a hair: read alike whatever the arithmetic of the processor.

``benchmarks.ocr_steady`` does this for all pages; here stand those on which a reading once flipped.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.extract.scan.reader import PageReader
from benchmarks.ocr_altered import larger, noisy, packed, shifted
from benchmarks.ocr_score import errors, fold

Picture = NDArray[np.uint8]
ROOT = Path(__file__).parents[3]
APPLICATION = ROOT / "archive/demonstration/originals/人民调解卷/周广文周广武宅基地边界/01人民调解申请书.jpg"


@pytest.mark.parametrize(
    "alter",
    [lambda picture: noisy(picture, 1, seed=1), lambda picture: noisy(picture, 2, seed=2), shifted, packed, larger],
    ids=["±1", "±2", "shifted", "packed", "larger"],
)
def test_ink_from_the_other_side_never_wins(
    reader: PageReader,
    picture: Callable[[str], Picture],
    truth: Callable[[str], str],
    alter: Callable[[Picture], Picture],
) -> None:
    """On some processors one mirrored line scored .857 in place of .84, and the letter was buried under its back."""
    name = "bleed/05_dafu_yijian_p2"

    page = reader.read(alter(picture(name)))

    wrong, characters = errors("\n".join(line.text for line in page.lines), truth(name))
    assert wrong <= 0.02 * characters
    assert any("透印" in note for note in page.notes)


@pytest.mark.parametrize("margin", [0, 6, 12, 20])
def test_line_cut_out_is_read_as_on_its_page(
    reader: PageReader, picture: Callable[[str], Picture], margin: int
) -> None:
    """A date cut out of its page became 2023年7月112日: enlarged, it was found in two boxes that shared a character."""
    image = picture("clean/05_dafu_yijian_p2")
    height, width = image.shape[:2]
    (line,) = [line for line in reader.read(image).lines if fold(line.text) == "2023年7月12日"]
    assert line.box is not None
    x0, y0, x1, y1 = (round(share * side) for share, side in zip(line.box, (width, height) * 2, strict=True))

    alone = reader.read(image[y0 - margin : y1 + margin, x0 - margin : x1 + margin])

    assert [fold(each.text) for each in alone.lines] == ["2023年7月12日"]


def test_zero_of_a_year_is_read_on_a_leaning_page(reader: PageReader) -> None:
    """The thin ring of 二〇一四年 was taken for nothing, and the year of the wall was lost."""
    with Image.open(APPLICATION) as image:
        page = reader.read(np.asarray(image.convert("RGB"), np.uint8))

    assert "二〇一四年他翻盖东厢房" in "".join(line.text for line in page.lines)
