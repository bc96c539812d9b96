"""Whom a petition complains of: persons and bodies, weighed by where they stand and what is said of them.

What tells: the label 被反映人, words that accuse before the name, a wrong done after it, what is asked of it, who is
spoken with in anger; against it: those who petition, whom the letter is written to, where it was only taken, kin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.registration.accusing import ACTS_ON, said_against
from archive.registration.asking import FoundClaim
from archive.registration.bodies import Body, is_plain, is_private, labelled_bodies
from archive.registration.body_names import alone, apart, kinds_of, merged_bodies, written_to
from archive.registration.occurrences import places_of
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.wordlists import terms

_ITS_PEOPLE = re.compile(
    rf"(?:公司|厂里|厂子|矿上|老板|店长|店家|商家|学校|园方|医院|院方|物业|村里|合作社|站里|对方|人家|开发商|工作人员|场主|服务员|销售员?|客服)"
    rf"[^,。;!?\n]{{0,8}}?(?:说|答复|回复|不|拒|推|骂|{terms('did')})"
)
"""A body's people who answer the petitioner, named by what they are."""
_BESIDE_LABEL = 0.8
"""Share of a labelled one's weight from which another is complained of too: a form says whom."""
_SUGGESTS = re.compile(r"人民建议|建议人|提出(?:如下|以下)?建议|(?:的|一点|几点)建议(?:\n|$)")
_ASKS = re.compile(r"请问[^。?]{0,60}\?")
"""A suggestion complains of nobody, unless somebody did wrong; a question only of whom it says something against."""
_HELD_BY = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:主任|局长|书记|科长|股长|所长|院长|站长|干部|工作人员|镇长|乡长|副[\u4e00-\u9fff]长)[\u4e00-\u9fff]"
)
_AGAIN = 0.7
"""Share of what is said of 合作社 that counts for the only 合作社 named in full."""
_ASKED_OF = 3.0
_LABELLED = 6.0
_ENOUGH, _DOUBTFUL, _MOST = 3.0, 1.5, 3
_SURELY = 3.5
_SHARE, _ALIKE = 0.5, 2.0
"""Share of the best one's weight from which others are complained of too; the least of several alike."""
_PLAIN, _PLAINLY = 1.5, 2.5
"""What is taken from the weight of 县法院 or 镇政府, and how much must be left."""


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
    bodies = [one for one in bodies if not _NOTED.match(text, text.rfind("\n", 0, one.start) + 1)]
    forms = {body.name for role, body in labelled_bodies(text) if role == RESPONDENT}
    labelled = {one.name for one in people if one.role == RESPONDENT} | forms
    named = _named(people, ours)
    told = written_to(text, bodies)
    merged = merged_bodies(bodies, "" if told else addressee, ours)
    kinds = kinds_of(merged)
    called = {alias for one in merged.values() for alias in one.called}
    spans: dict[str, list[tuple[int, int]]] = {}
    for person in people:
        spans.setdefault(person.name, []).append((person.start, person.end))
    places = places_of(text, {*named, *called, *(word for some in kinds.values() for word in some)})
    said = _Said(
        text,
        {name: sorted({*spans.get(name, ()), *((at, at + len(name)) for at in places[name])}) for name in named}
        | {name: apart(places, one.called) for name, one in merged.items()},
        claims,
        len(text) if closing is None else closing,
    )
    weighed: list[tuple[float, str, int]] = []
    for name, start in named.items():
        weight = _LABELLED if name in labelled else _weight(said, said.places[name], family=family)
        weighed.append((weight, name, start))
    weighed = list(_by_their_posts(said, weighed))
    private = 1.0 if _ITS_PEOPLE.search(text) else 0.0
    for name, one in merged.items():
        weight = _weight(said, said.places[name])
        if again := alone(text, places, kinds.get(name, ()), said.places[name]):
            weight += _AGAIN * max(0.0, _weight(said, again))
        weight += private + (1.6 if is_private(name) else 0.8)
        if is_plain(name):
            weight = weight - _PLAIN if weight - _PLAIN >= _PLAINLY else 0.0
        if all(_HELD_BY.match(text, end) for _, end in said.places[name]):
            weight = 0.0  # only the office that somebody holds, who is named
        weighed.append((_LABELLED if name == told or forms & {name, *one.called} else weight, name, one.start))
    if labelled or told:
        weighed = list(_beside(said, weighed, labelled | {told}))
    found = list(_chosen(_with_their_firms(said, weighed, named), named))
    if _SUGGESTS.search(text):
        return found if any(weight >= _ASKED_OF + _ENOUGH for weight, *_ in weighed) else []
    return found or list(_unnamed(said)) or ([] if _ASKS.search(text) else _only_one(weighed, named, claims))


