"""What one item of minutes says of what is to be done, by which unit and person, and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from archive.cases.clocks.calendar import Calendar
from archive.registration.due_words import Due, find_due
from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, terms, words

_UNIT_ENDS = r"(?![长员])(?!(?<=所)[在属有需提述说反])(?!(?<=办)[理结好妥])"
"""No 局长, and no end in the midst of 由所|在乡办|理."""
UNIT = rf"[\u4e00-\u9fffA-Za-z]{{1,16}}?{terms('unit')}{_UNIT_ENDS}"
_FURTHER = re.compile(rf"[^对各和与同向由要应会将把在于及、,。;:\s\d(负牵按依]{{0,2}}?{terms('unit')}{_UNIT_ENDS}")
_LABELLED_UNIT = re.compile(
    rf"{terms('unit_label')}\s?[:为]?\s?(?P<u>{UNIT})|(?:牵头|主办|承办|落实|负责)\s?:\s?(?P<w>{UNIT})"
)
_CALLED = re.compile(r"\s?(?:由|责成|责令|请|指定|交由|委托|安排)")
_ACTS = re.compile(
    rf"\s?(?:{terms('does')}|{terms('answers')}|会同|联合|协助|督促|指导|依法|加快|加强|完成|开展|制定|对|把|将|按照?|根据|自|\d{{1,4}}[年月日天个.]|[一二三四五六七八九十本下]+[月周日季]"
    r"|主要负责人|负责人|今日|当日|陪同|同意|可|继续|同时|每|派|发|向|就|做好|建立|提供|出具|上报|安排|:)"
)
_LONGEST_UNIT = 16
_NO_UNIT = re.compile(
    r"选择|自主|组织|召开|开展|落实|完成|提出|负责|牵头|要求|办理|处理|解决|核实|调查|会同|督促|协调|通知|安排|入住|增设|结果|问题|纠纷|提供|出具|移交|组成"
)
"""Words that show that a stretch up to 局 or 公司 is more than a name."""
_ABOUT = re.compile(r"(?:对|给|向|与|和|把|将|为|跟|同|让|使|督促|通知|约谈|帮助|指导|的)$")
_DOES = re.compile(
    rf"(?:由|责成|责令|请|指定|交由|委托|安排)(?P<u>{terms('whole_unit')}|{UNIT})"
    rf"|(?P<v>{UNIT})(?:主要负责人|负责人|主要领导)?(?:和|会同|联合|商|与|、)?[^。;\n—]{{0,12}}?{terms('does')}"
)
_START_UNIT = re.compile(rf"{terms('whole_unit')}|{UNIT}")
_LABELLED_PERSON = re.compile(rf"{terms('person_label')}\s?[:为]?\s?")
_TITLED = re.compile(rf"{any_of([w for w in words('titles') if len(w) > 1 and w not in ('先生', '女士')])}")
_THEN_ANSWERS = re.compile(rf"(?:同志)?{terms('answers')}")
TAIL = re.compile(rf"[(\[【]?\s?{terms('tail_label')}\s?:")
_LABELLED_DUE = re.compile(rf"{terms('due_label')}\s?(?:[:为]\s?|(?<=时限)|(?<=时间))")
_TITLED_ITEM = re.compile(
    r"\s?(?:(?:关于)?[\u4e00-\u9fff“”]{2,22}(?::|(?:问题|事项|事宜|工作|方面|情况)[:。])|关于[^。:,\n]{2,20}[。:])\s?(?=[^\n]{8})"
)
_ASIDE = re.compile(r"[(][^()]{2,50}[)]")
_WHEN = r"(?:[\d一二三四五六七八九十年月日底末前内旬周本下个工作季度天号止之以于在春节国庆供暖期立即会后起自]{2,16})"
_WHO_OR_WHEN = re.compile(rf"前|内|底|负责|牵头|责任|{terms('unit')}[^一-鿿]?")
_ASSIGNS = re.compile(
    rf"\s?(?:(?:此项|该项|本项|这项)工作)?(?:{_WHEN})?(?:由|请|责成)?[\u4e00-\u9fff、和 ]{{2,24}}?(?:同志)?(?:具体|总|全面|统一|主要)?"
    r"(?:负责|牵头|承办|主办|包案|落实|配合|协助|督办|总负责|办理|跟进)(?:落实|办理|到底|实施)?"
    rf"|\s?(?:由|请|责成)[\u4e00-\u9fff、]{{3,24}}?(?:同志)?(?:于|在)?{_WHEN}(?:前|内)?(?:完成|办结|落实|办好|办妥|到位|督促落实)"
    r"|\s?(?:由|请|责成)[\u4e00-\u9fff、]{3,24}?(?:督促落实|具体办理|抓好落实|督促办理|组织实施|跟踪落实)"
    r"|\s?(?:长期坚持|立即执行|即日起执行|马上就办|会后立即办理|常抓不懈)"
    rf"|\s?(?:务必|务于|限|限于|力争|要求)?(?:于|在)?{_WHEN}"
    r"(?:完成|到位|办结|落实|办完|结束|见效|反馈|前完成|上报|报结果|报告|完工|销号|兑现|开始执行|起执行|执行|开始)?"
)
_ANSWERED = re.compile(
    r"责任人|责任单位|完成时限|单位负责|人负责$|负总责|责任领导|包案领导|办理时限|为责任人|牵头单位|协办"
)
_BEFORE_NAME = re.compile(rf"(?:{terms('unit_end')}|{_TITLED.pattern}|[,、;(由和 :]|责任人)$")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of a meeting: its day, who was there (name and unit), the office's holidays."""

    day: dt.date | None
    attendance: Mapping[str, str] = field(default_factory=dict)
    holidays: Calendar = field(default_factory=Calendar)


