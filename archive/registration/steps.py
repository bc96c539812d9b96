"""What the petitioner did before: whom he asked, and the numbers of papers he got."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.chinese.numbers import normal_number
from archive.registration.letter_parts import Found
from archive.registration.wordlists import terms

_NUMBER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}) ?[〔\[【(﹝] ?(?P<year>(?:19|20)\d\d) ?[〕\]】)﹞] ?"
    r"(?P<kind>[\u4e00-\u9fff]{0,6}?)第? ?(?P<no>\d{1,5}) ?号"
    r"|[(] ?(?P<cyear>(?:19|20)\d\d) ?[)] ?(?P<court>[\u4e00-\u9fff]{1,6}\d{0,4}[\u4e00-\u9fff]{1,6}) ?第?(?P<cno>\d{1,6}) ?号"
)
_LEAD = re.compile(
    r"^.*(?:编号|文号|字号|案号|按照|依据|根据|号|发布|印发|收到|以|的|与|和|及|由|对|在|作出|出具|下达|书|为|是|了)"
)
_TOWARDS = re.compile(r"向|到|找|去|给|打|上访|在|跟|同")
_ASKED = re.compile(rf"{terms('asked')}")
_BEFORE = re.compile(rf"{terms('asked_before')}|\d+次")
_TIMES = re.compile(
    r"(?:找|找过)(?:过)?[^。;!?\n]{2,20}?(?:\d+|[一二三四五六七八九十几数多])(?:余|多)?[次趟回]"
    r"|(?:拨打|打)(?:过|了)?(?:[^。;!?\n]{0,6})(?:12345|110|12315|12348|96\d{3}|12369|12328|热线)"
)
_SENTENCES = re.compile(r"[^。;!?\n]{6,400}")
_REACH, _LONGEST = 50, 120
"""Signs before 反映 that are looked at, and of a sentence that are shown."""


def find_numbers_of_papers(text: str, own: str = "") -> Iterator[Found]:
    """Numbers of earlier replies and other papers, but the paper's ``own``; each once."""
    seen = {own}
    for match in _NUMBER.finditer(text):
        start = match.start()
        if match["name"]:
            lead = _LEAD.match(match["name"])
            start += lead.end() if lead and len(match["name"]) - lead.end() >= 2 else 0
        written = text[start : match.end()]
        normal = normal_number(written) or re.sub(r"\s", "", written)
        if normal not in seen:
            seen.add(normal)
            yield Found(start, match.end(), normal, 0.9)


def find_steps(text: str, most: int = 12) -> Iterator[Found]:
    """Sentences that say whom the petitioner asked before; the first ``most`` of them."""
    found = 0
    for sentence in _SENTENCES.finditer(text):
        start = _asked_before(text, sentence.start(), sentence.end())
        if start is not None:
            stop = min(sentence.end(), start + _LONGEST)
            yield Found(start, stop, text[start:stop], 0.7)
            found += 1
            if found == most:
                return


def _asked_before(text: str, start: int, end: int) -> int | None:
    """Where in a sentence the words begin that tell of asking: 多次 … 向 … 反映, or 找了 … 三次."""
    for asked in _ASKED.finditer(text, start, end):
        low = max(start, asked.start() - _REACH)
        if _TOWARDS.search(text, low, asked.start()) and (before := _BEFORE.search(text, low, asked.start())):
            return before.start()
    times = _TIMES.search(text, start, end)
    return times.start() if times else None
