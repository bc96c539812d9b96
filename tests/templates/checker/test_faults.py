"""Every planted fault is found, at its place and by its own rule; the clean papers have none."""

from __future__ import annotations

import pytest

from templates.checker.catalogue import RULES
from templates.checker.check import Report, by_rule, check_document
from templates.checker.rules import statutes
from tests.templates.checker.clean import CLEAN
from tests.templates.checker.faults import FAULTS, Fault


def _said(report: Report) -> list[str]:
    return [f"{f.rule.id} {f.paragraph.words if f.paragraph else ''} {f.found}→{f.wanted}" for f in report.findings]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_paper_has_no_faults(name: str) -> None:
    """A checker that cries over good papers is switched off."""
    assert _said(check_document(CLEAN[name]())) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_at_its_place(fault: Fault) -> None:
    """What the checker overlooks is sent back by the registry; what it names beside it wastes a clerk's time."""
    document = CLEAN[fault.paper]()
    fault.plant(document)

    report = check_document(document)

    found = [finding for finding in report.findings if finding.rule.id == fault.rule]
    assert len(found) == fault.count, _said(report)
    words = found[0].paragraph.words if found[0].paragraph is not None else ""
    assert words.startswith(fault.words) if fault.words else not words
    assert report.page(found[0].paragraph) == fault.page
    assert set(by_rule(report.findings)) <= {fault.rule, *fault.also}, _said(report)


def test_there_are_many_faults_and_each_has_its_own_name() -> None:
    """Two rows of one name would hide each other."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60


def test_every_rule_is_planted_at_least_once() -> None:
    """A rule nobody has seen find anything may find nothing."""
    assert {rule.id for rule in RULES} - {fault.rule for fault in FAULTS} - UNPLANTED == set()


UNPLANTED = frozenset({"imprint.even_page"}) | {rule.id for rule in statutes.RULES}
"""Found only where the pages are laid out, or where there is a legal shelf (test_statutes.py)."""


def test_a_rule_says_what_it_is() -> None:
    """A rule without its clause cannot be argued with; two of one name cannot be told apart."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if not (rule.clause and rule.what and rule.mend)] == []
