"""Amounts of money: integers of fen in, what the office writes out, and back.

The capitals follow 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》: 整 after 元 and after 角,
never after 分; one 零 for any run of zeros inside; a leading 壹 before 拾 is kept. cn2an was measured against the same
cases: it leaves out the 零 where a whole group of four digits is zero (¥100,001,000 must read 壹亿零壹仟元整) and the
整 after 角, so the rule stands here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from archive.errors import InvalidInput

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
LARGEST_FEN = 10**18 - 1
"""Below 10,000 万亿 yuan, the largest amount the four group names can say."""

_FOLD = str.maketrans("０１２３４５６７８９．，￥　", "0123456789.,¥ ")
_VALUES = {sign: value for value, sign in enumerate(_DIGITS)} | {
    sign: value for value, sign in enumerate("〇一二三四五六七八九")
}
_VALUES["两"] = 2
_TENS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_CLIPPED = re.compile(rf"[百佰千仟万亿][{''.join(_VALUES)[1:].replace('〇', '')}]$")
"""两万五 means 25,000 in speech and 20,005 by the rule: not to be guessed."""
_NUMBER = rf"{_ARABIC.pattern}|[{''.join(_VALUES)}{''.join(_TENS)}万亿]+"
_AMOUNT = re.compile(
    rf"(?:人民币|RMB)?¥?(?:(?P<yuan>{_NUMBER})(?P<scale>万亿|亿|万)?(?:元|圆|块)?)?"
    r"(?:零?(?P<jiao>[\d零壹贰叁肆伍陆柒捌玖〇一二三四五六七八九])角)?"
    r"(?:零?(?P<fen>[\d零壹贰叁肆伍陆柒捌玖〇一二三四五六七八九])分)?(?:整|正)?"
)


def capital_amount(fen: int) -> str:
    """``人民币壹仟肆佰零玖元伍角整`` for 140950 fen.

    Raises ValueError for a negative amount or one above ``LARGEST_FEN``: neither has a written form.
    """
    if not 0 <= fen <= LARGEST_FEN:
        raise ValueError(f"no written form for {fen} fen")
    yuan, rest = divmod(fen, 100)
    jiao, cent = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan else ""
    if not rest:
        return f"人民币{words or '零元'}整"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return f"人民币{words}{_DIGITS[cent] + '分' if cent else '整'}"


def _whole(yuan: int) -> str:
    """Digits of ``yuan`` in capitals, group of four by group of four."""
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    words, gap = "", False
    for position in range(len(groups) - 1, -1, -1):
        group = groups[position]
        if not group:
            gap = True
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _group(group) + _GROUPS[position]
        gap = False
    return words


def _group(number: int) -> str:
    """One group of four digits, such as 贰仟零伍 for 2005."""
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = True
            continue
        if words and gap:
            words += "零"
        words += _DIGITS[digit] + _PLACES[place]
        gap = False
    return words


def format_yuan(fen: int) -> str:
    """``1,409.50`` for 140950 fen: thousands by comma, always two decimals."""
    sign = "-" if fen < 0 else ""
    yuan, cents = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{cents:02d}"


def amount_phrase(fen: int) -> str:
    """Both forms as an agreement writes them: ``人民币壹万元整（¥10,000.00）``."""
    return f"{capital_amount(fen)}（¥{format_yuan(fen)}）"


def parse_yuan(text: str) -> int:
    """Fen in ``1,409.50``, ``¥1409.5元``, ``1.2万元``, ``十二万元``, ``壹仟肆佰零玖元伍角整``.

    Raises InvalidInput if the text is no amount of yuan, or says less than a fen: nothing is rounded away.
    """
    bare = re.sub(r"\s", "", text.translate(_FOLD))
    match = _AMOUNT.fullmatch(bare)
    if match is None or not any(match.group("yuan", "jiao", "fen")):
        raise _unreadable(text)
    total = Decimal(0)
    if match["yuan"]:
        total = _number(match["yuan"], text) * _SCALES[match["scale"] or ""] * 100
    for part, worth in (("jiao", 10), ("fen", 1)):
        if match[part]:
            total += worth * (_VALUES[match[part]] if match[part] in _VALUES else int(match[part]))
    if total != int(total) or total > LARGEST_FEN:
        raise InvalidInput(f"金额“{text}”不能精确到分，或者过大。", "金额以元为单位，最多两位小数，例如 12000.50。")
    return int(total)


def _number(text: str, whole: str) -> Decimal:
    """A plain or a Chinese number; the Chinese one in ordinary characters or capitals."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _CLIPPED.search(text):
        raise _unreadable(whole)
    total = section = digit = 0
    for sign in text:
        if sign in _VALUES:
            if digit:
                raise _unreadable(whole)
            digit = _VALUES[sign]
        elif sign in _TENS:
            section += (digit or 1) * _TENS[sign]
            digit = 0
        elif not section + digit:
            raise _unreadable(whole)
        elif sign == "万":
            section, digit = (section + digit) * 10_000, 0
        else:  # 亿 closes what stands before it, 一万二千亿 and 一万亿零一亿 alike
            total, section, digit = total + (section + digit) * 100_000_000, 0, 0
    return Decimal(total + section + digit)


def _unreadable(text: str) -> InvalidInput:
    return InvalidInput(f"看不懂金额“{text}”。", "请写成 12000、12,000.50、1.2万元 或 壹万贰仟元整 的样子。")
