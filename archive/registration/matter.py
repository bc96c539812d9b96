"""What kind of matter a letter is: suggestion, accusation or appeal; a report to be kept secret; marked as secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.registration.letter_parts import Found

_REPORTS = re.compile(r"检举|举报|控告|揭发|状告")
_OFFICIALS = re.compile(
    r"(?:村|支部|党支部|总支|镇党委|乡党委|原|前|现任|时任)?(?:支书|书记|村主任|主任|局长|副局长|镇长|副镇长|乡长|副乡长|站长|所长|科长|股长|院长|校长|村长|会计|村干部|干部|公务员|民警|法官|组长|负责人|领导|工作人员|纪检委员|出纳|法官|县长|副县长)"
)
_WRONGS = re.compile(
    r"贪污|受贿|行贿|索贿|以权谋私|谋取私利|谋私|侵吞|私吞|挪用|截留|虚报|冒领|套取|骗取(?:国家|项目|补贴|补偿|低保|资金)|吃拿卡要|优亲厚友|徇私|枉法|滥用职权|玩忽职守|公款吃喝|公款私用|贪占|中饱私囊|收受|回扣|违纪|"
    r"私分|小金库|白条|假账|做假账|卖官|买官|拉票|贿选|黑恶势力|保护伞|官商勾结|权钱交易|以公谋私|作风问题|包养|侵占集体|侵占村集体|私自卖掉集体|账目不清|好处费|监守自盗|利用职务|职务之便|权力寻租|腐败"
)
_ADVISES = re.compile(r"建议|提议|意见和建议|合理化建议|建言|献策")
_WANTS = re.compile(r"请求|要求|恳请|恳求|赔偿|补偿|退还|返还|拖欠|解决我|还我|讨(?:回|要|个)|维权|诉求")
_SECRET = re.compile(r"(?:绝密|机密|秘密)\s?[★☆*·]|(?:^|\n)(?:密级\s?:\s?)?(?:绝密|机密|秘密)(?:\s?[(]?\d{1,2}年[)]?)?(?=\n|$)|密级\s?:\s?(?:绝密|机密|秘密)")
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
