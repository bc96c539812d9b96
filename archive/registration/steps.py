"""What the petitioner did before: whom he asked, and the numbers of papers he got."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.chinese.numbers import normal_number
from archive.registration.letter_parts import Found

_NUMBER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}) ?[〔\[【(﹝] ?(?P<year>(?:19|20)\d\d) ?[〕\]】)﹞] ?(?P<kind>[\u4e00-\u9fff]{0,6}?)第? ?(?P<no>\d{1,5}) ?号"
    r"|[(] ?(?P<cyear>(?:19|20)\d\d) ?[)] ?(?P<court>[\u4e00-\u9fff]{1,6}\d{0,4}[\u4e00-\u9fff]{1,6}) ?第?(?P<cno>\d{1,6}) ?号"
)
_LEAD = re.compile(r"^.*(?:编号|文号|字号|案号|按照|依据|根据|号|发布|印发|收到|以|的|与|和|及|由|对|在|作出|出具|下达|书|为|是|了)")
_ASKED = re.compile(
    r"(?:曾|先后|多次|已经?|之前|去年|今年|前年|一直|分别|前期|也|又|再|几次|数次|屡次|\d+次|三番五次|反复|我们?|本人|当时|后来|后)[^。;!?\n]{0,24}?(?:向|到|找|去|给|打|拨打|起诉|上访|在)[^。;!?\n]{1,30}?(?:反映|反应|投诉|举报|上访|信访|求助|申诉|起诉|汇报|咨询|协商|协调|诉求|询问|讨要|索要|12345|热线|说明情况|申请|报案|报警|提起|找过|答复)"
    r"|(?:找|找过)(?:过)?[^。;!?\n]{2,20}?(?:\d+|[一二三四五六七八九十几数多])(?:余|多)?[次趟回]|(?:拨打|打)(?:过|了)?(?:[^。;!?\n]{0,6})(?:12345|110|12315|12348|96\d{3}|12369|12328|热线)"
)
_SENTENCE = re.compile(r"[。;!?\n]")


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
    """Sentences that say whom the petitioner asked before."""
    at = 0
    for _ in range(most):
        match = _ASKED.search(text, at)
        if match is None:
            return
        end = _SENTENCE.search(text, match.end())
        stop = min(end.start() if end else len(text), match.end() + 60)
        yield Found(match.start(), stop, text[match.start() : stop].replace("\n", ""), 0.7)
        at = stop + 1
