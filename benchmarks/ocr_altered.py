"""Pages altered so little that nobody sees it.

Processors add up in different orders, and so do the libraries that run the networks: the same page gives numbers that
differ in their last places. A picture changed by a grey level or a pixel changes them as much or more, on one machine.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""H×W×3, 8 bit, red-green-blue."""


def noisy(picture: Picture, levels: int, seed: int) -> Picture:
    """Each value changed by up to so many grey levels."""
    noise = np.random.default_rng(seed).integers(-levels, levels + 1, picture.shape)
    return np.asarray(np.clip(picture.astype(np.int16) + noise, 0, 255), np.uint8)


def shifted(picture: Picture) -> Picture:
    """One pixel down and to the right."""
    return np.ascontiguousarray(np.roll(picture, (1, 1), (0, 1)))


def packed(picture: Picture) -> Picture:
    """Through a JPEG file of quality 95."""
    _, file = cv2.imencode(".jpg", picture[:, :, ::-1], (cv2.IMWRITE_JPEG_QUALITY, 95))
    return np.ascontiguousarray(np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)[:, :, ::-1])


def larger(picture: Picture) -> Picture:
    """Half a per cent larger."""
    return np.asarray(cv2.resize(picture, None, fx=1.005, fy=1.005, interpolation=cv2.INTER_CUBIC), np.uint8)


ALTERATIONS: dict[str, Callable[[Picture], Picture]] = {
    "±1": lambda picture: noisy(picture, 1, seed=1),
    "±2": lambda picture: noisy(picture, 2, seed=2),
    "shifted": shifted,
    "packed": packed,
    "larger": larger,
}
"""By name, as the table shows them."""
