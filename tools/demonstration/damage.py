"""What happens to a page between the printer and the archive: scanners, fax machines, cameras, time.

Each condition takes an upright page (RGB, 200 dots an inch) and a seeded generator, and gives the picture that is kept.
The same seed gives the same picture.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.uint8]
Condition = Callable[[Image.Image, np.random.Generator], Image.Image]
DPI = 200
SEAL_DISTANCE = 40
"""A pixel whose red exceeds its blue by more than this is ink of a seal; such pages stay in colour."""


def _floats(page: Image.Image) -> NDArray[np.float32]:
    return np.asarray(page.convert("RGB"), dtype=np.float32)


def _picture(pixels: NDArray[np.float32]) -> Image.Image:
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def has_seal(page: Image.Image) -> bool:
    """True where there is red ink on the page."""
    pixels = np.asarray(page.convert("RGB"), dtype=np.int16)
    return bool(((pixels[..., 0] - pixels[..., 2]) > SEAL_DISTANCE).sum() > 2000)


def grey(page: Image.Image) -> Image.Image:
    """Grey, unless a seal needs its colour."""
    return page if has_seal(page) else page.convert("L")


def _turn(page: Image.Image, degrees: float, fill: tuple[int, int, int]) -> Image.Image:
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=False, fillcolor=fill)


def _paper(page: Image.Image, dice: np.random.Generator, noise: float = 2.5) -> NDArray[np.float32]:
    """Toner on yellowish paper with grain."""
    pixels = _floats(page.filter(ImageFilter.GaussianBlur(0.6)))
    tint = np.array([247, 245, 237], dtype=np.float32) - np.float32(dice.uniform(0, 8))
    toned = 28 + pixels * (tint - 28) / 255
    grain = cv2.GaussianBlur(dice.normal(0, noise * 2, pixels.shape[:2]).astype(np.float32), (0, 0), 1.1)
    return (toned + grain[..., None]).astype(np.float32)


def clean(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """A good scanner."""
    return grey(page.filter(ImageFilter.GaussianBlur(0.45)))


def paper(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """Paper with grain, specks of dirt and a fold."""
    pixels = _paper(page, dice)
    height, width = pixels.shape[:2]
    for _ in range(90):
        x, y = int(dice.integers(0, width)), int(dice.integers(0, height))
        cv2.circle(pixels, (x, y), int(dice.integers(1, 3)), (120.0, 118.0, 112.0), -1)
    fold = int(height * dice.uniform(0.45, 0.55))
    pixels[fold : fold + 2] -= 22
    pixels[fold + 2 : fold + 6] += 6
    return grey(_turn(_picture(pixels), float(dice.uniform(-0.5, 0.5)), (244, 242, 234)))


def skew(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """Put askew on the glass: 2 to 5 degrees."""
    degrees = float(dice.uniform(2.0, 4.6)) * (1 if dice.random() < 0.5 else -1)
    return grey(_turn(_picture(_paper(page, dice, 1.8)), degrees, (226, 226, 224)))


def turned90(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """Fed sideways."""
    return clean(page, dice).transpose(Image.Transpose.ROTATE_90)


def turned180(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """Fed upside down."""
    return paper(page, dice).transpose(Image.Transpose.ROTATE_180)


def fax(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """One bit, 150 dots an inch, with pepper and a lost line."""
    small = page.convert("L").resize((page.width * 150 // DPI, page.height * 150 // DPI), Image.Resampling.LANCZOS)
    pixels = np.asarray(small, dtype=np.float32) + dice.normal(0, 14, (small.height, small.width))
    bits = pixels < 150
    bits |= dice.random(bits.shape) < 0.0004
    line = int(dice.integers(bits.shape[0] // 3, bits.shape[0] // 2))
    bits[line, : bits.shape[1] // 2] = True
    return Image.fromarray(~bits)


def shadow(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """From a bound volume: dark towards the spine, and the back of the sheet shows through."""
    pixels = _paper(page, dice, 1.8)
    back = _floats(page.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2.2)))
    pixels -= (255 - np.roll(back, 37, axis=0)) * 0.11
    across = np.linspace(0, 1, pixels.shape[1], dtype=np.float32)
    pixels *= (1 - 0.45 * np.exp(-across * 9))[None, :, None]
    return grey(_turn(_picture(pixels), float(dice.uniform(-0.8, 0.8)), (150, 150, 148)))


def coarse(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """Sent through a messenger that squeezes pictures; the low quality is set when the file is written."""
    return grey(_picture(_paper(page, dice, 1.2)))


def photo(page: Image.Image, dice: np.random.Generator) -> Image.Image:
    """A page on a desk, taken by hand: perspective, uneven light, a dark edge."""
    pixels = _paper(page, dice, 2.0)
    height, width = pixels.shape[:2]
    out_w, out_h = width, int(width * 4 / 3)
    margin = out_w * 0.045
    shift = [float(value) for value in dice.uniform(0, out_w * 0.022, 8)]
    place_h = out_h - 2 * margin
    place_w = min(out_w - 2 * margin, place_h * width / height)
    left = (out_w - place_w) / 2
    corners = np.array(
        [
            [left + shift[0], margin + shift[1]],
            [left + place_w - shift[2], margin + shift[3]],
            [left + place_w - shift[4], margin + place_h - shift[5]],
            [left + shift[6], margin + place_h - shift[7]],
        ],
        dtype=np.float32,
    )
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(source, corners)
    desk = np.full((out_h, out_w, 3), (86.0, 66.0, 48.0), dtype=np.float32)
    grain = cv2.GaussianBlur(dice.normal(0, 30, (out_h, out_w)).astype(np.float32), (0, 0), sigmaX=40, sigmaY=1)
    desk += grain[..., None]
    covered = cv2.warpPerspective(np.ones((height, width), np.float32), warp, (out_w, out_h))[..., None]
    sheet = cv2.warpPerspective(pixels, warp, (out_w, out_h), flags=cv2.INTER_CUBIC)
    scene = desk * (1 - covered) + sheet * covered
    down, across = np.mgrid[0 : 1 : complex(out_h), 0 : 1 : complex(out_w)].astype(np.float32)
    light = 1.02 - 0.26 * (0.7 * across + 0.5 * down)
    return _picture(cv2.GaussianBlur(scene * light[..., None], (0, 0), 0.6))


CONDITIONS: dict[str, Condition] = {
    "clean": clean,
    "paper": paper,
    "skew": skew,
    "turned90": turned90,
    "turned180": turned180,
    "fax": fax,
    "shadow": shadow,
    "coarse": coarse,
    "photo": photo,
}
"""By name. A seal is no condition of its own here: whatever paper bears one keeps it."""
