"""What a petitioner asks for, request by request: the list under 诉求 or after 恳请, else the sentences that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.registration.asking import (
    ASK,
    OTHERS,
    SENTENCE_END,
    FoundClaim,
    asked_inside,
    bare_wishes,
    is_generic,
    petitioner_asks,
    requests,
    sentences_that_ask,
    trimmed,
)
from archive.registration.enumerations import items_after, mark_at
from archive.registration.requests import begins_act, does_something, parts
from archive.registration.wordlists import terms

_COUNTED = r"[一两二三四五几](?:件|个|条|点|桩|项)(?:事|要求|请求|想法|心愿|愿望|诉求|意见|请托|建议)?"
_HEAD = re.compile(
    r"(?:^|(?<=[\n。;,!?: ]))(?P<lead>[^\n。;!?:]{0,36}?)"
    rf"(?P<word>{terms('list_word')}|{ASK}|意见|要求|提出|{_COUNTED})(?![人者方]|单位)"
    r"(?P<tail>[^\n。;!?:,]{0,24}?)(?P<mark>:(?!\d\d)\n?|\n|[?]\n?答\s?:)"
)
_LEAD = re.compile(
    rf"(?:{ASK}|(?:就|只有|只|有|无非|不过)?{_COUNTED})[^。!?\n;]{{0,40}}?[:,。]?\n?"
    r"(?=(?:[(]?一[)、是来则]|1[、.)]|[(]1[)]|[①⑴㈠⒈]|第一|其一|首先|头一[条件个]|甲、|壹、))"
)
_CLOSING = re.compile(
    r"此致|敬礼|特此|谢谢|感谢|盼复|为盼|望批|此呈|妥否|以上(?:反映|情况|所述|所反映|内容|事实|想法|请求|要求|意见)"
    r"|附件|附:|如有(?:半句|不实|虚假)|(?:主要)?事实(?:与|和|及)理由|望(?:有关|上级|各级|领导|贵)"
    rf"|(?<=\n)\s?[\u4e00-\u9fff、]{{0,6}}{terms('slip_label')}[\u4e00-\u9fff]{{0,8}}(?:[(][^()\n]{{0,8}}[)])?\s?[:、 ]"
    r"|(?<=\n)[^\n。;,]{0,24}(?:\d{4}|[二〇零○]{2}..|贰.{3})[年.\-/]"
    r"[\d一二三四五六七八九十〇零元壹贰叁拾]{1,3}[月.\-/][^\n。;,的]{0,5}(?:\n|$)"
)
_FIELD_LABEL = re.compile(rf"(?:^|(?<=\n)){terms('request_field')}(?: |\n)(?=\S)")
"""A form's label whose colon is missing."""
_NOT_REQUEST = re.compile(terms("not_request"))
_LONGEST_LIST, _LONGEST_FIELD, _LONGEST_LINE = 1500, 400, 90
_LISTED, _FIELD, _LINES = 0.95, 0.88, 0.85
_EARLY = 0.35
"""Share of the letter before which asking belongs to the story, if there is asking after it."""


def find_claims(text: str, closing: int | None = None) -> list[FoundClaim]:
    """Every request, left to right; ``closing`` is where the letter's text ends."""
    body = len(text) if closing is None else closing
    listed = list(_lists(text)) or list(_unannounced(text))
    if listed:
        return _distinct(listed)
    asked = list(sentences_that_ask(text, body))
    late = [claim for claim in asked if claim.start >= _EARLY * body]
    asked = late or asked
    plain = [claim for claim in asked if not is_generic(text[claim.start : claim.end])]
    found = _distinct(plain or list(bare_wishes(text, body)) or asked)
    if not found and body < len(text):
        return _distinct(list(sentences_that_ask(text[: body + _AFTER_CLOSING], min(len(text), body + _AFTER_CLOSING))))
    return found


_AFTER_CLOSING = 150
"""Signs after the closing words in which somebody still may ask: 特此反映，望尽快查处."""


