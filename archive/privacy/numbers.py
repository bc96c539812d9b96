"""Numbers that lead to a person, however they are written: spaced, full-width, in Chinese characters, broken over lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.identity import birth_of_body
from archive.privacy.policy import SHOWN, Secret, Taken

_DIGITS: Final = {
    **{sign: str(value) for value, sign in enumerate("零一二三四五六七八九")},
    **{sign: str(value) for value, sign in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **{sign: str(value) for value, sign in enumerate("０１２３４５６７８９")},
    **{sign: str(value) for value, sign in enumerate("0123456789")},
    **dict.fromkeys("○◯OＯoＱQ", "0"),
    **dict.fromkeys("幺么lｌIＩ", "1"),
    "两": "2",
}
_X: Final = "xXｘＸ×✕ХхⅩⅹ"
_SPELLED: Final = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺么两"
_APART: Final = r"[ \t\u00a0\u3000\r\n\-－—–_.．·•、,，/\u200b]"
_SIGN: Final = f"[{''.join(map(re.escape, _DIGITS))}]"
_RUN: Final = re.compile(
    rf"(?<![A-Za-z]){_SIGN}(?:{_APART}{{0,6}}{_SIGN}){{5,}}(?:{_APART}{{0,6}}[{_X}](?![A-Za-z0-9]))?"
)
_GROUP: Final = re.compile(rf"{_SIGN}+[{_X}]?|[{_X}]")
_UNITS: Final = re.compile(r"\s*(?:[十百千万亿元块角分年月日号%％℃㎡]|平方|公里|公斤|人次|多|余|[个只头亩吨米户名])")
_PHONE_LABEL: Final = re.compile(
    r"(?:电\s*话|手\s*机|联系方式|联系|来电|致电|座机|短信|号码|[Tt][Ee][Ll]|☎)[^。；;\n]{0,10}$"
)
_ACCOUNT_LABEL: Final = re.compile(
    r"(?:卡\s*号|账\s*号|帐\s*号|账\s*户|帐\s*户|户\s*号|银行|农信社|信用社|社保|医保|参保|存折|开户|一卡通|护照|军官证|残疾证|退役证)[^。；;]{0,14}$"
)
_IDENTITY_LABEL: Final = re.compile(r"(?:身份|证\s*号|证件|公民号码|[Ii][Dd])[^。；;]{0,12}$")
_CHAT_LABEL: Final = re.compile(r"(?:[QqＱｑ]{2}|微\s*信|抖音|企鹅|扣扣)[^。；;\n]{0,6}$")
_OTHER_LABEL: Final = re.compile(
    r"(?:文号|编号|案号|字号|订单|发票|工单|票号|合同号|流水号|单号|邮编|邮政编码|代码|第|[字])[^。；;\n]{0,4}$"
)
_GROUPS: Final = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (3, 3, 3, 2), (2, 3, 3, 3)}
)
_NEAR: Final = 22
_MAIL: Final = re.compile(r"[A-Za-z0-9][\w.+-]*\s?[@＠]\s?[A-Za-z0-9-]+(?:\s?[.．]\s?[A-Za-z]{2,6})+", re.ASCII)
_CHAT: Final = re.compile(r"(?:微\s*信(?:号)?|[QqＱｑ]{2}(?:号)?|V信)\s*[:：]?\s*(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19})")
_PLATE: Final = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][ ]?[A-HJ-NP-ZＡ-Ｚ][ ·•.-]?"
    r"(?:[A-HJ-NP-Z0-9Ａ-Ｚ０-９][ ]?){4,5}[A-HJ-NP-Z0-9Ａ-Ｚ０-９学警挂]"
)
_DEED: Final = re.compile(
    r"[（(]?[12]\d{3}[）)]?[一-鿿]{1,12}(?:不动产权|房权|土地使用|林权|宅基地)[一-鿿]{0,6}第?\s*[\d０-９]{3,20}\s*号"
    r"|(?:房权证|房产证|不动产权证(?:书)?|土地使用证|宅基地使用证|林权证|土地证)[^，。；\n]{0,14}?[字第号：:]\s*[\dA-Za-z０-９-]{4,20}\s*号?"
)
_BIRTH: Final = re.compile(
    r"(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[12]\d{3}[-.]\d{1,2}[-.]\d{1,2})\s*(?=出?生)|(?<=出生日期)[：:]?\s*[12]\d{3}[年.-]\d{1,2}[月.-]\d{1,2}日?"
)


def find_numbers(text: str) -> list[Taken]:
    """Everything to be taken out, left to right, not overlapping."""
    found: list[Taken] = []
    for pattern, kind in (
        (_MAIL, Secret.MAIL),
        (_PLATE, Secret.PLATE),
        (_DEED, Secret.TITLE_DEED),
        (_BIRTH, Secret.BIRTH),
    ):
        found += [Taken(kind, *match.span(), SHOWN[kind]) for match in pattern.finditer(text)]
    found += [Taken(Secret.MAIL, *match.span("id"), SHOWN[Secret.MAIL]) for match in _CHAT.finditer(text)]
    for match in _RUN.finditer(text):
        found += _in_run(text, match.start(), match.group())
    return apart(found)


def apart(found: list[Taken]) -> list[Taken]:
    """Left to right, the longer where two overlap."""
    kept: list[Taken] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end and kept[-1].end - kept[-1].start < one.end - one.start:
            kept[-1] = one
    return kept


def _in_run(text: str, start: int, run: str) -> Iterator[Taken]:
    """The numbers in a run of digits that may hold several, one behind the other."""
    groups = [(match.start(), match.end(), _plain(match.group())) for match in _GROUP.finditer(run)]
    at = 0
    while at < len(groups):
        best = None
        digits = ""
        for last in range(at, min(len(groups), at + 24)):
            digits += groups[last][2]
            if len(digits) > 25:
                break
            begin, end = start + groups[at][0], start + groups[last][1]
            sizes = tuple(len(group[2]) for group in groups[at : last + 1])
            kind = _kind(text, begin, end, digits, sizes)
            if kind is not None:
                best = (kind, begin, end, last)
        if best is None:
            at += 1
            continue
        kind, begin, end, last = best
        yield Taken(kind, begin, end, SHOWN[kind])
        at = last + 1


def _plain(signs: str) -> str:
    return "".join(_DIGITS.get(sign, "X") for sign in signs)


def _kind(text: str, start: int, end: int, digits: str, sizes: tuple[int, ...]) -> Secret | None:
    """What a number is by its form and the words before it; None for any other number."""
    before = text[max(0, start - _NEAR) : start]
    whole = len(sizes) == 1
    single = all(size == 1 for size in sizes)
    written = text[start:end]
    regular = whole or single or sizes in _GROUPS or "\n" in written
    spelled = any(sign in _SPELLED for sign in written)
    if (whole or spelled) and _UNITS.match(text, end) and len(digits) < 15:
        return None
    if len(digits) == 18 and birth_of_body(digits) is not None:
        return Secret.IDENTITY
    if "X" in digits:
        return Secret.IDENTITY if _IDENTITY_LABEL.search(before) and len(digits) in (18, 17, 19) else None
    if len(digits) == 15 and _old(digits) and regular:
        return Secret.IDENTITY
    if _IDENTITY_LABEL.search(before) and 14 <= len(digits) <= 20:
        return Secret.IDENTITY
    phone = bool(_PHONE_LABEL.search(before))
    if len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789" and (regular or phone):
        return None if _OTHER_LABEL.search(before) and not phone else Secret.PHONE
    if len(digits) == 13 and digits.startswith("861") and digits[3] in "3456789":
        return Secret.PHONE
    if 10 <= len(digits) <= 12 and digits[0] == "0" and digits[1] in "123456789" and _landline(sizes, digits):
        return Secret.PHONE
    if phone and 7 <= len(digits) <= 12:
        return Secret.PHONE
    if _CHAT_LABEL.search(before) and 5 <= len(digits) <= 12:
        return Secret.MAIL
    if _ACCOUNT_LABEL.search(before) and 8 <= len(digits) <= 25:
        return Secret.ACCOUNT
    if 16 <= len(digits) <= 19 and digits[0] in "4569" and (whole or single or set(sizes[:-1]) == {4}):
        return None if _OTHER_LABEL.search(before) else Secret.ACCOUNT
    return None


def _old(digits: str) -> bool:
    """Fifteen digits with a day of birth in them."""
    return 1 <= int(digits[8:10]) <= 12 and 1 <= int(digits[10:12]) <= 31 and digits[0] != "0"


def _landline(sizes: tuple[int, ...], digits: str) -> bool:
    """An area code and seven or eight digits, in two groups or one, or each digit apart."""
    if all(size == 1 for size in sizes) or len(sizes) == 1:
        return len(digits) in (11, 12)
    return sizes[0] in (3, 4) and sum(sizes[1:]) in (7, 8)
