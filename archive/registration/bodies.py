"""Companies, villages' committees and other bodies named in a text, and which of them are complained of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, entries, terms, words

_SUFFIX = re.compile(rf"{terms('body')}(?![\u4e00-\u9fff]{{0,6}}有限)")
_LEFT = re.compile(
    r"[我你他她它的和与及向由被找到是在对给把从让叫去来因就而但或并即与等将为:、,。;!?()“”\"\n\s]|投诉|举报|反映|要求|责令|控告|状告|督促|请求|关于|以及|购买|来自|联系|起诉|通过|前往|附近|旁边"
)
_AGAINST = re.compile(
    r"(?:投诉|举报|反映|状告|控告|检举|揭发|起诉)(?:的是|对象是|关于|的)?[^,。;!?:\n]{0,16}$|(?:责令|督促|要求|让|勒令|限令)(?:被反映人|对方|邻居|开发商)?$"
)
_DID = re.compile(rf"[^,。;:!?\n]{{0,12}}?{terms('did')}")
_BODY_END = re.compile(
    rf"{terms('body')}$|(?:局|所|政府|站|物业|户|村|组|业主|村民|居民|委员会|校|院|厂|店|处|办|队|会|商户|职工|学校|家长)$"
)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text; ``against`` if the text complains of it."""

    start: int
    end: int
    name: str
    against: bool


def find_bodies(text: str) -> Iterator[Body]:
    """Bodies by their last word, left to right."""
    done = 0
    for suffix in _SUFFIX.finditer(text):
        low = max(done, suffix.start() - _LONGEST)
        start = low
        for other in _LEFT.finditer(text, low, suffix.start()):
            start = other.end()
        name = text[start : suffix.end()]
        done = suffix.end()
        if (
            len(name) - len(suffix.group()) < 2
            or not re.search(r"[\u4e00-\u9fffA-Z]", name[: -len(suffix.group())])
            or name in words("not_bodies")
        ):
            continue
        yield Body(start, suffix.end(), name, did_wrong(text, suffix.end()) or accused(text, start))


@cache
def _labelled(role: str) -> re.Pattern[str]:
    labels = any_of([word for entry in entries("person_labels") if entry[0] == role for word in entry[1:]])
    return re.compile(rf"(?:^|(?<=[\n ])){labels}(?:名称|姓名)?(?::\s?|\s)(?P<name>[^,。;、()\n: ]{{4,30}})")


def labelled_bodies(text: str) -> Iterator[tuple[str, Body]]:
    """(role, body) of what stands behind 被反映单位： and 申请单位： on a line of its own and is no person's name."""
    for role in ("respondent", "petitioner"):
        for match in _labelled(role).finditer(text):
            if not name_at(match["name"], 0, alone=True) and _BODY_END.search(match["name"]):
                yield role, Body(match.start("name"), match.end("name"), match["name"], role == "respondent")


def is_private(name: str) -> bool:
    """Whether it is a firm, a shop, a school or the like, not an office."""
    return not re.search(r"(?:局|政府|办事处|派出所|委员会|村委会|居委会|银行|法院|医院|卫生院)$", name)


def did_wrong(text: str, end: int) -> bool:
    """Whether what follows tells of a wrong done by whom was just named."""
    return bool(_DID.match(text, end, end + 24))


def accused(text: str, start: int) -> bool:
    """Whether what stands before complains of whom is named next."""
    return bool(_AGAINST.search(text, max(0, start - 22), start))
