"""The parts of a letter: to whom it is written, where its text closes, when it was signed, how it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.registration.days import Day
from archive.registration.running import Running
from archive.registration.wordlists import any_of, groups, terms

_CLOSE = re.compile(
    r"此\s?致|敬\s?礼|专此|顺颂|顺祝|敬祝|祝您|祝好|谨此|以上(?:情况|反映|所述|内容)?(?:句句|均|全部)?属实|特此(?:反映|报告|申请|说明|控告|举报|呈报|函告|请求|恳请)"
    rf"|\n{terms('signer')}(?:[(][^()]{{0,8}}[)])?[:、 \n]"
)
_PERSON_LABEL = re.compile(rf"{terms('signer')}(?:[(][^()]{{0,8}}[)])?[:、 ]")
_BODY = terms("office")
_HONOUR = re.compile(r"^(?:尊敬的?|敬爱的?|亲爱的?|致|呈|呈送|呈报|报送|敬致|敬呈|谨呈|此致|主送|:)+")
_RANK = re.compile(
    r"(?:的?(?:各位|诸位|全体)?(?:相关|有关)?(?:主要|主管|分管|接访|值班|接待|信访|办案|办事|县级|包案)?(?:的)?(?:领导|负责人|负责同志|工作人员)(?:们|同志)?(?:们)?|同志们?|台鉴|钧鉴|您好|你好|您们好|你们好|收|启|们)+$"
)
_SALUTATION = re.compile(
    r"(?:^|\n)(?P<who>(?:尊敬的|敬爱的|致|呈)?[\u4e00-\u9fff、 A-Z0-9]{0,36}?"
    rf"(?:{_BODY}|{terms('leader')})(?:的)?(?:各位|诸位)?(?:相关|有关)?(?:领导|负责人|负责同志|工作人员|同志)?(?:同志)?们?)"
    r"(?:(?P<mark>[:]|[,,]?\s?(?:您|你)们?好|[,!](?=您|你)|\n))"
)
_ALONE = re.compile(rf"[\u4e00-\u9fff]{{2,12}}(?:县|市|区|镇|乡|州|省)?[\u4e00-\u9fff]{{0,8}}{_BODY}")
_NAMED = re.compile(rf"{_BODY}$|{terms('leader')}$")
_FORM = re.compile(rf"{terms('form_addressee')}\s?:\s?(?P<who>[\u4e00-\u9fff]{{3,24}})")
_NOBODY = re.compile("各位|诸位|大家|领导|朋友们?")
_TO = re.compile(r"(?:^|\n)(?:致|呈|收)\s?:\s?(?P<who>[\u4e00-\u9fff]{3,20}?)(?:的?(?:各位)?领导)?:?(?=\n)")
_LETTER_TO = re.compile(
    r"(?:^|\n)(?:致|给|写给)(?P<who>[\u4e00-\u9fff]{2,20}?)(?:的?(?:各位)?领导)?的(?:一封|公开)?(?:感谢|求助|联名|公开)?信(?=\n|$)"
)
_LINE_TO = re.compile(
    r"(?:[^\n:。,]{2,30}\n){0,2}(?:尊敬的|敬爱的|致|呈|报|送)?\s?:?\s?(?P<who>(?![^\n:]*(?:诉求|请求|要求|事由|情况|问题|如下|事项|内容|标题|时间"
    r"|日期|电话|姓名|编号|地址|地点|[人者方]:|反映:|单位:|对象:))[\u4e00-\u9fff、 ]{2,24}?)"
    r"(?:的?(?:各位|诸位)?(?:领导班子|领导|经理|负责人|同志|大姐|姐妹|老师|法官|书记|工作人员)们?)?[:,]?(?:您?你?好)?(?<=[:,])\n"
)
"""A line of its own before the letter, with its colon: 安和县消费者协会：."""
_AFTER_CLOSE = re.compile(rf"此\s?致[:,]?\n?\s?(?P<who>[\u4e00-\u9fff]{{2,20}}{_BODY})(?=\n|敬|$)")
_HEAD, _RECORD_HEAD = 500, 260
_SENTENCE = re.compile(r"[。;!?]")


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the text and what it says."""

    start: int
    end: int
    normal: str
    confidence: float