def _distinct(claims: list[FoundClaim]) -> list[FoundClaim]:
    kept: list[FoundClaim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


def _lists(text: str) -> Iterator[FoundClaim]:
    """Requests under a heading (诉求：, 我们强烈呼吁：) or after a lead (恳请上级，一是…)."""
    done = 0
    told: list[FoundClaim] = []
    asked: list[FoundClaim] = []
    for start, head in _heads(text):
        if start < done:
            continue
        found = list(_under(text, head))
        if found:
            story = found[0].confidence < _LISTED and not begins_act(text, found[0].start, found[0].end)
            (told if story else asked).extend(found)
            done = found[-1].end if not story else head
    numbered = any(one.confidence >= _LISTED for one in asked)
    yield from asked if numbered else (*told, *asked)


def _unannounced(text: str) -> Iterator[FoundClaim]:
    """Numbered items late in the text after a colon, if most begin with an act: 求政府主持公道：一是…"""
    for colon in re.compile(r":\n?").finditer(text, len(text) // 3):
        first = mark_at(text, colon.end(), len(text))
        if first is None or first.number != 1 or _QUOTED.search(text, max(0, colon.start() - 40), colon.start()):
            continue
        limit = _block_end(text, colon.end(), min(len(text), colon.end() + _LONGEST_LIST))
        items = items_after(text, colon.end(), limit)
        acts = sum(_is_wish(text, first, _item_end(text, first, last)) for first, last in items)
        if items and 2 * acts > len(items):
            yield from _under(text, colon.end())
            return


def _is_wish(text: str, start: int, end: int) -> bool:
    """Whether an item says what is to be done, not what was: 十天之内恢复供水, …请县里给个说法."""
    if _TOLD.search(text, start, end):
        return False
    return begins_act(text, start, end) or does_something(text, start, end) or asked_inside(text, start, end) > start


_TOLD = re.compile(r"^\s?\d{4}年|[收占打卖办拿骗]了|(?<!好)[了过](?=[,。;\n]|$)|\d{4}年[^,。;]{0,20}[,被]|至今|一直")


def _heads(text: str) -> list[tuple[int, int]]:
    """(offset, end) of what may announce requests."""
    heads = [
        (match.start("word"), match.end())
        for match in _windows(_HEAD, _MARKS, text)
        if not _of_others(match) and not _tells(text, match)
    ]
    heads += [(match.start(), match.end()) for match in _FIELD_LABEL.finditer(text)]
    heads += [
        (match.start(), match.end()) for match in _windows(_LEAD, _FIRSTS, text) if petitioner_asks(text, match.start())
    ]
    return sorted(heads)


def _windows(pattern: re.Pattern[str], ends: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern that is not long finds right before the ends given: the text between is passed over."""
    done = 0
    for end in ends.finditer(text):
        low = max(done, end.start() - _LONGEST_HEAD)
        while match := pattern.search(text, low, end.end()):
            yield match
            done = low = max(match.end(), low + 1)
            if low >= end.end():
                break


_LONGEST_HEAD = 90
_MARKS = re.compile(r":(?!\d\d)\n?|\n|[?]\n?答\s?:")
_FIRSTS = re.compile(r"[(]?一[)、是来则]|1[、.)]|[(]1[)]|[①⑴㈠⒈]|第一|其一|首先|头一[条件个]|甲、|壹、")


def _tells(text: str, head: re.Match[str]) -> bool:
    """诉求内容： with a story in it, not with requests."""
    if "内容" not in head["word"]:
        return False
    return not items_after(text, head.end(), head.end() + _LONGEST_LINE) and not begins_act(text, head.end(), len(text))


def _of_others(match: re.Match[str]) -> bool:
    """处理意见：, 对方要求：: what others want, or a line that ends by chance."""
    if match["word"] in _ONLY_LEADS and not match["lead"]:
        return True
    if _QUOTED.search(match.group()):
        return True
    if re.search(rf"{OTHERS}$", match["lead"]) or _NOT_REQUEST.match(match["tail"]) or _WHO.search(match["tail"]):
        return True
    titled = "\n" not in match.string[: match.start()]
    numbered = (
        match["mark"] == "\n" and (mark := mark_at(match.string, match.end(), match.end() + 8)) and mark.number == 1
    )
    return (
        match["mark"] == "\n" and not numbered and (titled or bool(match["tail"]) or len(match["lead"]) > _SHORT_LEAD)
    )


_SHORT_LEAD = 8
_WHO = re.compile(r"(?:的?人|者|单位|方|对象)$")
"""申请调解的人： has names behind it."""
_QUOTED = re.compile(
    r"规定|下列|条例|》|以下(?:行为|问题|情况|事实|情形)|如下(?:问题|情况|事实)|情况如下|问题如下|经过如下"
)
"""What is numbered after these is a law or a story."""
_ONLY_LEADS = frozenset("盼望求请")


def _under(text: str, at: int) -> Iterator[FoundClaim]:
    limit, items = _items(text, at)
    if items:
        told = sum(bool(_TOLD.search(text, first, last)) and not begins_act(text, first, last) for first, last in items)
        if 2 * told > len(items):
            return  # deeds, not requests
        for first, last in items:
            stop = _item_end(text, first, last)
            yield from trimmed(text, asked_inside(text, first, stop), stop, _LISTED, least=2)
        return
    if text[at - 1] not in ":\n ":
        return
    begin = at + len(text[at:limit]) - len(text[at:limit].lstrip(" \n"))
    if _SALUTES.match(text, begin, limit):
        return
    lines = _lines(text, begin, limit)
    if len(lines) > 1:
        for first, last in lines:
            for one, stop, _ in parts(text, first, last):
                yield from trimmed(text, one, stop, _LINES)
        return
    end = SENTENCE_END.search(text, begin + 4, min(limit, begin + _LONGEST_FIELD))
    yield from requests(text, begin, end.start() if end else min(limit, begin + _LONGEST_FIELD), _FIELD)


_SALUTES = re.compile(r"[^\n,。;:]{2,30}:(?:\n|$)")
"""A line that ends with a colon: the title of the paper stood before it, not a heading of requests."""


_GOES_ON = re.compile("并|同时|另外|另|还请|其次|此外")


def _items(text: str, at: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the block ends that begins at an offset, and its numbered items, however many there are."""
    size = _LONGEST_LIST
    while True:
        stop = min(len(text), at + size)
        limit = _block_end(text, at, stop)
        items = items_after(text, at, limit)
        if limit < stop or stop == len(text) or not items or stop - items[-1][0] > _LONGEST_LIST:
            return limit, items
        size *= 2  # the list goes on


def _block_end(text: str, at: int, limit: int) -> int:
    stop = _CLOSING.search(text, at, limit)
    return stop.start() if stop else limit


def _item_end(text: str, at: int, limit: int) -> int:
    """An item ends with its first sentence; what follows tells why."""
    stop = SENTENCE_END.search(text, at, limit)
    return stop.start() if stop else limit


def _lines(text: str, at: int, limit: int) -> list[tuple[int, int]]:
    """The short lines that follow, each a request; the first that is no such thing ends them."""
    found: list[tuple[int, int]] = []
    while at < limit:
        stop = text.find("\n", at, limit)
        end = stop if stop >= 0 else limit
        line = text[at:end].strip()
        if not line or len(line) > _LONGEST_LINE or re.search(r"[。!?].{4}", line) or line[-1:] in ",:、":
            break
        if found and line[-1] not in ";。" and not re.search(r"[\u4e00-\u9fff]{4}", line):
            break
        found.append((at, end))
        at = end + 1
        if line[-1] == "。" and not (_GOES_ON.match(text, at, limit) or begins_act(text, at, limit)):
            break
    return found
