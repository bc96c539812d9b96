"""What a case says: everything of it that plain words find. Pure."""

from __future__ import annotations

from archive.cases.model import Case


def case_text(case: Case) -> str:
    """Part by part on lines of their own, each once."""
    parts = [case.no, case.title, case.category, case.region, case.summary, case.facts]
    for claim in case.claims:
        parts += [claim.text, claim.finding, claim.opinion_text, *claim.basis]
    parts += [case.text, case.outcome, *case.legal_basis, case.handler, case.duty_unit]
    parts += [party.name for party in case.parties]
    parts += [case.reply.number, case.reply.inquiry]
    mediation = case.mediation
    parts += [mediation.agreement_number, mediation.committee, mediation.facts, mediation.liability, *mediation.terms]
    return "\n".join(dict.fromkeys(part for part in parts if part))
