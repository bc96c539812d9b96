"""What a meeting decided, item by item: who does it, who answers for it, by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.due_words import Due, find_due
from archive.registration.name_shape import name_at
from archive.registration.wordlists import any_of, terms, words

_COUNT = r"[一二三四五六七八九十\d]+(?:点|条|项|个)?(?:事项|意见|决定|要求|内容)?"
_HEAD = re.compile(
    r"(?:会议|经(?:过)?(?:会议)?(?:认真|充分)?(?:研究|讨论|协商|会商)[,、]?)?(?:一致|认真|研究|讨论|充分)?"
    rf"{terms('decided')}(?:了)?(?:如下|以下)?(?:的)?(?:事项|意见|决定|决议|工作|几点|共识|内容|{_COUNT})?(?:如下|是)?[:\n。]"
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


def find_decisions(text: str, met: dt.date | None) -> list[Decision]:
    """The decisions of a meeting in order."""
    tables = list(_rows(text, met))
    if tables:
        return tables
    head = next((match for match in _HEAD.finditer(text)), None)
    start = head.end() - 1 if head else 0
    stop = _STOP.search(text, start)
    items = _leaves(text, start, stop.start() if stop else len(text))
    found = [_decision(text, a, b, met, 0.88 if head else 0.7) for a, b in items]
    kept = [one for one in found if one.unit or one.person or one.due or _DEONTIC.search(text, one.start, one.end)]
    if kept or not head:
        return kept
    return [
        _decision(text, a, b, met, 0.6) for a, b in _sentences(text, head.end(), stop.start() if stop else len(text))
    ]


def _leaves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Numbered items that hold no numbered items of their own."""
    marks = list(_MARK.finditer(text, start, end))
    spans: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else end
        if number + 1 < len(marks) and _deeper(mark, marks[number + 1]) and _is_heading(text[mark.end() : stop]):
            continue  # its items follow
        spans.append((mark.end(), stop))
    return spans


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


def _decision(text: str, start: int, end: int, met: dt.date | None, confidence: float) -> Decision:
    while start < end and text[start] in " \n:、":
        start += 1
    while end > start and text[end - 1] in " \n。;,、":
        end -= 1
    tail = _TAIL.search(text, start, end)
    stop = tail.start() if tail else end
    while stop > start and text[stop - 1] in " \n。;,、(":
        stop -= 1
    return Decision(
        start, stop, _unit(text, start, end), _person(text, start, end), _due(text, start, end, met), confidence
    )


def _unit(text: str, start: int, end: int) -> tuple[int, int] | None:
    if match := _LABELLED_UNIT.search(text, start, end):
        return match.start("u"), _whole(text, match.end("u"))
    for match in _DOES.finditer(text, start, end):
        group = "u" if match["u"] else "v"
        a, b = match.span(group)
        return a + _lead(text[a:b]), _whole(text, b)
    first = _START_UNIT.match(text, start, end)
    return (first.start(), _whole(text, first.end())) if first and first.end() - start <= 16 else None


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
    for match in _TITLED.finditer(text, start, end):
        shape = name_at(text, match.end())
        if shape and shape.weight >= 45 and match.end() + shape.length <= end:
            return match.end(), match.end() + shape.length
    for match in re.compile(r"由|[,;(、]|负责人|同志").finditer(text, start, end):
        shape = name_at(text, match.end())
        if shape and shape.weight >= 40 and _THEN_ANSWERS.match(text, match.end() + shape.length):
            return match.end(), match.end() + shape.length
    shape = name_at(text, start)
    if shape and shape.weight >= 40 and _THEN_ANSWERS.match(text, start + shape.length):
        return start, start + shape.length
    return None


def _bare_due(text: str, met: dt.date | None, start: int, end: int) -> Due | None:
    """A term in a place of its own, where nobody writes 前."""
    low = max(0, start - 2)
    found = find_due(text[low:end] + "前", met, start - low)
    return Due(low + found.start, min(low + found.end, end), found.day, found.remark) if found else None


def _due(text: str, start: int, end: int, met: dt.date | None) -> Due | None:
    if match := _LABELLED_DUE.search(text, start, end):
        stop = re.compile(r"[,;。\n)]").search(text, match.end(), end)
        limit = stop.start() if stop else end
        found = find_due(text, met, match.end(), limit) or _bare_due(text, met, match.end(), limit)
        if found:
            return Due(found.start, min(found.end, limit), found.day, found.remark)
        if limit - match.end() >= 2:
            return Due(match.end(), limit, None)
    return find_due(text, met, start, end)


_TABLE_HEAD = re.compile(
    rf"(?:序号\s?)?{terms('table_task')}\s(?:责任单位|牵头单位|承办单位|主办单位)\s?"
    r"(?:责任人|负责人|责任领导)?\s?(?:完成时限|时限|完成时间|办结时限)?"
)
_ROW = re.compile(
    rf"(?P<no>\d{{1,2}})\s?(?P<text>[^\n]{{4,80}}?)\s(?P<u>{_UNIT})\s"
    r"(?:(?P<p>[\u4e00-\u9fff]{2,4})\s?)?(?P<due>[^\n]{0,20})(?=\n|$)"
)


def _rows(text: str, met: dt.date | None) -> Iterator[Decision]:
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