_HIS = re.compile("(?![把将对给在于按向要应须负同和与])[^,。;:由]{1,5}的(?!要求)")
"""赵广庆|修泵的钱 is not for him to do."""


def known_in(text: str, start: int, end: int, names: Iterable[str]) -> tuple[int, int] | None:
    """Where one of those who were at the meeting, or of their units, is named in the item: the first, the longest."""
    found = [
        (match.start(), -len(name))
        for name in names
        if len(name) > 1
        for match in re.compile(re.escape(name)).finditer(text, start, end)
        if not _ABOUT.search(text, start, match.start()) and not _HIS.match(text, match.end(), end)
    ]
    if not found:
        return None
    at, length = min(found)
    return at, at - length


def content_of(text: str, start: int, end: int) -> tuple[int, int]:
    """What is to be done, without the clauses at either end that only say who and by when."""
    start = content_begins(text, start, end)
    aside = _ASIDE.search(text, start, end)
    if aside and aside.end() >= end - 1 and (_WHO_OR_WHEN.search(aside.group()) or name_at(text, aside.start() + 1)):
        end = aside.start()
    clauses = [match.span() for match in re.compile(r"[^,。;]+").finditer(text, start, end)]
    while len(clauses) > 1 and _ASSIGNS.fullmatch(text, *clauses[0]):
        clauses.pop(0)
    while len(clauses) > 1 and (_ASSIGNS.fullmatch(text, *clauses[-1]) or _ANSWERED.search(text, *clauses[-1])):
        clauses.pop()
    if not clauses:
        return start, end
    first, last = clauses[0][0], clauses[-1][1]
    while last > first and text[last - 1] in " \n。;,、(":
        last -= 1
    return first, last


def content_begins(text: str, start: int, end: int) -> int:
    """Behind the heading of an item: 关于供水问题。|由…."""
    titled = _TITLED_ITEM.match(text, start, end)
    return titled.end() if titled else start


def unit_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first unit stands that is to act: the labelled one, at the beginning, behind 由 or before 牵头."""
    if match := _LABELLED_UNIT.search(text, start, end):
        group = "u" if match["u"] else "w"
        return match.start(group), _whole(text, match.end(group))
    if acting := acts_at(text, start, end) or acts_at(text, content_begins(text, start, end), end):
        return acting
    for match in _DOES.finditer(text, start, end):
        group = "u" if match["u"] else "v"
        a, b = match.span(group)
        a += _lead(text[a:b])
        if b - a >= 3 and not _begins_with_name(text, a) and not _NO_UNIT.search(text, a, b):
            return a, _whole(text, b)
    return None


def acts_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The unit with which a stretch begins, if a word for acting, a name or a term follows: 县住建局要…, 由镇政府于…."""
    called = _CALLED.match(text, start, end)
    at = called.end() if called else start
    unit = _START_UNIT.match(text, at, end)
    if unit is None or unit.end() - at > _LONGEST_UNIT or _lead(unit.group()) or _begins_with_name(text, at):
        return None
    if _NO_UNIT.search(unit.group()):
        return None
    stop = _whole(text, unit.end())
    if called or _ACTS.match(text, stop, end):
        return at, stop
    if _OFFICE.match(text, at, stop) and not _DOES_NOT_ACT.match(text, stop, end):
        return at, stop
    name = name_at(text, stop)
    if name and name.weight >= _RARE_NAME and _ACTS.match(text, stop + name.length, end):
        return at, stop
    return None


_OFFICE = re.compile(
    r"[县市区省旗镇乡][\u4e00-\u9fff]{1,12}(?:局|办|委|院|厅|中心|纪委|监委|政府|办公室|大队|支队|妇联|残联|工会)$"
)
"""An office by its region: 县水利局 before any verb is who acts."""
_DOES_NOT_ACT = re.compile(
    r"[的、和与及,。;:()]|$|[\u4e00-\u9fff]{0,6}?(?:指出|汇报|介绍|通报|反映|提出|说明|表示|认为|已|曾|称|参加|列席|主任|局长|书记)"
)


def _begins_with_name(text: str, at: int) -> bool:
    shape = name_at(text, at)
    return shape is not None and shape.weight >= 60


def _whole(text: str, end: int) -> int:
    """Where a unit ends that begins with another's name: 八家子村|党支部, 大顺乡|人民政府."""
    while further := _FURTHER.match(text, end):
        end = further.end()
    return end


