"""What a petitioner asks for, request by request: numbered lists after 诉求 or 恳请, else the sentences that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.wordlists import any_of, groups, terms

_BEFORE, _ASKS, _WHOM = (any_of(groups("asking")[kind]) for kind in ("before", "ask", "whom"))
_ASK = rf"{_BEFORE}{{0,5}}{_ASKS}"
_LIST_HEAD = re.compile(
    r"(?:就|只有|只|有|无非|不过)?[一两二三四五几](?:件|个|条|点|桩)(?:事|要求|请求|想法|心愿|愿望|诉求|意见|请托)(?:求您?|拜托|恳请|相求)?[^,。:;\n]{0,6}:"
    rf"|{terms('list_before')}{{0,3}}{terms('list_word')}"
    r"(?:事项|如下|是|为|有|包括|内容|目的|以下[几两三四二]?[点条项件]?|[几两三四二][点条项件]|主要有|分别是|分别为|具体){0,4}(?:很|也|都)?(?:简单|不高|不多)?(?:如下|是|为|只有一[个条]|就一[个条]){0,2}[:\n,;]"
)
_LIST_LEAD = re.compile(rf"{_ASK}[^。!?\n;]{{0,40}}?[:,]?(?=(?:一、|1[、.)]|[(]一[)]|[(]1[)]|①|第一,|一是|首先))")
_ITEM = re.compile(
    r"(?<![0-9])(?:[(]?(?P<c>[一二三四五六七八九十]{1,3})[)]?[、,.:是](?!方面来)|[(](?P<p>[一二三四五六七八九十\d]{1,2})[)][、.]?|(?P<d>\d{1,2})(?:[、)]|[.](?!\d)|,(?=[\u4e00-\u9fff]))|(?P<o>[①-⑳])|第(?P<n>[一二三四五六七八九十])[,、:是](?!条)|(?P<f>首先|其次|再次|最后)[,、:]?)"
)
_SENTENCE_END = re.compile(r"[。!?\n]")
_STRONG_END = re.compile(r"[。!?\n]")
_CLOSING = re.compile(
    r"此致|敬礼|特此|谢谢|感谢|以上(?:反映|情况|所述|所反映|内容|事实)|附件|附[:：]|联系人|联系电话|反映人|信访人|举报人|投诉人|申请人|来信人|如有(?:半句|不实|虚假)|事实(?:与|和)理由|盼复|为盼|望批|[^。\n]{0,12}(?:法院|政府|信访局)\n?$|\n.{0,20}(?:\d{4}|[二〇零]{2}..)年"
)
_EMPTY = re.compile(
    r"^(?:尽快|早日|及时|高度|多多|多加|认真|切实|真正|务必|一定|依法)*(?:给予)*(?:关注|重视|回复|答复|批示|帮助|支持|谅解|理解|解决|处理|过问|体谅|批准|采纳|核实|查证|为盼|做主|作主|明察|来电|为感|谢谢|予以(?:重视|关注|解决|处理|答复|回复))*(?:为盼|为感|为谢|谢谢)?$"
)
_GENERIC = re.compile(
    r"^(?:.{0,8}(?:管管|管一管|管一下|过问|看看|想想办法|拿个主意|主持公道|出面|体谅).{0,3}|.{0,6}(?:重视|关注|引起).{0,8}|.{0,10}(?:帮忙|帮助)?.{0,6}(?:解决|处理|答复|回复)(?:一下|此事|这个?问题|我们?的?问题|该问题|为盼|问题)?|.{0,4}(?:为(?:民|我们?|老百姓)(?:做|作)主|主持公道|还.{0,6}(?:公道|公平|说法)).{0,6})$"
)
_NOT_ASKING = re.compile(
    r"(?:多次|曾|一再|屡次|反复|他们?|她|对方|开发商|公司|物业|村里|学校|老板|商家|医院|被|强行|按照?|不得|未按|根据|擅自|合理|明确|符合|达到|业主)(?:[^,。;]{0,10})$"
)
_TRAIL = re.compile(
    r"(?:[,、;:]?(?:谢谢|多谢|感谢|万分感谢|不胜感激|为盼|为感|为谢|望批准|特此|拜谢|此致|敬礼|盼复|跪谢|感激不尽)[^,]{0,6})+$"
)
_PART = re.compile(rf"(?P<sure>;)|[,、](?={terms('joins')})|,(?={terms('acts')})")
_CONDITION = re.compile(
    r"(?:的|的话|时|后|前|以后|之后|情况下|基础上)$|^\s?(?:如果|要是|若|对于?|关于|按照|根据|在|经|凡|因|由于|鉴于|考虑到)"
)
_SHORTEST_PART = 8
"""Signs before a comma that are a request of their own; 派人调查,查清账目 is one."""
_IMPERATIVE = re.compile(
    r"应该|应当|必须|就行|就好|就够了|才行|才算|行不行|可不可以|好不好|成不成|还我|还给我|给我们?[^了]{2,}|不能再|别再|不要再|该[^。]{1,8}就|得给|得把|得让|总得|起码|至少|"
    r"把[^,。]{2,20}(?:还|补|退|修|拆|赔|清|办|发|撤|分|算|搬|挪|降|停|关)|(?:给个|讨个|要个|有个)(?:说法|公道|交代|准话|答复|结果)|没有别的(?:要求|想法)|不求别的|帮(?:我|我们|俺)|管管|管一管|替(?:我|我们|俺)"
)
_PAST = re.compile(r"(?:过|了)$|说|称|答应|承诺|当时|后来|曾|已经|一直|结果|可是|但是|却")
_FURTHER = re.compile(
    r"\s?(?:另外|还有|再就是|再者|其次|同时|此外|第二|最后|并且|以后|今后|往后|顺带|顺便|再一个|再有|还请|也请|并请|如果|要是|若)"
)
"""How a sentence begins that goes on asking."""
_LONGEST_GENERIC = 12
_LAST_PART, _MOST_BARE = 0.5, 3
_ORDER = "一二三四五六七八九十"
_LONGEST_LIST = 1500


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One request, without its number and the word that asks."""

    start: int
    end: int
    confidence: float


