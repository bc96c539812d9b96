"""The proposals of the county's petition office (三项建议): what they ask of whom, and whether they were taken up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from archive.cases.model import CaseKind
from archive.county.grammar import render
from archive.county.matter import Matter
from archive.county.scene import Scene
from archive.county.wording import wordings
from archive.record.proposals import Proposal, ProposalKind

_A_YEAR = 9
_KINDS = {ProposalKind.IMPROVE: 55, ProposalKind.POLICY: 30, ProposalKind.ACCOUNTABILITY: 15}
_ADOPTED, _UNDECIDED = 0.72, 150
_LOOKS_BACK = dt.timedelta(120)


def proposals(matters: Sequence[Matter], first: dt.date, last: dt.date, seed: int) -> Iterator[Proposal]:
    """The proposals between two days, about what came up most often before them."""
    random = Random(f"proposals:{seed}")
    words = wordings().common["proposal"]
    petitions = [one for one in matters if one.kind is CaseKind.PETITION]
    serials: Counter[int] = Counter()
    count = round((last - first).days / 365.25 * _A_YEAR)
    for day in sorted(first + dt.timedelta(random.randint(60, max(60, (last - first).days))) for _ in range(count)):
        recent = [one for one in petitions if day - _LOOKS_BACK <= one.day < day]
        if not recent or day > last:
            continue
        frequent = Counter((one.about, one.unit) for one in recent).most_common(6)
        about, unit = random.choice(frequent)[0]
        matter = next(one for one in recent if (one.about, one.unit) == (about, unit))
        kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
        scene = Scene(matter, random, {"unit": unit})
        scene.be_formal()
        text = render(random.choice(words[kind.value]), scene.say, random)
        decided = day + dt.timedelta(random.randint(15, _UNDECIDED))
        taken = random.random() < _ADOPTED
        said = render(random.choice(words["adopted" if taken else "refused"]), scene.say, random)
        serials[day.year] += 1
        made = Proposal(day, kind, unit, text, f"安信建字〔{day.year}〕{serials[day.year]}号")
        yield made if decided > last else replace(made, adopted=taken, adopted_on=decided, feedback=said)
