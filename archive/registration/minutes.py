"""What the minutes of a meeting say: number, day, place, host, recorder, attendance, topic, decisions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from archive.cases.clocks.calendar import Calendar
from archive.registration.attendance import find_attendance
from archive.registration.days import Day, find_days, with_relative
from archive.registration.decision_parts import Meeting
from archive.registration.decisions import find_decisions
from archive.registration.gathering import once_each, suggestion
from archive.registration.name_shape import name_at
from archive.registration.running import Running
from archive.registration.suggestion import Field, Suggestion
from archive.registration.wordlists import any_of, terms, words

_HEAD = 600
_WEEKENDS = Calendar()
_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,16}[〔\[【(]\s?(?:19|20)\d\d\s?[〕\]】)]\s?(?:第)?\s?\d{1,4}\s?[号期次])"
    r"|[(]?(?:(?:19|20)\d\d年?(?:度)?)?\s?第\s?[\d一二三四五六七八九十百]{1,5}\s?[期次号](?!会议|会|联席|党)[)]?"
    r"|(?:编\s?号|期\s?号|文\s?号)\s?:\s?(?P<n>[^\s\n,。]{2,24})"
)
_YEAR = re.compile(r"[〔\[【(]?\s?((?:19|20)\d\d)\s?(?:[〕\]】)]|年)")
_YEARS = re.compile(r"\d{4}[—–~-]$")
"""2021—|2022年度: no day of the meeting, nor the year of one."""
_DATE = re.compile(r"(?:会议)?(?:时\s?间|日\s?期)\s?:?\s?$|(?:召开|开会)时间\s?:?\s?$")
_HELD = re.compile(r"[^。\n]{0,60}?(?:主持)?(?:召开|举行|组织召开|开展)")
_PLACE = re.compile(
    r"(?:(?:会议)?地\s?点|(?<=\n)会议室)(?:\s?[:在为是设]{1,2}\s?| |(?<=\n地点)|(?<=\n会议地点))(?:\d{4}年[^\n,。;]{2,16}[,、 ])?"
    r"(?P<p>[^\n,。;]{2,30}?)"
    r"(?=\n|[,。;]|\s?(?:主\s?持|记\s?录|时\s?间|出\s?席|参\s?加|参会|$))"
)
_HERE = r"(?:(?!主持|召开|组织|开展|举行)[\u4e00-\u9fffA-Za-z0-9])"
_IN = re.compile(
    rf"(?:在|于(?!\d{{4}}年))(?P<p>{_HERE}{{1,24}}?{terms('room')}(?:{_HERE}{{0,8}}?(?:会议室|会议厅|办公室|接待室|大厅|活动室|室))?)"
)
_HELD_AT = re.compile(rf"(?:在|于)(?P<p>{_HERE}{{2,20}})(?:主持)?(?:召开|举行|组织召开)")
_HOST = re.compile(
    r"(?:会议)?(?:主\s?持\s?(?:人|者)?|召\s?集\s?人|(?:包案|接访|带班)领导(?=\s?:))(?:[(][^()]{0,10}[)])?"
    r"(?:\s?:\s?|(?<=[人者]) ?(?=[\u4e00-\u9fff])|(?<=(?<=[\n ])主持) |(?<=(?<=[\n ])召集) |(?<=\n主持)(?=[\u4e00-\u9fff]{2,4}\n))"
)
_RECORDER = re.compile(
    r"(?:会议)?(?:记\s?录\s?(?:人|员)?|整\s?理\s?(?:人)?|书\s?记\s?员)(?:[(][^()]{0,10}[)])?(?:\s?:\s?|(?<=[人员录理]) ?(?=[\u4e00-\u9fff]))"
)
_RECORDED = re.compile(r"(?:同志)?(?:负责|做|作|担任)?(?:会议)?记录(?=[。,;、\n)]|$)")
_TOPIC = re.compile(r"(?:会议|主要|研究)?(?:议\s?题|主\s?题|研究事项|内容|议\s?程)\s?:\s?(?P<t>[^\n。]{4,80})")
_ABOUT = re.compile(
    r"(?:专题|集中|认真|共同|重点)?(?:研究|讨论|会商|协调|研判|调度|推进|审议|商讨|听取)(?:解决|了|化解|处理|部署)?(?P<t>[^。\n;]{4,70}?(?:问题|事项|工作|纠纷|案件|矛盾|事宜|汇报|情况|诉求|积案))(?=[。;,\n]|等|进行|作)"
)
_JUST = re.compile(r"就(?P<t>[^。\n;,]{4,60}?(?:问题|事项|工作|纠纷|案件|矛盾|事宜|诉求|积案))")
_TITLE = re.compile(r"(?:^|\n)(?P<t>关于[^\n]{4,50}?)(?:的)?(?:专题|协调|联席)?(?:会议)?(?:纪要|记录)")
_TITLES = any_of([word for word in words("titles") if len(word) > 1])


def suggestions_of_minutes(running: Running, holidays: Calendar = _WEEKENDS) -> list[Suggestion]:
    """Everything found in minutes."""
    text = running.text
    whole = [day for day in find_days(text) if not _YEARS.search(text, max(0, day.start - 5), day.start)]
    days = with_relative(text, whole, _year_of(text))
    met = _met(text, days)
    found: list[Suggestion] = [*_number(running)]
    if met:
        found.append(
            suggestion(running, Field.DATE, met[0].start, met[0].end, normal=met[0].span.label, confidence=met[1])
        )
    found += [*_place(running), *_host(running), *_recorder(running), *_topic(running), *_attendance(running)]
    there = {one.name: one.unit for one in find_attendance(text) if one.name}
    for host in (one.normal for one in found if one.field is Field.HOST):
        there.setdefault(host, "")
    return list(once_each(found)) + list(
        _decisions(running, Meeting(met[0].span.first if met else None, there, holidays))
    )


def _year_of(text: str) -> dt.date | None:
    """The last day of the year that the number or the heading names, for days without a year."""
    year = _YEAR.search(text[:_HEAD])
    return dt.date(int(year[1]), 12, 31) if year else None


def _number(running: Running) -> Iterator[Suggestion]:
    for match in _NUMBER.finditer(running.text[:_HEAD]):
        start, end = match.span("n") if match["n"] else match.span()
        if running.text[start] == "(" and running.text[end - 1] == ")" and "第" in running.text[start : start + 8]:
            start, end = start + 1, end - 1
        yield suggestion(running, Field.NUMBER, start, end, confidence=0.9)
        return


def _met(text: str, days: list[Day]) -> tuple[Day, float] | None:
    """The day of the meeting: labelled, or the one on which it was held; else the first."""
    exact = [day for day in days if day.exact]
    for day in exact:
        if _DATE.search(text, max(0, day.start - 10), day.start):
            return day, 0.95
    for day in exact:
        if _HELD.match(text, day.end):
            return day, 0.9
    return (exact[0], 0.6) if exact else None


def _place(running: Running) -> Iterator[Suggestion]:
    for pattern, confidence in ((_PLACE, 0.93), (_IN, 0.85), (_HELD_AT, 0.75)):
        if match := pattern.search(running.text):
            yield suggestion(running, Field.PLACE, *match.span("p"), confidence=confidence)
            return


def _named(text: str, at: int) -> tuple[int, int, str, int] | None:
    """The name at an offset, or after a unit and title there: 县委副书记 王建国."""
    first = name_at(text, at)
    candidates = [(at, first)] if first else []
    stop = _ELSE.search(text, at, at + 40)
    limit = stop.start() if stop else min(at + 40, len(text))
    for match in re.compile(rf"{_TITLES}\s?[(]?|\s").finditer(text, at, limit):
        shape = name_at(text, match.end())
        if shape and match.end() < limit:
            candidates.append((match.end(), shape))
    best = max(candidates, key=lambda one: one[1].weight, default=None)
    if best is None or best[1].weight < (15 if best[0] != at else -30):
        return None
    return best[0], best[0] + best[1].length, best[1].name, best[1].weight


_ALONE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,16}}(?:{_TITLES}) ?)?(?P<n>(?!{_TITLES})[\u4e00-\u9fff]{{2,4}})(?=[ \n,;。(]|$)"
)
"""Whatever stands behind the label by itself: 边疆."""
_ELSE = re.compile(r"[\n:;。]")
_RARE = -40
_BY_PLACE = re.compile(
    rf"(?P<n>[\u4e00-\u9fff]{{2,3}})(?=(?:{_TITLES}|同志)(?:\n|$))"
    rf"|[\u4e00-\u9fff]{{0,14}}{terms('unit_end')}(?P<m>[\u4e00-\u9fff]{{2,3}})(?=\n|$)"
)
"""A host whose name nobody would know as one: 华成路副局长, 白杨乡司法所边防."""


def _host(running: Running) -> Iterator[Suggestion]:
    text = running.text
    for match in _HOST.finditer(text):
        if named := _named(text, match.end()):
            yield suggestion(running, Field.HOST, named[0], named[1], normal=named[2], confidence=0.95)
            return
        if by_place := _BY_PLACE.match(text, match.end()):
            yield suggestion(running, Field.HOST, *by_place.span("n" if by_place["n"] else "m"), confidence=0.75)
            return
        if match.group().rstrip().endswith(":") and (plain := _ALONE.match(text, match.end())):
            yield suggestion(running, Field.HOST, *plain.span("n"), confidence=0.7)
            return
    if verb := _who_hosts(text):
        yield suggestion(running, Field.HOST, verb[0], verb[1], normal=verb[2], confidence=0.85)


def _who_hosts(text: str) -> tuple[int, int, str] | None:
    """副县长聂海峰同志主持会议, 由县住建局总工程师晁永刚主持, 县长召集各局…召开: who is the subject of the first such verb."""
    for verb in _HOSTS.finditer(text, 0, _HEAD_OF_SENTENCES):
        low = max(text.rfind(sign, 0, verb.start()) for sign in "。;\n!?") + 1
        low = max(low, verb.start() - _LONGEST_SUBJECT)
        best: tuple[int, int, int, str] | None = None
        for at in range(low, verb.start()):
            shape = name_at(text, at) if "\u4e00" <= text[at] <= "\u9fff" else None
            if shape is None or at + shape.length > verb.start():
                continue
            titled = bool(_TITLE_ENDS.search(text, max(low, at - 8), at))
            near = bool(_THEN_HOSTS.fullmatch(text, at + shape.length, verb.start()))
            least = _RARE if titled and near else 0 if near or titled else 40
            if shape.weight < least or (not near and not titled and not _BEGINS.search(text, max(0, at - 1), at)):
                continue
            weight = shape.weight + (60 if titled else 0) + (60 if near else 0)
            if best is None or weight > best[0]:
                best = (weight, at, at + shape.length, shape.name)
        if best:
            return best[1:]
    return None


_HOSTS = re.compile(r"主持|召集|组织召开|召开")
_HEAD_OF_SENTENCES, _LONGEST_SUBJECT = 1500, 90
_TITLE_ENDS = re.compile(rf"(?:{_TITLES}|{terms('rank')})$")
_THEN_HOSTS = re.compile(
    r"(?:同志)?(?:[(][^()]{0,20}[)])?(?:负责|亲自|带队)?(?:(?:在|于|到)[^。,\n]{2,30}?)?[,]?(?:组织|主持)?"
)
_BEGINS = re.compile(r"[由,。;\n ]$")


def _recorder(running: Running) -> Iterator[Suggestion]:
    for match in _RECORDER.finditer(running.text):
        if named := _named(running.text, match.end()):
            yield suggestion(running, Field.RECORDER, named[0], named[1], normal=named[2], confidence=0.93)
            return
    for match in _RECORDED.finditer(running.text):
        for length in (3, 2, 4):
            at = match.start() - length
            shape = name_at(running.text, at) if at >= 0 else None
            least = 5 if running.text[at - 1 : at] == "由" else 45
            if shape is not None and shape.length == length and shape.weight >= least:
                yield suggestion(running, Field.RECORDER, at, match.start(), normal=shape.name, confidence=0.85)
                return


def _topic(running: Running) -> Iterator[Suggestion]:
    for pattern, confidence in ((_TOPIC, 0.9), (_ABOUT, 0.75), (_JUST, 0.7), (_TITLE, 0.65)):
        if match := pattern.search(running.text):
            yield suggestion(running, Field.TOPIC, *match.span("t"), confidence=confidence)
            return


def _attendance(running: Running) -> Iterator[Suggestion]:
    for number, one in enumerate(find_attendance(running.text), 1):
        normal = f"{one.unit} {one.name}".strip()
        yield suggestion(running, one.role, one.start, one.end, normal=normal, confidence=one.confidence, group=number)


def _decisions(running: Running, met: Meeting) -> Iterator[Suggestion]:
    """Each decision, then its unit, person and term under the same number."""
    text = running.text
    for number, one in enumerate(find_decisions(text, met), 1):
        yield suggestion(
            running,
            Field.DECISION,
            one.start,
            one.end,
            normal=one.words or None,
            confidence=one.confidence,
            group=number,
        )
        if one.unit:
            yield suggestion(running, Field.DECISION_UNIT, *one.unit, confidence=0.85, group=number)
        if one.person:
            yield suggestion(running, Field.DECISION_PERSON, *one.person, confidence=0.85, group=number)
        if one.due:
            words_ = running.quote(one.due.start, one.due.end).value
            day = one.due.day.isoformat() if one.due.day else words_
            remark = one.due.remark or ("" if one.due.day else "算不出日期，按原文保留")
            yield suggestion(
                running,
                Field.DECISION_DUE,
                one.due.start,
                one.due.end,
                normal=day,
                confidence=0.85 if one.due.day else 0.6,
                group=number,
                remark=remark,
            )