def find_claims(text: str, closing: int | None = None) -> list[FoundClaim]:
    """Every request, left to right; ``closing`` is where the letter's text ends."""
    body = len(text) if closing is None else closing
    listed = list(_lists(text, body))
    if listed:
        return _distinct(listed)
    asked = list(_sentences(text, body))
    plain = [
        claim
        for claim in asked
        if claim.end - claim.start > _LONGEST_GENERIC or not _GENERIC.match(text[claim.start : claim.end])
    ]
    return _distinct(plain or list(_bare(text, body)) or asked)


def _bare(text: str, body: int) -> Iterator[FoundClaim]:
    """Where no word asks: the last sentences that say what should be done (该赔的赔给我就行)."""
    low = int(body * _LAST_PART)
    found = []
    for sentence in re.compile(r"[^。;!?\n]{6,160}").finditer(text, low, body):
        if _IMPERATIVE.search(sentence.group()) and not _PAST.search(sentence.group()):
            found.append(sentence)
    for sentence in found[-_MOST_BARE:]:
        yield from _parts(text, sentence.start(), sentence.end(), 0.45)


def _distinct(claims: list[FoundClaim]) -> list[FoundClaim]:
    kept: list[FoundClaim] = []
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        if not kept or claim.start >= kept[-1].end:
            kept.append(claim)
    return kept


def _lists(text: str, body: int) -> Iterator[FoundClaim]:
    """Numbered requests after a heading (诉求：) or a lead (恳请上级：一、…)."""
    done = 0
    heads = [(match.start(), match.end(), 0.93) for match in _LIST_HEAD.finditer(text)]
    heads += [(match.start(), match.end(), 0.88) for match in _LIST_LEAD.finditer(text)]
    for start, end, sure in sorted(heads):
        if start < done:
            continue
        items = _items(text, end, min(len(text), end + _LONGEST_LIST))
        if len(items) > 1:
            for first, last in items:
                yield from _claim(text, first, last, sure, least=2)
            done = items[-1][1]
        elif text[end - 1] in ":\n" and sure > 0.9:
            last = _end_of_block(text, end)
            if "内容" in text[start:end]:
                yield from _in_sentence(text, end, last)
            else:
                yield from _parts(text, items[0][0] if items else end, last, 0.85)
            done = last


def _end_of_block(text: str, at: int) -> int:
    """Where what follows a heading ends: with its sentence, before the closing formula."""
    stop = _CLOSING.search(text, at, at + 400)
    last = stop.start() if stop else min(len(text), at + 400)
    sentence = _STRONG_END.search(text, at + 4, last)
    return sentence.start() if sentence else last


