"""Breaking a long title into lines: whole words, the shape of a trapezium (GB/T 9704—2012 7.3.1); pure."""

from __future__ import annotations

import re
from itertools import pairwise

LINE = 20
"""Characters of size 2 (22 pt) on a line of 156 mm."""

_LONGEST = 22
"""Characters of 20 pt on that line; a longer name of an issuer is set in narrow ones."""
_AFTER = re.compile(
    r"(?<=[的、，与和及》”）])|(?<=公司|小组)|(?<=[村镇乡])(?![民委人政])|(?<=关于)|(?=信访事项|矛盾纠纷|信访工作|答复意见|处理意见|的请求|《|“|（|关于)"
)


def title_lines(title: str) -> str:
    """The title, with line breaks where it is too long for one line.

    A break is made behind 的, 、 or a closing mark, or in front of a set phrase; of all ways the one with the fewest
    lines whose upper lines are a little longer than the last. A title without such places is cut evenly.
    """
    bare = re.sub(r"\s+", "", title) if not title.isascii() else title.strip()
    if len(bare) <= LINE:
        return bare
    places = sorted({match.start() for match in _AFTER.finditer(bare)} - {0, len(bare)})
    count = -(-len(bare) // LINE)
    for lines in range(count, count + 2):
        if best := _best(bare, places, lines):
            return "\n".join(best)
    step = -(-len(bare) // count)
    return "\n".join(bare[start : start + step] for start in range(0, len(bare), step))


def _best(text: str, places: list[int], lines: int) -> list[str]:
    """The best division into ``lines`` lines of at most LINE characters, or empty if there is none."""
    if lines == 1:
        return [text] if len(text) <= LINE else []
    found: list[tuple[float, list[str]]] = []
    for place in places:
        if place > LINE:
            break
        rest = _best(text[place:], [other - place for other in places if other > place], lines - 1)
        if rest:
            whole = [text[:place], *rest]
            found.append((_ugliness(whole), whole))
    return min(found)[1] if found else []


def _ugliness(lines: list[str]) -> float:
    """Spread of lengths, with a penalty for lines of equal length and for an hourglass."""
    sizes = [len(line) for line in lines]
    spread = sum(abs(a - b) for a, b in pairwise(sizes))
    equal = sum(3 for a, b in pairwise(sizes) if a == b)
    hourglass = 20 if len(sizes) > 2 and min(sizes[1:-1]) < min(sizes[0], sizes[-1]) else 0
    return spread + equal + hourglass + (2 if sizes[0] < sizes[-1] else 0)


def heading_size(unit: str) -> str:
    """``normal``, ``long``, ``longest`` or ``condensed``: which style keeps the issuer's name on one line of 156 mm."""
    sizes = ((12, "normal"), (16, "long"), (_LONGEST, "longest"))
    return next((name for most, name in sizes if len(unit) <= most), "condensed")
