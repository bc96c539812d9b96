"""Whom a petition complains of: persons and bodies, weighed by where they stand and what is said of them.

What tells: the label 被反映人, words that accuse before the name, a wrong done after it, what is asked of it, who is
spoken with in anger; against it: those who petition, whom the letter is written to, where it was only taken, kin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.registration.asking import FoundClaim
from archive.registration.bodies import Body, is_private
from archive.registration.body_names import alone, kinds_of, merged_bodies, short_name, written_to
from archive.registration.occurrences import places_of
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.wordlists import any_of, entries, terms

_ACCUSES = re.compile(
    r"(?:投诉|举报|反映|状告|控告|检举|揭发|起诉|告发|告)(?:的(?:是|对象是)?|关于|我们?(?:村|镇|乡|单位|厂)?的?)?[^,。;!?:\n]{0,16}$"
)
_ABOUT = re.compile(r"(?:^|\n)\s?(?:关于|对于?|就|现就)[^,。;!?:\n]{0,14}$")
_DISPUTED = re.compile(r"(?:不服|不同意|不认可|对)[^,。;!?:\n]{0,4}$")
_ITS_DECISION = re.compile(
    r"[^。;!?\n]{0,30}?(?:作出|做出|出具|下达)[^。;!?\n]{0,30}(?:意见书|意见|决定书|决定|答复|告知书|裁决|判决|认定)|的?(?:处理|答复|不作为|做法|行为|执行)"
)
"""不服县住建局作出的答复."""
_BY = re.compile(r"(?:被|遭|受|让|叫)[^,。;!?:\n了]{0,6}$")
_DEALT = re.compile(
    r"(?:在|到|去|跟|与|和|同|从|给|向|找|借给|租给|承包给|转包给|卖给|流转给|交给|嫁给|委托|买了?|坐)[^,。;!?:\n]{0,10}$"
)
_DEALS = re.compile(
    r"[^,。;!?:\n]{0,8}(?:签订|签了|买|订|办了?卡|充值|干活|打工|上班|做工|住院|看病|报名|装修|借|租|承包|流转|结婚|离婚|合伙|寄|开[的多]|端盘子|手术|就诊|购房|赊)"
)
_HARMS = rf"(?:{terms('did')}|[砸挖推铲拆砍烧毁填撞压踩犁拱堵扒掀剪锁断抢撕打踢停扣赶骗][掉断坏平毁倒塌烂伤死光裂没走][了我我]?)"
"""What wrongs somebody: a word of the list, or what a blow comes to (挖掉, 拱裂)."""
_DID = re.compile(rf"[^,。;:!?\n]{{0,12}}?{_HARMS}")
_DID_NEXT = re.compile(rf"[^。;:!?\n]{{0,40}}?{_HARMS}")
_SAYS = re.compile(
    r"(?:(?:老板|经理|负责人|工作人员|的人|那边|方面|场主|店长|司机|家)?[^,。;!?\n]{0,6}?(?:却|也|就|还|只|又|总|老|先|一直)?)?(?:说|称|答复|回复|推|骂|不认|不理|不接|不管|翻脸|威胁|承诺|答应|赖|扔|挂)"
)
_HE_SAYS = re.compile(
    r"[^,。;!?\n]{0,6}[,:](?:但|可|而)?(?:他|她|对方|人家|他们|院方|园方|校方|厂方|店家|家里人)[^,。;!?\n]{0,8}?(?:说|称|讲|答复|回复|推|骂|不|没|让|叫)"
)
"""找到村主任邵长林，他说闸是水利站管的."""
_LIABLE = re.compile(
    r"[^,。;!?\n]{0,24}?(?:不合格|延误|失职|渎职|过错|过失|应(?:当|该)?(?:承担|负|赔)|负(?:全部|主要|有|全)责?|有(?:直接|不可推卸|全部|主要)?[^,。]{0,4}责任|缩水|质量(?:差|问题)|不达标|不符|造成|导致|致使|害)"
)
_ACTS_ON = re.compile(
    r"(?:让|叫|责令|责成|督促|勒令|命令|要求|请求|查处|查清|查|追究|处理|处分|认定|确认|找到?|判令|收回|督|促使|敦促|协调|约谈|取缔|禁止|制止|对|把)(?:了)?$"
)
_TOOK = re.compile(
    r"(?:送到?|送往|送进|抬到|拉到|拉去|送去|转到|转院到|转往|住进|到|去|找|找到|问|问过|打电话给|报告|反映到|反映给|投诉到|跟|经|由|向)(?:了|过)?$"
)
_TAKEN = re.compile(
    r"[^,。;!?:\n]{0,6}?(?:抢救|诊断|检查|治疗|鉴定|出具|证明|反映|投诉|举报|报案|报警|问|询问|咨询|求助|打听|登记|申请|起诉|判决|作出|做出|告诫|救出|处理|上[一二三四五六]年级|上学|念书|读书)"
)
_KIN = re.compile(
    any_of([w for entry in entries("person_words") if entry[0] == "kin" for w in entry[1:]]) + r"(?:叫)?$"
)
_MINE = re.compile(
    r"(?:我|俺|咱|本人|我们|自己|其|他|她|甲|(?:控告|申请|反映|举报|投诉|信访|申诉|委托)人)(?:家)?(?:的)?[^,。;\n]{0,3}$"
)
_SUSPECTED = re.compile(
    any_of([w for entry in entries("person_words") if entry[0] == "respondent" for w in entry[1:]])
    + r"(?:叫|是|家的?)?$"
)
_HELPS = re.compile(
    r"(?:律师|医生|大夫|民警|法官|记录人?|接待人?|调解员|证人|邻居们|工友|老乡|网格员|话务员|联系人)(?:叫|是|:|：)?$"
)
_ITS_PEOPLE = re.compile(
    rf"(?:公司|厂里|厂子|矿上|老板|店长|店家|商家|学校|园方|医院|院方|物业|村里|合作社|站里|对方|人家|开发商|工作人员|场主|服务员|销售员?|客服)"
    rf"[^,。;!?\n]{{0,8}}?(?:说|答复|回复|不|拒|推|骂|{terms('did')})"
)
"""A body's people who answer the petitioner, named by what they are."""
_BESIDE_LABEL = 0.8
"""Share of a labelled one's weight from which another is complained of too: a form says whom."""
_IS_SUBJECT = re.compile(r"(?:^|[,。;!?:\n“]|可是?|但是?|而|结果|后来|之后|第一天|当天|[年月日号时天]|[那这]个?)$")
_ACTS = re.compile(
    r"[^,。;!?\n]{0,5}?(?:让|把|将|派|定[了个]|不|没|未|却|又|要|收|扣|停|竟|居然|仍|还|强|硬|擅|私|逼|赶|拿|占|用[^户于]|以“|以没|以资)"
)
"""A body that begins a clause and does something to somebody."""
_SUGGESTS = re.compile(r"人民建议|建议人|提出(?:如下|以下)?建议|(?:的|一点|几点)建议(?:\n|$)|请问[^。?]{0,60}\?")
"""A suggestion or a question complains of nobody."""
_HELD_BY = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:主任|局长|书记|科长|股长|所长|院长|站长|干部|工作人员|镇长|乡长|副[\u4e00-\u9fff]长)[\u4e00-\u9fff]"
)
_AGAIN = 0.7
"""Share of what is said of 合作社 that counts for the only 合作社 named in full."""
_ASKED_OF = 3.0
_LABELLED = 6.0
_CHILD = re.compile(r"(?:女儿|孩子|小孩|养女|孙女|孙子|小女儿|小儿子|儿媳妇|弟弟|妹妹)(?:叫)?$")
_WRITES = re.compile(r"[^,。;\n]{0,2}(?:替我|代我|帮我|代笔|代书|陪我)")
_ENOUGH, _DOUBTFUL, _MOST = 3.0, 1.5, 3


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person or body complained of, where it is best named."""

    start: int
    end: int
    name: str
    confidence: float


def find_respondents(
    text: str,
    people: Sequence[Person],
    bodies: Sequence[Body],
    claims: Sequence[FoundClaim],
    addressee: str,
    closing: int | None,
    *,
    family: bool = False,
) -> list[Respondent]:
    """Those the text complains of, at most ``_MOST``, the surest first; none if nothing is said against anybody.

    ``family`` if it is a quarrel in a family, where kin are complained of.
    """
    ours = {one.name for one in people if one.role in (PETITIONER, PARTY)}
    labelled = {one.name for one in people if one.role == RESPONDENT}
    named = _named(people, ours)
    told = written_to(text, bodies)
    merged = merged_bodies(bodies, "" if told else addressee, ours)
    shown = {name: name for name in named} | {name: short_name(name) for name in merged}
    kinds = kinds_of(merged)
    said = _Said(
        text,
        places_of(text, {*named, *merged, *shown.values(), *kinds.values()}),
        claims,
        len(text) if closing is None else closing,
    )
    weighed: list[tuple[float, str, int]] = []
    for name, start in named.items():
        weight = _LABELLED if name in labelled else _weight(said, said.places[name], len(name), family=family)
        weighed.append((weight, name, start))
    private = 1.0 if _ITS_PEOPLE.search(text) else 0.0
    for name, start in merged.items():
        weight = _weight(said, said.places[shown[name]], len(shown[name]))
        if kind := kinds.get(name):
            again = alone(text, said.places[kind], said.places[name], len(name))
            weight += _AGAIN * max(0.0, _weight(said, again, len(kind)))
        weight += private + (1.6 if is_private(name) else 0.8)
        if all(_HELD_BY.match(text, at + len(name)) for at in said.places[name]):
            weight = 0.0  # only the office that somebody holds, who is named
        weighed.append((_LABELLED if name == told else weight, name, start))
    found = list(_chosen(_with_their_firms(said, weighed, named, shown)))
    return found or ([] if _SUGGESTS.search(text) else _only_one(weighed, named, claims))


def _only_one(
    weighed: list[tuple[float, str, int]], people: Collection[str], claims: Sequence[FoundClaim]
) -> list[Respondent]:
    """The only body a letter that asks for something names, but for those it went to: nobody else can be meant."""
    bodies = [one for one in weighed if one[1] not in people]
    if len(bodies) != 1 or not claims or bodies[0][0] <= 0:
        return []
    _, name, start = bodies[0]
    return [Respondent(start, start + len(name), name, 0.4)]


@dataclass(frozen=True, slots=True)
class _Said:
    """The text, where the names stand in it, what is asked, and where it closes."""

    text: str
    places: Mapping[str, Sequence[int]]
    claims: Sequence[FoundClaim]
    end: int

    def in_claims(self, places: Sequence[int], length: int) -> Iterator[tuple[FoundClaim, int]]:
        """The requests that hold a name, each with where it first stands in them."""
        done = -1
        for at in places:
            number = bisect_right(self.claims, at, key=lambda claim: claim.start) - 1
            if number > done and at + length <= self.claims[number].end:
                done = number
                yield self.claims[number], at


def _named(people: Sequence[Person], ours: Collection[str]) -> Mapping[str, int]:
    """Persons who do not petition, each with where he is first named."""
    found: dict[str, int] = {}
    for one in people:
        if one.role in (OTHER, SUSPECT, RESPONDENT) and one.name not in ours:
            found.setdefault(one.name, one.start)
    return found


def _with_their_firms(
    said: _Said, weighed: list[tuple[float, str, int]], people: Collection[str], shown: Mapping[str, str]
) -> list[tuple[float, str, int]]:
    """金穗粮贸的老板翟金穗: a firm named right before its master is complained of as much as he."""
    text = said.text
    masters = [
        (at, weight)
        for weight, master, _ in weighed
        if master in people and weight >= _ENOUGH
        for at in said.places[master]
    ]
    masters.sort()
    raised = []
    for weight, name, start in weighed:
        if name not in people and weight > 0:
            for at in said.places[shown[name]]:
                end = at + len(shown[name])
                for number in range(bisect_left(masters, (end, 0.0)), len(masters)):
                    master, much = masters[number]
                    if master - at > _LED_FROM:
                        break
                    if 0.9 * much > weight and _MASTER.fullmatch(text, end, master):
                        weight = 0.9 * much
        raised.append((weight, name, start))
    return raised


_LED_FROM = 40
_MASTER = re.compile(rf"(?:有限公司|公司)?(?:[^。;!?\n]{{0,8}}?{terms('master')}(?:是|叫|:)?|的|,)?")


def _chosen(weighed: list[tuple[float, str, int]]) -> Iterator[Respondent]:
    ranked = sorted(weighed, key=lambda one: (-one[0], one[2]))
    if not ranked or ranked[0][0] < _DOUBTFUL:
        return
    best = ranked[0][0]
    least = max(_ENOUGH, (_BESIDE_LABEL if best == _LABELLED else 0.6) * best)
    for number, (weight, name, start) in enumerate(ranked):
        if number and (weight < least or (number >= _MOST and weight < _LABELLED)):
            return
        yield Respondent(start, start + len(name), name, min(0.85, 0.35 + 0.08 * weight))


def _weight(said: _Said, everywhere: Sequence[int], length: int, *, family: bool | None = None) -> float:
    """How much is said against whom is named at these places; ``family`` is given for a person."""
    places = [at for at in everywhere if at < said.end]
    gains = [_at_place(said.text, at, at + length, person=family is not None, family=bool(family)) for at in places]
    best = max(0.0, *gains) if gains else 0.0
    weight = best + 0.3 * (sum(gains) - best) + 0.3 * min(len(places) - 1, 4)
    asked = [_asked_of(said.text, claim.start, at) for claim, at in said.in_claims(everywhere, length)]
    return weight + (_ASKED_OF if any(asked) else 1.0 if asked else 0.0)


def _asked_of(text: str, start: int, at: int) -> bool:
    """Whether a request is of whom it names at an offset: by its beginning, or by a word for making somebody act."""
    return at - start <= _NEAR or bool(_ACTS_ON.search(text[start:at]))


_NEAR = 4


def _at_place(text: str, start: int, end: int, *, person: bool, family: bool) -> float:
    before = text[max(0, start - 24) : start]
    gain = 0.0
    if _ACCUSES.search(before) or _ABOUT.search(before):
        gain += 3.0
    if _DID.match(text, end, end + 30):
        gain += 2.5
    elif _DID_NEXT.match(text, end, end + 60):
        gain += 1.0
    if _DISPUTED.search(before) and _ITS_DECISION.match(text, end, end + 64):
        gain += 3.0
    if _BY.search(before):
        gain += 2.0
    if _ACTS_ON.search(before):
        gain += 1.5
    if _SAYS.match(text, end, end + 24) or _HE_SAYS.match(text, end, end + 24):
        gain += 1.5
    if _LIABLE.match(text, end, end + 40):
        gain += 2.0
    if person and _SUSPECTED.search(before):
        gain += 2.0
    if _DEALT.search(before) or _DEALS.match(text, end, end + 16):
        gain += 0.8
    if not person and _IS_SUBJECT.search(before) and _ACTS.match(text, end, end + 16):
        gain += 1.2
    if _TOOK.search(before) and _TAKEN.match(text, end, end + 20):
        gain -= 3.0
    if person and _KIN.search(before):
        gain += 2.5 if family and not _CHILD.search(before) else -2.0 if _MINE.search(_KIN.sub("", before)) else 0.0
    if person and _WRITES.match(text, end):
        gain -= 5.0
    if person and _HELPS.search(before):
        gain -= 3.0
    return gain