def closing_of(text: str) -> int | None:
    """Where the letter's own text ends and closing formula, signatures and date begin; None if nothing shows it."""
    last: re.Match[str] | None = None
    for match in _CLOSE.finditer(text, max(0, len(text) // 3)):
        if last is None or match.start() - last.start() >= 200:
            last = match
    return None if last is None else last.start()


def addressee_of(text: str) -> Found | None:
    """Whom the letter is written to, without title and greeting."""
    head = text[:_HEAD]
    if form := _FORM.search(head):
        return _addressee(text, form.start("who"), form.end("who"), 0.9)
    if to := _TO.search(head):
        return _addressee(text, to.start("who"), to.end("who"), 0.9)
    if letter := _LETTER_TO.search(head):
        return _addressee(text, letter.start("who"), letter.end("who"), 0.85)
    for match in _SALUTATION.finditer(head):
        who = match["who"]
        if (
            _SENTENCE.search(who)
            or who.startswith("关于")
            or (match["mark"] == "\n" and not _addressed_alone(text, match))
        ):
            continue
        if re.search(r"人$|单位$|反映|投诉|举报|电话|地址|姓名|的(?:来信|信|请求|报告)", who):
            continue
        found = _addressee(text, match.start("who"), match.end("who"), 0.93 if match["mark"][0] == ":" else 0.85)
        if found:
            return found
    if (line := _LINE_TO.match(text)) and not _NOBODY.fullmatch(line["who"]):
        return Found(line.start("who"), line.end("who"), line["who"].replace(" ", ""), 0.75)
    if after := _AFTER_CLOSE.search(text):
        return _addressee(text, after.start("who"), after.end("who"), 0.85)
    return None


def _addressed_alone(text: str, match: re.Match[str]) -> bool:
    """A line without its colon: with a word for leaders, or an office by itself above the letter."""
    who = match["who"]
    return bool(_RANK.search(who)) or (match.start() < _HEADING_ENDS and bool(_ALONE.fullmatch(who)))


def _addressee(text: str, start: int, end: int, confidence: float) -> Found | None:
    written = text[start:end]
    lead = _HONOUR.match(written)
    start += lead.end() if lead else 0
    kept = _RANK.sub("", text[start:end])
    kept = kept.rstrip(" 、")
    if len(kept) < 2 or not _NAMED.search(kept):
        return None
    return Found(start, start + len(kept), kept.replace(" ", ""), confidence)


def date_of(running: Running, days: Sequence[Day], closing: int | None, reach: int = 200) -> tuple[Day, float] | None:
    """The day the letter was signed: a date alone on its line, at most ``reach`` signs from the end, or what a form says."""
    text = running.text
    for day in days:
        before = text[max(0, day.start - 12) : day.start]
        if day.exact and _FORM_DATE.search(before):
            return day, 0.93
    tail = [day for day in days if day.exact and day.whole and (closing is not None and day.start >= closing)]
    if tail:
        alone = [day for day in tail if _ends_line(text, day)]
        return (alone or tail)[-1], 0.95 if alone else 0.8
    closed = [day for day in reversed(days) if day.exact and day.whole and _CLOSES.match(text, day.end)]
    for day in closed:
        if len(text) - day.end < reach and _begins_line(text, day):
            return day, 0.9
    late = [day for day in reversed(days) if day.exact and day.whole and len(text) - day.end < min(reach, 200)]
    return next(((day, 0.8) for day in late if _ends_line(text, day)), None)


_CLOSES = re.compile(r"[ 。.)]*(?:\n|$)")
"""Nothing follows on the line."""
_FORM_DATE = re.compile(rf"(?:{terms('form_date')}|(?<![\u4e00-\u9fff])日期)\s?:?\s?$|(?:^|\n)时\s?间\s?:?\s?$")


def taken_down_on(text: str, days: Sequence[Day]) -> tuple[Day, float] | None:
    """The day of a record or a message that is not signed: the first one in the heading; of a letter the last, if it is late."""
    exact = [day for day in days if day.exact and day.whole]
    if not exact:
        return None
    if any(re.search(signs, text[:_RECORD_HEAD]) for code, signs in _channel_signs() if code != "letter"):
        return (exact[0], 0.65) if exact[0].start < _RECORD_HEAD else None
    return (exact[-1], 0.6) if exact[-1].start > 0.85 * len(text) else None


def _ends_line(text: str, day: Day) -> bool:
    return bool(re.match(r"[\s。.)]*(?:\n|$|上午|下午|晚|\d{1,2}[::时])", text[day.end : day.end + 8]))


def _begins_line(text: str, day: Day) -> bool:
    return day.start == 0 or text[day.start - 1] in "\n :。)章"


def channel_of(text: str, closing: int | None, greeted: bool) -> Found | None:
    """How the matter came in: by what the paper calls itself, else by the forms of a letter."""
    head = text[:260]
    for code, signs in _channel_signs():
        if match := re.search(signs, head):
            return Found(match.start(), match.end(), code, 0.9)
    for line in re.compile(r"[^\n]+").finditer(text[:_HEAD]):
        if len(line.group()) > _LONGEST_HEADING or line.start() > _HEADING_ENDS:
            break
        for code, signs in _HEADINGS:
            if match := re.search(signs, line.group()):
                return Found(line.start() + match.start(), line.start() + match.end(), code, 0.8)
    for code, match in ((code, re.search(signs, text)) for code, signs in _CHANNEL_SAID):
        if match:
            return Found(match.start(), match.end(), code, 0.75)
    closing_words = None if closing is None else re.compile(r"此\s?致|敬\s?礼").search(text, closing)
    if closing_words:
        return Found(closing_words.start(), closing_words.end(), "letter", 0.85)
    if match := re.search(r"来信|这封信|写信|此信|本信|一封信", text):
        return Found(match.start(), match.end(), "letter", 0.75)
    if stamp := _POSTED.search(text):
        return Found(stamp.start(), stamp.end(), "online", 0.7)
    if not greeted and (_FORM_FIRST.match(text) or _chats(text)):
        return Found(0, min(len(text), 12), "online", 0.55)
    if greeted or _FIRST_PERSON.search(text):
        end = min(len(text), 12)
        return Found(0, end, "letter", 0.55 if greeted else 0.4)
    return None


_POSTED = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?\s*$")
"""When it was posted, to the minute, at the end."""


def _chats(text: str) -> bool:
    """Whether it is written as people chat: many short lines, hardly a full stop."""
    lines = [line for line in text[:_CHAT].split("\n") if line.strip()]
    return len(lines) >= _MANY_LINES and text.count("。", 0, _CHAT) * 4 < len(lines) and "敬" not in text[:_CHAT]


_CHAT, _MANY_LINES = 1000, 6
_FORM_FIRST = re.compile(r"\s?(?!各位|诸位|大家|尊敬|亲爱)[\u4e00-\u9fff]{2,8}\s?:")
"""A form filled in on a platform begins with a field; a letter with whom it is written to or with its title."""
_HEADINGS = (
    ("hotline", r"12345|热线|工单"),
    ("visit", r"来访|接访|走访|接待|到访|窗口登记"),
    ("phone", r"来电|电话(?:登记|受理|反映|记录|信访)|接听|通话"),
    ("online", r"网上|网络|留言|信箱|平台|邮件|微信|公众号|APP|网帖|网友|网站"),
    ("transfer", r"转送|转办|交办"),
)
_LONGEST_HEADING, _HEADING_ENDS = 40, 120
_FIRST_PERSON = re.compile(r"我|俺|咱|本人")


def _channel_signs() -> list[tuple[str, str]]:
    return [(code, any_of(some)) for code, some in groups("channels").items()]


_CHANNEL_SAID = (
    ("hotline", r"(?:拨打|通过|经)12345(?:热线)?(?:来电|反映|投诉)?(?=,特|登记|转)|工单(?:编号|号)"),
    (
        "visit",
        r"(?:前来|今日|当日|亲自)(?:到|来)(?:我局|本局|信访局|接访大厅)(?:走访|反映|上访|来访)"
        r"|接访(?:人|人员|领导|干部)\s?:|来访人(?:姓名|数)?\s?:|来访(?:群众)?(?:反映|诉求|称|陈述)",
    ),
    ("phone", r"来电人(?:姓名)?\s?:|来电(?:群众)?(?:反映|称)|接电(?:人|话)|致电我(?:局|办|中心)|通话(?:记录|时间)"),
    (
        "online",
        r"(?:投诉|留言|信件|诉求|咨询|帖子|问题)(?:标题|主题)\s?:|(?:^|\n)标题\s?:|提交时间|问题属地|网友(?:反映|留言|来信)|留言(?:人|内容|标题|对象|编号)\s?:?"
        r"|通过(?:网络|网上信访|信访网|邮箱|手机信访|微信公众号)(?:平台)?(?:反映|提交|投诉)",
    ),
)
