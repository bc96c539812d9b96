"""How like a case and an entry reported before it are, and whether the entry was true. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from archive.cases.backcheck.verdict import Candidate, Proposal, Verdict
from archive.cases.likeness.matters import matter_text, text_likeness
from archive.cases.likeness.people import askers, near_names
from archive.cases.likeness.relations import Earlier
from archive.cases.lists.definitions import Definitions, shipped
from archive.cases.model import Case, Channel
from archive.cases.places import Places, RegionKind
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.cases.weekly.entry import Entry, ReportedEntry
from archive.cases.weekly.weeks import week_name
from archive.chinese.fold import fold
from archive.chinese.names import normal_name

PROPOSED = 60
"""Points, of 100, from which two are proposed as one dispute."""
SHOWN = 35
"""Points from which a candidate is worth showing."""
_MOST_SHOWN = 5
_PERSON, _NEAR_PERSON, _OTHER_SIDE = 50, 30, 20
_PLACE, _TOWNSHIP, _ELSEWHERE = 20, 8, -20
_CATEGORY, _TEXT = 10, 20
_WITHOUT_NAMES = 1.5
"""By what the other points count where one of the two names nobody: at most 75."""
_LIKE_TEXT = 0.5
"""Likeness of texts that earns all its points; lines of a form are short."""
_CAME = {Channel.LETTER: "来信", Channel.VISIT: "来访"}


def proposal(
    case: Case,
    entries: Iterable[ReportedEntry],
    earlier: Iterable[Earlier],
    places: Places,
    lists: Definitions | None = None,
) -> Proposal:
    """What is proposed for a case, given the entries and cases that were there before it.

    ``lists`` says how the office calls the levels; the shipped names if it is left out.
    """
    lists = lists or shipped()
    found = [*(_entry(case, one, places, lists) for one in entries), *(_earlier(case, one) for one in earlier)]
    shown = sorted((one for one in found if one.score >= SHOWN), key=lambda one: (-one.score, one.entry_id or 0))
    if not shown or shown[0].score < PROPOSED:
        return Proposal(Verdict.MISSED, tuple(shown[:_MOST_SHOWN]))
    return Proposal(Verdict.UNTRUE if shown[0].wrong else Verdict.FOUND, tuple(shown[:_MOST_SHOWN]))


def _entry(case: Case, one: ReportedEntry, places: Places, lists: Definitions) -> Candidate:
    entry = one.entry
    reasons: list[str] = []
    person = _person(case, entry, reasons)
    rest = _place(case, entry, places, reasons)
    if case.category and case.category == entry.category:
        rest += _CATEGORY
        reasons.append(f"同属{case.category}")
    text = _text(case, entry)
    rest += round(_TEXT * min(1.0, text / _LIKE_TEXT))
    if text >= 0.2:
        reasons.append(f"内容相似 {text:.0%}")
    score = round(rest * _WITHOUT_NAMES) if person is None else person + rest
    reasons.append(f"{one.unit}{week_name(one.week)}上报（{one.reported}）")
    if one.reported == case.received:
        reasons.append("与收到同日上报，请核对先后")
    return Candidate(max(0, min(100, score)), tuple(reasons), untruths(case, entry, lists), one.unit, entry_id=one.id)


def _person(case: Case, entry: Entry, reasons: list[str]) -> int | None:
    """Points for the people; None where one of the two names nobody."""
    asking = {normal_name(party.name) for party in askers(case) if party.name}
    named = {normal_name(name) for name in entry.people}
    if not asking or not named:
        return None
    if shared := asking & named:
        reasons.append(f"同一人：{'、'.join(sorted(shared))}")
        return _PERSON
    near = [other for name in asking if len(name) > 2 for other in near_names(named, name)]
    if near:
        reasons.append(f"姓名只差一个字：{'、'.join(sorted(near))}")
        return _NEAR_PERSON
    if others := named & {normal_name(party.name) for party in case.parties}:
        reasons.append(f"对方相同：{'、'.join(sorted(others))}")
        return _OTHER_SIDE
    return 0


def _place(case: Case, entry: Entry, places: Places, reasons: list[str]) -> int:
    here = list(places.path(case.region_code))
    there = list(places.path(entry.region_code))
    codes = {region.code for region in here}
    shared = [region for region in there if region.code in codes]
    village = next((one for one in shared if one.kind in (RegionKind.VILLAGE, RegionKind.HAMLET)), None)
    if village is not None:
        reasons.append(f"同在{village.name}")
        return _PLACE
    township = next((one for one in shared if one.kind is RegionKind.TOWNSHIP), None)
    if township is not None:
        reasons.append(f"同在{township.name}")
        return _TOWNSHIP
    deep = all(any(one.kind is RegionKind.TOWNSHIP for one in path) for path in (here, there))
    return _ELSEWHERE if deep else 0


def _text(case: Case, entry: Entry) -> float:
    whole = matter_text(case)
    head = f"{case.title}\n{case.summary}"
    told = f"{entry.title}\n{entry.measures}"
    return max(text_likeness(entry.title, head), text_likeness(told, whole), _contained(entry.title, whole))


def _contained(title: str, text: str) -> float:
    """Which share of a short line's pairs of characters stand in a long text; a little less than that, for chance."""
    line, whole = fold(title), fold(text)
    pairs = {line[at : at + 2] for at in range(len(line) - 1)}
    return max(0.0, sum(pair in whole for pair in pairs) / len(pairs) - 0.2) if len(pairs) > 3 else 0.0


def untruths(case: Case, entry: Entry, lists: Definitions) -> tuple[str, ...]:
    """What an entry says otherwise than the case that came in shows."""
    wrong: list[str] = []
    came = _CAME.get(case.channel, "信访") if case.channel else "信访"
    if entry.resolved or entry.level is ListLevel.OBSERVED:
        wrong.append(f"报为已化解，却仍{came}")
    if case.group_size >= entry.persons + 3 and case.group_size >= 2 * entry.persons:
        wrong.append(f"报为 {entry.persons} 人，实际 {case.group_size} 人")
    level = standing_of(case).level
    if level is not None and entry.level is not None and not entry.resolved and entry.level < level:
        wrong.append(f"报为{lists.name(entry.level)}，实际{lists.name(level)}")
    return tuple(wrong)


def _earlier(case: Case, one: Earlier) -> Candidate:
    """An earlier case of the ledger, such as a mediation."""
    reasons = [
        *((one.person.reason,) if one.person else ()),
        *one.matter.points,
        f"台账 {one.case.no}（{one.case.received}）",
    ]
    standing = standing_of(one.case)
    came = _CAME.get(case.channel, "信访") if case.channel else "信访"
    wrong: tuple[str, ...] = ()
    if standing.resolved is not None and (case.received is None or standing.resolved <= case.received):
        wrong = (f"台账记为已化解（{standing.resolved}），却仍{came}",)
    return Candidate(round(100 * one.score), tuple(reasons), wrong, one.case.duty_unit, case_no=one.case.no)
