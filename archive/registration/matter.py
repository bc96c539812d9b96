"""What kind of matter a letter is: suggestion, accusation or appeal; a report to be kept secret; marked as secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.registration.letter_parts import Found
from archive.registration.wordlists import terms

_REPORTS = re.compile(r"检举|举报|控告|揭发|状告")
_OFFICIALS = re.compile(rf"(?:村|支部|党支部|总支|镇党委|乡党委|原|前|现任|时任)?{terms('official')}")
_WRONGS = re.compile(rf"{terms('wrong')}|骗取(?:国家|项目|补贴|补偿|低保|资金)")
_ADVISES = re.compile(r"建议|提议|意见和建议|合理化建议|建言|献策")
_WANTS = re.compile(terms("wants"))
_LEVEL = r"(?:绝密|机密|秘密)"
_SECRET = re.compile(
    rf"{_LEVEL}\s?[★☆*·]|(?:^|\n)(?:密级\s?:\s?)?{_LEVEL}(?:\s?[(]?\d{{1,2}}年[)]?)?(?=\n|$)|密级\s?:\s?{_LEVEL}"
)
_HEAD = 160


def is_report(text: str) -> Found | None:
    """Whether it reports wrongdoing of officials: such a letter is kept from those it names (条例第三十条)."""
    head = text[:_HEAD]
    named = _REPORTS.search(head)
    wrongs = list(_first(_WRONGS, text, 6))
    official = _OFFICIALS.search(text)
    if not official:
        return None
    if named and wrongs:
        return Found(named.start(), named.end(), "true", 0.9)
    if len(wrongs) >= 2:
        return Found(wrongs[0].start(), wrongs[0].end(), "true", 0.75)
    reported = re.search(rf"(?:举报|检举|控告|揭发)[^。\n]{{0,16}}{_OFFICIALS.pattern}", head)
    if reported and not re.search(r"公司|工厂|砖厂|饭店|商家|业主|物业", reported.group()):
        return Found(reported.start(), reported.end(), "true", 0.7)
    return None


def matter_class_of(text: str, report: Found | None, claims: int) -> Found | None:
    """Suggestion, accusation or appeal."""
    if report:
        return Found(report.start, report.end, "accusation", report.confidence)
    advice = list(_first(_ADVISES, text, 8))
    wants = list(_first(_WANTS, text, 8))
    in_head = next((match for match in advice if match.start() < _HEAD), None)
    if advice and ((in_head and len(wants) <= 2 * len(advice)) or len(advice) > 2 * len(wants)):
        match = in_head or advice[0]
        return Found(match.start(), match.end(), "suggestion", 0.75)
    if wants:
        return Found(wants[0].start(), wants[0].end(), "appeal", 0.85)
    return Found(0, min(len(text), 12), "appeal", 0.5) if claims else None


def secrecy_mark(text: str) -> Found | None:
    """A mark of state secrecy; the office keeps no text of such papers."""
    match = _SECRET.search(text[:2000])
    if match is None:
        return None
    start = match.start() + (match.group()[0] == "\n")
    return Found(start, match.end(), "true", 0.9)


def _first(pattern: re.Pattern[str], text: str, most: int) -> Iterator[re.Match[str]]:
    for number, match in enumerate(pattern.finditer(text)):
        if number == most:
            return
        yield match


def is_family_quarrel(text: str) -> bool:
    """Whether kin are at odds: words for kin, and words for what kin quarrel about."""
    kin = _KIN.findall(text)
    return (len(set(kin)) > 1 or len(kin) > _OFTEN) and bool(_KIN_QUARRELS.search(text))


_OFTEN = 2


_KIN = re.compile(
    r"丈夫|妻子|前夫|前妻|婆婆|公公|儿媳|老伴|儿子|闺女|女儿|兄弟|哥哥|弟弟|姐姐|妹妹|大哥|二哥|小叔子|娘家|婆家|父亲|母亲|老大|老二|亲家"
)
_KIN_QUARRELS = re.compile(
    r"离婚|判[的]?离|别的女人|别的男人|出轨|外遇|第三者|(?:学费|生活费|抚养费|赡养费)[^。]{0,10}(?:不出|不给|不付|没给)|(?:儿子|女儿|闺女)[^。]{0,40}?没给过我|给我[^。]{0,12}生活费|赡养|抚养|彩礼|继承|遗产|遗嘱|分家|家暴|家庭暴力|养我|养老送终|不养|养老的|没人养|不孝|不管我|不让我?进门|轮(?:流|着|[一二两三四五六]个月)|撵我|撵出|撵走|赶出|改嫁|后老伴|人身安全保护|动手打|打我|虐待|轮流(?:养|照顾)"
)
