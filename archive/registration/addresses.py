"""Addresses in a text: by the words before them, and by the suffixes of the levels of a region."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, terms, words

_CN = "一二三四五六七八九十百零〇"
_LIVES_THERE = terms("lives_there")
_CUE = re.compile(
    # 住址：, 家庭地址为, 户籍所在地
    r"(?:家庭|现|户籍|通讯|联系|常住|居住|通信|身份证|详细|家庭住|经营|邮寄|暂住)?"
    r"(?:住址|地址|住所地|住所|居住地|户籍地|户籍所在地|籍贯|通讯处|通信处|居所)(?:是|为|在)?\s?:?\s?|(?:^|(?<=\n))户籍[: ]\s?"
    # 家住, 现住在, 全家居住于
    r"|(?:家|现|居|都|全家|一家|我|户籍|一直|原|长期)?(?:住在|居住在|居住于|居住|现住|家住|常住|家在|租住在|租住)(?:于|在|的)?:?\s?"
    r"|(?<=[,。;男女族岁生民人])住:?(?!建|房|宅|户|院|宿|所|址|处|的|了|不|着)(?=[\u4e00-\u9fffA-Z])|户籍(?:在|是)"
    # 我是……村民, 系……居民
    rf"|(?:我|本人|我们)(?:均|都)?(?:是|系|来自)(?!家住|住|现住|居住|在)(?=[^,。;:\n]{{2,40}}{_LIVES_THERE})"
    r"|(?:嫁到|嫁入|落户(?:在|到)?|安家在)(?=[^,。;:\n]{2,14}(?:村|社区|屯|小区))"
    r"|(?:我|俺|咱|本人|我们|俺们|咱们)(?:[一二两三四五六七八九十\d]{1,3}[户家人]|全家|一家|夫妻|夫妇)?(?:是|系|就是|来自)(?!家住|住|现住|居住|在)(?=[^,。;:\n]{0,14}(?:乡|镇|街道|村|社区|屯|小区)[^,。;:\n]{0,16}[的,。;])"
    r"|(?:户口|户籍|家|房子)(?:就)?在(?=[^,。;:\n]{2,24}(?:村|社区|小区|街|路|号|屯|组))"
    r"|(?<=[,。])(?:是|系|原籍|籍在)(?=[^,。;:\n]{2,14}(?:乡|镇|街道|村|社区|小区|屯)[^,。;:\n]{0,18}(?:人|村民|居民)?[,。;\n])"
    rf"|(?<=[,。])系(?=[^,。;:\n]{{3,40}}{_LIVES_THERE})"
)
_NOT_HOME = re.compile(
    r"(?:涉事|事发|事件|商家|单位|企业|公司|店铺|门店|问题|发生|项目|工地|房产|房屋|对方|事项|纠纷|被[\u4e00-\u9fff]{2,3}[人方])(?:的|所在)?$"
    r"|(?:^|(?<=\n))\s?被[\u4e00-\u9fff]{2,3}(?:[人方]|单位|商家|企业)\s?[:(][^\n]*$"
)
"""What stands before an address that is nobody's home: 涉事|地址, 被申诉人：某局，|地址."""
_STOP = re.compile(
    r"[,。;!?、\n()\"“”:]|联系|电话|手机|身份|邮编|反映|于(?=\d)|今(?=年|特)|现(?=年|有|在|将|特)|男|女|汉族|的(?!士)"
    r"|(?:一[名个位])?(?:普通|老|贫困)?(?:村民(?!小?组)|居民(?!小?组|委|楼|点|区)|业主|住户|农民|农户|社员|群众|职工|退休|商户|租户|人(?![民和]))"
)
_LONGEST = 60
"""Signs of an address at most."""
_UNIT = (
    rf"(?:\d{{1,4}}|[{_CN}]{{1,4}}|[A-Za-z]\d{{0,3}}|[甲乙丙丁东南西北中])?"
    r"(?:号楼|号院|楼|号|栋|幢|座|单元|室|户|层|排|门|巷|弄|组|屯|社|队|期|区|院|段|街)"
)
_LEVEL = re.compile(
    rf"{terms('level')}(?:{_UNIT}[-—]?){{0,4}}(?:[-—#]?\d{{1,4}}(?:[-—#]\d{{1,4}}){{0,3}}(?:号|室|户)?)?"
)
_STRONG = re.compile(terms("strong_level"))
_CHAIN = re.compile(
    r"(?:[\u4e00-\u9fffA-Z0-9]{1,8}?(?:省|自治区|市|州|盟))?(?:[\u4e00-\u9fffA-Z0-9]{1,8}?(?:县|区|市|旗))?"
    r"[\u4e00-\u9fff]{1,6}?(?:乡|镇|街道办事处|街道|办事处)[\u4e00-\u9fff]{1,8}?(?:村|社区|居委会|农场|林场)"
    rf"(?:[\u4e00-\u9fff]{{0,4}}?{_UNIT}|[\u4e00-\u9fff]{{1,4}}屯)?"
)
_HAMLET_NAME = r"(?!联系|电话|手机|现|今|原|男|女|村民|居民|农民|业主|住户|群众|社员|反映|来信|来访|全体|部分|一名)[\u4e00-\u9fff]{2,4}"
"""The name of a hamlet without its suffix, after the village: 红星村|前窝棚."""
_HAMLET = re.compile(_HAMLET_NAME)
_HAMLET_ENDS = re.compile("家?[坨岗窝湾沟岭坡寨坪坝洼甸塘冲堡][子棚]?$|..山$")
_CLOSED = re.compile(r"[,。;、)\n ]|$")
_ALONE = re.compile(
    r"(?:^|(?<=[\n,。:;(、 ]))(?:[\u4e00-\u9fff]{2,8}(?:省|市|县|区|旗)){0,3}[\u4e00-\u9fff]{1,4}(?:乡|镇|街道)[\u4e00-\u9fff]{1,5}?(?:村|社区)"
    rf"(?:[\u4e00-\u9fff]{{2,8}}?(?:小区|家园|花园|苑|屯|街|路|巷))?(?:{_UNIT}){{0,3}}(?:{_HAMLET_NAME}(?=[,。;)\n ]|$))?"
)
_TOWNSHIP = re.compile(r"乡|镇|街道|办事处")
_LEAD = re.compile(r"[ :在于是]*(?:一[名个位](?:来自|住在|居住在|家住)?)?")
_PROSE = re.compile(
    r"[了着吗呢请该您你他她它这那]|及所属|所属|关于|单位在|往|一名|怎么|什么|现在|变成|我们|方向"
    r"|因为|由于|听说|为了|如果|要[搞办建修买收拆征]|说[镇乡村县区]"
)
_THEIRS = re.compile(r"(?:的)?(?:一名|一个|普通)?(?:村民|居民|农民|农户|业主|住户|社员)(?!委|小组|代表大会|自治)")
_OTHERS = re.compile(r"[我你他她的是在住到从和与及于由被向至去经把让给对就也都还了着说这那]")


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """Where somebody lives, as written."""

    start: int
    end: int
    confidence: float


