"""Invented people of an invented county, and their numbers.

The first six digits of an identity number are 990021, which is no code of a region, so that no number can be anyone's;
check digits follow GB 11643—1999 and GB 32100—2015. Telephone numbers begin with 1990000, or with the area code 0300,
which is not given out.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

REGION = "990021"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity_number(birth: dt.date, gender: str, serial: int) -> str:
    """An identity number with its check digit; ``serial`` from 0 to 99, the digit before the check tells the sex."""
    body = f"{REGION}{birth:%Y%m%d}{serial:02d}{(serial % 5) * 2 + (1 if gender == '男' else 0)}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def credit_code(serial: int) -> str:
    """A unified social credit code with its check digit."""
    body = f"91{REGION}MA0{serial:06d}"
    total = sum(CREDIT_DIGITS.index(char) * pow(3, at, 31) for at, char in enumerate(body))
    return body + CREDIT_DIGITS[(31 - total % 31) % 31]


@cache
def people() -> dict[str, dict[str, Any]]:
    """Everyone, by name, with ``id``, ``tel`` and ``born`` worked out."""
    raw = tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))
    known = {}
    for serial, (name, person) in enumerate(raw.items(), start=3):
        birth = person["birth"]
        known[name] = {
            **person,
            "name": name,
            "id": identity_number(birth, person["gender"], serial),
            "tel": f"1990000{2100 + serial * 37}",
            "born": f"{birth.year}年{birth.month}月{birth.day}日",
        }
    return known


def fill(text: str) -> str:
    """Put in what ``{name.key}`` stands for; KeyError for a person not known."""
    return re.sub(r"\{([^{}.:,\s]+)\.(\w+)\}", lambda found: str(people()[found[1]][found[2]]), text)
