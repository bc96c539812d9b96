"""The round zero of Chinese numerals, which the recogniser at times takes for no character: 二〇一四年 read as 二一四年.

The recogniser goes along a line column by column and gives each character, and none, its probability. On a page that
lies askew a thin ring may get .35 and none .65, while anywhere else on a line a ring gets 0. So where two numerals stand
as far apart as there is room for rings, and rings are seen there, they are put back; nothing is guessed from the words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ZERO, RINGS = "〇", "〇○"
"""What is written, and the signs it is mistaken for or is itself."""
SEEN = 0.1
"""Least probability of a ring in one column."""
LEAST_STEPS = 3
"""Steps from one Chinese character to the next that tell how wide the line's characters are."""
_BEFORE = "一二三四五六七八九十百千〇○"
_AFTER = "一二三四五六七八九十〇○年"
_NUMERALS = re.compile(f"[{_BEFORE}][{_AFTER}]")
_RING = re.compile(f"(?<=[{_BEFORE}])○(?=[{_AFTER}])")
_WIDE = "\u2e80"
"""The first of the characters that are as wide as they are high."""


def may_lack_zeros(text: str) -> bool:
    """Whether a line has numerals side by side."""
    return bool(_NUMERALS.search(text))


def with_zeros(text: str, columns: Sequence[int], rings: NDArray[np.float32]) -> str:
    """The line with its zeros.

    ``columns`` has the column of each character, ``rings`` the probability of a ring in every column.
    """
    gaps = list(zip(pairwise(text), pairwise(columns), strict=True))
    steps = [after - before for (one, other), (before, after) in gaps if min(one, other) >= _WIDE]
    pitch = float(np.median(steps)) if len(steps) >= LEAST_STEPS else math.inf
    found = text[:1]
    for (one, other), (before, after) in gaps:
        room = round((after - before) / pitch) - 1
        if one in _BEFORE and other in _AFTER and room > 0 and _peaks(rings[before + 1 : after]) == room:
            found += ZERO * room
        found += other
    return _RING.sub(ZERO, found)


def _peaks(rings: NDArray[np.float32]) -> int:
    """Runs of columns in which a ring is seen."""
    seen = np.concatenate([[False], rings >= SEEN])
    return int(np.count_nonzero(seen[1:] & ~seen[:-1]))
