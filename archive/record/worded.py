"""Cases as far as their words go: what a hit is recognised by and what is marked in it, read with little work."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from archive.cases.model import Case, CaseKind, Claim, Mediation, Party, Reply
from archive.record.chunks import chunks
from archive.record.tables import cases, claims, parties
from archive.record.text import storable

# put together once, because a search waits for them
_CASES = select(
    cases.c.id, cases.c.no, cases.c.kind, cases.c.title, cases.c.category, cases.c.region, cases.c.received,
    cases.c.summary, cases.c.facts, cases.c.text, cases.c.legal_basis, cases.c.outcome, cases.c.handler,
    cases.c.duty_unit, cases.c.reply, cases.c.mediation, cases.c.restricted,
).where(cases.c.no.in_(bindparam("numbers", expanding=True)))  # fmt: skip
_CLAIMS = (
    select(claims.c.case_id, claims.c.text, claims.c.finding, claims.c.basis, claims.c.opinion_text)
    .where(claims.c.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(claims.c.case_id, claims.c.seq)
)
_PARTIES = (
    select(parties.c.case_id, parties.c.name)
    .where(parties.c.case_id.in_(bindparam("ids", expanding=True)))
    .order_by(parties.c.case_id, parties.c.seq)
)


def worded(connection: Connection, numbers: Sequence[str]) -> dict[str, Case]:
    """Those of the cases that exist, by number: their words, their parties' names, who may see them; the rest is empty.

    Such a case is for showing alone: it must not be written back.
    """
    found: dict[str, Case] = {}
    for some in chunks(map(storable, numbers)):
        rows = connection.execute(_CASES, {"numbers": some}).all()
        ids = [row[0] for row in rows]
        claimed: dict[int, list[Claim]] = {}
        named: dict[int, list[Party]] = {}
        if ids:
            for case_id, words, finding, basis, opinion in connection.execute(_CLAIMS, {"ids": ids}).all():
                one = Claim(words, finding, tuple(basis), opinion_text=opinion)
                claimed.setdefault(case_id, []).append(one)
            for case_id, name in connection.execute(_PARTIES, {"ids": ids}).all():
                named.setdefault(case_id, []).append(Party(name))
        for (
            case_id, no, kind, title, category, region, received, summary, facts, text, legal_basis, outcome,
            handler, duty_unit, reply, mediation, restricted,
        ) in rows:  # fmt: skip
            found[no] = Case(
                no=no,
                kind=CaseKind(kind),
                title=title,
                category=category,
                region=region,
                received=received,
                summary=summary,
                facts=facts,
                text=text,
                claims=tuple(claimed.get(case_id, ())),
                legal_basis=tuple(legal_basis),
                outcome=outcome,
                handler=handler,
                duty_unit=duty_unit,
                parties=tuple(named.get(case_id, ())),
                reply=Reply(number=reply.get("number", ""), inquiry=reply.get("inquiry", "")),
                mediation=Mediation(
                    agreement_number=mediation.get("agreement_number", ""),
                    committee=mediation.get("committee", ""),
                    facts=mediation.get("facts", ""),
                    liability=mediation.get("liability", ""),
                    terms=tuple(mediation.get("terms", ())),
                ),
                restricted=restricted,
            )
    return found
