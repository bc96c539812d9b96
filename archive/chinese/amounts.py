"""Amounts of money standing in a text, in every writing people use: 3,200元, 三千二百元, 2万余元, 1.2万, ￥…, capitals.

What says no figure (几万元, 上百元, 十几块钱) is passed over: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_VALUES |= {sign: value for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")}
_VALUES |= {"○": 0, "两": 2, "弍": 2, "貳": 2, "弎": 3, "參": 3, "叄": 3, "陸": 6, "俩": 2}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_DIGITS = "".join(_VALUES)
_FIRST = _DIGITS + "十拾"
_ARABIC = r"(?:(?<![\d.,])\d{1,3}(?:[,. ]\d{3})+\.\d{2}(?!\d)|(?<![\d.])\d{1,3}(?:, ?\d{3})+(?:\. ?\d{1,2})?(?!\d)|\d{1,12}(?:\. ?\d{1,6})?)"
_CHINESE = rf"[{_FIRST}][{_DIGITS}{''.join(_TENS)}{''.join(_GROUPS)}]{{0,24}}(?:点[{_DIGITS}]{{1,3}})?"
_SCALE = r"(?:万亿|千万|百万|十万|[万萬亿億千百])"
_AMOUNT = re.compile(
    rf"(?P<sign>人民币 ?[¥Y]?|RMB ?|[¥￥] ?)?(?:(?P<low>{_ARABIC}|{_CHINESE}) ?(?:至|到|[-—~～–－]{{1,2}}) ?)?"
    rf"(?P<number>{_ARABIC}|{_CHINESE}) ?(?P<vague>余|多|来|几|数)?(?P<scale>{_SCALE})?(?P<tail>[\d{_DIGITS}](?P<place>[千百仟佰])?(?P<ten>万)?)?"
    rf"(?P<rest>(?<=[千仟])[\d{_DIGITS}][百佰](?:[\d{_DIGITS}][十拾])?)?"
    rf"(?P<more>余|多|来)?(?:个)?(?P<unit>块(?:钱|(?P<kuai>[\d{_DIGITS}])(?![\d十百千万个])|(?!\d))|[元圆兀圓](?:钱)?|(?P<dime>[角毛])(?:钱|整))?"
    rf"(?P<jiao>(?:(?<=[元圆块])零?(?P<j>[\d{_DIGITS}])(?:角|毛))?(?:(?<=[元圆角毛])零?(?P<f>[\d{_DIGITS}])分)?)(?P<whole>整|正)?"
)
_LONGEST_RUN = 120
_STARTS = re.compile(
    rf"[¥￥拾]|人民币|RMB|\d(?=[\d.,]{{2}})"
    rf"|[\d{_FIRST}](?=[\d{_DIGITS}{''.join(_TENS)}点., 至到~～—–－\-余多来几数个]{{0,{_LONGEST_RUN}}}[元圆兀圓块角毛拾百佰千仟{''.join(_GROUPS)}])"
)
"""Where an amount can begin: a number followed by what makes money of it, or of three digits. Most 一 begin no amount."""
_NOT_BEFORE = re.compile(r"(?:[几数上好第百千万亿多点.]|成(?=[百千万]))$|(?<=[\d一二三四五六七八九十百千万亿])余$")
_NEARLY = re.compile(r"(?:将?近|约|大约|差不多|至少|不到)$")
_MONEY = re.compile(
    r"卖|买|挣|赢|拿|出|要|报销|值|每|各|成本|收入|总|共|剩|扔|搭|垫|凑|补|罚|欠|付|赔|款|费|钱|工资|薪|补偿|补贴|投资|花|交|借|贷|金额|金|共计|合计|总计|损失|价|元|报酬|押|罚|收|给|退|利息|租|存|汇|转账|挣|赚|账"
)
_MEASURE = re.compile(
    r"[平亩人户斤吨公米株棵头只台辆套间字次名个多条件位册份年步里度瓦伏棵粒支张家群师伍分级网村居业头羽尾箱袋瓶桶立垧垄块片村民职农学师旅]|KW|kw|[Mm㎡]|平方"
)
_AFTER_YUAN = re.compile(r"[月旦素件首宝气老勋]")
_NO_MONEY_KUAI = re.compile(
    r"[地石砖木板田牌玻表布肉豆宅林菜瓦土荒草场水旱耕坟墓钢铁屏手头区域儿]|集体|承包|宅基|农田|自留"
)
_MONEY_NOUN = re.compile(
    r"(?:工资|押金|学费|欠款|金额|补偿款|赔偿款|医药费|医疗费|租金|押金|月薪|年薪|工钱|本金|利息|罚款|彩礼|违约金|保证金|赔偿金|车费|路费|房租|物业费|水费|电费|取暖费|采暖费|房款|费用|定金|订金|货款|工程款|余额|共计|合计|总计)(?:为|是|共|计|约|人民币)?[:]?\s?$"
)
_CLIPPED = re.compile(r"[一二两三四五六七八九十\d]万[一二三四五六七八九]$")
_PAID = re.compile(
    r"(?:欠|赔|给|收|交|花|付|借|要|补|扣|退|罚|少给|多收|是|得|卖|卖了|买|挣|拿|拿了|要价|开价|报|报了|批|批了|发|发了|领|领了|到手|结|结了|凑|价|价格|每月|每年|月租|每亩|一亩|每人|每户|给了|花了|交了|赔了|收了|欠了|借了|补了|扣了|退了|罚了|共计|合计|一共|总共|剩|差|贴|押|出|还|再充|充|充了|充值|转|转了|退了|退还|加|得加|贵|便宜|多花|少拿)(?:我|他|她|我们|他们)?$"
)
_WORTH = re.compile(r"的[^,。]{0,2}(?:车|房|楼|别墅|首饰)")
_PER_TIME = re.compile(
    r"(?:每|一|半)(?:年|个?月|季|天|次|亩|斤|平|户|人|套|袋|吨|节课?|个工|趟|车|晚|期)$|[月年日]薪$|学费$|校服$|房租$|租金$"
)
_PRICED = re.compile(r"包[吃住]|一(?:个月|[套件亩斤吨户人次天年月平条张袋桶瓶])|的(?:利|价|钱|押金|工资|利息|学费)")
_CLAUSE_ENDS = re.compile(r"[,。;!?、)\s]|$")
_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount standing in a text."""

    start: int
    end: int
    fen: int
    confidence: float
    about: bool = False
    """Written as approximate: 2万余元."""


