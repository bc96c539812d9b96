"""Which way up a page stands."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.extract.scan.engine import Engine, Picture, Quads, cut

Angle = Literal[0, 90, 180, 270]
"""Degrees the picture must be turned clockwise to stand upright."""

PROBES = 6
"""Longest lines read both ways up."""
SURE = 0.9
"""Mean score at which lines are taken to be the right way up without reading them the other way."""
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def turn(picture: Picture, angle: Angle) -> Picture:
    """The picture turned clockwise."""
    return np.asarray(cv2.rotate(picture, _TURNS[angle]), np.uint8) if angle else picture


def angle_to_upright(engine: Engine, page: Picture, quads: Quads) -> Angle:
    """Judge by the direction of the boxes whether lines run across or along, then by reading some both ways up."""
    if not len(quads):
        return 0
    running = _running(quads)
    weight = np.hypot(*running.T) ** 2
    steep = np.abs(running[:, 1]) > np.abs(running[:, 0])
    along = bool(weight[steep].sum() > weight[~steep].sum())
    lines = np.flatnonzero(steep == along)
    longest = lines[np.argsort(-weight[lines])[:PROBES]]
    # A crop reads in its box's own direction, which for a steep box may lead up or down: make all lead the same way.
    backwards = running[longest, 1 if along else 0] < 0
    crops = [turn(crop, 180 if back else 0) for crop, back in zip(cut(page, quads[longest]), backwards, strict=True)]
    # Lines that lead downwards belong to a page turned clockwise: three more quarters make it upright.
    likely: Angle
    otherwise: Angle
    likely, otherwise = (270, 90) if along else (0, 180)
    score = _mean(engine, crops)
    if score >= SURE or score >= _mean(engine, [turn(crop, 180) for crop in crops]):
        return likely
    return otherwise


def _running(quads: Quads) -> NDArray[np.float32]:
    """The way each crop reads, as a vector as long as the line; see ``engine.cut`` for tall boxes."""
    across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
    tall = np.hypot(*down.T) >= 1.5 * np.hypot(*across.T)
    return np.where(tall[:, None], down, across)


def _mean(engine: Engine, crops: list[Picture]) -> float:
    readings = engine.recognise(crops)
    characters = sum(len(reading.text) for reading in readings)
    return sum(len(reading.text) * reading.score for reading in readings) / characters if characters else 0.0
