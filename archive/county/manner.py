"""In which manner a text is said: a petitioner's own, a farmer's, or a clerk's record; and slips of the pen. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

_QUOTED = re.compile(r"(“[^”]*”)")
Replacements = Sequence[tuple[str, str]]


def said(text: str, manner: Replacements) -> str:
    """The text in that manner; what is quoted stays as it was said."""
    parts = _QUOTED.split(text)
    for at in range(0, len(parts), 2):
        for old, new in manner:
            parts[at] = parts[at].replace(old, new)
    return "".join(parts)


def slipped(text: str, typos: Replacements, random: Random, most: int = 2) -> str:
    """The text with a slip of the pen or two, as people make them."""
    possible = [pair for pair in typos if pair[0] in text]
    for old, new in random.sample(possible, min(len(possible), random.randint(1, most))):
        text = text.replace(old, new, 1)
    return text
