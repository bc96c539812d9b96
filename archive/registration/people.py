"""People named in a text: who petitions, who is complained of, who else; by signatures, labels and words before names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from archive.registration.announced import called, entrusting, i_am, introduced, labelled
from archive.registration.named import HAN, beside, cued, detailed_or_clear, listed, repeated, titled
from archive.registration.occurrences import places_of
from archive.registration.person import OTHER, PARTY, PETITIONER, RESPONDENT, SUSPECT, Person
from archive.registration.running import Running
from archive.registration.signatures import CLEARLY, signatures
from archive.registration.wordlists import terms, weights

_STRENGTH = {PETITIONER: 4, PARTY: 3, RESPONDENT: 2, SUSPECT: 1, OTHER: 0}
_PARTICULARS = re.compile(
    rf"[(]?[,、 ]?老?(?:{terms('particulars')}|今年\d|\d{{1,2}}岁|现住|家住|1[3-9]\d{{9}}|\d{{17}})"
)
_REPORTED = re.compile(
    r"(?:同志|先生|女士|大爷|大娘)?(?:等(?:\d+|[一二三四五六七八九十]+)?[人户名])?[^,。;:!?\n]{0,10}?(?:反映|来电|来访|来信|投诉|举报|诉称|陈述|致电|求助|走访|上访|称[,:]|称$)"
)


def find_people(running: Running, closing: int | None = None) -> list[Person]:
    """Everybody named in full, left to right; ``closing`` is where the letter's text ends and signatures begin."""
    text = running.text
    announced = [*labelled(text), *introduced(text), *i_am(text), *called(text), *entrusting(text)]
    signed = [Person(a, b, name, PETITIONER, sure) for a, b, name, sure in signatures(running, closing)]
    if any(one.role == PETITIONER for one in announced) or any(one.confidence >= CLEARLY for one in signed):
        signed = [one for one in signed if one.confidence >= CLEARLY]
    found = [
        *announced,
        *signed,
        *cued(text),
        *detailed_or_clear(text),
        *titled(text),
        *repeated(text),
        *listed(text),
    ]
    found += list(beside(text, found))
    settled = _by_real_names(_settled(_of_one_length(found, text)), text)
    return settled if any(one.role in (PETITIONER, PARTY) for one in settled) else _presumed(settled, text)


def _by_real_names(found: list[Person], text: str) -> list[Person]:
    """龚二毛（大名龚兴旺）: by what neighbours call him and by his name he is one and the same."""
    real: dict[str, str] = {}
    for one, following in pairwise(found):
        if _REALLY.fullmatch(text, one.end, following.start):
            real[one.name] = following.name
    return [replace(one, name=real[one.name]) if one.name in real else one for one in found] if real else found


_REALLY = re.compile(r"[(,]?[^,。()]{0,6}(?:大名|真名|本名|全名|真实姓名|学名|实名)[^,。()]{0,10}?(?:叫|是|为|:)?")


def _presumed(found: list[Person], text: str) -> list[Person]:
    """Where nobody says that he petitions: the first whose particulars stand with the name, or who is said to report."""
    one = next((p for p in found if p.role != RESPONDENT and _might_petition(p, text)), None)
    if one is None:
        return found
    return [replace(p, role=PETITIONER, confidence=min(p.confidence, 0.7)) if p.name == one.name else p for p in found]


def _might_petition(one: Person, text: str) -> bool:
    begins = one.start == 0 or text[one.start - 1] == "\n"
    return bool(
        _PARTICULARS.match(text, one.end)
        or _REPORTED.match(text, one.end)
        or (begins and text[one.end : one.end + 1] in ("(", ","))
    )


def _of_one_length(found: Sequence[Person], text: str) -> list[Person]:
    """Names that stand once with a character too many or too few, as they stand elsewhere.

    刘雪存 in 刘雪存在串通 is 刘雪 where that stands more often; 陈烨 is 陈烨皓 where 皓 always follows.
    """
    places = places_of(text, {person.name for person in found} | {person.name[:2] for person in found})
    names = {person.name for person in found}
    longer: dict[str, str] = {}
    cut: dict[str, str] = {}
    for name in names:
        times = len(places[name])
        if len(name) == 3 and len(places[name[:2]]) >= 2 * times + 1 and name[:2] in names:
            cut[name] = name[:2]
        if len(name) == 2 and times > 1:
            after = {text[at + 2 : at + 3] for at in places[name]}
            sign = after.pop() if len(after) == 1 else ""
            if HAN.match(sign) and weights("given").get(sign, 0) > -8:
                longer[name] = name + sign
    mended = []
    for person in found:
        name = cut.get(person.name) or longer.get(person.name) or person.name
        changed = name != person.name
        mended.append(replace(person, name=name, end=person.end + len(name) - len(person.name)) if changed else person)
    return mended


def _settled(found: Sequence[Person]) -> list[Person]:
    """One person for each place: the surest, then the longest; a role once known holds for the name everywhere."""
    kept: list[Person] = []
    taken: set[int] = set()
    for person in sorted(found, key=lambda one: (-one.confidence, one.start - one.end, -_STRENGTH[one.role])):
        if not any(offset in taken for offset in range(person.start, person.end)):
            taken.update(range(person.start, person.end))
            kept.append(person)
    roles: dict[str, str] = {}
    for person in found:
        if _STRENGTH[person.role] > _STRENGTH[roles.get(person.name, OTHER)]:
            roles[person.name] = person.role
    settled = [p if roles.get(p.name, p.role) == p.role else replace(p, role=roles[p.name]) for p in kept]
    return sorted(settled, key=lambda person: person.start)
