"""Telephone numbers in a text: mobile, landline with area code, and short ones where they are announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.registration.identity_numbers import SLIPS

_DIGIT = r"[0-9OoQDlI|〇○]"
_APART = r"[ .·-]?"
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z〇○])(?<![0-9][.-])(?:\+?86[ -]?)?(?P<n>[1lI|][3-9](?:{_APART}{_DIGIT}){{9}})(?![0-9OoQDlI|%])(?!\.[0-9])"
)
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z])[(]?(?P<area>[0OoQ][1-9O][0-9OoIl]{1,2})[)]?\s?[-—–_一~]{0,2}\s?(?P<n>[2-9](?: ?[0-9OoIl-]){6,8})(?![0-9OoIl])"
    r"(?:\s?(?:转|-|—)\s?(?P<ext>\d{1,5})(?!\d))?"
)
_SHORT = re.compile(r"(?<![0-9A-Za-z-])(?P<n>[2-9]\d{2,3}[ -]?\d{4})(?![0-9])")
_SERVICE = re.compile(r"(?<![0-9])(?P<n>[48]00[- ]?\d{3,4}[- ]?\d{3,4})(?![0-9])")
_LABEL = re.compile(r"电\s?话|手\s?机|联系|座机|致电|拨打|来电|号码|TEL|Tel|tel|短信")
_NEAR = 14
_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5)}
_TWO_DIGIT_AREAS = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029")


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A telephone number, normalised: ``13845126709``, ``0451-57123456``."""

    start: int
    end: int
    number: str
    confidence: float


def find_phones(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[FoundPhone]:
    """Every telephone number in folded text, left to right; spans in ``taken`` are other numbers."""
    found = [*_mobiles(text), *_landlines(text), *_announced(text)]
    end = 0
    spans = iter(sorted(taken))
    span = next(spans, None)
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while span and span[1] <= one.start:
            span = next(spans, None)
        if one.start >= end and not (span and span[0] < one.end):
            end = one.end
            yield one


def _labelled(text: str, start: int) -> bool:
    return bool(_LABEL.search(text, max(0, start - _NEAR), start))


def _mobiles(text: str) -> Iterator[FoundPhone]:
    for match in _MOBILE.finditer(text):
        written = match["n"]
        number = re.sub(r"[^0-9]", "", written.translate(SLIPS))
        groups = tuple(len(group) for group in re.split(r"[ .·-]", written))
        labelled = _labelled(text, match.start())
        if len(number) != 11 or (groups not in _GROUPS and not labelled):
            continue
        slips = sum(not (sign.isascii() and sign.isdigit()) and sign not in " .·-" for sign in written)
        if slips > 2 and not labelled:
            continue
        yield FoundPhone(match.start("n"), match.end(), number, 0.97 - 0.04 * slips - 0.1 * (groups not in _GROUPS))


def _landlines(text: str) -> Iterator[FoundPhone]:
    for match in _LANDLINE.finditer(text):
        area = match["area"].translate(SLIPS)
        rest = re.sub(r"[^0-9]", "", match["n"].translate(SLIPS))
        if area.startswith(_TWO_DIGIT_AREAS) and len(area) == 4:
            area, rest = area[:3], area[3:] + rest
        if area[:2] in ("01", "02") and not area.startswith(_TWO_DIGIT_AREAS):
            continue
        if len(rest) not in (7, 8):
            continue
        number = f"{area}-{rest}" + (f"-{match['ext']}" if match["ext"] else "")
        yield FoundPhone(match.start(), match.end(), number, 0.95 if _labelled(text, match.start()) else 0.85)


def _announced(text: str) -> Iterator[FoundPhone]:
    for match in _SHORT.finditer(text):
        if _labelled(text, match.start()) and not re.search(
            r"证|编号|账|卡", text[max(0, match.start() - 8) : match.start()]
        ):
            yield FoundPhone(match.start(), match.end(), re.sub(r"[ -]", "", match["n"]), 0.75)
    for match in _SERVICE.finditer(text):
        if _labelled(text, match.start()) or "-" in match["n"]:
            yield FoundPhone(match.start(), match.end(), re.sub(r"[ -]", "", match["n"]), 0.7)