def _by_their_posts(said: _Said, weighed: list[tuple[float, str, int]]) -> Iterator[tuple[float, str, int]]:
    """那个业务员也该处理: who is asked to answer by his post, which one person named in the text has."""
    posts: dict[str, set[str]] = {}
    for _, name, start in weighed:
        if post := _POST.search(said.text, max(0, start - _NEAR_TITLE), start):
            posts.setdefault(post.group(), set()).add(name)
    asked = "\n".join(said.text[claim.start : claim.end] for claim in said.claims)
    meant = {name for post, names in posts.items() if len(names) == 1 and post in asked for name in names}
    for weight, name, start in weighed:
        yield weight + (_ASKED_OF if name in meant and name not in asked and weight > 0 else 0.0), name, start


_POST = re.compile(
    "(?:体育老师|班主任|业务员|客户经理|销售员?|教练|园长|司机|店长|医生|大夫|主任|会计|书记|校长|院长|经理|老板|老师)$"
)


def _beside(
    said: _Said, weighed: list[tuple[float, str, int]], labelled: Collection[str]
) -> Iterator[tuple[float, str, int]]:
    """Where a form says of whom it complains: only them, and whom the requests want called to account."""
    for weight, name, start in weighed:
        owner = (
            any(_OWNS.search(said.text, max(0, at - _NEAR_TITLE), at) for at, _ in said.places[name])
            and weight >= _ALIKE
        )
        blamed = owner or any(
            _BLAMED.search(said.text, claim.start, at) for claim, at in said.in_claims(said.places[name])
        )
        if owner:
            weight = max(weight, _BESIDE_LABEL * _LABELLED)
        yield (weight if weight == _LABELLED or name in labelled or blamed else 0.0), name, start


_OWNS = re.compile(r"(?:老板娘?|店主|厂主|矿主|法人|法定代表人|实际控制人|经营者)(?:是|叫|:)?$")
_BLAMED = re.compile(r"(?:追究|查处|处分|处罚|严惩|惩处|惩治|责令|处理)$")
_NOTED = re.compile(
    r"\s?(?:处理|拟办|办理|接待人?|接访人?|承办|派单|转办|领导|批示|受理|交办|流转|来源|来件|转来)(?:意见|单位|部门|情况|结果|去向)?\s?:"
)
"""What the office noted on a form: whom it sent the matter to is not complained of."""


