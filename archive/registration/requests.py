"""One sentence or field that asks, cut into its requests: by semicolons, and by commas after which another act begins.

A request is one thing to be done. A clause belongs to the one beside it if it only says how the office gets there
(派人来看, 找他来), on what condition, when and how much, or what is to end by it (不要再坑别人).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.registration.wordlists import terms

_CLAUSE = re.compile(r"(?:[^,;:。!?\n ]|:(?=\d)|(?<![\u4e00-\u9fff]) | (?![\u4e00-\u9fff]))+")
"""Messages part their clauses by blanks."""
_ACT = re.compile(rf"(?:{terms('joins')})?(?:{terms('acts')})")
_SECOND = re.compile(terms("joins"))
_DOES_SOMETHING = re.compile(
    r"[\u4e00-\u9fff\d“”]{1,12}?(?:把|将|赔|退还|返还|归还|补发|还给|还我|交出|拆除|拆掉|清理|停止|停了|恢复|公布|公开|改道|搬|摊|付清|结清|支付|报销|报了"
    r"|重新|立即|马上|不准|不得|不许|必须|应当|应该|要(?!是|么|不)|得|给我|给我们|拿出|腾出|让出|负责|承担|道歉|折价|补偿|归|错开|避开|装上|安上|换成|改成|发给|还回)"
)
_IF = re.compile(
    r"(?:如果|要是|若是?|万一|倘若|假如|实在|如(?!实|数|期)|对于?|关于|按照?|参照|比照|仿照|根据|依据|依照|在|经|凡|因|由于|鉴于|考虑到|为了?|从|于|自|就)"
)
_MEANS = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:(?:派|来)(?:个|些|几个)?[\u4e00-\u9fff]{0,2}[人员家组].{0,14}|(?:来|到|去|上).{0,8}?(?:[看查量测](?:看|一[看查量测眼下]|查|量|清楚)?|家|现场|门)"
    r"|(?:找|联系)(?!个|一个|回|份|工)(?:到|一下)?.{2,14}|叫.{1,8}来.{0,3}|把.{1,8}(?:叫|找|请)[来到].{0,6}|把?.{0,8}(?:弄|搞|查)(?:清楚?|明白)|一?查到底|查账)"
)
"""How the office gets to what is asked."""
_LOOKS_UP = re.compile(r".{0,10}(?:查一?查|查一下|核查|核实|核对)(?!.*(?:是不是|有没有|是否|怎么|为什么|谁|哪)).{2,16}")
_PUTS_RIGHT = re.compile(r"[把将](?:多|少|错|漏|乱|不该|该|被)[\u4e00-\u9fff]{0,3}的")
"""查一查缴费记录，把少算的补上: what is found is put right."""
_ENDS_BY_IT = re.compile(r"(?:不要|不能|不得|不许|不准|不再|别)(?:再|让|叫|拿|光|老|总|又)|避免|防止|杜绝(?=再)")
"""What is to end by what is asked before."""
_BEGS_FIRST = re.compile(
    r".{0,10}(?:(?:给|还|讨).{0,8}(?:活路|生路|公道|说法)|.{0,6}一条[活生]路|主持.{0,2}(?:公道|正义)|[做作]主)|(?:考虑到?|念在|看在|体谅).{2,24}|[你您]?们?来?给?(?:我们)?(?:调解|说和|评|断).{0,4}|知道真相"
)
"""Pleas and reasons before what is asked itself."""
_THEN = re.compile("那|就|也(?:得|要|该|就)")
_UNFINISHED = re.compile(r"(?:的话|的时候|时候?|后|之前|以前|前|以后|之后|情况下|基础上|期间|的)$")
_ASIDE = re.compile(
    r"(?:否则|不然|要不然|毕竟|因为|我看|我觉得|我认为|我愿意|我们愿意|我相信|少一分|一分都?不|哪怕|免得|以免|以便|好让|省得|算是|别等|也好|就行|就够了|别的|其他的|其它的|没有?别的"
    r"|谢谢|感谢|不要再?(?:互相|踢)|让(?:我们?|俺|大家|老百姓|百姓|群众|村民|居民|业主|职工|家长|孩子们?|大伙|乡亲们|违法者|他们?受)(?!.{0,4}(?:看|知|继续|回))|使(?:我|群众|老百姓)|还(?:我|群众|老百姓|百姓|村民|大家|居民|业主|小区|学生|孩子)[^,]{0,8}(?:一[个片]|安宁|清净|干净|清白|公道|安静)|确保[^,]{2,10}(?:安全|生活|秩序|权益)|以[^,]{2,12}(?:提升|保障|维护|平民愤)"
    r"|给(?:群众|百姓|老百姓|我们?|大家|村民|俺|党|社会)一?个|维护|以(?:平|儆|正|便|免|防|求|期|利|满足|取得|方便|保障|确保|保证|维护|示|解|慰)|更大的|更好地服务|这(?:就是|种情况|是)|此事(?!.{0,3}(?:给|由|交))|[^,]{0,10}(?:感激|感谢)|如此|我[也就]?[死认服信]|为民|为(?:我|老百姓|百姓|群众)(?:们)?(?:做|作)主|主持公道|这样)"
)
_WHOM_ONLY = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}(?:领导|同志|政府|上级|部门|局|所|委|办|组织|调委会|消协|书记|县长|镇长)(?:们)?)?"
    r"(?:(?:能够?|可以|尽快|抓紧|出面|出出面|出来|给我们?|帮我们?|帮帮我们?|帮帮|帮忙|帮助|给评评理|评评理|给说和说和|说和说和|说和|调解|调解一下|协调|协调一下|过问|管管|管一管|来看看|看看|核实情况|了解情况|重视"
    r"|高度重视|重视起来|关注|想想办法|想个办法|做主|作主|明察|体谅|体恤|我们?这些[\u4e00-\u9fff]{0,8})[,、]?){1,4}"
)
_HOLLOW = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:尽快|早日|及时|抓紧|赶紧|帮忙|帮助|认真|高度|予以|给予)*(?:解决|处理|重视|关注|过问|协调|核实|调查)(?:一下|此事|这个?问题|问题)?"
)
"""What says nothing by itself: what it is to bring about is the request."""
_SHORTEST = 5
"""Signs of a clause that can be a request of its own; 派人来, 查清 are parts of what follows or went before."""


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(begin, end, whether sure) of each request between two offsets."""
    pieces = _between(text, start, end, ";")
    if len(pieces) > 1:
        yield from ((first, last, True) for first, last in pieces)
        return
    yield from ((first, last, False) for first, last in _by_commas(text, start, end))


