"""Is it new? Earlier cases of the same person or the same matter are shown; the clerk decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.cases.likeness.people import askers, forms_of, phones_of
from archive.cases.likeness.relations import RELATION_LABELS, REPEATS, Earlier, Relation, compare
from archive.cases.model import Case
from archive.chinese.names import normal_name, surname
from archive.errors import InvalidInput
from archive.ledger.rebound import petitioned_again
from archive.record.cases import case_key
from archive.record.record import Record, Transaction

_MOST_NEARBY = 200
"""Cases of the same place that are looked at; the newest."""
_SHOWN = 20
_HINTED = 3


def earlier_cases(tx: Transaction, case: Case, alike: Sequence[str] = (), *, most: int = _SHOWN) -> list[Earlier]:
    """Earlier cases that may be the same matter or person, the likeliest first.

    ``alike`` are numbers that a search for the case's text found; the record itself looks by people and places.
    """
    people = askers(case)
    numbers = tx.kin.sharing(
        numbers=[form for party in people for form in forms_of(party.id_number)],
        phones=[stated for party in people for stated in (party.phone, *phones_of(party)) if stated],
        names=[stated for party in people for stated in (party.name, normal_name(party.name)) if stated],
    )
    numbers += tx.kin.nearby(case, surnames=sorted({surname(party.name) for party in people}), limit=_MOST_NEARBY)
    others = tx.cases.many([no for no in dict.fromkeys([*numbers, *alike]) if no != case.no])
    found = [one for other in others.values() if _is_earlier(other, case) and (one := compare(case, other))]
    return sorted(found, key=lambda one: (-one.score, one.case.no))[:most]


def likely_repeats(tx: Transaction, case: Case) -> tuple[str, ...]:
    """In Chinese, for whoever has just registered a case: what it may repeat, where nobody has said yet that it is the first."""
    if case.registration.first is not None or case.registration.repeat_of:
        return ()
    found = [one for one in earlier_cases(tx, case) if one.relation in REPEATS][:_HINTED]
    return tuple(
        f"可能与 {one.case.no} 是同一事项（{RELATION_LABELS[one.relation]}），请用 juanzong ledger new {case.no} 核对后决定。"
        for one in found
    )


def decide(record: Record, no: str, earlier_no: str, relation: Relation, *, by: str) -> tuple[Case, tuple[str, ...]]:
    """Keep what the clerk decided about a case and an earlier one; returns the case after it, and what is worth noting.

    A repeat is marked as such and names the earlier case, which moves up in its list if it was under observation.
    Raises NotFound, InvalidInput.
    """
    if no == earlier_no:
        raise InvalidInput("不能把一件与它自己关联。", "请核对两个编号。")
    with record.write() as tx:
        case, other = tx.cases.get(no), tx.cases.get(earlier_no)
        found = compare(case, other)
        reasons = [*((found.person.reason,) if found and found.person else ()), *(found.matter.points if found else ())]
        tx.kin.link(
            tx.cases.id_of(no),
            tx.cases.id_of(earlier_no),
            relation=relation,
            score=found.score if found else 0.0,
            reasons=reasons,
            by=by,
            now=tx.now,
        )
        registration = case.registration
        if relation in REPEATS:
            registration = replace(registration, first=False, repeat_of=earlier_no)
        elif registration.repeat_of == earlier_no:
            registration = replace(registration, first=None, repeat_of="")
        changed = replace(case, registration=registration)
        if changed != case:
            tx.cases.change(changed, tx.now)
            tx.outbox.put([case_key(no)])
            changed = replace(changed, version=case.version + 1)
        said = {"earlier": earlier_no, "relation": relation.value, "reasons": reasons}
        tx.log("case.link", case_key(no), before=_said(case), after={**said, **_said(changed)})
        risen = petitioned_again(tx, changed) if relation in REPEATS and changed != case else ()
    return changed, risen


def _said(case: Case) -> dict[str, object]:
    return {"first": case.registration.first, "repeat_of": case.registration.repeat_of}


def _is_earlier(other: Case, case: Case) -> bool:
    if other.voided:
        return False
    return other.received is None or case.received is None or other.received <= case.received
