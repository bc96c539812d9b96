"""People named in a text: who petitions, who is complained of, who else; by signatures, labels and words before names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.registration.name_shape import CLEAR, PLAIN, name_at, reads_on, surname_weight
from archive.registration.running import Running
from archive.registration.wordlists import any_of, entries, terms, weights, words

PETITIONER, PARTY, RESPONDENT, OTHER = "petitioner", "party", "respondent", "other"
_STRENGTH = {PETITIONER: 3, PARTY: 2, RESPONDENT: 1, OTHER: 0}
_BETWEEN = re.compile(r"[、,/ &]{1,2}|和|及|与|以及|;")
_AFTER_LABEL = re.compile(
    r"\d{0,2}(?:姓名)?(?:[(](?:签名|签字|盖章|捺印|签章|手印|按手印|签名或盖章|签字或盖章|章|自然人)[^()]{0,8}[)]|签名|签字)?"
    r"[\s:_]{0,4}(?:[(]?\d{1,2}[).、]|[一二三四五六七八九十]、)?"
)
_POLITE = re.compile(r"[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|某|某某|大爷|大妈|师傅|老师)[(]")
_ASIDE = re.compile(r"[(][^()\n]{0,30}[)]|身份证号?码?:?\d{17}[\dXx]|[:\s]?1[3-9]\d{9}")
_ROLE_WORDS = {"me": PETITIONER, "petitioner": PETITIONER, "respondent": OTHER, "kin": OTHER, "other": OTHER}
_OPEN = frozenset(("我是", "我们是", "本人", "本人是", "我系", "本人系", "俺是", "姓名", "名叫", "化名"))
"""Words that much else may follow too: the name must end where the word ends."""
_LEAST = {"me": 25, "petitioner": 30, "respondent": 45, "kin": 40, "other": 50}
_SURE = {"me": 0.95, "petitioner": 0.92, "respondent": 0.85, "kin": 0.88, "other": 0.82}
_THEN = re.compile(r"(?:[::]|叫|名叫|就是|即|家的?|的)?")
_DETAILS = re.compile(
    rf"[(]?[,、 ]?(?:{terms('particulars')}|今年\d|\d{{2}}岁|1[3-9]\d{{9}}|\d{{17}})|(?:夫妇|夫妻|两口子|父子|母子|兄弟|一家)"
)
_LEFT_OPEN = re.compile(
    r"[的了和与及跟向被由找给把对是叫让说到在去来问请替因即并而但有无我你他她其该后前将为从至同经等以]"
    r"|.(?<=[、,。:;!?()“”\"'\s《》])"
)
_LINE_NAMES = re.compile(
    r"[\u4e00-\u9fff·•・]{2,12}(?:[\s、,/]{1,3}[\u4e00-\u9fff·•・]{2,12})*"
    r"[(]?(?:签名|签字|捺印|手印|盖章|印)?[)]?(?:敬上|叩上|呈上|上|敬呈|谨上|叩首|跪求|拜上)?[。.]?"
)
_LOOSE = frozenset(
    (
        "代表",
        "代表人",
        "群众代表",
        "居民代表",
        "村民代表",
        "业主代表",
        "职工代表",
        "工人代表",
        "受害人",
        "受害者",
        "姓名",
        "落款",
        "联名",
    )
)
"""Labels of petitioners that stand in sentences too, about others."""
_FAREWELL = re.compile(r"(?<=..)(?:敬上|叩上|呈上|敬呈|谨上|叩首|跪求|拜上)$")
_FORMULAS = ("此致", "敬礼", "此致敬礼", "谢谢", "特此", "顺颂", "敬上")
_TAIL_ROWS = 40
_INSIDE = 45
"""How much more a name must look like one if the character before may form a word with it."""
_HAN = re.compile("[\u4e00-\u9fff]")
_ASK = re.compile(r"[吗呢啊吧了的地得着过]")


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the running text and what the person is in the matter."""

    start: int
    end: int
    name: str
    role: str
    confidence: float


@cache
def _labels() -> re.Pattern[str]:
    groups = [f"(?P<{role}>{any_of(_label_words(role))})" for role in (RESPONDENT, PETITIONER, PARTY, OTHER)]
    return re.compile("|".join(groups))


def _label_words(role: str) -> list[str]:
    return [word for entry in entries("person_labels") if entry[0] == role for word in entry[1:]]


@cache
def _cues() -> re.Pattern[str]:
    groups = [
        f"(?P<{kind}>{any_of([w for entry in entries('person_words') if entry[0] == kind for w in entry[1:]])})"
        for kind in ("me", "respondent", "petitioner", "kin", "other")
    ]
    return re.compile("|".join(groups))


@cache
def _surnames() -> re.Pattern[str]:
    likely = [sign for sign, weight in weights("surnames").items() if weight > -20]
    return re.compile(f"[{''.join(likely)}]")


def find_people(running: Running, closing: int | None = None) -> list[Person]:
    """Everybody named in full, left to right; ``closing`` is where the letter's text ends and signatures begin."""
    text = running.text
    found = [*_labelled(text), *_signed(running, closing), *_cued(text), *_detailed_or_clear(text), *_listed(text)]
    return _settled(_of_one_length(found, text))