def find_amounts(text: str) -> Iterator[FoundAmount]:
    """Every amount in folded text, left to right.

    Where capitals lost their last words to a bad reading (柒佰陆拾捌元 for 柒佰陆拾捌元贰角) and the same sum follows in
    figures, the figures stand.
    """
    held: FoundAmount | None = None
    for found in _one_by_one(text):
        clipped = held and found.start - held.end <= 2 and found.fen // 100 == held.fen // 100 and held.fen % 100 == 0
        if held and not (clipped and found.fen % 100):
            yield held
        held = found
    if held:
        yield held


def _one_by_one(text: str) -> Iterator[FoundAmount]:
    at = 0
    while begin := _STARTS.search(text, at):
        match = _AMOUNT.match(text, begin.start())
        if match is None:
            at = begin.end()
            continue
        at = match.end()
        yield from _amounts(match, text)


def _amounts(match: re.Match[str], text: str) -> Iterator[FoundAmount]:
    confidence = _confidence(match, text)
    if confidence <= 0 or match["vague"] in ("几", "数"):
        return
    value = _value(match["number"])
    if value is None or _NOT_BEFORE.search(text, max(0, match.start() - 1), match.start()):
        return
    scale = _scale(match["scale"])
    tail = _VALUES.get(match["tail"][0], None) if match["tail"] else None
    if match["tail"] and tail is None:
        tail = int(match["tail"][0])
    low = _value(match["low"]) if match["low"] else None
    about = bool(match["vague"] or match["more"] or _NEARLY.search(text, max(0, match.start() - 3), match.start()))
    whole = value * scale
    if tail is not None:
        place = _TENS[match["place"]] if match["place"] else scale // 10
        whole += tail * place * (10**4 if match["ten"] else 1)
    if match["rest"] and match["place"]:
        whole += sum(
            _small(digit) * _TENS[place] for digit, place in zip(match["rest"][::2], match["rest"][1::2], strict=True)
        )
    if match["dime"]:
        whole /= 10
    if match["kuai"]:
        whole += Decimal(_small(match["kuai"])) / 10
    fen = whole * 100 + 10 * _small(match["j"]) + _small(match["f"])
    if low is not None and 0 < low * scale < whole:
        yield FoundAmount(match.start("low"), match.end(), int(low * scale * 100), confidence - 0.05, about)
    if fen == int(fen) and 0 < fen < 10**17:
        start = match.start("number") if match["low"] else match.start()
        yield FoundAmount(start, match.end(), int(fen), confidence, about)


