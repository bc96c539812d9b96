"""People named in a text: who petitions, who is complained of, who else; by signatures, labels and words before names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from archive.registration.name_shape import CLEAR, PLAIN, name_at, reads_on, surname_weight
from archive.registration.running import Running
from archive.registration.signatures import CLEARLY, signatures
from archive.registration.wordlists import any_of, entries, terms, weights, words

PETITIONER, PARTY, RESPONDENT, SUSPECT, OTHER = "petitioner", "party", "respondent", "suspect", "other"
"""``SUSPECT``: a neighbour, an employer, a dealer: whom letters complain of, where nothing else says of whom."""
_STRENGTH = {PETITIONER: 4, PARTY: 3, RESPONDENT: 2, SUSPECT: 1, OTHER: 0}
_BETWEEN = re.compile(r"[、,/ &]{1,2}|和|及|与|以及|;")
_AFTER_LABEL = re.compile(
    r"\d{0,2}(?:姓名)?(?:[(](?:签名|签字|盖章|捺印|签章|手印|按手印|签名或盖章|签字或盖章|章|自然人)[^()]{0,8}[)]|签名|签字)?"
    r"[\s:_]{0,4}(?:[(]?\d{1,2}[).、]|[一二三四五六七八九十]、)?"
)
_POLITE = re.compile(r"[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|某|某某|大爷|大妈|师傅|老师)[(]")
_ASIDE = re.compile(r"[(][^()\n]{0,30}[)]|身份证号?码?:?\d{17}[\dXx]|[:\s]?1[3-9]\d{9}")
_ROLE_WORDS = {"me": PETITIONER, "petitioner": PETITIONER, "respondent": SUSPECT, "kin": OTHER, "other": OTHER}
_OPEN = frozenset(("我是", "我们是", "本人", "本人是", "我系", "本人系", "俺是", "姓名", "名叫", "化名"))
"""Words that much else may follow too: the name must end where the word ends."""
_LEAST = {"me": 0, "petitioner": 30, "respondent": 40, "kin": 20, "other": 42}
_SURE = {"me": 0.95, "petitioner": 0.92, "respondent": 0.85, "kin": 0.88, "other": 0.82}
_THEN = re.compile(r"(?:[::“]|叫|名叫|就是|即|家的?|的)?")
_DETAILS = re.compile(
    rf"[(]?[,、 ]?老?(?:{terms('particulars')}|今年\d|\d{{1,2}}岁|现住|家住|住(?=[\u4e00-\u9fff])|1[3-9]\d{{9}}|\d{{17}})"
    r"|(?:夫妇|夫妻|两口子|父子|母子|兄弟|一家)"
)
_PARTICULARS = re.compile(
    rf"[(]?[,、 ]?老?(?:{terms('particulars')}|今年\d|\d{{1,2}}岁|现住|家住|1[3-9]\d{{9}}|\d{{17}})"
)
_LEFT_OPEN = re.compile(
    r"[的了和与及跟向被由找给把对是叫让说到在去来问请替因即并而但有无我你他她其该后前将为从至同经等以]"
    r"|[\s\S](?<=[、,。:;!?()“”\"'\s《》])"
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
_REPORTED = re.compile(
    r"(?:同志|先生|女士|大爷|大娘)?(?:等(?:\d+|[一二三四五六七八九十]+)?[人户名])?[^,。;:!?\n]{0,10}?(?:反映|来电|来访|来信|投诉|举报|诉称|陈述|致电|求助|走访|上访|称[,:]|称$)"
)
_SELF = re.compile(
    r"(?:我|俺|咱|本人|我们|俺们|咱们|我等)(?:们)?(?:是|系|就是|乃)|(?:我|俺|本人|鄙人|敝人)姓[^,。]{1,2}[,]?(?:大名|名字)?(?:名|叫|名叫)|(?:来电人|来访人|信访人|市民|自称|网友|群众)[^。\n]{0,14}?(?:叫|是|系)"
)
_I = re.compile(r"(?:^|(?<=[,。!;:\n ]))(?:我|俺|本人|草民|小民|鄙人)[, ]?(?=[\u4e00-\u9fff])")
_WHO = re.compile(r"(?:村民|居民|业主|农民|住户|工人|职工|社员|教师|老师|学生|家长|老兵|名叫|姓名|叫)$")
"""Who somebody says he is: what follows is his name, be it ever so rare."""
_CLAUSE = re.compile(r"[,。;:!?\n(]")
_BEFORE_NAME = re.compile(r"[、和与及的民人户员主工长叫是系师生村屯组社区镇乡街号楼室厂司校局表属友兵妇女年岁 ]")
_INSIDE = 45
"""How much more a name must look like one if the character before may form a word with it."""
_HAN = re.compile("[\u4e00-\u9fff]")


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
    announced = [*_labelled(text), *_introduced(text), *_i(text), *_entrusting(text)]
    signed = [Person(a, b, name, PETITIONER, sure) for a, b, name, sure in signatures(running, closing)]
    if any(one.role == PETITIONER for one in announced) or any(one.confidence >= CLEARLY for one in signed):
        signed = [one for one in signed if one.confidence >= CLEARLY]
    found = [
        *announced,
        *signed,
        *_cued(text),
        *_detailed_or_clear(text),
        *_repeated(text),
        *_listed(text),
    ]
    settled = _settled(_of_one_length(found, text))
    return settled if any(one.role in (PETITIONER, PARTY) for one in settled) else _presumed(settled, text)


def _presumed(found: list[Person], text: str) -> list[Person]:
    """Where nobody says that he petitions: the first whose particulars stand with the name, or who is said to report."""
    one = next((p for p in found if p.role != RESPONDENT and _might_petition(p, text)), None)
    if one is None:
        return found
    return [replace(p, role=PETITIONER, confidence=min(p.confidence, 0.7)) if p.name == one.name else p for p in found]


def _might_petition(one: Person, text: str) -> bool:
    begins = one.start == 0 or text[one.start - 1] == "\n"
    return bool(
        _PARTICULARS.match(text, one.end)
        or _REPORTED.match(text, one.end)
        or (begins and text[one.end : one.end + 1] in ("(", ","))
    )


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
        changed = name != person.name
        mended.append(replace(person, name=name, end=person.end + len(name) - len(person.name)) if changed else person)
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
    settled = [p if roles.get(p.name, p.role) == p.role else replace(p, role=roles[p.name]) for p in kept]
    return sorted(settled, key=lambda person: person.start)


def _labelled(text: str) -> Iterator[Person]:
    """反映人：张三、李四; the colon may be lost, then the name must be a plain one."""
    for match in _labels().finditer(text):
        role = match.lastgroup or OTHER
        after = _AFTER_LABEL.match(text, match.end())
        at = after.end() if after else match.end()
        if polite := _POLITE.match(text, at):
            at = polite.end()
        between = text[match.end() : at]
        begins = match.start() == 0 or text[match.start() - 1] == "\n"
        marked = any(sign in ":(_" for sign in between) or (begins and between.startswith(" "))
        if not marked and role == OTHER and at == match.end() and not (begins and _alone_on_line(text, at)):
            continue
        if role == PETITIONER and not marked and match.group() in _LOOSE:
            role = OTHER
        for number, (start, end, name, weight) in enumerate(_names(text, at, -10 if marked else 45)):
            sure = 0.95 if marked else 0.8
            yield Person(start, end, name, role, sure - (0.15 if weight < PLAIN else 0.0) - (0.02 if number else 0.0))


def _i(text: str) -> Iterator[Person]:
    """我，王华春，居住在…; 本人陈愈今年六十八: the name right behind the word."""
    for match in _I.finditer(text):
        shape = name_at(text, match.end())
        if (
            shape
            and shape.weight
            >= (30 if shape.length == 3 and text[match.end() + 3 : match.end() + 4] in (",", "(") else 55)
            and (
                not _HAN.match(text, match.end() + shape.length)
                or _DETAILS.match(text, match.end() + shape.length)
                or reads_on(text, match.end() + shape.length)
            )
        ):
            yield Person(match.end(), match.end() + shape.length, shape.name, PETITIONER, 0.85)


def _entrusting(text: str) -> Iterator[Person]:
    """接受张三的委托: for whom a lawyer writes."""
    for match in re.finditer(r"(?:接受|受)(?:委托人|当事人|申请人)?(?=[\u4e00-\u9fff·]{2,12}[^。\n]{0,80}?委托)", text):
        shape = name_at(text, match.end())
        if shape and shape.weight >= PLAIN:
            yield Person(match.end(), match.end() + shape.length, shape.name, PETITIONER, 0.88)


def _alone_on_line(text: str, at: int) -> bool:
    """记录何小雨 on a line of its own, the blank lost: a name and nothing else."""
    stop = text.find("\n", at)
    rest = text[at : stop if stop >= 0 else len(text)]
    shape = name_at(rest, 0, alone=True) if 2 <= len(rest) <= 4 else None
    return shape is not None and shape.weight >= 40


def _introduced(text: str) -> Iterator[Person]:
    """俺是红星村三组的魏长河: the names that end the clause in which somebody says who he is."""
    for match in _SELF.finditer(text):
        stop = _CLAUSE.search(text, match.end(), match.end() + 80)
        end = stop.start() if stop else min(len(text), match.end() + 80)
        while end > match.end():
            found = _ending_at(text, match.end(), end)
            if found is None:
                break
            yield found
            if text[found.start - 1] not in "、和与及":
                break
            end = found.start - 1


def _ending_at(text: str, low: int, end: int) -> Person | None:
    """The name that ends at an offset, after a word for who people are or another name."""
    for length in (3, 2, 4):
        at = end - length
        if at < low or (at > low and not _BEFORE_NAME.match(text, at - 1)):
            continue
        shape = name_at(text[at:end], 0, alone=True)
        announced = at > low and bool(_WHO.search(text, low, at))
        if shape is not None and shape.weight >= (0 if announced else 45):
            return Person(at, end, shape.name, PETITIONER, 0.9)
    return None


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


def _cued(text: str) -> Iterator[Person]:
    """村民李桂兰, 我叫王德福, 邻居是赵有才."""
    joined = words("joined")
    for match in _cues().finditer(text):
        kind = match.lastgroup or OTHER
        then = _THEN.match(text, match.end())
        for at in dict.fromkeys((match.end(), then.end() if then else match.end())):
            least = _LEAST[kind] + (25 if len(match.group()) == 1 else 0)
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
        elif shape.weight >= (CLEAR - 14 if shape.length > 2 else CLEAR) + extra:
            yield Person(at, end, shape.name, OTHER, 0.7 if shape.length > 2 else 0.6)


def _repeated(text: str) -> Iterator[Person]:
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
        ends = any(not _HAN.match(right) or right in _FOLLOWS for _, right in around)
        if ends and len({left for left, _ in around}) > 1 and len({right for _, right in around}) > 1:
            for at in starts:
                yield Person(at, at + len(name), name, OTHER, 0.65)


_FOLLOWS = frozenset("的把将在说是和跟与及家也就都又不没却给对被向从到要叫让来去为因还已有")
"""What follows a name and belongs to no longer word."""
_COMES_AGAIN, _COMES_AGAIN_SHORT, _OFTEN = 22, 75, 3


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
