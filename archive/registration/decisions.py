"""What a meeting decided, item by item: numbered items under a heading, rows of a table, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.decision_parts import (
    TAIL,
    UNIT,
    Meeting,
    acts_at,
    bare_due,
    behind_unit,
    content_begins,
    content_of,
    due_of,
    known_in,
    person_of,
    unit_of,
)
from archive.registration.decision_tables import table_rows
from archive.registration.decision_words import said_at_first, said_to_do
from archive.registration.due_words import Due
from archive.registration.wordlists import terms

_COUNT = r"[一二三四五六七八九十\d]+(?:点|条|项|个)?(?:事项|意见|决定|要求|内容)?"
_HEAD = re.compile(
    r"(?:会议|经(?:过)?(?:会议)?(?:认真|充分)?(?:研究|讨论|协商|会商)[,、]?)?(?:一致|认真|研究|讨论|充分)?"
    rf"{terms('decided')}(?:了)?(?:如下|以下)?(?:的)?(?:事项|意见|决定|决议|工作|几点|共识|内容|{_COUNT})?(?:如下|是)?(?:[一二三四五六七八九十两\d]+(?:件|条|点|项|个)(?:事|事情|意见|事项|决定)?)?[:\n。]"
    r"|(?:议定|决定|决议|会议决定|会议议定)(?:的)?事项\s?[:\n]?|会议(?:决议|决定)\s?[:\n]|(?:任务|责任|工作)(?:分工|分解|清单|安排)(?:如下)?\s?[:\n]|(?:以下|如下)(?:工作|责任|任务|分工|职责)(?:任务|分工)?\s?[:\n]"
)
_MARK = re.compile(
    r"(?:(?<=[\n。;!])|(?<=:)(?<!\d:)|^)\s?(?:(?P<a>[一二三四五六七八九十]{1,3})、|[(](?P<b>[一二三四五六七八九十]{1,3})[)]"
    r"|(?P<c>\d{1,2})(?:[.、](?!\d)|(?<=\n\d) ?(?=[\u4e00-\u9fff])(?![年月日号个人户元块万千百亩岁楼栋天点条次台份]))"
    r"|(?:决议|决定)(?P<k>[一二三四五六七八九十])[:、]|[(](?P<d>\d{1,2})[)]|(?P<e>[①-⑳])|(?P<h>[甲乙丙丁戊己庚辛])、|(?P<i>[•●·◆■▪◇□*-]\s?(?=[\u4e00-\u9fff]))"
    r"|第(?P<f>[一二三四五六七八九十])[项,、:]|(?P<j>首先|其次|再次|最后)[,、:]|(?P<g>[一二三四五六七八九十])(?:是|要))"
)
_STOP = re.compile(
    r"\n\s?(?:出\s?席|参\s?加(?:人员|单位)?|参会|与会|到会|请\s?假|缺\s?席|列\s?席|分\s?送|抄\s?送|发\s?送|主\s?送|报\s?送|印\s?发|记\s?录(?:人)?|主\s?持(?:人)?|会议强调|会议要求各|整\s?理)[::\s]|\n[^\n]{0,24}\d{4}年\d{1,2}月\d{1,2}日(?:印发)?\s?(?:\n|$)"
)
_DEONTIC = re.compile(
    r"由|负责|牵头|要|应|责成|完成|落实|前|内|办理|支付|协调|解决|核实|组织|责令|同意|督促|启动|兑现|发放|修复|整改"
)
_LABELLED_LINE = re.compile(
    rf"{terms('tail_label')}|{terms('unit_label')}|{terms('person_label')}|{terms('due_label')}"
)
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
    rf"(?P<no>\d{{1,2}})\s?(?P<text>[^\n]{{4,80}}?)\s(?P<u>{UNIT})\s"
    r"(?:(?P<p>[\u4e00-\u9fff]{2,4})\s?)?(?P<due>[^\n]{0,20})(?=\n|$)"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One item decided."""

    start: int
    end: int
    """Of its content, without number and without the labelled unit, person and term at its end."""
    unit: tuple[int, int] | None
    person: tuple[int, int] | None
    due: Due | None
    words: str
    """What is to be done, without who does it and by when; empty where that is all the item says."""
    confidence: float


def find_decisions(text: str, met: Meeting) -> list[Decision]:
    """The decisions of a meeting in order."""
    tables = list(_in_columns(text, met)) or list(_rows(text, met))
    if tables:
        return tables
    for head in [*_HEAD.finditer(text)][:_MOST_HEADS]:
        limit = _end_of_section(text, head, len(text))
        kept = _kept(text, _leaves(text, head.end() - 1, limit), met, 0.88)
        if kept:
            return kept
    for head in [*_HEAD.finditer(text)][:_MOST_HEADS]:
        listed = [_decision(text, *span, met, 0.8) for span in _unit_lines(text, head.end())]
        if listed:
            return listed
    kept = _kept(text, _leaves(text, 0, len(text)), met, 0.7)
    if kept:
        return kept
    first = _HEAD.search(text)
    at = first.end() if first else 0
    return [_decision(text, a, b, met, 0.6) for a, b in _sentences(text, at, len(text))]


