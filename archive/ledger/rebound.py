"""A petitioner comes again: what was under observation moves back up in its list, with the reason."""

from __future__ import annotations

from archive.cases.labels import label
from archive.cases.model import Case, Event
from archive.cases.procedure.standing import ListLevel, standing_of
from archive.errors import InvalidInput
from archive.ledger.changing import act_in
from archive.record.record import Transaction


def petitioned_again(tx: Transaction, petition: Case) -> tuple[str, ...]:
    """Move up every earlier case that ``petition`` repeats, directly or through others, and that is under observation.

    The move is an event of the earlier case, on the day the petition came, in the transaction that recorded it. Returns
    what is worth telling the clerk; whatever stands in the way of the move is told, and keeps no petition out.
    """
    notes: list[str] = []
    seen = {petition.no}
    no = petition.registration.repeat_of
    while no and no not in seen:
        seen.add(no)
        earlier = tx.cases.many([no]).get(no)
        if earlier is None:
            notes.append(f"登记为重复，但没有编号为“{no}”的案件。")
            break
        notes += _risen(tx, earlier, petition)
        no = earlier.registration.repeat_of
    return tuple(notes)


def _risen(tx: Transaction, earlier: Case, petition: Case) -> list[str]:
    definitions = tx.definitions
    standing, day = standing_of(earlier), petition.received
    if earlier.voided:
        return [f"登记为重复，但 {earlier.no} 已作废：{earlier.voided}。"]
    if standing.struck_off and standing.level is None:
        return [f"{earlier.no} 已于 {standing.struck_off} 销号；如需重新列入清单，请用 juanzong lists enter。"]
    if standing.level is not ListLevel.OBSERVED or standing.level_since is None:
        return []
    if day is None or day < standing.level_since:
        return []
    before, after = definitions.name(ListLevel.OBSERVED), definitions.name(definitions.rises_to)
    came = label(petition.channel) if petition.channel else "信访"
    reason = f"观察期内同一事项又{came}（{petition.no}，{day}）"
    details = {"from": ListLevel.OBSERVED, "to": definitions.rises_to, "reason": reason, "petition": petition.no}
    event = Event(day, "list_move", actor=petition.registration.registrar, details=details)
    try:
        act_in(tx, earlier.no, event, today=day)
    except InvalidInput as error:
        return [f"{earlier.no} 还在{before}清单观察期内，没能调整：{error.message}{error.advice}"]
    return [f"{earlier.no} 由{before}调回{after}清单：{reason}。"]
