"""Identity numbers of persons (GB 11643) and of bodies (GB 32100): region, birth, check digit, sex.

``number_fault`` is the one rule by which cases, papers and suggestions judge a number. A number that fails may still be
the true one on paper (old mistakes, papers from Hong Kong, Macao and Taiwan), so nothing here refuses: callers warn.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Literal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PERSON = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_PERSON = re.compile(r"[1-9][0-9]{14}")
_BODY_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_REGIONS = frozenset(
    str(ten + unit)
    for ten, units in ((10, "12345"), (20, "123"), (30, "1234567"), (40, "123456"), (50, "01234"), (60, "12345"))
    for unit in map(int, units)
) | {"71", "81", "82", "83"}
"""The first two digits: provinces (GB/T 2260), and 83 of the residence permit for people from Taiwan."""
_INVENTED = "99"
"""Where no region is: numbers of invented people, in samples and the demonstration."""
_FIRST_YEAR = 1880
_FOLD = str.maketrans("０１２３４５６７８９Ｘｘ×", "0123456789XXX")


def normal_id(text: str) -> str:
    """Folded to half width and upper case, without spaces."""
    return re.sub(r"\s", "", text.translate(_FOLD)).upper()


class Fault(StrEnum):
    """What is wrong with a number, as it is said."""

    LENGTH = "不是18位也不是15位"
    SIGNS = "有不该有的字符"
    REGION = "前两位不是省级行政区划代码"
    BIRTH = "出生日期不存在"
    CHECK = "校验位不符"
    CREDIT = "不是正确的统一社会信用代码"
    OTHER_KIND = "是统一社会信用代码，不是公民身份号码"


def number_fault(text: str, *, organisation: bool = False, today: dt.date | None = None) -> Fault | None:
    """The first thing wrong with the number of a person or a body; None for a good one and for one that is starred out.

    A person's has 18 characters (GB 11643—1999: region, birth not after ``today``, check character), or the 15 digits
    of the time before. The region 99 is that of invented people.
    """
    number = normal_id(text)
    if "*" in number:
        return None
    if organisation:
        return None if is_credit_code(number) else Fault.CREDIT
    if len(number) not in (15, 18):
        return Fault.LENGTH
    if not (_PERSON if len(number) == 18 else _OLD_PERSON).fullmatch(number):
        return Fault.OTHER_KIND if is_credit_code(number) else Fault.SIGNS
    wide = number if len(number) == 18 else f"{number[:6]}19{number[6:]}"
    if wide[:2] not in _REGIONS and wide[:2] != _INVENTED:
        return Fault.OTHER_KIND if is_credit_code(number) else Fault.REGION
    born = _birth(wide)
    if born is None or born.year < _FIRST_YEAR or (today is not None and born > today):
        return Fault.BIRTH
    return Fault.CHECK if len(number) == 18 and check_digit(number[:17]) != number[17] else None


def is_person_id(text: str) -> bool:
    """True for 18 characters in which ``number_fault`` finds nothing wrong."""
    return len(normal_id(text)) == 18 and "*" not in text and number_fault(text) is None


def widen_old_id(text: str) -> str:
    """The 18-character form of a 15-digit number of before 1999; ValueError for anything else."""
    number = normal_id(text)
    if not _OLD_PERSON.fullmatch(number):
        raise ValueError("not a 15-digit identity number")
    body = number[:6] + "19" + number[6:]
    if _birth(body) is None:
        raise ValueError("no such date of birth")
    return body + check_digit(body)


def birth_of(text: str) -> dt.date | None:
    """Date of birth in a valid number, else None."""
    number = _eighteen(text)
    return _birth(number) if number else None


def birth_of_body(text: str) -> dt.date | None:
    """Date of birth that stands in 18 characters, whether or not the check character is right; None if there is none."""
    number = normal_id(text)
    day = _birth(number) if _PERSON.fullmatch(number) else None
    return day if day and day.year >= _FIRST_YEAR else None


def sex_of(text: str) -> Literal["男", "女"] | None:
    """Sex in a valid number (the 17th digit is odd for men), else None."""
    number = _eighteen(text)
    return None if not number else "男" if int(number[16]) % 2 else "女"


def age_on(birth: dt.date, day: dt.date) -> int:
    """Full years of age (周岁) on ``day``; the birthday counts as reached."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def check_digit(body: str) -> str:
    """The last character of an identity number, from its first seventeen."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def is_credit_code(text: str) -> bool:
    """True for a unified social credit code (GB 32100—2015) with the right check character."""
    code = normal_id(text)
    if len(code) != 18 or any(sign not in _BODY_SIGNS for sign in code):
        return False
    total = sum(_BODY_SIGNS.index(sign) * weight for sign, weight in zip(code, _BODY_WEIGHTS, strict=False))
    return _BODY_SIGNS[(31 - total % 31) % 31] == code[17]


def _eighteen(text: str) -> str:
    """A valid person's number in its form of 18 characters; empty for anything else."""
    number = normal_id(text)
    if "*" in number or number_fault(number) is not None:
        return ""
    return number if len(number) == 18 else widen_old_id(number)


def _birth(number: str) -> dt.date | None:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
