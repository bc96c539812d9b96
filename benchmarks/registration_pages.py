"""Papers drawn on pages and damaged, so that suggestions are measured on what the real reader reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from archive.extract.reading import Page
from archive.extract.scan.reader import PageReader
from archive.extract.scanned import scanned_page

Picture = NDArray[np.uint8]
WIDTH, HEIGHT = 1654, 2339
"""A4 at 200 dots an inch."""
LEFT, TOP, RIGHT, BOTTOM = 200, 220, 170, 240
SIZE, LEADING, COLUMNS = 42, 70, 60
"""Height of a sign and of a line in dots; half signs on a line."""
DAMAGES = ("none", "paper", "skew", "noise", "seal", "fax", "photo")
_FONTS = Path("/usr/share/fonts")
_PRINT = (
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "truetype/arphic/uming.ttc",
)
_HAND = ("truetype/arphic/ukai.ttc",)
_NO_START, _NO_END = "，。；：、！？）》”’", "（《“‘"


def read_paper(text: str, name: str, damage: str | None, hand: bool, reader: PageReader) -> list[Page]:
    """A paper's pages as the reader reads them; the same name is always damaged in the same way."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    random = np.random.default_rng(seed)
    kind = damage or DAMAGES[seed % len(DAMAGES)]
    font = _font((_HAND if hand else _PRINT)[seed % len(_HAND if hand else _PRINT)])
    pages = []
    for number, lines in enumerate(_paged(text), 1):
        picture = damaged(drawn(lines, font), kind, random)
        pages.append(scanned_page(number, picture, reader.read))
    return pages


def wrapped(text: str, columns: int = COLUMNS) -> Iterator[str]:
    """Lines of a page: paragraphs cut at the right edge, no line beginning with a closing sign, no number cut."""
    for paragraph in text.split("\n"):
        line, width = "", 0
        for token in _tokens(paragraph):
            size = sum(1 if sign.isascii() else 2 for sign in token)
            if width + size > columns and line.strip() and token not in _NO_START:
                moved = line[-1] if line[-1] in _NO_END else ""
                yield line.removesuffix(moved)
                line, width = moved, 2 * len(moved)
            line, width = line + token, width + size
        yield line


def drawn(lines: list[str], font: ImageFont.FreeTypeFont) -> Picture:
    """A white page with these lines; a tab at the beginning sets a line to the right."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        shown = line.replace("\t", "    ").rstrip() if not line.startswith("\t") else line.strip()
        left = LEFT if not line.startswith("\t") else WIDTH - RIGHT - 80 - pen.textlength(shown, font=font)
        pen.text((left, TOP + number * LEADING), shown, fill=(25, 25, 30), font=font)
    return np.asarray(image, np.uint8)


def damaged(picture: Picture, kind: str, random: np.random.Generator) -> Picture:
    """What scanning, faxing, stamping and photographing do to a page."""
    if kind == "none":
        return picture
    page: NDArray[np.float32] = picture.astype(np.float32)
    if kind == "paper":
        page = (cv2.GaussianBlur(page, (0, 0), 0.8) * 0.9 + random.normal(0, 5, page.shape) + 8).astype(np.float32)
    elif kind == "skew":
        page = _turned(page, float(random.uniform(-2.5, 2.5)))
    elif kind == "noise":
        page = (page + random.normal(0, 22, page.shape)).astype(np.float32)
    elif kind == "seal":
        page = _sealed(page, random)
    elif kind == "fax":
        small = cv2.resize(page, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
        grey = small.mean(axis=2) + random.normal(0, 12, small.shape[:2])
        page = np.repeat((grey > 150)[:, :, None] * 255.0, 3, axis=2).astype(np.float32)
    elif kind == "photo":
        page = _photographed(page, random)
    return np.clip(page, 0, 255).astype(np.uint8)


def _turned(page: NDArray[np.float32], degrees: float) -> NDArray[np.float32]:
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees, 1.0)
    turned = cv2.warpAffine(page, matrix, (WIDTH, HEIGHT), borderValue=(255, 255, 255))
    return turned.astype(np.float32)


def _sealed(page: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    seal = np.full_like(page, 255.0)
    centre = (int(random.uniform(900, 1250)), int(random.uniform(1000, 1900)))
    cv2.circle(seal, centre, 170, (205.0, 30.0, 40.0), 9)
    cv2.circle(seal, centre, 36, (205.0, 30.0, 40.0), -1)
    for angle in range(0, 360, 24):
        at = (int(centre[0] + 130 * np.cos(np.radians(angle))), int(centre[1] + 130 * np.sin(np.radians(angle))))
        cv2.rectangle(seal, (at[0] - 12, at[1] - 14), (at[0] + 12, at[1] + 14), (205.0, 30.0, 40.0), 3)
    mixed: NDArray[np.float32] = np.minimum(page, 255 - (255 - seal) * 0.75)
    return mixed


def _photographed(page: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    corners = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)
    moved = corners + random.uniform(-28, 28, (4, 2)).astype(np.float32)
    warped = cv2.warpPerspective(
        page, cv2.getPerspectiveTransform(corners, moved), (WIDTH, HEIGHT), borderValue=(225, 222, 215)
    )
    shade = np.linspace(1.0, float(random.uniform(0.62, 0.8)), WIDTH, dtype=np.float32)[None, :, None]
    return (cv2.GaussianBlur(warped, (0, 0), 1.0) * shade + random.normal(0, 4, warped.shape)).astype(np.float32)


def _paged(text: str) -> Iterator[list[str]]:
    fits = (HEIGHT - TOP - BOTTOM) // LEADING
    for part in text.replace("\r", "").split("\f"):
        lines = list(wrapped(part.strip("\n")))
        for at in range(0, len(lines), fits):
            yield lines[at : at + fits]


def _tokens(paragraph: str) -> Iterator[str]:
    word = ""
    for sign in paragraph:
        if sign.isascii() and not sign.isspace():
            word += sign
            continue
        if word:
            yield word
        word = ""
        yield sign
    if word:
        yield word


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / name), SIZE, index=2 if "Noto" in name else 0)