def _of_one_length(found: Sequence[Person], text: str) -> list[Person]:
    """Names that stand once with a character too many or too few, as they stand elsewhere.

    刘雪存 in 刘雪存在串通 is 刘雪 where that stands more often; 陈烨 is 陈烨皓 where 皓 always follows.
    """
    names = {person.name for person in found}
    longer: dict[str, str] = {}
    cut: dict[str, str] = {}
    for name in names:
        times = text.count(name)
        if len(name) == 3 and text.count(name[:2]) >= 2 * times + 1 and name[:2] in names:
            cut[name] = name[:2]
        if len(name) == 2 and times > 1:
            after = {text[match.end() : match.end() + 1] for match in re.finditer(re.escape(name), text)}
            sign = after.pop() if len(after) == 1 else ""
            if _HAN.match(sign) and weights("given").get(sign, 0) > -8:
                longer[name] = name + sign
    mended = []
    for person in found:
        name = cut.get(person.name) or longer.get(person.name) or person.name
        mended.append(replace(person, name=name, end=person.end + len(name) - len(person.name)))
    return mended


def _settled(found: Sequence[Person]) -> list[Person]:
    """One person for each place: the surest, then the longest; a role once known holds for the name everywhere."""
    kept: list[Person] = []
    taken: set[int] = set()
    for person in sorted(found, key=lambda one: (-one.confidence, one.start - one.end, -_STRENGTH[one.role])):
        if not any(offset in taken for offset in range(person.start, person.end)):
            taken.update(range(person.start, person.end))
            kept.append(person)
    roles: dict[str, str] = {}
    for person in found:
        if _STRENGTH[person.role] > _STRENGTH[roles.get(person.name, OTHER)]:
            roles[person.name] = person.role
    return sorted((replace(p, role=roles.get(p.name, p.role)) for p in kept), key=lambda person: person.start)


def _labelled(text: str) -> Iterator[Person]:
    """反映人：张三、李四; the colon may be lost, then the name must be a plain one."""
    for match in _labels().finditer(text):
        role = match.lastgroup or OTHER
        after = _AFTER_LABEL.match(text, match.end())
        at = after.end() if after else match.end()
        if polite := _POLITE.match(text, at):
            at = polite.end()
        marked = any(sign in ":(_" for sign in text[match.end() : at])
        if not marked and role == OTHER and at == match.end():
            continue
        if role == PETITIONER and not marked and match.group() in _LOOSE:
            role = OTHER
        for number, (start, end, name, weight) in enumerate(_names(text, at, 5 if marked else 45)):
            sure = 0.95 if marked else 0.8
            yield Person(start, end, name, role, sure - (0.15 if weight < PLAIN else 0.0) - (0.02 if number else 0.0))


def _names(text: str, at: int, least: int) -> Iterator[tuple[int, int, str, int]]:
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
        if not between and (least > 5 or not _HAN.match(text, end)):
            return
        at, following = (between.end(), max(least, 40)) if between else (end, 40)
        if mark := re.compile(r"\d{1,2}[.、]").match(text, at):
            at = mark.end()


def _signed(running: Running, closing: int | None) -> Iterator[Person]:
    """Lines after the closing formula that hold nothing but names."""
    if closing is None:
        return
    rows = [row for row in running.rows if row.start >= closing][:_TAIL_ROWS]
    for row in rows:
        line = running.text[row.start : row.start + len(row.text)].split("\n")[0]
        if line in _FORMULAS or not _LINE_NAMES.fullmatch(line) or len(line) > 60:
            continue
        pieces = [
            (match.start(), _FAREWELL.sub("", match.group())) for match in re.finditer(r"[\u4e00-\u9fff·•・]+", line)
        ]
        pieces = [
            (at, piece)
            for at, piece in pieces
            if piece not in (*_FORMULAS, "签名", "签字", "捺印", "手印", "盖章", "印")
        ]
        shapes = [(at, piece, name_at(piece, 0, alone=True)) for at, piece in pieces]
        if all(shape is not None and shape.weight >= 25 and not _ASK.search(piece) for _, piece, shape in shapes):
            for at, piece, shape in shapes:
                assert shape is not None
                yield Person(row.start + at, row.start + at + len(piece), shape.name, PETITIONER, 0.88)


def _cued(text: str) -> Iterator[Person]:
    """村民李桂兰, 我叫王德福, 邻居是赵有才."""
    joined = words("joined")
    for match in _cues().finditer(text):
        kind = match.lastgroup or OTHER
        then = _THEN.match(text, match.end())
        for at in dict.fromkeys((match.end(), then.end() if then else match.end())):
            least = _LEAST[kind] + (32 if len(match.group()) == 1 else 0)
            names = [] if text[at - 1 : at + 1] in joined else list(_names(text, at, least))
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


def _short_of_function(match: re.Match[str], name: str) -> bool:
    """Two characters after 由, 被, 是 … are believed only where the word ends there."""
    return len(match.group()) == 1 and len(name) == 2


def _goes_on(text: str, end: int) -> bool:
    return bool(_HAN.match(text, end)) and not _DETAILS.match(text, end)


def _detailed_or_clear(text: str) -> Iterator[Person]:
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
        if _DETAILS.match(text, end):
            yield Person(at, end, shape.name, OTHER, 0.85)
        elif shape.weight >= CLEAR + extra:
            yield Person(at, end, shape.name, OTHER, 0.7 if shape.length > 2 else 0.6)


def _listed(text: str) -> Iterator[Person]:
    """张三、李四、王五: two and more names in a row."""
    for match in re.finditer(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:[、,/ ][\u4e00-\u9fff]{2,4}){1,60}", text):
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