def _lead(unit: str) -> int:
    """Words before the unit's own name."""
    cut = 0
    for match in re.finditer(r"由|请|责成|责令|会同|以及|和|与|及|对|向|将|把|在|于|的|[,、:]", unit[:-1]):
        at = match.start()
        named = unit[at : at + 2] in words("place_pairs") or unit[max(0, at - 1) : at + 1] in words("place_pairs")
        if len(unit) - match.end() >= 2 and not named:
            cut = match.end()
    return cut


def person_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the person stands who answers for it: labelled, before 负责, in brackets at the end, or behind a title."""
    for match in _LABELLED_PERSON.finditer(text, start, end):
        at = match.end()
        unit = re.compile(rf"(?:{UNIT})?(?:[\u4e00-\u9fff]{{0,6}}?{_TITLED.pattern})?\s?").match(text, at, end)
        for begin in dict.fromkeys((at, unit.end() if unit else at)):
            shape = name_at(text, begin)
            if shape and shape.weight >= _LABELLED_NAME and begin + shape.length <= end:
                return begin, begin + shape.length
    if found := _before_answering(text, start, end) or _in_brackets(text, start, end):
        return found
    for match in _TITLED.finditer(text, start, end):
        shape = name_at(text, match.end())
        if shape and shape.weight >= 45 and match.end() + shape.length <= end:
            return match.end(), match.end() + shape.length
    for match in re.compile(r"由|[,;(、]|负责人|同志|组长|队长|村长|会计").finditer(text, start, end):
        shape = name_at(text, match.end())
        if shape is None or shape.weight < 40:
            continue
        if match.group() == "由" or _THEN_ANSWERS.match(text, match.end() + shape.length):
            return match.end(), match.end() + shape.length
    shape = name_at(text, start)
    if shape and shape.weight >= 40 and _THEN_ANSWERS.match(text, start + shape.length):
        return start, start + shape.length
    return None


def behind_unit(text: str, unit: tuple[int, int] | None, end: int) -> tuple[int, int] | None:
    """县信访局巫小燕每周…: the name between a unit and what it is to do."""
    shape = name_at(text, unit[1]) if unit else None
    if unit is None or shape is None or unit[1] + shape.length > end:
        return None
    stop = unit[1] + shape.length
    goes_on = _ACTS.match(text, stop, end) or text[stop : stop + 1] in ",、;。"
    return (unit[1], stop) if shape.weight >= (_RARE_NAME if goes_on else _PLAIN_NAME) else None


_RARE_NAME, _PLAIN_NAME, _LABELLED_NAME = -20, 60, 0


def _before_answering(text: str, start: int, end: int) -> tuple[int, int] | None:
    """县住建局孙国栋负责: the name that stands right before the word."""
    for match in _THEN_ANSWERS.finditer(text, start, end):
        for length in (3, 2, 4):
            at = match.start() - length
            if at < start or (at > start and not _BEFORE_NAME.search(text, max(start, at - 6), at)):
                continue
            shape = name_at(text[at : match.start()], 0, alone=True)
            if shape and shape.weight >= 5:
                return at, match.start()
    return None


def _in_brackets(text: str, start: int, end: int) -> tuple[int, int] | None:
    """(县住建局 张三,7月10日前) at the end of an item."""
    aside = next((match for match in _ASIDE.finditer(text, start, end) if match.end() >= end - 1), None)
    if aside is None:
        return None
    for piece in re.compile(r"[^,、;()]+").finditer(text, aside.start(), aside.end()):
        for length in (3, 2, 4):
            at = piece.end() - length
            if at < piece.start() or (
                at > piece.start() and not _BEFORE_NAME.search(text, max(piece.start(), at - 6), at)
            ):
                continue
            shape = name_at(text[at : piece.end()], 0, alone=True)
            if shape and shape.weight >= 15:
                return at, piece.end()
    return None


def bare_due(text: str, met: Meeting, start: int, end: int) -> Due | None:
    """A term in a place of its own, where nobody writes 前."""
    low = max(0, start - 2)
    found = find_due(text[low:end] + "前", met.day, start - low, holidays=met.holidays)
    return Due(low + found.start, min(low + found.end, end), found.day, found.remark) if found else None


def due_of(text: str, start: int, end: int, met: Meeting) -> Due | None:
    """The term: the labelled one, else the first that stands in the item."""
    if match := _LABELLED_DUE.search(text, start, end):
        stop = re.compile(r"[,;。\n)]").search(text, match.end(), end)
        limit = stop.start() if stop else end
        found = find_due(text, met.day, match.end(), limit, holidays=met.holidays) or bare_due(
            text, met, match.end(), limit
        )
        if found:
            return Due(found.start, min(found.end, limit), found.day, found.remark)
        if limit - match.end() >= 2:
            return Due(match.end(), limit, None)
    found = find_due(text, met.day, start, end, holidays=met.holidays)
    return (
        replace(found, day=None)
        if found and _IF.match(text, start, found.start) and _COUNTED.search(text, found.start, found.end)
        else found
    )


_IF = re.compile(r"\s?(?:若|如果?|要是|一旦)[^。;]{4,}$")
_COUNTED = re.compile("[日天月周]之?内")
"""若鉴定非本人签名，五日内: counted from what may come."""
