"""One value of a row, read as what the case model wants; each function refuses in Chinese."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from archive.cases.labels import choices, code_of
from archive.chinese.dates import parse_date
from archive.chinese.fold import fold
from archive.errors import InvalidInput

E = TypeVar("E", bound=StrEnum)

_CHINA = dt.timezone(dt.timedelta(hours=8))
_MOST_FEN = 2**63 - 1
_MOST_PEOPLE = 2**31 - 1
_LONGEST_NUMBER = 200
_DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]\s*(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?", re.I
)
_AMOUNT = re.compile(r"(?:人民币|¥|rmb|cny)?\s*(-?[\d,]+(?:\.\d+)?)\s*(万|亿)?\s*(?:元|圆|块)?整?", re.I)
_TRUE = {"true", "1", "是", "yes", "y", "对", "限制"}
_FALSE = {"false", "0", "否", "no", "n", "不", ""}


def bad(where: str, what: str, advice: str) -> InvalidInput:
    """The error for one value that cannot be used."""
    return InvalidInput(f"{where}{what}", advice)


def shown(value: object) -> str:
    """A value as it may stand in a message: short, and on one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= 40 else text[:40] + "…"


def kept(value: object) -> object:
    """A value kept as it came: what a spreadsheet's cell holds and JSON has no form for, as text."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, dt.timedelta) else value


def text_of(value: object, where: str, *, joint: str = "\n") -> str:
    """A text; numbers are taken as text, a list of texts is joined by ``joint``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return _digits(value, where)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return str(value)
    if isinstance(value, list | tuple) and all(not isinstance(item, dict | list | tuple) for item in value):
        return joint.join(text for item in value if (text := text_of(item, where)))
    raise bad(where, f"应是文字，现在是：{shown(value)}", "请把这一项写成文字。")


def number_of(value: object) -> str:
    """A case's own number: one line of at most 200 characters."""
    if isinstance(value, bool | list | tuple):
        raise bad("编号", f"应是文字，现在是：{shown(value)}", "请填写案件编号。")
    text = text_of(value, "编号").strip()
    if not text:
        raise InvalidInput("这一行没有编号。", "每个案件都要有 no（编号），且互不相同。")
    if len(text) > _LONGEST_NUMBER or re.search(r"[\x00-\x1f\x7f\u2028\u2029\ufffd]", text):
        raise bad("编号", f"不能用：{shown(text)}", f"编号应是一行文字，不超过 {_LONGEST_NUMBER} 个字，不含控制字符。")
    return text


def texts_of(value: object, where: str) -> tuple[str, ...]:
    """A list of texts; one text is cut at line breaks. Empty ones are dropped."""
    if isinstance(value, list | tuple):
        found = [text_of(item, where) for item in value]
    else:
        found = [line.strip() for line in text_of(value, where).splitlines()]
    return tuple(text for text in found if text.strip())


def day_of(value: object, where: str) -> tuple[dt.date | None, str]:
    """A day, and the text of a date too imprecise to be one (2022年5月); both empty for an empty value.

    A moment with a time zone counts as the day it was in China. Refuses what is no date, and days that never were.
    """
    if isinstance(value, dt.datetime):
        return value.date(), ""
    if isinstance(value, dt.date):
        return value, ""
    text = fold(text_of(value, where)).strip()
    if not text:
        return None, ""
    day = _moment(text)
    if day is not None:
        return day, ""
    span = parse_date(text)
    if span is None:
        raise bad(where, f"不是有效的日期：{shown(value)}", "请写成 2022-05-06 或 2022年5月6日；不知道就留空。")
    if span.first != span.last:
        return None, text_of(value, where).strip()
    return span.first, ""


def _moment(text: str) -> dt.date | None:
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return None
    day, time, zone = match.groups()
    try:
        if time is None:
            return dt.date.fromisoformat(day)
        moment = dt.datetime.fromisoformat(f"{day}T{time.replace(',', '.')}{(zone or '').upper()}")
        return (moment if moment.tzinfo is None else moment.astimezone(_CHINA)).date()
    except (ValueError, OverflowError):
        return None


def whole_day(value: object, where: str) -> dt.date | None:
    """A day or nothing. Refuses imprecise dates too."""
    day, imprecise = day_of(value, where)
    if imprecise:
        raise bad(where, f"要写到日：{imprecise}", "请写成 2022-05-06 或 2022年5月6日；不知道就留空。")
    return day


def code_from(kind: type[E], value: object, where: str) -> E | None:
    """A code, given as the code or its Chinese label; None for an empty value."""
    text = text_of(value, where).strip()
    if not text:
        return None
    found = code_of(kind, text)
    if found is None:
        raise bad(where, f"不认识：{shown(text)}", f"可用的有：{choices(kind)}。")
    return found


def fen_from_yuan(value: object, where: str) -> int | None:
    """Fen of an amount in yuan: a number, or a text such as 12,000.50元 or 1.2万元."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        raise bad(where, f"不是金额：{shown(value)}", "请写成数字，单位元。")
    if isinstance(value, float):
        value = round(value, 6)  # what a spreadsheet computed, without its binary dust
    text = fold(str(value) if isinstance(value, int | float) else text_of(value, where)).strip()
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        match = _AMOUNT.fullmatch(text)
        if match is None or not re.search(r"\d", match[1]):
            raise bad(where, f"不是金额：{shown(value)}", "请写成数字，单位元，如 12000.50。") from None
        amount = Decimal(match[1].replace(",", "")) * {"万": 10_000, "亿": 100_000_000}.get(match[2] or "", 1)
    if not amount.is_finite() or abs(amount) > _MOST_FEN // 100:
        raise bad(where, f"太大：{shown(value)}", "请核对金额，单位元。")
    if amount * 100 != int(amount * 100):
        raise bad(where, f"不足一分：{shown(value)}", "金额最多写到分，即两位小数。")
    return int(amount * 100)


def whole_number(value: object, where: str, *, least: int, most: int = _MOST_PEOPLE) -> int | None:
    """An integer within bounds, or None for an empty value."""
    if isinstance(value, bool):
        raise bad(where, f"应是整数，现在是：{shown(value)}", "请写成数字。")
    if isinstance(value, int):
        number = value
    else:
        text = fold(text_of(value, where)).strip().rstrip("人")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,19}", text):
            raise bad(where, f"应是整数，现在是：{shown(value)}", "请写成数字。")
        number = int(text)
    if not least <= number <= most:
        raise bad(where, f"应在 {least} 到 {most} 之间，现在是：{_digits(number, where)}", "请核对这个数字。")
    return number


def fen_of(value: object, where: str) -> int | None:
    """An amount in fen."""
    return whole_number(value, where, least=-_MOST_FEN, most=_MOST_FEN)


def truth_of(value: object, where: str) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    text = fold(text_of(value, where)).strip()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise bad(where, f"应是“是”或“否”，现在是：{shown(value)}", "请写“是”或“否”。")


def mapping_of(value: object, where: str) -> Mapping[str, object]:
    """A JSON object."""
    if isinstance(value, Mapping):
        return value
    raise bad(where, f"应是一个对象，现在是：{shown(value)}", '请写成 {"…": "…"} 的样子。')


def list_of(value: object) -> list[object]:
    """A JSON list, or one value as a list of one."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _digits(number: int, where: str) -> str:
    try:
        return str(number)
    except ValueError:
        raise bad(where, "是一个过长的数字", "请把它写成文字。") from None
