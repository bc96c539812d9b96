"""Identity numbers of persons (GB 11643) and of bodies (GB 32100): check digit, birth and sex.

A number that fails its check may still be the true one on paper (old mistakes, papers from Hong Kong, Macao and
Taiwan), so nothing here refuses: callers warn.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PERSON = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_PERSON = re.compile(r"[1-9][0-9]{14}")
_BODY_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_FOLD = str.maketrans("０１２３４５６７８９Ｘｘ×", "0123456789XXX")


def normal_id(text: str) -> str:
    """Folded to half width and upper case, without spaces."""
    return re.sub(r"\s", "", text.translate(_FOLD)).upper()


def is_person_id(text: str) -> bool:
    """True for 18 characters with a real date of birth and the right check character (GB 11643—1999)."""
    number = normal_id(text)
    return bool(_PERSON.fullmatch(number)) and _birth(number) is not None and check_digit(number[:17]) == number[17]


def widen_old_id(text: str) -> str:
    """The 18-character form of a 15-digit number of before 1999; ValueError for anything else."""
    number = normal_id(text)
    if not _OLD_PERSON.fullmatch(number):
        raise ValueError("not a 15-digit identity number")
    body = number[:6] + "19" + number[6:]
    if _birth(body) is None:
        raise ValueError("no such date of birth")
    return body + check_digit(body)


def may_be_id(text: str) -> bool:
    """False for what fails every check: a person's number of 18 or 15 characters, a body's code. Starred ones pass."""
    if "*" in text or is_person_id(text) or is_credit_code(text):
        return True
    try:
        widen_old_id(text)
    except ValueError:
        return False
    return True


def birth_of(text: str) -> dt.date | None:
    """Date of birth in a valid number, else None."""
    return _birth(normal_id(text)) if is_person_id(text) else None


def birth_of_body(text: str) -> dt.date | None:
    """Date of birth that stands in 18 characters, whether or not the check character is right; None if there is none."""
    number = normal_id(text)
    day = _birth(number) if _PERSON.fullmatch(number) else None
    return day if day and day.year >= 1880 else None


def sex_of(text: str) -> Literal["男", "女"] | None:
    """Sex in a valid number (the 17th digit is odd for men), else None."""
    return None if not is_person_id(text) else "男" if int(normal_id(text)[16]) % 2 else "女"


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


def _birth(number: str) -> dt.date | None:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