def _parts(text: str, start: int, end: int, confidence: float) -> Iterator[FoundClaim]:
    """Requests of one sentence: parted by semicolons, and by commas after which another act begins."""
    at = start
    for match in [*_PART.finditer(text, start + 4, end), None]:
        mark = match.start() if match else end
        piece = text[at:mark]
        if match and not match["sure"] and (len(piece.strip(" ,")) < _SHORTEST_PART or _CONDITION.search(piece)):
            continue
        yield from _claim(text, at, mark, confidence)
        at = mark + 1


def _items(text: str, at: int, limit: int) -> list[tuple[int, int]]:
    """The spans of numbered items that begin at an offset: numbers must follow one another."""
    marks: list[re.Match[str]] = []
    kind = ""
    if not _ITEM.search(text, at, min(limit, at + 64)):
        return []
    for match in _ITEM.finditer(text, at, limit):
        number, group = _number(match)
        if not marks:
            if match.start() - at > 60:
                return []
            if number == 1:
                marks, kind = [match], group
        elif group == kind and number == len(marks) + 1:
            marks.append(match)
    spans = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following else _end_of_last(text, mark.end(), limit)
        spans.append((mark.end(), end))
    return spans


def _number(match: re.Match[str]) -> tuple[int, str]:
    group = match.lastgroup or ""
    sign = match[group]
    if group == "o":
        return ord(sign) - 0x245F, group
    if group == "f":
        return ("首先", "其次", "再次", "最后").index(sign) + 1, group
    if sign.isdigit():
        return int(sign), group
    return (_ORDER.index(sign[-1]) + 1 if sign[-1] in _ORDER else 0) + (
        10 if len(sign) == 2 and sign[0] == "十" else 0
    ), group


def _end_of_last(text: str, at: int, limit: int) -> int:
    """The last item ends with its sentence."""
    end = _STRONG_END.search(text, at, limit)
    return end.start() if end else limit


def _sentences(text: str, body: int) -> Iterator[FoundClaim]:
    """Clauses that ask, to the end of their sentence; two askings in a row are two requests."""
    at, asked = 0, False
    for end in [*(match.start() for match in _SENTENCE_END.finditer(text, 0, body)), body]:
        found = list(_in_sentence(text, at, end))
        if not found and asked and _FURTHER.match(text, at, end) and not _PAST.search(text, at, end):
            found = list(_parts(text, at, end, 0.5))
        yield from found
        asked = bool(found)
        at = end + 1


def _in_sentence(text: str, start: int, end: int) -> Iterator[FoundClaim]:
    if end - start > 600:
        start = end - 600
    asks = [
        match
        for match in _ASKING.finditer(text, start, end)
        if (match.start() == start or text[match.start() - 1] in ',、:;。!?\n "”“)') or _STRONG_ASK.match(match.group())
    ]
    asks = [match for match in asks if not _NOT_ASKING.search(text, max(start, match.start() - 14), match.start())]
    if not asks:
        return
    late = 0.08 if start > 0.5 * len(text) else 0.0
    for match, following in zip(asks, [*asks[1:], None], strict=True):
        last = following.start() if following else end
        yield from _parts(text, match.end(), last, (0.72 if _STRONG_ASK.match(match.group()) else 0.6) + late)


_ASKING = re.compile(rf"{_ASK}{_WHOM}{{0,12}}+")
_STRONG_ASK = re.compile(rf"{_BEFORE}{{0,5}}{any_of(groups('asking')['strong'])}")


def _claim(text: str, start: int, end: int, confidence: float, *, least: int = 4) -> Iterator[FoundClaim]:
    """One request with its lead and its thanks cut away, if anything is left."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and text[end - 1] in ",。;、!?: \n”":
        end -= 1
    if trail := _TRAIL.search(text, start, end):
        end = trail.start()
    while end > start and text[end - 1] in ",。;、!?: \n":
        end -= 1
    words = text[start:end]
    if len(words) >= least and not _EMPTY.match(words) and not words.isascii():
        yield FoundClaim(start, end, confidence)


_LEAD = re.compile(
    rf"[\s,:;、]*(?:(?:并且?|同时|另外|此外|再者|其次|最后|还有|以及|一并)[,、]?)?(?:{_ASK}{_WHOM}{{0,12}}+)?[\s,:;、]*"
)
