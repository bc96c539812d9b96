"""Round red seals of invented offices, as pictures."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

SONG = "NotoSerifCJK-Bold.ttc"
FONT_FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/truetype/arphic"))
SIMPLIFIED = 2
"""Index of the simplified Chinese face within Noto's collections."""
RED = (206, 32, 38)


@cache
def font(name: str, size: int, index: int = SIMPLIFIED) -> ImageFont.FreeTypeFont:
    """A font of the system by its file name; size in pixels."""
    for folder in FONT_FOLDERS:
        if (folder / name).exists():
            return ImageFont.truetype(str(folder / name), size, index=index)
    raise FileNotFoundError(name)


def round_seal(office: str, below: str = "", size: int = 330, colour: tuple[int, int, int] = RED) -> Image.Image:
    """A seal: the office's name round the upper arc, a star, a line below; RGBA, transparent outside the ink."""
    big = size * 2
    seal = Image.new("RGBA", (big, big), (*colour, 0))
    draw = ImageDraw.Draw(seal)
    edge = big * 0.02
    draw.ellipse((edge, edge, big - edge, big - edge), outline=(*colour, 255), width=int(big * 0.022))
    _star(draw, big / 2, big / 2, big * 0.15, colour)
    glyphs = list(office)
    span = min(250, 24 * len(glyphs))
    step = span / max(1, len(glyphs) - 1)
    points = int(min(big * 0.125, 2 * math.pi * big * 0.37 * step / 360 * 0.92))
    for at, glyph in enumerate(glyphs):
        angle = -span / 2 + at * step
        _glyph(seal, glyph, points, angle, big * 0.385, colour)
    if below:
        _line(seal, below, int(big * 0.075), big * 0.72, colour)
    return seal.resize((size, size), Image.Resampling.LANCZOS)


def _star(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
    corners = []
    for turn in range(10):
        reach = radius if turn % 2 == 0 else radius * 0.382
        angle = math.pi / 5 * turn
        corners.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    draw.polygon(corners, fill=(*colour, 255))


def _glyph(
    seal: Image.Image, glyph: str, points: int, angle: float, radius: float, colour: tuple[int, int, int]
) -> None:
    box = Image.new("RGBA", (points * 2, points * 2), (*colour, 0))
    ImageDraw.Draw(box).text((points, points), glyph, font=font(SONG, points), fill=(*colour, 255), anchor="mm")
    turned = box.rotate(-angle, Image.Resampling.BICUBIC)
    middle = seal.width / 2
    x = middle + radius * math.sin(math.radians(angle))
    y = middle - radius * math.cos(math.radians(angle))
    seal.alpha_composite(turned, (int(x - points), int(y - points)))


def _line(seal: Image.Image, text: str, points: int, y: float, colour: tuple[int, int, int]) -> None:
    draw = ImageDraw.Draw(seal)
    draw.text((seal.width / 2, y), text, font=font(SONG, points), fill=(*colour, 255), anchor="mm")


def stamp(page: Image.Image, seal: Image.Image, x: int, y: int) -> Image.Image:
    """The page with the seal pressed over it, centred at x, y: ink darkens what is below it, as on paper."""
    page = page.convert("RGB")
    box = (x - seal.width // 2, y - seal.height // 2)
    area = page.crop((*box, box[0] + seal.width, box[1] + seal.height))
    white = Image.new("RGB", seal.size, "white")
    white.paste(seal.convert("RGB"), mask=seal.getchannel("A"))
    page.paste(ImageChops.multiply(area, white), box)
    return page
