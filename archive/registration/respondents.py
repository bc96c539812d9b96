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
from archive.registration.bodies import Body, is_plain, is_private
from archive.registration.body_names import alone, kinds_of, merged_bodies, short_name, written_to
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
_SUGGESTS = re.compile(r"人民建议|建议人|提出(?:如下|以下)?建议|(?:的|一点|几点)建议(?:\n|$)|请问[^。?]{0,60}\?")
"""A suggestion or a question complains of nobody."""
_HELD_BY = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:主任|局长|书记|科长|股长|所长|院长|站长|干部|工作人员|镇长|乡长|副[\u4e00-\u9fff]长)[\u4e00-\u9fff]"
)
_AGAIN = 0.7
"""Share of what is said of 合作社 that counts for the only 合作社 named in full."""
_ASKED_OF = 3.0
_LABELLED = 6.0
_ENOUGH, _DOUBTFUL, _MOST = 3.0, 1.5, 3
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
        if is_plain(name):
            weight = weight - _PLAIN if weight - _PLAIN >= _PLAINLY else 0.0
        if all(_HELD_BY.match(text, at + len(name)) for at in said.places[name]):
            weight = 0.0  # only the office that somebody holds, who is named
        weighed.append((_LABELLED if name == told else weight, name, start))
    found = list(_chosen(_with_their_firms(said, weighed, named, shown), named))
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


def _weight(said: _Said, everywhere: Sequence[int], length: int, *, family: bool | None = None) -> float:
    """How much is said against whom is named at these places; ``family`` is given for a person."""
    places = [at for at in everywhere if at < said.end]
    gains = [said_against(said.text, at, at + length, person=family is not None, family=bool(family)) for at in places]
    best = max(0.0, *gains) if gains else 0.0
    weight = best + 0.3 * (sum(gains) - best) + 0.3 * min(len(places) - 1, 4)
    asked = [_asked_of(said.text, claim.start, at) for claim, at in said.in_claims(everywhere, length)]
    return weight + (_ASKED_OF if any(asked) else 1.0 if asked else 0.0)


def _asked_of(text: str, start: int, at: int) -> bool:
    """Whether a request is of whom it names at an offset: by its beginning, or by a word for making somebody act."""
    return at - start <= _NEAR or bool(ACTS_ON.search(text[start:at]))


_NEAR = 4