def begins_act(text: str, start: int, end: int) -> bool:
    """Whether a clause begins with what somebody is to do."""
    return bool(_ACT.match(text, start, end))


def does_something(text: str, start: int, end: int) -> bool:
    """Whether a clause says soon of what it names that it is to do or to be done: 垃圾车错开上学的时间."""
    return bool(_DOES_SOMETHING.match(text, start, end))


def _between(text: str, start: int, end: int, sign: str) -> list[tuple[int, int]]:
    found, at = [], start
    for match in re.finditer(re.escape(sign), text[start:end]):
        found.append((at, start + match.start()))
        at = start + match.end()
    found.append((at, end))
    return [(a, b) for a, b in found if text[a:b].strip(" ,。\n")]


def _by_commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses gathered into requests."""
    begun: list[re.Match[str]] = []
    for clause in _CLAUSE.finditer(text, start, end):
        if begun and _parts_company(begun, clause):
            yield begun[0].start(), begun[-1].end()
            begun = []
        if _ASIDE.match(clause.group().strip()) and (begun or clause.start() > start):
            if len(begun) == 1 and _HOLLOW.fullmatch(begun[0].group()):
                begun.append(clause)
                continue
            if not begun and clause.start() > start:
                continue  # 能管管，为民做点实事，|对大院进行改造
            if begun:
                yield begun[0].start(), begun[-1].end()
            return  # what follows tells why, or what comes of it
        said = clause.group().strip()
        if not begun and clause.end() < end and (_WHOM_ONLY.fullmatch(said) or _BEGS_FIRST.fullmatch(said)):
            continue
        begun.append(clause)
    if begun:
        yield begun[0].start(), begun[-1].end()


def _parts_company(begun: list[re.Match[str]], clause: re.Match[str]) -> bool:
    """Whether a clause asks for something else than those before it."""
    before, words = begun[-1].group().strip(), clause.group().strip()
    said = sum(len(one.group().strip()) for one in begun)
    if said < _SHORTEST or len(words) < _SHORTEST or _ENDS_BY_IT.match(words):
        return False
    if (
        len(begun) == 1
        and not _IF.match(words)
        and (_MEANS.fullmatch(before) or (_LOOKS_UP.fullmatch(before) and _PUTS_RIGHT.match(words)))
    ):
        return False
    if _THEN.match(words) and _IF.match(begun[0].group().strip()):
        return False
    if _UNFINISHED.search(before) or (len(begun) == 1 and _IF.match(before) and not _DOES_SOMETHING.match(before)):
        return False
    return bool(_SECOND.match(words) or _ACT.match(words) or _IF.match(words) or _DOES_SOMETHING.match(words))
