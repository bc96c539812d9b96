"""What a meeting decided, item by item: who does it, who answers for it, by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.cases.clocks.calendar import Calendar
from archive.registration.due_words import Due, find_due
from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, terms, words

_COUNT = r"[一二三四五六七八九十\d]+(?:点|条|项|个)?(?:事项|意见|决定|要求|内容)?"
_HEAD = re.compile(
    r"(?:会议|经(?:过)?(?:会议)?(?:认真|充分)?(?:研究|讨论|协商|会商)[,、]?)?(?:一致|认真|研究|讨论|充分)?"
    rf"{terms('decided')}(?:了)?(?:如下|以下)?(?:的)?(?:事项|意见|决定|决议|工作|几点|共识|内容|{_COUNT})?(?:如下|是)?(?:[一二三四五六七八九十两\d]+(?:件|条|点|项|个)(?:事|事情|意见|事项|决定)?)?[:\n。]"
    r"|(?:议定|决定|决议|会议决定|会议议定)(?:的)?事项\s?[:\n]?|会议(?:决议|决定)\s?[:\n]|(?:任务|责任)(?:分工|分解|清单)\s?[:\n]"
)
_MARK = re.compile(
    r"(?:(?<=[\n。;:!])|^)\s?(?:(?P<a>[一二三四五六七八九十]{1,3})、|[(](?P<b>[一二三四五六七八九十]{1,3})[)]|(?P<c>\d{1,2})[.、](?!\d)|[(](?P<d>\d{1,2})[)]|(?P<e>[①-⑳])|第(?P<f>[一二三四五六七八九十])[项,、:]|(?P<g>[一二三四五六七八九十])(?:是|要))"
)
_STOP = re.compile(
    r"\n\s?(?:出\s?席|参\s?加(?:人员|单位)?|参会|与会|到会|请\s?假|缺\s?席|列\s?席|分\s?送|抄\s?送|发\s?送|主\s?送|报\s?送|印\s?发|记\s?录(?:人)?|主\s?持(?:人)?|会议强调|会议要求各|整\s?理)[::\s]|\n[^\n]{0,24}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?\s?(?:\n|$)"
)
_UNIT = rf"[\u4e00-\u9fffA-Za-z]{{1,16}}?{terms('unit')}(?![长员])"
_FURTHER = re.compile(rf"{terms('unit')}(?![长员])")
_LABELLED_UNIT = re.compile(rf"{terms('unit_label')}\s?[:为]?\s?(?P<u>{_UNIT})")
_DOES = re.compile(
    rf"(?:由|责成|责令|请|指定|交由|委托|安排)(?P<u>{_UNIT})"
    rf"|(?P<v>{_UNIT})(?:主要负责人|负责人|主要领导)?(?:和|会同|联合|商|与|、)?[^。;\n]{{0,12}}?{terms('does')}"
)
_START_UNIT = re.compile(rf"(?P<u>{_UNIT})")
_LABELLED_PERSON = re.compile(rf"{terms('person_label')}\s?[:为]?\s?")
_TITLED = re.compile(rf"{any_of([w for w in words('titles') if len(w) > 1 and w not in ('先生', '女士')])}")
_THEN_ANSWERS = re.compile(rf"(?:同志)?{terms('answers')}")
_TAIL = re.compile(rf"[(\[【]?\s?{terms('tail_label')}\s?:")
_DEONTIC = re.compile(
    r"由|负责|牵头|要|应|责成|完成|落实|前|内|办理|支付|协调|解决|核实|组织|责令|同意|督促|启动|兑现|发放|修复|整改"
)
_LABELLED_DUE = re.compile(rf"{terms('due_label')}\s?[:为]?\s?")


@dataclass(frozen=True, slots=True)
class Decision:
    """One item decided."""

    start: int
    end: int
    """Of its content, without number and without the labelled unit, person and term at its end."""
    unit: tuple[int, int] | None
    person: tuple[int, int] | None
    due: Due | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of a meeting: its day, who was there (name and unit), the office's holidays."""

    day: dt.date | None
    attendance: Mapping[str, str] = field(default_factory=dict)
    holidays: Calendar = field(default_factory=Calendar)


