"""Forms of numbers, dates and levels that several rules look for, right and wrong."""

from __future__ import annotations

import re
from typing import Final

HAN: Final = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af〇"
ORDINAL: Final = "一二三四五六七八九十百"
OPEN: Final = "〔[【（(﹝<〈［{"
CLOSE: Final = "〕]】）)﹞>〉］}"
DIGIT: Final = "0-9０-９"

NUMBER_LINE: Final = re.compile(
    rf"(?:编号[:：]\s*)?[{HAN}×X]{{1,20}}\s*[{re.escape(OPEN)}]\s*[{DIGIT}〇○零一二三四五六七八九×]{{1,4}}\s*年?\s*[{re.escape(CLOSE)}]"
    rf"\s*第?\s*[{DIGIT}×]{{1,6}}\s*号?(?:\s+签\s*发\s*人.*)?"
)
"""A document number on a line of its own, in whatever brackets."""
NUMBER_PARTS: Final = re.compile(
    rf"(?P<word>[{HAN}]{{1,20}})(?P<gap1>\s*)(?P<open>[{re.escape(OPEN)}])(?P<year>\s*[{DIGIT}]{{1,4}}\s*年?\s*)(?P<close>[{re.escape(CLOSE)}])"
    rf"(?P<ordinal>\s*第?\s*)(?P<count>[{DIGIT}]{{1,6}})(?P<gap2>\s*)(?P<suffix>号?)"
)
ANY_DATE: Final = re.compile(
    rf"[{DIGIT}]{{2,4}}\s*[年.\-/．－／]\s*[{DIGIT}]{{1,2}}\s*[月.\-/．－／]\s*[{DIGIT}]{{1,2}}\s*日?"
    r"|[〇○零0O一二三四五六七八九]{2,4}\s*年\s*[元一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十]{1,3}\s*日"
)
LEVEL_1: Final = re.compile(rf"[{ORDINAL}]{{1,4}}\s*[、.．，,:：]")
LEVEL_2: Final = re.compile(rf"[（(]\s*[{ORDINAL}]{{1,4}}\s*[）)]")
LEVEL_3: Final = re.compile(rf"[{DIGIT}]{{1,2}}\s*[.．、，,](?![{DIGIT}])")
LEVEL_4: Final = re.compile(rf"[（(]\s*[{DIGIT}]{{1,2}}\s*[）)]")
