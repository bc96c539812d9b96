"""Sentences that ask: 恳请贵局…, 我要求…, 能不能…; without what others demanded and what a story tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.requests import parts
from archive.registration.wordlists import any_of, groups, terms

_BEFORE, _ASKS, _WHOM = (any_of(groups("asking")[kind]) for kind in ("before", "ask", "whom"))
_OFFICE = rf"(?:(?!{terms('acts')})[\u4e00-\u9fff]{{0,8}}?{terms('asked_office')}(?:的)?(?:各位)?(?:领导|同志|干部|负责人)?们?)"
"""Whom a letter may ask, by its last word: 县教育局, 上级公安机关."""
_WANTS = (
    rf"(?<=[我俺们])(?<![帮替给为让叫][我俺])(?<![帮替给为让叫][我俺咱]们)要(?={terms('acts')}|{terms('wanted')})"
    r"(?![^,。;]{0,10}(?:时|,(?:他|她|老板|对方|店|客服|公司)))"
)
"""我要退剩下的课钱."""
ASK = rf"{_BEFORE}{{0,5}}(?:{_ASKS}|求(?={_WHOM}|{_OFFICE})|{_WANTS})"
"""A regular expression for a word that asks and what strengthens it."""
_ADDRESSED = rf"{_WHOM}{{0,12}}+(?:{_OFFICE}{_WHOM}{{0,6}}+)?"
_ASKING = re.compile(rf"{ASK}{_ADDRESSED}")
_ASK_ALONE = re.compile(ASK)
_STRONG_ASK = re.compile(rf"{_BEFORE}{{0,5}}{any_of(groups('asking')['strong'])}")
_TO_APPLY = "申请(?:法律|低保|救助|廉租|公租|贷款|补助|工伤|宅基|困难|办)"
"""What is asked for is to apply."""
_LEAD_IN = re.compile(
    rf"[\s,:;、]*(?:(?:并且?|同时|另外|此外|再者|其次|最后|还有|以及|一并)[,、]?)?(?:(?:再|另|还有)?一个(?:就?是|[,、]))?"
    rf"(?:(?!{_TO_APPLY}){ASK}(?!人|者|单位|方(?!便)){_ADDRESSED})?[\s,:;、]*"
)
OTHERS = rf"(?:{terms('others_word')}|被\S{{0,6}})的?"
"""Whose wishes are not the petitioner's."""
_OTHERS_LINE = re.compile(rf"\s?{OTHERS}(?:意见|要求|情况|结果|建议|时限|期限|内容)?\s?:|\s?(?:备注|告知|附)\s?:")
SENTENCE_END = re.compile(r"[。!?\n]")
_EMPTY = re.compile(
    r"^(?:尽快|早日|及时|高度|多多|多加|认真|切实|真正|务必|一定|依法)*(?:给予)*"
    r"(?:关注|重视|回复|答复|批示|帮助|支持|谅解|理解|解决|处理|过问|体谅|批准|采纳|核实|查证|为盼|做主|作主|明察|来电|为感|谢谢"
    r"|予以(?:重视|关注|解决|处理|答复|回复))*(?:为盼|为感|为谢|谢谢)?$"
)
_GENERIC = re.compile(
    rf"^(?:.{{0,8}}{terms('begging')}.{{0,3}}|.{{0,6}}(?:重视|关注|引起).{{0,8}}"
    r"|.{0,10}(?:帮忙|帮助)?.{0,6}(?:解决|处理|答复|回复)(?:一下|此事|这个?问题|我们?的?问题|该问题|为盼|问题)?"
    r"|.{0,4}(?:为(?:民|我们?|老百姓)(?:做|作)主|主持公道|还.{0,6}(?:公道|公平|说法)).{0,6}"
    r"|依法履行职责|依法处理|.{0,4}一下.{0,4}(?:问题|此事|情况)"
    r"|.{0,12}(?:给出|得到|给予|予以)(?:一个)?(?:答复|关注|解决|帮助|回复|重视|指导帮助|指导)"
    r"|.{0,10}(?:做主|作主|排忧解难|办.{0,2}实事)|(?:派人)?来.{0,4}看看.{0,6}|.{0,4}(?:专项|统一|明确|及时)(?:回复|答复)"
    r"|.{0,6}(?:查实|调查核实|明察|严肃处理|能采纳|谅解|批示|帮帮我们?|调查)(?:此事)?)$"
)
_NOT_ASKING = re.compile(
    r"(?:多次|曾|一再|屡次|反复|他们?|她|对方|开发商|公司|物业|村里|学校|老板|商家|医院|被|强行|按照?|不得|未按"
    r"|根据|擅自|合理|明确|符合|达到|业主|没人|人们|镇里|乡里|院方|园方|工作人员)(?:[^,。;]{0,10})$"
)
_TRAIL = re.compile(
    r"(?:[,、;:]?(?:我们?(?:全家|一家)?(?:老小|老少)?(?:将|会|定)?)?(?:就(?:更|最)?(?:好|行|可以)了?|谢谢|多谢|感谢|万分感谢|不胜感激|为盼|为感|为谢|望批准|特此|拜谢|此致|敬礼|盼复|跪谢|感激不尽)[^,]{0,6})+$"
)
_IMPERATIVE = re.compile(
    r"应该|应当|应予|理应|必须|就行|就好|就够了|才行|才算|行不行|可不可以|好不好|成不成|还我|还给我|(?:^|[得该要请就能,])给我们?[^了]{2,}|不能再|别再|不要再"
    r"|该[^。]{1,8}就|得给|得把|得让|总得|起码|至少"
    r"|把[^,。]{2,20}(?:还|补|退|修|拆|赔|清|办|发|撤|分|算|搬|挪|降|停|关)|(?:给个|讨个|要个|有个)(?:说法|公道|交代|准话|答复|结果)"
    r"|(?:叫|让)(?:他|她|他们|[\u4e00-\u9fff]{2,4}?)(?:把|给|赔|还|退|修|拆|砍|停|搬|认|付)|也?该(?:他|她|由)|[断评]个理"
    r"|没有别的(?:要求|想法)|不求别的|帮(?:我|我们|俺)|管管|管一管|替(?:我|我们|俺)"
)
_PAST = re.compile(r"(?:过|了)$|说|称|答应|承诺|当时|后来|曾|已经|一直|结果|可是|但是|却")
_WONDERS = re.compile(r"难道|吗$|呢$|怎么|为什么|凭什么|谁|究竟|什么")
_FURTHER = re.compile(
    r"\s?(?:另外|还有|再就是|再者|其次|同时|此外|第二|最后|并且|以后|今后|往后|顺带|顺便|再一个|再有|还请|也请|并请|如果|要是|若|(?:要是|如果)?能(?=[^,。;]{2,40}就(?:更|最)?(?:好|行|可以)))"
)
"""How a sentence begins that goes on asking."""
_NO_MORE = re.compile(r"(?:别|不要|不能|不得)[^,。;]{1,14}了$|也?(?:该|得|要)[^,。;]{2,12}(?:,|$)")
_NOTHING_ELSE = re.compile(
    r"[^,。]{0,6}(?:也)?(?:不图|不求|不要求?|不想要?|没有?)(?:别的|其他的?|多的|啥|什么)[^,。]{0,4}"
)
"""我不图别的。: what is asked for stands in the sentence behind it."""
_THAT_IS = re.compile(r",(?:也就是|即每|相当于|合计[^,]{0,12}$|我看|算下来)")
_WE = re.compile(
    r"(?:我们?|本人|俺们?|咱们?|大家伙?|大伙|们|群众|村民|业主|市民|居民|住户|家长|代表|职工|人|户|此|并|现|特|只|就|故|也|再次|在此"
    r"|(?:^|[,。;!?\n])[^,。;!?\n]{0,4}[向跟][^,。;!?\n]{2,14})$"
)
"""Who asks, where the asking word does not begin its clause; 开发商要求, 按王总要求 ask nothing of the office."""
_OF_US = re.compile(
    r"(?:我们?|本人|俺们?|咱们?|家长|学生|业主|村民|员工|职工|住户|居民|工人|孩子|老师|司机|大家)"
    r"(?!的|家|村|们?的|能|代表|委员会|会)"
)
"""To whom others made their demands: 要求我先交钱, 要求学生起床."""
_GIVES = re.compile(r"我们?(?:村|家|的)")
_OTHER_WORDS = re.compile(rf"盼|[仙城湖京江海远]|见|眼|着|问|记|教(?!育)|客|假|示|者|{terms('not_request')}")
"""What makes another word of 请, 要求, 诉求: 请问, 诉求人."""
_LABEL = re.compile(r"[^,。;:\n]{0,8}(?:人|者|单位|时间|日期|方式)\s?:")
"""申请调解的人：."""
_LAST_PART, _MOST_BARE = 0.6, 2
_SECRET = re.compile(
    r"(?:请|千万|一定)?(?:不要|别|勿|请勿|不得)(?:向[^,。]{1,10})?(?:透露|泄露|泄漏|公开|暴露|告诉|转给|转回|转到)"
    r"|(?:对|为|替|给)?(?:我们?|本人|举报人|反映人|写信人|投诉人)?(?:的)?(?:身份|姓名|名字|信息|个人信息|来信)?(?:予以|严格|给予|要)?保密"
    r"|(?:为|替|给|对)(?:我们?|本人|举报人|反映人|投诉人)(?:予以|严格)?保密"
)
"""That the writer be kept secret is for the office to heed, not a matter to settle."""
LONGEST_GENERIC = 12
"""Signs of a request that may be no more than a plea for help."""
_ASKED, _BARE, _GOES_ON = 0.72, 0.4, 0.5


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One request, without its number and the word that asks."""

    start: int
    end: int
    confidence: float


def is_generic(words: str) -> bool:
    """Whether a request only begs for attention."""
    return (
        len(words) <= LONGEST_GENERIC
        and "书面" not in words
        and bool(_GENERIC.match(words))
        and not _OF_SOMETHING.match(words)
    )


_OF_SOMETHING = re.compile(r"(?:对|把|将)(?!此|这|该|上述|以上|我们?的?问题)[^,]{4,}")
"""对打人的村干部严肃处理 is more than a plea."""


def petitioner_asks(text: str, at: int) -> bool:
    """Whether a clause begins at an offset, or the petitioner is its subject."""
    return at == 0 or text[at - 1] in ',、:;。!?\n "“”)' or bool(_WE.search(text, max(0, at - 16), at))


def asked_inside(text: str, start: int, end: int) -> int:
    """Where the request begins in an item that tells first and asks then: 路灯坏了两年，恳请装上."""
    asks = [match for match in _ASKING.finditer(text, start + 1, end) if text[match.start() - 1] in ",:;"]
    strong = [match for match in asks if _STRONG_ASK.match(match.group())]
    return strong[-1].start() if strong and end - strong[-1].end() >= LONGEST_GENERIC // 2 else start


def sentences_that_ask(text: str, body: int) -> Iterator[FoundClaim]:
    """Clauses that ask, to the end of their sentence; two askings in a row are two requests."""
    at, asked, modest = 0, False, False
    for end in [*(match.start() for match in SENTENCE_END.finditer(text, 0, body)), body]:
        if _OTHERS_LINE.match(text, at, end):
            at, asked = end + 1, False
            continue
        found = list(_in_sentence(text, at, end))
        goes_on = (asked and _FURTHER.match(text, at, end)) or modest
        if not found and goes_on and (not _PAST.search(text, at, end) or _NO_MORE.search(text, at, end)):
            found = list(requests(text, at, end, _GOES_ON))
        yield from found
        asked = bool(found)
        modest = bool(_NOTHING_ELSE.fullmatch(text, at, end))
        at = end + 1


def _in_sentence(text: str, start: int, end: int) -> Iterator[FoundClaim]:
    asks = [match for match in _ASKING.finditer(text, start, end) if _by_petitioner(text, start, end, match)]
    late = 0.08 if start > 0.5 * len(text) else 0.0
    for match, following in zip(asks, [*asks[1:], None], strict=False):
        last = min(following.start() if following else end, match.end() + _LONGEST_REQUEST)
        sure = _ASKED if _STRONG_ASK.match(match.group()) else _ASKED - 0.12
        begin = match.end()
        if _WHETHER.match(match.group()) and last - begin < LONGEST_GENERIC // 2:
            low = max(start, match.start() - _LONGEST_SUBJECT)
            begin = max(low, *(text.rfind(sign, low, match.start()) + 1 for sign in ",;: "))  # 没备案能否补办
        yield from requests(text, begin, last, sure + late)


def _by_petitioner(text: str, start: int, end: int, ask: re.Match[str]) -> bool:
    if (
        _WHETHER.match(ask.group())
        and text[end : end + 1] == "?"
        and not _NOT_ASKING.search(text, max(start, ask.start() - 14), ask.start())
    ):
        return True
    begins = (
        ask.start() == start
        or _ASKS_WHETHER.search(text, max(start, ask.start() - 8), ask.start())
        or text[ask.start() - 1] in ',、:;。!?\n "”“)'
    )
    if not begins and not (
        _STRONG_ASK.match(ask.group()) and _WE.search(text, max(start, ask.start() - 16), ask.start())
    ):
        return False
    bare = _ASK_ALONE.match(text, ask.start())
    after = bare.end() if bare else ask.end()
    if _OF_US.match(text, after) and not _GIVES.match(text, after):
        return False
    if _NOT_ASKING.search(text, max(start, ask.start() - 14), ask.start()):
        return False
    if text[after : after + 1] == "问":
        return False
    return not _OTHER_WORDS.match(text, ask.end()) and not _LABEL.match(text, ask.end())


_ASKS_WHETHER = re.compile(r"(?:请问|想问|问一下|问下|问问|咨询)(?:一下|下)?$")
_WHETHER = re.compile(r"(?:看看?)?(?:能不能|能否|可否|可不可以|是否可以|是不是(?:能|可以))")
_LONGEST_SUBJECT = 40
_LONGEST_REQUEST = 600
"""Signs of a text without full stops that are shown as one request."""


def bare_wishes(text: str, body: int) -> Iterator[FoundClaim]:
    """Where no word asks: the last sentences that say what should be done (该赔的赔给我就行)."""
    low = int(body * _LAST_PART)
    found = []
    for sentence in re.compile(r"[^。;!?\n]{6,160}").finditer(text, low, body):
        words = sentence.group()
        if _IMPERATIVE.search(words) and not _PAST.search(words) and not _WONDERS.search(words):
            found.append(sentence)
    for sentence in found[-_MOST_BARE:]:
        yield from requests(text, sentence.start(), sentence.end(), _BARE)


def requests(text: str, start: int, end: int, confidence: float) -> Iterator[FoundClaim]:
    """The requests of one stretch of text, each trimmed."""
    for first, last, sure in parts(text, start, end):
        for one in trimmed(text, first, last, confidence + (0.04 if sure else 0.0)):
            if not _SECRET.match(text, one.start, one.end):
                yield one


_RHETORIC = re.compile("(?:凭什么|谁(?:来)?负责|怎么办|该?找谁|何在|怎么[^,]{0,6}的)$")


def trimmed(text: str, start: int, end: int, confidence: float, *, least: int = 4) -> Iterator[FoundClaim]:
    """One request with its lead and its thanks cut away, if anything is left."""
    lead = _LEAD_IN.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and text[end - 1] in ",。;、!?: \n”":
        end -= 1
    if trail := _TRAIL.search(text, start, end):
        end = trail.start()
    while end > start and text[end - 1] in ",。;、!?: \n":
        end -= 1
    if that_is := _THAT_IS.search(text, start, end):
        end = that_is.start()
    words = text[start:end]
    if len(words) >= least and not _RHETORIC.search(words) and not _EMPTY.match(words) and not words.isascii():
        yield FoundClaim(start, end, confidence)
