"""Names in sentences: behind a word for who somebody is, by particulars, by coming again, in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from archive.registration.name_shape import CLEAR, follows, name_at, reads_on, surname_weight
from archive.registration.person import OTHER, PETITIONER, SUSPECT, Person
from archive.registration.wordlists import any_of, beginnings, each_match, entries, terms, weights, words

_BETWEEN = re.compile(r"[、,/ &]{1,2}|和|及|与|以及|;")
_ASIDE = re.compile(r"[(][^()\n]{0,30}[)]|身份证号?码?:?\d{17}[\dXx]|[:\s]?1[3-9]\d{9}")
_ROLE_WORDS = {"me": PETITIONER, "petitioner": PETITIONER, "respondent": SUSPECT, "kin": OTHER, "other": OTHER}
_OPEN = frozenset(("我是", "我们是", "本人", "本人是", "我系", "本人系", "俺是", "姓名", "名叫", "化名"))
"""Words that much else may follow too: the name must end where the word ends."""
_LEAST = {"me": 0, "petitioner": 30, "respondent": 40, "kin": 20, "other": 42}
_SURE = {"me": 0.95, "petitioner": 0.92, "respondent": 0.85, "kin": 0.88, "other": 0.82}
_THEN = re.compile(r"(?:[::“]|叫|名叫|是|就是|即|家的?|的)?")
DETAILS = re.compile(
    rf"[(]?[,、 ]?老?(?:{terms('particulars')}|今年\d|\d{{1,2}}岁|现住|家住|住(?=[\u4e00-\u9fff])|1[3-9]\d{{9}}|\d{{17}})"
    r"|(?:夫妇|夫妻|两口子|父子|母子|兄弟|一家)"
)
_LEFT_OPEN = re.compile(
    r"[的了和与及跟向被由找给把对是叫让说到在去来问请替因即并而但有无我你他她其该后前将为从至同经等以]"
    r"|[\s\S](?<=[、,。:;!?()“”\"'\s《》])"
)
_INSIDE = 45
"""How much more a name must look like one if the character before may form a word with it."""
HAN = re.compile("[\u4e00-\u9fff]")
_FOLLOWS = frozenset("的把将在说是和跟与及家也就都又不没却给对被向从到要叫让来去为因还已有")
"""What follows a name and belongs to no longer word."""
_COMES_AGAIN, _COMES_AGAIN_SHORT, _OFTEN = 22, 75, 3


@cache
def _cues() -> re.Pattern[str]:
    groups = [
        f"(?P<{kind}>{any_of([w for entry in entries('person_words') if entry[0] == kind for w in entry[1:]])})"
        for kind in ("me", "respondent", "petitioner", "kin", "other")
    ]
    return re.compile("|".join(groups))


@cache
def _cues_begin() -> re.Pattern[str]:
    return beginnings(word for entry in entries("person_words") for word in entry[1:])


@cache
def _surnames() -> re.Pattern[str]:
    likely = [sign for sign, weight in weights("surnames").items() if weight > -20]
    return re.compile(f"[{''.join(likely)}]")


def names_from(text: str, at: int, least: int) -> Iterator[tuple[int, int, str, int]]:
    """Names one after another from an offset on: (start, end, name, weight)."""
    following = least
    while True:
        shape = name_at(text, at)
        if shape is None or shape.weight < following:
            return
        end = at + shape.length
        yield at, end, shape.name, shape.weight
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        between = _BETWEEN.match(text, end)
        if not between and (least > 5 or not HAN.match(text, end)):
            return
        at, following = (between.end(), 15 if least < 0 else max(least, 40)) if between else (end, 40)
        if mark := re.compile(r"\d{1,2}[.、]").match(text, at):
            at = mark.end()


def cued(text: str) -> Iterator[Person]:
    """村民李桂兰, 我叫王德福, 邻居是赵有才."""
    joined = words("joined")
    for match in each_match(_cues(), _cues_begin(), text):
        kind = match.lastgroup or OTHER
        then = _THEN.match(text, match.end())
        for at in dict.fromkeys((match.end(), then.end() if then else match.end())):
            least = _least(text, at, kind, match.group())
            names = [] if text[at - 1 : at + 1] in joined else list(names_from(text, at, least))
            if (
                names
                and _goes_on(text, names[0][1])
                and (
                    match.group() in _OPEN
                    or (_short_of_function(match, names[0][2]) and not reads_on(text, names[0][1]))
                )
            ):
                continue
            for start, end, name, _ in names:
                role = _ROLE_WORDS[kind]
                yield Person(start, end, name, role, _SURE[kind])
            if names:
                break


def _least(text: str, at: int, kind: str, cue: str) -> int:
    """How much a name must look like one behind a cue: little between a title and a word that follows names."""
    if len(cue) == 1:
        return _LEAST[kind] + 25
    shape = name_at(text, at)
    if shape is None or shape.length > 3 or surname_weight(text, at) < _LISTED:
        return _LEAST[kind]
    if not follows(text, at + shape.length):
        return min(_LEAST[kind], _BEHIND_TITLE) if shape.length == 3 else _LEAST[kind]
    return min(_LEAST[kind], _BETWEEN_BOTH[shape.length])


_BETWEEN_BOTH, _BEHIND_TITLE, _LISTED = {3: -8, 2: 15}, 25, -33


def _short_of_function(match: re.Match[str], name: str) -> bool:
    """Two characters after 由, 被, 是 … are believed only where the word ends there."""
    return len(match.group()) == 1 and len(name) == 2


def beside(text: str, found: Sequence[Person]) -> Iterator[Person]:
    """秦忠良、冀学文早都领上了: what could be a name beside one that surely is."""
    known = {one.start for one in found}
    for one in list(found):
        end = one.end if one.confidence >= _SURELY else -1
        while end >= 0 and (between := _BETWEEN.match(text, end)) and between.end() not in known:
            shape = name_at(text, between.end())
            if shape is None or shape.weight < _BESIDE or shape.length < 3:
                break
            known.add(between.end())
            end = between.end() + shape.length
            yield Person(between.end(), end, shape.name, OTHER, 0.7)


_BESIDE, _SURELY = 15, 0.7


def _goes_on(text: str, end: int) -> bool:
    return bool(HAN.match(text, end)) and not DETAILS.match(text, end)


def detailed_or_clear(text: str) -> Iterator[Person]:
    """Names that need no word before them: by particulars after them, or because they can be nothing else."""
    joined = words("joined")
    for match in _surnames().finditer(text):
        at = match.start()
        if text[max(0, at - 1) : at + 1] in joined:
            continue
        inside = bool(at) and not _LEFT_OPEN.match(text, at - 1)
        extra = _INSIDE if inside else 0
        shape = name_at(text, at) if not inside or surname_weight(text, at) >= 30 else None
        if shape is None or shape.weight < 50 + extra:
            continue
        end = at + shape.length
        if DETAILS.match(text, end):
            yield Person(at, end, shape.name, OTHER, 0.85)
        elif shape.weight >= (CLEAR - 14 if shape.length > 2 else CLEAR) + extra:
            yield Person(at, end, shape.name, OTHER, 0.7 if shape.length > 2 else 0.6)


def titled(text: str) -> Iterator[Person]:
    """邝文律师: a name that begins a word and stands before what people are called by."""
    for match in _CALLED_BY.finditer(text):
        for length in (3, 2):
            at = match.start() - length
            if at < 0 or (at and not _LEFT_OPEN.match(text, at - 1)):
                continue
            shape = name_at(text[at : match.start()], 0, alone=True)
            if shape is not None and shape.weight >= _BEFORE_TITLE[length]:
                yield Person(at, match.start(), shape.name, OTHER, 0.75)
                break


_CALLED_BY = re.compile(r"律师|老师|医生|大夫|同志|先生|女士|警官|法官|师傅|主任医师|校长")
_BEFORE_TITLE = {3: 30, 2: 50}


def repeated(text: str) -> Iterator[Person]:
    """What looks like a name and comes again among other words: 毕德全 … 毕德全家 … 找毕德全."""
    joined = words("joined")
    places: dict[str, list[int]] = {}
    weighs: dict[str, int] = {}
    for match in _surnames().finditer(text):
        at = match.start()
        shape = name_at(text, at) if text[max(0, at - 1) : at + 1] not in joined else None
        if shape is None or "·" in shape.name:
            continue
        if shape.weight >= (0 if shape.length == 3 else _COMES_AGAIN_SHORT):
            places.setdefault(shape.name, []).append(at)
            weighs[shape.name] = max(weighs.get(shape.name, 0), shape.weight)
    for name, starts in places.items():
        if weighs[name] < _COMES_AGAIN and len(starts) < _OFTEN:
            continue
        around = {(text[max(0, at - 1) : at], text[at + len(name) : at + len(name) + 1]) for at in starts}
        ends = any(not HAN.match(right) or right in _FOLLOWS for _, right in around)
        if ends and len({left for left, _ in around}) > 1 and len({right for _, right in around}) > 1:
            for at in starts:
                yield Person(at, at + len(name), name, OTHER, 0.65)


def listed(text: str) -> Iterator[Person]:
    """张三、李四、王五: two and more names in a row."""
    for match in re.finditer(
        r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:[、,/ ][\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]{0,3}[·•])){1,60}",
        text,
    ):
        at = match.start()
        pieces = re.split(r"[、,/ ]", match.group())
        shapes = [name_at(piece, 0, alone=True) for piece in pieces]
        good = sum(shape is not None and shape.weight >= 60 for shape in shapes)
        if good < 1 or sum(shape is not None and shape.weight >= 30 for shape in shapes) < max(2, 0.7 * len(pieces)):
            continue
        for piece, shape in zip(pieces, shapes, strict=True):
            if shape is not None and shape.weight >= 30 and piece not in words("stop_names"):
                yield Person(at, at + len(piece), shape.name, OTHER, 0.85)
            at += len(piece) + 1
