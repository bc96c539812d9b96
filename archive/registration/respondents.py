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
from archive.registration.occurrences import places_of
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.wordlists import any_of, entries, terms

_ACCUSES = re.compile(
    r"(?:投诉|举报|反映|状告|控告|检举|揭发|起诉|告发|告)(?:的(?:是|对象是)?|关于|我们?(?:村|镇|乡|单位|厂)?的?)?[^,。;!?:\n]{0,16}$"
)
_ABOUT = re.compile(r"(?:^|\n)\s?(?:关于|对于?|就|现就)[^,。;!?:\n]{0,14}$")
_BY = re.compile(r"(?:被|遭|受|让|叫)[^,。;!?:\n了]{0,6}$")
_DEALT = re.compile(
    r"(?:在|到|去|跟|与|和|同|从|给|向|找|借给|租给|承包给|转包给|卖给|流转给|交给|嫁给|委托|买了?|坐)[^,。;!?:\n]{0,10}$"
)
_DEALS = re.compile(
    r"[^,。;!?:\n]{0,8}(?:签订|签了|买|订|办了?卡|充值|干活|打工|上班|做工|住院|看病|报名|装修|借|租|承包|流转|结婚|离婚|合伙|寄|开[的多]|端盘子|手术|就诊|购房|赊)"
)
_DID = re.compile(rf"[^,。;:!?\n]{{0,12}}?{terms('did')}")
_DID_NEXT = re.compile(rf"[^。;:!?\n]{{0,40}}?{terms('did')}")
_SAYS = re.compile(
    r"(?:(?:老板|经理|负责人|工作人员|的人|那边|方面|场主|店长|司机|家)?[^,。;!?\n]{0,6}?(?:却|也|就|还|只|又|总|老|先|一直)?)?(?:说|称|答复|回复|推|骂|不认|不理|不接|不管|翻脸|威胁|承诺|答应|赖|扔|挂)"
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
_MINE = re.compile(r"(?:我|俺|咱|本人|我们|自己|其|他|她|甲)(?:家)?(?:的)?[^,。;\n]{0,3}$")
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
_ASKED_OF = 3.0
_LABELLED = 6.0
_CHILD = re.compile(r"(?:女儿|孩子|小孩|养女|孙女|孙子|小女儿|小儿子|儿媳妇|弟弟|妹妹)(?:叫)?$")
_WRITES = re.compile(r"[^,。;\n]{0,2}(?:替我|代我|帮我|代笔|代书|陪我)")
_ENOUGH, _DOUBTFUL, _MOST = 3.0, 1.9, 3


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
    merged = _merged(bodies, addressee, ours)
    shown = {name: name for name in named} | {name: _short(name) for name in merged}
    said = _Said(text, places_of(text, set(shown.values())), claims, len(text) if closing is None else closing)
    weighed: list[tuple[float, str, int]] = []
    for name, start in named.items():
        weight = _LABELLED if name in labelled else _weight(said, name, person=True, family=family)
        weighed.append((weight, name, start))
    private = 1.0 if _ITS_PEOPLE.search(text) else 0.0
    for name, start in merged.items():
        weight = _weight(said, shown[name], person=False) + private + (1.6 if is_private(name) else 0.8)
        weighed.append((weight, name, start))
    return list(_chosen(_with_their_firms(said, weighed, named, shown)))


@dataclass(frozen=True, slots=True)
class _Said:
    """The text, where the names stand in it, what is asked, and where it closes."""

    text: str
    places: Mapping[str, Sequence[int]]
    claims: Sequence[FoundClaim]
    end: int

    def before_the_end(self, name: str) -> list[int]:
        """Where a name stands in the letter's own text."""
        return [at for at in self.places[name] if at < self.end]

    def in_claims(self, name: str) -> Iterator[tuple[FoundClaim, int]]:
        """The requests that hold a name, each with where it first stands in them."""
        done = -1
        for at in self.places[name]:
            number = bisect_right(self.claims, at, key=lambda claim: claim.start) - 1
            if number > done and at + len(name) <= self.claims[number].end:
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
        if name not in people:
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
    for number, (weight, name, start) in enumerate(ranked[:_MOST]):
        if number and weight < max(_ENOUGH, 0.6 * best):
            return
        yield Respondent(start, start + len(name), name, min(0.85, 0.35 + 0.08 * weight))


def _merged(bodies: Sequence[Body], addressee: str, ours: Collection[str]) -> Mapping[str, int]:
    """Bodies by their longest names, each with where it first stands so; 石峰矿业 is 安和县石峰矿业有限公司."""
    fuller: dict[str, str] = {}
    for long in dict.fromkeys(body.name for body in bodies):
        for name in _shorter(long):
            fuller.setdefault(name, long)
    found: dict[str, int] = {}
    for body in bodies:
        name = body.name
        if name in fuller or name in ours or (addressee and (name in addressee or addressee.endswith(name))):
            continue
        found.setdefault(name, body.start)
    return found


def _shorter(name: str) -> Iterator[str]:
    """What a body may be called for short: without a region before it, without 有限公司 behind it."""
    for lead in range(len(name) - 1):
        if lead and not _REGIONS.fullmatch(name, 0, lead):
            continue
        if lead:
            yield name[lead:]
        if name.endswith("公司"):
            yield from (name[lead:end] for end in range(lead + 2, len(name) - 1))


_REGIONS = re.compile(r"(?:[\u4e00-\u9fff]{1,4}(?:省|市|县|区|旗|镇|乡))*")


def _weight(said: _Said, name: str, *, person: bool, family: bool = False) -> float:
    """How much is said against whom bears the name."""
    places = said.before_the_end(name)
    gains = [_at_place(said.text, at, at + len(name), person=person, family=family) for at in places]
    best = max(0.0, *gains) if gains else 0.0
    weight = best + 0.3 * (sum(gains) - best) + 0.3 * min(len(places) - 1, 4)
    asked = [_asked_of(said.text, claim.start, at) for claim, at in said.in_claims(name)]
    return weight + (_ASKED_OF if any(asked) else 1.0 if asked else 0.0)


def _short(name: str) -> str:
    """What a body is called again: 安和县永固建材有限公司 is 永固建材 later."""
    bare = re.sub(r"^[\u4e00-\u9fff]{1,4}?(?:省|市|县|区)(?=[\u4e00-\u9fff]{4})", "", name)
    bare = re.sub(r"(?:股份)?有限(?:责任)?公司$", "", bare)
    return bare if len(bare) >= 4 else name


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
    if _BY.search(before):
        gain += 2.0
    if _ACTS_ON.search(before):
        gain += 1.5
    if _SAYS.match(text, end, end + 24):
        gain += 1.5
    if person and _SUSPECTED.search(before):
        gain += 2.0
    if _DEALT.search(before) or _DEALS.match(text, end, end + 16):
        gain += 0.8
    if _TOOK.search(before) and _TAKEN.match(text, end, end + 20):
        gain -= 3.0
    if person and _KIN.search(before):
        gain += 2.5 if family and not _CHILD.search(before) else -2.0 if _MINE.search(_KIN.sub("", before)) else 0.0
    if person and _WRITES.match(text, end):
        gain -= 5.0
    if person and _HELPS.search(before):
        gain -= 3.0
    return gain