def find_addresses(text: str) -> list[FoundAddress]:
    """Every address, left to right: announced ones, and chains of township and village before 村民."""
    found: list[FoundAddress] = []
    end = 0
    for match in _CUE.finditer(text):
        if match.end() < end or _NOT_HOME.search(text, max(0, match.start() - 40), match.start()):
            continue
        one = _after(text, match.end())
        if one is not None:
            sure = 0.93 if re.search(r"址|住|籍|家", match.group()) else 0.85
            found.append(FoundAddress(one[0], one[1], sure))
            end = one[1]
    announced = list(found)  # left to right, none within another
    for alone in _standing_alone(text):
        after = bisect_right(announced, alone.start, key=lambda one: one.start)
        near = announced[max(0, after - 1) : after + 1]
        if not any(one.start < alone.end and alone.start < one.end for one in near):
            found.append(alone)
    ends = {one.end for one in found}
    for theirs in _THEIRS.finditer(text):
        low = max(0, theirs.start() - _LONGEST)
        if theirs.start() in ends or not _TOWNSHIP.search(text, low, theirs.start()):
            continue
        chain = _CHAIN.search(text, low, theirs.start())
        if chain and chain.end() == theirs.start() and (lead := _lead(chain.group())) < len(chain.group()):
            found.append(FoundAddress(chain.start() + lead, chain.end(), 0.6))
    return sorted(found, key=lambda one: one.start)


def _standing_alone(text: str) -> Iterator[FoundAddress]:
    """Township and village between two signs (张三,青山镇红星村三组,), at a line's beginning before the signature."""
    for match in _ALONE.finditer(text):
        end = match.end()
        if not _CLOSED.match(text, end):
            shape = name_at(text, end)
            if shape is None or shape.weight < 60:
                continue
        begin = match.start() + _lead(match.group())
        if not _PROSE.search(match.group()) and _STRONG.search(text, begin, end):
            yield FoundAddress(begin, end, 0.75)


def _after(text: str, at: int) -> tuple[int, int] | None:
    """The address that begins at an offset: up to its last level, within the clause."""
    stop = _STOP.search(text, at, at + _LONGEST)
    limit = stop.start() if stop else min(len(text), at + _LONGEST)
    return _to_last_level(text, at, limit)


def _to_last_level(text: str, at: int, limit: int) -> tuple[int, int] | None:
    last = None
    for match in _LEVEL.finditer(text, at, limit):
        last = match
    if last is None or last.end() - at < 3:
        return None
    hamlet = _HAMLET.match(text, last.end(), limit)
    ends = last.end()
    if (
        hamlet
        and re.search(r"[村区]$", text[at:ends])
        and hamlet.end() == limit
        and (_CLOSED.match(text, limit) or _HAMLET_ENDS.search(hamlet.group()))
    ):
        ends = hamlet.end()
    span = text[at:ends]
    lead = _LEAD.match(span)
    begin = lead.end() if lead else 0
    if (
        _NO_HOME.search(span, begin)
        or not _STRONG.search(span, begin)
        or len(span) > 45
        or _PROSE.search(span, begin)
        or len(span) - begin < 3
    ):
        return None
    return at + begin, ends


_NO_HOME = re.compile(r"(?:幼儿园|公园|工业园|学校|医院|市场|广场)$|^[^镇乡村县\d]{2,4}[路街巷]$|桥头")
"""What ends like an address and is none, and a street without a number."""


def _lead(span: str) -> int:
    """How many signs of other words stand before the first level of a chain."""
    cut = 0
    for match in _OTHERS.finditer(span[:10]):
        if not re.match(r"[省市县区旗乡镇村]", span[match.end() :]):
            cut = match.end()
    return max(cut, *(match.end("word") for match in _before_places().finditer(span[:14])), 0)


@cache
def _before_places() -> re.Pattern[str]:
    return re.compile(f"(?=(?P<word>{any_of(words('before_places'))}))")
