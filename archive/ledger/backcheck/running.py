"""A period's first letters and visits are checked against the weekly entries and cases that were there before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.backcheck.bodies import responsible_body
from archive.cases.backcheck.comparing import proposal
from archive.cases.backcheck.verdict import Proposal, Verdict
from archive.cases.likeness.people import askers
from archive.cases.likeness.relations import REPEATS, Earlier
from archive.cases.model import Case, CaseKind, Channel, MatterClass
from archive.cases.places import Places
from archive.cases.weekly.entry import ReportedEntry
from archive.chinese.names import normal_name
from archive.errors import InvalidInput
from archive.ledger.newness import earlier_cases
from archive.record.record import Record, Transaction

FIRST_CHANNELS = (Channel.LETTER, Channel.VISIT)
"""初信初访."""
LOOK_BACK = dt.timedelta(days=400)
"""How long before a letter an entry may have been sent in to count for it."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Run:
    """What came of checking a period."""

    checked: int
    """Cases for which a proposal was made or renewed."""
    proposed: Mapping[Verdict, int]
    decided: int
    """Cases that were decided before, and left alone."""
    skipped: Mapping[str, int]
    """Cases that are not checked, by reason, in Chinese."""


class Entries:
    """Entries of the weekly checks, to be asked what was there on a day."""

    def __init__(self, entries: Iterable[ReportedEntry], places: Places) -> None:
        self._by_township: dict[str, list[ReportedEntry]] = {}
        self._by_name: dict[str, list[ReportedEntry]] = {}
        self._places = places
        for one in entries:
            self._by_township.setdefault(places.township(one.entry.region_code), []).append(one)
            for name in one.entry.people:
                self._by_name.setdefault(normal_name(name), []).append(one)

    def before(self, case: Case, day: dt.date) -> list[ReportedEntry]:
        """What may be this case and stood in a report at the end of the day it came in; each dispute as last reported."""
        township = self._places.township(case.region_code)
        pools = [self._by_township.get(township, [])] if township else list(self._by_township.values())
        pools += [self._by_township.get("", [])]
        pools += [self._by_name.get(normal_name(party.name), []) for party in askers(case) if party.name]
        last: dict[object, ReportedEntry] = {}
        for one in (entry for pool in pools for entry in pool):
            if one.in_force(day) and one.reported >= day - LOOK_BACK:
                key = (one.unit, one.entry.title, one.entry.people)
                if key not in last or (last[key].week, last[key].id) < (one.week, one.id):
                    last[key] = one
        return list(last.values())


def run(
    record: Record, since: dt.date, until: dt.date, *, by: str = "", channels: Sequence[Channel] = FIRST_CHANNELS
) -> Run:
    """Propose a verdict for every first letter and visit received in a period; what is decided stays as it is.

    Raises InvalidInput for a period that ends before it begins.
    """
    if until < since:
        raise InvalidInput(f"起止颠倒：{since} 至 {until}。", "请核对 --since 和 --until。", code="bad_day")
    with record.read() as tx:
        numbers = tx.backchecks.to_check(since, until, channels)
        decided = {no for no, (verdict, _) in tx.backchecks.versions(numbers).items() if verdict is not Verdict.PENDING}
        places, units = tx.organisation.places(), tx.organisation.units()
        entries = Entries(tx.weekly.in_force_between(since - LOOK_BACK, until), places)
    skipped: Counter[str] = Counter()
    proposed: Counter[Verdict] = Counter()
    waiting = [no for no in numbers if no not in decided]
    for at in range(0, len(waiting), _AT_ONCE):
        with record.read() as tx:
            made = list(_proposals(tx, waiting[at : at + _AT_ONCE], entries, places, skipped))
        with record.write() as tx:
            for case, found in made:
                unit = (found.best.unit if found.best else "") or responsible_body(case, units, places)
                tx.backchecks.propose(tx.cases.id_of(case.no), found, unit)
                proposed[found.verdict] += 1
    with record.write() as tx:
        counts = {verdict.value: count for verdict, count in proposed.items()}
        tx.log("backcheck.run", f"backcheck:{since}:{until}", after={"proposed": counts, "skipped": dict(skipped)})
    return Run(proposed.total(), proposed, len(decided), skipped)


def _proposals(
    tx: Transaction, numbers: Sequence[str], entries: Entries, places: Places, skipped: Counter[str]
) -> Iterable[tuple[Case, Proposal]]:
    for case in tx.cases.many(numbers).values():
        if reason := _exempt(case):
            skipped[reason] += 1
            continue
        day = case.received or dt.date.min
        earlier = [one for one in earlier_cases(tx, case) if _before(one, day)]
        if case.registration.first is None and any(map(_repeated, earlier)):
            skipped["重复信访，不是初次"] += 1
            continue
        known = [one for one in earlier if one.relation in REPEATS]
        yield case, proposal(case, entries.before(case, day), known, places, tx.definitions)


def _exempt(case: Case) -> str:
    if case.restricted or case.matter_class is MatterClass.ACCUSATION:
        return "检举控告或限制查阅，不对外通报"
    return "建议意见，不是纠纷" if case.matter_class is MatterClass.SUGGESTION else ""


def _before(one: Earlier, day: dt.date) -> bool:
    return one.case.received is not None and one.case.received < day and not one.case.voided


def _repeated(one: Earlier) -> bool:
    """An earlier petition of the same person about the same matter."""
    return one.case.kind is CaseKind.PETITION and one.relation in REPEATS