def _confidence(match: re.Match[str], text: str) -> float:
    """How sure it is that money is meant; 0 if it is not."""
    unit, scale = match["unit"] or "", match["scale"] or ""
    chinese = not match["number"][0].isdigit()
    if unit[:1] in ("元", "圆", "圓", "兀") and not _AFTER_YUAN.match(text, match.end()):
        return 0.96 if unit[0] != "兀" else 0.8
    if unit == "块钱" or match["dime"]:
        return 0.93
    if match["sign"]:
        return 0.95
    if not unit and not scale and not chinese and len(match["number"]) >= 3 and not match["tail"]:
        return 0.6 if _is_owed(match, text) else 0.0
    money = _MONEY.search(text, max(0, match.start() - _CONTEXT), match.start())
    if match["kuai"]:
        return 0.85
    if unit == "块":
        many = not chinese or len(match["number"]) > 1 or bool(scale)
        return (0.8 if money else 0.6) if many and not _NO_MONEY_KUAI.match(text, match.end()) else 0.0
    if match["whole"] and chinese and re.search("[拾佰仟万]", match["number"]):
        return 0.8
    large = scale[-1:] in ("万", "亿") or (chinese and re.search("[万亿]", match["number"]))
    if not unit and (scale in ("百", "千") or re.search("[百佰千仟]", match["number"])):
        before = any(
            _PAID.search(text, max(0, at - 4), at)
            or _MONEY_NOUN.search(text, max(0, at - 8), at)
            or _PER_TIME.search(text, max(0, at - 4), at)
            for at in (match.start(), _before_about(text, match.start()))
        )
        ends = _CLAUSE_ENDS.match(text, _end(match)) or _PRICED.match(text, match.end())
        if (before and ends) or not large:
            return 0.65 if before and ends else 0.0
    if not unit and _CLIPPED.search(match.group()) and _CLAUSE_ENDS.match(text, _end(match)):
        return 0.7 if money else 0.6
    if large and match["vague"] and _WORTH.match(text, match.end()):
        return 0.6
    if (large or (match["tail"] and scale)) and money and not _MEASURE.match(text, match.end()):
        return 0.75
    return 0.0


def _is_owed(match: re.Match[str], text: str) -> bool:
    """Figures without 元 behind a word for what is paid, where the clause ends: 押金2000, 他出2600; not years."""
    if not (_CLAUSE_ENDS.match(text, _end(match)) or _PRICED.match(text, match.end())):
        return False
    start = _before_about(text, match.start())
    if _MONEY_NOUN.search(text, max(0, start - 8), start):
        return True
    year = len(match["number"]) == 4 and match["number"][:2] in ("19", "20")
    paid = _PAYS.search(text, max(0, start - 6), start) or _PER_TIME.search(text, max(0, start - 4), start)
    return not year and len(match["number"]) <= _LONGEST_BARE and bool(paid)


def _end(match: re.Match[str]) -> int:
    """Where the amount ends, without a blank behind it."""
    return match.start() + len(match.group().rstrip())


def _before_about(text: str, at: int) -> int:
    """Where 不到, 将近 begins before a number, if it stands there: 卖了|不到四千."""
    about = _SAID_OF_SUMS.search(text, max(0, at - 4), at)
    return about.start() if about else at


_SAID_OF_SUMS = re.compile("(?:不到|将近|大约|差不多|大概|至少|最少|最多|足足|整整|才|就|只|约|近|要|是|能|得)$")


_LONGEST_BARE = 6
"""Figures of a sum without 元; more are a telephone's."""
_PAYS = re.compile(
    r"(?:(?<!提)[交花付借欠赔退扣罚充出还转补赊卖挣赚存贷捐垫搭]|再给|少给|只给|给了|借支|预支|到手)(?:了|过)?(?:我|他|她|你|我们|他们|人家)?$"
)


def _scale(scale: str | None) -> int:
    factor = 1
    for sign in scale or "":
        factor *= _TENS.get(sign) or _GROUPS[sign]
    return factor


def _small(sign: str | None) -> int:
    return 0 if not sign else _VALUES[sign] if sign in _VALUES else int(sign)


def _value(written: str) -> Decimal | None:
    """The number written, or None if the signs make none."""
    if written[0].isdigit() and written[0].isascii():
        bare = written.replace(" ", "")
        if bare.count(".") > 1 or ("," in bare and "." in bare):
            whole, _, cents = bare.rpartition(".")
            return Decimal(re.sub(r"[.,]", "", whole) + "." + cents)
        return Decimal(bare.replace(",", "").replace(" ", ""))
    if "点" in written:
        whole, _, rest = written.partition("点")
        value = _value(whole)
        return None if value is None else value + Decimal("0." + "".join(str(_VALUES[sign]) for sign in rest))
    return _chinese(written)


def _chinese(written: str) -> Decimal | None:
    """三千二百 and, as people say it, 三千二, 两万五; digits alone (二〇〇) are read one by one."""
    if all(sign in _VALUES for sign in written):
        return Decimal("".join(str(_VALUES[sign]) for sign in written))
    total = section = digit = 0
    unit = 1
    for sign in written:
        if sign in _VALUES:
            if digit:
                return None  # 两三千: no figure
            digit = _VALUES[sign]
            unit = 1 if sign in "零〇○" else unit
        elif sign in _TENS:
            unit = _TENS[sign]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _GROUPS[sign]
            if not total + section + digit:
                return None
            if unit == 10**8:
                total, section = (total + section + digit) * unit, 0
            else:
                total, section = total + (section + digit) * unit, 0
            digit = 0
    clipped = unit // 10 if digit and unit > 10 else 1
    return Decimal(total + section + digit * clipped)