def _unnamed(said: _Said) -> Iterator[Respondent]:
    """Where nobody is named: the body that does what is complained of, by what it is (开发商, 街道办)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for match in _BODIES_UNNAMED.finditer(said.text):
        spans.setdefault(match.group(), []).append(match.span())
    weighed = [(_weight(said, places), -places[0][0], name) for name, places in spans.items()]
    weight, at, name = max(weighed, default=(0.0, 0, ""))
    if weight >= _SURELY:
        yield Respondent(-at, -at + len(name), name, 0.4)


_BODIES_UNNAMED = re.compile(
    rf"(?<![\u4e00-\u9fff]{{2}}){terms('unnamed')}|(?<=[的在到向跟和与同由被让叫找给从就是该这那把对将请求令问去时年月日]){terms('unnamed')}"
)


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
    places: Mapping[str, Sequence[tuple[int, int]]]
    claims: Sequence[FoundClaim]
    end: int

    def in_claims(self, places: Sequence[tuple[int, int]]) -> Iterator[tuple[FoundClaim, int]]:
        """The requests that hold a name, each with where it first stands in them."""
        done = -1
        for at, end in places:
            number = bisect_right(self.claims, at, key=lambda claim: claim.start) - 1
            if number > done and end <= self.claims[number].end:
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
    said: _Said, weighed: list[tuple[float, str, int]], people: Collection[str]
) -> list[tuple[float, str, int]]:
    """金穗粮贸的老板翟金穗: a firm is complained of as much as its master, named right behind it or if there is no other."""
    text = said.text
    masters = [
        (at, weight)
        for weight, master, _ in weighed
        if master in people and weight >= _ENOUGH
        for at, _ in said.places[master]
    ]
    masters.sort()
    firms = [name for weight, name, _ in weighed if name not in people and weight > 0 and _HAS_MASTER.search(name)]
    firms = [name for name in firms if is_private(name)] or firms
    leads = [much for at, much in masters if _LEADS_IT.search(text, max(0, at - _NEAR_TITLE), at)]
    raised = []
    for weight, name, start in weighed:
        if name not in people and weight > 0:
            for _, end in said.places[name]:
                for number in range(bisect_left(masters, (end, 0.0)), len(masters)):
                    master, much = masters[number]
                    if master - end > _LED_FROM:
                        break
                    if 0.9 * much > weight and _MASTER.fullmatch(text, end, master):
                        weight = 0.9 * much
            if firms == [name]:
                weight = max(weight, *(0.9 * much for much in leads), 0.0)
        raised.append((weight, name, start))
    return raised


_NEAR_TITLE = 8
_LED_FROM = 40
_HAS_MASTER = re.compile(rf"(?:{terms('trade')}|公司|中心|园|学校|[小中]学|医院|诊所|银行|支行|厂|店|馆|场|矿|社|部)$")
_LEADS_IT = re.compile(rf"(?:{terms('master')}|业务员|销售员?|服务员|店员|护士|柜员)(?:是|叫|名叫|:)?$")
_MASTER = re.compile(rf"(?:有限公司|公司)?(?:[^。;!?\n]{{0,8}}?{terms('master')}(?:是|叫|:)?|的|,)?")


def _chosen(weighed: list[tuple[float, str, int]], people: Collection[str]) -> Iterator[Respondent]:
    ranked = sorted(weighed, key=lambda one: (-one[0], one[2]))
    if not ranked or ranked[0][0] < _DOUBTFUL:
        return
    best = ranked[0][0]
    least = max(_ENOUGH, (_BESIDE_LABEL if best == _LABELLED else _SHARE) * best)
    for number, (weight, name, start) in enumerate(ranked):
        alike = name in people and weight >= max(_ALIKE, 0.92 * best)  # brothers, a father and his son
        if number and not alike and (weight < least or (number >= _MOST and weight < _LABELLED)):
            return
        yield Respondent(start, start + len(name), name, min(0.85, 0.35 + 0.08 * weight))


def _weight(said: _Said, everywhere: Sequence[tuple[int, int]], *, family: bool | None = None) -> float:
    """How much is said against whom is named at these places; ``family`` is given for a person."""
    places = [span for span in everywhere if span[0] < said.end]
    gains = [said_against(said.text, *span, person=family is not None, family=bool(family)) for span in places]
    best = max(0.0, *gains) if gains else 0.0
    weight = best + 0.3 * (sum(gains) - best) + 0.3 * min(len(places) - 1, 4)
    asked = [_asked_of(said.text, claim.start, at) for claim, at in said.in_claims(everywhere)]
    return weight + (_ASKED_OF if any(asked) else 1.0 if asked else 0.0)


def _asked_of(text: str, start: int, at: int) -> bool:
    """Whether a request is of whom it names at an offset: by its beginning, or by a word for making somebody act."""
    return at - start <= _NEAR or bool(ACTS_ON.search(text[start:at]))


_NEAR = 4