def find_decisions(text: str, met: Meeting) -> list[Decision]:
    """The decisions of a meeting in order."""
    tables = list(_rows(text, met))
    if tables:
        return tables
    for head in [*_HEAD.finditer(text)][:_MOST_HEADS]:
        limit = _end_of_section(text, head, len(text))
        kept = _kept(text, _leaves(text, head.end() - 1, limit), met, 0.88)
        if kept:
            return kept
    kept = _kept(text, _leaves(text, 0, len(text)), met, 0.7)
    if kept:
        return kept
    first = _HEAD.search(text)
    at = first.end() if first else 0
    return [_decision(text, a, b, met, 0.6) for a, b in _sentences(text, at, len(text))]


def _kept(text: str, items: list[tuple[int, int]], met: Meeting, sure: float) -> list[Decision]:
    """Of numbered items those that say what is to be done: at least one must say by whom or by when."""
    found = [_decision(text, a, b, met, sure) for a, b in items]
    kept = [one for one in found if one.unit or one.person or one.due or _DEONTIC.search(text, one.start, one.end)]
    if not any(one.unit or one.person or one.due for one in kept):
        return []
    return found if sure > _SURE else kept


def _end_of_section(text: str, head: re.Match[str], limit: int) -> int:
    """Where the section ends whose heading (三、议定事项) is numbered itself: at the next number of its kind."""
    line = text.rfind("\n", 0, head.start()) + 1
    own = _MARK.match(text, line)
    if own is None or own.end() > head.end():
        return limit
    following = (mark for mark in _MARK.finditer(text, head.end(), limit) if mark.lastgroup == own.lastgroup)
    return next((mark.start() for mark in following), limit)


def _leaves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbered items that hold no numbered items of their own; an item ends with its paragraph."""
    marks = list(_MARK.finditer(text, start, end))
    spans: list[tuple[int, int]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        stop = following.start() if following else end
        if following and _deeper(mark, following) and _is_heading(text[mark.end() : stop]):
            continue  # its items follow
        spans.append((mark.end(), _end_of_item(text, mark.end(), stop)))
    return spans


def _end_of_item(text: str, at: int, limit: int) -> int:
    """The paragraph's end; what is labelled (责任人：) on lines of its own still belongs to the item."""
    heading = _HEADED.match(text, at, limit)
    end = text.find("\n", heading.end() if heading else at + 1, limit)
    while end >= 0 and _LABELLED_LINE.match(text, end + 1, limit):
        end = text.find("\n", end + 1, limit)
    stop = _STOP.search(text, at, limit)
    return min(limit if end < 0 else end, stop.start() if stop else limit)


def _is_heading(item: str) -> bool:
    return len(item.strip()) < 60 and not _TAIL.search(item) and not re.search(r"前|内|负责", item)


def _deeper(mark: re.Match[str], following: re.Match[str]) -> bool:
    order = "abcdefg"
    one, other = mark.lastgroup or "a", following.lastgroup or "a"
    return one != other and order.index(other) > order.index(one)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in re.compile(r"[。;\n]").finditer(text, start, end):
        if match.start() - at > 6 and re.search(r"由|负责|牵头|责成|前|内", text[at : match.start()]):
            yield at, match.start()
        at = match.end()


def _decision(text: str, start: int, end: int, met: Meeting, confidence: float) -> Decision:
    """One item, with what it says of who does it and by when."""
    while start < end and text[start] in " \n:、":
        start += 1
    while end > start and text[end - 1] in " \n。;,、":
        end -= 1
    if heading := _HEADED.match(text, start, end):
        start = heading.end()
    if over := _OVER.search(text, start, end):
        end = over.start()
    tail = _TAIL.search(text, start, end)
    first, last = _content(text, start, tail.start() if tail else end)
    person = _person(text, start, end) or _known(text, start, end, met.attendance)
    unit = _unit(text, start, end) or _known(text, start, end, [*dict.fromkeys(met.attendance.values())])
    return Decision(first, last, unit, person, _due(text, start, end, met), confidence)


def _known(text: str, start: int, end: int, names: Iterable[str]) -> tuple[int, int] | None:
    """Where one of those who were at the meeting, or of their units, is named in the item: the first, the longest."""
    found = [(at, -len(name)) for name in names if len(name) > 1 and (at := text.find(name, start, end)) >= 0]
    if not found:
        return None
    at, length = min(found)
    return at, at - length


