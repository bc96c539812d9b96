"""Cases of the county as somebody remembers them: what a test of search asks for again.

The county's record must have been filled (``juanzong demo --size county``); its index then holds the same texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from archive.cases.model import CaseKind
from archive.record.ledger import LedgerFilter
from archive.record.record import Record


@dataclass(frozen=True, slots=True)
class Remembered:
    """What can be known of a case without its number."""

    no: str
    """Its number: what the search must find."""
    text: str
    """What happened, in the petitioner's words or as it was taken down."""
    petitioner: str
    month: str
    """When it came in, such as 2021-05."""


def remembered(record: Record, count: int, seed: int) -> tuple[Remembered, ...]:
    """So many petitions that everybody may see, drawn with a seed, in no order; the same seed draws the same ones.

    Fewer where there are fewer. Left out are restricted and voided cases, and those without a name, a day or a text.
    """
    with record.read() as tx:
        known = [row.no for row in tx.ledger.rows(LedgerFilter(kinds=(CaseKind.PETITION,))) if not row.restricted]
        drawn: list[Remembered] = []
        for no in Random(f"remembered:{seed}").sample(sorted(known), len(known)):
            if len(drawn) == count:
                break
            case = tx.cases.get(no)
            if case.parties and case.received and case.facts:
                drawn.append(Remembered(no, case.facts, case.parties[0].name, f"{case.received:%Y-%m}"))
    return tuple(drawn)