def _kept(text: str, items: list[tuple[int, int]], met: Meeting, sure: float) -> list[Decision]:
    """Of numbered items those that say what is to be done: at least one must say by whom or by when."""
    told = [item for item in items if not _FOUND.match(text, *item)]
    found = [_decision(text, *part, met, sure) for item in told for part in _apart(text, *item)]
    found = [one for one in found if one.end > one.start]
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
    if not any(mark["j"] == "首先" for mark in marks):
        marks = [mark for mark in marks if not mark["j"]]
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
    return len(item.strip()) < 60 and not TAIL.search(item) and not re.search(r"前|内|负责", item)


def _deeper(mark: re.Match[str], following: re.Match[str]) -> bool:
    order = "abcdefghijk"
    one, other = mark.lastgroup or "a", following.lastgroup or "a"
    return one != other and order.index(other) > order.index(one)


def _unit_lines(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Lines that begin with who is to act and a colon: 县公安局：维护现场秩序."""
    at += text[at : at + 1] == "\n"
    while text[at - 1 : at] == "\n" and (line := _UNIT_LINE.match(text, at)):
        yield line.span()
        at = line.end() + 1


_UNIT_LINE = re.compile(rf"\s?(?:{UNIT}|各[\u4e00-\u9fff]{{1,6}})(?:、{UNIT}){{0,4}}\s?:[^\n]{{6,}}")


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences that say what is to be done, without numbers before them."""
    at = start
    paragraph = text.find("\n", start, end)
    decided = (paragraph if paragraph >= 0 else end) + 1 if text[start - 1 : start] == ":" else start
    for match in re.compile(r"[。;\n]").finditer(text, start, end):
        first = said_at_first(text, at, match.start())
        told = match.start() - first <= 6 or _TELLS.match(text, at, match.start()) or _LINE.match(text, at)
        if not told and (
            match.end() <= decided
            or _CALLED_ON.search(text, first, match.start())
            or acts_at(text, first, match.start())
        ):
            yield first, match.start()
        at = match.end()


_CALLED_ON = re.compile(r"由|负责|牵头|责成|前|内")
_TELLS = re.compile(
    r"\s?(?:(?:会议|与会[^,。;]{0,6})?(?:听取|指出|认为|传达|学习|通报|分析|回顾|充分肯定)|(?:以上|上述)(?:事项|工作|内容)?由"
    r"|(?!会议)[^,。;:]{0,14}(?:强调|指出|表示|汇报|介绍|说明|发言)(?:了|:|,))"
)
"""What was said, not what is to be done."""
_FOUND = re.compile(rf"\s?{terms('not_decided')}(?:[:。,]|\n)")
"""The heading of an item that tells what was found."""
_LINE = re.compile(r"\s?[\u4e00-\u9fff]{2,6}\s?:(?!\n)")
"""A labelled line: 时间：, 李某某：."""


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One item, or its parts if several of them begin with who is to act: 甲局牵头…；乙镇负责…."""
    first = content_begins(text, start, end)
    begins = [sign.end() for sign in re.compile(r"[;。]\s?").finditer(text, first, end) if end - sign.end() > 6]
    begins = [start, *(at for at in begins if acts_at(text, at, end))]
    if len(begins) < 2 or not (acts_at(text, first, end) or len(begins) > 2):
        return [(start, end)]
    return list(zip(begins, [*begins[1:], end], strict=True))


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
    start = said_at_first(text, start, end)
    tail = TAIL.search(text, start, end)
    first, last = content_of(text, start, tail.start() if tail else end)
    acting = unit_of(text, start, end)
    unit = acting or known_in(text, start, end, [*dict.fromkeys(met.attendance.values())])
    person = person_of(text, start, end) or behind_unit(text, acting, end) or known_in(text, start, end, met.attendance)
    due = due_of(text, start, end, met)
    by = (due.start, due.end) if due else None
    words = said_to_do(text, first, last, unit=unit, person=person, due=by)
    return Decision(first, last, unit, person, due, words, confidence)


def _in_columns(text: str, met: Meeting) -> Iterator[Decision]:
    """Rows of a table whose heading names its columns."""
    for row in table_rows(text):
        due = bare_due(text, met, *row.due) if row.due else None
        unit = row.unit
        if unit and (several := _SEVERAL.search(text, *unit)):
            unit = (unit[0], several.start())
        yield Decision(*row.task, unit, row.person, due, "", 0.85)


_SEVERAL = re.compile("[、,;/]")


def _rows(text: str, met: Meeting) -> Iterator[Decision]:
    """Rows of a table with unit, person and term in columns."""
    head = _TABLE_HEAD.search(text)
    if not head:
        return
    for match in _ROW.finditer(text, head.end()):
        due = bare_due(text, met, match.start("due"), match.end("due")) if match["due"] else None
        if due:
            due = Due(due.start, min(due.end, match.end("due")), due.day, due.remark)
        person = match.span("p") if match["p"] else None
        yield Decision(*match.span("text"), match.span("u"), person, due, "", 0.8)
