"""Rules a paper is held to before it is written: dates in order, numbers in form; pure, messages in Chinese."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from archive.cases.model import Party, PartyKind
from archive.chinese.date_words import gongwen_date
from archive.chinese.identity import birth_of, normal_id, number_fault, sex_of

_BRACKETS = str.maketrans(
    "[【（(﹝<〈［〔]】）)﹞>〉］〕０１２３４５６７８９", "〔〔〔〔〔〔〔〔〔〕〕〕〕〕〕〕〕〕0123456789"
)
_NUMBER = re.compile(r"[一-鿿]{1,20}〔\d{4}〕[1-9]\d{0,4}号")
_ORDINAL_NUMBER = re.compile(r"[一-鿿]{1,20}〔\d{4}〕第?[1-9]\d{0,4}号")
_YEAR = re.compile(r"〔(\d{4})〕")


def fold_brackets(number: str) -> str:
    """A document number with the brackets 〔〕 (U+3014, U+3015) GB/T 9704 wants, half-width figures, no spaces."""
    return re.sub(r"\s", "", number).translate(_BRACKETS)


def number_problem(number: str, label: str, *, ordinal: bool = False) -> str:
    """What is wrong with the form of a document number (GB/T 9704—2012 7.2.5), or empty.

    ``ordinal`` allows 第 before the number, as the judicial offices' forms have it.
    """
    if (_ORDINAL_NUMBER if ordinal else _NUMBER).fullmatch(number):
        return ""
    return (
        f"{label}“{number}”的写法不对：应为“机关代字〔年份〕序号号”，如“松信访复字〔2022〕12号”；"
        f"年份写全四位，用六角括号，序号{'' if ordinal else '不加“第”、'}前面不加0。"
    )


def year_note(number: str, day: dt.date, label: str) -> str:
    """A doubt if the number's year is not the year of ``day``."""
    match = _YEAR.search(number)
    if match and int(match[1]) != day.year:
        return f"{label}“{number}”的年份与日期{gongwen_date(day)}不是同一年，请核对。"
    return ""


def order_problems(days: Sequence[tuple[str, dt.date | None]]) -> list[str]:
    """A message for each known day that lies before the known day in front of it."""
    known = [(label, day) for label, day in days if day is not None]
    return [
        f"{label}{gongwen_date(day)}早于{earlier}{gongwen_date(before)}，日期先后不对。"
        for (earlier, before), (label, day) in pairwise(known)
        if day < before
    ]


def identity_notes(parties: Iterable[Party]) -> list[str]:
    """Doubts about identity numbers: wrong check digit, or another sex or date of birth than recorded."""
    notes = []
    for party in parties:
        number = party.id_number.strip()
        if not number:
            continue
        body = party.kind is PartyKind.ORGANISATION
        if fault := number_fault(number, organisation=body):
            what = "统一社会信用代码" if body else "公民身份号码"
            notes.append(f"{party.name}的{what}“{normal_id(number)}”校验不通过：{fault}，请核对。")
        elif not body:
            if party.gender and party.gender[:1] != sex_of(number):
                notes.append(f"{party.name}的性别“{party.gender}”与公民身份号码不一致，请核对。")
            if party.birth_date and party.birth_date != birth_of(number):
                notes.append(f"{party.name}的出生日期{gongwen_date(party.birth_date)}与公民身份号码不一致，请核对。")
    return notes