def _content(text: str, start: int, end: int) -> tuple[int, int]:
    """What is to be done, without the clauses at either end that only say who and by when."""
    if titled := _TITLED_ITEM.match(text, start, end):
        start = titled.end()
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


def _unit(text: str, start: int, end: int) -> tuple[int, int] | None:
    if match := _LABELLED_UNIT.search(text, start, end):
        return match.start("u"), _whole(text, match.end("u"))
    for match in _DOES.finditer(text, start, end):
        group = "u" if match["u"] else "v"
        a, b = match.span(group)
        a += _lead(text[a:b])
        if b - a >= 3 and not _begins_with_name(text, a):
            return a, _whole(text, b)
    first = _START_UNIT.match(text, start, end)
    return (first.start(), _whole(text, first.end())) if first and first.end() - start <= 16 else None


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
        if len(unit) - match.end() >= 2:
            cut = match.end()
    return cut


def _person(text: str, start: int, end: int) -> tuple[int, int] | None:
    for match in _LABELLED_PERSON.finditer(text, start, end):
        at = match.end()
        unit = re.compile(rf"(?:{_UNIT})?(?:[\u4e00-\u9fff]{{0,6}}?{_TITLED.pattern})?\s?").match(text, at, end)
        for begin in dict.fromkeys((at, unit.end() if unit else at)):
            shape = name_at(text, begin)
            if shape and shape.weight >= 15 and begin + shape.length <= end:
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


def _bare_due(text: str, met: Meeting, start: int, end: int) -> Due | None:
    """A term in a place of its own, where nobody writes 前."""
    low = max(0, start - 2)
    found = find_due(text[low:end] + "前", met.day, start - low, holidays=met.holidays)
    return Due(low + found.start, min(low + found.end, end), found.day, found.remark) if found else None


def _due(text: str, start: int, end: int, met: Meeting) -> Due | None:
    if match := _LABELLED_DUE.search(text, start, end):
        stop = re.compile(r"[,;。\n)]").search(text, match.end(), end)
        limit = stop.start() if stop else end
        found = find_due(text, met.day, match.end(), limit, holidays=met.holidays) or _bare_due(
            text, met, match.end(), limit
        )
        if found:
            return Due(found.start, min(found.end, limit), found.day, found.remark)
        if limit - match.end() >= 2:
            return Due(match.end(), limit, None)
    return find_due(text, met.day, start, end, holidays=met.holidays)


_LABELLED_LINE = re.compile(
    rf"{terms('tail_label')}|{terms('unit_label')}|{terms('person_label')}|{terms('due_label')}"
)
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
_SURE = 0.8
"""Above it the items stand under a heading that says they were decided, and all are taken."""
_MOST_HEADS = 8
_HEADED = re.compile(r"[\u4e00-\u9fff]{2,16}\n(?=.{6})")
"""A short line above the item proper."""
_OVER = re.compile(r"[。;!\n ]\s?(?:散会|会议结束|会议到此结束|休会)")
_TABLE_HEAD = re.compile(
    rf"(?:序号\s?)?{terms('table_task')}\s(?:责任单位|牵头单位|承办单位|主办单位)\s?"
    r"(?:责任人|负责人|责任领导)?\s?(?:完成时限|时限|完成时间|办结时限)?"
)
_ROW = re.compile(
    rf"(?P<no>\d{{1,2}})\s?(?P<text>[^\n]{{4,80}}?)\s(?P<u>{_UNIT})\s"
    r"(?:(?P<p>[\u4e00-\u9fff]{2,4})\s?)?(?P<due>[^\n]{0,20})(?=\n|$)"
)


def _rows(text: str, met: Meeting) -> Iterator[Decision]:
    """Rows of a table with unit, person and term in columns."""
    head = _TABLE_HEAD.search(text)
    if not head:
        return
    for match in _ROW.finditer(text, head.end()):
        due = _bare_due(text, met, match.start("due"), match.end("due")) if match["due"] else None
        if due:
            due = Due(due.start, min(due.end, match.end("due")), due.day, due.remark)
        yield Decision(
            match.start("text"), match.end("text"), match.span("u"), match.span("p") if match["p"] else None, due, 0.8
        )
