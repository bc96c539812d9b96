"""Which way up a page stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.extract.scan.engine import BATCH, Engine, Picture, Quads, Reading, crop_size, cut

Angle = Literal[0, 90, 180, 270]
"""Degrees the picture must be turned clockwise to stand upright."""

PROBES = 4
"""Least lines read both ways up, if there are so many."""
SURE = 0.9
"""Mean score at which lines are taken to be the right way up without reading them the other way."""
LEGIBLE = 0.6
"""Mean score under which neither way is text, and the page is left as it is."""
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn(picture: Picture, angle: Angle) -> Picture:
    """The picture turned clockwise."""
    return np.asarray(cv2.rotate(picture, _TURNS[angle]), np.uint8) if angle else picture


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page stands, and what finding it out has read already."""

    angle: Angle = 0
    read: Mapping[int, Reading] = field(default_factory=dict)
    """Readings by number of the box, of an upright page."""


def standing(engine: Engine, page: Picture, quads: Quads) -> Standing:
    """Judge by the direction of the boxes whether lines run across or along, then by reading some both ways up."""
    if not len(quads):
        return Standing()
    running = _running(quads)
    weight = np.hypot(*running.T) ** 2
    steep = np.abs(running[:, 1]) > np.abs(running[:, 0])
    along = bool(weight[steep].sum() > weight[~steep].sum())
    lines = np.flatnonzero(steep == along)
    longest = _last_batches(lines, quads)
    # A crop reads in its box's own direction, which for a steep box may lead up or down: make all lead the same way.
    backwards = running[longest, 1 if along else 0] < 0
    crops = [turn(crop, 180 if back else 0) for crop, back in zip(cut(page, quads[longest]), backwards, strict=True)]
    readings = engine.recognise(crops)
    score = _mean(readings)
    turned_over = 0.0 if score >= SURE else _mean(engine.recognise([turn(crop, 180) for crop in crops]))
    if max(score, turned_over) < LEGIBLE:
        return Standing()
    # Lines that lead downwards belong to a page turned clockwise: three more quarters make it upright.
    if score >= turned_over:
        return Standing(270) if along else Standing(0, _unturned(longest, backwards, readings))
    return Standing(90 if along else 180)


def _last_batches(lines: NDArray[np.intp], quads: Quads) -> NDArray[np.intp]:
    """The longest lines for their height, as many as leave the others in the batches they would have had.

    The recogniser fills up every line of a batch to the longest, and its reading depends a little on that.
    """
    sizes = np.array([crop_size(quad) for quad in quads[lines]])
    ratio = sizes.max(axis=1) / sizes.min(axis=1)
    probes = len(lines) % BATCH + (BATCH if len(lines) % BATCH < PROBES else 0)
    return lines[np.argsort(ratio, kind="stable")[-probes:]]


def _unturned(numbers: NDArray[np.intp], turned: NDArray[np.bool_], readings: list[Reading]) -> dict[int, Reading]:
    together = zip(numbers, turned, readings, strict=True)
    return {int(number): reading for number, back, reading in together if not back}


def _running(quads: Quads) -> NDArray[np.float32]:
    """The way each crop reads, as a vector as long as the line; see ``engine.cut`` for tall boxes."""
    across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
    tall = np.hypot(*down.T) >= 1.5 * np.hypot(*across.T)
    return np.where(tall[:, None], down, across)


def _mean(readings: list[Reading]) -> float:
    characters = sum(len(reading.text) for reading in readings)
    return sum(len(reading.text) * reading.score for reading in readings) / characters if characters else 0.0
