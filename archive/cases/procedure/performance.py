"""What of an agreement has been performed (履行): the instalments agreed, and the events that met them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from archive.cases.model import Event, Mediation


@dataclass(frozen=True, slots=True)
class Performance:
    """One instalment with what became of it."""

    due: dt.date | None
    amount_fen: int | None
    text: str
    done: dt.date | None = None
    paid_fen: int | None = None
    voucher: str = ""


def performances_of(mediation: Mediation, acts: Iterable[Event]) -> tuple[Performance, ...]:
    """The instalments in their order. An act that names none meets the first that is open."""
    listed = [Performance(one.due, one.amount_fen, one.text) for one in mediation.instalments]
    for act in acts:
        if act.type != "perform":
            continue
        at = _which(act, listed)
        if at is None:
            continue
        one, paid = listed[at], act.details.get("amount_fen")
        paid_fen = paid if isinstance(paid, int) else one.amount_fen
        total = (one.paid_fen or 0) + paid_fen if paid_fen is not None else one.paid_fen
        whole = one.amount_fen is None or total is None or total >= one.amount_fen
        listed[at] = Performance(
            one.due,
            one.amount_fen,
            one.text,
            act.day if whole else None,
            total,
            str(act.details.get("voucher", "") or act.number),
        )
    return tuple(listed)


def _which(act: Event, listed: list[Performance]) -> int | None:
    stated = act.details.get("instalment")
    if isinstance(stated, int | str) and str(stated).isdigit():
        at = int(stated) - 1
        return at if 0 <= at < len(listed) else None
    return next((at for at, one in enumerate(listed) if one.done is None), None)
