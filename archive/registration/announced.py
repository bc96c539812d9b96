"""Names that are announced: behind a label, by who says who he is, by a lawyer for whom he writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archive.registration.name_shape import PLAIN, follows, name_at, reads_on, surname_weight
from archive.registration.named import DETAILS, HAN, names_from
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.wordlists import any_of, beginnings, each_match, entries, terms

_AFTER_LABEL = re.compile(
    r"\d{0,2}(?:姓名)?(?:[(][^()\n]{1,10}[)](?=[\s:_])|[(](?:签名|签字|盖章|捺印|签章|手印|按手印|章|自然人)[^()]{0,8}[)]|签名|签字)?"
    r"[\s:_]{0,4}(?:[(]?\d{1,2}[).、]|[一二三四五六七八九十]、)?"
)
_POLITE = re.compile(r"[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|某|某某|大爷|大妈|师傅|老师)[(]")
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
        "被执行人",
    )
)
"""Labels that stand in sentences too, about others."""
_SELF = re.compile(
    r"(?:我|俺|咱|本人|我们|俺们|咱们|我等)(?:们)?(?:是|系|就是|乃)|(?:我|俺|本人|鄙人|敝人)姓[^,。]{1,2}[,]?(?:大名|名字)?(?:名|叫|名叫)|(?:来电人|来访人|信访人|市民|自称|网友|群众)[^。\n]{0,14}?(?:叫|是|系)"
)
_I = re.compile(r"(?:^|(?<=[,。!;:\n ]))(?:我|俺|本人|草民|小民|鄙人)[, ]?(?=[\u4e00-\u9fff])")
_WHO = re.compile(
    r"(?:代表|成员|老兵|战士|党员|司机|商户|租户|养殖户|种植户|家属|患者|消费者|用户|客户|股东|学员|儿子|女儿|丈夫|妻子|父亲|母亲|弟弟|哥哥|姐姐|妹妹|儿媳|女婿|孙子|孙女|老伴|爱人|村民|居民|业主|农民|住户|工人|职工|社员|教师|老师|学生|家长|老兵|名叫|姓名|叫)$"
)
"""Who somebody says he is: what follows is his name, be it ever so rare."""
_CLAUSE = re.compile(r"[,。;:!?\n(]")
_BEFORE_NAME = re.compile(
    r"[、和与及子夫亲弟哥姐妹媳婿孙伴者的民人户员主工长叫是系师生村屯组社区镇乡街号楼室厂司校局表属友兵妇女年岁 ]"
)


@cache
def _labels() -> re.Pattern[str]:
    groups = [f"(?P<{role}>{any_of(_label_words(role))})" for role in (RESPONDENT, PETITIONER, PARTY, OTHER)]
    return re.compile("|".join(groups))


@cache
def _labels_begin() -> re.Pattern[str]:
    return beginnings(word for entry in entries("person_labels") for word in entry[1:])


def _label_words(role: str) -> list[str]:
    return [word for entry in entries("person_labels") if entry[0] == role for word in entry[1:]]


def labelled(text: str) -> Iterator[Person]:
    """反映人：张三、李四; the colon may be lost, then the name must be a plain one."""
    for match in each_match(_labels(), _labels_begin(), text):
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
        if not marked and match.group() in _LOOSE:
            role = OTHER
        if marked and role == RESPONDENT and _BODY_GOES_ON.match(text, at):
            continue
        if marked and (title := _TITLE_FIRST.match(text, at)):
            at = title.end()
        names = list(names_from(text, at, -10 if marked else 45))
        if marked and not names and (rare := _rare(text, at)):
            names = [rare]
        if marked and names and (whole := _FOUR.match(text, names[0][0])) and not follows(text, names[0][1]):
            names = [(*whole.span(), whole.group(), PLAIN)]  # 乌兰图雅
        if marked and names and role in (PETITIONER, RESPONDENT):
            names += _behind_semicolons(text, names[-1][1])
        for number, (start, end, name, weight) in enumerate(names):
            sure = 0.95 if marked else 0.8
            yield Person(start, end, name, role, sure - (0.15 if weight < PLAIN else 0.0) - (0.02 if number else 0.0))


_BODY_GOES_ON = re.compile(
    rf"[\u4e00-\u9fff]{{4,24}}(?:{terms('body')}|{terms('trade')}|会所|中心|[所厂店馆部局院])(?=[\s(,。;、]|$)"
)
"""被投诉方：蓝鲸游泳健身会所 names nobody 蓝鲸."""
_TITLE_FIRST = re.compile(r"(?:值班|工作|接待|接访|值守|村)?(?:人员|员|干部|主任|科长|科员|同志|律师|代表)[ :]")


def _behind_semicolons(text: str, at: int) -> Iterator[tuple[int, int, str, int]]:
    """被举报人：尚德才，村支书；尚小军，会计: others on the line of the label, each with who he is."""
    stop = text.find("\n", at)
    for sign in re.compile(r";\s?").finditer(text, at, min(len(text) if stop < 0 else stop, at + _LINE)):
        shape = name_at(text, sign.end())
        if shape and shape.weight >= PLAIN and text[sign.end() + shape.length : sign.end() + shape.length + 1] in ",(":
            yield sign.end(), sign.end() + shape.length, shape.name, shape.weight


_LINE = 160
_FOUR = re.compile(r"[\u4e00-\u9fff]{4}(?=[(,。;\s]|$)")


def _rare(text: str, at: int) -> tuple[int, int, str, int] | None:
    """A name nobody would know as one, where a label says it is one and nothing goes on: 来访人姓名：贲大海等7人."""
    shape = name_at(text, at)
    if shape is None or shape.weight < _RAREST or not _STOPS.match(text, at + shape.length):
        return None
    return at, at + shape.length, shape.name, shape.weight


_RAREST = -45
_STOPS = re.compile(r"\s*(?:$|[,、;。()\n ]|等(?:[\d一二三四五六七八九十]|$|\s))")


def i_am(text: str) -> Iterator[Person]:
    """我，王华春，居住在…; 本人陈愈今年六十八: the name right behind the word."""
    for match in _I.finditer(text):
        shape = name_at(text, match.end())
        if (
            shape
            and shape.weight
            >= (30 if shape.length == 3 and text[match.end() + 3 : match.end() + 4] in (",", "(") else 55)
            and (
                not HAN.match(text, match.end() + shape.length)
                or DETAILS.match(text, match.end() + shape.length)
                or reads_on(text, match.end() + shape.length)
            )
        ):
            yield Person(match.end(), match.end() + shape.length, shape.name, PETITIONER, 0.85)


def called(text: str) -> Iterator[Person]:
    """我叫谷子，老板叫时小兵）: whatever follows is a name if it begins with a surname and the clause ends behind it."""
    for called_so in _CALLED.finditer(text):
        match = _NAME_IS.search(text, max(0, called_so.start() - _LONGEST_CUE), called_so.end() + 6)
        if match is None:
            continue
        if surname_weight(text, match.start("name")) > _NO_SURNAME:
            role = PETITIONER if match["me"] else SUSPECT if match["foe"] else OTHER
            yield Person(*match.span("name"), match["name"], role, 0.9)
    for match in _MY_KIN.finditer(text):
        shape = name_at(match["name"], 0, alone=True)
        if shape and shape.weight >= _RARE_KIN:
            yield Person(*match.span("name"), match["name"], OTHER, 0.8)
    for match in _SURNAMED.finditer(text):
        yield Person(*match.span("name"), match["name"], PETITIONER, 0.85)


_CALLED, _LONGEST_CUE = re.compile("叫"), 12
_FOES, _OTHERS = (
    any_of([w for entry in entries("person_words") if entry[0] in of for w in entry[1:] if len(w) > 1])
    for of in (("respondent",), ("kin", "other"))
)
_NAME_IS = re.compile(
    rf"(?:(?P<me>(?:我|俺|咱|本人|鄙人)(?:的?(?:名字|姓名|名))?)|(?P<foe>{_FOES})|(?P<other>{_OTHERS}))(?:的?名字)?"
    r"(?:叫做?|叫作|名叫)(?P<name>[\u4e00-\u9fff]{2,3})(?=[,。;:()、!\n ]|$)"
)
_MY_KIN = re.compile(
    rf"(?:我|俺|咱|我的|我家)(?:{any_of([w for entry in entries('person_words') if entry[0] == 'kin' for w in entry[1:] if len(w) > 1])})"
    r"(?P<name>[\u4e00-\u9fff]{3})(?=[,(])"
)
_RARE_KIN = -25
"""How little a name of three signs may look like one behind 我母亲 where the clause ends."""
_SURNAMED = re.compile(
    r"姓(?P<s>[\u4e00-\u9fff])[,、:]?(?:全名|名字|大名|叫|名叫)*(?P<name>(?P=s)[\u4e00-\u9fff]{1,2})(?=[,。;:()\n ]|$)"
)
"""我姓沙，沙启明."""
_NO_SURNAME = -45


def entrusting(text: str) -> Iterator[Person]:
    """接受张三的委托: for whom a lawyer writes."""
    for match in re.finditer(r"(?:接受|受)(?:委托人|当事人|申请人)?(?=[\u4e00-\u9fff·]{2,12}[^。\n]{0,80}?委托)", text):
        for start, end, name, _ in names_from(text, match.end(), PLAIN):
            yield Person(start, end, name, PETITIONER, 0.88)


def _alone_on_line(text: str, at: int) -> bool:
    """记录何小雨 on a line of its own, the blank lost: a name and nothing else."""
    stop = text.find("\n", at)
    rest = text[at : stop if stop >= 0 else len(text)]
    shape = name_at(rest, 0, alone=True) if 2 <= len(rest) <= 4 else None
    return shape is not None and shape.weight >= 40


def introduced(text: str) -> Iterator[Person]:
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
