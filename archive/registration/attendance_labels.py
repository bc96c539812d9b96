"""What announces who was at a meeting: 出席：, 参加会议的有, 请假人员, as it is put together from its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.registration.suggestion import Field
from archive.registration.wordlists import terms

_THERE = r"出\s?席|参\s?加|参\s?会|与\s?会|到\s?会|到\s?场|在\s?场"
_AWAY = r"请\s?假|缺\s?席|未\s?(?:到|参加|参会|出席)(?:会)?"
_LISTENS = r"列\s?席|应邀|邀请|特邀"
_MEETING = r"(?:本次|此次)?(?:会议|会商|调解|协调会|座谈会|现场会)?"
_WHO = r"(?:主要|有关|相关)?(?:单位|部门|人\s?员|领导|同志|代表|委员|成员|名单|情况|人)"
_AND = rf"{_WHO}?(?:(?:及|和|、|与)?{_WHO})?"
_REASON = r"(?:因(?:事|病|公|故))?"
_LABEL = re.compile(
    rf"(?:会议)?(?:(?P<{Field.PRESENT.value}>(?:{_THERE}){_MEETING}的?{_AND})"
    rf"|(?P<{Field.ABSENT.value}>{_REASON}(?:{_AWAY}){_MEETING}的?{_AND})"
    rf"|(?P<{Field.OBSERVER.value}>(?:{_LISTENS}){_MEETING}的?{_AND}))"
)
_ASIDE = r"(?:[(][^()\n]{0,12}[)])?"
_MARKED = re.compile(rf"{_ASIDE}\s?(?:分别|主要)?(?:有|为|是)?\s?:")
_SAID = re.compile(rf"{_ASIDE}(?:分别|主要)?(?:有(?!关)|为|是)(?!了)")
_SET_APART = re.compile(rf"{_ASIDE}[ \n]")
_OTHER = re.compile(
    r"(?:主\s?持(?:人)?|记\s?录(?:人|员)?|整\s?理(?:人)?|议\s?题|会议议题|时\s?间|地\s?点|分\s?送|抄\s?送|发\s?送|印\s?发|报\s?送|主\s?送|会议内容|会议议程|议\s?程|议定事项|决定事项|会议(?:听取|认为|指出|强调|决定|议定|要求|研究)|现(?:将|就)|签\s?发|审\s?核|核\s?稿|校\s?对|联系人|缺席原因)\s?[::]?|\n?[①-⑳]"
    r"|\n[一二三四五六七八九十]、|\n[(][一二三四五六七八九十\d][)]|\n\d{1,2}[、. ]?[\u4e00-\u9fff]|\n序号|\n.{0,30}(?:办公室|委员会)\s?\d{4}年"
)
_RUN_ON = re.compile(r"(?=[县市区镇乡局委办])")
"""出席人员县住建局…: the colon was lost."""
_BEGINS = "\n 。;"


def labels(text: str) -> Iterator[tuple[Field, int, int]]:
    """(role, begin, end) of every word that announces a list; ``end`` is where the list begins."""
    for match in _LABEL.finditer(text):
        role = Field(match.lastgroup or Field.PRESENT)
        begins = match.start() == 0 or text[match.start() - 1] in _BEGINS
        after = _MARKED.match(text, match.end())
        if after is None and (begins or match.group().endswith("的")):
            after = _SAID.match(text, match.end())
        if after is None and begins and _WORD.search(match.group()):
            after = _RUN_ON.match(text, match.end())
        if after is None and begins and (_WORD.search(match.group()) or _ALONE.fullmatch(match.group())):
            after = _SET_APART.match(text, match.end())
        if after:
            yield role, match.start(), after.end()


_WORD = re.compile(rf"{_WHO}$")
_ALONE = re.compile(rf"{terms('present')}|{terms('absent')}|{terms('observer')}")


def list_ends(text: str, at: int, limit: int) -> int:
    """Where the list that begins at an offset ends: at another heading, or with its sentence."""
    numbered = _NUMBERED.match(text, at, limit)
    if numbered:
        end = at
        while row := _NUMBERED.match(text, end, limit):
            end = row.end()
        return end
    other = _OTHER.search(text, at, limit)
    stop = other.start() if other else limit
    period = _PERIOD.search(text, at, stop)
    return period.start() if period else stop


_NUMBERED = re.compile(r"\n?\s?\d{1,2}[、.]?\s?[\u4e00-\u9fff]{2,4}[ (][^\n]{2,30}(?=\n|$)")
"""1. 曹国庆(副镇长): names under numbers."""
_PERIOD = re.compile(r"[。!?]")
